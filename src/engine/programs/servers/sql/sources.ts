// FROM: tables, views, queries, functions and how they join.
import { catalogueTable } from './catalogue';
import { condition } from './casts';
import { compile } from './compile';
import { findNamed, type Row, type Table } from './database';
import { compareNodes } from './operators';
import { compileQuery } from './query';
import { requirePrivilege, requireUsage } from './privileges';
import { emptyScope, type Env, type Node, type Scope, type ScopeColumn } from './scope';
import { SqlError } from './sql-error';
import type { Alias, ObjectName, Source } from './syntax';
import { BIGINT } from './types';
import { isComposite } from './values';

/** More rows than this no statement may make on the way. */
export const MOST_ROWS = 200_000;

export interface Relation {
  readonly columns: readonly ScopeColumn[];
  rows(env: Env): readonly Row[];
  /** Its rows depend on those of what stands before it. */
  readonly isLateral?: boolean;
}

/** Everything in FROM, side by side. */
export function compileSources(outer: Scope, sources: readonly Source[]): Relation {
  let joined: Relation = { columns: [], rows: () => [[]] };
  const names = new Set<string>();
  for (const [index, source] of sources.entries()) {
    const right = compileSource(outer, source, joined, names);
    joined = index === 0 ? right : cross(joined, right);
  }
  return joined;
}

/** The scope in which a lateral source stands: that of what is before it. */
function beside(outer: Scope, left: Relation): Scope {
  return {
    ...emptyScope(outer.around),
    columns: left.columns,
    outer,
    tables: outer.tables,
    place: 'functions in FROM',
  };
}

function checkName(names: Set<string>, name: string, at: number | undefined): void {
  if (names.has(name))
    throw new SqlError(
      `table name "${name}" specified more than once`,
      at === undefined ? undefined : undefined,
    );
  names.add(name);
}

function compileSource(outer: Scope, source: Source, left: Relation, names: Set<string>): Relation {
  switch (source.kind) {
    case 'table': {
      checkName(names, source.alias?.name ?? source.table.name, source.table.at);
      return named(tableRelation(outer, source.table), source.alias, source.table.name);
    }
    case 'query': {
      if (source.alias) checkName(names, source.alias.name, source.query.at);
      const scope = source.isLateral ? beside(outer, left) : outer;
      const plan = compileQuery(scope, source.query);
      const relation: Relation = {
        columns: plan.columns.map(({ name, type }) => ({ table: '', name, type })),
        rows: (env) => plan.run(env),
        isLateral: source.isLateral,
      };
      return named(relation, source.alias, '');
    }
    case 'function':
      return functionRelation(outer, source, left, names);
    case 'join':
      return join(outer, source, left, names);
  }
}

function named(relation: Relation, alias: Alias | undefined, otherwise: string): Relation {
  const table = alias?.name ?? otherwise;
  const own = alias?.columns ?? [];
  if (own.length > relation.columns.length) {
    throw new SqlError(
      `table "${table}" has ${relation.columns.length} columns available but ${own.length} columns specified`,
    );
  }
  return {
    ...relation,
    columns: relation.columns.map((column, index) => ({ ...column, table, name: own[index] ?? column.name })),
  };
}

/** A table, a view or one of WITH. Throws SqlError where there is none of that name. */
function tableRelation(scope: Scope, table: ObjectName): Relation {
  const { around } = scope;
  if (table.schema === undefined) {
    const common = scope.tables.find(({ name }) => name === table.name);
    if (common)
      return {
        columns: common.columns.map(({ name, type }) => ({ table: '', name, type })),
        rows: () => common.rows(),
      };
  }
  requireUsage(around, table.schema, scope.hidesPlaces === true ? undefined : table.at);
  const found = findNamed(
    around.snapshot.tables,
    table.schema === undefined ? around.path : [table.schema],
    table.name,
  );
  if (found) return storedRelation(scope, found, table.at);
  const system = catalogueTable(around, table);
  if (system)
    return {
      columns: system.columns.map(({ name, type }) => ({
        table: '',
        name,
        type,
        ...(system.isPartial === true ? { partOf: table.name } : {}),
      })),
      rows: () => system.rows,
    };
  const sequence = findNamed(
    around.snapshot.sequences,
    table.schema === undefined ? around.path : [table.schema],
    table.name,
  );
  if (sequence) {
    const columns: ScopeColumn[] = [
      { table: '', name: 'last_value', type: BIGINT },
      { table: '', name: 'log_cnt', type: BIGINT },
      { table: '', name: 'is_called', type: { name: 'boolean' } },
    ];
    return { columns, rows: () => [[sequence.last, '0', sequence.isCalled]] };
  }
  throw noRelation(table, scope.hidesPlaces === true ? undefined : table.at);
}

