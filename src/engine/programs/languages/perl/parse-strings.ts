/** Strings with variables in them, and the texts of patterns. */
import { NamedScanner } from './names';
import type { Node, Sigil } from './syntax';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  a: '\x07',
  e: '\x1b',
  f: '\f',
  b: '\b',
};
const NAME = /(?:::)?[A-Za-z_]\w*(?:::\w+)*/y;

export abstract class StringParser extends NamedScanner {
  abstract inner(text: string, line: number): StringParser;
  abstract expression(): Node;
  abstract subscriptKey(): Node;
  abstract blockBody(): readonly Node[];

  /** A text in which variables are replaced. In patterns escapes stay as they are. */
  interpolated(text: string, line: number, isPattern = false): Node {
    const inner = this.inner(text, line);
    const node = inner.parts(isPattern);
    this.problems.push(...inner.problems);
    return node;
  }

  /** Reads this scanner's whole text as the inside of a string. */
  parts(isPattern: boolean): Node {
    const stack: { how: string; parts: Node[] }[] = [{ how: '', parts: [] }];
    let text = '';
    const top = (): { how: string; parts: Node[] } => stack[stack.length - 1] ?? { how: '', parts: [] };
    const flush = (): void => {
      if (text !== '') top().parts.push({ k: 'const', value: text });
      text = '';
    };
    const close = (): void => {
      flush();
      const done = stack.pop();
      if (done) top().parts.push({ k: 'case', how: done.how, e: joinedParts(done.parts) });
    };
    let once: string | undefined;
    const add = (piece: Node): void => {
      flush();
      top().parts.push(once === undefined ? piece : { k: 'case', how: once, e: piece });
      once = undefined;
    };
    while (this.at < this.source.length) {
      const { char } = this;
      if (char === '\\') {
        const next = this.source[this.at + 1] ?? '';
        if (/[LUQ]/.test(next)) {
          this.at += 2;
          flush();
          stack.push({ how: next, parts: [] });
        } else if (next === 'E') {
          this.at += 2;
          if (stack.length > 1) close();
        } else if (/[ul]/.test(next)) {
          this.at += 2;
          flush();
          once = next;
        } else if (isPattern) {
          text += top().how === 'Q' && next !== '$' ? char : char + next;
          this.at += top().how === 'Q' && next !== '$' ? 1 : 2;
        } else text += this.#escape();
        continue;
      }
      const variable = char === '$' ? this.#scalar(isPattern) : char === '@' ? this.#array() : undefined;
      if (variable) {
        add(variable);
        continue;
      }
      if (once !== undefined) {
        const how = once;
        once = undefined;
        text += how === 'u' ? char.toUpperCase() : char.toLowerCase();
      } else text += char;
      this.at++;
    }
    while (stack.length > 1) close();
    flush();
    return joinedParts(top().parts);
  }

