import { optionForLetter, setOptionsOf, SHOPT_NAMES } from './options';
import type { Dialect } from './dialect';

/** What a shell was started with. */
export interface ShellArguments {
  readonly options: ReadonlySet<string>;
  readonly commandText?: string;
  readonly script?: string;
  /** Replaces `$0`, after `-c text`. */
  readonly arg0?: string;
  readonly positional: readonly string[];
  readonly isLogin: boolean;
  readonly isInteractive: boolean;
  readonly readsStdin: boolean;
  readonly words: ReadonlySet<string>;
  /** Names of bash's `-O` options. */
  readonly shopts: readonly string[];
  readonly problem?: {
    readonly kind: 'option' | 'missing-command' | 'option-name' | 'shopt-name';
    readonly text: string;
  };
}

const BASH_WORDS = new Set([
  'version',
  'help',
  'login',
  'norc',
  'noprofile',
  'posix',
  'noediting',
  'verbose',
  'debugger',
  'restricted',
  'dump-strings',
  'rcfile',
  'init-file',
]);

/** Reads `argv` as the shells do: `-c`, `-i`, `-l`, `-s`, set options, `-o name`, bash's long words. */
export function parseArguments(dialect: Dialect, argv: readonly string[]): ShellArguments {
  const options = new Set<string>();
  const words = new Set<string>();
  const shopts: string[] = [];
  let isLogin = argv[0]?.startsWith('-') ?? false;
  let [isInteractive, readsStdin, wantsCommand] = [false, false, false];
  let i = 1;
  const base = { options, words, shopts, positional: [] as readonly string[] };
  for (; i < argv.length; i++) {
    const arg = argv[i] ?? '';
    if (arg === '--' || arg === '-') {
      i++;
      break;
    }
    if (dialect.name === 'bash' && /^--./.test(arg)) {
      const word = arg.slice(2);
      if (!BASH_WORDS.has(word))
        return { ...base, isLogin, isInteractive, readsStdin, problem: { kind: 'option', text: arg } };
      words.add(word);
      if (word === 'login') isLogin = true;
      if (word === 'posix') options.add('posix');
      if (word === 'rcfile' || word === 'init-file') i++;
      continue;
    }
    if (!/^[-+]./.test(arg)) break;
    const isOn = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      const option = optionForLetter(letter);
      if (letter === 'c' && isOn) wantsCommand = true;
      else if (letter === 'l') isLogin = true;
      else if (letter === 'i') isInteractive = isOn;
      else if (letter === 's') readsStdin = true;
      else if (letter === 'O' && dialect.name === 'bash') {
        const name = argv[++i] ?? '';
        if (!SHOPT_NAMES.includes(name))
          return { ...base, isLogin, isInteractive, readsStdin, problem: { kind: 'shopt-name', text: name } };
        shopts.push(name);
      } else if (letter === 'o') {
        const name = argv[++i] ?? '';
        if (!setOptionsOf(dialect.name).some(([, long]) => long === name))
          return {
            ...base,
            isLogin,
            isInteractive,
            readsStdin,
            problem: { kind: 'option-name', text: name },
          };
        if (isOn) options.add(name);
      } else if (option !== undefined && setOptionsOf(dialect.name).some(([own]) => own === letter)) {
        if (isOn) options.add(option);
        else options.delete(option);
      } else
        return {
          ...base,
          isLogin,
          isInteractive,
          readsStdin,
          problem: { kind: 'option', text: arg.startsWith('--') ? arg : `${arg[0] ?? ''}${letter}` },
        };
    }
  }
  const rest = argv.slice(i);
  const common = { ...base, isLogin, isInteractive, readsStdin };
  if (wantsCommand) {
    const [commandText, arg0, ...positional] = rest;
    if (commandText === undefined) return { ...common, problem: { kind: 'missing-command', text: '-c' } };
    return { ...common, commandText, ...(arg0 !== undefined && { arg0 }), positional };
  }
  if (readsStdin) return { ...common, positional: rest };
  const [script, ...positional] = rest;
  return script === undefined ? common : { ...common, script, positional };
}
