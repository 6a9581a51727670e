import { findTable, withDatabase, withTable } from './database';
import type { Cluster, Column, Database, Key, Table } from './database';
import { evaluate } from './evaluate';
import type { Context, Rows, Surroundings } from './evaluate';
import { runSelect } from './query';
import { SqlError } from './sql-error';
import type { ColumnDefinition, Expression, Select, Statement, TableChange } from './syntax';
import { cast, show, type Value } from './types';

/** What a statement gives back: rows, or only its tag (`INSERT 0 1`). */
export interface Outcome {
  readonly tag: string;
  readonly rows?: Rows;
  readonly notice?: string;
}

/** What a statement works on, and what is left after it. */
export interface Work {
  readonly cluster: Cluster;
  readonly database: Database;
}

type Around = Omit<Surroundings, 'select'>;
type Row = readonly Value[];

/** Executes anything but the bounds of transactions. Throws SqlError, and nothing has changed then. */
export function execute(
  work: Work,
  around: Around,
  statement: Statement,
): { readonly work: Work; readonly outcome: Outcome } {
  const { database } = work;
  const changed = (next: Database, outcome: Outcome) => ({
    work: { cluster: work.cluster, database: next },
    outcome,
  });
  switch (statement.kind) {
    case 'select': {
      const rows = runSelect(database, around, statement);
      return changed(database, { tag: `SELECT ${rows.rows.length}`, rows });
    }
    case 'create table':
      return createTable(work, around, statement);
    case 'drop table':
      return dropTables(work, statement);
    case 'truncate': {
      const next = statement.names.reduce(
        (so, name) => withTable(so, { ...needTable(so, name), rows: [] }),
        database,
      );
      return changed(next, { tag: 'TRUNCATE TABLE' });
    }
    case 'alter table': {
      const table = needTable(database, statement.name, statement.at);
      return changed(alterTable(database, around, table, statement.change), { tag: 'ALTER TABLE' });
    }
    case 'insert':
      return insert(work, around, statement);
    case 'update':
      return update(work, around, statement);
    case 'delete':
      return remove(work, around, statement);
    case 'create database':
      return createDatabase(work, around, statement.name);
    case 'drop database':
      return dropDatabase(work, statement.name, statement.ifExists);
    case 'role':
      return changeRole(work, statement);
    case 'transaction':
    case 'accepted':
      return changed(database, { tag: statement.kind === 'accepted' ? statement.tag : '' });
  }
}

function needTable(database: Database, name: string, at?: number): Table {
  const table = findTable(database, name);
  if (table === undefined) throw new SqlError(`relation "${name}" does not exist`, at);
  return table;
}

function contextFor(work: Work, around: Around, table: Table | undefined, row: Row): Context {
  const columns = (table?.columns ?? []).map(({ name, type }) => ({ table: table?.name ?? '', name, type }));
  return {
    ...around,
    select: (inner, outer) => runSelect(work.database, around, inner, outer),
    scope: { columns },
    row,
  };
}

type Create = Statement & { kind: 'create table' };

function createTable(
  work: Work,
  around: Around,
  { name, ifNotExists, columns, keys, as }: Create,
): ReturnType<typeof execute> {
  const { database, cluster } = work;
  if (findTable(database, name)) {
    if (!ifNotExists) throw new SqlError(`relation "${name}" already exists`);
    return { work, outcome: { tag: 'CREATE TABLE', notice: `relation "${name}" already exists, skipping` } };
  }
  const names = columns.map((column) => column.name);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined) throw new SqlError(`column "${twice}" specified more than once`);
  if (as) {
    const { columns: own, rows } = runSelect(database, around, as);
    const made: Table = {
      name,
      owner: around.user,
      columns: own.map((column) => ({ ...column, notNull: false, isSerial: false })),
      keys: [],
      rows,
      next: {},
    };
    return {
      work: { cluster, database: withTable(database, made) },
      outcome: { tag: `SELECT ${rows.length}` },
    };
  }
  const primary = [...keys.filter((key) => key.isPrimary), ...columns.filter((column) => column.isPrimary)];
  if (primary.length > 1) throw new SqlError(`multiple primary keys for table "${name}" are not allowed`);
  const inKey = keys.flatMap((key) => (key.isPrimary ? key.columns : []));
  const unknown = keys.flatMap((key) => key.columns).find((column) => !names.includes(column));
  if (unknown !== undefined) throw new SqlError(`column "${unknown}" named in key does not exist`);
  const table: Table = {
    name,
    owner: around.user,
    columns: columns.map((column) =>
      asColumn({ ...column, notNull: column.notNull || inKey.includes(column.name) }),
    ),
    keys: [
      ...keys.map((key) => ({ ...key, name: keyName(name, key) })),
      ...columns.flatMap((column) => ownKeys(name, column)),
    ],
    rows: [],
    next: {},
  };
  return { work: { cluster, database: withTable(database, table) }, outcome: { tag: 'CREATE TABLE' } };
}