  #escape(): string {
    const next = this.source[this.at + 1] ?? '';
    this.at += 2;
    if (next === 'x') {
      const found = this.take(/\{\s*([0-9a-fA-F]*)\s*\}|([0-9a-fA-F]{0,2})/y);
      return String.fromCodePoint(parseInt(found?.[1] ?? found?.[2] ?? '0', 16) || 0);
    }
    if (next === 'N') {
      const found = this.take(/\{U\+([0-9a-fA-F]+)\}/y);
      if (!found) throw this.refuse('names of characters (\\N{…})');
      return String.fromCodePoint(parseInt(found[1] ?? '0', 16));
    }
    if (/[0-7]/.test(next)) {
      const found = this.take(/[0-7]{0,2}/y);
      return String.fromCharCode(parseInt(next + (found?.[0] ?? ''), 8));
    }
    if (next === 'c') return String.fromCharCode((this.source.charCodeAt(this.at++) & 0x5f) ^ 64);
    return ESCAPES[next] ?? next;
  }

  #scalar(isPattern: boolean): Node | undefined {
    const start = this.at;
    const next = this.source[start + 1] ?? '';
    if (isPattern && (next === '' || /[)|\s]/.test(next))) return undefined;
    if (next === '#' && /[\w{$]/.test(this.source[start + 2] ?? '')) {
      this.at += 2;
      const array = this.#named('@');
      return array && { k: 'lastIndex', array };
    }
    this.at++;
    const braced = this.test(/\{\s*(\^?\w+)\s*\}/y);
    let base: string | Node | undefined;
    if (braced) {
      this.at += braced[0].length;
      base = braced[1] ?? '';
    } else if (next === '{') {
      this.at++;
      base = this.#blockValue();
    } else if (next === '$' && /[\w{:$]/.test(this.source[start + 2] ?? '')) {
      base = this.#scalarName();
    } else {
      base =
        this.take(NAME)?.[0] ??
        this.take(/\d+|\^\w|[&`'+!@,;./\\0_<>$]/y)?.[0] ??
        (isPattern ? undefined : this.take(/[?\]|()](?!\w)/y)?.[0]);
    }
    if (base === undefined) {
      this.at = start;
      return undefined;
    }
    return this.#subscripts(base, isPattern);
  }

  /** `$$name` within a string: the reference itself. */
  #scalarName(): Node | undefined {
    this.at++;
    if (this.char === '{') {
      this.at++;
      return { k: 'deref', sigil: '$', e: this.#blockValue() };
    }
    if (this.char === '$') {
      const inner = this.#scalarName();
      return inner && { k: 'deref', sigil: '$', e: inner };
    }
    const name = this.take(NAME)?.[0];
    return name === undefined ? undefined : this.variable('$', name);
  }

  #blockValue(): Node {
    return { k: 'doBlock', body: this.blockBody() };
  }

  #of(base: string | Node, sigil: Sigil): Node {
    return typeof base === 'string' ? this.variable(sigil, base) : { k: 'deref', sigil, e: base };
  }

  #subscripts(base: string | Node, isPattern: boolean): Node {
    let node: Node | undefined;
    for (;;) {
      const arrow = this.test(/->(?=[[{])/y);
      const from = this.at + (arrow ? 2 : 0);
      const char = this.source[from];
      /** What is looked into: what a reference points to, or the variable itself. */
      const holder = (sigil: Sigil): Node => {
        const ref = node ?? (arrow ? this.#of(base, '$') : undefined);
        return ref === undefined ? this.#of(base, sigil) : { k: 'deref', sigil, e: ref };
      };
      if (char === '[' && this.#isIndex(from, isPattern)) {
        this.at = from + 1;
        const array = holder('@');
        const index = this.expression();
        this.space();
        if (!this.accept(']')) throw this.syntaxError();
        node = { k: 'elem', array, index };
      } else if (char === '{' && !(isPattern && /^\{\d*,?\d*\}/.test(this.source.slice(from)))) {
        this.at = from + 1;
        node = { k: 'helem', hash: holder('%'), key: this.subscriptKey() };
      } else if (arrow === undefined && this.pragmas.says && this.test(/->@\*/y)) {
        this.at += 4;
        return { k: 'joined', e: { k: 'deref', sigil: '@', e: node ?? this.#of(base, '$') } };
      } else return node ?? this.#of(base, '$');
    }
  }

  /** Whether a bracket after a variable is its index: in a pattern it may be a class of characters. */
  #isIndex(at: number, isPattern: boolean): boolean {
    const rest = this.source.slice(at);
    if (isPattern) return /^\[(?:-?\d+|\$\w+)\]/.test(rest);
    return /^\[\s*[-$\w]/.test(rest) && rest.includes(']');
  }

  #array(): Node | undefined {
    const start = this.at;
    const next = this.source[start + 1] ?? '';
    if (!/[A-Za-z_{$:]/.test(next)) return undefined;
    this.at++;
    const keyed = this.take(/((?:::)?[A-Za-z_]\w*(?:::\w+)*)\{/y)?.[1];
    if (keyed !== undefined) return this.#hashSlice(this.variable('%', keyed));
    const array = this.#named('@');
    if (array === undefined) {
      this.at = start;
      return undefined;
    }
    if (this.char === '[') {
      this.at++;
      const list = this.expression();
      if (!this.accept(']')) throw this.syntaxError();
      return { k: 'joined', e: { k: 'slice', array, list } };
    }
    if (array.k === 'deref' && this.char === '{') {
      this.at++;
      return this.#hashSlice({ ...array, sigil: '%' });
    }
    return { k: 'joined', e: array };
  }

  #hashSlice(hash: Node): Node {
    const list = this.expression();
    this.space();
    if (!this.accept('}')) throw this.syntaxError();
    return { k: 'joined', e: { k: 'hslice', hash, list, pairs: false } };
  }

  #named(sigil: Sigil): Node | undefined {
    if (this.char === '{') {
      const plain = this.take(/\{\s*(\w+)\s*\}/y);
      if (plain) return this.variable(sigil, plain[1] ?? '');
      this.at++;
      return { k: 'deref', sigil, e: this.#blockValue() };
    }
    if (this.char === '$') {
      const e = this.#scalarName();
      return e && { k: 'deref', sigil, e };
    }
    const name = this.take(NAME)?.[0];
    return name === undefined ? undefined : this.variable(sigil, name);
  }
}

function joinedParts(parts: readonly Node[]): Node {
  const [first] = parts;
  if (first === undefined) return { k: 'const', value: '' };
  return parts.length === 1 && first.k === 'const' ? first : { k: 'interp', parts };
}

/** What stands between single quotes: a backslash only hides itself and the delimiters. */
export function singleQuoted(text: string, open = "'"): string {
  const pairs = ['()', '[]', '{}', '<>'].find((pair) => pair.startsWith(open));
  return text.replace(/\\([\s\S])/g, (both, char: string) =>
    char === '\\' || char === open || (pairs?.includes(char) ?? false) ? char : both,
  );
}