export function noRelation({ schema, name }: ObjectName, at: number | undefined): SqlError {
  return new SqlError(`relation "${schema === undefined ? '' : `${schema}.`}${name}" does not exist`, at);
}

function storedRelation(scope: Scope, table: Table, at: number): Relation {
  requirePrivilege(scope.around, table, 'SELECT');
  const columns = table.columns.map(({ name, type }) => ({ table: '', name, type, from: table }));
  if (table.kind === 'table') return { columns, rows: () => table.rows };
  if (table.isEmpty === true)
    throw new SqlError(
      `materialized view "${table.name}" has not been populated`,
      undefined,
      undefined,
      'Use the REFRESH MATERIALIZED VIEW command.',
    );
  if (table.kind === 'materialized view' || table.query === undefined)
    return { columns, rows: () => table.rows };
  // A view is looked up as its owner sees it.
  const { around } = scope;
  const inner: Scope = {
    ...emptyScope({ ...around, user: table.owner, isSuperuser: true }),
    hidesPlaces: true,
  };
  const plan = compileQuery(inner, table.query);
  return {
    columns: columns.map(({ from: _from, ...column }) => column),
    rows: () => plan.run({ row: [] }),
    ...(at < 0 ? { isLateral: false } : {}),
  };
}

function functionRelation(
  outer: Scope,
  source: Source & { readonly kind: 'function' },
  left: Relation,
  names: Set<string>,
): Relation {
  const { call, alias, withOrdinality } = source;
  const scope = beside(outer, left);
  const node = compile(scope, call);
  const table = alias?.name ?? call.name;
  checkName(names, table, call.at);
  const fields = node.type.fields;
  const valuesOf = (env: Env): readonly Row[] => {
    const set = node.runSet ? node.runSet(env) : [node.run(env)];
    return set.map((value, index) => {
      const row = fields && isComposite(value) ? value.fields : [value];
      return withOrdinality ? [...row, String(index + 1)] : row;
    });
  };
  // One column without a name of its own takes the alias.
  const plain: ScopeColumn[] = fields
    ? fields.map(({ name, type }) => ({ table, name, type }))
    : [{ table, name: node.column ?? alias?.name ?? call.name, type: node.type }];
  const columns = withOrdinality ? [...plain, { table, name: 'ordinality', type: BIGINT }] : plain;
  const isLateral = left.columns.length > 0;
  return named(
    { columns, rows: (env) => valuesOf(isLateral ? env : { row: [], outer: env }), isLateral },
    alias ?? { name: table, columns: [] },
    table,
  );
}

function rightRows(right: Relation, row: Row, env: Env): readonly Row[] {
  return right.rows(right.isLateral ? { row, outer: env } : env);
}

function cross(left: Relation, right: Relation): Relation {
  return {
    columns: [...left.columns, ...right.columns],
    rows(env) {
      const rows: Row[] = [];
      const fixed = right.isLateral ? undefined : right.rows(env);
      for (const own of left.rows(env)) {
        for (const other of fixed ?? rightRows(right, own, env)) {
          rows.push([...own, ...other]);
          if (rows.length > MOST_ROWS)
            throw new SqlError('the result is too large for this simulated server');
        }
      }
      return rows;
    },
  };
}

type Join = Source & { readonly kind: 'join' };

