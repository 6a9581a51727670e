// Expressions, the weakest operator first (gram.y).
import { typeNamed } from '../types';
import type { Bound, Call, Expression, Frame, Order, Query, Window } from '../syntax';
import { readQuery } from './queries';
import type { Reader } from './reader';

const COMPARISONS = new Set(['=', '<', '>', '<=', '>=', '<>']);
/** Functions that are written without brackets. */
const WORDS = new Set(
  'current_date current_time current_timestamp localtime localtimestamp current_user current_role user session_user current_catalog current_schema'.split(
    ' ',
  ),
);

export function readExpression(r: Reader): Expression {
  return readOr(r);
}

function readOr(r: Reader): Expression {
  let left = readAnd(r);
  for (let { at } = r; r.take('or'); at = r.at)
    left = { kind: 'logic', operator: 'or', left, right: readAnd(r), at };
  return left;
}

function readAnd(r: Reader): Expression {
  let left = readNot(r);
  for (let { at } = r; r.take('and'); at = r.at)
    left = { kind: 'logic', operator: 'and', left, right: readNot(r), at };
  return left;
}

function readNot(r: Reader): Expression {
  const { at } = r;
  if (r.take('not')) return { kind: 'not', operand: readNot(r), at };
  return readIs(r);
}

function readIs(r: Reader): Expression {
  let operand = readComparison(r);
  for (;;) {
    const { at } = r;
    if (r.take('isnull')) operand = { kind: 'is', operand, what: 'null', not: false, at };
    else if (r.take('notnull')) operand = { kind: 'is', operand, what: 'null', not: true, at };
    else if (r.take('is')) {
      const not = r.take('not');
      if (r.take('distinct', 'from')) {
        operand = { kind: 'distinct from', left: operand, right: readComparison(r), not, at };
        continue;
      }
      const what = r.takeOne('null', 'true', 'false', 'unknown');
      if (what === undefined) throw r.unexpected();
      operand = { kind: 'is', operand, what, not, at };
    } else return operand;
  }
}

function readComparison(r: Reader): Expression {
  let left = readMatching(r);
  for (;;) {
    const { text, at, kind } = r.token;
    if (kind !== 'sign' || !COMPARISONS.has(text)) return left;
    r.next();
    left = readQuantified(r, text, left, at) ?? {
      kind: 'binary',
      operator: text,
      left,
      right: readMatching(r),
      at,
    };
  }
}

/** `ANY (…)` and `ALL (…)` behind an operator. */
function readQuantified(r: Reader, operator: string, left: Expression, at: number): Expression | undefined {
  if (!(r.is('any', '(') || r.is('all', '(') || r.is('some', '('))) return undefined;
  const isAll = r.next().text === 'all';
  r.need('(');
  const right = isQuery(r) ? readQuery(r) : readExpression(r);
  r.need(')');
  return { kind: 'any', operator, isAll, left, right, at };
}

function readMatching(r: Reader): Expression {
  const operand = readOperators(r);
  const { at, position } = r;
  const not = r.take('not');
  if (r.take('between')) {
    const isSymmetric = r.take('symmetric');
    r.take('asymmetric');
    const low = readOperators(r);
    r.need('and');
    return { kind: 'between', operand, low, high: readOperators(r), not, isSymmetric, at };
  }
  if (r.take('in')) {
    r.need('(');
    const list: Query | Expression[] = isQuery(r) ? readQuery(r) : r.list(() => readExpression(r));
    r.need(')');
    return { kind: 'in', operand, list, not, at };
  }
  const operator = r.takeOne('like', 'ilike') ?? (r.take('similar', 'to') ? 'similar to' : undefined);
  if (operator !== undefined) {
    const pattern = readOperators(r);
    const escape = r.take('escape') ? readOperators(r) : undefined;
    return { kind: 'like', operator, operand, pattern, not, at, ...(escape ? { escape } : {}) };
  }
  if (!not && r.take('overlaps')) {
    const right = readOperators(r);
    const args = [
      ...(operand.kind === 'row' ? operand.items : []),
      ...(right.kind === 'row' ? right.items : []),
    ];
    return { ...plainCall('overlaps', args, at) };
  }
  r.position = position;
  return operand;
}