function keyName(table: string, { columns, isPrimary }: Omit<Key, 'name'>): string {
  return isPrimary ? `${table}_pkey` : `${table}_${columns.join('_')}_key`;
}

function ownKeys(table: string, { name, isPrimary, isUnique }: ColumnDefinition): Key[] {
  const made = (primary: boolean): Key => ({
    name: keyName(table, { columns: [name], isPrimary: primary }),
    columns: [name],
    isPrimary: primary,
  });
  return [...(isPrimary ? [made(true)] : []), ...(isUnique ? [made(false)] : [])];
}

function asColumn({
  name,
  type,
  notNull,
  isSerial,
  defaultValue,
  check,
  identity,
}: ColumnDefinition): Column {
  return {
    name,
    type,
    notNull,
    isSerial,
    ...(defaultValue ? { defaultValue } : {}),
    ...(check ? { check } : {}),
    ...(identity ? { identity } : {}),
  };
}

function dropTables(
  work: Work,
  { names, ifExists }: Statement & { kind: 'drop table' },
): ReturnType<typeof execute> {
  let { database } = work;
  let notice: string | undefined;
  for (const name of names) {
    if (!findTable(database, name)) {
      if (!ifExists) throw new SqlError(`table "${name}" does not exist`);
      notice = `table "${name}" does not exist, skipping`;
    }
    database = { ...database, tables: database.tables.filter((table) => table.name !== name) };
  }
  return { work: { ...work, database }, outcome: { tag: 'DROP TABLE', ...(notice ? { notice } : {}) } };
}

function alterTable(database: Database, around: Around, table: Table, change: TableChange): Database {
  const index = (name: string): number => {
    const found = table.columns.findIndex((column) => column.name === name);
    if (found < 0) throw new SqlError(`column "${name}" of relation "${table.name}" does not exist`);
    return found;
  };
  switch (change.kind) {
    case 'rename': {
      if (findTable(database, change.to)) throw new SqlError(`relation "${change.to}" already exists`);
      const renamed = { ...table, name: change.to };
      return { ...database, tables: database.tables.map((one) => (one === table ? renamed : one)) };
    }
    case 'rename column': {
      const at = index(change.column);
      const columns = table.columns.map((column, place) =>
        place === at ? { ...column, name: change.to } : column,
      );
      const keys = table.keys.map((key) => ({
        ...key,
        columns: key.columns.map((name) => (name === change.column ? change.to : name)),
      }));
      return withTable(database, { ...table, columns, keys });
    }
    case 'drop': {
      const at = index(change.column);
      return withTable(database, {
        ...table,
        columns: table.columns.toSpliced(at, 1),
        keys: table.keys.filter((key) => !key.columns.includes(change.column)),
        rows: table.rows.map((row) => row.toSpliced(at, 1)),
      });
    }
    case 'add': {
      const { column } = change;
      if (table.columns.some(({ name }) => name === column.name)) {
        throw new SqlError(`column "${column.name}" of relation "${table.name}" already exists`);
      }
      const work = { cluster: { roles: [], databases: [] }, database };
      const value = column.defaultValue
        ? cast(evaluate(contextFor(work, around, undefined, []), column.defaultValue).value, column.type)
        : null;
      if (column.notNull && value === null && !column.isSerial && table.rows.length > 0) {
        throw new SqlError(`column "${column.name}" of relation "${table.name}" contains null values`);
      }
      const rows = table.rows.map((row, place) => [...row, column.isSerial ? place + 1 : value]);
      return withTable(database, {
        ...table,
        columns: [...table.columns, asColumn(column)],
        keys: [...table.keys, ...ownKeys(table.name, column)],
        rows,
        next: { ...table.next, ...(column.isSerial ? { [column.name]: rows.length + 1 } : {}) },
      });
    }
  }
}

