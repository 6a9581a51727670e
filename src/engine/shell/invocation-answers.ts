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

/** What a shell says instead of running: to wrong arguments, --version and --help. Gives its status. */
export function* answerAtOnce(shell: Shell, args: ShellArguments): Task<number> {
  const { dialect, arg0 } = shell;
  const { problem } = args;
  if (problem) {
    if (shell.isBash) {
      if (problem.kind === 'missing-command')
        yield* shell.writeError(`${arg0}: -c: option requires an argument\n`);
      else
        yield* shell.writeError(
          `${arg0}: ${problem.text}: invalid option${problem.kind === 'option-name' ? ' name' : ''}\n`,
        );
      if (problem.kind === 'option') yield* shell.writeError(BASH_USAGE.replaceAll('{0}', arg0));
    } else {
      const text =
        problem.kind === 'missing-command'
          ? '-c requires an argument'
          : `${dialect.name === 'dash' ? 'Illegal' : 'illegal'} option ${problem.kind === 'option-name' ? '-o ' : ''}${problem.text}`;
      yield* shell.writeError(`${arg0}: ${dialect.name === 'dash' ? '0: ' : ''}${text}\n`);
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
