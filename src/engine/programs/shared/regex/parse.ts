/** POSIX regular expressions (basic and extended, with GNU's additions) as trees. Source: POSIX.1-2024, 9. */
export type RegexNode =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'any' }
  /** Source of a JS character class. */
  | { readonly kind: 'class'; readonly source: string }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'either'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly item: RegexNode }
  | { readonly kind: 'repeat'; readonly item: RegexNode; readonly min: number; readonly max: number }
  | { readonly kind: 'back'; readonly index: number }
  /** An assertion; `source` is its JS form. */
  | { readonly kind: 'assert'; readonly source: string };

/**
 * `basic` and `extended` as regcomp(3) reads them; `sed` and `grep` as GNU's programs read extended ones; `awk` as mawk
 * does. They differ in a `)` alone, which only sed refuses, and in a repetition of nothing, which grep and mawk allow.
 */
export type RegexSyntax = 'basic' | 'extended' | 'sed' | 'grep' | 'awk';

/** musl's words for a fault. Source: musl's regerror.c. */
const MUSL_WORDS: Readonly<Record<string, string>> = {
  'Invalid regular expression': "Missing ']'",
  'Unmatched [, [^, [:, [., or [=': "Missing ']'",
  'Unmatched ( or \\(': "Missing ')'",
  'Unmatched ) or \\)': "Missing ')'",
  'Unmatched \\{': "Missing '}'",
  'Invalid character class name': 'Unknown character class name',
  'Invalid back reference': 'Invalid back reference',
  'Invalid range end': 'Invalid character range',
  'Invalid content of \\{\\}': 'Invalid contents of {}',
  'Regular expression too big': 'Out of memory',
  'Invalid preceding regular expression': 'Repetition not preceded by valid expression',
};

/** A pattern that cannot be compiled; the message is that of GNU's own programs. */
export class RegexError extends Error {
  /** What regcomp(3) and regerror(3) of a C library say; glibc's tell no closing bracket from an opening one. */
  regerror(library: 'glibc' | 'musl'): string {
    if (library === 'musl') return MUSL_WORDS[this.message] ?? this.message;
    return this.message.replace('Unmatched ) or \\)', 'Unmatched ( or \\(');
  }
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\t-\\r ',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  print: ' -~',
  graph: '!-~',
  cntrl: '\\0-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
};
const WORD_ASSERTIONS: Readonly<Record<string, string>> = {
  '<': '\\b(?=\\w)',
  '>': '\\b(?<=\\w)',
  b: '\\b',
  B: '\\B',
  '`': '(?<![^])',
  "'": '(?![^])',
};
const WORD_CLASSES: Readonly<Record<string, string>> = {
  w: '\\w',
  W: '\\W',
  s: '\\s',
  S: '\\S',
};
const AWK_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  v: '\v',
  a: '\x07',
  b: '\b',
};
const MAX_REPEAT = 32_767;

export interface ParsedRegex {
  readonly root: RegexNode;
  readonly groups: number;
}

function quoteInClass(char: string): string {
  return /[\\\]^\-[/]/.test(char) ? `\\${char}` : char;
}

class Parser {
  #at = 0;
  #groups = 0;
  #depth = 0;

  constructor(
    readonly text: string,
    readonly syntax: RegexSyntax,
  ) {}

