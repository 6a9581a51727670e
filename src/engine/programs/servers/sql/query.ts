import type { Database } from './database';
import { findTable } from './database';
import { AGGREGATES, compare, evaluate, findColumn, typeOf } from './evaluate';
import type { Context, Rows, Scope, ScopeColumn, Surroundings, Typed } from './evaluate';
import { SqlError } from './sql-error';
import type { Expression, Order, Select, Source } from './syntax';
import { TEXT, type SqlType, type Value } from './types';

/** More rows than this no statement may make on the way. */
const MOST_ROWS = 200_000;

type Row = readonly Value[];
interface Relation extends Scope {
  readonly rows: readonly Row[];
}
type Around = Omit<Surroundings, 'select'>;

/** Runs a SELECT on a database. Throws SqlError. */
export function runSelect(
  database: Database,
  around: Around,
  select: Select,
  outer?: { readonly scope: Scope; readonly row: Row },
): Rows {
  const surroundings: Surroundings = {
    ...around,
    select: (inner, own) => runSelect(database, around, inner, own),
  };
  const base = withOuter(joinAll(database, surroundings, select.from), outer);
  const contextOf = (row: Row, group?: readonly Row[]): Context => ({
    ...surroundings,
    scope: base,
    row,
    ...(group === undefined ? {} : { group }),
  });
  const { where } = select;
  if (where) checkCondition(contextOf([]), where);
  const rows = where ? base.rows.filter((row) => evaluate(contextOf(row), where).value === true) : base.rows;
  const items = select.items.flatMap((item) => expandStar(base, item));
  const isGrouped =
    select.groupBy.length > 0 ||
    select.having !== undefined ||
    items.some(({ expression }) => hasAggregate(expression));
  const groups: readonly Context[] = isGrouped
    ? groupsOf(select, items, rows, contextOf)
    : rows.map((row) => contextOf(row));
  const empty = contextOf(
    base.columns.map(() => null),
    isGrouped ? [] : undefined,
  );
  const columns = items.map((item) => ({ name: nameOf(item), type: typeOf(empty, item.expression) }));
  const results = groups.map((context) => ({
    context,
    row: items.map(({ expression }) => evaluate(context, expression)),
  }));
  const types = columns.map((column, index) =>
    widest(
      column.type,
      results.map(({ row }) => row[index]),
    ),
  );
  const sorted = sort(select.orderBy, items, results);
  const seen = new Set<string>();
  const distinct = select.isDistinct
    ? sorted.filter(({ row }) => {
        const key = JSON.stringify(row.map(({ value }) => value));
        return !seen.has(key) && seen.add(key);
      })
    : sorted;
  const count = (expression: Expression | undefined, otherwise: number): number => {
    const value = expression ? evaluate(empty, expression).value : null;
    return value === null ? otherwise : Number(value);
  };
  const offset = count(select.offset, 0);
  const limit = count(select.limit, Infinity);
  if (limit < 0) throw new SqlError('LIMIT must not be negative');
  return {
    columns: columns.map(({ name }, index) => ({ name, type: types[index] ?? TEXT })),
    rows: distinct.slice(offset, offset + limit).map(({ row }) => row.map(({ value }) => value)),
  };
}

/** Numerics of one column show the most digits that one of them has. */
function widest(type: SqlType, values: readonly (Typed | undefined)[]): SqlType {
  if (type.name !== 'numeric' || type.scale !== undefined) {
    const scales = values.flatMap((one) =>
      one?.type.name === 'numeric' && one.type.scale !== undefined ? [one.type.scale] : [],
    );
    return type.name === 'numeric' && scales.length > 0
      ? { ...type, scale: Math.max(...scales.slice(0, 1_000)) }
      : type;
  }
  return values.find((one) => one?.type.scale !== undefined)?.type ?? type;
}

function withOuter(relation: Relation, outer: Scope['outer']): Relation {
  return outer === undefined ? relation : { ...relation, outer };
}