function insert(
  work: Work,
  around: Around,
  statement: Statement & { kind: 'insert' },
): ReturnType<typeof execute> {
  let table = needTable(work.database, statement.table, statement.at);
  const targets =
    statement.columns.length > 0
      ? statement.columns.map(({ name, at }) => columnIndex(table, name, at))
      : table.columns.map((_, index) => index);
  const { rows } = statement;
  const given: readonly (readonly (Expression | 'default' | { readonly value: Value })[])[] =
    'kind' in rows
      ? runSelect(work.database, around, rows).rows.map((row) => row.map((value) => ({ value })))
      : rows;
  const next: Record<string, number> = { ...table.next };
  const added: Row[] = [];
  for (const values of given) {
    if (values.length > targets.length) {
      const [, extra] = [values[targets.length - 1], values[targets.length]];
      const at = typeof extra === 'object' && 'at' in extra ? extra.at : undefined;
      throw new SqlError('INSERT has more expressions than target columns', at);
    }
    if (values.length < targets.length && statement.columns.length > 0) {
      throw new SqlError(
        'INSERT has more target columns than expressions',
        statement.columns[values.length]?.at,
      );
    }
    const row = table.columns.map((column, index): Value => {
      const place = targets.indexOf(index);
      const value = place < 0 ? undefined : values[place];
      if (value === undefined || value === 'default') return defaultOf(work, around, column, next);
      if (column.identity === 'always') {
        throw new SqlError(
          `cannot insert a non-DEFAULT value into column "${column.name}"`,
          undefined,
          `Column "${column.name}" is an identity column defined as GENERATED ALWAYS.`,
          'Use OVERRIDING SYSTEM VALUE to override.',
        );
      }
      if (!('kind' in value)) return cast(value.value, column.type);
      return assign(contextFor(work, around, undefined, []), column, value);
    });
    try {
      checkRow(work, around, table, row, [...table.rows, ...added]);
    } catch (error) {
      if (
        !(error instanceof SqlError) ||
        !statement.ignoresConflicts ||
        !error.message.startsWith('duplicate')
      )
        throw error;
      continue;
    }
    added.push(row);
  }
  table = { ...table, rows: [...table.rows, ...added], next };
  return {
    work: { ...work, database: withTable(work.database, table) },
    outcome: returning(work, around, table, added, statement.returning, `INSERT 0 ${added.length}`),
  };
}

function columnIndex(table: Table, name: string, at: number): number {
  const index = table.columns.findIndex((column) => column.name === name);
  if (index < 0) throw new SqlError(`column "${name}" of relation "${table.name}" does not exist`, at);
  return index;
}

function defaultOf(work: Work, around: Around, column: Column, next: Record<string, number>): Value {
  if (column.isSerial) {
    const number = next[column.name] ?? 1;
    next[column.name] = number + 1;
    return number;
  }
  if (column.defaultValue === undefined) return null;
  return cast(evaluate(contextFor(work, around, undefined, []), column.defaultValue).value, column.type);
}

/** An expression's value as a column takes it: whole numbers do not become dates. */
function assign(context: Context, column: Column, expression: Expression): Value {
  const { value, type } = evaluate(context, expression);
  const at = expression.kind === 'literal' ? expression.at : undefined;
  const isText = typeof value === 'string' || value === null;
  const wantsNumber = /^(integer|bigint|smallint|numeric|real|double)/.test(column.type.name);
  const isFitting = isText
    ? type.name === 'unknown' || !wantsNumber
    : (typeof value === 'number') === wantsNumber ||
      /^(text|char)/.test(column.type.name) ||
      column.type.name === type.name;
  if (value !== null && !isFitting) {
    throw new SqlError(
      `column "${column.name}" is of type ${column.type.name} but expression is of type ${type.name}`,
      at,
      undefined,
      'You will need to rewrite or cast the expression.',
    );
  }
  return cast(
    isText || wantsNumber
      ? value
      : typeof value === 'boolean' && column.type.name === 'boolean'
        ? value
        : show(value, type),
    column.type,
    at,
  );
}

function checkRow(work: Work, around: Around, table: Table, row: Row, others: readonly Row[]): void {
  for (const [index, column] of table.columns.entries()) {
    if (column.notNull && row[index] === null) {
      throw new SqlError(
        `null value in column "${column.name}" of relation "${table.name}" violates not-null constraint`,
        undefined,
        `Failing row contains (${rowText(table, row)}).`,
      );
    }
    if (column.check && evaluate(contextFor(work, around, table, row), column.check).value === false) {
      throw new SqlError(
        `new row for relation "${table.name}" violates check constraint "${table.name}_${column.name}_check"`,
        undefined,
        `Failing row contains (${rowText(table, row)}).`,
      );
    }
  }
  for (const key of table.keys) {
    const places = key.columns.map((name) => table.columns.findIndex((column) => column.name === name));
    const values = places.map((place) => row[place] ?? null);
    if (values.includes(null)) continue;
    const isTaken = others.some((other) => places.every((place, index) => other[place] === values[index]));
    if (!isTaken) continue;
    const shown = places.map((place, index) =>
      show(values[index] ?? null, table.columns[place]?.type ?? { name: 'text' }),
    );
    throw new SqlError(
      `duplicate key value violates unique constraint "${key.name}"`,
      undefined,
      `Key (${key.columns.join(', ')})=(${shown.join(', ')}) already exists.`,
    );
  }
}

