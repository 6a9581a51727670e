import { type Expression, type FormattedPart, PySyntaxError } from './syntax';
import type { Token } from './tokens';

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};

/** A string as its program means it. */
export function literalText(token: Token): string {
  const { prefix = '', body = '' } = token;
  return prefix.includes('r') ? body : unescape(body, prefix.includes('b'), token);
}

function unescape(body: string, isBytes: boolean, place: Token): string {
  if (!body.includes('\\')) return body;
  return body.replace(
    /\\(\r?\n|x[0-9a-fA-F]{2}|[0-7]{1,3}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[\s\S])/g,
    (whole, code: string) => {
      const known = ESCAPES[code.replace('\r', '')];
      if (known !== undefined) return known;
      if (code.startsWith('x') && code.length > 1) return String.fromCharCode(parseInt(code.slice(1), 16));
      if (/^[0-7]/.test(code)) return String.fromCharCode(parseInt(code, 8) & (isBytes ? 0xff : 0x1ff));
      if (isBytes) return whole;
      if ((code.startsWith('u') || code.startsWith('U')) && code.length > 1) {
        const point = parseInt(code.slice(1), 16);
        if (point <= 0x10ffff) return String.fromCodePoint(point);
      }
      if (code === 'x' || code === 'u' || code === 'U') {
        throw new PySyntaxError(
          `(unicode error) 'unicodeescape' codec can't decode bytes in position ${String(body.indexOf(whole))}-${String(body.indexOf(whole) + 1)}: truncated \\${code}${code === 'x' ? 'XX' : code === 'u' ? 'XXXX' : 'XXXXXXXX'} escape`,
          place,
        );
      }
      if (code.startsWith('N{'))
        throw new PySyntaxError(
          'names of characters (\\N{…}) are not modelled on this simulated machine',
          place,
        );
      return whole;
    },
  );
}

type ParsePiece = (source: string, origin: { line: number; column: number }) => Expression;

/** Texts and fields of an f-string. */
export function formattedParts(token: Token, parse: ParsePiece): FormattedPart[] {
  return new FieldReader(token, parse).parts(false);
}

class FieldReader {
  #at = 0;
  readonly #body: string;
  readonly #isRaw: boolean;

  constructor(
    readonly token: Token,
    readonly parse: ParsePiece,
  ) {
    this.#body = token.body ?? '';
    this.#isRaw = token.prefix?.includes('r') ?? false;
  }

  #fail(message: string, at?: number): never {
    if (at === undefined) throw new PySyntaxError(`f-string: ${message}`, this.token);
    const { line, column } = this.#origin(at);
    throw new PySyntaxError(`f-string: ${message}`, { line, column, endLine: line, endColumn: column + 1 });
  }

  parts(isFormat: boolean): FormattedPart[] {
    const parts: FormattedPart[] = [];
    let text = '';
    const flush = (): void => {
      if (text !== '') parts.push(this.#isRaw ? text : unescape(text, false, this.token));
      text = '';
    };
    while (this.#at < this.#body.length) {
      const char = this.#body[this.#at] ?? '';
      if (char === '\\' && this.#body.startsWith('\\N{', this.#at))
        this.#fail('names of characters are not modelled');
      if (char === '{') {
        if (!isFormat && this.#body[this.#at + 1] === '{') {
          text += '{';
          this.#at += 2;
          continue;
        }
        flush();
        parts.push(...this.#field());
      } else if (char === '}') {
        if (isFormat) break;
        if (this.#body[this.#at + 1] !== '}') this.#fail("single '}' is not allowed");
        text += '}';
        this.#at += 2;
      } else {
        text += char;
        this.#at++;
        if (char === '\\' && this.#at < this.#body.length) text += this.#body[this.#at++] ?? '';
      }
    }
    flush();
    return parts;
  }

  #field(): FormattedPart[] {
    const from = ++this.#at;
    const end = this.#expressionEnd();
    const source = this.#body.slice(from, end);
    this.#at = end;
    if (source.trim() === '') this.#fail(`valid expression required before '${this.#body[end] ?? '}'}'`, end);
    const shown = /^([\s\S]*[^=!<>])=\s*$/.exec(source);
    const value = this.parse(shown?.[1] ?? source, this.#origin(from));
    let conversion = '';
    if (this.#body[this.#at] === '!') {
      conversion = this.#body[this.#at + 1] ?? '';
      if (!['r', 's', 'a'].includes(conversion)) {
        this.#fail(
          `invalid conversion character ${JSON.stringify(conversion).replace(/"/g, "'")}: expected 's', 'r', or 'a'`,
        );
      }
      this.#at += 2;
    }
    let format: FormattedPart[] | undefined;
    if (this.#body[this.#at] === ':') {
      this.#at++;
      format = this.parts(true);
    }
    if (this.#body[this.#at] !== '}') this.#fail("expecting '}'");
    this.#at++;
    if (shown && conversion === '' && format === undefined) conversion = 'r';
    return [...(shown ? [source] : []), { value, conversion, format }];
  }

  /** Where a field's expression is over: at `!r`, `:` or `}` outside of brackets and strings. */
  #expressionEnd(): number {
    let depth = 0;
    for (let at = this.#at; at < this.#body.length; at++) {
      const char = this.#body[at] ?? '';
      if (char === '"' || char === "'") {
        const quote = this.#body.startsWith(char.repeat(3), at) ? char.repeat(3) : char;
        const end = this.#body.indexOf(quote, at + quote.length);
        if (end < 0) this.#fail('unterminated string');
        at = end + quote.length - 1;
      } else if ('([{'.includes(char)) depth++;
      else if (depth > 0 && ')]}'.includes(char)) depth--;
      else if (depth === 0) {
        if (char === '}' || char === ':') return at;
        if (char === '!' && this.#body[at + 1] !== '=') return at;
      }
    }
    return this.#fail("expecting '}'", this.#body.length);
  }

  #origin(at: number): { line: number; column: number } {
    const before = this.#body.slice(0, at);
    const lines = before.split('\n');
    const last = lines[lines.length - 1] ?? '';
    return {
      line: (this.token.bodyLine ?? this.token.line) + lines.length - 1,
      column: lines.length === 1 ? (this.token.bodyColumn ?? 0) + at : last.length,
    };
  }
}
