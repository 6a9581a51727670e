// What a query gives: its sources, groups, windows, order and limits (planner and executor in one).
import { coerce, condition, known } from './casts';
import { compile } from './compile';
import type { Row } from './database';
import { runDataChange } from './changes';
import { hasAggregate, nameOf } from './items';
import { compareByKeys, keysOfOrder, type SortKey } from './ordering';
import {
  emptyScope,
  expressionKey,
  NO_ROW,
  type Aggregate,
  type CommonTable,
  type CommonTables,
  type Env,
  type Grouping,
  type Node,
  type Scope,
  type ScopeColumn,
  type WindowCall,
} from './scope';
import { compileSources, MOST_ROWS } from './sources';
import { notModelled, SqlError } from './sql-error';
import type { Body, CommonTable as WrittenTable, Expression, Item, Order, Query, Select } from './syntax';
import { BIGINT, commonType, TEXT, typeText, UNKNOWN, type SqlType, type Value } from './types';
import { equalityKey } from './values';
import { computeWindows } from './windows';

export interface PlanColumn {
  readonly name: string;
  readonly type: SqlType;
  /** A literal that nobody gave a type: it takes one from where its column goes. */
  readonly isLiteral?: true;
}

/** A column's type where another place decides it. */
export function openType({ type, isLiteral }: PlanColumn): SqlType {
  return isLiteral ? UNKNOWN : type;
}

export interface Plan {
  readonly columns: readonly PlanColumn[];
  run(env: Env): readonly Row[];
}

/** A query below a scope, whose columns it may name. Throws SqlError. */
export function compileQuery(outer: Scope, query: Query): Plan {
  const tables = query.with ? commonTables(outer, query.with.tables, query.with.isRecursive) : outer.tables;
  const scope: Scope = { ...outer, tables };
  const { body } = query;
  if (body.kind === 'select') return compileSelect(scope, body, query);
  const plan = compileBody(scope, body);
  return ordered(scope, plan, query);
}

function compileBody(scope: Scope, body: Exclude<Body, Select>): Plan {
  if (body.kind === 'values') return compileValues(scope, body.rows, body.at);
  const left = compileQuery(scope, body.left);
  const right = compileQuery(scope, body.right);
  const word = body.operator.toUpperCase();
  if (left.columns.length !== right.columns.length)
    throw new SqlError(`each ${word} query must have the same number of columns`, firstItemAt(body.right));
  const columns = left.columns.map((column, index) => {
    const other = right.columns[index] ?? column;
    const type = commonType([openType(column), openType(other)]);
    if (type === undefined)
      throw new SqlError(
        `${word} types ${typeText(column.type)} and ${typeText(other.type)} cannot be matched`,
        firstItemAt(body.right, index),
      );
    return { name: column.name, type };
  });
  const typed = (query: Query, plan: Plan): Plan =>
    plan.columns.every((column, index) => column.type.name === columns[index]?.type.name)
      ? plan
      : castPlan(scope, query, plan, columns);
  const [a, b] = [typed(body.left, left), typed(body.right, right)];
  const keyOf = (row: Row): string =>
    row.map((value, index) => equalityKey(value, columns[index]?.type ?? TEXT)).join('\0');
  return {
    columns,
    run: (env) => setOperation(body.operator, body.isAll, a.run(env), b.run(env), keyOf, columns),
  };
}

function firstItemAt(query: Query, index = 0): number {
  const { body } = query;
  if (body.kind === 'select')
    return body.items[index]?.expression.at ?? body.items[0]?.expression.at ?? query.at;
  return query.at;
}

/** A plan whose columns are of other types; literals are read anew. */
function castPlan(scope: Scope, query: Query, plan: Plan, columns: readonly PlanColumn[]): Plan {
  const { body } = query;
  if (body.kind === 'select' && body.from.length === 0 && query.orderBy.length === 0) {
    const items = body.items.map(({ expression, alias }, index): Item => ({
      expression,
      ...(alias === undefined ? {} : { alias }),
      ...(index < 0 ? {} : {}),
    }));
    const nodes = items.map(({ expression }, index) =>
      coerce(
        scope,
        compile({ ...emptyScope(scope.around), outer: scope, tables: scope.tables }, expression),
        columns[index]?.type ?? TEXT,
        'implicit',
      ),
    );
    return {
      columns,
      run: (env) => plan.run(env).map(() => nodes.map((node) => node.run({ row: [], outer: env }))),
    };
  }
  return {
    columns,
    run: (env) =>
      plan.run(env).map((row) =>
        row.map((value, index) => {
          const own = plan.columns[index];
          const [from, to] = [own ? openType(own) : TEXT, columns[index]?.type ?? TEXT];
          return coerce(scope, { type: from, run: () => value, show: () => '' }, to, 'implicit').run(NO_ROW);
        }),
      ),
  };
}

