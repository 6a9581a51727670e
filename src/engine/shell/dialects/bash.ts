import { strerror } from '../../kernel';
import type { ArithmeticError } from '../arithmetic';
import type { Dialect, Messages } from '../dialect';

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
  badTarget: () => 'ambiguous redirect',
  unset: (name) => `${/^\d/.test(name) ? '$' : ''}${name}: unbound variable`,
  required: (name, isNullToo) => `${name}: parameter ${isNullToo ? 'null or not set' : 'not set'}`,
  badSubstitution: (raw) => `${raw}: bad substitution`,
  writeError: (_, code) => `write error: ${strerror(code)}`,
  isReadonly: (name) => `${name}: readonly variable`,
  forkRefused: { text: `fork: ${strerror('EAGAIN')}`, status: 254 },
  arithmetic: bashArithmetic,
  syntax: (problem) => {
    if (problem.kind === 'unterminated')
      return `unexpected EOF while looking for matching \`${problem.closer}'`;
    if (problem.kind === 'conditional') return `syntax error near \`${problem.near}'`;
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
    bracketCommand: false,
    bash: true,
    hereString: true,
    functionWord: true,
    outputBoth: true,
    processSubstitution: true,
    descriptor: /(?:(\d+)|\{([A-Za-z_]\w*)\})(?=[<>])/y,
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
