import type { Task } from '../kernel';
import type { ShellArguments } from './arguments';
import type { Shell } from './shell';

const BASH_USAGE =
  'Usage:\t{0} [GNU long option] [option] ...\n\t{0} [GNU long option] [option] script-file ...\n' +
  'GNU long options:\n' +
  [
    'debug',
    'debugger',
    'dump-po-strings',
    'dump-strings',
    'help',
    'init-file',
    'login',
    'noediting',
    'noprofile',
    'norc',
    'posix',
    'pretty-print',
    'rcfile',
    'restricted',
    'verbose',
    'version',
  ]
    .map((word) => `\t--${word}\n`)
    .join('') +
  'Shell options:\n\t-ilrsD or -c command or -O shopt_option\t\t(invocation only)\n\t-abefhkmnptuvxBCEHPT or -o option\n';

const BASH_PROBLEMS = {
  option: (_: string, text: string) => `${text}: invalid option`,
  'option-name': (arg0: string, text: string) => `line 0: ${arg0}: ${text}: invalid option name`,
  'shopt-name': (_: string, text: string) => `line 0: ${text}: invalid shell option name`,
} as const;

function almquistProblem(shell: Shell, { kind, text }: NonNullable<ShellArguments['problem']>): string {
  const isDash = shell.dialect.name === 'dash';
  if (kind === 'missing-command') return '-c requires an argument';
  if (kind === 'option-name') return `${isDash ? 'Illegal' : 'illegal'} option -o ${text}`;
  if (isDash) return `Illegal option -${text[1] ?? ''}`;
  return text.startsWith('--') ? `bad option '${text}'` : `illegal option ${text}`;
}

/** What a shell says instead of running: to wrong arguments, --version and --help. Gives its status. */
export function* answerAtOnce(shell: Shell, args: ShellArguments): Task<number> {
  const { dialect, arg0 } = shell;
  const { problem } = args;
  if (problem) {
    if (shell.isBash) {
      if (problem.kind === 'missing-command')
        yield* shell.writeError(`${arg0}: -c: option requires an argument\n`);
      else yield* shell.writeError(`${arg0}: ${BASH_PROBLEMS[problem.kind](arg0, problem.text)}\n`);
      if (problem.kind === 'option') yield* shell.writeError(BASH_USAGE.replaceAll('{0}', arg0));
    } else {
      const place = dialect.name === 'dash' ? '0: ' : '';
      yield* shell.writeError(`${arg0}: ${place}${almquistProblem(shell, problem)}\n`);
      // ash is not yet so far that it had a status.
      if (dialect.name === 'ash' && problem.kind === 'option-name') return 0;
    }
    return 2;
  }
  if (args.words.has('version')) {
    const lines = [
      `GNU bash, version ${dialect.version} (x86_64-pc-linux-gnu)`,
      'Copyright (C) 2022 Free Software Foundation, Inc.',
      'License GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>',
      '',
      'This is free software; you are free to change and redistribute it.',
      'There is NO WARRANTY, to the extent permitted by law.',
    ];
    yield* shell.write(`${lines.join('\n')}\n`);
    return 0;
  }
  yield* shell.write(
    `GNU bash, version ${dialect.version}-(x86_64-pc-linux-gnu)\n${BASH_USAGE.replaceAll('{0}', arg0)}`,
  );
  return 0;
}
