/** Perl's patterns, as the host's own: translated where both mean the same, and refused where they do not. */
import { isNestedRepetition } from '../../shared/host-regex';
import { NotModelled } from './values';

/** Longer texts are not searched. */
const MAX_TEXT = 200_000;

/** What a match found. */
export interface Found {
  readonly text: string;
  readonly start: number;
  readonly groups: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
}

const POSIX: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\t\\n\\v\\f\\r ',
  blank: '\\t ',
  word: '\\w',
  xdigit: '0-9a-fA-F',
  punct: '!-\\/:-@\\[-`{-~',
  cntrl: '\\x00-\\x1f\\x7f',
  print: ' -~',
  graph: '!-~',
};
const SPACE = '\\t\\n\\v\\f\\r ';

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
}

class Translator {
  #at = 0;
  #out = '';
  #groups = 0;
  isAnchored = false;

  constructor(readonly source: string) {}

  translate(flags: Flags): string {
    this.#sequence(flags);
    return this.#out;
  }

  #refuse(what: string): NotModelled {
    return new NotModelled(`${what} in the pattern /${this.source}/`);
  }

  /** To the bracket that ends the group, or the end. */
  #sequence(given: Flags): void {
    let flags = given;
    while (this.#at < this.source.length) {
      const char = this.source[this.#at] ?? '';
      if (char === ')') return;
      this.#at++;
      if (char === '\\') this.#escape(flags);
      else if (char === '[') this.#class(flags);
      else if (char === '(') flags = this.#group(flags);
      else if (char === '.') this.#out += flags.s ? '[\\s\\S]' : '[^\\n]';
      else if (char === '^')
        this.#out += flags.m ? '(?:(?<![\\s\\S])|(?<=\\n)(?=[\\s\\S]))' : '(?<![\\s\\S])';
      else if (char === '$') this.#out += flags.m ? '(?=\\n|(?![\\s\\S]))' : '(?=\\n?(?![\\s\\S]))';
      else if (flags.x && /\s/.test(char)) continue;
      else if (flags.x && char === '#') {
        const end = this.source.indexOf('\n', this.#at);
        this.#at = end < 0 ? this.source.length : end + 1;
      } else if (char === '*' || char === '+' || char === '?') this.#quantifier(char);
      else if (char === '{') {
        const found = /^\d+(?:,\d*)?\}/.exec(this.source.slice(this.#at));
        if (found) {
          this.#at += found[0].length;
          this.#quantifier(`{${found[0]}`);
        } else this.#out += '\\{';
      } else if (char === '}' || char === ']' || char === '/') this.#out += `\\${char}`;
      else if (char === '|') this.#out += '|';
      else this.#literal(char, flags);
    }
  }

  #quantifier(text: string): void {
    if (this.source[this.#at] === '+') throw this.#refuse('a possessive quantifier');
    this.#out += text;
    if (this.source[this.#at] === '?') {
      this.#out += '?';
      this.#at++;
    }
  }

  #literal(char: string, { i }: Flags): void {
    const [lower, upper] = [char.toLowerCase(), char.toUpperCase()];
    if (i && lower !== upper && /[a-zA-Z]/.test(char)) this.#out += `[${lower}${upper}]`;
    else this.#out += char;
  }

  #group(flags: Flags): Flags {
    const rest = this.source.slice(this.#at);
    let inner = flags;
    let head = '(';
    const simple = /^\?(?::|=|!|<=|<!|P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(rest);
    const modified = /^\?(\^?)([a-z]*)(?:-([a-z]*))?([:)])/.exec(rest);
    if (simple) {
      const name = simple[1] ?? simple[2];
      if (name !== undefined) this.#groups++;
      head = name === undefined ? `(${simple[0]}` : `(?<${name}>`;
      this.#at += simple[0].length;
    } else if (rest.startsWith('?#')) {
      this.#at += rest.indexOf(')') + 1;
      return flags;
    } else if (modified) {
      this.#at += modified[0].length;
      inner = flagsOf(modified[2] ?? '', modified[1] === '^' ? flagsOf('') : flags, modified[3] ?? '');
      if (modified[4] === ')') return inner;
      head = '(?:';
    } else if (rest.startsWith('?') || rest.startsWith('*')) throw this.#refuse(`(${rest.slice(0, 2)}`);
    else this.#groups++;
    this.#out += head;
    this.#sequence(inner);
    if (this.source[this.#at] !== ')') throw new SyntaxError('Unmatched (');
    this.#at++;
    this.#out += ')';
    return flags;
  }

  #escape(flags: Flags): void {
    const char = this.source[this.#at++] ?? '';
    const rest = this.source.slice(this.#at);
    const plain = this.#classEscape(char);
    if (plain !== undefined) {
      this.#out += plain.startsWith('^') ? `[${plain}]` : `[${plain}]`;
      return;
    }
    switch (char) {
      case 'A':
        this.#out += '(?<![\\s\\S])';
        return;
      case 'z':
        this.#out += '(?![\\s\\S])';
        return;
      case 'Z':
        this.#out += '(?=\\n?(?![\\s\\S]))';
        return;
      case 'G':
        if (this.#out !== '') throw this.#refuse('\\G');
        this.isAnchored = true;
        return;
      case 'b':
      case 'B':
        if (rest.startsWith('{')) throw this.#refuse('\\b{…}');
        this.#out += `\\${char}`;
        return;
      case 'R':
        this.#out += '(?:\\r\\n|[\\n\\v\\f\\r])';
        return;
      case 'K':
      case 'X':
      case 'p':
      case 'P':
        throw this.#refuse(`\\${char}`);
      case 'k': {
        const name = /^[{<'](\w+)[}>']/.exec(rest);
        if (!name) throw this.#refuse('\\k');
        this.#at += name[0].length;
        this.#out += `\\k<${name[1] ?? ''}>`;
        return;
      }
      case 'g': {
        const number = /^(?:\{(-?\d+)\}|(-?\d+))/.exec(rest);
        if (!number) throw this.#refuse('\\g');
        this.#at += number[0].length;
        const which = Number(number[1] ?? number[2]);
        this.#out += `(?:\\${String(which < 0 ? this.#groups + 1 + which : which)})`;
        return;
      }
    }
    if (/[1-9]/.test(char)) {
      const more = /^\d*/.exec(rest)?.[0] ?? '';
      this.#at += more.length;
      this.#out += `(?:\\${char}${more})`;
      return;
    }
    this.#character(char, flags);
  }

  /** A character that is written as an escape, as the host writes it. */
  #character(char: string, flags: Flags): void {
    const code = this.#codeOf(char);
    if (code !== undefined) this.#out += hostCode(code);
    else if (/\w/.test(char)) this.#literal(char, flags);
    else this.#out += /[\^$\\.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
  }

  #codeOf(char: string): number | undefined {
    const known: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, f: 12, e: 27, a: 7, '0': 0 };
    if (char === 'x') {
      const found = /^(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{1,2}))/.exec(this.source.slice(this.#at));
      this.#at += found?.[0].length ?? 0;
      return parseInt(found?.[1] ?? found?.[2] ?? '0', 16);
    }
    return known[char];
  }

  /** The inside of a host's class for an escape that stands for several characters. */
  #classEscape(char: string): string | undefined {
    switch (char) {
      case 'd':
      case 'w':
      case 'D':
      case 'W':
        return `\\${char}`;
      case 's':
        return SPACE;
      case 'S':
        return `^${SPACE}`;
      case 'h':
        return '\\t ';
      case 'H':
        return '^\\t ';
      case 'v':
        return '\\n\\v\\f\\r';
      case 'V':
        return '^\\n\\v\\f\\r';
      case 'N':
        return '^\\n';
      default:
        return undefined;
    }
  }

  #class(flags: Flags): void {
    let inside = '';
    const isNot = this.source[this.#at] === '^';
    if (isNot) this.#at++;
    for (let first = true; ; first = false) {
      const char = this.source[this.#at++];
      if (char === undefined) throw new SyntaxError('Unmatched [');
      if (char === ']' && !first) break;
      const named = char === '[' ? /^:(\^?)(\w+):\]/.exec(this.source.slice(this.#at)) : null;
      if (named) {
        const set = POSIX[named[2] ?? ''];
        if (named[1] === '^' || set === undefined) throw this.#refuse(`[${named[0]}`);
        this.#at += named[0].length;
        inside += set;
      } else if (char === '\\') {
        const next = this.source[this.#at++] ?? '';
        const several = this.#classEscape(next);
        if (next === 'S' && !isNot && inside === '' && this.source[this.#at] === ']') inside += '\\S';
        else if (several?.startsWith('^')) {
          // What is not white space, within a set of others: the host's own \S differs only beyond ASCII.
          if (next !== 'S') throw this.#refuse(`\\${next} in a class`);
          inside += '\\S';
        } else if (several !== undefined) inside += several;
        else if (next === 'b') inside += '\\x08';
        else {
          const code = this.#codeOf(next);
          inside += code !== undefined ? hostCode(code) : /\w/.test(next) ? next : `\\${next}`;
        }
      } else inside += char === '[' || (char === ']' && first) ? `\\${char}` : char;
    }
    if (flags.i) inside += otherCase(inside);
    this.#out += `[${isNot ? '^' : ''}${inside}]`;
  }
}

const hostCode = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** The letters and ranges of letters of a class in the other case. */
function otherCase(inside: string): string {
  const swap = (text: string): string =>
    text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();
  return [...inside.replace(/\\(?:u[0-9a-f]{4}|x..|.)/g, ' ').matchAll(/[a-zA-Z]-[a-zA-Z]|[a-zA-Z]/g)]
    .map(([one]) => swap(one))
    .join('');
}

function flagsOf(on: string, base: Flags = { i: false, m: false, s: false, x: false }, off = ''): Flags {
  const is = (flag: 'i' | 'm' | 's' | 'x'): boolean =>
    (on.includes(flag) || base[flag]) && !off.includes(flag);
  return { i: is('i'), m: is('m'), s: is('s'), x: is('x') };
}

export interface Compiled {
  readonly regex: RegExp;
  readonly isAnchored: boolean;
}

const compiled = new Map<string, Compiled>();

/** Throws SyntaxError where the pattern is none. */
export function compile(source: string, flags: string): Compiled {
  const key = `${flags.replace(/[^imsx]/g, '')}/${source}`;
  const known = compiled.get(key);
  if (known) return known;
  const translator = new Translator(source);
  const text = translator.translate(flagsOf(flags));
  if (isNestedRepetition(text))
    throw new NotModelled(`the pattern /${source}/: a repetition inside of a repetition`);
  const made = {
    regex: new RegExp(text, translator.isAnchored ? 'y' : 'g'),
    isAnchored: translator.isAnchored,
  };
  if (compiled.size > 500) compiled.clear();
  compiled.set(key, made);
  return made;
}

export function search({ regex }: Compiled, text: string, from: number): Found | undefined {
  if (text.length > MAX_TEXT)
    throw new NotModelled(`a search in a text of ${String(text.length)} characters`);
  regex.lastIndex = from;
  const found = regex.exec(text);
  if (found === null) return undefined;
  return { text, start: found.index, groups: found, named: found.groups ?? {} };
}
