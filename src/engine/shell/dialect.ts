import { strerror, type ErrnoCode } from '../kernel';
import type { ArithmeticError, ArithmeticRules } from './arithmetic';
import type { ParseProblem } from './parse-error';
import type { Syntax } from './syntax';

/** What is known where an error happens, for the words in front of its text. */
export interface Place {
  readonly arg0: string;
  readonly line: number;
  readonly isInteractive: boolean;
  /** Reads commands from a file or `-c` text, not from the terminal. */
  readonly hasScript: boolean;
  /** The builtin that complains. */
  readonly command?: string | undefined;
  /** bash: the file (or `environment`) that the running code came from. */
  readonly source?: string | undefined;
}

/** One of the three shells: what it knows and how it words things. */
export interface Dialect {
  readonly name: 'bash' | 'dash' | 'ash';
  readonly version: string;
  readonly syntax: Syntax;
  readonly arithmetic: ArithmeticRules;
  /** Errors of special builtins, of assignments and of expansions end a script (POSIX XCU 2.8.1). */
  readonly isStrict: boolean;
  /** Line number of the first line of `-c` text. */
  readonly firstCommandLine: number;
  /** BusyBox's applets are found without PATH (FEATURE_SH_STANDALONE). */
  readonly isStandalone: boolean;
  /** What an interactive shell says first. */
  readonly banner: string;
  readonly prompt: { readonly user: string; readonly root: string };
  readonly messages: Messages;
}

/** The sentences in which a dialect says what went wrong, without what stands in front of them. */
export interface Messages {
  prefix(place: Place): string;
  notFound(name: string): string;
  /** exec failed with this code. */
  cannotExecute(name: string, code: ErrnoCode): string;
  create(path: string, code: ErrnoCode): string;
  open(path: string, code: ErrnoCode): string;
  exists(path: string): string;
  badDescriptor(fd: string): string;
  unset(name: string): string;
  required(name: string, isNullToo: boolean): string;
  badSubstitution(raw: string): string;
  isReadonly(name: string): string;
  arithmetic(error: ArithmeticError): string;
  /** No more processes are allowed. */
  readonly forkRefused: { readonly text: string; readonly status: number };
  /** One or two lines; `sourceLine` is the text of the line with the error. */
  syntax(problem: ParseProblem): string;
}

const POSIX: Syntax = {
  conditional: false,
  bash: false,
  functionWord: false,
  outputBoth: false,
  processSubstitution: false,
  dollarQuote: false,
  substring: false,
  bashParameters: false,
};

function almquistSyntaxProblem(problem: ParseProblem, unexpected: (token: string) => string): string {
  switch (problem.kind) {
    case 'for-variable':
      return 'bad for loop variable';
    case 'function-name':
      return 'bad function name';
    case 'unterminated':
      if (problem.opened === 'quote') return 'unterminated quoted string';
      if (problem.opened === 'backquote') return 'EOF in backquote substitution';
      if (problem.opened === 'brace') return "missing '}'";
      if (problem.opened === 'arithmetic') return "missing '))'";
      return `${unexpected('end of file')} (expecting ")")`;
    case 'unexpected': {
      const names = {
        word: 'word',
        newline: 'newline',
        eof: 'end of file',
        redirection: 'redirection',
        operator: `"${problem.token}"`,
        reserved: `"${problem.token}"`,
      };
      const expecting = problem.expecting === undefined ? '' : ` (expecting ${problem.expecting})`;
      return unexpected(names[problem.type]) + expecting;
    }
  }
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isMissingFolder(code: ErrnoCode): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}

const DASH_MESSAGES: Messages = {
  prefix: ({ arg0, line, command }) => `${arg0}: ${line}: ${command === undefined ? '' : `${command}: `}`,
  notFound: (name) => `${name}: not found`,
  cannotExecute: (name, code) =>
    `${name}: ${isMissingFolder(code) ? 'not found' : code === 'EISDIR' ? 'Permission denied' : strerror(code)}`,
  create: (path, code) =>
    `cannot create ${path}: ${isMissingFolder(code) ? 'Directory nonexistent' : strerror(code)}`,
  open: (path, code) => `cannot open ${path}: ${isMissingFolder(code) ? 'No such file' : strerror(code)}`,
  exists: (path) => `cannot create ${path}: File exists`,
  badDescriptor: (fd) => `${fd}: Bad file descriptor`,
  unset: (name) => `${name}: parameter not set`,
  required: (name, isNullToo) => `${name}: parameter not set${isNullToo ? ' or null' : ''}`,
  badSubstitution: () => 'Bad substitution',
  isReadonly: (name) => `${name}: is read only`,
  forkRefused: { text: 'Cannot fork', status: 2 },
  arithmetic: ({ problem, expression, detail, rest }) => {
    if (problem === 'token' && detail === '' && rest === expression) return `Illegal number: ${expression}`;
    const texts: Partial<Record<typeof problem, string>> = {
      division: 'division by zero',
      operand: 'expecting primary',
      syntax: detail.startsWith('missing')
        ? "expecting ')'"
        : detail === ''
          ? 'expecting EOF'
          : "expecting ':'",
    };
    const text = texts[problem];
    return `arithmetic expression: ${text ?? 'expecting EOF'}: "${expression}"`;
  },
  syntax: (problem) =>
    `Syntax error: ${upperFirstUnlessToken(
      almquistSyntaxProblem(problem, (token) => `${token} unexpected`),
      problem,
    )}`,
};

