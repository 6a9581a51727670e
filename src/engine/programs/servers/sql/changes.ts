// INSERT, UPDATE and DELETE (nodeModifyTable.c).
import { assigned, condition, known } from './casts';
import { compile } from './compile';
import { checkRow, checkUnique, isConflict, keyFor } from './constraints';
import { findNamed, withTable, type Column, type Row, type Table } from './database';
import { followReferences } from './foreign-keys';
import { nextNumber } from './functions/session';
import { nameOf } from './items';
import { DEFAULT } from './parser/queries';
import { requirePrivilege, requireSequence, requireUsage } from './privileges';
import { compileQuery, openType, type PlanColumn } from './query';
import { emptyScope, NO_ROW, type Around, type Env, type Node, type Scope, type ScopeColumn } from './scope';
import { compileSources, noRelation } from './sources';
import { notModelled, SqlError } from './sql-error';
import type { Assignment, Delete, Expression, Insert, Item, ObjectName, Update } from './syntax';
import type { Value } from './types';

/** What became of a change: the rows of RETURNING, and its tag. */
export interface Changed {
  readonly columns: readonly PlanColumn[];
  readonly rows: readonly Row[];
  readonly count: number;
}

/** Changes rows in the scope's work. Throws SqlError. */
export function runDataChange(scope: Scope, statement: Insert | Update | Delete): Changed {
  const tables = statement.with ? compileWith(scope, statement) : scope.tables;
  const own = { ...scope, tables };
  if (statement.kind === 'insert') return insert(own, statement);
  return statement.kind === 'update' ? update(own, statement) : remove(own, statement);
}

/** WITH before a change is that of a query without rows. */
function compileWith(scope: Scope, statement: Insert | Update | Delete): Scope['tables'] {
  let tables: Scope['tables'] = scope.tables;
  const { with: own } = statement;
  if (!own) return tables;
  for (const table of own.tables) {
    const inner = { ...scope, tables };
    if (table.statement.kind === 'query') {
      const plan = compileQuery(inner, { ...table.statement });
      let rows: readonly Row[] | undefined;
      tables = [
        {
          name: table.name,
          columns: plan.columns.map((column, index) => ({
            ...column,
            name: table.columns[index] ?? column.name,
          })),
          rows: () => (rows ??= plan.run(NO_ROW)),
        },
        ...tables,
      ];
    } else {
      const { columns, rows } = runDataChange(inner, table.statement);
      tables = [{ name: table.name, columns, rows: () => rows }, ...tables];
    }
  }
  return tables;
}

function target({ around }: Scope, table: ObjectName, privilege: string): Table {
  requireUsage(around, table.schema, table.at);
  const path = table.schema === undefined ? around.path : [table.schema];
  const found = findNamed(around.work.database.tables, path, table.name);
  if (!found) throw noRelation(table, table.at);
  if (found.kind === 'view') throw notModelled('a change of a view’s rows');
  if (found.kind === 'materialized view')
    throw new SqlError(`cannot change materialized view "${found.name}"`);
  requirePrivilege(around, found, privilege);
  return found;
}

function columnIndex(table: Table, name: string, at: number): number {
  const index = table.columns.findIndex((column) => column.name === name);
  if (index < 0) throw new SqlError(`column "${name}" of relation "${table.name}" does not exist`, at);
  return index;
}

function scopeFor(scope: Scope, columns: readonly ScopeColumn[], place: string): Scope {
  return { ...emptyScope(scope.around), columns, outer: scope, tables: scope.tables, place };
}

export function columnsOf(table: Table, alias = table.name): ScopeColumn[] {
  return table.columns.map(({ name, type }) => ({ table: alias, name, type, from: table }));
}

/** How a column is filled where nothing is given. */
export function defaultOf(around: Around, table: Table, column: Column): () => Value {
  const { sequence } = column;
  if (sequence !== undefined) {
    return () => {
      const own = findNamed(around.work.database.sequences, [table.schema], sequence);
      if (!own) throw new SqlError(`relation "${sequence}" does not exist`);
      // An identity's sequence belongs to its column.
      if (column.identity === undefined) requireSequence(around, own, 'wU');
      const number = nextNumber(own, { around });
      return column.type.name === 'bigint' ? number : Number(number);
    };
  }
  if (column.defaultValue === undefined) return () => null;
  const scope: Scope = { ...emptyScope(around), hidesPlaces: true };
  const node = assigned(scope, compile(scope, column.defaultValue), column);
  return () => node.run(NO_ROW);
}

