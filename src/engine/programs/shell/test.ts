import type { Process } from '../../kernel';
import { program } from '../shared/program';
import { lstatOf, statOf } from '../shared/trees';

class TestError extends Error {}

/** Evaluates test(1)'s expression. Source: POSIX test, with `-a`, `-o` and brackets. */
class Expression {
  #at = 0;

  constructor(
    readonly p: Process,
    readonly words: readonly string[],
  ) {}

  evaluate(): boolean {
    if (this.words.length === 0) return false;
    const value = this.#or();
    const extra = this.words[this.#at];
    if (extra !== undefined) throw new TestError(`extra argument '${extra}'`);
    return value;
  }

  #or(): boolean {
    let value = this.#and();
    while (this.words[this.#at] === '-o') {
      this.#at++;
      value = this.#and() || value;
    }
    return value;
  }

  #and(): boolean {
    let value = this.#not();
    while (this.words[this.#at] === '-a') {
      this.#at++;
      value = this.#not() && value;
    }
    return value;
  }

  #not(): boolean {
    const left = this.words.length - this.#at;
    if (this.words[this.#at] === '!' && left > 1 && !(left === 3 && isBinary(this.words[this.#at + 1]))) {
      this.#at++;
      return !this.#not();
    }
    return this.#primary();
  }

  #primary(): boolean {
    const { words } = this;
    const word = words[this.#at];
    if (word === undefined) throw new TestError(`argument expected`);
    const operator = words[this.#at + 1];
    if (isBinary(operator) && words[this.#at + 2] !== undefined) {
      const right = words[this.#at + 2] ?? '';
      this.#at += 3;
      return this.#binary(word, operator ?? '', right);
    }
    if (word === '(') {
      this.#at++;
      const value = this.#or();
      if (words[this.#at] !== ')') throw new TestError("')' expected");
      this.#at++;
      return value;
    }
    if (/^-[a-zA-Z]$/.test(word) && operator !== undefined) {
      this.#at += 2;
      return this.#unary(word[1] ?? '', operator);
    }
    this.#at++;
    return word !== '';
  }

  #binary(left: string, operator: string, right: string): boolean {
    const number = (text: string): number => {
      if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new TestError(`invalid integer '${text}'`);
      return Number(text);
    };
    const [a, b] = [statOf(this.p, left), statOf(this.p, right)];
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
      case '-eq':
        return number(left) === number(right);
      case '-ne':
        return number(left) !== number(right);
      case '-lt':
        return number(left) < number(right);
      case '-le':
        return number(left) <= number(right);
      case '-gt':
        return number(left) > number(right);
      case '-ge':
        return number(left) >= number(right);
      case '-nt':
        return a !== undefined && (b === undefined || a.mtimeMs > b.mtimeMs);
      case '-ot':
        return b !== undefined && (a === undefined || a.mtimeMs < b.mtimeMs);
      default:
        return a !== undefined && a.ino === b?.ino && a.deviceId === b.deviceId;
    }
  }

  #unary(letter: string, word: string): boolean {
    const { p } = this;
    const stat = letter === 'h' || letter === 'L' ? lstatOf(p, word) : statOf(p, word);
    switch (letter) {
      case 'n':
        return word !== '';
      case 'z':
        return word === '';
      case 'e':
      case 'a':
        return stat !== undefined;
      case 'f':
        return stat?.kind === 'file';
      case 'd':
        return stat?.kind === 'directory';
      case 'h':
      case 'L':
        return stat?.kind === 'symlink';
      case 'p':
        return stat?.kind === 'fifo';
      case 'S':
        return stat?.kind === 'socket';
      case 'b':
        return stat?.kind === 'block';
      case 'c':
        return stat?.kind === 'character';
      case 's':
        return (stat?.sizeBytes ?? 0) > 0;
      case 'r':
      case 'w':
      case 'x':
        return p.files.access(word, letter);
      case 'u':
        return ((stat?.mode ?? 0) & 0o4000) !== 0;
      case 'g':
        return ((stat?.mode ?? 0) & 0o2000) !== 0;
      case 'k':
        return ((stat?.mode ?? 0) & 0o1000) !== 0;
      case 'O':
        return stat?.uid === p.credentials.uid;
      case 'G':
        return stat?.gid === p.credentials.gid;
      case 't':
        return p.isOpen(Number(word)) && p.isatty(Number(word));
      default:
        throw new TestError(`'-${letter}': unary operator expected`);
    }
  }
}

function isBinary(word: string | undefined): boolean {
  return word !== undefined && /^(=|==|!=|<|>|-(eq|ne|lt|le|gt|ge|nt|ot|ef))$/.test(word);
}

export const test = program({
  id: 'coreutils/test',
  names: ['[', '[['],
  paths: ['/usr/bin/test', '/usr/bin/['],
  stopAtOperand: 'raw',
  *run(c) {
    const words = [...c.args];
    const closing = c.name === '[' ? ']' : c.name === '[[' ? ']]' : undefined;
    if (closing !== undefined && words.pop() !== closing) return yield* c.fail(`missing '${closing}'`, 2);
    try {
      return new Expression(c.p, words).evaluate() ? 0 : 1;
    } catch (error) {
      if (!(error instanceof TestError)) throw error;
      return yield* c.fail(error.message, 2);
    }
  },
});
