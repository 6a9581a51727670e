import { byteString } from '../shared/bytes';
import { program } from '../shared/program';
import type { Build } from '../shared/program';
import { compileRegex, RegexError } from '../shared/regex';
import type { Regex } from '../shared/regex';

type Library = Build['getopt'];

/** The message is GNU's. */
class ExprError extends Error {
  constructor(
    message: string,
    readonly busybox = message,
  ) {
    super(message);
  }
}

const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['&'],
  ['<', '<=', '=', '==', '!=', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%'],
  [':'],
];

/** expr(1): a value is a text; those that look like integers count as such. */
class Evaluator {
  #at = 0;

  constructor(
    readonly words: readonly string[],
    readonly library: Library,
    readonly isGnu: boolean,
  ) {}

  run(): string {
    const value = this.#level(0);
    if (this.#at < this.words.length)
      throw new ExprError(
        `syntax error: unexpected argument '${this.words[this.#at] ?? ''}'`,
        'syntax error',
      );
    return value;
  }

  #level(level: number): string {
    const operators = LEVELS[level];
    if (!operators) return this.#primary();
    let left = this.#level(level + 1);
    for (;;) {
      const operator = this.words[this.#at];
      if (operator === undefined || !operators.includes(operator)) return left;
      this.#at++;
      left = apply(operator, left, this.#level(level + 1), this.library);
    }
  }

  #next(): string {
    const word = this.words[this.#at++];
    if (word === undefined)
      throw new ExprError(
        `syntax error: missing argument after '${this.words.at(-1) ?? ''}'`,
        'syntax error',
      );
    return word;
  }

  #primary(): string {
    const word = this.#next();
    const isLast = this.#at >= this.words.length;
    if (word === '(') {
      const value = this.#level(0);
      if (this.words[this.#at++] !== ')')
        throw new ExprError(
          `syntax error: expecting ')' after '${this.words[this.#at - 2] ?? ''}'`,
          'syntax error',
        );
      return value;
    }
    // BusyBox takes these for what they are wherever they stand, and knows no `+`.
    if (this.isGnu ? isLast : !/^(length|match|index|substr|quote)$/.test(word)) return word;
    if (word === 'quote') return this.#next();
    if (word === 'length') return String(byteString(this.#primary()).length);
    if (word === '+') return this.#next();
    if (word === 'match') return apply(':', this.#primary(), this.#primary(), this.library);
    if (word === 'index') {
      const [text, chars] = [this.#primary(), this.#primary()];
      return String([...text].findIndex((char) => chars.includes(char)) + 1);
    }
    if (word === 'substr') {
      const [text, start, length] = [this.#primary(), Number(this.#primary()), Number(this.#primary())];
      return start > 0 && length > 0 ? text.slice(start - 1, start - 1 + length) : '';
    }
    return word;
  }
}

function isFalse(value: string): boolean {
  return value === '' || /^-?0+$/.test(value);
}

/** Throws ExprError with the words of GNU's and of BusyBox' program. */
function compilePattern(text: string, library: Library): Regex {
  try {
    return compileRegex(`^${text.replace(/^\^/, '')}`, 'basic');
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    throw new ExprError(error.message, `bad regex '${text}': ${error.regerror(library)}`);
  }
}

function apply(operator: string, left: string, right: string, library: Library): string {
  const integer = (text: string): bigint => {
    if (!/^-?\d+$/.test(text)) throw new ExprError('non-integer argument', 'non-numeric argument');
    return BigInt(text);
  };
  const bool = (value: boolean): string => (value ? '1' : '0');
  if (operator === '|') return isFalse(left) ? (isFalse(right) ? '0' : right) : left;
  if (operator === '&') return isFalse(left) || isFalse(right) ? '0' : left;
  if (operator === ':') {
    const pattern = compilePattern(right, library);
    const found = pattern.exec(left);
    if (pattern.groups > 0) return found?.groups[1] ?? '';
    return String(found ? found.end : 0);
  }
  if (['+', '-', '*', '/', '%'].includes(operator)) {
    const [a, b] = [integer(left), integer(right)];
    if (b === 0n && (operator === '/' || operator === '%')) throw new ExprError('division by zero');
    return String(
      operator === '+'
        ? a + b
        : operator === '-'
          ? a - b
          : operator === '*'
            ? a * b
            : operator === '/'
              ? a / b
              : a % b,
    );
  }
  const numbers = /^-?\d+$/.test(left) && /^-?\d+$/.test(right);
  const order = numbers ? Number(BigInt(left) - BigInt(right)) : left < right ? -1 : left > right ? 1 : 0;
  switch (operator) {
    case '<':
      return bool(order < 0);
    case '<=':
      return bool(order <= 0);
    case '!=':
      return bool(order !== 0);
    case '>=':
      return bool(order >= 0);
    case '>':
      return bool(order > 0);
    default:
      return bool(order === 0);
  }
}

export const expr = program({
  id: 'coreutils/expr',
  usage: 'EXPRESSION',
  stopAtOperand: 'raw',
  usageStatus: 2,
  busyboxUsageStatus: 2,
  *run(c) {
    const words = c.gnu && c.args[0] === '--' ? c.args.slice(1) : c.args;
    if (words.length === 0 && !c.gnu) return yield* c.fail('too few arguments', 2);
    if (words.length === 0) return yield* c.misused('missing operand');
    try {
      const value = new Evaluator(words, c.build.getopt, c.gnu).run();
      yield* c.print(`${value}\n`);
      return isFalse(value) ? 1 : 0;
    } catch (error) {
      if (!(error instanceof ExprError)) throw error;
      return yield* c.fail(c.gnu ? error.message : error.busybox, 2);
    }
  },
});