function checkCondition(context: Context, where: Expression): void {
  const type = typeOf(context, where);
  if (hasAggregate(where)) throw new SqlError('aggregate functions are not allowed in WHERE');
  if (type.name !== 'boolean' && type.name !== 'text') {
    throw new SqlError(`argument of WHERE must be type boolean, not type ${type.name}`);
  }
}

function joinAll(database: Database, surroundings: Surroundings, from: readonly Source[]): Relation {
  let joined: Relation = { columns: [], rows: [[]] };
  for (const source of from)
    joined = join(surroundings, joined, relationOf(database, surroundings, source), source);
  return joined;
}

function relationOf(database: Database, surroundings: Surroundings, { table, alias, at }: Source): Relation {
  if (typeof table !== 'string') {
    const { columns, rows } = surroundings.select(table, { scope: { columns: [] }, row: [] });
    return { columns: columns.map((column) => ({ ...column, table: alias ?? '' })), rows };
  }
  const found = findTable(database, table);
  if (found === undefined) throw new SqlError(`relation "${table}" does not exist`, at);
  const columns = found.columns.map(({ name, type }) => ({ table: alias ?? table, name, type }));
  return { columns, rows: found.rows };
}

function join(surroundings: Surroundings, left: Relation, right: Relation, source: Source): Relation {
  const columns: readonly ScopeColumn[] = [...left.columns, ...right.columns];
  const holds = conditionOf(surroundings, left, right, columns, source);
  const rows: Row[] = [];
  const matchedRight = new Set<number>();
  const none = (relation: Relation): Row => relation.columns.map(() => null);
  for (const own of left.rows) {
    let isMatched = false;
    for (const [index, other] of right.rows.entries()) {
      const row = [...own, ...other];
      if (!holds(row)) continue;
      isMatched = true;
      matchedRight.add(index);
      rows.push(row);
      if (rows.length > MOST_ROWS) throw new SqlError('the result is too large for this simulated server');
    }
    if (!isMatched && (source.join === 'left' || source.join === 'full')) rows.push([...own, ...none(right)]);
  }
  if (source.join === 'right' || source.join === 'full') {
    for (const [index, other] of right.rows.entries()) {
      if (!matchedRight.has(index)) rows.push([...none(left), ...other]);
    }
  }
  return { columns, rows };
}

function conditionOf(
  surroundings: Surroundings,
  left: Relation,
  right: Relation,
  columns: readonly ScopeColumn[],
  { on, using, at }: Source,
): (row: Row) => boolean {
  if (on) return (row) => evaluate({ ...surroundings, scope: { columns }, row }, on).value === true;
  if (using === undefined) return () => true;
  const pairs = using.map((name) => {
    const [a, b] = [findColumn(left, undefined, name, at), findColumn(right, undefined, name, at)];
    if (a === undefined || b === undefined) {
      throw new SqlError(
        `column "${name}" specified in USING clause does not exist in ${a === undefined ? 'left' : 'right'} table`,
        at,
      );
    }
    return [a, left.columns.length + b] as const;
  });
  return (row) => pairs.every(([a, b]) => row[a] !== null && row[a] === row[b]);
}

type Item = Select['items'][number];

function expandStar({ columns }: Scope, item: Item): readonly Item[] {
  const { expression } = item;
  if (expression.kind !== 'star') return [item];
  const { table } = expression;
  if (columns.length === 0) throw new SqlError('SELECT * with no tables specified is not valid');
  const own = columns.filter((column) => table === undefined || column.table === table);
  if (own.length === 0) throw new SqlError(`missing FROM-clause entry for table "${table ?? ''}"`);
  return own.map((column) => ({
    expression: { kind: 'column', table: column.table, name: column.name, at: 0 },
  }));
}

export function nameOf({ expression, alias }: Item): string {
  if (alias !== undefined) return alias;
  if (expression.kind === 'column' || expression.kind === 'call') return expression.name;
  if (expression.kind === 'cast') {
    return expression.operand.kind === 'column' ? expression.operand.name : shortType(expression.type);
  }
  if (expression.kind === 'case') return 'case';
  return expression.kind === 'exists' ? 'exists' : '?column?';
}

