// SELECT, VALUES and what may stand around them, and the changes of rows.
import { notModelled } from '../sql-error';
import type {
  Alias,
  Assignment,
  Body,
  CommonTable,
  Delete,
  Expression,
  Insert,
  Item,
  Order,
  Query,
  Select,
  Source,
  Update,
  With,
} from '../syntax';
import { isQuery, readCall, readExpression, readOrder, readWindow } from './expressions';
import type { Reader } from './reader';

export function readQuery(r: Reader): Query {
  const { at } = r;
  const own = readWith(r);
  const core = readSetOperations(r);
  const query: Query = own ? { ...core, with: own } : core;
  return { ...query, at };
}

export function readWith(r: Reader): With | undefined {
  if (!r.take('with')) return undefined;
  const isRecursive = r.take('recursive');
  return { isRecursive, tables: r.list(() => readCommonTable(r)) };
}

function readCommonTable(r: Reader): CommonTable {
  const { at } = r;
  const name = r.name();
  const columns = r.is('(') ? r.names() : [];
  r.need('as');
  r.take('not');
  r.take('materialized');
  r.need('(');
  const inner = readWith(r);
  const statement = r.is('insert')
    ? readInsert(r, inner)
    : r.is('update')
      ? readUpdate(r, inner)
      : r.is('delete')
        ? readDelete(r, inner)
        : withTables(readQuery(r), inner);
  r.need(')');
  return { name, columns, statement, at };
}

function withTables(query: Query, tables: With | undefined): Query {
  return tables ? { ...query, with: tables } : query;
}

/** UNION and EXCEPT from left to right, INTERSECT before them; then ORDER BY and LIMIT for the whole. */
function readSetOperations(r: Reader): Query {
  let left = readIntersections(r);
  for (;;) {
    const operator = r.takeOne('union', 'except');
    if (operator === undefined) break;
    const isAll = readAll(r);
    const right = readIntersections(r);
    left = plain({ kind: 'set', operator, isAll, left, right }, left.at);
  }
  return readTail(r, left);
}

function readIntersections(r: Reader): Query {
  let left = readOperand(r);
  while (r.take('intersect')) {
    const isAll = readAll(r);
    const right = readOperand(r);
    left = plain({ kind: 'set', operator: 'intersect', isAll, left, right }, left.at);
  }
  return left;
}

function readAll(r: Reader): boolean {
  if (r.take('all')) return true;
  r.take('distinct');
  return false;
}

function plain(body: Body, at: number): Query {
  return { kind: 'query', body, orderBy: [], at };
}

function readOperand(r: Reader): Query {
  const { at } = r;
  if (r.take('(')) {
    const inner = readQuery(r);
    r.need(')');
    return inner;
  }
  if (r.take('values')) {
    const rows = r.list(() => r.inBrackets(() => readDefaultOr(r)));
    return plain({ kind: 'values', rows, at }, at);
  }
  if (r.take('table')) {
    const select: Select = {
      kind: 'select',
      items: [{ expression: { kind: 'star', at } }],
      from: [{ kind: 'table', table: r.objectName() }],
      groupBy: [],
      windows: [],
      at,
    };
    return plain(select, at);
  }
  return plain(readSelect(r), at);
}

/** DEFAULT in VALUES: only INSERT knows what to do with it. */
function readDefaultOr(r: Reader): Expression {
  const { at } = r;
  return r.take('default') ? { kind: 'column', name: DEFAULT, at } : readExpression(r);
}

/** The name of the column that stands for DEFAULT; nothing that is typed has it. */
export const DEFAULT = '\0default';

function readTail(r: Reader, query: Query): Query {
  let orderBy: readonly Order[] = query.orderBy;
  let { limit, offset } = query;
  for (;;) {
    if (r.take('order', 'by')) orderBy = r.list(() => readOrder(r));
    else if (r.take('limit')) limit = r.take('all') ? undefined : readExpression(r);
    else if (r.take('offset')) {
      offset = readExpression(r);
      r.takeOne('row', 'rows');
    } else if (r.take('fetch')) {
      r.takeOne('first', 'next');
      limit = r.isOne('row', 'rows') ? { kind: 'number', text: '1', at: r.at } : readExpression(r);
      r.takeOne('row', 'rows');
      if (r.take('with', 'ties')) throw notModelled('FETCH … WITH TIES');
      r.need('only');
    } else if (r.is('for')) {
      // Locks of rows: nobody else is asked to wait here.
      r.next();
      if (r.take('no')) r.take('key');
      if (r.take('key')) r.take('share');
      r.takeOne('update', 'share');
      if (r.take('of')) r.list(() => r.objectName());
      if (!r.take('nowait')) r.take('skip', 'locked');
    } else break;
  }
  const { limit: _limit, offset: _offset, ...rest } = query;
  return { ...rest, orderBy, ...(limit ? { limit } : {}), ...(offset ? { offset } : {}) };
}

