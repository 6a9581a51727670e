/** sed's script as data. Source: POSIX sed; GNU's additions. Texts are byte strings. */
import type { Build } from '../../shared/program';
import { compileRegex, RegexError } from '../../shared/regex';
import type { Regex } from '../../shared/regex';

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  /** undefined: the last regular expression used. */
  | { readonly kind: 'match'; readonly regex: Regex | undefined }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'plus'; readonly count: number }
  | { readonly kind: 'multiple'; readonly of: number };

export interface Replacement {
  readonly parts: readonly (string | number | { readonly toCase: string })[];
}

export interface Command {
  readonly first: Address | undefined;
  readonly second: Address | undefined;
  readonly negated: boolean;
  readonly name: string;
  /** Of a, i, c; a label; a file name; the y command's two alphabets joined by \0. */
  readonly text: string;
  readonly number: number | undefined;
  readonly regex: Regex | undefined;
  readonly replacement: Replacement | undefined;
  readonly global: boolean;
  readonly print: boolean;
  /** Of an s: what is left in the pattern space is run as a command. */
  readonly evaluates: boolean;
  /** Index after the matching `}`, of a `{`. */
  end: number;
}

/** Commands that BusyBox' sed has not. */
const GNU_COMMANDS = new Set(['F', 'L', 'Q', 'R', 'W', 'e', 'z']);

export class SedError extends Error {
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
  }
}

export function parseScript(script: string, extended: boolean, build: Build, sandbox: boolean): Command[] {
  return new ScriptParser(script, extended, build, sandbox).parse();
}

class ScriptParser {
  #at = 0;
  readonly #commands: Command[] = [];
  readonly #open: number[] = [];
  readonly gnu: boolean;

  constructor(
    readonly text: string,
    readonly extended: boolean,
    readonly build: Build,
    readonly sandbox: boolean,
  ) {
    this.gnu = build.flavour === 'gnu';
  }

