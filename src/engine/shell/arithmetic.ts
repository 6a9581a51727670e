/**
 * Arithmetic of `$((…))`, `((…))`, `let` and array subscripts: 64-bit integers, C's operators and
 * precedence (POSIX XCU 2.6.4), and what bash and BusyBox add: `**`, `++`, `--`, `,`.
 */

/** What went wrong; each dialect has its own sentence for it. */
export type ArithmeticProblem =
  'division' | 'syntax' | 'operand' | 'exponent' | 'recursion' | 'lvalue' | 'base' | 'token';

export class ArithmeticError extends Error {
  constructor(
    readonly problem: ArithmeticProblem,
    readonly expression: string,
    /** The text from the offending token on. */
    readonly rest: string,
    /** bash: what it says besides. */
    readonly detail = '',
  ) {
    super(problem);
    this.name = 'ArithmeticError';
  }
}

export interface ArithmeticVariables {
  /** Text of a variable (or array element); undefined where it is unset. */
  get(name: string, subscript?: string): string | undefined;
  set(name: string, subscript: string | undefined, value: string): void;
}

const MOST = 2n ** 63n - 1n;

export interface ArithmeticRules {
  /** `**`, `++`, `--` and `,` are operators. */
  readonly extended: boolean;
  /** `a[1]` is an element. */
  readonly arrays: boolean;
  /** `16#ff` */
  readonly bases: boolean;
  /** A variable's text is an expression itself; otherwise it must be a number. */
  readonly nested: boolean;
}

interface Reference {
  readonly name: string;
  readonly subscript?: string;
}

interface Operand {
  readonly value: bigint;
  readonly reference?: Reference;
}

const BINARY: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
  '**': 11,
};
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '&=', '|=', '^=']);
const TOKEN = /\s*(<<=|>>=|\*\*|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^<>=!~?:(),])/y;
const MAX_DEPTH = 128;

/** Evaluates an expression whose parameters are already expanded. An empty one is 0. */
export function evaluateArithmetic(
  expression: string,
  variables: ArithmeticVariables,
  rules: ArithmeticRules,
  depth = 0,
): bigint {
  if (expression.trim() === '') return 0n;
  return new Evaluation(expression, variables, rules, depth).run();
}

class Evaluation {
  #position = 0;
  /** Where the last operator stood: what bash names when the text ends after it. */
  #lastToken = 0;
  /** Above 0: parsed but not evaluated (the other side of `&&`, `||`, `?:`). */
  #skipping = 0;

  constructor(
    readonly text: string,
    readonly variables: ArithmeticVariables,
    readonly rules: ArithmeticRules,
    readonly depth: number,
  ) {
    if (depth > MAX_DEPTH) throw new ArithmeticError('recursion', text, text);
  }