function readSelect(r: Reader): Select {
  const { at } = r;
  r.need('select');
  let distinct: readonly Expression[] | undefined;
  if (r.take('distinct')) distinct = r.take('on') ? r.inBrackets(() => readExpression(r)) : [];
  else r.take('all');
  const ends =
    r.isOne('from', ';', ')', 'where', 'union', 'order', 'limit', 'group') || r.token.kind === 'end';
  const items = ends ? [] : readItems(r);
  if (r.is('into')) throw notModelled('SELECT INTO');
  const from = r.take('from') ? r.list(() => readSource(r)) : [];
  const where = r.take('where') ? readExpression(r) : undefined;
  const groupBy = r.take('group', 'by') ? readGrouping(r) : [];
  const having = r.take('having') ? readExpression(r) : undefined;
  const windows = r.take('window')
    ? r.list(() => {
        const name = r.name();
        r.need('as');
        return { name, window: readWindow(r) };
      })
    : [];
  return {
    kind: 'select',
    items,
    from,
    groupBy,
    windows,
    at,
    ...(distinct ? { distinct } : {}),
    ...(where ? { where } : {}),
    ...(having ? { having } : {}),
  };
}

/** GROUP BY's sets: those of each part with those of the others. */
function readGrouping(r: Reader): readonly (readonly Expression[])[] {
  r.take('distinct');
  const parts = r.list((): readonly (readonly Expression[])[] => readGroupingPart(r));
  return parts.reduce((so, part) => so.flatMap((one) => part.map((other) => [...one, ...other])), [
    [],
  ] as readonly (readonly Expression[])[]);
}

function readGroupingPart(r: Reader): readonly (readonly Expression[])[] {
  if (r.take('rollup')) {
    const all = r.inBrackets(() => readExpression(r));
    return [...all.map((_, index) => all.slice(0, all.length - index)), []];
  }
  if (r.take('cube')) {
    const all = r.inBrackets(() => readExpression(r));
    return Array.from({ length: 2 ** all.length }, (_, bits) =>
      all.filter((_one, index) => ((bits >> (all.length - 1 - index)) & 1) === 0),
    );
  }
  if (r.take('grouping', 'sets')) {
    return r.inBrackets(() => readGroupingPart(r)).flat();
  }
  if (r.is('(', ')')) {
    r.take('(', ')');
    return [[]];
  }
  const one = readExpression(r);
  return [one.kind === 'row' ? one.items : [one]];
}

export function readItems(r: Reader): Item[] {
  return r.list(() => {
    const { at } = r;
    if (r.take('*')) return { expression: { kind: 'star', at } as const };
    const expression = readExpression(r);
    const alias = r.take('as') ? r.label() : r.isBareLabel() ? r.label() : undefined;
    return { expression, ...(alias === undefined ? {} : { alias }) };
  });
}

function readAlias(r: Reader): Alias | undefined {
  const isNamed = r.take('as');
  if (!isNamed && !(r.isName() && !r.isOne('tablesample', 'set'))) return undefined;
  const name = r.name();
  const columns = r.is('(')
    ? r.inBrackets(() => {
        const column = r.name();
        if (!r.isOne(',', ')')) r.typeName();
        return column;
      })
    : [];
  return { name, columns };
}

export function readSource(r: Reader): Source {
  let left = readOneSource(r);
  for (;;) {
    const { at } = r;
    const isNatural = r.take('natural');
    if (r.take('cross', 'join')) {
      left = { kind: 'join', how: 'cross', left, right: readOneSource(r), isNatural: false, at };
      continue;
    }
    const how = readJoinWord(r);
    if (how === undefined) return left;
    const right = readOneSource(r);
    if (isNatural) left = { kind: 'join', how, left, right, isNatural, at };
    else if (r.take('using')) left = { kind: 'join', how, left, right, isNatural, using: r.names(), at };
    else {
      r.need('on');
      left = { kind: 'join', how, left, right, isNatural, on: readExpression(r), at };
    }
  }
}

function readJoinWord(r: Reader): 'inner' | 'left' | 'right' | 'full' | undefined {
  if (r.take('join') || r.take('inner', 'join')) return 'inner';
  for (const side of ['left', 'right', 'full'] as const) {
    if (r.take(side, 'join') || r.take(side, 'outer', 'join')) return side;
  }
  return undefined;
}