  #error(gnu: string, busybox = gnu): SedError {
    return new SedError(this.gnu ? `-e expression #1, char ${String(this.#at)}: ${gnu}` : busybox);
  }

  /** `--sandbox` lets a script neither run commands nor read or write files. */
  #refuseInSandbox(): void {
    if (this.sandbox) throw this.#error('e/r/w commands disabled in sandbox mode');
  }

  #skip(pattern: RegExp): void {
    while (this.#at < this.text.length && pattern.test(this.text[this.#at] ?? '')) this.#at++;
  }

  parse(): Command[] {
    for (;;) {
      this.#skip(/[\s;]/);
      if (this.#at >= this.text.length) break;
      this.#command();
    }
    if (this.#open.length > 0 && this.gnu) {
      this.#at = 0;
      throw this.#error("unmatched `{'");
    }
    for (const at of this.#open) {
      const open = this.#commands[at];
      if (open) open.end = this.#commands.length;
    }
    return this.#commands;
  }

  #command(): void {
    const first = this.#address();
    let second: Address | undefined;
    this.#skip(/[ \t]/);
    if (first && this.text[this.#at] === ',') {
      this.#at++;
      this.#skip(/[ \t]/);
      second = this.#address(true);
      if (!second) throw this.#error("unexpected `,'", 'no address after comma');
    }
    this.#skip(/[ \t]/);
    let negated = false;
    while (this.text[this.#at] === '!') {
      negated = true;
      this.#at++;
      this.#skip(/[ \t]/);
    }
    const name = this.text[this.#at++];
    if (name === undefined) throw this.#error('missing command');
    const base = {
      first,
      second,
      negated,
      name,
      text: '',
      number: undefined,
      regex: undefined,
      replacement: undefined,
      global: false,
      print: false,
      evaluates: false,
      end: 0,
    };
    if (this.gnu && (name === '+' || name === '~') && !first) {
      this.#at++;
      throw this.#error('invalid usage of +N or ~N as first address');
    }
    if (!this.gnu && GNU_COMMANDS.has(name)) throw this.#error('', `unsupported command ${name}`);
    switch (name) {
      case '#':
        if (first) throw this.#error("comments don't accept any addresses");
        this.#skip(/[^\n]/);
        return;
      case 'v':
        // The version of sed that a script wants.
        this.#skip(/[^;\n]/);
        return;
      case '{':
        this.#open.push(this.#commands.length);
        this.#commands.push(base);
        return;
      case '}': {
        const open = this.#commands[this.#open.pop() ?? -1];
        // BusyBox minds neither bracket alone.
        if (!open) {
          if (this.gnu) throw this.#error("unexpected `}'");
          return;
        }
        open.end = this.#commands.length;
        this.#finish();
        return;
      }
      case '=':
      case 'd':
      case 'D':
      case 'g':
      case 'G':
      case 'h':
      case 'H':
      case 'n':
      case 'N':
      case 'p':
      case 'P':
      case 'x':
      case 'z':
      case 'F':
        this.#commands.push(base);
        this.#finish();
        return;
      case 'a':
      case 'i':
      case 'c':
        this.#commands.push({ ...base, text: this.#insertion() });
        return;
      case ':':
      case 'b':
      case 't':
      case 'T': {
        this.#skip(/[ \t]/);
        const label = /^[^;\n}]*/.exec(this.text.slice(this.#at))?.[0] ?? '';
        const whole = name === ':' ? (/^[^;\n]*/.exec(this.text.slice(this.#at))?.[0] ?? '') : label;
        this.#at += whole.length;
        if (name === ':' && whole.trim() === '') throw this.#error('":" lacks a label');
        this.#commands.push({ ...base, text: whole.trim() });
        return;
      }
      case 'e': {
        this.#refuseInSandbox();
        this.#skip(/[ \t]/);
        const text = /^[^\n]*/.exec(this.text.slice(this.#at))?.[0] ?? '';
        this.#at += text.length;
        this.#commands.push({ ...base, text });
        return;
      }
      case 'r':
      case 'R':
      case 'w':
      case 'W': {
        this.#refuseInSandbox();
        this.#skip(/[ \t]/);
        const file = /^[^\n]*/.exec(this.text.slice(this.#at))?.[0] ?? '';
        if (file === '') throw this.#error('missing filename in r/R/w/W commands', 'empty filename');
        this.#at += file.length;
        this.#commands.push({ ...base, text: file });
        return;
      }
      case 'q':
      case 'Q':
      case 'l':
      case 'L': {
        this.#skip(/[ \t]/);
        // BusyBox takes no exit status: a number is the next command's address.
        const digits = this.gnu ? (/^\d*/.exec(this.text.slice(this.#at))?.[0] ?? '') : '';
        this.#at += digits.length;
        this.#commands.push({ ...base, number: digits === '' ? undefined : Number(digits) });
        if (this.gnu) this.#finish();
        return;
      }
      case 's':
        this.#commands.push({ ...base, ...this.#substitution() });
        this.#finish();
        return;
      case 'y': {
        const delimiter = this.text[this.#at++] ?? '';
        if (delimiter === '')
          throw this.#error("unterminated `y' command", 'bad format in substitution expression');
        const from = this.#delimited(delimiter, 'y');
        const to = this.#delimited(delimiter, 'y');
        const plain = (text: string): string =>
          text.replace(/\\(.)/gs, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char));
        // BusyBox leaves alone what has no partner.
        if (this.gnu && plain(from).length !== plain(to).length)
          throw this.#error("strings for `y' command are different lengths");
        this.#commands.push({ ...base, text: `${plain(from)}\0${plain(to)}` });
        this.#finish();
        return;
      }
      default:
        throw this.#error(`unknown command: \`${name}'`, `unsupported command ${name}`);
    }
  }

  #finish(): void {
    // BusyBox wants nothing between two commands.
    if (!this.gnu) return;
    this.#skip(/[ \t]/);
    const next = this.text[this.#at];
    if (next === undefined || /[;\n}#]/.test(next)) return;
    this.#at++;
    throw this.#error('extra characters after command');
  }

  #insertion(): string {
    this.#skip(/[ \t]/);
    if (this.text[this.#at] === '\\') {
      const next = /^\\[ \t]*\n/.exec(this.text.slice(this.#at));
      if (next) {
        this.#at += next[0].length;
        if (!this.gnu) this.#skip(/[ \t]/);
      } else this.#at++;
    } else if (this.#at >= this.text.length && this.gnu)
      throw this.#error("expected \\ after `a', `c' or `i'");
    const found = /^(?:\\[^]|[^\\\n])*/.exec(this.text.slice(this.#at))?.[0] ?? '';
    this.#at += found.length;
    return `${found.replace(/\\([^])/g, (_, char: string) => (char === 't' ? '\t' : char === 'n' ? '\n' : char))}\n`;
  }

  #address(isSecond = false): Address | undefined {
    const rest = this.text.slice(this.#at);
    const take = (length: number): void => {
      this.#at += length;
    };
    const step = this.gnu ? /^(\d+)~(\d+)/.exec(rest) : null;
    if (step) {
      take(step[0].length);
      return { kind: 'step', first: Number(step[1]), step: Number(step[2]) };
    }
    const relative = isSecond ? (this.gnu ? /^([+~])(\d+)/ : /^(\+)(\d+)/).exec(rest) : null;
    if (relative) {
      take(relative[0].length);
      return relative[1] === '+'
        ? { kind: 'plus', count: Number(relative[2]) }
        : { kind: 'multiple', of: Number(relative[2]) };
    }
    const line = /^\d+/.exec(rest)?.[0];
    if (line !== undefined) {
      take(line.length);
      return { kind: 'line', line: Number(line) };
    }
    if (rest.startsWith('$')) {
      take(1);
      return { kind: 'last' };
    }
    if (!rest.startsWith('/') && !rest.startsWith('\\')) return undefined;
    take(rest.startsWith('\\') ? 2 : 1);
    const delimiter = this.text[this.#at - 1] ?? '';
    const pattern = this.#delimited(delimiter, 'address');
    const flags = this.gnu ? (/^[IM]*/.exec(this.text.slice(this.#at))?.[0] ?? '') : '';
    take(flags.length);
    return { kind: 'match', regex: this.#regex(pattern, flags) };
  }

  /** Text up to an unescaped delimiter; the delimiter's own backslash goes, other escapes stay. */
  #delimited(delimiter: string, what: string): string {
    let text = '';
    let inBracket = false;
    for (;;) {
      const char = this.text[this.#at++];
      if (char === undefined || (char === '\n' && what === 'address')) {
        this.#at = Math.min(this.#at, this.text.length);
        if (what === 'address') throw this.#error('unterminated address regex', `unmatched '${delimiter}'`);
        throw this.#error(`unterminated \`${what}' command`, `unmatched '${delimiter}'`);
      }
      if (char === '\\') {
        const next = this.text[this.#at++];
        if (next === undefined) continue;
        if (next === delimiter)
          text += /[|+?(){}]/.test(next) && what !== 'text' ? next : next === '&' ? '\\&' : next;
        else text += char + next;
        continue;
      }
      if (!inBracket && char === delimiter) return text;
      if (what !== 'text') {
        if (char === '[' && !inBracket) {
          const open = /^\^?\]?/.exec(this.text.slice(this.#at))?.[0] ?? '';
          inBracket = true;
          text += char + open;
          this.#at += open.length;
          continue;
        } else if (inBracket && char === '[' && /[:.=]/.test(this.text[this.#at] ?? '')) {
          const named = /^([:.=]).*?\1\]/.exec(this.text.slice(this.#at))?.[0] ?? '';
          text += char + named;
          this.#at += named.length;
          continue;
        } else if (char === ']') inBracket = false;
      }
      text += char;
    }
  }

  #regex(pattern: string, flags: string): Regex | undefined {
    if (pattern === '') return undefined;
    try {
      const source = pattern.replace(/\\([^])/g, (whole, char: string) =>
        char === 't' ? '\t' : char === 'n' ? '\n' : whole,
      );
      return compileRegex(source, this.extended ? (this.gnu ? 'sed' : 'extended') : 'basic', {
        ignoreCase: /[Ii]/.test(flags),
        multiline: /[Mm]/.test(flags),
      });
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      throw this.#error(error.message, `bad regex '${pattern}': ${error.regerror(this.build.getopt)}`);
    }
  }

  #substitution(): Pick<
    Command,
    'regex' | 'replacement' | 'global' | 'print' | 'number' | 'text' | 'evaluates'
  > {
    const delimiter = this.text[this.#at++] ?? '';
    if (delimiter === '' || delimiter === '\n' || delimiter === '\\')
      throw this.#error("unterminated `s' command", 'bad format in substitution expression');
    const pattern = this.#delimited(delimiter, 's');
    const replacement = this.#replacementText(delimiter);
    const flags = (this.gnu ? /^[gpiImMe\d]*/ : /^[gpiI\d]*/).exec(this.text.slice(this.#at))?.[0] ?? '';
    this.#at += flags.length;
    for (const letter of this.gnu ? 'gp' : '') {
      const second = flags.indexOf(letter, flags.indexOf(letter) + 1);
      if (second < 0) continue;
      this.#at -= flags.length - second - 1;
      throw this.#error(`multiple \`${letter}' options to \`s' command`);
    }
    let file = '';
    if (this.sandbox && flags.includes('e')) {
      this.#at -= flags.length - flags.indexOf('e') - 1;
      this.#refuseInSandbox();
    }
    if (this.text[this.#at] === 'w') {
      this.#at++;
      this.#refuseInSandbox();
      this.#skip(/[ \t]/);
      file = /^[^\n]*/.exec(this.text.slice(this.#at))?.[0] ?? '';
      if (file === '') throw this.#error('missing filename in r/R/w/W commands', 'empty filename');
      this.#at += file.length;
    } else if (!/^[ \t]*([;\n}#]|$)/.test(this.text.slice(this.#at))) {
      this.#at++;
      throw this.#error("unknown option to `s'", 'bad option in substitution expression');
    }
    // The last of several says which match in BusyBox: `3g` is all of them, `g3` the third.
    const count = this.gnu ? /\d+/.exec(flags)?.[0] : /(\d+|g)[^\dg]*$/.exec(flags)?.[1];
    const isAll = this.gnu ? flags.includes('g') : count === 'g' || count === '0';
    if (count === '0' && this.gnu) throw this.#error("number option to `s' command may not be zero");
    const regex = this.#regex(pattern, flags);
    const parts = parseReplacement(replacement, this.gnu);
    const highest = Math.max(0, ...parts.map((part) => (typeof part === 'number' ? part : 0)));
    if (regex && highest > regex.groups && this.gnu)
      throw this.#error(`invalid reference \\${String(highest)} on \`s' command's RHS`);
    return {
      regex,
      replacement: { parts },
      global: isAll,
      print: flags.includes('p'),
      number: count !== undefined && Number(count) > 0 ? Number(count) : undefined,
      evaluates: this.gnu && flags.includes('e'),
      text: file,
    };
  }

  #replacementText(delimiter: string): string {
    let text = '';
    for (;;) {
      const char = this.text[this.#at++];
      if (char === undefined) {
        this.#at = this.text.length;
        throw this.#error("unterminated `s' command", `unmatched '${delimiter}'`);
      }
      if (char === delimiter) return text;
      if (char === '\\') {
        const next = this.text[this.#at++] ?? '';
        text += next === delimiter && next !== '&' ? next : char + next;
      } else text += char;
    }
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\x07' };

function parseReplacement(text: string, gnu: boolean): Replacement['parts'] {
  const parts: (string | number | { toCase: string })[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') parts.push(plain);
    plain = '';
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '&') {
      flush();
      parts.push(0);
    } else if (char === '\\') {
      const next = text[++at] ?? '';
      if (/\d/.test(next)) {
        flush();
        parts.push(Number(next));
      } else if (gnu && /[LUluE]/.test(next)) {
        flush();
        parts.push({ toCase: next });
      } else plain += ESCAPES[next] ?? next;
    } else plain += char;
  }
  flush();
  return parts;
}