function upperFirstUnlessToken(text: string, problem: ParseProblem): string {
  return problem.kind === 'unexpected' || (problem.kind === 'unterminated' && problem.opened === 'command')
    ? text
    : upperFirst(text);
}

/** Settings in which the images' BusyBox builds differ. */
export interface AshOptions {
  readonly version: string;
  /** 1.38 says `line N` for `-c` text too. */
  readonly numbersCommandText: boolean;
  readonly isStandalone?: boolean;
  readonly banner?: string;
}

function ashMessages(numbersCommandText: boolean): Messages {
  return {
    prefix: ({ arg0, line, command, isInteractive, hasScript }) => {
      const name = command !== undefined && command !== arg0 ? `${command}: ` : '';
      const isNumbered =
        hasScript && !isInteractive && (command !== undefined || numbersCommandText || arg0.includes('.'));
      return `${arg0}: ${name}${isNumbered ? `line ${line}: ` : ''}`;
    },
    notFound: (name) => `${name}: not found`,
    cannotExecute: (name, code) =>
      `${name}: ${isMissingFolder(code) ? 'not found' : code === 'EISDIR' ? 'Permission denied' : strerror(code)}`,
    create: (path, code) =>
      `can't create ${path}: ${isMissingFolder(code) ? 'nonexistent directory' : strerror(code)}`,
    open: (path, code) => `can't open ${path}: ${isMissingFolder(code) ? 'no such file' : strerror(code)}`,
    exists: (path) => `can't create ${path}: File exists`,
    badDescriptor: (fd) => `${fd}: Bad file descriptor`,
    unset: (name) => `${name}: parameter not set`,
    required: (name, isNullToo) => `${name}: parameter not set${isNullToo ? ' or null' : ''}`,
    badSubstitution: () => 'syntax error: bad substitution',
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

function bashArithmetic({ problem, expression, rest, detail }: ArithmeticError): string {
  const text = {
    division: 'division by 0',
    exponent: 'exponent less than 0',
    operand: 'syntax error: operand expected',
    syntax: detail === '' ? 'syntax error in expression' : detail,
    lvalue: 'attempted assignment to non-variable',
    recursion: 'expression recursion level exceeded',
    base: detail,
    token: 'syntax error: invalid arithmetic operator',
  }[problem];
  return `${expression.trimStart()}: ${text} (error token is "${rest}")`;
}

const BASH_MESSAGES: Messages = {
  prefix: ({ arg0, line, command, isInteractive, source }) => {
    const name = isInteractive ? arg0.replace(/^.*\//, '') : (source ?? arg0);
    return `${name}: ${isInteractive ? '' : `line ${line}: `}${command === undefined ? '' : `${command}: `}`;
  },
  notFound: (name) => `${name}: command not found`,
  cannotExecute: (name, code) =>
    `${name}: ${code === 'ENOEXEC' ? 'cannot execute binary file: Exec format error' : strerror(code)}`,
  create: (path, code) => `${path}: ${strerror(code)}`,
  open: (path, code) => `${path}: ${strerror(code)}`,
  exists: (path) => `${path}: cannot overwrite existing file`,
  badDescriptor: (fd) => `${fd}: Bad file descriptor`,
  unset: (name) => `${/^\d/.test(name) ? '$' : ''}${name}: unbound variable`,
  required: (name, isNullToo) => `${name}: parameter ${isNullToo ? 'null or not set' : 'not set'}`,
  badSubstitution: (raw) => `${raw}: bad substitution`,
  isReadonly: (name) => `${name}: readonly variable`,
  forkRefused: { text: `fork: ${strerror('EAGAIN')}`, status: 254 },
  arithmetic: bashArithmetic,
  syntax: (problem) => {
    if (problem.kind === 'unterminated')
      return `unexpected EOF while looking for matching \`${problem.closer}'`;
    if (problem.kind !== 'unexpected') return `\`${problem.name}': not a valid identifier`;
    return problem.type === 'eof'
      ? 'syntax error: unexpected end of file'
      : `syntax error near unexpected token \`${problem.token}'`;
  },
};

/** GNU bash as Debian 13 and Ubuntu 24.04 carry it. */
export const BASH: Dialect = {
  name: 'bash',
  version: '5.2.37(1)-release',
  syntax: {
    conditional: true,
    bash: true,
    functionWord: true,
    outputBoth: true,
    processSubstitution: true,
    dollarQuote: true,
    substring: true,
    bashParameters: true,
  },
  arithmetic: { extended: true, arrays: true, bases: true, nested: true },
  isStrict: false,
  firstCommandLine: 1,
  isStandalone: false,
  banner: '',
  prompt: { user: '\\s-\\v\\$ ', root: '\\s-\\v\\$ ' },
  messages: BASH_MESSAGES,
};

/** The Debian Almquist shell 0.5.12. */
export const DASH: Dialect = {
  name: 'dash',
  version: '0.5.12',
  syntax: POSIX,
  arithmetic: { extended: false, arrays: false, bases: false, nested: false },
  isStrict: true,
  firstCommandLine: 1,
  isStandalone: false,
  banner: '',
  prompt: { user: '$ ', root: '# ' },
  messages: DASH_MESSAGES,
};

/** BusyBox's ash, as its build and version make it. */
export function ashDialect(options: AshOptions): Dialect {
  return {
    name: 'ash',
    version: options.version,
    syntax: {
      ...POSIX,
      conditional: true,
      functionWord: true,
      outputBoth: true,
      processSubstitution: true,
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
