import { strerror } from '../../kernel';
import type { Dialect, Messages } from '../dialect';
import type { ParseProblem } from '../parse-error';
import { almquistSyntaxProblem, isMissingFolder, POSIX } from './almquist';

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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
  badTarget: () => 'Syntax error: Bad fd number',
  unset: (name) => `${name}: parameter not set`,
  required: (name, isNullToo) => `${name}: parameter not set${isNullToo ? ' or null' : ''}`,
  badSubstitution: () => 'Bad substitution',
  writeError: (builtin) => `${builtin}: I/O error`,
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