function join(outer: Scope, source: Join, before: Relation, names: Set<string>): Relation {
  const left = compileSource(outer, source.left, before, names);
  const right = compileSource(outer, source.right, left, names);
  if (source.how === 'cross') return cross(left, right);
  const shared = source.isNatural
    ? left.columns
        .filter(
          (column) => column.isMerged !== true && right.columns.some((other) => other.name === column.name),
        )
        .map(({ name }) => name)
    : source.using;
  if (shared) return joinUsing(outer, source, left, right, shared);
  const columns = [...left.columns, ...right.columns];
  const scope: Scope = {
    ...emptyScope(outer.around),
    columns,
    outer,
    tables: outer.tables,
    place: 'JOIN conditions',
    ...(outer.hidesPlaces === undefined ? {} : { hidesPlaces: outer.hidesPlaces }),
  };
  const on = source.on && condition(scope, compile(scope, source.on), 'JOIN/ON');
  const holds = (row: Row, env: Env): boolean => on === undefined || on.run({ row, outer: env }) === true;
  return { columns, rows: (env) => joinRows(source.how, left, right, env, holds) };
}

function joinRows(
  how: Join['how'],
  left: Relation,
  right: Relation,
  env: Env,
  holds: (row: Row, env: Env) => boolean,
): readonly Row[] {
  const rows: Row[] = [];
  const nothing = (relation: Relation): Row => relation.columns.map(() => null);
  const fixed = right.isLateral ? undefined : right.rows(env);
  const matched = new Set<number>();
  for (const own of left.rows(env)) {
    let isMatched = false;
    for (const [index, other] of (fixed ?? rightRows(right, own, env)).entries()) {
      const row = [...own, ...other];
      if (!holds(row, env)) continue;
      isMatched = true;
      matched.add(index);
      rows.push(row);
      if (rows.length > MOST_ROWS) throw new SqlError('the result is too large for this simulated server');
    }
    if (!isMatched && (how === 'left' || how === 'full')) rows.push([...own, ...nothing(right)]);
  }
  if (how === 'right' || how === 'full') {
    for (const [index, other] of (fixed ?? []).entries())
      if (!matched.has(index)) rows.push([...nothing(left), ...other]);
  }
  return rows;
}

/** Columns of the same name become one, before all others. */
function joinUsing(
  outer: Scope,
  source: Join,
  left: Relation,
  right: Relation,
  names: readonly string[],
): Relation {
  const placeOf = (relation: Relation, name: string, side: string): number => {
    const places = relation.columns.flatMap((column, index) =>
      column.name === name && column.isMerged !== true ? [index] : [],
    );
    if (places.length > 1)
      throw new SqlError(`common column name "${name}" appears more than once in ${side} table`);
    const [place] = places;
    if (place === undefined)
      throw new SqlError(`column "${name}" specified in USING clause does not exist in ${side} table`);
    return place;
  };
  const pairs = names.map((name) => [placeOf(left, name, 'left'), placeOf(right, name, 'right')] as const);
  const width = left.columns.length;
  const scope: Scope = { ...emptyScope(outer.around), hidesPlaces: true };
  const at = (index: number, relation: Relation, shift: number): Node => ({
    type: relation.columns[index]?.type ?? BIGINT,
    run: (env) => env.row[index + shift] ?? null,
    show: () => '',
  });
  const tests = pairs.map(([a, b]) =>
    compareNodes(scope, '=', at(a, left, 0), at(b, right, width), source.at),
  );
  const holds = (row: Row): boolean => tests.every((test) => test({ row }) === 0);
  const hidden = (relation: Relation): readonly ScopeColumn[] =>
    relation.columns.map((column) => (names.includes(column.name) ? { ...column, isMerged: true } : column));
  const merged = pairs.map(([a]): ScopeColumn => ({
    table: '',
    name: left.columns[a]?.name ?? '',
    type: left.columns[a]?.type ?? BIGINT,
  }));
  return {
    columns: [...merged, ...hidden(left), ...hidden(right)],
    rows: (env) =>
      joinRows(source.how, left, right, env, holds).map((row) => [
        ...pairs.map(([a, b]) =>
          source.how === 'right' ? (row[b + width] ?? row[a] ?? null) : (row[a] ?? row[b + width] ?? null),
        ),
        ...row,
      ]),
  };
}