/** Fills in the columns that are made of others. */
export function withGenerated(around: Around, table: Table): (row: Row) => Row {
  const generated = table.columns.flatMap((column, index) => {
    if (column.generated === undefined) return [];
    const scope: Scope = { ...emptyScope(around), columns: columnsOf(table), hidesPlaces: true };
    return [{ index, node: assigned(scope, compile(scope, column.generated), column) }];
  });
  if (generated.length === 0) return (row) => row;
  return (row) => {
    const next = [...row];
    for (const { index, node } of generated) next[index] = node.run({ row });
    return next;
  };
}

type Cell = (env: Env) => Value;

function refuseGenerated(column: Column, overriding: Insert['overriding']): void {
  if (column.generated)
    throw new SqlError(
      `cannot insert a non-DEFAULT value into column "${column.name}"`,
      undefined,
      `Column "${column.name}" is a generated column.`,
    );
  if (column.identity === 'always' && overriding === undefined) {
    throw new SqlError(
      `cannot insert a non-DEFAULT value into column "${column.name}"`,
      undefined,
      `Column "${column.name}" is an identity column defined as GENERATED ALWAYS.`,
      'Use OVERRIDING SYSTEM VALUE to override.',
    );
  }
}

/** The rows that are to be added, each a function for a column. */
function sourceRows(
  scope: Scope,
  statement: Insert,
  table: Table,
  targets: readonly number[],
): () => readonly Row[] {
  const defaults = table.columns.map((column) => defaultOf(scope.around, table, column));
  const { source } = statement;
  const fill = (cells: readonly (Cell | undefined)[], env: Env): Row =>
    table.columns.map((_, index) => {
      const cell = cells[targets.indexOf(index)];
      return targets.includes(index) && cell ? cell(env) : (defaults[index]?.() ?? null);
    });
  if (source === undefined) return () => [fill([], NO_ROW)];
  const isPlain =
    source.body.kind === 'values' &&
    source.orderBy.length === 0 &&
    !source.limit &&
    !source.offset &&
    !source.with;
  if (isPlain && source.body.kind === 'values') {
    const inner = scopeFor(scope, [], 'VALUES');
    const rows = source.body.rows.map((row) => {
      checkWidth(row.length, targets.length, statement, row[targets.length]?.at);
      return row.map((one, index): Cell | undefined =>
        cellOf(inner, one, table.columns[targets[index] ?? -1], statement.overriding),
      );
    });
    return () => rows.map((cells) => fill(cells, { row: [], outer: NO_ROW }));
  }
  const plan = compileQuery(scope, source);
  const { body } = source;
  checkWidth(
    plan.columns.length,
    targets.length,
    statement,
    body.kind === 'select' ? body.items[targets.length]?.expression.at : undefined,
  );
  const casts = plan.columns.map((own, index) => {
    const column = table.columns[targets[index] ?? -1];
    if (!column) throw new SqlError('INSERT has more expressions than target columns');
    refuseGenerated(column, statement.overriding);
    const at = body.kind === 'select' ? body.items[index]?.expression.at : undefined;
    const node: Node = {
      type: openType(own),
      run: (env) => env.row[index] ?? null,
      show: () => '',
      ...(at === undefined ? {} : { at }),
    };
    return assigned(scope, node, column);
  });
  return () =>
    plan.run(NO_ROW).map((row) =>
      fill(
        casts.map((node) => (env: Env) => node.run(env)),
        { row },
      ),
    );
}

function checkWidth(given: number, wanted: number, statement: Insert, at: number | undefined): void {
  if (given > wanted) throw new SqlError('INSERT has more expressions than target columns', at);
  if (given < wanted && statement.columns.length > 0)
    throw new SqlError('INSERT has more target columns than expressions', statement.columns[given]?.at);
}

function cellOf(
  scope: Scope,
  expression: Expression,
  column: Column | undefined,
  overriding: Insert['overriding'],
): Cell | undefined {
  if (expression.kind === 'column' && expression.name === DEFAULT) return undefined;
  if (!column) return undefined;
  refuseGenerated(column, overriding);
  const node = assigned(scope, compile(scope, expression), column);
  return (env) => node.run(env);
}