function rowText({ columns }: Table, row: Row): string {
  return row
    .map((value, index) => (value === null ? 'null' : show(value, columns[index]?.type ?? { name: 'text' })))
    .join(', ');
}

function returning(
  work: Work,
  around: Around,
  table: Table,
  rows: readonly Row[],
  items: Select['items'],
  tag: string,
): Outcome {
  if (items.length === 0) return { tag };
  const only: Database = { ...work.database, tables: [{ ...table, rows }] };
  const source = { table: table.name, at: 0, join: 'cross' } as const;
  const select: Select = {
    kind: 'select',
    isDistinct: false,
    items,
    from: [source],
    groupBy: [],
    orderBy: [],
  };
  return { tag, rows: runSelect(only, around, select) };
}

function update(
  work: Work,
  around: Around,
  statement: Statement & { kind: 'update' },
): ReturnType<typeof execute> {
  const table = needTable(work.database, statement.table, statement.at);
  const sets = statement.sets.map(({ name, at, value }) => ({ index: columnIndex(table, name, at), value }));
  const changed: Row[] = [];
  const rows = [...table.rows];
  for (const [place, row] of table.rows.entries()) {
    const context = contextFor(work, around, table, row);
    if (statement.where && evaluate(context, statement.where).value !== true) continue;
    const next = [...row];
    for (const { index, value } of sets) {
      const column = table.columns[index];
      if (column) next[index] = assign(context, column, value);
    }
    checkRow(work, around, table, next, rows.toSpliced(place, 1));
    rows[place] = next;
    changed.push(next);
  }
  // An updated row is a new version of it, behind the others.
  const kept = rows.filter((row) => !changed.includes(row));
  const nextTable = { ...table, rows: [...kept, ...changed] };
  return {
    work: { ...work, database: withTable(work.database, nextTable) },
    outcome: returning(work, around, table, changed, statement.returning, `UPDATE ${changed.length}`),
  };
}

function remove(
  work: Work,
  around: Around,
  { table: name, at, where, returning: items }: Statement & { kind: 'delete' },
): ReturnType<typeof execute> {
  const table = needTable(work.database, name, at);
  const isGone = (row: Row): boolean =>
    !where || evaluate(contextFor(work, around, table, row), where).value === true;
  const gone = table.rows.filter(isGone);
  const kept = table.rows.filter((row) => !gone.includes(row));
  return {
    work: { ...work, database: withTable(work.database, { ...table, rows: kept }) },
    outcome: returning(work, around, table, gone, items, `DELETE ${gone.length}`),
  };
}

function createDatabase(
  { cluster, database }: Work,
  around: Around,
  name: string,
): ReturnType<typeof execute> {
  if (cluster.databases.some((one) => one.name === name))
    throw new SqlError(`database "${name}" already exists`);
  const made: Database = { name, owner: around.user, tables: [] };
  return { work: { database, cluster: withDatabase(cluster, made) }, outcome: { tag: 'CREATE DATABASE' } };
}

function dropDatabase(
  { cluster, database }: Work,
  name: string,
  ifExists: boolean,
): ReturnType<typeof execute> {
  if (name === database.name) throw new SqlError('cannot drop the currently open database');
  const isKnown = cluster.databases.some((one) => one.name === name);
  if (!isKnown && !ifExists) throw new SqlError(`database "${name}" does not exist`);
  const databases = cluster.databases.filter((one) => one.name !== name);
  const notice = isKnown ? {} : { notice: `database "${name}" does not exist, skipping` };
  return {
    work: { database, cluster: { ...cluster, databases } },
    outcome: { tag: 'DROP DATABASE', ...notice },
  };
}

function changeRole(
  { cluster, database }: Work,
  { name, password, isNew, mayLogIn }: Statement & { kind: 'role' },
): ReturnType<typeof execute> {
  const old = cluster.roles.find((role) => role.name === name);
  if (isNew && old) throw new SqlError(`role "${name}" already exists`);
  if (!isNew && !old) throw new SqlError(`role "${name}" does not exist`);
  const role = {
    name,
    isSuperuser: old?.isSuperuser ?? false,
    mayLogIn: old?.mayLogIn ?? mayLogIn,
    ...(password === undefined
      ? old?.password === undefined
        ? {}
        : { password: old.password }
      : { password }),
  };
  const roles = [...cluster.roles.filter((one) => one !== old), role];
  return {
    work: { database, cluster: { ...cluster, roles } },
    outcome: { tag: isNew ? 'CREATE ROLE' : 'ALTER ROLE' },
  };
}
