import { isErrno, type Stat } from '../kernel';
import { scalarParameter } from './parameter';
import { setOptionsOf } from './options';
import type { Shell } from './shell';
import { elementsOf, type Value } from './variables';

/** A wrong expression; the message is the shell's own text. */
export class TestError extends Error {}

const UNARY = new Set([...'abcdefghknoprstuvwxzGLNORS'].map((letter) => `-${letter}`));
const BINARY = new Set([
  '=',
  '==',
  '!=',
  '<',
  '>',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
]);

/** What a binary operator does, where it is not what `test` does: ash's `[[`. */
export interface Comparisons {
  readonly added: string;
  compare(shell: Shell, left: string, operator: string, right: string): boolean;
}

/** `test` by POSIX' rules of the number of arguments; with more than four, by precedence. */
export function evaluateTest(shell: Shell, args: readonly string[], own?: Comparisons): boolean {
  const [a = '', b = '', c = '', d = ''] = args;
  const { name } = shell.dialect;
  switch (args.length) {
    case 0:
      return false;
    case 1:
      return a !== '';
    case 2:
      if (a === '!') return b === '';
      if (isUnary(shell, a)) return unaryTest(shell, a, b);
      if (name !== 'bash' && BINARY.has(b))
        throw new TestError(name === 'dash' ? `${b}: argument expected` : `${b}: argument expected`);
      throw new TestError(
        name === 'bash'
          ? `${a}: unary operator expected`
          : name === 'dash'
            ? `${a}: unexpected operator`
            : `${b}: unknown operand`,
      );
    case 3:
      if (isBinary(shell, b, own)) return (own?.compare ?? binaryTest)(shell, a, b, c);
      if (b === '-a') return a !== '' && c !== '';
      if (b === '-o') return a !== '' || c !== '';
      if (a === '!') return !evaluateTest(shell, [b, c], own);
      if (a === '(' && c === ')') return b !== '';
      // Nothing after it is no mistake to dash: what is missing is false.
      if (name === 'dash' && isUnary(shell, a) && (c === '-a' || c === '-o'))
        return c === '-o' && unaryTest(shell, a, b);
      if (name === 'ash' && isUnary(shell, a) && (c === '-a' || c === '-o'))
        throw new TestError('argument expected');
      throw new TestError(
        name === 'bash'
          ? `${b}: binary operator expected`
          : name === 'dash'
            ? `${a === '!' || isUnary(shell, a) ? b : a}: unexpected operator`
            : `${isUnary(shell, a) ? c : b}: unknown operand`,
      );
    case 4:
      if (a === '!') return !evaluateTest(shell, [b, c, d], own);
      if (a === '(' && d === ')') return evaluateTest(shell, [b, c], own);
      break;
  }
  return new Grammar(shell, args, own).run();
}

function isUnary(shell: Shell, text: string): boolean {
  return UNARY.has(text) && (shell.isBash || !'-a -R -N -v -o'.split(' ').includes(text));
}

function isBinary(shell: Shell, text: string, own: Comparisons | undefined): boolean {
  if (text === own?.added) return true;
  return BINARY.has(text) && (text !== '==' || shell.dialect.name !== 'dash');
}

class Grammar {
  #at = 0;
  constructor(
    readonly shell: Shell,
    readonly args: readonly string[],
    readonly own: Comparisons | undefined,
  ) {}

