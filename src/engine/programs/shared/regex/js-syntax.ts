/**
 * What V8 of Node.js 20 and 22 refuses as a regular expression, in its words. The host's own RegExp cannot be asked:
 * each browser has words of its own, and newer ones take more. Source: V8, src/regexp/regexp-parser.cc and
 * regexp-error.h; judged by the real Node.js.
 */

const SYNTAX = '^$\\.*+?()[]{}|/';
const MAX_CAPTURES = 65_535;

class Fault extends Error {}

/** What is wrong with a pattern; undefined: nothing. */
export function patternFault(source: string, flags: string): string | undefined {
  try {
    new Reader(source, flags).read();
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.message;
  }
}

type Group = 'capture' | 'plain' | 'lookahead' | 'lookbehind';

class Reader {
  readonly #chars: readonly string[];
  readonly #isUnicode: boolean;
  readonly #groups: Group[] = [];
  readonly #names = new Set<string>();
  readonly #references: string[] = [];
  #at = 0;
  #captures = 0;
  #isAmbiguous = false;
  /** What stands before is one that no quantifier may follow. */
  #isAssertion = false;
  #all: { readonly captures: number; readonly hasNames: boolean } | undefined;

  constructor(
    readonly source: string,
    flags: string,
  ) {
    this.#isUnicode = /[uv]/.test(flags);
    this.#chars = this.#isUnicode ? [...source] : source.split('');
  }