  run(): bigint {
    const value = this.#comma();
    this.#skipBlanks();
    if (this.#position < this.text.length) {
      const rest = this.#rest();
      this.#fail(
        /^[A-Za-z_0-9$]/.test(rest) ? 'syntax' : /^[-+*/%&|^<>=!~?:(),]/.test(rest) ? 'syntax' : 'token',
      );
    }
    return value;
  }

  #fail(problem: ArithmeticProblem, at = this.#position, detail = ''): never {
    const rest = this.text.slice(at).trimStart() || this.text.slice(this.#lastToken);
    throw new ArithmeticError(problem, this.text, rest, detail);
  }

  #rest(): string {
    return this.text.slice(this.#position);
  }

  #skipBlanks(): void {
    while (/\s/.test(this.text[this.#position] ?? '')) this.#position++;
  }

  #peek(): string {
    TOKEN.lastIndex = this.#position;
    const token = TOKEN.exec(this.text)?.[1] ?? '';
    if (this.rules.extended) return token;
    return token === ',' ? '' : /^(\*\*|\+\+|--)$/.test(token) ? token.charAt(0) : token;
  }

  #take(token: string): void {
    this.#skipBlanks();
    this.#lastToken = this.#position;
    this.#position += token.length;
  }

  #comma(): bigint {
    let value = this.#assignment().value;
    while (this.#peek() === ',') {
      this.#take(',');
      value = this.#assignment().value;
    }
    return value;
  }

  #assignment(): Operand {
    const left = this.#ternary();
    const operator = this.#peek();
    if (!ASSIGNMENTS.has(operator)) return left;
    this.#skipBlanks();
    const at = this.#position;
    if (!left.reference) this.#fail('lvalue', at);
    this.#take(operator);
    const right = this.#assignment().value;
    const value = operator === '=' ? right : this.#apply(operator.slice(0, -1), left.value, right, at);
    this.#store(left.reference, value);
    return { value };
  }

  #store(reference: Reference | undefined, value: bigint): void {
    if (reference && this.#skipping === 0)
      this.variables.set(reference.name, reference.subscript, String(value));
  }

  #ternary(): Operand {
    const condition = this.#binary(1);
    if (this.#peek() !== '?') return condition;
    this.#take('?');
    const isTrue = condition.value !== 0n;
    const chosen = this.#unless(isTrue, () => this.#comma());
    if (this.#peek() !== ':') this.#fail('syntax', this.#position, "`:' expected for conditional expression");
    this.#take(':');
    const other = this.#unless(!isTrue, () => this.#assignment().value);
    return { value: isTrue ? chosen : other };
  }

  #unless(isWanted: boolean, read: () => bigint): bigint {
    if (!isWanted) this.#skipping++;
    try {
      return read();
    } finally {
      if (!isWanted) this.#skipping--;
    }
  }

  #binary(lowest: number): Operand {
    let left = this.#unary();
    for (;;) {
      const operator = this.#peek();
      const precedence = BINARY[operator];
      if (precedence === undefined || precedence < lowest) return left;
      this.#take(operator);
      const { value } = left;
      if (operator === '&&' || operator === '||') {
        const isWanted = operator === '&&' ? value !== 0n : value === 0n;
        const right = this.#unless(isWanted, () => this.#binary(precedence + 1).value);
        const truth = operator === '&&' ? value !== 0n && right !== 0n : value !== 0n || right !== 0n;
        left = { value: truth ? 1n : 0n };
        continue;
      }
      this.#skipBlanks();
      const at = this.#position;
      const right = this.#binary(operator === '**' ? precedence : precedence + 1).value;
      left = { value: this.#apply(operator, value, right, at) };
    }
  }

  #apply(operator: string, left: bigint, right: bigint, at: number): bigint {
    const truth = (is: boolean): bigint => (is ? 1n : 0n);
    if ((operator === '/' || operator === '%') && right === 0n) {
      if (this.#skipping > 0) return 0n;
      this.#fail('division', at);
    }
    if (operator === '**' && right < 0n) {
      if (this.#skipping > 0) return 0n;
      this.#fail('exponent', at);
    }
    switch (operator) {
      case '+':
        return BigInt.asIntN(64, left + right);
      case '-':
        return BigInt.asIntN(64, left - right);
      case '*':
        return BigInt.asIntN(64, left * right);
      case '/':
        return BigInt.asIntN(64, left / right);
      case '%':
        return left % right;
      case '**':
        return power(left, right);
      case '<<':
        return BigInt.asIntN(64, left << (right & 63n));
      case '>>':
        return left >> (right & 63n);
      case '<':
        return truth(left < right);
      case '>':
        return truth(left > right);
      case '<=':
        return truth(left <= right);
      case '>=':
        return truth(left >= right);
      case '==':
        return truth(left === right);
      case '!=':
        return truth(left !== right);
      case '&':
        return left & right;
      case '^':
        return left ^ right;
      default:
        return left | right;
    }
  }

  #unary(): Operand {
    const operator = this.#peek();
    if ((operator === '++' || operator === '--') && this.rules.extended) {
      this.#take(operator);
      const operand = this.#unary();
      if (!operand.reference) return { value: operator === '--' ? operand.value : operand.value };
      const value = BigInt.asIntN(64, operand.value + (operator === '++' ? 1n : -1n));
      this.#store(operand.reference, value);
      return { value };
    }
    if (
      operator === '++' ||
      operator === '--' ||
      operator === '+' ||
      operator === '-' ||
      operator === '!' ||
      operator === '~'
    ) {
      const sign = operator[0] ?? '';
      this.#take(sign);
      const { value } = this.#unary();
      if (sign === '-') return { value: BigInt.asIntN(64, -value) };
      if (sign === '!') return { value: value === 0n ? 1n : 0n };
      return { value: sign === '~' ? ~value : value };
    }
    return this.#postfix();
  }

  #postfix(): Operand {
    const operand = this.#primary();
    const operator = this.#peek();
    if ((operator !== '++' && operator !== '--') || !this.rules.extended || !operand.reference)
      return operand;
    this.#take(operator);
    this.#store(operand.reference, BigInt.asIntN(64, operand.value + (operator === '++' ? 1n : -1n)));
    return { value: operand.value };
  }

  #primary(): Operand {
    this.#skipBlanks();
    const at = this.#position;
    if (this.#peek() === '(') {
      this.#take('(');
      const value = this.#comma();
      if (this.#peek() !== ')') this.#fail('syntax', this.#position, "missing `)'");
      this.#take(')');
      return { value };
    }
    const number = this.rules.bases
      ? /(?:\d+#[0-9A-Za-z@_]*|\d\w*)/y
      : /(?:0[xX][0-9A-Fa-f]*|\d+#[0-9A-Za-z@_]*|\d\w*)/y;
    number.lastIndex = at;
    const digits = number.exec(this.text)?.[0];
    if (digits !== undefined) {
      this.#position = number.lastIndex;
      return { value: this.#number(digits, at) };
    }
    const name = /[A-Za-z_]\w*/y;
    name.lastIndex = at;
    const found = name.exec(this.text)?.[0];
    if (found === undefined) this.#fail('operand', at);
    this.#position = name.lastIndex;
    let reference: Reference = { name: found ?? '' };
    if (this.rules.arrays && this.text[this.#position] === '[')
      reference = { name: reference.name, subscript: this.#subscript() };
    if (this.#skipping > 0) return { value: 0n, reference };
    return { value: this.#valueOf(reference, at), reference };
  }

  #subscript(): string {
    const start = ++this.#position;
    let depth = 1;
    while (this.#position < this.text.length) {
      const c = this.text[this.#position];
      if (c === '[') depth++;
      if (c === ']' && --depth === 0) break;
      this.#position++;
    }
    const subscript = this.text.slice(start, this.#position);
    this.#position++;
    return subscript;
  }

  #valueOf(reference: Reference, at: number): bigint {
    const text = this.variables.get(reference.name, reference.subscript);
    if (text === undefined || text.trim() === '') return 0n;
    if (/^\s*-?[1-9]\d{0,17}\s*$|^\s*0\s*$/.test(text)) return BigInt(text.trim());
    if (this.rules.nested) return evaluateArithmetic(text, this.variables, this.rules, this.depth + 1);
    const match = /^\s*([-+]?)(0[xX][0-9A-Fa-f]+|0[0-7]*|[1-9]\d*)\s*$/.exec(text);
    if (!match || BigInt(match[2] ?? '') > MOST) throw new ArithmeticError('token', text, text);
    const value = this.#number(match[2] ?? '', at);
    return match[1] === '-' ? -value : value;
  }

  #number(digits: string, at: number): bigint {
    const hex = /^0[xX]([0-9A-Fa-f]+)$/.exec(digits)?.[1];
    if (hex !== undefined) return this.#fitted(BigInt(`0x${hex}`));
    const [, base, body] = /^(\d+)#(.*)$/.exec(digits) ?? [];
    if (base !== undefined && body !== undefined && this.rules.bases)
      return this.#inBase(Number(base), body, at);
    if (!/^\d+$/.test(digits)) {
      const [lead] = /^\d+/.exec(digits) ?? [''];
      if (!this.rules.bases) {
        this.#position = at + lead.length;
        this.#fail('syntax');
      }
      this.#fail('base', at, 'value too great for base');
    }
    if (digits.startsWith('0') && digits.length > 1) {
      if (/[89]/.test(digits)) {
        if (this.rules.bases) this.#fail('base', at, 'value too great for base');
        this.#fail('syntax', at + digits.search(/[89]/));
      }
      return this.#fitted(BigInt(`0o${digits.slice(1)}`));
    }
    return this.#fitted(BigInt(digits));
  }

  /** strtoimax(3) ends at the greatest number, where bash and BusyBox go round. */
  #fitted(value: bigint): bigint {
    return !this.rules.bases && value > MOST ? MOST : BigInt.asIntN(64, value);
  }

  #inBase(base: number, body: string, at: number): bigint {
    if (base < 2 || base > 64) this.#fail('base', at, 'invalid arithmetic base');
    const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_';
    let value = 0n;
    for (const c of base <= 36 ? body.toLowerCase() : body) {
      const digit = alphabet.indexOf(c);
      if (digit < 0 || digit >= base) this.#fail('base', at, 'value too great for base');
      value = BigInt.asIntN(64, value * BigInt(base) + BigInt(digit));
    }
    return value;
  }
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let factor = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = BigInt.asIntN(64, result * factor);
    factor = BigInt.asIntN(64, factor * factor);
  }
  return result;
}
