import { quote } from './quote';

/** How Go reads: `Unmarshal` wants the whole text to be one value, a decoder reads the first value of a stream. */
export type JsonReading = 'unmarshal' | 'decode';

/**
 * What Go's encoding/json says of a text that is no JSON; undefined where it is JSON. Source: Go, encoding/json
 * scanner.go; an empty stream is `EOF`.
 */
export function jsonProblem(text: string, reading: JsonReading): string | undefined {
  const scanner = new Scanner(text);
  try {
    scanner.value();
    if (reading === 'unmarshal') {
      scanner.skipBlanks();
      if (!scanner.isAtEnd) scanner.refuse('after top-level value');
    }
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    if (!(error instanceof Ended)) throw error;
    if (reading === 'unmarshal') return 'unexpected end of JSON input';
    return text.trim() === '' ? 'EOF' : 'unexpected EOF';
  }
}

class Refusal extends Error {}
class Ended extends Error {}

class Scanner {
  #at = 0;

  constructor(readonly text: string) {}

  get isAtEnd(): boolean {
    return this.#at >= this.text.length;
  }

  refuse(context: string): never {
    const character = this.text[this.#at] ?? '';
    const shown =
      character === "'" ? `'\\''` : character === '"' ? `'"'` : `'${quote(character).slice(1, -1)}'`;
    throw new Refusal(`invalid character ${shown} ${context}`);
  }

  skipBlanks(): void {
    while (/[ \t\r\n]/.test(this.text[this.#at] ?? '')) this.#at += 1;
  }

  value(): void {
    this.skipBlanks();
    const first = this.#peek();
    if (first === '{') this.#members('}', () => this.#member(), 'after object key:value pair');
    else if (first === '[') this.#members(']', () => this.value(), 'after array element');
    else if (first === '"') this.#string();
    else if (/[-0-9]/.test(first)) this.#number();
    else if (first === 't') this.#literal('true');
    else if (first === 'f') this.#literal('false');
    else if (first === 'n') this.#literal('null');
    else this.refuse('looking for beginning of value');
  }

  #peek(): string {
    const character = this.text[this.#at];
    if (character === undefined) throw new Ended();
    return character;
  }

  #members(end: string, one: () => void, context: string): void {
    this.#at += 1;
    this.skipBlanks();
    if (this.#peek() === end) {
      this.#at += 1;
      return;
    }
    for (;;) {
      one();
      this.skipBlanks();
      const next = this.#peek();
      if (next !== ',' && next !== end) this.refuse(context);
      this.#at += 1;
      if (next === end) return;
    }
  }

  #member(): void {
    this.skipBlanks();
    if (this.#peek() !== '"') this.refuse('looking for beginning of object key string');
    this.#string();
    this.skipBlanks();
    if (this.#peek() !== ':') this.refuse('after object key');
    this.#at += 1;
    this.value();
  }

  #string(): void {
    this.#at += 1;
    for (;;) {
      const character = this.#peek();
      if (character < ' ') this.refuse('in string literal');
      this.#at += 1;
      if (character === '"') return;
      if (character !== '\\') continue;
      const escaped = this.#peek();
      if (!/["\\/bfnrtu]/.test(escaped)) this.refuse('in string escape code');
      this.#at += 1;
      for (let digit = 0; escaped === 'u' && digit < 4; digit += 1) {
        if (!/[0-9a-fA-F]/.test(this.#peek())) this.refuse('in \\u hexadecimal character escape');
        this.#at += 1;
      }
    }
  }

  #number(): void {
    if (this.#peek() === '-') this.#at += 1;
    if (this.#peek() === '0') this.#at += 1;
    else this.#digits('in numeric literal');
    if (this.text[this.#at] === '.') {
      this.#at += 1;
      this.#digits('after decimal point in numeric literal');
    }
    if (/[eE]/.test(this.text[this.#at] ?? '')) {
      this.#at += 1;
      if (/[-+]/.test(this.#peek())) this.#at += 1;
      this.#digits('in exponent of numeric literal');
    }
  }

  #digits(context: string): void {
    if (!/[0-9]/.test(this.#peek())) this.refuse(context);
    while (/[0-9]/.test(this.text[this.#at] ?? '')) this.#at += 1;
  }

  #literal(word: string): void {
    for (const wanted of word) {
      if (this.#peek() !== wanted) this.refuse(`in literal ${word} (expecting '${wanted}')`);
      this.#at += 1;
    }
  }
}

/** A JSON value's kind as Go's errors name it. */
export function jsonKind(value: unknown): 'object' | 'array' | 'string' | 'number' | 'bool' | 'null' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'string' || typeof value === 'number')
    return typeof value === 'string' ? 'string' : 'number';
  return typeof value === 'boolean' ? 'bool' : 'object';
}