  get #char(): string | undefined {
    return this.#chars[this.#at];
  }

  #next(count = 1): string | undefined {
    return this.#chars[this.#at + count];
  }

  read(): void {
    while (this.#char !== undefined) {
      this.#isAssertion = false;
      const isQuantifiable = this.#atom();
      if (isQuantifiable) this.#quantifier();
    }
    if (this.#groups.length > 0) throw new Fault('Unterminated group');
    if (this.#isAmbiguous) throw new Fault('Duplicate capture group name');
    if (this.#references.some((name) => !this.#names.has(name)))
      throw new Fault('Invalid named capture referenced');
  }

  /** Reads one atom or assertion; says whether a quantifier may follow. */
  #atom(): boolean {
    const char = this.#char;
    switch (char) {
      case ')': {
        const group = this.#groups.pop();
        if (group === undefined) throw new Fault("Unmatched ')'");
        this.#at++;
        this.#isAssertion = group === 'lookbehind' || (group === 'lookahead' && this.#isUnicode);
        return true;
      }
      case '|':
      case '^':
      case '$':
        this.#at++;
        return false;
      case '*':
      case '+':
      case '?':
        throw new Fault('Nothing to repeat');
      case '(':
        this.#open();
        return false;
      case '[':
        this.#class();
        return true;
      case '\\':
        return this.#escape();
      case '{':
        if (this.#interval()) throw new Fault('Nothing to repeat');
        if (this.#isUnicode) throw new Fault('Lone quantifier brackets');
        break;
      case '}':
      case ']':
        if (this.#isUnicode) throw new Fault('Lone quantifier brackets');
    }
    this.#at++;
    return true;
  }

  #quantifier(): void {
    const char = this.#char;
    if (char === '*' || char === '+' || char === '?') this.#at++;
    else if (char === '{') {
      const interval = this.#interval();
      if (interval === undefined) {
        if (this.#isUnicode) throw new Fault('Incomplete quantifier');
        return;
      }
      if (interval.most < interval.least) throw new Fault('numbers out of order in {} quantifier');
    } else return;
    if (this.#char === '?') this.#at++;
    if (this.#isAssertion) throw new Fault('Invalid quantifier');
  }

  /** Reads {2}, {2,} or {2,3}; leaves what is none. */
  #interval(): { readonly least: number; readonly most: number } | undefined {
    let end = this.#at + 1;
    const digits = (): string => {
      let made = '';
      for (; /^\d$/.test(this.#chars[end] ?? ''); end++) made += this.#chars[end] ?? '';
      return made;
    };
    const least = digits();
    if (least === '') return undefined;
    let most = least;
    if (this.#chars[end] === ',') {
      end++;
      most = digits();
    }
    if (this.#chars[end] !== '}') return undefined;
    this.#at = end + 1;
    // V8 keeps no larger numbers than this.
    const value = (text: string): number => Math.min(Number(text), 2 ** 31 - 1);
    return { least: value(least), most: most === '' ? 2 ** 31 - 1 : value(most) };
  }

  #open(): void {
    this.#at++;
    if (this.#char !== '?') {
      this.#capture();
      return;
    }
    const kind = this.#next();
    const behind = this.#next(2);
    if (kind === ':') this.#groups.push('plain');
    else if (kind === '=' || kind === '!') this.#groups.push('lookahead');
    else if (kind === '<' && (behind === '=' || behind === '!')) {
      this.#groups.push('lookbehind');
      this.#at++;
    } else if (kind === '<') {
      this.#at += 2;
      this.#capture();
      const name = this.#name();
      if (name === undefined) throw new Fault('Invalid capture group name');
      if (this.#names.has(name)) this.#isAmbiguous = true;
      this.#names.add(name);
      return;
    } else throw new Fault('Invalid group');
    this.#at += 2;
  }

  #capture(): void {
    this.#captures++;
    if (this.#captures > MAX_CAPTURES) throw new Fault('Too many captures');
    this.#groups.push('capture');
  }

  /** Reads a group's name and its `>`; undefined: it is none. */
  #name(): string | undefined {
    // Names are read by whole characters, whatever the flags.
    const rest = [...this.#chars.slice(this.#at).join('')];
    let at = 0;
    let used = 0;
    let name = '';
    for (;;) {
      let char = rest[at++] ?? '';
      used += this.#isUnicode ? 1 : char.length;
      if (char === '\\' && rest[at] === 'u') {
        const escaped =
          /^u(?:([dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|([0-9a-fA-F]{4})|\{([0-9a-fA-F]+)\})/.exec(
            rest.slice(at).join(''),
          );
        const [whole = '', pair, four, braced] = escaped ?? [];
        const code = parseInt(four ?? braced ?? '', 16);
        if (!escaped || code > 0x10ffff) throw new Fault('Invalid Unicode escape');
        char = pair
          ? String.fromCharCode(...pair.split('\\u').map((one) => parseInt(one, 16)))
          : String.fromCodePoint(code);
        at += whole.length;
        used += whole.length;
      } else if (char === '\\') return undefined;
      else if (char === '>') {
        if (name === '') return undefined;
        this.#at += used;
        return name;
      }
      const isFit =
        name === '' ? /^[\p{ID_Start}$_]$/u.test(char) : /^[\p{ID_Continue}$\u200c\u200d]$/u.test(char);
      if (!isFit) return undefined;
      name += char;
    }
  }

  // Escapes

  #escape(): boolean {
    const char = this.#next();
    if (char === undefined) throw new Fault('\\ at end of pattern');
    if (char === 'b' || char === 'B') {
      this.#at += 2;
      return false;
    }
    if (/^[1-9]$/.test(char) && this.#backReference()) return true;
    if (char === 'k' && (this.#isUnicode || this.#scanned().hasNames)) {
      this.#at += 2;
      if (this.#char !== '<') throw new Fault('Invalid named reference');
      this.#at++;
      const name = this.#name();
      if (name === undefined) throw new Fault('Invalid capture group name');
      this.#references.push(name);
      return true;
    }
    if (this.#classEscape('Invalid property name')) return true;
    this.#characterEscape(false);
    return true;
  }

  /** `\12`: what was or will be captured. */
  #backReference(): boolean {
    const digits = /^\d+/.exec(this.#chars.slice(this.#at + 1, this.#at + 12).join(''))?.[0] ?? '';
    const isOne = Number(digits) <= this.#scanned().captures;
    if (!isOne) {
      if (this.#isUnicode) throw new Fault('Invalid escape');
      return false;
    }
    this.#at += 1 + digits.length;
    return true;
  }

  /** How many groups there are in all, and whether any has a name. */
  #scanned(): { readonly captures: number; readonly hasNames: boolean } {
    if (this.#all) return this.#all;
    let captures = 0;
    let hasNames = false;
    for (let at = 0; at < this.#chars.length; at++) {
      const char = this.#chars[at];
      if (char === '\\') at++;
      else if (char === '[') {
        while (++at < this.#chars.length && this.#chars[at] !== ']') if (this.#chars[at] === '\\') at++;
      } else if (char === '(') {
        const isNamed =
          this.#chars[at + 1] === '?' &&
          this.#chars[at + 2] === '<' &&
          !/^[=!]$/.test(this.#chars[at + 3] ?? '');
        if (this.#chars[at + 1] === '?' && !isNamed) continue;
        if (isNamed) hasNames = true;
        captures++;
      }
    }
    return (this.#all = { captures, hasNames });
  }

  /** \d and its like, and \p. */
  #classEscape(fault: string): boolean {
    const char = this.#next() ?? '';
    if (/^[dDsSwW]$/.test(char)) {
      this.#at += 2;
      return true;
    }
    if (!this.#isUnicode || (char !== 'p' && char !== 'P')) return false;
    const found = /^\{([\w=]*)\}/.exec(this.#chars.slice(this.#at + 2).join(''));
    if (!found || !isProperty(found[1] ?? '')) throw new Fault(fault);
    this.#at += 2 + found[0].length;
    return true;
  }

  /** Reads an escape of one character; gives its code. */
  #characterEscape(isInClass: boolean): number {
    const char = this.#next() ?? '';
    const after = this.#next(2) ?? '';
    const hex = (from: number, count: number): number | undefined => {
      const text = this.#chars.slice(this.#at + from, this.#at + from + count).join('');
      return text.length === count && /^[0-9a-fA-F]+$/.test(text) ? parseInt(text, 16) : undefined;
    };
    const take = (count: number, code: number): number => {
      this.#at += count;
      return code;
    };
    switch (char) {
      case 'f':
        return take(2, 12);
      case 'n':
        return take(2, 10);
      case 'r':
        return take(2, 13);
      case 't':
        return take(2, 9);
      case 'v':
        return take(2, 11);
      case 'c':
        if (/^[A-Za-z]$/.test(after)) return take(3, after.charCodeAt(0) & 31);
        if (this.#isUnicode) throw new Fault('Invalid Unicode escape');
        if (isInClass && /^[0-9_]$/.test(after)) return take(3, after.charCodeAt(0) & 31);
        return take(1, 92);
      case '0':
        if (!/^\d$/.test(after)) return take(2, 0);
        if (this.#isUnicode) throw new Fault(isInClass ? 'Invalid class escape' : 'Invalid decimal escape');
        return this.#octal();
      case '1':
      case '2':
      case '3':
      case '4':
      case '5':
      case '6':
      case '7':
        if (this.#isUnicode) throw new Fault(isInClass ? 'Invalid class escape' : 'Invalid decimal escape');
        return this.#octal();
      case 'x': {
        const code = hex(2, 2);
        if (code !== undefined) return take(4, code);
        if (this.#isUnicode) throw new Fault('Invalid escape');
        return take(2, 120);
      }
      case 'u': {
        const code = hex(2, 4);
        if (code !== undefined) {
          const low =
            this.#chars[this.#at + 6] === '\\' && this.#chars[this.#at + 7] === 'u' ? hex(8, 4) : undefined;
          const isPair =
            this.#isUnicode &&
            code >= 0xd800 &&
            code < 0xdc00 &&
            low !== undefined &&
            low >= 0xdc00 &&
            low < 0xe000;
          return isPair ? take(12, 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)) : take(6, code);
        }
        if (!this.#isUnicode) return take(2, 117);
        const [whole = '', digits = ''] =
          /^\{([0-9a-fA-F]+)\}/.exec(this.#chars.slice(this.#at + 2).join('')) ?? [];
        if (whole === '' || parseInt(digits, 16) > 0x10ffff) throw new Fault('Invalid Unicode escape');
        return take(2 + whole.length, parseInt(digits, 16));
      }
      default: {
        const isFit = !this.#isUnicode || SYNTAX.includes(char) || (char === '-' && isInClass);
        if (!isFit || (char === 'k' && !this.#isUnicode && this.#scanned().hasNames))
          throw new Fault('Invalid escape');
        return take(2, char.codePointAt(0) ?? 0);
      }
    }
  }

  #octal(): number {
    const digits =
      /^(?:[0-3][0-7]{0,2}|[4-7][0-7]?)/.exec(this.#chars.slice(this.#at + 1, this.#at + 4).join(''))?.[0] ??
      '';
    this.#at += 1 + digits.length;
    return parseInt(digits, 8);
  }

  // Classes

  #class(): void {
    this.#at++;
    if (this.#char === '^') this.#at++;
    while (this.#char !== undefined && this.#char !== ']') {
      const first = this.#member();
      if (this.#chars[this.#at] !== '-') continue;
      this.#at++;
      const end = this.#chars[this.#at];
      if (end === undefined) break;
      if (end === ']') continue;
      const last = this.#member();
      if (first === undefined || last === undefined) {
        if (this.#isUnicode) throw new Fault('Invalid character class');
        continue;
      }
      if (first > last) throw new Fault('Range out of order in character class');
    }
    if (this.#char === undefined) throw new Fault('Unterminated character class');
    this.#at++;
  }

  /** The code of a member; undefined: it is a class of its own. */
  #member(): number | undefined {
    const char = this.#char ?? '';
    if (char !== '\\') {
      this.#at++;
      return char.codePointAt(0) ?? 0;
    }
    const escaped = this.#next();
    if (escaped === undefined) throw new Fault('\\ at end of pattern');
    if (escaped === 'b') {
      this.#at += 2;
      return 8;
    }
    if (this.#classEscape('Invalid property name in character class')) return undefined;
    return this.#characterEscape(true);
  }
}

/** Whether Unicode has a property of that name: the host knows, and is asked for nothing else. */
function isProperty(name: string): boolean {
  try {
    return new RegExp(`\\p{${name}}`, 'u').test('') !== undefined;
  } catch {
    return false;
  }
}

/** Whether flags are known, and none is given twice. */
export function areFlags(flags: string): boolean {
  return /^[dgimsuvy]*$/.test(flags) && new Set(flags).size === flags.length && !/u.*v|v.*u/.test(flags);
}
