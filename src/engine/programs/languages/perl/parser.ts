/** Statements (perlsyn). */
import { ExpressionParser } from './parse-expressions';
import { declaredBy, importedBy } from './modules/imports';
import type { Block, Kind, Names, Node, Program, Sigil, Variable } from './syntax';
import { decoded } from './text';

const KEYWORD = /(if|unless|while|until|for|foreach|sub|package|use|no|BEGIN|END|return)\b(?!\s*(?:=>|::))/y;

/** What makes a brace at a statement's begin a hash. */
const HASH = /\{\s*(?:(?:\w+|"[^"\n]*"|'[^'\n]*'|\$\w+)\s*(?:=>|,)|%[\w${]+\s*(?:,|\}\s*\})|\}\s*[;}])/y;

export class Parser extends ExpressionParser {
  readonly #begin: Node[] = [];
  readonly #subs: Kind<'sub'>[] = [];
  readonly #ends: Kind<'end'>[] = [];
  #pending: { variable: Variable; names: Names }[] = [];
  #data: string | undefined;
  #outer: Parser | undefined;

  program(): Program {
    const body = this.#statements(false);
    this.#check();
    return {
      file: this.file,
      body,
      begin: this.#begin,
      subs: this.#subs,
      ends: this.#ends,
      data: this.#data,
    };
  }

  #check(): void {
    if (this.problems.length > 0) throw this.aborted([...new Set(this.problems)].join(''));
  }

  /** A parser of a text within this one: a string, or the replacement of s///e. */
  inner(text: string, line: number): Parser {
    const made = new Parser(text, this.file, line);
    made.startIn(this.names, this.pragmas);
    made.inSub = this.inSub;
    made.#outer = this;
    for (const name of this.subs) made.subs.add(name);
    for (const name of this.blockSubs) made.blockSubs.add(name);
    for (const [name, whole] of this.imports) made.imports.set(name, whole);
    return made;
  }

  later(sigil: Sigil, name: string): Node {
    const variable = this.number(sigil, name);
    this.#pending.push({ variable, names: this.names });
    return variable;
  }

  #introduce(): void {
    for (const { variable, names } of this.#pending.splice(0)) this.introduce(variable, names);
  }

  #statements(isBlock: boolean): Node[] {
    const body: Node[] = [];
    for (;;) {
      this.#introduce();
      this.space();
      if (this.char === '') {
        if (isBlock) this.#unclosed();
        return body;
      }
      if (this.char === '}') {
        if (!isBlock) {
          if (this.#outer) return body;
          this.mark();
          throw this.unmatched();
        }
        this.accept('}');
        return body;
      }
      const end = isBlock ? undefined : this.take(/__(END|DATA)__\b[^\n]*\n?/y);
      if (end) {
        // A program of -e has no DATA.
        if (this.file !== '-e') this.#data = this.source.slice(this.at);
        return body;
      }
      const one = this.#statement();
      if (one.k !== 'nothing') body.push(one);
    }
  }

  #unclosed(): never {
    throw this.aborted(
      `Missing right curly or square bracket at ${this.file} line ${String(this.lineAtEnd())}, at end of line\nsyntax error at ${this.file} line ${String(this.lineAtEnd())}, at EOF\n`,
    );
  }

  /** What stands after a brace, to the one that closes it. */
  blockBody(): readonly Node[] {
    return this.inNames(() => this.#statements(true));
  }

  #block(): Block {
    this.space();
    if (!this.accept('{')) throw this.syntaxError();
    this.#introduce();
    return { k: 'block', body: this.blockBody() };
  }

  #statement(): Node {
    const { line } = this;
    if (this.accept(';')) return { k: 'nothing' };
    if (this.char === '{' && !this.test(HASH)) return { k: 'bare', label: undefined, body: this.#block() };
    const label = this.take(/(?!default\b)([A-Za-z_]\w*)\s*:(?![:])/y)?.[1];
    this.space();
    if (label !== undefined && this.char === '{') return { k: 'bare', label, body: this.#block() };
    const keyword = this.test(KEYWORD)?.[1];
    switch (keyword) {
      case 'if':
      case 'unless':
        return this.inNames(() => this.#if(line));
      case 'while':
      case 'until':
        return this.inNames(() => this.#while(label));
      case 'for':
      case 'foreach':
        return this.inNames(() => this.#for(label));
      case 'package':
        return this.#package();
      case 'use':
      case 'no':
        return this.#use(line);
      case 'BEGIN':
      case 'END': {
        if (!this.test(/\w+\s*\{/y)) break;
        this.take(/\w+/y);
        const { body } = this.#block();
        if (keyword === 'END') {
          const end: Kind<'end'> = { k: 'end', body };
          this.#ends.push(end);
          return end;
        }
        this.#begin.push({ k: 'bare', label: undefined, body: { k: 'block', body } });
        return { k: 'nothing' };
      }
      case 'sub':
        if (this.test(/sub\s+[A-Za-z_]/y)) return this.#namedSub();
        break;
    }
    return this.#simple(line);
  }

  #simple(line: number): Node {
    const e = this.expression();
    let node: Node = { k: 'at', line, e };
    this.space();
    const modifier = this.take(/(if|unless|while|until|for|foreach)\b/y)?.[1];
    if (modifier !== undefined) node = this.#modified(modifier, e, line);
    this.space();
    if (!this.accept(';') && this.char !== '}' && this.char !== '') throw this.syntaxError();
    return node;
  }

  #modified(modifier: string, e: Node, line: number): Node {
    const test = this.expression();
    const isNot = modifier === 'unless' || modifier === 'until';
    const asked: Node = isNot ? { k: 'unary', op: '!', e: test } : test;
    if (modifier === 'if' || modifier === 'unless')
      return { k: 'at', line, e: { k: 'logic', op: '&&', l: asked, r: e } };
    const body: Block = { k: 'block', body: [{ k: 'at', line, e }] };
    if (modifier === 'for' || modifier === 'foreach')
      return { k: 'foreach', label: undefined, variable: this.variable('$', '_'), list: test, body };
    return {
      k: 'while',
      label: undefined,
      test: readingTest(asked),
      body,
      step: undefined,
      init: undefined,
      isPost: e.k === 'doBlock',
    };
  }

  #bracketed(): Node {
    this.space();
    if (!this.accept('(')) throw this.syntaxError();
    const e = this.expression();
    this.space();
    if (!this.accept(')')) throw this.syntaxError();
    return e;
  }

  #if(line: number): Node {
    const isNot = this.take(/\w+/y)?.[0] === 'unless';
    const test = this.#bracketed();
    const yes = this.#block();
    this.space();
    let no: Node | undefined;
    const next = this.test(/(elsif|else)\b/y)?.[1];
    if (next === 'elsif') no = this.#if(this.line);
    else if (next === 'else') {
      this.take(/else/y);
      no = this.#block();
    }
    return { k: 'if', test: isNot ? { k: 'unary', op: '!', e: test } : test, yes, no, line };
  }

  #while(label: string | undefined): Node {
    const isNot = this.take(/\w+/y)?.[0] === 'until';
    this.space();
    const isEndless = this.take(/\(\s*\)/y) !== undefined;
    const test = isEndless ? undefined : this.#bracketed();
    const body = this.#block();
    this.space();
    const step: Node | undefined = this.take(/continue\b/y) ? this.#block() : undefined;
    const asked: Node | undefined = test && (isNot ? { k: 'unary', op: '!', e: test } : readingTest(test));
    return { k: 'while', label, test: asked, body, step, init: undefined, isPost: false };
  }

  #for(label: string | undefined): Node {
    this.take(/\w+/y);
    this.space();
    let variable: Variable | undefined;
    const declared = this.take(/(?:my|our|state)\s*\$\s*(\w+)/y);
    if (declared) variable = this.number('$', declared[1] ?? '');
    else {
      const named = this.take(/\$(\w+)/y);
      if (named) variable = this.variable('$', named[1] ?? '');
    }
    this.space();
    if (!this.accept('(')) throw this.syntaxError();
    this.space();
    if (variable === undefined) {
      const init = this.char === ';' ? undefined : this.char === ')' ? undefined : this.expression();
      this.space();
      if (this.accept(';')) return this.#cStyle(label, init);
      if (!this.accept(')')) throw this.syntaxError();
      return {
        k: 'foreach',
        label,
        variable: this.variable('$', '_'),
        list: init ?? { k: 'list', items: [] },
        body: this.#block(),
      };
    }
    const items = this.items(')');
    if (declared) this.introduce(variable);
    return { k: 'foreach', label, variable, list: { k: 'list', items }, body: this.#block() };
  }

  #cStyle(label: string | undefined, init: Node | undefined): Node {
    this.#introduce();
    this.space();
    const test = this.char === ';' ? undefined : this.expression();
    this.space();
    if (!this.accept(';')) throw this.syntaxError();
    this.space();
    const step = this.char === ')' ? undefined : this.expression();
    this.space();
    if (!this.accept(')')) throw this.syntaxError();
    return {
      k: 'while',
      label,
      test: test && readingTest(test),
      body: this.#block(),
      step,
      init,
      isPost: false,
    };
  }

  #package(): Node {
    this.take(/package\s+/y);
    const name = this.take(/[A-Za-z_]\w*(?:::\w+)*/y)?.[0];
    if (name === undefined) throw this.syntaxError();
    this.space();
    if (this.char === '{') {
      const before = this.pragmas;
      this.pragmas = { ...before, inPackage: name };
      const { body } = this.#block();
      this.pragmas = before;
      return { k: 'bare', label: undefined, body: { k: 'block', body: [{ k: 'package', name }, ...body] } };
    }
    this.accept(';');
    this.pragmas = { ...this.pragmas, inPackage: name };
    return { k: 'package', name };
  }

  #use(line: number): Node {
    const isNo = this.take(/use|no/y)?.[0] === 'no';
    this.space();
    const version = this.take(/v?(\d+)(?:\.(\d+))?(?:\.\d+)*\s*;?/y);
    if (version) {
      const minor =
        version[0].startsWith('v') || version[0].split('.').length > 2
          ? Number(version[2] ?? 0)
          : Number((version[2] ?? '').padEnd(3, '0').slice(0, 3));
      this.pragmas = {
        ...this.pragmas,
        says: this.pragmas.says || minor >= 10,
        isStrict: this.pragmas.isStrict || minor >= 12,
        warns: this.pragmas.warns || minor >= 35,
      };
      return { k: 'flags', warns: this.pragmas.warns };
    }
    const module = this.take(/[A-Za-z_]\w*(?:::\w+)*/y)?.[0];
    if (module === undefined) throw this.syntaxError();
    this.space();
    this.take(/\d+(?:\.\d+)*(?=\s*[;\w'"(])/y);
    this.space();
    const items = this.char === ';' || this.char === '' || this.char === '}' ? undefined : this.expression();
    this.space();
    if (!this.accept(';') && this.char !== '' && this.char !== '}') throw this.syntaxError();
    const names = wordsOf(items);
    if (module === 'strict' && (names.length === 0 || names.includes('vars')))
      this.pragmas = { ...this.pragmas, isStrict: !isNo };
    else if (module === 'warnings') {
      this.pragmas = { ...this.pragmas, warns: isNo ? names.length > 0 && this.pragmas.warns : true };
      return { k: 'flags', warns: this.pragmas.warns };
    } else if (module === 'feature' && names.some((name) => name === 'say' || name.startsWith(':')))
      this.pragmas = { ...this.pragmas, says: true };
    else if (module === 'utf8' && !isNo)
      this.source = this.source.slice(0, this.at) + decoded(this.source.slice(this.at));
    else if (module === 'vars') for (const name of names) this.declareOurs(name[0] as Sigil, name.slice(1));
    for (const name of declaredBy(module, items)) this.subs.add(this.qualified(name));
    for (const [name, whole] of importedBy(module, items === undefined ? undefined : names)) {
      this.subs.add(this.qualified(name));
      this.imports.set(this.qualified(name), whole);
      if (/^(?:first|any|all|none|notall|reduce|sum_by|max_by|min_by|pairmap|pairgrep)$/.test(name))
        this.blockSubs.add(this.qualified(name));
    }
    this.#begin.push({ k: 'use', module, items, isNo, line });
    return { k: 'nothing' };
  }

  #namedSub(): Node {
    this.take(/sub\s+/y);
    const name = this.qualified(this.take(/[A-Za-z_]\w*(?:::\w+)*/y)?.[0] ?? '');
    this.subs.add(name);
    this.space();
    if (this.accept(';')) return { k: 'nothing' };
    const body = this.#subBody(name);
    const made: Kind<'sub'> = { k: 'sub', name, body, inPackage: this.pragmas.inPackage };
    this.#subs.push(made);
    return made;
  }

  anonymousSub(): Node {
    return { k: 'anonSub', body: this.#subBody(undefined), inPackage: this.pragmas.inPackage };
  }

  #subBody(name: string | undefined): readonly Node[] {
    this.space();
    const wasInSub = this.inSub;
    this.inSub = true;
    const pending = this.#pending.splice(0);
    try {
      return this.inNames(() => {
        const prototype = this.take(/\(([\s$@%&*;\\[\]_+]*)\)/y);
        if (prototype?.[1]?.startsWith('&') && name !== undefined) this.blockSubs.add(name);
        this.space();
        const first: Node[] =
          this.char === '(' ? this.#signature(name ?? `${this.pragmas.inPackage}::__ANON__`) : [];
        this.space();
        if (!this.accept('{')) throw this.syntaxError();
        this.#introduce();
        return [...first, ...this.blockBody()];
      });
    } finally {
      this.inSub = wasInSub;
      this.#pending.unshift(...pending);
    }
  }

  /** `($x, $y = 1, @rest)`: variables of the sub, of its arguments. */
  #signature(name: string): Node[] {
    const { line } = this;
    const args: Node = { k: 'var', sigil: '@', name: '_', id: undefined };
    const body: Node[] = [];
    let needed = 0;
    let most = 0;
    this.accept('(');
    for (this.space(); !this.accept(')'); this.space()) {
      const found = this.take(/([$@%])(\w*)/y);
      if (!found) throw this.syntaxError();
      const sigil = found[1] as Sigil;
      const at = most;
      const variable = this.number(sigil, found[2] ?? '');
      const rest: Node =
        sigil === '$'
          ? { k: 'elem', array: args, index: { k: 'const', value: at } }
          : {
              k: 'builtin',
              name: 'splice',
              args: [
                { k: 'anonArray', items: [args] },
                { k: 'const', value: at },
              ],
              line,
            };
      most = sigil === '$' ? most + 1 : Infinity;
      let value: Node = rest;
      this.space();
      if (sigil === '$' && this.accept('=')) {
        const count: Node = { k: 'builtin', name: 'scalar', args: [args], line };
        value = {
          k: 'cond',
          test: { k: 'bin', op: '>', l: count, r: { k: 'const', value: at } },
          yes: rest,
          no: this.assigned(),
        };
      } else if (sigil === '$') needed = at + 1;
      body.push({
        k: 'assign',
        op: '',
        l: { k: 'declare', how: 'my', vars: [variable], isList: false },
        r: value,
      });
      this.introduce(variable);
      this.space();
      this.accept(',');
    }
    const limits: Node[] = [name, needed, most === Infinity ? -1 : most].map((value): Node => ({
      k: 'const',
      value,
    }));
    return [{ k: 'builtin', name: '(arity)', args: [args, ...limits], line }, ...body];
  }
}

/** `while (<FH>)` fills $_, and asks whether there was a line rather than whether it is true. */
function readingTest(test: Node): Node {
  const isReading = (node: Node): boolean =>
    node.k === 'readline' ||
    node.k === 'files' ||
    (node.k === 'builtin' && /^(?:readdir|shift|each)$/.test(node.name) && node.name !== 'shift');
  if (test.k === 'readline' || test.k === 'files') {
    const l: Node = { k: 'var', sigil: '$', name: 'main::_', id: undefined };
    return { k: 'builtin', name: 'defined', args: [{ k: 'assign', op: '', l, r: test }], line: 0 };
  }
  const isScalar =
    test.k === 'assign' &&
    (test.l.k === 'var' ? test.l.sigil === '$' : test.l.k === 'declare' && !test.l.isList);
  if (test.k === 'assign' && isScalar && isReading(test.r))
    return { k: 'builtin', name: 'defined', args: [test], line: 0 };
  return test;
}

/** The words of a list that is known as it is read. */
export function wordsOf(items: Node | undefined): string[] {
  if (items === undefined) return [];
  if (items.k === 'const') return [String(items.value)];
  return items.k === 'list' ? items.items.flatMap(wordsOf) : [];
}