function shortType({ name }: SqlType): string {
  const short: Readonly<Record<string, string>> = {
    integer: 'int4',
    bigint: 'int8',
    boolean: 'bool',
    'character varying': 'varchar',
  };
  return short[name] ?? name;
}

function hasAggregate(expression: Expression): boolean {
  switch (expression.kind) {
    case 'call':
      return AGGREGATES.has(expression.name) || expression.args.some(hasAggregate);
    case 'unary':
    case 'cast':
    case 'is':
      return hasAggregate(expression.operand);
    case 'binary':
      return hasAggregate(expression.left) || hasAggregate(expression.right);
    case 'between':
      return [expression.operand, expression.low, expression.high].some(hasAggregate);
    case 'in':
      return hasAggregate(expression.operand);
    case 'case':
      return (
        expression.branches.flat().some(hasAggregate) ||
        (expression.otherwise !== undefined && hasAggregate(expression.otherwise))
      );
    default:
      return false;
  }
}

function groupsOf(
  select: Select,
  items: readonly Item[],
  rows: readonly Row[],
  contextOf: (row: Row, group?: readonly Row[]) => Context,
): readonly Context[] {
  const keys = select.groupBy.map((expression) => byPosition(expression, items));
  checkGrouped(items, keys);
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map((expression) => evaluate(contextOf(row), expression).value));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  if (keys.length === 0 && groups.size === 0) groups.set('', []);
  const contexts = [...groups.values()].map((group) => contextOf(group[0] ?? [], group));
  const { having } = select;
  return having ? contexts.filter((context) => evaluate(context, having).value === true) : contexts;
}

function checkGrouped(items: readonly Item[], keys: readonly Expression[]): void {
  for (const { expression } of items) {
    if (expression.kind !== 'column') continue;
    const isKey = keys.some((key) => key.kind === 'column' && key.name === expression.name);
    if (isKey) continue;
    const name = expression.table === undefined ? expression.name : `${expression.table}.${expression.name}`;
    throw new SqlError(
      `column "${name}" must appear in the GROUP BY clause or be used in an aggregate function`,
      expression.at,
    );
  }
}

/** `ORDER BY 2` and a name that the list of results gives mean that result. */
function byPosition(expression: Expression, items: readonly Item[]): Expression {
  if (expression.kind === 'literal' && typeof expression.value === 'number') {
    const item = items[expression.value - 1];
    if (item === undefined)
      throw new SqlError(`position ${expression.value} is not in select list`, expression.at);
    return item.expression;
  }
  if (expression.kind !== 'column' || expression.table !== undefined) return expression;
  return items.find(({ alias }) => alias === expression.name)?.expression ?? expression;
}

interface Result {
  readonly context: Context;
  readonly row: readonly Typed[];
}

function sort(
  orderBy: readonly Order[],
  items: readonly Item[],
  results: readonly Result[],
): readonly Result[] {
  if (orderBy.length === 0) return results;
  const keyed = results.map((result) => ({
    result,
    keys: orderBy.map(({ expression }) => evaluate(result.context, byPosition(expression, items))),
  }));
  keyed.sort((a, b) => {
    for (const [index, { isDescending, nullsFirst }] of orderBy.entries()) {
      const [x, y] = [a.keys[index], b.keys[index]];
      if (x === undefined || y === undefined) continue;
      if (x.value === null || y.value === null) {
        if (x.value === y.value) continue;
        return (x.value === null) === nullsFirst ? -1 : 1;
      }
      const order =
        typeof x.value === 'string' && typeof y.value === 'string'
          ? inLocale(x.value, y.value)
          : (compare(x, y) ?? 0);
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ result }) => result);
}

/** en_US.utf8: letters before case. */
function inLocale(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x !== y) return x < y ? -1 : 1;
  return a === b ? 0 : a > b ? -1 : 1;
}
