import { numberOf } from './number-literal';
import { type Definition, JqSyntaxError, type Node, type Pattern, type SyntaxFault } from './syntax';
import { type Json, type JsonObject, numberText, shown } from './values';
import type { JqVersion } from './version';

const TOKEN =
  /(\.\.|\?\/\/=?|\/\/=|\/\/|\|=|[-+*/%]=|==|!=|<=|>=|\.(?=[A-Za-z_])[A-Za-z_]\w*|\$__loc__|\$[A-Za-z_](?:\w|::)*|@[a-zA-Z0-9_]+|[A-Za-z_](?:\w|::)*|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|"|[^\s])/y;
const BLANK = /(?:\s|#[^\n]*)*/y;
const KEYWORDS = /^(def|if|then|elif|else|end|as|reduce|foreach|try|catch|label|import|include|and|or)$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
const IDENTITY: Node = { kind: 'identity' };

/** Throws JqSyntaxError. */
export function parseJq(source: string, version: JqVersion): Node {
  return new Parser(source, version).program();
}

/** The functions of a text that holds definitions alone. */
export function parseDefinitions(source: string, version: JqVersion): readonly Definition[] {
  return new Parser(source, version).definitions();
}

class Parser {
  #at = 0;
  #token: string | undefined;
  /** Where the token begins; at the end, where the last one did. */
  #start = 0;
  #taken = 0;

  constructor(
    readonly source: string,
    readonly version: JqVersion,
  ) {
    this.#next();
  }

  program(): Node {
    if (this.#token === undefined) return IDENTITY;
    const module = /^(?:import|include)\s*"([^"\\]*)"/.exec(this.source.slice(this.#start))?.[1];
    // Nothing here has modules.
    if (module !== undefined) throw new JqSyntaxError([{ message: `module not found: ${module}` }]);
    const node = this.#pipe();
    if (this.#token !== undefined) throw this.#unexpected(true);
    return node;
  }

  definitions(): readonly Definition[] {
    const all: Definition[] = [];
    while (this.#accept('def')) all.push(this.#definition());
    return all;
  }

  #next(): string | undefined {
    const before = this.#token;
    this.#taken++;
    BLANK.lastIndex = this.#at;
    BLANK.exec(this.source);
    TOKEN.lastIndex = BLANK.lastIndex;
    const found = TOKEN.exec(this.source);
    this.#token = found?.[1];
    if (found) {
      this.#start = BLANK.lastIndex;
      this.#at = TOKEN.lastIndex;
    }
    return before;
  }

  #accept(token: string): boolean {
    if (this.#token !== token) return false;
    this.#next();
    return true;
  }

  #expect(token: string, expecting?: string): void {
    if (!this.#accept(token)) throw this.#unexpected(undefined, expecting);
  }

  /** Whether no token was taken yet. */
  get #isFirst(): boolean {
    return this.#taken <= 1;
  }

  /** What was not expected here; `isOver`: nothing more could come but the end. */
  #unexpected(isOver = this.#isFirst, expected?: string, more: readonly SyntaxFault[] = []): JqSyntaxError {
    const end = this.version.endOfProgram;
    const token = this.#token;
    const name =
      token === undefined
        ? end
        : isOver && /^[)\]}]$/.test(token)
          ? 'INVALID_CHARACTER'
          : token === '"'
            ? 'QQSTRING_START'
            : /^\.[A-Za-z_]/.test(token)
              ? 'FIELD'
              : /^[\d.]\d*/.test(token) && token !== '.' && token !== '..'
                ? 'LITERAL'
                : KEYWORDS.test(token)
                  ? token
                  : /^[A-Za-z_]/.test(token)
                    ? 'IDENT'
                    : /^[^\w\s"$@.,:;()[\]{}|?+\-*/%=!<>]/.test(token)
                      ? 'INVALID_CHARACTER'
                      : token.length > 1
                        ? token
                        : `'${token}'`;
    const next = expected ?? (isOver && token !== undefined ? end : undefined);
    const expecting = next === undefined ? '' : `, expecting ${next}`;
    const message = `syntax error, unexpected ${name}${expecting} (Unix shell quoting issues?)`;
    return new JqSyntaxError([{ message, at: this.#start }, ...more]);
  }

  #definition(): Definition {
    const name = this.#next() ?? '';
    if (!/^[A-Za-z_]/.test(name)) throw this.#unexpected();
    const parameters: string[] = [];
    if (this.#accept('(')) {
      do {
        const parameter = this.#next() ?? '';
        if (!/^\$?[A-Za-z_]/.test(parameter)) throw this.#unexpected();
        parameters.push(parameter);
      } while (this.#accept(';'));
      this.#expect(')');
    }
    this.#expect(':');
    const body = this.#pipe();
    this.#expect(';');
    return { name, parameters, body };
  }

  #pipe(): Node {
    if (this.#accept('def')) {
      const definition = this.#definition();
      return { kind: 'define', definition, body: this.#token === undefined ? IDENTITY : this.#pipe() };
    }
    if (this.#accept('label')) {
      const name = this.#variableName();
      this.#expect('|');
      return { kind: 'label', name, body: this.#pipe() };
    }
    const left = this.#comma();
    if (!this.#accept('|')) return left;
    return { kind: 'pipe', left, right: this.#pipe() };
  }

  #comma(): Node {
    let left = this.#assignment();
    while (this.#accept(',')) left = { kind: 'comma', left, right: this.#assignment() };
    return left;
  }

  #assignment(): Node {
    const left = this.#alternative();
    const operator = this.#token ?? '';
    if (!/^(=|\|=|[-+*/%]=|\/\/=)$/.test(operator)) return left;
    this.#next();
    return { kind: 'assign', operator, left, right: this.#alternative() };
  }

  #alternative(): Node {
    const left = this.#binary(0);
    if (!this.#accept('//')) return left;
    return { kind: 'binary', operator: '//', left, right: this.#alternative() };
  }

  static readonly LEVELS: readonly (readonly string[])[] = [
    ['or'],
    ['and'],
    ['==', '!=', '<', '<=', '>', '>='],
    ['+', '-'],
    ['*', '/', '%'],
  ];

  #binary(level: number): Node {
    const operators = Parser.LEVELS[level];
    if (!operators) return this.#postfix();
    const start = this.#start;
    let left = this.#binary(level + 1);
    while (this.#token !== undefined && operators.includes(this.#token)) {
      const operator = this.#next() ?? '';
      const right = this.#binary(level + 1);
      if (
        this.version.isOld &&
        operator === '/' &&
        isNumber(left) &&
        right.kind === 'literal' &&
        right.value === 0
      )
        throw new JqSyntaxError([{ message: 'Division by zero?', at: start }]);
      left = { kind: 'binary', operator, left, right };
      if (level === 2) break;
    }
    return left;
  }

  #postfix(): Node {
    let node = this.#term();
    for (;;) {
      const token = this.#token;
      if (token === '[') {
        this.#next();
        node = this.#brackets(node);
      } else if (token !== undefined && /^\.[A-Za-z_]/.test(token)) {
        this.#next();
        node = { kind: 'index', base: node, key: { kind: 'literal', value: token.slice(1) } };
      } else if (token === '.') {
        this.#next();
        if (this.#token !== '"' && (this.#token !== '[' || this.version.isOld))
          throw this.#unexpected(false, `FORMAT or QQSTRING_START${this.version.isOld ? '' : " or '['"}`);
        if (this.#token === '"') node = { kind: 'index', base: node, key: this.#string(undefined) };
      } else if (token === '?') {
        this.#next();
        node = { kind: 'try', body: node };
      } else if (token === 'as') {
        this.#next();
        return this.#binding(node);
      } else return node;
    }
  }

  #binding(source: Node): Node {
    const pattern = this.#pattern();
    const others: Pattern[] = [];
    while (this.#accept('?//')) others.push(this.#pattern());
    this.#expect('|', "'|'");
    return { kind: 'as', source, pattern, others, body: this.#pipe() };
  }

  #pattern(): Pattern {
    if (this.#accept('[')) {
      const items: Pattern[] = [];
      do items.push(this.#pattern());
      while (this.#accept(','));
      this.#expect(']');
      return { kind: 'array', items };
    }
    if (!this.#accept('{'))
      return {
        kind: 'variable',
        name: this.#variableName(this.version.isOld ? "'$' or '[' or '{'" : "BINDING or '[' or '{'"),
      };
    const entries: { key: Node; variable?: string; value?: Pattern }[] = [];
    do {
      const token = this.#token ?? '';
      const variable = token.startsWith('$') ? this.#variableName() : undefined;
      const key: Node =
        variable !== undefined ? { kind: 'literal', value: variable.slice(1) } : this.#keyName();
      const value = this.#accept(':') ? this.#pattern() : undefined;
      if (variable === undefined && value === undefined) throw this.#unexpected();
      entries.push({ key, ...(variable === undefined ? {} : { variable }), ...(value && { value }) });
    } while (this.#accept(','));
    this.#expect('}');
    return { kind: 'object', entries };
  }

  #variableName(expected?: string): string {
    const name = this.#token ?? '';
    if (!/^\$[A-Za-z_]/.test(name)) throw this.#unexpected(undefined, expected);
    this.#next();
    return name;
  }

  #brackets(base: Node): Node {
    if (this.#accept(']')) return { kind: 'iterate', base };
    if (this.#accept(':')) {
      const to = this.#pipe();
      this.#expect(']');
      return { kind: 'slice', base, to };
    }
    const key = this.#pipe();
    if (this.#accept(':')) {
      const to = this.#token === ']' ? undefined : this.#pipe();
      this.#expect(']');
      return { kind: 'slice', base, from: key, ...(to && { to }) };
    }
    this.#expect(']');
    return { kind: 'index', base, key };
  }

  /** The opening quote is the current token; the text follows it in the source. */
  #string(format: string | undefined): Node {
    const parts: (string | Node)[] = [];
    const start = this.#start;
    let plain = '';
    let from = this.#at;
    for (;;) {
      const char = this.source[this.#at++];
      if (char === undefined) {
        this.#token = undefined;
        this.#start = from < this.source.length ? from : start;
        throw this.#unexpected(false, 'QQSTRING_TEXT or QQSTRING_INTERP_START or QQSTRING_END');
      }
      if (char === '"') break;
      if (char !== '\\') {
        plain += char;
        continue;
      }
      const next = this.source[this.#at++] ?? '';
      if (next === '(') {
        if (plain !== '') parts.push(plain);
        plain = '';
        this.#next();
        parts.push(this.#pipe());
        if (this.#token !== ')') throw this.#unexpected();
        from = this.#at;
      } else if (next === 'u') {
        plain += String.fromCharCode(parseInt(this.source.slice(this.#at, this.#at + 4), 16));
        this.#at += 4;
      } else plain += ESCAPES[next] ?? next;
    }
    this.#next();
    if (parts.length === 0) return { kind: 'literal', value: plain };
    if (plain !== '') parts.push(plain);
    return { kind: 'string', format, parts };
  }

  #term(): Node {
    const token = this.#token;
    if (token === undefined) throw this.#unexpected();
    if (token === '"') return this.#string(undefined);
    if (
      /^[^\w\s.([{"@$-]$|^[)\]};,|:?]$|^(then|elif|else|end|as|catch|and|or|[=!<>]=?|\|=|[*/%])$/.test(token)
    )
      throw this.#unexpected();
    const at = this.#start;
    this.#next();
    if (token === '.') return this.#token === '"' ? this.#field(this.#string(undefined)) : IDENTITY;
    if (token === '..') return { kind: 'call', name: 'recurse', args: [], at };
    if (/^\.[A-Za-z_]/.test(token)) return this.#field({ kind: 'literal', value: token.slice(1) });
    if (/^\.?\d/.test(token))
      return { kind: 'literal', value: this.version.isOld ? Number(token) : numberOf(token, numberText) };
    switch (token) {
      case '-':
        return { kind: 'negate', body: this.#postfix() };
      case '(': {
        const inner = this.#pipe();
        this.#expect(')');
        return inner;
      }
      case '[': {
        if (this.#accept(']')) return { kind: 'array' };
        const body = this.#pipe();
        this.#expect(']');
        return { kind: 'array', body };
      }
      case '{':
        return this.#object();
      case 'if':
        return this.#condition(at);
      case 'try': {
        const body = this.#postfix();
        return this.#accept('catch')
          ? { kind: 'try', body, handler: this.#postfix() }
          : { kind: 'try', body };
      }
      case 'reduce':
      case 'foreach':
        return this.#fold(token);
      case 'break':
        return { kind: 'break', name: this.#variableName(), at };
      case 'null':
        return { kind: 'literal', value: null };
      case 'true':
      case 'false':
        return { kind: 'literal', value: token === 'true' };
      default:
    }
    if (token === '$__loc__') return { kind: 'literal', value: this.#location(at) };
    if (token.startsWith('$')) return { kind: 'variable', name: token, at };
    if (token.startsWith('@'))
      return this.#token === '"' ? this.#string(token) : { kind: 'format', name: token };
    if (/^[A-Za-z_]/.test(token)) return this.#call(token, at);
    this.#token = token;
    throw this.#unexpected();
  }

  #field(key: Node): Node {
    return { kind: 'index', base: IDENTITY, key };
  }

  /** Where a program stands: `$__loc__`. */
  #location(at: number): JsonObject {
    return new Map<string, Json>([
      ['file', '<top-level>'],
      ['line', this.source.slice(0, at).split('\n').length],
    ]);
  }

  #condition(at: number): Node {
    const test = this.#pipe();
    this.#expect('then');
    const yes = this.#pipe();
    if (this.#accept('elif')) return { kind: 'if', test, yes, no: this.#condition(at) };
    const no = this.#accept('else') ? this.#pipe() : undefined;
    if (this.#token === undefined || (this.version.isOld && no === undefined))
      throw this.#unexpected(false, undefined, [{ message: "Possibly unterminated 'if' statement", at }]);
    this.#expect('end');
    return { kind: 'if', test, yes, ...(no && { no }) };
  }

  #fold(kind: 'reduce' | 'foreach'): Node {
    const source = this.#source();
    const pattern = this.#pattern();
    this.#expect('(');
    const start = this.#pipe();
    this.#expect(';');
    const update = this.#pipe();
    const extract = kind === 'foreach' && this.#accept(';') ? this.#pipe() : undefined;
    this.#expect(')');
    if (kind === 'reduce') return { kind, source, pattern, start, update };
    return { kind, source, pattern, start, update, ...(extract && { extract }) };
  }

  /** `reduce SOURCE as`: `as` ends it. */
  #source(): Node {
    let node = this.#term();
    while (this.#token !== 'as') {
      const before: Node = node;
      const token = this.#token;
      if (this.#accept('[')) node = this.#brackets(before);
      else if (this.#accept('?')) node = { kind: 'try', body: before };
      else if (token !== undefined && /^\.[A-Za-z_]/.test(token)) {
        this.#next();
        node = { kind: 'index', base: before, key: { kind: 'literal', value: token.slice(1) } };
      } else throw this.#unexpected();
    }
    this.#next();
    return node;
  }

  #keyName(): Node {
    const token = this.#token ?? '';
    if (token === '"') return this.#string(undefined);
    if (this.#accept('(')) {
      const key = this.#pipe();
      this.#expect(')');
      return key;
    }
    if (token.startsWith('@')) {
      this.#next();
      return this.#token === '"' ? this.#string(token) : { kind: 'format', name: token };
    }
    if (!/^[A-Za-z_]|^\d/.test(token)) throw this.#unexpected();
    this.#next();
    return { kind: 'literal', value: token };
  }

  #object(): Node {
    const entries: { key: Node; value: Node }[] = [];
    while (!this.#accept('}')) {
      const token = this.#token ?? '';
      const at = this.#start;
      if (token.startsWith('$')) {
        this.#next();
        if (token === '$__loc__' && this.version.isOld) throw this.#unexpected(false, 'IDENT');
        const value: Node =
          token === '$__loc__'
            ? { kind: 'literal', value: this.#location(at) }
            : { kind: 'variable', name: token, at };
        entries.push({ key: { kind: 'literal', value: token.slice(1) }, value });
      } else {
        const key = this.#keyName();
        if (key.kind === 'literal' && typeof key.value !== 'string')
          throw new JqSyntaxError([{ message: `Cannot use ${shown(key.value)} as object key`, at }]);
        const value = this.#accept(':') ? this.#objectValue() : this.#field(key);
        entries.push({ key, value });
      }
      if (!this.#accept(',') && this.#token !== '}') {
        const more = [{ message: 'May need parentheses around object key expression', at }];
        throw this.#token === undefined ? this.#unexpected(false) : this.#unexpected(false, "'}'", more);
      }
    }
    return { kind: 'object', entries };
  }

  #objectValue(): Node {
    const left = this.#alternative();
    return this.#accept('|') ? { kind: 'pipe', left, right: this.#objectValue() } : left;
  }

  #call(name: string, at: number): Node {
    const args: Node[] = [];
    if (this.#accept('(')) {
      do args.push(this.#pipe());
      while (this.#accept(';'));
      this.#expect(')', "';' or ')'");
    }
    return { kind: 'call', name, args, at };
  }
}

function isNumber(node: Node): boolean {
  return node.kind === 'literal' && typeof node.value === 'number';
}
