/** Operators, by Perl's precedence (perlop). */
import { TermParser } from './parse-terms';
import type { Node } from './syntax';

const OPERATOR =
  /\*\*=|\|\|=|&&=|\/\/=|<=>|<<=|>>=|\.\.\.|\*\*|=~|!~|==|!=|<=|>=|<<|>>|&&|\|\||\/\/|\.\.|\+=|-=|\*=|\/=|\.=|%=|&=|\|=|\^=|=(?!>)|x=(?![=~>])|(?:x(?=\d)|(?:x|lt|gt|le|ge|eq|ne|cmp|isa)\b)(?!\s*=>)|[-+*/%.<>&|^?]/y;

const LEVELS: readonly (readonly [level: number, operators: string])[] = [
  [20, '**'],
  [18, '=~ !~'],
  [17, '* / % x'],
  [16, '+ - .'],
  [15, '<< >>'],
  [13, '< > <= >= lt gt le ge isa'],
  [12, '== != <=> eq ne cmp'],
  [11, '&'],
  [10, '| ^'],
  [9, '&&'],
  [8, '|| //'],
  [7, '.. ...'],
  [6, '?'],
  [5, '= += -= *= /= .= %= x= &= |= ^= **= ||= &&= //= <<= >>='],
];
const LEVEL: ReadonlyMap<string, number> = new Map(
  LEVELS.flatMap(([level, operators]) => operators.split(' ').map((one): [string, number] => [one, level])),
);

export abstract class ExpressionParser extends TermParser {
  expression(): Node {
    let left = this.#and();
    for (;;) {
      this.space();
      const found = this.take(/(?:or|xor)\b/y);
      if (!found) return left;
      const r = this.#and();
      left = found[0] === 'or' ? { k: 'logic', op: '||', l: left, r } : { k: 'bin', op: 'xor', l: left, r };
    }
  }

  #and(): Node {
    let left = this.#not();
    for (;;) {
      this.space();
      if (!this.take(/and\b/y)) return left;
      left = { k: 'logic', op: '&&', l: left, r: this.#not() };
    }
  }

  #not(): Node {
    this.space();
    if (this.take(/not\b(?!\s*=>)/y)) return { k: 'unary', op: '!', e: this.#not() };
    const items = this.listItems();
    const [first] = items;
    if (first === undefined) throw this.syntaxError();
    return items.length === 1 && !this.endedInComma ? first : { k: 'list', items };
  }

  items(close: string | undefined): Node[] {
    this.space();
    if (close !== undefined && this.accept(close)) return [];
    const e = this.expression();
    this.space();
    if (close !== undefined && !this.accept(close)) throw this.syntaxError();
    return e.k === 'list' ? [...e.items] : [e];
  }

  assigned(): Node {
    return this.binary(5);
  }

  binary(least: number): Node {
    let left = this.#unary();
    for (;;) {
      this.space();
      if (this.looksAt('~~')) throw this.refuse('smartmatch (~~)');
      const op = this.test(OPERATOR)?.[0] ?? '';
      const level = LEVEL.get(op);
      if (level === undefined || level < least) return left;
      this.accept(op);
      left = this.#operation(left, op, level);
    }
  }

  #operation(l: Node, op: string, level: number): Node {
    switch (level) {
      case 18:
        return this.#bound(l, op, this.binary(19));
      case 9:
      case 8:
        return { k: 'logic', op: op as '&&' | '||' | '//', l, r: this.binary(level + 1) };
      case 7:
        return { k: 'range', l, r: this.binary(8) };
      case 6: {
        const yes = this.assigned();
        this.space();
        if (!this.accept(':')) throw this.syntaxError();
        return { k: 'cond', test: l, yes, no: this.binary(6) };
      }
      case 5:
        return { k: 'assign', op: op.slice(0, -1), l, r: this.binary(5) };
      case 20:
        return { k: 'bin', op, l, r: this.binary(19) };
      default:
        return { k: 'bin', op, l, r: this.binary(level + 1) };
    }
  }

  #bound(target: Node, op: string, right: Node): Node {
    const bound: Node =
      right.k === 'match' || right.k === 'subst' || right.k === 'trans'
        ? { ...right, target }
        : { k: 'match', target, pattern: right, flags: '' };
    return op === '!~' ? { k: 'unary', op: '!', e: bound } : bound;
  }

  #unary(): Node {
    this.space();
    const { char } = this;
    if (this.test(/\+\+|--/y)) {
      const op = char === '+' ? '++' : '--';
      this.accept(op);
      return { k: 'step', op, isPrefix: true, e: this.binary(21) };
    }
    if (char === '!' || char === '~') {
      this.accept(char);
      return { k: 'unary', op: char, e: this.binary(19) };
    }
    if (char === '\\') {
      this.accept(char);
      return { k: 'ref', e: this.binary(19) };
    }
    if (char === '-' && !this.test(/-[a-zA-Z](?!\w|\s*=>)/y)) {
      this.accept(char);
      const bare = this.take(/[A-Za-z_]\w*(?=\s*(?:=>|,|\}|\)))/y);
      if (bare) return { k: 'const', value: `-${bare[0]}` };
      return { k: 'unary', op: '-', e: this.binary(19) };
    }
    if (char === '+') {
      this.accept(char);
      return this.binary(19);
    }
    return this.term();
  }
}
