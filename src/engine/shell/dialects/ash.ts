import { strerror } from '../../kernel';
import type { Dialect, Messages } from '../dialect';
import { almquistSyntaxProblem, isMissingFolder, POSIX } from './almquist';

/** Settings in which the images' BusyBox builds differ. */
export interface AshOptions {
  readonly version: string;
  /** 1.38 says `line N` for `-c` text too, and knows `<<<`. */
  readonly numbersCommandText: boolean;
  readonly isStandalone?: boolean;
  readonly banner?: string;
}

/** `isOf138`: words that changed with 1.38. */
function ashMessages(isOf138: boolean): Messages {
  return {
    prefix: ({ arg0, line, command, isInteractive, hasScript }) => {
      const name = command !== undefined && command !== arg0 ? `${command}: ` : '';
      const isNumbered =
        hasScript && !isInteractive && (command !== undefined || isOf138 || arg0.includes('.'));
      return `${arg0}: ${name}${isNumbered ? `line ${line}: ` : ''}`;
    },
    notFound: (name) => `${name}: not found`,
    cannotExecute: (name, code) =>
      `${name}: ${isMissingFolder(code) ? 'not found' : code === 'EISDIR' ? 'Permission denied' : strerror(code)}`,
    create: (path, code) =>
      `can't create ${path}: ${isMissingFolder(code) ? 'nonexistent directory' : strerror(code)}`,
    open: (path, code) => `can't open ${path}: ${isMissingFolder(code) ? 'no such file' : strerror(code)}`,
    exists: (path) => `can't create ${path}: File exists`,
    badDescriptor: (fd, to) => `${isOf138 ? `dup2(${fd},${to})` : fd}: Bad file descriptor`,
    badTarget: (text) =>
      text !== '' ? 'redir error' : isOf138 ? 'bad fd number' : 'syntax error: bad fd number',
    unset: (name) => `${name}: parameter not set`,
    required: (name, isNullToo) => `${name}: parameter not set${isNullToo ? ' or null' : ''}`,
    badSubstitution: () => 'syntax error: bad substitution',
    writeError: (builtin, code) => (builtin === 'echo' ? `write error: ${strerror(code)}` : undefined),
    isReadonly: (name) => `${name}: is read only`,
    forkRefused: { text: `can't fork: ${strerror('EAGAIN')}`, status: 2 },
    arithmetic: ({ problem, detail }) =>
      problem === 'division'
        ? 'divide by zero'
        : problem === 'exponent'
          ? 'exponent less than 0'
          : problem === 'recursion'
            ? 'expression recursion loop detected'
            : detail.includes("`:'")
              ? 'malformed ?: operator'
              : 'arithmetic syntax error',
    syntax: (problem) => `syntax error: ${almquistSyntaxProblem(problem, (token) => `unexpected ${token}`)}`,
  };
}

/** BusyBox's ash, as its build and version make it. */
export function ashDialect(options: AshOptions): Dialect {
  return {
    name: 'ash',
    version: options.version,
    syntax: {
      ...POSIX,
      bracketCommand: true,
      hereString: options.numbersCommandText,
      functionWord: true,
      outputBoth: true,
      processSubstitution: true,
      descriptor: /(\d+)(?=[<>])/y,
      dollarQuote: true,
      substring: true,
    },
    arithmetic: { extended: true, arrays: false, bases: true, nested: true },
    isStrict: true,
    firstCommandLine: 0,
    isStandalone: options.isStandalone ?? false,
    banner: options.banner ?? '',
    prompt: { user: '\\w \\$ ', root: '\\w \\$ ' },
    messages: ashMessages(options.numbersCommandText),
  };
}