/** All operators that have no place of their own: `||`, `->`, `~`, `@>` …, from left to right. */
function readOperators(r: Reader): Expression {
  let left = readSum(r);
  for (;;) {
    const { text, at, kind } = r.token;
    const isOther =
      kind === 'sign' &&
      /^[-+*/<>=~!@#%^&|`?]+$/.test(text) &&
      !COMPARISONS.has(text) &&
      !/^[-+*/%^]$/.test(text);
    if (!isOther) return left;
    r.next();
    left = readQuantified(r, text, left, at) ?? {
      kind: 'binary',
      operator: text,
      left,
      right: readSum(r),
      at,
    };
  }
}

function chain(r: Reader, operators: readonly string[], next: (r: Reader) => Expression): Expression {
  let left = next(r);
  for (;;) {
    const { text, at, kind } = r.token;
    if (kind !== 'sign' || !operators.includes(text)) return left;
    r.next();
    left = { kind: 'binary', operator: text, left, right: next(r), at };
  }
}

function readSum(r: Reader): Expression {
  return chain(r, ['+', '-'], (own) => chain(own, ['*', '/', '%'], (inner) => chain(inner, ['^'], readZone)));
}

function readZone(r: Reader): Expression {
  let operand = readSign(r);
  for (;;) {
    const { at } = r;
    if (r.take('at', 'time', 'zone')) operand = plainCall('timezone', [readSign(r), operand], at);
    else if (r.take('collate')) {
      r.functionName();
      while (r.take('.')) r.label();
    } else return operand;
  }
}

function readSign(r: Reader): Expression {
  const { at, token } = r;
  if (r.take('-')) return negated(readSign(r), at);
  if (r.take('+')) return { kind: 'unary', operator: '+', operand: readSign(r), at };
  if (token.kind === 'sign' && /^(~|@|\|\/|\|\|\/|!!)$/.test(token.text)) {
    r.next();
    return { kind: 'unary', operator: token.text, operand: readSum(r), at };
  }
  return readPostfix(r);
}

/** A minus sign before a number is part of it (doNegate). */
function negated(operand: Expression, at: number): Expression {
  return operand.kind === 'number' && !operand.text.startsWith('-')
    ? { ...operand, text: `-${operand.text}`, at }
    : { kind: 'unary', operator: '-', operand, at };
}

function readPostfix(r: Reader): Expression {
  let operand = readPrimary(r);
  for (;;) {
    const { at } = r;
    if (r.take('::')) operand = { kind: 'cast', operand, type: r.typeName(), at };
    else if (r.take('[')) operand = readSubscript(r, operand, at);
    else if (r.is('.') && (operand.kind === 'row' || operand.kind === 'field' || operand.kind === 'call')) {
      r.next();
      operand = { kind: 'field', base: operand, name: r.take('*') ? '*' : r.label(), at };
    } else return operand;
  }
}

function readSubscript(r: Reader, base: Expression, at: number): Expression {
  const index = r.is(':') ? undefined : readExpression(r);
  const isSlice = r.take(':');
  const upTo = isSlice && !r.is(']') ? readExpression(r) : undefined;
  r.need(']');
  return { kind: 'subscript', base, isSlice, at, ...(index ? { index } : {}), ...(upTo ? { upTo } : {}) };
}

/** Whether a query stands here, in however many brackets. */
export function isQuery(r: Reader): boolean {
  let by = 0;
  while (r.peek(by)?.text === '(' && r.peek(by)?.kind === 'sign') by++;
  const token = r.peek(by);
  return token?.kind === 'word' && ['select', 'values', 'with', 'table'].includes(token.text);
}

function readPrimary(r: Reader): Expression {
  const { token } = r;
  const { at, text, kind } = token;
  if (kind === 'number') {
    r.next();
    return { kind: 'number', text, at };
  }
  if (kind === 'text') {
    r.next();
    return { kind: 'text', text, at };
  }
  if (kind === 'parameter') {
    r.next();
    return { kind: 'parameter', index: Number(text), at };
  }
  if (r.is('(')) return readBracket(r);
  if (kind === 'word') {
    const special = readWord(r);
    if (special) return special;
  }
  if (kind !== 'word' && kind !== 'quoted') throw r.unexpected();
  return readNamed(r);
}

function readBracket(r: Reader): Expression {
  const { at } = r;
  if (isQuery(r) && !isJoinedQuery(r)) {
    r.need('(');
    const query = readQuery(r);
    r.need(')');
    return { kind: 'subquery', query, at };
  }
  const items = r.inBrackets(() => readExpression(r));
  const [only] = items;
  if (items.length > 1 || only === undefined) return { kind: 'row', items, at };
  // `(row).field` and `(a)[1]` need their brackets.
  if (r.is('.') && only.kind === 'column') {
    r.next();
    return { kind: 'field', base: only, name: r.take('*') ? '*' : r.label(), at };
  }
  return only;
}

/** `((select 1) + 1)`: a query is only the beginning of what stands in the brackets. */
function isJoinedQuery(r: Reader): boolean {
  if (r.peek(1)?.text !== '(') return false;
  let depth = 0;
  for (let by = 1; ; by++) {
    const token = r.peek(by);
    if (token === undefined || token.kind === 'end') return false;
    if (token.kind !== 'sign') continue;
    if (token.text === '(') depth++;
    else if (token.text === ')' && --depth === 0) {
      const after = r.peek(by + 1);
      return (
        after !== undefined &&
        after.text !== ')' &&
        !/^(union|intersect|except|order|limit|offset)$/.test(after.text)
      );
    }
  }
}

function plainCall(name: string, args: readonly Expression[], at: number): Call {
  return { kind: 'call', name, args, isStar: false, isDistinct: false, orderBy: [], at };
}

/** What begins with a word of its own. */
function readWord(r: Reader): Expression | undefined {
  const { at, text } = r.token;
  if (r.take('null')) return { kind: 'constant', value: null, at };
  if (r.take('true')) return { kind: 'constant', value: true, at };
  if (r.take('false')) return { kind: 'constant', value: false, at };
  if (r.take('case')) return readCase(r, at);
  if (r.is('exists', '(')) {
    r.next();
    r.need('(');
    const query = readQuery(r);
    r.need(')');
    return { kind: 'exists', query, at };
  }
  if (r.take('cast', '(')) {
    const operand = readExpression(r);
    r.need('as');
    const type = r.typeName();
    r.need(')');
    return { kind: 'cast', operand, type, at };
  }
  if (r.is('array', '[') || r.is('array', '(')) return readArray(r);
  if (r.is('row', '(')) {
    r.next();
    r.need('(');
    const items = r.is(')') ? [] : r.list(() => readExpression(r));
    r.need(')');
    return { kind: 'row', items, at };
  }
  const special = r.peek()?.text === '(' ? SPECIAL_CALLS[text] : undefined;
  if (special) {
    r.next();
    r.need('(');
    const call = special(r, at);
    r.need(')');
    return call;
  }
  if (WORDS.has(text) && r.peek()?.text !== '.') {
    r.next();
    if (r.take('(')) {
      if (!r.is(')')) r.wholeNumber();
      r.need(')');
    }
    const name = text === 'user' || text === 'current_role' ? 'current_user' : text;
    return { ...plainCall(name, [], at), isWord: true };
  }
  return readTypedText(r);
}

/** `date '2024-01-01'`, `interval '1 day'` */
function readTypedText(r: Reader): Expression | undefined {
  const { position, at } = r;
  const isType =
    typeNamed(r.token.text) !== undefined ||
    /^(double|timestamp|time|character|interval)$/.test(r.token.text);
  if (!isType) return undefined;
  const isPlain = r.peek()?.kind === 'text';
  const mayGoOn = /^(double|timestamp|time|character|interval|numeric|varchar|char)$/.test(r.token.text);
  if (!isPlain && !mayGoOn) return undefined;
  if (!isPlain && r.peek()?.kind !== 'word' && r.peek()?.text !== '(') return undefined;
  try {
    const type = r.typeName();
    if (r.token.kind === 'text') {
      const literal: Expression = { kind: 'text', text: r.token.text, at: r.at };
      r.next();
      return { kind: 'cast', operand: literal, type, at };
    }
  } catch {
    // It was a column's or a function's name after all.
  }
  r.position = position;
  return undefined;
}

function readCase(r: Reader, at: number): Expression {
  const subject = r.is('when') ? undefined : readExpression(r);
  const branches: [Expression, Expression][] = [];
  while (r.take('when')) {
    const condition = readExpression(r);
    r.need('then');
    branches.push([condition, readExpression(r)]);
  }
  if (branches.length === 0) throw r.unexpected();
  const otherwise = r.take('else') ? readExpression(r) : undefined;
  r.need('end');
  return { kind: 'case', branches, at, ...(subject ? { subject } : {}), ...(otherwise ? { otherwise } : {}) };
}

function readArray(r: Reader): Expression {
  const { at } = r;
  r.need('array');
  if (r.take('(')) {
    const items = readQuery(r);
    r.need(')');
    return { kind: 'array', items, at };
  }
  return readArrayItems(r, at);
}

function readArrayItems(r: Reader, at: number): Expression {
  r.need('[');
  const items = r.is(']')
    ? []
    : r.list((): Expression => (r.is('[') ? readArrayItems(r, r.at) : readExpression(r)));
  r.need(']');
  return { kind: 'array', items, at };
}

/** Functions with words between their arguments. */
const SPECIAL_CALLS: Readonly<Record<string, (r: Reader, at: number) => Expression>> = {
  extract(r, at) {
    const unit: Expression = { kind: 'text', text: r.token.text, at: r.at };
    r.next();
    r.need('from');
    return plainCall('extract', [unit, readExpression(r)], at);
  },
  position(r, at) {
    const wanted = readOperators(r);
    r.need('in');
    return plainCall('position', [readOperators(r), wanted], at);
  },
  substring(r, at) {
    const text = readExpression(r);
    if (r.take(',')) return plainCall('substring', [text, ...r.list(() => readExpression(r))], at);
    const args: Expression[] = [text];
    if (r.take('from')) args.push(readExpression(r));
    if (r.take('for')) {
      if (args.length === 1) args.push({ kind: 'number', text: '1', at: r.at });
      args.push(readExpression(r));
    }
    return plainCall('substring', args, at);
  },
  overlay(r, at) {
    const args = [readExpression(r)];
    r.need('placing');
    args.push(readExpression(r));
    r.need('from');
    args.push(readExpression(r));
    if (r.take('for')) args.push(readExpression(r));
    return plainCall('overlay', args, at);
  },
  trim(r, at) {
    const side = r.takeOne('both', 'leading', 'trailing');
    const name = side === 'leading' ? 'ltrim' : side === 'trailing' ? 'rtrim' : 'btrim';
    if (r.take('from'))
      return plainCall(
        name,
        r.list(() => readExpression(r)),
        at,
      );
    const first = readExpression(r);
    if (r.take('from')) return plainCall(name, [readExpression(r), first], at);
    return plainCall(name, r.take(',') ? [first, readExpression(r)] : [first], at);
  },
};

function readNamed(r: Reader): Expression {
  const { at } = r;
  const isCall = r.peek()?.kind === 'sign' && r.peek()?.text === '(';
  const first = isCall || r.peek()?.text === '.' ? r.functionName() : r.name();
  if (r.is('(')) return readCall(r, first, at);
  if (!r.take('.')) return { kind: 'column', name: first, at };
  if (r.take('*')) return { kind: 'star', table: first, at };
  const second = r.label();
  if (r.is('(')) return readCall(r, second, at);
  if (!r.take('.')) return { kind: 'column', table: first, name: second, at };
  if (r.take('*')) return { kind: 'star', table: second, at };
  return { kind: 'column', table: second, name: r.label(), at };
}

export function readCall(r: Reader, name: string, at: number): Call {
  r.need('(');
  const isDistinct = r.take('distinct');
  if (!isDistinct) r.take('all');
  let args: Expression[] = [];
  const isStar = r.take('*');
  if (!isStar && !r.is(')')) {
    args = r.list(() => {
      r.take('variadic');
      if (r.peek()?.text === '=>' || r.peek()?.text === ':=') {
        // make_interval(days => 10): the name stays with the value.
        const place = r.at;
        const own = r.label();
        r.next();
        return { kind: 'field', base: readExpression(r), name: `=>${own}`, at: place } as const;
      }
      return readExpression(r);
    });
  }
  const orderBy = r.take('order', 'by') ? r.list(() => readOrder(r)) : [];
  r.need(')');
  let call: Call = { kind: 'call', name, args, isStar, isDistinct, orderBy, at };
  if (r.take('within', 'group')) {
    r.need('(', 'order', 'by');
    call = { ...call, withinGroup: r.list(() => readOrder(r)) };
    r.need(')');
  }
  if (r.take('filter')) {
    r.need('(', 'where');
    call = { ...call, filter: readExpression(r) };
    r.need(')');
  }
  if (r.take('over')) call = { ...call, over: r.is('(') ? readWindow(r) : r.name() };
  return call;
}

export function readOrder(r: Reader): Order {
  const expression = readExpression(r);
  const isDescending = r.take('desc');
  if (!isDescending) r.take('asc');
  if (r.take('nulls', 'first')) return { expression, isDescending, nullsFirst: true };
  if (r.take('nulls', 'last')) return { expression, isDescending, nullsFirst: false };
  return { expression, isDescending, nullsFirst: isDescending };
}

export function readWindow(r: Reader): Window {
  r.need('(');
  const base = r.isName() && !r.isOne('partition', 'range', 'rows', 'groups') ? r.name() : undefined;
  const partitionBy = r.take('partition', 'by') ? r.list(() => readExpression(r)) : [];
  const orderBy = r.take('order', 'by') ? r.list(() => readOrder(r)) : [];
  const mode = r.takeOne('rows', 'range', 'groups');
  const frame = mode === undefined ? undefined : readFrame(r, mode);
  r.need(')');
  return { partitionBy, orderBy, ...(base === undefined ? {} : { base }), ...(frame ? { frame } : {}) };
}

function readFrame(r: Reader, mode: Frame['mode']): Frame {
  if (!r.take('between')) return { mode, start: readBound(r), end: { kind: 'current row' } };
  const start = readBound(r);
  r.need('and');
  return { mode, start, end: readBound(r) };
}

function readBound(r: Reader): Bound {
  if (r.take('unbounded', 'preceding')) return { kind: 'unbounded preceding' };
  if (r.take('unbounded', 'following')) return { kind: 'unbounded following' };
  if (r.take('current', 'row')) return { kind: 'current row' };
  const by = readExpression(r);
  const kind = r.takeOne('preceding', 'following');
  if (kind === undefined) throw r.unexpected();
  return { kind, by };
}