  run(): boolean {
    const value = this.#or();
    if (this.#at < this.args.length) this.#tooMany();
    return value;
  }

  #tooMany(): never {
    const { name } = this.shell.dialect;
    const word = this.args[Math.max(0, this.#at - 1)] ?? '';
    throw new TestError(
      name === 'bash'
        ? 'too many arguments'
        : name === 'dash'
          ? `${word}: unexpected operator`
          : `${this.args[this.#at] ?? ''}: unknown operand`,
    );
  }

  #or(): boolean {
    let value = this.#and();
    while (this.args[this.#at] === '-o') {
      this.#at++;
      const right = this.#and();
      value = value || right;
    }
    return value;
  }

  #and(): boolean {
    let value = this.#not();
    while (this.args[this.#at] === '-a') {
      this.#at++;
      const right = this.#not();
      value = value && right;
    }
    return value;
  }

  #not(): boolean {
    if (this.args[this.#at] === '!' && this.#at + 1 < this.args.length) {
      this.#at++;
      return !this.#not();
    }
    return this.#primary();
  }

  #primary(): boolean {
    const [word, next, third] = this.args.slice(this.#at, this.#at + 3);
    if (word === undefined) throw new TestError('argument expected');
    if (
      word === '(' &&
      !(next !== undefined && isBinary(this.shell, next, this.own) && third !== undefined)
    ) {
      this.#at++;
      const value = this.#or();
      if (this.args[this.#at] !== ')')
        throw new TestError(this.shell.isBash ? "`)' expected" : 'closing paren expected');
      this.#at++;
      return value;
    }
    if (next !== undefined && isBinary(this.shell, next, this.own) && third !== undefined) {
      this.#at += 3;
      return (this.own?.compare ?? binaryTest)(this.shell, word, next, third);
    }
    if (isUnary(this.shell, word) && next !== undefined) {
      this.#at += 2;
      return unaryTest(this.shell, word, next);
    }
    this.#at++;
    return word !== '';
  }
}

function statOf(shell: Shell, path: string, follow = true): Stat | undefined {
  try {
    return follow ? shell.p.files.stat(path) : shell.p.files.lstat(path);
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

const KINDS: Readonly<Record<string, Stat['kind']>> = {
  '-b': 'block',
  '-c': 'character',
  '-d': 'directory',
  '-f': 'file',
  '-p': 'fifo',
  '-S': 'socket',
};
const SPECIAL_BITS: Readonly<Record<string, number>> = { '-g': 0o2000, '-u': 0o4000, '-k': 0o1000 };

export function unaryTest(shell: Shell, operator: string, operand: string): boolean {
  const { p } = shell;
  switch (operator) {
    case '-n':
      return operand !== '';
    case '-z':
      return operand === '';
    case '-t':
      return p.isOpen(Number(operand)) && p.isatty(Number(operand));
    case '-v': {
      const element = /^(\w+)\[(.*)\]$/.exec(operand);
      if (element) return hasElement(shell.variables.lookup(element[1] ?? '')?.value, element[2] ?? '');
      return scalarParameter(shell, operand) !== undefined;
    }
    case '-o':
      return setOptionsOf(shell.dialect.name).some(([, name]) => name === operand) && shell.has(operand);
    case '-R':
      return shell.variables.lookupDirectly(operand)?.nameref ?? false;
    case '-r':
    case '-w':
    case '-x':
      return operand !== '' && p.files.access(operand, operator.slice(1));
    case '-h':
    case '-L':
      return statOf(shell, operand, false)?.kind === 'symlink';
  }
  const stat = operand === '' ? undefined : statOf(shell, operand);
  if (!stat) return false;
  const kind = KINDS[operator];
  if (kind) return stat.kind === kind;
  const bit = SPECIAL_BITS[operator];
  if (bit !== undefined) return (stat.mode & bit) !== 0;
  if (operator === '-s') return stat.sizeBytes > 0;
  if (operator === '-O') return stat.uid === p.credentials.uid;
  if (operator === '-G') return stat.gid === p.credentials.gid;
  return operator !== '-N';
}

/** bash's `-v name[key]`. */
function hasElement(value: Value | undefined, key: string): boolean {
  if (key === '@' || key === '*') return elementsOf(value).length > 0;
  return elementsOf(value).some(([one]) => one === key);
}

function integer(shell: Shell, text: string): bigint {
  const trimmed = text.trim();
  const { name } = shell.dialect;
  if (/^[-+]?\d+$/.test(trimmed)) {
    const value = BigInt(trimmed.replace(/^\+/, ''));
    if (BigInt.asIntN(64, value) === value) return value;
    if (name === 'ash') throw new TestError(`${text}: out of range`);
  } else if (name === 'ash' && text === '') throw new TestError('bad number');
  throw new TestError(
    name === 'bash'
      ? `${text}: integer expression expected`
      : name === 'dash'
        ? `Illegal number: ${text}`
        : `${text}: bad number`,
  );
}

export function compareIntegers(operator: string, left: bigint, right: bigint): boolean {
  switch (operator) {
    case '-eq':
      return left === right;
    case '-ne':
      return left !== right;
    case '-lt':
      return left < right;
    case '-le':
      return left <= right;
    case '-gt':
      return left > right;
    default:
      return left >= right;
  }
}

export function binaryTest(shell: Shell, left: string, operator: string, right: string): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-nt':
    case '-ot':
    case '-ef':
      return compareFiles(shell, operator, left, right);
    default:
      return compareIntegers(operator, integer(shell, left), integer(shell, right));
  }
}

function compareFiles(shell: Shell, operator: string, left: string, right: string): boolean {
  const [a, b] = [statOf(shell, left), statOf(shell, right)];
  if (operator === '-ef')
    return a !== undefined && b !== undefined && a.ino === b.ino && a.deviceId === b.deviceId;
  // BusyBox compares only what is there.
  if (shell.dialect.name === 'ash' && (a === undefined || b === undefined)) return false;
  if (operator === '-nt') return a !== undefined && (b === undefined || a.mtimeMs > b.mtimeMs);
  return b !== undefined && (a === undefined || a.mtimeMs < b.mtimeMs);
}