function readOneSource(r: Reader): Source {
  const isLateral = r.take('lateral');
  if (r.is('(')) {
    if (isQuery(r)) {
      r.need('(');
      const query = readQuery(r);
      r.need(')');
      const alias = readAlias(r);
      return { kind: 'query', query, isLateral, ...(alias ? { alias } : {}) };
    }
    r.need('(');
    const inner = readSource(r);
    r.need(')');
    return inner;
  }
  r.take('only');
  if (r.peek()?.text === '(' && r.peek()?.kind === 'sign') {
    const { at } = r;
    const call = readCall(r, r.functionName(), at);
    const withOrdinality = r.take('with', 'ordinality');
    const alias = readAlias(r);
    return { kind: 'function', call, withOrdinality, ...(alias ? { alias } : {}) };
  }
  const table = r.objectName();
  r.take('*');
  const alias = readAlias(r);
  if (r.is('tablesample')) throw notModelled('TABLESAMPLE');
  return { kind: 'table', table, ...(alias ? { alias } : {}) };
}

export function readInsert(r: Reader, tables: With | undefined): Insert {
  r.need('insert', 'into');
  const table = r.objectName();
  const alias = r.take('as') ? r.name() : undefined;
  let columns: { name: string; at: number }[] = [];
  if (r.is('(') && !isQuery(r)) columns = r.inBrackets(() => ({ at: r.at, name: r.name() }));
  let overriding: 'system' | 'user' | undefined;
  if (r.take('overriding')) {
    overriding = r.take('system') ? 'system' : 'user';
    if (overriding === 'user') r.need('user');
    r.need('value');
  }
  const source = r.take('default', 'values') ? undefined : readQuery(r);
  const conflict = readConflict(r);
  return {
    kind: 'insert',
    table,
    columns,
    returning: readReturning(r),
    ...(alias === undefined ? {} : { alias }),
    ...(source ? { source } : {}),
    ...(overriding ? { overriding } : {}),
    ...(conflict ? { conflict } : {}),
    ...(tables ? { with: tables } : {}),
  };
}

function readConflict(r: Reader): Insert['conflict'] {
  const { at } = r;
  if (!r.take('on', 'conflict')) return undefined;
  const columns = r.is('(') ? r.inBrackets(() => r.name()) : [];
  const constraint = r.take('on', 'constraint') ? r.name() : undefined;
  if (r.take('where')) readExpression(r);
  const named = constraint === undefined ? {} : { constraint };
  r.need('do');
  if (r.take('nothing')) return { columns, at, ...named };
  r.need('update', 'set');
  const sets = readAssignments(r);
  const where = r.take('where') ? readExpression(r) : undefined;
  return { columns, at, ...named, sets, ...(where ? { where } : {}) };
}

function readReturning(r: Reader): Item[] {
  return r.take('returning') ? readItems(r) : [];
}

function readAssignments(r: Reader): Assignment[] {
  return r
    .list((): Assignment[] => {
      const { at } = r;
      if (r.is('(')) {
        const names = r.inBrackets(() => ({ at: r.at, name: r.name() }));
        r.need('=');
        r.take('row');
        if (isQuery(r)) throw notModelled('SET (…) = (SELECT …)');
        const values = r.inBrackets(() => readDefaultOr(r));
        return names.map((one, index) => assignment(one.name, one.at, values[index]));
      }
      const name = r.name();
      if (r.is('[') || r.is('.')) throw notModelled('a change of a part of a column');
      r.need('=');
      return [assignment(name, at, readDefaultOr(r))];
    })
    .flat();
}

function assignment(name: string, at: number, value: Expression | undefined): Assignment {
  const isDefault = value?.kind === 'column' && value.name === DEFAULT;
  return { name, at, ...(value && !isDefault ? { value } : {}) };
}

export function readUpdate(r: Reader, tables: With | undefined): Update {
  r.need('update');
  r.take('only');
  const table = r.objectName();
  const alias = r.take('as') ? r.name() : r.isName() && !r.is('set') ? r.name() : undefined;
  r.need('set');
  const sets = readAssignments(r);
  const from = r.take('from') ? r.list(() => readSource(r)) : [];
  const where = r.take('where') ? readExpression(r) : undefined;
  return {
    kind: 'update',
    table,
    sets,
    from,
    returning: readReturning(r),
    ...(alias === undefined ? {} : { alias }),
    ...(where ? { where } : {}),
    ...(tables ? { with: tables } : {}),
  };
}

export function readDelete(r: Reader, tables: With | undefined): Delete {
  r.need('delete', 'from');
  r.take('only');
  const table = r.objectName();
  const alias = r.take('as') ? r.name() : r.isName() ? r.name() : undefined;
  const using = r.take('using') ? r.list(() => readSource(r)) : [];
  const where = r.take('where') ? readExpression(r) : undefined;
  return {
    kind: 'delete',
    table,
    using,
    returning: readReturning(r),
    ...(alias === undefined ? {} : { alias }),
    ...(where ? { where } : {}),
    ...(tables ? { with: tables } : {}),
  };
}
