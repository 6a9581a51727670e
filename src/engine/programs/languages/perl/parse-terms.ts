/** What an expression is made of: variables, literals, calls, and what follows them. */
import { isFunction, LISTS, NO_ARGUMENTS, UNARY, UNARY_TOPIC, WORD_OPERATORS } from './names-of-functions';
import { singleQuoted, StringParser } from './parse-strings';
import type { Node, Sigil } from './syntax';

const IDENTIFIER = /[A-Za-z_]\w*(?:(?:::|')(?=[A-Za-z_])\w+)*(?:::)?/y;
const NUMBER =
  /0[xX][0-9a-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*)(?:\.(?!\.)[\d_]*)?(?:[eE][+-]?\d+)?|\.\d[\d_]*(?:[eE][+-]?\d+)?/y;
const QUOTES =
  /(?:qq|qw|qr|qx|q|m|s|tr|y)(?=\s*[^\s\w,;)=]|\s*=[^>~=\s]|\s+[A-Za-z_](?!\w*\s*=>)\w)(?!\s*=>)/y;
const TOPIC: Node = { k: 'var', sigil: '$', name: 'main::_', id: undefined };

export abstract class TermParser extends StringParser {
  abstract binary(least: number): Node;
  abstract assigned(): Node;
  abstract items(close: string | undefined): Node[];
  abstract anonymousSub(): Node;

  term(): Node {
    this.space();
    const { char } = this;
    let node: Node;
    if (char === '$' || char === '@' || char === '%' || char === '&' || char === '*')
      node = this.#variable(char as Sigil);
    else if (/[\d]/.test(char) || (char === '.' && /\d/.test(this.source[this.at + 1] ?? '')))
      node = this.#number();
    else if (char === '"') node = this.#quote('qq');
    else if (char === "'") node = this.#quote('q');
    else if (char === '`') node = this.#quote('qx');
    else if (char === '/') node = this.#quote('m');
    else if (char === '<') node = this.#angle();
    else if (char === '(') node = this.#brackets();
    else if (char === '[') {
      this.accept('[');
      node = { k: 'anonArray', items: this.items(']') };
    } else if (char === '{') {
      this.accept('{');
      node = { k: 'anonHash', items: this.items('}') };
    } else if (char === '-' && this.test(/-[a-zA-Z](?!\w|\s*=>)/y)) node = this.#fileTest();
    else if (/[A-Za-z_]/.test(char)) node = this.#word();
    else throw this.syntaxError();
    return this.followed(node);
  }

  /** Arrows, subscripts and calls after a term. */
  followed(start: Node): Node {
    let node = start;
    for (;;) {
      this.space();
      const isSubscript =
        node.k === 'elem' || node.k === 'helem' || (node.k === 'callRef' && !node.keepsArgs);
      if (isSubscript && this.looksAt('[')) node = this.#index({ k: 'deref', sigil: '@', e: node });
      else if (isSubscript && this.looksAt('{')) node = this.#key({ k: 'deref', sigil: '%', e: node });
      else if (isSubscript && this.looksAt('(')) {
        this.accept('(');
        node = { k: 'callRef', e: node, args: this.items(')'), keepsArgs: false };
      } else if (this.test(/->/y)) {
        this.accept('->');
        this.space();
        const { char } = this;
        if (char === '[') node = this.#index({ k: 'deref', sigil: '@', e: node });
        else if (char === '{') node = this.#key({ k: 'deref', sigil: '%', e: node });
        else if (char === '(') {
          this.accept('(');
          node = { k: 'callRef', e: node, args: this.items(')'), keepsArgs: false };
        } else if (this.accept('@*')) node = { k: 'deref', sigil: '@', e: node };
        else if (this.accept('%*')) node = { k: 'deref', sigil: '%', e: node };
        else if (this.accept('$*')) node = { k: 'deref', sigil: '$', e: node };
        else if (this.accept('&*')) node = { k: 'callRef', e: node, args: [], keepsArgs: true };
        else if (this.accept('$#*')) node = { k: 'lastIndex', array: { k: 'deref', sigil: '@', e: node } };
        else if (this.accept('@['))
          node = { k: 'slice', array: { k: 'deref', sigil: '@', e: node }, list: this.#until(']') };
        else if (this.accept('@{'))
          node = {
            k: 'hslice',
            hash: { k: 'deref', sigil: '%', e: node },
            list: this.#until('}'),
            pairs: false,
          };
        else node = this.#method(node);
      } else if (this.test(/\+\+|--/y)) {
        const op = this.looksAt('++') ? '++' : '--';
        this.accept(op);
        return { k: 'step', op, isPrefix: false, e: node };
      } else return node;
    }
  }

  #until(close: string): Node {
    const items = this.items(close);
    return items.length === 1 && items[0] ? items[0] : { k: 'list', items };
  }

  #index(array: Node): Node {
    this.accept('[');
    return { k: 'elem', array, index: this.#until(']') };
  }

  #key(hash: Node): Node {
    this.accept('{');
    return { k: 'helem', hash, key: this.subscriptKey() };
  }

  subscriptKey(): Node {
    this.space();
    const plain = this.test(/(-?[A-Za-z_]\w*)\s*\}/y);
    if (plain) {
      this.at += plain[0].length;
      return { k: 'const', value: plain[1] ?? '' };
    }
    const items = this.items('}');
    if (items.length === 1 && items[0]) return items[0];
    return { k: 'builtin', name: 'join', args: [{ k: 'const', value: '\x1c' }, ...items], line: this.line };
  }

  #method(on: Node): Node {
    let name: string | Node;
    if (this.char === '$') {
      this.at++;
      name = this.variable('$', this.take(/\w+/y)?.[0] ?? '');
    } else {
      const found = this.take(IDENTIFIER)?.[0];
      if (found === undefined) throw this.syntaxError();
      name = found;
    }
    const args = this.looksAt('(') ? (this.accept('('), this.items(')')) : [];
    return { k: 'method', on, name, args };
  }

  #variable(sigil: Sigil): Node {
    this.mark();
    this.at++;
    if (sigil === '$' && this.char === '#') {
      if (this.test(/#\{|#\$/y)) {
        this.at++;
        return { k: 'lastIndex', array: this.#dereferenced('@') };
      }
      const name = this.test(/#((?:::)?\w+(?:::\w+)*)/y);
      if (name) {
        this.at += name[0].length;
        return { k: 'lastIndex', array: this.variable('@', name[1] ?? '') };
      }
    }
    this.space();
    if (this.char === '{' && !this.test(/\{\s*\^?\w+\s*\}/y)) return this.#subscripted(sigil, undefined);
    if (this.char === '$' && /[\w{:$]/.test(this.source[this.at + 1] ?? ''))
      return this.#subscripted(sigil, undefined);
    const braced = this.take(/\{\s*(\^?\w+)\s*\}/y);
    const special =
      sigil === '$'
        ? /\d+|\^[A-Z]|[&`'+!@/\\,;.0<>()[\]"$|?:=~%^*-]/y
        : sigil === '@'
          ? /[_+-]/y
          : /[+!-](?=[\s;)}=,{]|$)/y;
    const name =
      braced?.[1] ??
      this.take(/(?:::)?[A-Za-z_]\w*(?:(?:::|')[A-Za-z_]\w*)*(?:::)?/y)?.[0] ??
      this.take(special)?.[0];
    if (name === undefined) throw this.syntaxError();
    return this.#subscripted(sigil, name.replace(/'/g, name.length > 1 ? '::' : "'"));
  }

  /** `{…}` or `$x` after a sigil: what it refers to. */
  #dereferenced(sigil: Sigil): Node {
    return { k: 'deref', sigil, e: this.#reference() };
  }

  #reference(): Node {
    if (this.accept('{')) return { k: 'doBlock', body: this.blockBody() };
    this.accept('$');
    if (this.char === '$' || this.char === '{') return { k: 'deref', sigil: '$', e: this.#reference() };
    const name = this.take(/(?:::)?[A-Za-z_]\w*(?:::\w+)*|\d+/y)?.[0];
    if (name === undefined) throw this.syntaxError();
    return this.variable('$', name);
  }

  #subscripted(sigil: Sigil, name: string | undefined): Node {
    const e = name === undefined ? this.#reference() : undefined;
    const as = (other: Sigil): Node =>
      e ? { k: 'deref', sigil: other, e } : this.variable(other, name ?? '');
    const next = this.test(/\s*([[{(])/y)?.[1];
    if (sigil === '$') {
      if (next === '[') return (this.space(), this.#index(as('@')));
      if (next === '{') return (this.space(), this.#key(as('%')));
      return as('$');
    }
    if (sigil === '@' || (sigil === '%' && next !== '(')) {
      const pairs = sigil === '%';
      if (next === '[' && !pairs) {
        this.space();
        this.accept('[');
        return { k: 'slice', array: as('@'), list: this.#until(']') };
      }
      if (next === '{' && (!pairs || name !== undefined) && this.char === '{') {
        this.accept('{');
        return { k: 'hslice', hash: as('%'), list: this.#until('}'), pairs };
      }
      return as(sigil);
    }
    if (sigil !== '&') return as(sigil);
    const isCalled = next === '(';
    this.space();
    const args = isCalled ? (this.accept('('), this.items(')')) : [];
    if (e) return { k: 'callRef', e, args, keepsArgs: !isCalled };
    return { k: 'call', name: this.qualified(name ?? ''), args, keepsArgs: !isCalled, line: this.line };
  }

  #number(): Node {
    const version = this.take(/\d+\.\d+\.\d+(?:\.\d+)*/y);
    if (version) return { k: 'const', value: String.fromCharCode(...version[0].split('.').map(Number)) };
    const text = (this.take(NUMBER)?.[0] ?? '0').replace(/_/g, '');
    if (/^0[xXbB]/.test(text) || /^0\d+$/.test(text)) {
      const big = BigInt(/^0\d/.test(text) ? `0o${text.slice(1)}` : text);
      return { k: 'const', value: big > 2n ** 53n ? big : Number(big) };
    }
    const value = Number(text);
    if (/^\d+$/.test(text) && !Number.isSafeInteger(value) && BigInt(text) < 2n ** 64n)
      return { k: 'const', value: BigInt(text) };
    return { k: 'const', value };
  }

  #brackets(): Node {
    this.accept('(');
    const items = this.items(')');
    this.space();
    if (this.looksAt('[')) {
      this.accept('[');
      return { k: 'lslice', e: { k: 'list', items }, list: this.#until(']') };
    }
    return { k: 'list', items };
  }

  #fileTest(): Node {
    const op = this.source[this.at + 1] ?? '';
    if (!/[edfrwxszlpSbcugktTBAMCoRWXO]/.test(op)) throw this.syntaxError();
    this.mark();
    this.at += 2;
    this.space();
    const isBare = this.test(/[;)&|?:,}]|$|\b(?:and|or|if|unless)\b/y) !== undefined;
    return { k: 'fileTest', op, e: isBare ? TOPIC : this.binary(14) };
  }

  #angle(): Node {
    const heredoc = this.take(/<<(~?)(?:"([^"\n]*)"|'([^'\n]*)'|([A-Za-z_]\w*))/y);
    if (heredoc) {
      const { line } = this;
      const tag = heredoc[2] ?? heredoc[3] ?? heredoc[4] ?? '';
      const text = this.heredoc(tag, heredoc[1] === '~');
      return heredoc[3] === undefined ? this.interpolated(text, line + 1) : { k: 'const', value: text };
    }
    const handle = this.take(/<(<>|\$?\w*)>/y);
    if (handle) {
      const [, name = ''] = handle;
      if (name.startsWith('$')) return { k: 'readline', handle: this.variable('$', name.slice(1)) };
      return { k: 'readline', handle: name === '' || name === '<>' ? 'ARGV' : name };
    }
    const pattern = this.take(/<([^<>\n]+)>/y);
    if (pattern) return { k: 'files', pattern: this.interpolated(pattern[1] ?? '', this.line) };
    throw this.syntaxError();
  }

  #quote(how: string): Node {
    this.mark();
    if (/\s/.test(this.char)) this.space();
    const { text, open, line } = this.delimited();
    const isPlain = open === "'";
    switch (how) {
      case 'q':
        return { k: 'const', value: singleQuoted(text, open) };
      case 'qq':
        return this.interpolated(text, line);
      case 'qx': {
        const e: Node = isPlain ? { k: 'const', value: text } : this.interpolated(text, line);
        return { k: 'backtick', e };
      }
      case 'qw':
        return this.#words(text);
      case 'm':
      case 'qr': {
        const flags = this.take(/[a-z]*/y)?.[0] ?? '';
        const pattern: Node = isPlain ? { k: 'const', value: text } : this.interpolated(text, line, true);
        return how === 'm' ? { k: 'match', target: undefined, pattern, flags } : { k: 'qr', pattern, flags };
      }
      default:
        return this.#replacing(how, text, open, line);
    }
  }

  #words(text: string): Node {
    const items = text
      .split(/\s+/)
      .filter(Boolean)
      .map((value): Node => ({ k: 'const', value: value.replace(/\\\\/g, '\\') }));
    this.space();
    const list: Node = { k: 'list', items };
    return this.looksAt('[') ? (this.accept('['), { k: 'lslice', e: list, list: this.#until(']') }) : list;
  }

  #replacing(how: string, from: string, open: string, line: number): Node {
    let second: { text: string; open: string };
    if (/[([{<]/.test(open)) {
      this.space();
      second = this.delimited();
    } else {
      this.at--;
      second = this.delimited();
    }
    const flags = this.take(/[a-z]*/y)?.[0] ?? '';
    if (how === 'tr' || how === 'y') return { k: 'trans', target: undefined, from, to: second.text, flags };
    const pattern: Node = open === "'" ? { k: 'const', value: from } : this.interpolated(from, line, true);
    let by: Node;
    if (flags.includes('e')) {
      const inner = this.inner(`${second.text}\n}`, line) as TermParser;
      by = { k: 'doBlock', body: inner.blockBody() };
      this.problems.push(...inner.problems);
      if (/e.*e/.test(flags)) by = { k: 'evalText', e: by, names: this.names, pragmas: this.pragmas };
    } else
      by = second.open === "'" ? { k: 'const', value: second.text } : this.interpolated(second.text, line);
    return { k: 'subst', target: undefined, pattern, by, flags };
  }

  #word(): Node {
    const quote = this.test(QUOTES);
    if (quote) {
      this.mark();
      this.at += quote[0].length;
      return this.#quote(quote[0] === 'y' ? 'tr' : quote[0]);
    }
    const { line } = this;
    const name = this.take(IDENTIFIER)?.[0] ?? '';
    this.space();
    if (this.test(/=>/y)) return { k: 'const', value: name };
    if (name.endsWith('::')) return { k: 'const', value: name.slice(0, -2) };
    if (WORD_OPERATORS.has(name)) {
      this.at -= 0;
      throw this.syntaxError();
    }
    switch (name) {
      case 'my':
      case 'our':
      case 'local':
      case 'state':
        return this.#declaration(name);
      case 'sub':
        return this.anonymousSub();
      case 'do':
        if (this.accept('{')) return { k: 'doBlock', body: this.blockBody() };
        return { k: 'builtin', name: 'do', args: [this.binary(14)], line };
      case 'eval':
        if (this.accept('{')) return { k: 'evalBlock', body: this.blockBody() };
        return { k: 'evalText', e: this.#argument()?.[0] ?? TOPIC, names: this.names, pragmas: this.pragmas };
      case 'print':
      case 'printf':
      case 'say':
        if (name !== 'say' || this.pragmas.says) return this.#print(name);
        break;
      case 'sort':
      case 'map':
      case 'grep':
        return this.#blockList(name);
      case 'return': {
        const isEmpty = this.#ends();
        return { k: 'return', e: isEmpty ? undefined : this.#returned() };
      }
      case 'next':
      case 'last':
      case 'redo':
        return { k: 'jump', how: name, label: this.take(/(?!if\b|unless\b|and\b|or\b)[A-Za-z_]\w*/y)?.[0] };
      case '__PACKAGE__':
        return { k: 'const', value: this.pragmas.inPackage };
      case '__FILE__':
        return { k: 'const', value: this.file };
      case '__LINE__':
        return { k: 'const', value: line };
      case '__SUB__':
        throw this.refuse('__SUB__');
      case 'STDIN':
      case 'STDOUT':
      case 'STDERR':
        return { k: 'bareword', name };
      case 'goto':
      case 'format':
      case 'given':
      case 'dump':
        throw this.refuse(name);
      case 'readline': {
        const [arg = TOPIC] = this.#argument() ?? [];
        return { k: 'readline', handle: arg.k === 'bareword' ? arg.name : arg };
      }
      case 'glob':
        return { k: 'files', pattern: this.#argument()?.[0] ?? TOPIC };
      case 'not':
        break;
    }
    if (isFunction(name) && !this.looksAt('->')) return this.#builtin(name, line);
    return this.#ownCall(name, line);
  }

  #returned(): Node {
    const items = this.listItems();
    return items.length === 1 && items[0] ? items[0] : { k: 'list', items };
  }

  #ends(): boolean {
    this.space();
    return (
      this.test(
        /[;)}\]:?]|$|(?:if|unless|while|until|for|foreach|and|or|xor|cmp|eq|ne|lt|gt|le|ge|x)\b|=(?![~])|&&|\|\||==|!=|\*\*/y,
      ) !== undefined
    );
  }

  #declaration(how: 'my' | 'our' | 'local' | 'state'): Node {
    this.space();
    if (this.test(/sub\b/y)) throw this.refuse(`${how} sub`);
    if (how === 'local') return { k: 'declare', how, vars: [this.binary(19)], isList: false };
    const names: [Sigil, string][] = [];
    let isList = false;
    const one = (): void => {
      this.space();
      if (this.take(/undef\b/y)) {
        names.push(['*', '']);
        return;
      }
      const found = this.take(/([$@%])\s*([A-Za-z_]\w*)/y);
      if (!found) throw this.syntaxError();
      names.push([found[1] as Sigil, found[2] ?? '']);
    };
    this.space();
    if (this.accept('(')) {
      isList = true;
      for (this.space(); !this.accept(')'); this.space()) {
        one();
        this.space();
        this.accept(',');
      }
    } else one();
    const vars = names.map(([sigil, name]): Node => {
      if (sigil === '*') return { k: 'builtin', name: 'undef', args: [], line: this.line };
      return how === 'our' ? this.declareOurs(sigil, name) : this.later(sigil, name);
    });
    return { k: 'declare', how, vars, isList };
  }

  /** A variable that is there from the next statement on: `my $x = $x` reads the outer one. */
  abstract later(sigil: Sigil, name: string): Node;

  /** What a function with one argument is given; undefined: nothing. */
  #argument(): Node[] | undefined {
    this.space();
    if (this.accept('(')) {
      const items = this.items(')');
      return items.length > 0 ? items : undefined;
    }
    if (this.#ends() || this.test(/[,<>=.*%|]|=>|\/\/|-(?!\w)|[+](?!\w)/y)) {
      const isValue = this.test(/<\$?\w*>|%[\w{$]|<<["'A-Z]/y);
      if (!isValue) return undefined;
    }
    return [this.binary(14)];
  }

  /** Whether the list that was read last ended in a comma: then it is one, whatever it holds. */
  endedInComma = false;

  listItems(): Node[] {
    this.space();
    const items: Node[] = [];
    let isLast = false;
    while (!this.#endsList()) {
      items.push(this.assigned());
      isLast = true;
      this.space();
      if (!this.accept('=>') && !this.accept(',')) break;
      isLast = false;
      for (this.space(); this.accept(','); this.space());
    }
    this.endedInComma = !isLast;
    return items;
  }

  #endsList(): boolean {
    this.space();
    return this.test(/[;)}\]:]|$|(?:if|unless|while|until|for|foreach|and|or|xor)\b(?!\s*=>)/y) !== undefined;
  }

  #arguments(): Node[] {
    this.space();
    if (this.accept('(')) return this.items(')');
    return this.listItems();
  }

  #builtin(name: string, line: number): Node {
    if (NO_ARGUMENTS.has(name)) {
      this.take(/\(\s*\)/y);
      return { k: 'builtin', name, args: [], line };
    }
    if (LISTS.has(name)) return { k: 'builtin', name, args: this.#arguments(), line };
    if (name === 'chomp' || name === 'chop') {
      const args = this.#argument();
      return { k: 'builtin', name, args: args ?? [TOPIC], line };
    }
    if (name === 'require') {
      const module = this.take(/[A-Za-z_]\w*(?:::\w+)*/y);
      if (module)
        return {
          k: 'builtin',
          name,
          args: [{ k: 'const', value: `${module[0].replace(/::/g, '/')}.pm` }],
          line,
        };
    }
    const args = this.#argument();
    if (args === undefined && UNARY_TOPIC.has(name)) return { k: 'builtin', name, args: [TOPIC], line };
    if (args === undefined && (name === 'shift' || name === 'pop'))
      return {
        k: 'builtin',
        name,
        args: [{ k: 'var', sigil: '@', name: this.inSub ? '_' : 'main::ARGV', id: undefined }],
        line,
      };
    return { k: 'builtin', name, args: UNARY.has(name) ? (args ?? []) : (args ?? [TOPIC]), line };
  }

  inSub = false;

  #print(how: 'print' | 'say' | 'printf'): Node {
    const start = this.at;
    const hasBrackets = this.accept('(');
    this.space();
    let handle: Node | undefined;
    const bare = this.test(/([A-Z][A-Z0-9_]*)(?=\s*[^\s,;.(=\w-]|\s+["'$@\w<-])(?!\s*(?:=>|->|::))/y);
    const scalar = this.test(
      /\$([A-Za-z_]\w*)(?=\s+["'$@\w\\<]|\s+[<%-](?=[\w$<"]))(?!\s+(?:x|eq|ne|lt|gt|le|ge|cmp|and|or|xor|if|unless|for|foreach|while|until|isa)\b)/y,
    );
    if (this.test(/(?:STDOUT|STDERR|STDIN)\b/y) || (bare && !this.subs.has(bare[1] ?? ''))) {
      handle = { k: 'bareword', name: this.take(/\w+/y)?.[0] ?? '' };
    } else if (scalar) {
      this.at += scalar[0].length;
      handle = this.variable('$', scalar[1] ?? '');
    } else if (this.test(/\{\s*[$*A-Z]/y)) {
      this.accept('{');
      const glob = this.take(/\s*\*?([A-Z]\w*)\s*\}/y);
      handle = glob ? { k: 'bareword', name: glob[1] ?? '' } : { k: 'doBlock', body: this.blockBody() };
    }
    if (hasBrackets) {
      const args = this.items(')');
      void start;
      return { k: 'print', how, handle, args };
    }
    return { k: 'print', how, handle, args: this.listItems() };
  }

  #blockList(k: 'sort' | 'map' | 'grep'): Node {
    const hasBrackets = this.accept('(');
    this.space();
    let by: Node | undefined;
    if (this.char === '{' && (k !== 'map' || !this.#isHash())) {
      this.accept('{');
      by = { k: 'doBlock', body: this.blockBody() };
      this.space();
      this.accept(',');
    } else if (k === 'sort') {
      const named = this.test(
        /(?!map\b|grep\b|sort\b|keys\b|values\b|reverse\b|split\b|qw\b|uniq\b)([A-Za-z_]\w*)(?=\s+[@$(\w])/y,
      );
      const held = this.test(/\$(\w+)(?=\s+[@(\w])/y);
      if (named && !isFunction(named[1] ?? '')) {
        this.at += named[0].length;
        by = { k: 'call', name: this.qualified(named[1] ?? ''), args: [], keepsArgs: false, line: this.line };
      } else if (held) {
        this.at += held[0].length;
        by = { k: 'callRef', e: this.variable('$', held[1] ?? ''), args: [], keepsArgs: false };
      }
    } else {
      by = this.assigned();
      this.space();
      if (!this.accept(',')) throw this.syntaxError();
    }
    return { k, by, args: hasBrackets ? this.items(')') : this.listItems() };
  }

  /** Whether a brace after map begins a hash, as toke.c guesses: `{ "a", …`, `{ $a => …` followed by a comma. */
  #isHash(): boolean {
    let depth = 0;
    for (let at = this.at; at < this.source.length; at++) {
      const char = this.source[at];
      if (char === '{') depth++;
      else if (char === '}' && --depth === 0) return /^\s*,/.test(this.source.slice(at + 1, at + 20));
    }
    return false;
  }

  #ownCall(name: string, line: number): Node {
    const own = name.includes('::') ? name : `${this.pragmas.inPackage}::${name}`;
    const whole = this.imports.get(own) ?? own;
    if (this.looksAt('->') || this.test(/=>/y))
      return this.subs.has(own) && this.looksAt('->')
        ? { k: 'call', name: whole, args: [], keepsArgs: false, line }
        : { k: 'const', value: name };
    if (this.accept('(')) return { k: 'call', name: whole, args: this.items(')'), keepsArgs: false, line };
    if (this.subs.has(own)) {
      if (this.test(/(?:[-+*/.<>=?:,;)}\]&|x]|$)(?![\w$@"'])/y) || this.#endsList())
        return { k: 'call', name: whole, args: [], keepsArgs: false, line };
      const isBlock = this.blockSubs.has(own) && this.looksAt('{');
      if (isBlock) {
        this.accept('{');
        const body = this.blockBody();
        const first: Node = { k: 'anonSub', body, inPackage: this.pragmas.inPackage };
        this.space();
        this.accept(',');
        return { k: 'call', name: whole, args: [first, ...this.listItems()], keepsArgs: false, line };
      }
      return { k: 'call', name: whole, args: this.listItems(), keepsArgs: false, line };
    }
    const of = this.test(/([A-Z]\w*(?:::\w+)*)\s*(\(|;)/y);
    if (name === 'new' && of) {
      this.at += (of[1] ?? '').length;
      this.space();
      const args = this.accept('(') ? this.items(')') : [];
      return { k: 'method', on: { k: 'const', value: of[1] ?? '' }, name, args };
    }
    if (/^[A-Z]/.test(name) || name.includes('::')) return { k: 'bareword', name };
    if (
      this.test(/["'$@\\\d]|[A-Za-z_]/y) &&
      !this.test(/(?:x|eq|ne|lt|gt|le|ge|cmp|and|or|xor|if|unless|for|foreach|while|until)\b/y)
    )
      throw this.syntaxError();
    return { k: 'bareword', name };
  }

  /** Subs that take a block first, as List::Util's first does. */
  readonly blockSubs = new Set<string>();
}