function setOperation(
  operator: string,
  isAll: boolean,
  left: readonly Row[],
  right: readonly Row[],
  keyOf: (row: Row) => string,
  columns: readonly PlanColumn[],
): readonly Row[] {
  if (operator === 'union') {
    const all = [...left, ...right];
    if (isAll) return all;
    const unique = [...new Map(all.map((row) => [keyOf(row), row])).values()];
    const keys = columns.map(({ type }) => ({ type, isDescending: false, nullsFirst: false }));
    return unique.sort((a, b) => compareByKeys(a, b, keys));
  }
  const counts = new Map<string, number>();
  for (const row of right) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  const wantsMatch = operator === 'intersect';
  const seen = new Set<string>();
  return left.filter((row) => {
    const key = keyOf(row);
    const count = counts.get(key) ?? 0;
    if (isAll) {
      if (count > 0) counts.set(key, count - 1);
      return count > 0 === wantsMatch;
    }
    if (count > 0 !== wantsMatch || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** VALUES: a column's type is the one that its values have in common. */
function compileValues(scope: Scope, rows: readonly (readonly Expression[])[], at: number): Plan {
  const inner: Scope = { ...emptyScope(scope.around), outer: scope, tables: scope.tables, place: 'VALUES' };
  const nodes = rows.map((row) => row.map((one) => compile(inner, one)));
  const width = nodes[0]?.length ?? 0;
  if (nodes.some((row) => row.length !== width))
    throw new SqlError(
      'VALUES lists must all be the same length',
      rows.find((row) => row.length !== width)?.[0]?.at ?? at,
    );
  const columns = Array.from({ length: width }, (_, index) => {
    const types = nodes.map((row) => row[index]?.type ?? TEXT);
    const type = commonType(types);
    if (type === undefined) {
      const wrong = nodes.find(
        (row) => commonType([types[0] ?? TEXT, row[index]?.type ?? TEXT]) === undefined,
      );
      throw new SqlError(
        `VALUES types ${typeText(types[0] ?? TEXT)} and ${typeText(wrong?.[index]?.type ?? TEXT)} cannot be matched`,
        wrong?.[index]?.at,
      );
    }
    return { name: `column${index + 1}`, type };
  });
  const typed = nodes.map((row) =>
    row.map((node, index) => coerce(inner, node, columns[index]?.type ?? TEXT, 'implicit')),
  );
  return { columns, run: (env) => typed.map((row) => row.map((node) => node.run({ row: [], outer: env }))) };
}

/** ORDER BY and LIMIT of a query that is no plain SELECT: only its own columns have names there. */
function ordered(scope: Scope, plan: Plan, query: Query): Plan {
  const columns: ScopeColumn[] = plan.columns.map(({ name, type }) => ({ table: '', name, type }));
  const inner: Scope = { ...emptyScope(scope.around), columns, outer: scope, tables: scope.tables };
  const keys = keysOfOrder(
    query.orderBy.map((order) => {
      const { expression } = order;
      const position = positionOf(expression, plan.columns.length);
      const column = position === undefined ? undefined : plan.columns[position];
      if (position !== undefined && column)
        return {
          ...order,
          node: { type: column.type, run: (env: Env) => env.row[position] ?? null, show: () => column.name },
        };
      return { ...order, node: compile(inner, expression) };
    }),
  );
  const limits = compileLimits(scope, query);
  return {
    columns: plan.columns,
    run(env) {
      let rows = [...plan.run(env)];
      if (keys.length > 0) {
        const sorted = rows.map((row) => ({
          row,
          values: keys.map((key) => key.value({ row, outer: env })),
        }));
        sorted.sort((a, b) => compareByKeys(a.values, b.values, keys));
        rows = sorted.map(({ row }) => row);
      }
      return limits(rows, env);
    },
  };
}

/** `ORDER BY 2` */
function positionOf(expression: Expression, width: number): number | undefined {
  if (expression.kind !== 'number')
    return expression.kind === 'text' ? refuseConstant(expression.at) : undefined;
  if (!/^-?\d+$/.test(expression.text)) return refuseConstant(expression.at);
  const position = Number(expression.text);
  if (position < 1 || position > width)
    throw new SqlError(`ORDER BY position ${position} is not in select list`, expression.at);
  return position - 1;
}

function refuseConstant(at: number): never {
  throw new SqlError('non-integer constant in ORDER BY', at);
}

function compileLimits(
  scope: Scope,
  { limit, offset }: Query,
): <T>(rows: readonly T[], env: Env) => readonly T[] {
  const count = (expression: Expression | undefined, word: string): Node | undefined => {
    if (!expression) return undefined;
    const inner: Scope = { ...emptyScope(scope.around), outer: scope, tables: scope.tables };
    if (expression.kind === 'column')
      throw new SqlError(`argument of ${word} must not contain variables`, expression.at);
    return coerce(inner, compile(inner, expression), BIGINT, 'assignment');
  };
  const [most, start] = [count(limit, 'LIMIT'), count(offset, 'OFFSET')];
  return (rows, env) => {
    const numberOf = (node: Node | undefined, word: string): number | undefined => {
      const value = node?.run({ row: [], outer: env }) ?? null;
      if (value === null) return undefined;
      if (Number(value) < 0) throw new SqlError(`${word} must not be negative`);
      return Number(value);
    };
    const from = numberOf(start, 'OFFSET') ?? 0;
    const wanted = numberOf(most, 'LIMIT');
    return wanted === undefined && from === 0
      ? rows
      : rows.slice(from, wanted === undefined ? undefined : from + wanted);
  };
}

// WITH

function commonTables(outer: Scope, written: readonly WrittenTable[], isRecursive: boolean): CommonTables {
  let tables = outer.tables;
  for (const table of written) tables = [commonTable({ ...outer, tables }, table, isRecursive), ...tables];
  return tables;
}

function named(
  columns: readonly PlanColumn[],
  names: readonly string[],
  table: WrittenTable,
): readonly PlanColumn[] {
  if (names.length > columns.length)
    throw new SqlError(
      `WITH query "${table.name}" has ${columns.length} columns available but ${names.length} columns specified`,
      table.at,
    );
  return columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}

function commonTable(scope: Scope, table: WrittenTable, isRecursive: boolean): CommonTable {
  const { statement, name } = table;
  if (statement.kind !== 'query') {
    const { columns, rows } = runDataChange(scope, statement);
    return { name, columns: named(columns, table.columns, table), rows: () => rows };
  }
  if (
    isRecursive &&
    statement.body.kind === 'set' &&
    statement.body.operator === 'union' &&
    mentions(statement.body.right, name)
  ) {
    return recursiveTable(scope, table, statement);
  }
  const plan = compileQuery(scope, statement);
  let rows: readonly Row[] | undefined;
  return {
    name,
    columns: named(plan.columns, table.columns, table),
    rows: () => (rows ??= plan.run(NO_ROW)),
  };
}

function mentions(query: Query, name: string): boolean {
  return JSON.stringify(query).includes(`"name":${JSON.stringify(name)}`);
}

function recursiveTable(scope: Scope, table: WrittenTable, query: Query): CommonTable {
  const { body } = query;
  if (body.kind !== 'set') throw notModelled('this recursive query');
  const first = compileQuery(scope, body.left);
  const columns = named(first.columns, table.columns, table).map((column) => ({
    ...column,
    type: column.type.name === 'unknown' ? TEXT : column.type,
  }));
  let working: readonly Row[] = [];
  const own: CommonTable = { name: table.name, columns, rows: () => working };
  const next = compileQuery({ ...scope, tables: [own, ...scope.tables] }, body.right);
  if (next.columns.length !== columns.length)
    throw new SqlError(`each UNION query must have the same number of columns`, firstItemAt(body.right));
  for (const [index, column] of next.columns.entries()) {
    const wanted = columns[index]?.type ?? TEXT;
    if (commonType([wanted, column.type])?.name !== wanted.name) {
      throw new SqlError(
        `recursive query "${table.name}" column ${index + 1} has type ${typeText(wanted)} in non-recursive term but type ${typeText(commonType([wanted, column.type]) ?? column.type)} overall`,
        firstItemAt(body.left, index),
        undefined,
        'Cast the output of the non-recursive term to the correct type.',
      );
    }
  }
  const keyOf = (row: Row): string =>
    row.map((value, index) => equalityKey(value, columns[index]?.type ?? TEXT)).join('\0');
  let all: Row[] | undefined;
  const rows = (): readonly Row[] => {
    if (all) return all;
    const seen = new Set<string>();
    const fresh = (some: readonly Row[]): readonly Row[] =>
      body.isAll
        ? some
        : some.filter((row) => {
            const key = keyOf(row);
            return !seen.has(key) && seen.add(key);
          });
    working = fresh(first.run(NO_ROW));
    all = [...working];
    while (working.length > 0) {
      working = fresh(next.run(NO_ROW));
      all.push(...working);
      if (all.length > MOST_ROWS) throw new SqlError('the result is too large for this simulated server');
    }
    return all;
  };
  return { name: table.name, columns, rows };
}

// SELECT

/** What an item of the list is, with its rows where it gives several. */
interface Output {
  readonly name: string;
  readonly node: Node;
  readonly isLiteral?: true;
}

function compileSelect(outer: Scope, select: Select, query: Query): Plan {
  const from = compileSources(outer, select.from);
  const base: Scope = {
    around: outer.around,
    columns: from.columns,
    outer,
    tables: outer.tables,
    ...(outer.hidesPlaces === undefined ? {} : { hidesPlaces: outer.hidesPlaces }),
  };
  const where = select.where && condition(base, compile({ ...base, place: 'WHERE' }, select.where), 'WHERE');
  const items = select.items.flatMap((item) => expandStar(base, item, outer.isTested === true));
  const isGrouped =
    select.groupBy.length > 0 ||
    select.having !== undefined ||
    items.some(({ expression }) => hasAggregate(expression)) ||
    query.orderBy.some(({ expression }) => hasAggregate(expression));
  const sets = select.groupBy.map((set) => set.map((one) => groupKey(base, items, one)));
  const allKeys =
    sets.length > 1
      ? [...new Map(sets.flat().map((one) => [expressionKey(one, base), one])).values()]
      : (sets[0] ?? []);
  const group = isGrouped ? groupingOf(base, allKeys) : undefined;
  const windows: WindowCall[] = [];
  const scope: Scope = { ...base, ...(group ? { group } : {}), windows, namedWindows: select.windows };
  const outputs = items.map((item): Output => {
    const written = compile(scope, item.expression);
    return {
      name: nameOf(item),
      node: known(scope, written),
      ...(written.literal === undefined ? {} : { isLiteral: true }),
    };
  });
  const { windows: _windows, ...plain } = scope;
  const having =
    select.having && condition(plain, compile({ ...plain, place: 'HAVING' }, select.having), 'HAVING');
  const orders = query.orderBy.map((order) => orderOf(scope, order, items, outputs, select));
  const distinctOn = (select.distinct ?? []).map(
    (one) =>
      orderOf(scope, { expression: one, isDescending: false, nullsFirst: false }, items, outputs, {
        ...select,
        distinct: [],
      }).node,
  );
  const keys = keysOfOrder(orders);
  const limits = compileLimits(outer, query);
  const columns = outputs.map(({ name, node, isLiteral }) => ({
    name,
    type: node.type,
    ...(isLiteral ? { isLiteral } : {}),
  }));
  return {
    columns,
    run(env) {
      let envs: readonly Env[] = from.rows(env).map((row) => ({ row, outer: env }));
      if (where) envs = envs.filter((one) => where.run(one) === true);
      if (group)
        envs = groupRows(
          group,
          envs,
          sets.length === 0 ? [[]] : sets.map((set) => set.map((one) => expressionKey(one, base))),
          env,
          base.columns.length,
        );
      if (having) envs = envs.filter((one) => having.run(one) === true);
      envs = computeWindows(plain, windows, envs, compile);
      return limits(finish(envs, outputs, keys, select, columns, distinctOn), env);
    },
  };
}

interface Result {
  readonly row: Row;
  readonly keys: readonly Value[];
  readonly on: readonly Value[];
}

/** Lists, sorts and takes away what is twice. */
function finish(
  envs: readonly Env[],
  outputs: readonly Output[],
  keys: readonly SortKey[],
  select: Select,
  columns: readonly PlanColumn[],
  distinctOn: readonly Node[],
): readonly Row[] {
  const hasSets = outputs.some(({ node }) => node.runSet);
  let results: Result[] = envs.flatMap((env): Result[] => {
    const own = { keys: keys.map((key) => key.value(env)), on: distinctOn.map((node) => node.run(env)) };
    if (!hasSets) return [{ row: outputs.map(({ node }) => node.run(env)), ...own }];
    return expandSets(env, outputs).map((row) => ({
      row,
      on: own.on,
      keys: own.keys.map((value, index) => {
        const place = outputs.findIndex(
          ({ node }) => node.runSet && keys[index]?.type === node.type && value === null,
        );
        return place < 0 ? value : (row[place] ?? null);
      }),
    }));
  });
  if (results.length > MOST_ROWS) throw new SqlError('the result is too large for this simulated server');
  if (select.distinct && distinctOn.length === 0) {
    results = [
      ...uniqueBy(results, ({ row }) =>
        row.map((value, index) => equalityKey(value, columns[index]?.type ?? TEXT)).join('\0'),
      ),
    ];
  }
  if (keys.length > 0) results.sort((a, b) => compareByKeys(a.keys, b.keys, keys));
  if (distinctOn.length > 0)
    results = [
      ...uniqueBy(results, ({ on }) =>
        on.map((value, index) => equalityKey(value, distinctOn[index]?.type ?? TEXT)).join('\0'),
      ),
    ];
  return results.map(({ row }) => row);
}

function uniqueBy<T>(all: readonly T[], keyOf: (one: T) => string): Iterable<T> {
  const seen = new Map<string, T>();
  for (const one of all) {
    const key = keyOf(one);
    if (!seen.has(key)) seen.set(key, one);
  }
  return seen.values();
}

/** Functions that give rows, side by side in the list: as many rows as the longest has. */
function expandSets(env: Env, outputs: readonly Output[]): readonly Row[] {
  const sets = outputs.map(({ node }) => node.runSet?.(env));
  const count = Math.max(0, ...sets.map((set) => set?.length ?? 0));
  return Array.from({ length: count }, (_, index) =>
    outputs.map(({ node }, place) => (sets[place] ? (sets[place][index] ?? null) : node.run(env))),
  );
}

function expandStar(scope: Scope, item: Item, isTested: boolean): readonly Item[] {
  const { expression } = item;
  if (expression.kind !== 'star') return [item];
  const { table, at } = expression;
  if (scope.columns.length === 0 && table === undefined)
    throw new SqlError('SELECT * with no tables specified is not valid', at);
  const own = scope.columns.filter((column) =>
    table === undefined ? column.isMerged !== true : column.table === table,
  );
  if (own.length === 0 && table !== undefined)
    throw new SqlError(`missing FROM-clause entry for table "${table}"`, at);
  const partOf = own.find((column) => column.partOf !== undefined)?.partOf;
  if (partOf !== undefined && !isTested) throw notModelled(`every column of the system's table ${partOf}`);
  return own.map((column) => ({
    expression: {
      kind: 'column',
      name: column.name,
      at,
      ...(column.table === '' ? {} : { table: column.table }),
    },
    alias: column.name,
  }));
}

/** `GROUP BY 1`, and names that only the list gives. */
function groupKey(scope: Scope, items: readonly Item[], expression: Expression): Expression {
  if (expression.kind === 'number' && /^\d+$/.test(expression.text)) {
    const item = items[Number(expression.text) - 1];
    if (!item)
      throw new SqlError(`GROUP BY position ${expression.text} is not in select list`, expression.at);
    if (hasAggregate(item.expression))
      throw new SqlError('aggregate functions are not allowed in GROUP BY', item.expression.at);
    return item.expression;
  }
  if (expression.kind !== 'column' || expression.table !== undefined) return expression;
  if (scope.columns.some((column) => column.name === expression.name)) return expression;
  const item = items.find((one) => one.alias === expression.name);
  if (item && hasAggregate(item.expression))
    throw new SqlError('aggregate functions are not allowed in GROUP BY', item.expression.at);
  return item?.expression ?? expression;
}

function groupingOf(scope: Scope, expressions: readonly Expression[]): Grouping {
  const keys = expressions.map((expression) => {
    const node = known(scope, compile({ ...scope, place: 'GROUP BY' }, expression));
    return { text: expressionKey(expression, scope), type: node.type, node };
  });
  return {
    keys,
    aggregates: [],
    decided: decidedColumns(
      scope,
      keys.map(({ text }) => text),
    ),
  };
}

/** A table's primary key among the keys decides all of the table's columns. */
function decidedColumns(scope: Scope, keys: readonly string[]): ReadonlySet<number> {
  const decided = new Set<number>();
  const tables = new Set(scope.columns.map(({ table }) => table));
  for (const table of tables) {
    const places = scope.columns.flatMap((column, index) => (column.table === table ? [index] : []));
    const from = scope.columns[places[0] ?? -1]?.from;
    const primary = from?.constraints.find(({ kind }) => kind === 'primary');
    if (!primary) continue;
    const isWhole = primary.columns.every((name) =>
      places.some((index) => scope.columns[index]?.name === name && keys.includes(`"#${index}"`)),
    );
    if (isWhole) for (const index of places) decided.add(index);
  }
  return decided;
}

function groupRows(
  group: Grouping,
  envs: readonly Env[],
  sets: readonly (readonly string[])[],
  outer: Env,
  width: number,
): readonly Env[] {
  return sets.flatMap((set) => {
    const groups = new Map<string, { readonly keys: readonly Value[]; readonly rows: Env[] }>();
    for (const env of envs) {
      const values = group.keys.map(({ node, text }) =>
        sets.length > 1 && !set.includes(text) ? null : node.run(env),
      );
      const key = values
        .map((value, index) => equalityKey(value, group.keys[index]?.type ?? TEXT))
        .join('\0');
      const own = groups.get(key);
      if (own) own.rows.push(env);
      else groups.set(key, { keys: values, rows: [env] });
    }
    const isWhole = set.length === 0;
    if (isWhole && groups.size === 0) groups.set('', { keys: group.keys.map(() => null), rows: [] });
    return [...groups.values()].map(({ keys, rows }): Env => ({
      row: rows[0]?.row ?? Array.from({ length: width }, () => null),
      outer,
      keys,
      aggregates: aggregatesOf(group.aggregates, rows),
    }));
  });
}

/** Rows are sorted once, as the first aggregate wants them that wants an order; those without see them so, too. */
function aggregatesOf(aggregates: readonly Aggregate[], rows: readonly Env[]): readonly Value[] {
  const sorted = aggregates.find((aggregate) => aggregate.sort)?.sort?.(rows) ?? rows;
  return aggregates.map((aggregate) => aggregate.step(sorted));
}

/** What ORDER BY names: a result by its place or name, or any expression. */
function orderOf(
  scope: Scope,
  order: Order,
  items: readonly Item[],
  outputs: readonly Output[],
  select: Select,
): Order & { readonly node: Node } {
  const { expression } = order;
  const position = positionOf(expression, outputs.length);
  const output = position === undefined ? undefined : outputs[position];
  if (output) return { ...order, node: output.node };
  if (expression.kind === 'column' && expression.table === undefined) {
    const found = outputs.filter(({ name }) => name === expression.name);
    const same = new Set(found.map(({ node }) => node));
    const texts = new Set(
      items
        .filter((_, index) => outputs[index]?.name === expression.name)
        .map((item) => expressionKey(item.expression, scope)),
    );
    if (same.size > 1 && texts.size > 1)
      throw new SqlError(`ORDER BY "${expression.name}" is ambiguous`, expression.at);
    const [first] = found;
    if (first) return { ...order, node: first.node };
  }
  const text = expressionKey(expression, scope);
  const index = items.findIndex((item) => expressionKey(item.expression, scope) === text);
  const same = outputs[index];
  if (same) return { ...order, node: same.node };
  if (select.distinct && select.distinct.length === 0)
    throw new SqlError('for SELECT DISTINCT, ORDER BY expressions must appear in select list', expression.at);
  return { ...order, node: known(scope, compile(scope, expression)) };
}
