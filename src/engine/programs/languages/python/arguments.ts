/** What python3 was asked to do. */

export interface Arguments {
  readonly shows?: 'version' | 'help';
  readonly what: 'command' | 'module' | 'file' | 'stdin' | 'prompt';
  /** The command, the module's or the file's name. */
  readonly text: string;
  /** sys.argv from its second on. */
  readonly rest: readonly string[];
  readonly isUnbuffered: boolean;
  readonly staysInteractive: boolean;
  readonly isQuiet: boolean;
  readonly isIsolated: boolean;
  /** What -W says of warnings. */
  readonly warnOptions: readonly string[];
}

export class PythonUsageError extends Error {}

export const USAGE = `[option] ... [-c cmd | -m mod | file | -] [arg] ...
Options modelled on this simulated machine:
-c cmd : run the command
-i     : ask for more at a prompt afterwards
-m mod : run a module of the library (http.server) or of yours
-q     : no banner before the prompt
-u     : write stdout and stderr without a buffer
-V     : print the version
-W arg : what to do with warnings (error, ignore, always, default)
file   : run the program in this file
-      : read the program from stdin
`;

const IGNORED = new Set(['B', 'E', 's', 'S', 'O', 'd', 'v', 'b', 'x', 'P']);

export function parseArguments(args: readonly string[]): Arguments {
  const warnOptions: string[] = [];
  const flags = {
    isUnbuffered: false,
    staysInteractive: false,
    isQuiet: false,
    isIsolated: false,
    warnOptions,
  };
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--version') return { shows: 'version', what: 'stdin', text: '', rest: [], ...flags };
    if (word === '--help') return { shows: 'help', what: 'stdin', text: '', rest: [], ...flags };
    if (word === '-' || !word.startsWith('-')) break;
    if (word.startsWith('--')) throw new PythonUsageError(`unknown option ${word}`);
    for (let index = 1; index < word.length; index++) {
      const letter = word[index] ?? '';
      if (letter === 'c' || letter === 'm') {
        const own = word.slice(index + 1);
        const text = own === '' ? args[++at] : own;
        if (text === undefined) throw new PythonUsageError(`Argument expected for the -${letter} option`);
        return { what: letter === 'c' ? 'command' : 'module', text, rest: args.slice(at + 1), ...flags };
      }
      if (letter === 'X' || letter === 'W') {
        const given = index === word.length - 1 ? args[++at] : word.slice(index + 1);
        if (letter === 'W') warnOptions.push(given ?? '');
        break;
      }
      if (letter === 'V') return { shows: 'version', what: 'stdin', text: '', rest: [], ...flags };
      if (letter === 'h' || letter === '?')
        return { shows: 'help', what: 'stdin', text: '', rest: [], ...flags };
      if (letter === 'u') flags.isUnbuffered = true;
      else if (letter === 'i') flags.staysInteractive = true;
      else if (letter === 'q') flags.isQuiet = true;
      else if (letter === 'I') flags.isIsolated = true;
      else if (!IGNORED.has(letter)) throw new PythonUsageError(`Unknown option: -${letter}`);
    }
  }
  const file = args[at];
  if (file === undefined || file === '-')
    return { what: 'stdin', text: file ?? '', rest: args.slice(at + 1), ...flags };
  return { what: 'file', text: file, rest: args.slice(at + 1), ...flags };
}
