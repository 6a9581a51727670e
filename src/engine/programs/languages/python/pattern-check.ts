/** What is wrong with a regular expression, in the words of Python's own reader of them. */

/** A pattern that is none: what is wrong, and where. */
export class PatternProblem extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

const KNOWN_ESCAPES = 'AbBdDsSwWZnrtfva';
const CLASS_ESCAPES = 'bdDsSwWnrtfva';

class Checker {
  #at = 0;
  #groups = 0;
  readonly #open = new Set<number>();
  readonly #names = new Map<string, number>();

  constructor(
    readonly source: string,
    private isVerbose: boolean,
  ) {}

  check(): void {
    this.#alternatives();
    if (this.#at < this.source.length) throw new PatternProblem('unbalanced parenthesis', this.#at);
  }

  #fail(message: string, at = this.#at): never {
    throw new PatternProblem(message, at);
  }

  #is(text: string): boolean {
    return this.source.startsWith(text, this.#at);
  }

  #alternatives(): void {
    do this.#sequence();
    while (this.#is('|') && ++this.#at > 0);
  }

  #sequence(): void {
    let last: 'none' | 'item' | 'repeat' | 'anchor' = 'none';
    while (this.#at < this.source.length) {
      const char = this.source[this.#at] ?? '';
      if (char === '|' || char === ')') return;
      if (this.isVerbose && /\s/.test(char)) {
        this.#at++;
        continue;
      }
      if (this.isVerbose && char === '#') {
        while (this.#at < this.source.length && this.source[this.#at] !== '\n') this.#at++;
        continue;
      }
      const begin = this.#at;
      if (this.#repeats()) {
        if (last === 'none' || last === 'anchor') this.#fail('nothing to repeat', begin);
        if (last === 'repeat') this.#fail('multiple repeat', begin);
        last = 'repeat';
        continue;
      }
      last = this.#item() ? 'item' : last === 'none' ? 'none' : 'anchor';
    }
  }

  /** `*`, `+`, `?` or `{1,2}`, with what makes it lazy or possessive. */
  #repeats(): boolean {
    const begin = this.#at;
    const char = this.source[this.#at] ?? '';
    if ('*+?'.includes(char)) this.#at++;
    else if (char === '{') {
      const found = /^\{(\d*)(,?)(\d*)\}/.exec(this.source.slice(this.#at));
      if (!found || (found[1] === '' && found[2] === '')) return false;
      const [whole, least = '', comma = '', most = ''] = found;
      if (comma !== '' && most !== '' && Number(most) < Number(least === '' ? 0 : least))
        this.#fail('min repeat greater than max repeat', begin + 1);
      this.#at += whole.length;
    } else return false;
    if (this.#is('?') || this.#is('+')) this.#at++;
    return true;
  }

  /** One thing; false: it can not be repeated. */
  #item(): boolean {
    const char = this.source[this.#at] ?? '';
    if (char === '\\') return this.#escape();
    if (char === '[') return this.#set();
    if (char === '(') return this.#group();
    this.#at++;
    return char !== '^';
  }

  #escape(): boolean {
    const begin = this.#at;
    const rest = this.source.slice(this.#at + 1);
    if (rest === '') this.#fail('bad escape (end of pattern)', begin);
    const number = /^[1-9]\d?/.exec(rest)?.[0];
    if (number !== undefined && !/^[0-3][0-7]{2}/.test(rest)) {
      const group = Number(number);
      if (group > this.#groups) this.#fail(`invalid group reference ${String(group)}`, begin + 1);
      if (this.#open.has(group)) this.#fail('cannot refer to an open group', begin);
      this.#at += 1 + number.length;
      return true;
    }
    this.#at += 1 + this.#escapeLength(rest, KNOWN_ESCAPES, begin);
    return !'AZbB'.includes(rest[0] ?? '');
  }

  #escapeLength(rest: string, known: string, begin: number): number {
    const [char = ''] = Array.from(rest);
    const hex = { x: 2, u: 4, U: 8 }[char];
    if (hex !== undefined) {
      const digits = new RegExp(`^[0-9a-fA-F]{0,${String(hex)}}`).exec(rest.slice(1))?.[0] ?? '';
      if (digits.length < hex) this.#fail(`incomplete escape \\${char}${digits}`, begin);
      return 1 + hex;
    }
    const octal = /^0[0-7]{0,2}|^[0-3][0-7]{2}/.exec(rest)?.[0];
    if (octal !== undefined) return octal.length;
    if (/[a-zA-Z]/.test(char) && !known.includes(char)) this.#fail(`bad escape \\${char}`, begin);
    return char.length;
  }

  #set(): boolean {
    const begin = this.#at++;
    if (this.#is('^')) this.#at++;
    let isFirst = true;
    for (;;) {
      if (this.#at >= this.source.length) this.#fail('unterminated character set', begin);
      if (this.#is(']') && !isFirst) break;
      isFirst = false;
      const from = this.#at;
      const low = this.#setMember(begin);
      if (!this.#is('-') || this.source[this.#at + 1] === ']') continue;
      this.#at++;
      if (this.#at >= this.source.length) this.#fail('unterminated character set', begin);
      const high = this.#setMember(begin);
      const text = this.source.slice(from, this.#at);
      if (low === undefined || high === undefined || high < low)
        this.#fail(`bad character range ${text}`, from);
    }
    this.#at++;
    return true;
  }

  /** Its number; undefined: a class of characters. */
  #setMember(set: number): number | undefined {
    const begin = this.#at;
    if (!this.#is('\\')) {
      const [char = ''] = Array.from(this.source.slice(this.#at));
      this.#at += char.length;
      return char.codePointAt(0);
    }
    const rest = this.source.slice(this.#at + 1);
    if (rest === '') this.#fail('unterminated character set', set);
    const length = this.#escapeLength(rest, CLASS_ESCAPES, begin);
    this.#at += 1 + length;
    if ('dDsSwW'.includes(rest[0] ?? '')) return undefined;
    const plain = { n: 10, r: 13, t: 9, f: 12, v: 11, a: 7, b: 8 }[rest[0] ?? ''];
    return (
      plain ??
      (length > 1
        ? parseInt(rest.slice(/^[xuU]/.test(rest) ? 1 : 0, length), /^[xuU]/.test(rest) ? 16 : 8)
        : rest.codePointAt(0))
    );
  }

  #group(): boolean {
    const begin = this.#at++;
    let number: number | undefined;
    let isItem = true;
    let name: string | undefined;
    const wasVerbose = this.isVerbose;
    if (this.#is('?')) {
      this.#at++;
      const char = this.source[this.#at];
      if (char === undefined) this.#fail('unexpected end of pattern');
      if (char === 'P') name = this.#named(begin);
      else if (char === '#') {
        const end = this.source.indexOf(')', this.#at);
        if (end < 0) this.#fail('missing ), unterminated comment', begin);
        this.#at = end + 1;
        return false;
      } else if (this.#is('<=') || this.#is('<!')) this.#at += 2;
      else if (char === '<') {
        const next = this.source[this.#at + 1];
        if (next === undefined) this.#fail('unexpected end of pattern', this.#at + 1);
        this.#fail(`unknown extension ?<${next}`, begin + 1);
      } else if (':=!>'.includes(char)) this.#at++;
      else if (char === '(') this.#condition();
      else if (/[aiLmsux-]/.test(char)) {
        if (this.#flags(begin)) return false;
      } else this.#fail(`unknown extension ?${char}`, begin + 1);
      if (char === 'P' && name === undefined) return true;
      if (char === '=' || char === '!' || char === '<') isItem = true;
      if (char === 'P') number = ++this.#groups;
    } else number = ++this.#groups;
    if (number !== undefined) {
      this.#open.add(number);
      if (name !== undefined) this.#names.set(name, number);
    }
    this.#alternatives();
    if (!this.#is(')')) this.#fail('missing ), unterminated subpattern', begin);
    this.#at++;
    if (number !== undefined) this.#open.delete(number);
    this.isVerbose = wasVerbose;
    return isItem;
  }

  /** `P<name>`; a reference `P=name` gives undefined and is over. */
  #named(begin: number): string | undefined {
    const kind = this.source[this.#at + 1];
    if (kind === undefined) this.#fail('unexpected end of pattern', this.#at + 1);
    if (kind !== '<' && kind !== '=') this.#fail(`unknown extension ?P${kind}`, begin + 1);
    this.#at += 2;
    const end = this.source.indexOf(kind === '<' ? '>' : ')', this.#at);
    const from = this.#at;
    if (from >= this.source.length) this.#fail('missing group name');
    if (end < 0) this.#fail(`missing ${kind === '<' ? '>' : ')'}, unterminated name`, from);
    const name = this.source.slice(from, end);
    if (name === '') this.#fail('missing group name', from);
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) this.#fail(`bad character in group name '${name}'`, from);
    this.#at = end + 1;
    if (kind === '<') {
      const known = this.#names.get(name);
      if (known !== undefined)
        this.#fail(
          `redefinition of group name '${name}' as group ${String(this.#groups + 1)}; was group ${String(known)}`,
          from,
        );
      return name;
    }
    if (!this.#names.has(name)) this.#fail(`unknown group name '${name}'`, from);
    return undefined;
  }

  #condition(): void {
    const from = ++this.#at;
    const end = this.source.indexOf(')', this.#at);
    if (end < 0) this.#fail('missing ), unterminated name', from);
    const name = this.source.slice(from, end);
    if (name === '') this.#fail('missing group name', from);
    if (/^\d+$/.test(name) ? Number(name) === 0 : !this.#names.has(name))
      this.#fail(/^\d+$/.test(name) ? 'bad group number' : `unknown group name '${name}'`, from);
    this.#at = end + 1;
  }

  /** `(?i)` and `(?i:…)`; true: it is over. */
  #flags(begin: number): boolean {
    while (this.#at < this.source.length) {
      const char = this.source[this.#at] ?? '';
      if (char === ')') {
        if (begin > 0) this.#fail('global flags not at the start of the expression', begin);
        this.#at++;
        return true;
      }
      if (char === ':') {
        this.#at++;
        return false;
      }
      if (!/[aiLmsux-]/.test(char))
        this.#fail(/[a-zA-Z]/.test(char) ? 'unknown flag' : 'missing -, : or )', this.#at);
      if (char === 'x') this.isVerbose = true;
      this.#at++;
    }
    return this.#fail('missing -, : or )', this.#at);
  }
}

/** Throws PatternProblem where Python's reader would complain. */
export function checkPattern(source: string, isVerbose: boolean): void {
  new Checker(source, isVerbose).check();
}