function insert(scope: Scope, statement: Insert): Changed {
  const { around } = scope;
  let table = target(scope, statement.table, 'INSERT');
  const alias = statement.alias ?? table.name;
  const named = statement.columns.map(({ name, at }) => columnIndex(table, name, at));
  const twice = statement.columns.find(
    ({ name }, index) => statement.columns.findIndex((one) => one.name === name) < index,
  );
  if (twice) throw new SqlError(`column "${twice.name}" specified more than once`, twice.at);
  const targets = statement.columns.length > 0 ? named : table.columns.map((_, index) => index);
  const rowsOf = sourceRows(scope, statement, table, targets);
  const returning = compileReturning(scope, statement.returning, columnsOf(table, alias));
  const onConflict = statement.conflict && conflictOf(scope, statement, table, alias);
  const generate = withGenerated(around, table);
  const check = checkRow(around, table);
  const given = rowsOf();
  // Numbers have been drawn for the rows: the table is as it was.
  const rows = [...table.rows];
  const changed: Row[] = [];
  for (const one of given) {
    const row = generate(one);
    check(row);
    const conflict = onConflict && isConflict(around, table, rows, row, onConflict.keys);
    if (conflict !== undefined && onConflict) {
      if (!onConflict.update) continue;
      const next = onConflict.update(rows[conflict] ?? [], row);
      if (next === undefined) continue;
      if (changed.includes(rows[conflict] ?? [])) {
        throw new SqlError(
          'ON CONFLICT DO UPDATE command cannot affect row a second time',
          undefined,
          undefined,
          'Ensure that no rows proposed for insertion within the same command have duplicate constrained values.',
        );
      }
      const final = generate(next);
      check(final);
      rows.splice(conflict, 1);
      checkUnique(around, table, rows, final);
      rows.push(final);
      changed.push(final);
      continue;
    }
    checkUnique(around, table, rows, row);
    rows.push(row);
    changed.push(row);
  }
  table = { ...table, rows };
  around.work.database = withTable(around.work.database, table);
  followReferences(around, table, [], changed);
  return {
    ...returned(
      returning,
      changed.map((row) => ({ row, outer: NO_ROW })),
    ),
    count: changed.length,
  };
}

interface Conflict {
  readonly keys: readonly (readonly string[])[] | undefined;
  update?(old: Row, proposed: Row): Row | undefined;
}

function conflictOf(scope: Scope, { conflict }: Insert, table: Table, alias: string): Conflict | undefined {
  if (!conflict) return undefined;
  const keys = keyFor(table, conflict.columns, conflict.constraint, conflict.at);
  if (!conflict.sets) return { keys };
  if (keys === undefined)
    throw new SqlError(
      'ON CONFLICT DO UPDATE requires inference specification or constraint name',
      conflict.at,
      undefined,
      'For example, ON CONFLICT (column_name).',
    );
  const columns = [...columnsOf(table, alias), ...columnsOf(table, 'excluded')];
  const inner = scopeFor(scope, columns, 'UPDATE');
  const sets = compileSets(inner, conflict.sets, table);
  const where =
    conflict.where && condition(inner, compile({ ...inner, place: 'WHERE' }, conflict.where), 'WHERE');
  return {
    keys,
    update(old, proposed) {
      const env: Env = { row: [...old, ...proposed], outer: NO_ROW };
      if (where && where.run(env) !== true) return undefined;
      const next = [...old];
      for (const { index, run } of sets) next[index] = run(env);
      return next;
    },
  };
}

function compileSets(
  scope: Scope,
  sets: readonly Assignment[],
  table: Table,
): readonly { readonly index: number; run(env: Env): Value }[] {
  return sets.map(({ name, at, value }, place) => {
    const index = columnIndex(table, name, at);
    if (sets.findIndex((one) => one.name === name) < place)
      throw new SqlError(`multiple assignments to same column "${name}"`);
    const column = table.columns[index];
    if (!column) throw new SqlError(`column "${name}" of relation "${table.name}" does not exist`, at);
    if (value === undefined) {
      const run = defaultOf(scope.around, table, column);
      return { index, run };
    }
    if (column.generated || column.identity === 'always') {
      throw new SqlError(
        `column "${name}" can only be updated to DEFAULT`,
        undefined,
        column.generated
          ? `Column "${name}" is a generated column.`
          : `Column "${name}" is an identity column defined as GENERATED ALWAYS.`,
      );
    }
    const node = assigned(scope, compile(scope, value), column);
    return { index, run: (env: Env) => node.run(env) };
  });
}