  get #basic(): boolean {
    return this.syntax === 'basic';
  }

  parse(): ParsedRegex {
    const root = this.#either();
    if (this.#at < this.text.length) throw new RegexError('Unmatched ) or \\)');
    return { root, groups: this.#groups };
  }

  #operator(char: string): boolean {
    return this.text.startsWith(this.#basic ? `\\${char}` : char, this.#at);
  }

  #skip(): void {
    this.#at += this.#basic ? 2 : 1;
  }

  #either(): RegexNode {
    const options = [this.#sequence()];
    while (this.#operator('|')) {
      this.#skip();
      options.push(this.#sequence());
    }
    return options.length === 1 && options[0] ? options[0] : { kind: 'either', options };
  }

  #sequence(): RegexNode {
    const items: RegexNode[] = [];
    const start = this.#at;
    while (this.#at < this.text.length && !this.#operator('|')) {
      if (this.#operator(')') && (this.#depth > 0 || this.#basic || this.syntax === 'sed')) break;
      let item = this.#atom(items.length === 0, start);
      for (;;) {
        const repeat = item.kind === 'assert' && this.#basic ? undefined : this.#repeat();
        if (!repeat) break;
        item = { kind: 'repeat', item, ...repeat };
      }
      items.push(item);
    }
    return { kind: 'sequence', items };
  }

  #repeat(): { min: number; max: number } | undefined {
    const char = this.text[this.#at];
    if (char === '*') {
      this.#at++;
      return { min: 0, max: Infinity };
    }
    if (this.#operator('+')) {
      this.#skip();
      return { min: 1, max: Infinity };
    }
    if (this.#operator('?')) {
      this.#skip();
      return { min: 0, max: 1 };
    }
    if (!this.#operator('{')) return undefined;
    const close = this.#basic ? '\\\\\\}' : '\\}';
    const found = new RegExp(`^(\\d*)(,?)(\\d*)${close}`).exec(
      this.text.slice(this.#at + (this.#basic ? 2 : 1)),
    );
    if (!found || (found[1] === '' && found[2] === '')) {
      if (this.#basic) throw new RegexError(found ? 'Invalid preceding regular expression' : 'Unmatched \\{');
      return undefined;
    }
    const min = Number(found[1] ?? 0);
    const max = found[2] === '' ? min : found[3] === '' ? Infinity : Number(found[3]);
    if (max < min) throw new RegexError('Invalid content of \\{\\}');
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT)) {
      throw new RegexError('Regular expression too big');
    }
    this.#at += found[0].length + (this.#basic ? 2 : 1);
    return { min, max };
  }

  #atom(first: boolean, start: number): RegexNode {
    const char = this.text[this.#at] ?? '';
    if (this.#operator('(')) return this.#group();
    if (char === '[') return this.#bracket();
    if (char === '.') {
      this.#at++;
      return { kind: 'any' };
    }
    if (char === '^' && (!this.#basic || first)) {
      this.#at++;
      return { kind: 'assert', source: '^' };
    }
    if (char === '$' && (!this.#basic || this.#endsHere())) {
      this.#at++;
      return { kind: 'assert', source: '$' };
    }
    if (char === '\\') return this.#escape();
    if (!this.#basic && first && /[*+?]/.test(char) && this.#at === start) {
      if (this.syntax === 'extended' || this.syntax === 'sed')
        throw new RegexError('Invalid preceding regular expression');
      this.#at++;
      return { kind: 'sequence', items: [] };
    }
    this.#at++;
    return { kind: 'char', char };
  }

  #endsHere(): boolean {
    const rest = this.text.slice(this.#at + 1);
    return rest === '' || rest.startsWith('\\)') || rest.startsWith('\\|');
  }

  #group(): RegexNode {
    this.#skip();
    this.#depth++;
    const index = ++this.#groups;
    const item = this.#either();
    if (!this.#operator(')')) throw new RegexError('Unmatched ( or \\(');
    this.#skip();
    this.#depth--;
    return { kind: 'group', index, item };
  }

  #escape(): RegexNode {
    const char = this.text[this.#at + 1];
    if (char === undefined) throw new RegexError('Trailing backslash');
    this.#at += 2;
    if (this.syntax === 'awk') {
      const octal = /^[0-7]{1,3}/.exec(this.text.slice(this.#at - 1))?.[0];
      if (octal) {
        this.#at += octal.length - 1;
        return { kind: 'char', char: String.fromCharCode(parseInt(octal, 8) & 255) };
      }
      return { kind: 'char', char: AWK_ESCAPES[char] ?? char };
    }
    if (/[1-9]/.test(char)) {
      if (Number(char) > this.#groups) throw new RegexError('Invalid back reference');
      return { kind: 'back', index: Number(char) };
    }
    const assertion = WORD_ASSERTIONS[char];
    if (assertion !== undefined) return { kind: 'assert', source: assertion };
    const source = WORD_CLASSES[char];
    if (source !== undefined) return { kind: 'class', source };
    if (this.#basic && char === ')') throw new RegexError('Unmatched ) or \\)');
    return { kind: 'char', char };
  }

  #bracket(): RegexNode {
    let at = this.#at + 1;
    let source = '';
    const negated = this.text[at] === '^';
    if (negated) at++;
    const start = at;
    for (;;) {
      const char = this.text[at];
      if (char === undefined)
        throw new RegexError(at === start ? 'Invalid regular expression' : 'Unmatched [, [^, [:, [., or [=');
      if (char === ']' && at > start) break;
      const named = /^\[([:.=])(.*?)\1\]/s.exec(this.text.slice(at, at + 40));
      if (named?.[1] === ':') {
        const members = CLASSES[named[2] ?? ''];
        if (members === undefined) throw new RegexError('Invalid character class name');
        source += members;
        at += named[0].length;
        continue;
      }
      let [one, next] = this.#member(at);
      at = next;
      if (this.text[at] === '-' && this.text[at + 1] !== ']' && this.text[at + 1] !== undefined) {
        [next, at] = this.#memberEnd(at + 1);
        if (next < one.charCodeAt(0)) throw new RegexError('Invalid range end');
        source += `${quoteInClass(one)}-${quoteInClass(String.fromCharCode(next))}`;
        one = '';
      }
      source += quoteInClass(one);
    }
    this.#at = at + 1;
    return { kind: 'class', source: negated ? `^${source}` : source };
  }

  #memberEnd(at: number): [number, number] {
    const [char, next] = this.#member(at);
    return [char.charCodeAt(0), next];
  }

  #member(at: number): [string, number] {
    const named = /^\[([.=])(.)\1\]/s.exec(this.text.slice(at, at + 8));
    if (named) return [named[2] ?? '', at + named[0].length];
    const char = this.text[at] ?? '';
    const next = this.text[at + 1];
    if (char === '\\' && next !== undefined) {
      if (this.syntax === 'awk') return [AWK_ESCAPES[next] ?? next, at + 2];
      if (next === 'n') return ['\n', at + 2];
      if (next === 't') return ['\t', at + 2];
    }
    return [char, at + 1];
  }
}

/** Parses a byte string. Throws RegexError. */
export function parseRegex(text: string, syntax: RegexSyntax): ParsedRegex {
  return new Parser(text, syntax).parse();
}