function update(scope: Scope, statement: Update): Changed {
  const { around } = scope;
  const table = target(scope, statement.table, 'UPDATE');
  const alias = statement.alias ?? table.name;
  const others = compileSources(scope, statement.from);
  const columns = [...columnsOf(table, alias), ...others.columns];
  const inner = scopeFor(scope, columns, 'UPDATE');
  const sets = compileSets(inner, statement.sets, table);
  const where =
    statement.where && condition(inner, compile({ ...inner, place: 'WHERE' }, statement.where), 'WHERE');
  const returning = compileReturning(scope, statement.returning, columns);
  const generate = withGenerated(around, table);
  const check = checkRow(around, table);
  const beside = statement.from.length === 0 ? [[]] : others.rows({ row: [], outer: NO_ROW });
  const pairs: { readonly old: Row; readonly next: Row; readonly other: Row }[] = [];
  for (const old of table.rows) {
    const other = beside.find(
      (one) => !where || where.run({ row: [...old, ...one], outer: NO_ROW }) === true,
    );
    if (!other) continue;
    const env: Env = { row: [...old, ...other], outer: NO_ROW };
    const next = [...old];
    for (const { index, run } of sets) next[index] = run(env);
    pairs.push({ old, next: generate(next), other });
  }
  const gone = new Set(pairs.map(({ old }) => old));
  // An updated row is a new version of it, behind the others.
  const rows = table.rows.filter((row) => !gone.has(row));
  const pending = new Map(pairs.map((pair) => [pair.old, pair]));
  for (const { old, next } of pairs) {
    check(next);
    pending.delete(old);
    // Rows that are still to be changed are in the way, too.
    checkUnique(around, table, [...rows, ...pending.keys()], next);
    rows.push(next);
  }
  const nextTable = { ...table, rows };
  around.work.database = withTable(around.work.database, nextTable);
  followReferences(
    around,
    nextTable,
    pairs.map(({ old, next }) => ({ old, next })),
    pairs.map(({ next }) => next),
  );
  return {
    ...returned(
      returning,
      pairs.map(({ next, other }) => ({ row: [...next, ...other], outer: NO_ROW })),
    ),
    count: pairs.length,
  };
}

function remove(scope: Scope, statement: Delete): Changed {
  const { around } = scope;
  const table = target(scope, statement.table, 'DELETE');
  const alias = statement.alias ?? table.name;
  const others = compileSources(scope, statement.using);
  const columns = [...columnsOf(table, alias), ...others.columns];
  const inner = scopeFor(scope, columns, 'WHERE');
  const where = statement.where && condition(inner, compile(inner, statement.where), 'WHERE');
  const returning = compileReturning(scope, statement.returning, columns);
  const beside = statement.using.length === 0 ? [[]] : others.rows({ row: [], outer: NO_ROW });
  const gone = table.rows.flatMap((row) => {
    const other = beside.find(
      (one) => !where || where.run({ row: [...row, ...one], outer: NO_ROW }) === true,
    );
    return other ? [{ row, other }] : [];
  });
  const lost = new Set(gone.map(({ row }) => row));
  const nextTable = { ...table, rows: table.rows.filter((row) => !lost.has(row)) };
  around.work.database = withTable(around.work.database, nextTable);
  const result = returned(
    returning,
    gone.map(({ row, other }) => ({ row: [...row, ...other], outer: NO_ROW })),
  );
  followReferences(
    around,
    nextTable,
    gone.map(({ row }) => ({ old: row })),
    [],
  );
  return { ...result, count: gone.length };
}

interface Returning {
  readonly columns: readonly PlanColumn[];
  readonly nodes: readonly Node[];
}

function compileReturning(scope: Scope, items: readonly Item[], columns: readonly ScopeColumn[]): Returning {
  const inner = scopeFor(scope, columns, 'RETURNING');
  const all = items.flatMap((item): readonly Item[] => {
    const { expression } = item;
    if (expression.kind !== 'star') return [item];
    return columns
      .filter((column) => expression.table === undefined || column.table === expression.table)
      .map((column) => ({
        expression: { kind: 'column', table: column.table, name: column.name, at: expression.at },
      }));
  });
  const nodes = all.map((item) => known(inner, compile(inner, item.expression)));
  return {
    nodes,
    columns: all.map((item, index) => ({ name: nameOf(item), type: nodes[index]?.type ?? { name: 'text' } })),
  };
}

function returned({ columns, nodes }: Returning, envs: readonly Env[]): Pick<Changed, 'columns' | 'rows'> {
  return { columns, rows: nodes.length === 0 ? [] : envs.map((env) => nodes.map((node) => node.run(env))) };
}
