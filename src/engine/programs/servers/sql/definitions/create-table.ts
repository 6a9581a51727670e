// CREATE TABLE (tablecmds.c, parse_utilcmd.c).
import { assigned, condition } from '../casts';
import { columnsOf } from '../changes';
import { compile } from '../compile';
import {
  findNamed,
  withTable,
  type Column,
  type Database,
  type Table,
  type TableConstraint,
} from '../database';
import type { Outcome } from '../outcome';
import { requireCreation } from '../privileges';
import { compileQuery } from '../query';
import { emptyScope, NO_ROW, type Around, type Scope } from '../scope';
import { noRelation } from '../sources';
import { SqlError } from '../sql-error';
import type { ColumnDefinition, Constraint, CreateTable } from '../syntax';
import { typeOf } from '../type-names';
import { canCast, typeText, type SqlType } from '../types';
import { creationSchema, freeName, isTaken, namedColumns } from './names';
import { startPrivileges } from './privileges';
import { addOwnedSequence } from './sequences';

const SERIALS: Readonly<Record<string, string>> = {
  serial: 'integer',
  serial4: 'integer',
  bigserial: 'bigint',
  serial8: 'bigint',
  smallserial: 'smallint',
  serial2: 'smallint',
};

/** A schema for a session's own tables; its number is that of the session. */
export const TEMPORARY = 'pg_temp_3';

export function createTable(around: Around, statement: CreateTable): Outcome {
  const { work } = around;
  const { name, at } = statement.table;
  const schema = statement.isTemporary ? TEMPORARY : creationSchema(around, statement.table);
  if (statement.isTemporary && !work.database.schemas.some((one) => one.name === TEMPORARY)) {
    work.database = {
      ...work.database,
      schemas: [...work.database.schemas, { name: TEMPORARY, owner: around.user }],
    };
  }
  if (!statement.isTemporary) requireCreation(around, work.database, schema, at);
  if (isTaken(work.database, schema, name)) {
    if (!statement.ifNotExists) throw new SqlError(`relation "${name}" already exists`);
    return {
      tag: 'CREATE TABLE',
      notices: [{ level: 'NOTICE', message: `relation "${name}" already exists, skipping` }],
    };
  }
  if (statement.as) return createTableAs(around, statement, schema, statement.as);
  const definitions = statement.columns;
  const names = definitions.map((column) => column.name);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined) throw new SqlError(`column "${twice}" specified more than once`);
  let table: Table = {
    kind: 'table',
    schema,
    name,
    owner: around.user,
    columns: [],
    constraints: [],
    indexes: [],
    rows: [],
    ...startPrivileges(work.database, around.user, schema, 'table'),
  };
  for (const { table: source, all } of statement.like) {
    const found = findNamed(
      work.database.tables,
      source.schema === undefined ? around.path : [source.schema],
      source.name,
    );
    if (!found) throw noRelation(source, source.at);
    table = likeTable(around, table, found, all);
  }
  for (const definition of definitions)
    table = { ...table, columns: [...table.columns, newColumn(around, table, definition)] };
  const constraints = [...definitions.flatMap((column) => column.constraints), ...statement.constraints];
  // Primary keys come first, then the others as they stand.
  const primary = constraints.filter(({ kind }) => kind === 'primary');
  if (primary.length > 1)
    throw new SqlError(`multiple primary keys for table "${name}" are not allowed`, primary[1]?.at);
  work.database = withTable(work.database, table);
  for (const constraint of [
    ...constraints.filter(({ kind }) => kind === 'check'),
    ...primary,
    ...constraints.filter(({ kind }) => kind === 'unique'),
    ...constraints.filter(({ kind }) => kind === 'foreign'),
  ]) {
    table = withConstraint(around, table, constraint);
    work.database = withTable(work.database, table);
  }
  return { tag: 'CREATE TABLE' };
}

function likeTable(around: Around, table: Table, found: Table, all: boolean): Table {
  const { database } = around.work;
  const columns = found.columns.map(({ name, type, notNull, defaultValue, generated, sequence }): Column => ({
    name,
    type,
    notNull,
    ...(all && defaultValue ? { defaultValue } : {}),
    ...(all && generated ? { generated } : {}),
    ...(all && sequence !== undefined ? { sequence } : {}),
  }));
  if (!all) return { ...table, columns: [...table.columns, ...columns] };
  const constraints = found.constraints
    .filter(({ kind }) => kind !== 'foreign')
    .map((one): TableConstraint => ({
      ...one,
      name:
        one.kind === 'check'
          ? one.name
          : freeName(
              database,
              table.schema,
              one.kind === 'primary' ? [table.name] : [table.name, ...one.columns],
              one.kind === 'primary' ? 'pkey' : 'key',
            ),
    }));
  const indexes = found.indexes.map((index) => ({
    ...index,
    name: freeName(
      database,
      table.schema,
      [
        table.name,
        ...index.keys.map(({ expression }) => (expression.kind === 'column' ? expression.name : 'expr')),
      ],
      'idx',
    ),
  }));
  return { ...table, columns: [...table.columns, ...columns], constraints, indexes };
}

function createTableAs(
  around: Around,
  statement: CreateTable,
  schema: string,
  as: NonNullable<CreateTable['as']>,
): Outcome {
  const plan = compileQuery(emptyScope(around), as.query);
  if (as.columns.length > plan.columns.length) throw new SqlError('too many column names were specified');
  const rows = as.withData ? plan.run(NO_ROW) : [];
  const columns = plan.columns.map(({ name, type }, index) => ({
    name: as.columns[index] ?? name,
    type,
    notNull: false,
  }));
  const twice = columns.find(({ name }, index) => columns.findIndex((one) => one.name === name) < index);
  if (twice) throw new SqlError(`column "${twice.name}" specified more than once`);
  const table: Table = {
    kind: 'table',
    schema,
    name: statement.table.name,
    owner: around.user,
    columns,
    constraints: [],
    indexes: [],
    rows,
    ...startPrivileges(around.work.database, around.user, schema, 'table'),
  };
  around.work.database = withTable(around.work.database, table);
  return { tag: as.withData ? `SELECT ${rows.length}` : 'CREATE TABLE AS' };
}

/** A column with what makes its values; serial and identity make a sequence. */
export function newColumn(around: Around, table: Table, definition: ColumnDefinition): Column {
  const { name, identity, at } = definition;
  const serial = definition.type.schema === undefined ? SERIALS[definition.type.name] : undefined;
  const type: SqlType = serial === undefined ? typeOf(around, definition.type) : { name: serial };
  const isPrimary = definition.constraints.some(({ kind }) => kind === 'primary');
  if (definition.notNull && definition.isNullable)
    throw new SqlError(
      `conflicting NULL/NOT NULL declarations for column "${name}" of table "${table.name}"`,
      at,
    );
  if (serial !== undefined && definition.defaultValue)
    throw new SqlError(
      `multiple default values specified for column "${name}" of table "${table.name}"`,
      definition.defaultValue.at,
    );
  if (identity !== undefined && !/^(smallint|integer|bigint)$/.test(type.name))
    throw new SqlError('identity column type must be smallint, integer, or bigint');
  let column: Column = {
    name,
    type,
    notNull: definition.notNull || isPrimary || serial !== undefined || identity !== undefined,
  };
  if (serial !== undefined || identity !== undefined) {
    const sequence = addOwnedSequence(around, table, name, type.name, definition.sequence ?? {});
    column = { ...column, sequence, ...(identity === undefined ? {} : { identity }) };
  }
  const { defaultValue, generated } = definition;
  if (defaultValue) {
    checkDefault(around, column, defaultValue);
    // DEFAULT NULL is none.
    if (!(defaultValue.kind === 'constant' && defaultValue.value === null))
      column = { ...column, defaultValue };
  }
  return generated ? { ...column, generated } : column;
}

/** A default is an expression without columns, and fits. */
export function checkDefault(
  around: Around,
  column: Column,
  value: NonNullable<Column['defaultValue']>,
): void {
  const scope: Scope = { ...emptyScope(around), place: 'DEFAULT expressions' };
  if (value.kind === 'column')
    throw new SqlError('cannot use column reference in DEFAULT expression', value.at);
  const node = compile(scope, value);
  if (node.literal === undefined && !canCast(node.type, column.type, 'assignment')) {
    throw new SqlError(
      `column "${column.name}" is of type ${typeText(column.type)} but default expression is of type ${typeText(node.type)}`,
      undefined,
      undefined,
      'You will need to rewrite or cast the expression.',
    );
  }
  assigned(scope, node, column);
}

/** A table with one more constraint; its name is made up where it has none. Rows are not looked at. */
export function withConstraint(around: Around, table: Table, constraint: Constraint): Table {
  const { database } = around.work;
  if (constraint.kind === 'primary' && table.constraints.some(({ kind }) => kind === 'primary'))
    throw new SqlError(`multiple primary keys for table "${table.name}" are not allowed`);
  const taken = table.constraints.map(({ name }) => name);
  if (
    constraint.name !== undefined &&
    (taken.includes(constraint.name) ||
      (/^(primary|unique)$/.test(constraint.kind) && isTaken(database, table.schema, constraint.name)))
  ) {
    throw taken.includes(constraint.name)
      ? new SqlError(`constraint "${constraint.name}" for relation "${table.name}" already exists`)
      : new SqlError(`relation "${constraint.name}" already exists`);
  }
  const unknown = constraint.columns.find((name) => !table.columns.some((column) => column.name === name));
  if (unknown !== undefined) {
    throw constraint.kind === 'foreign'
      ? new SqlError(`column "${unknown}" referenced in foreign key constraint does not exist`)
      : new SqlError(`column "${unknown}" named in key does not exist`, constraint.at);
  }
  switch (constraint.kind) {
    case 'primary': {
      const name = constraint.name ?? freeName(database, table.schema, [table.name], 'pkey');
      const columns = table.columns.map((column) =>
        constraint.columns.includes(column.name) ? { ...column, notNull: true } : column,
      );
      return {
        ...table,
        columns,
        constraints: [...table.constraints, { kind: 'primary', name, columns: constraint.columns }],
      };
    }
    case 'unique': {
      const name =
        constraint.name ??
        freeName(database, table.schema, [table.name, ...constraint.columns], 'key', taken);
      return {
        ...table,
        constraints: [...table.constraints, { kind: 'unique', name, columns: constraint.columns }],
      };
    }
    case 'check': {
      const { check } = constraint;
      if (!check) return table;
      const scope: Scope = { ...emptyScope(around), columns: columnsOf(table), place: 'check constraints' };
      condition(scope, compile(scope, check), 'CHECK');
      const used = namedColumns(check, table.columns);
      const name =
        constraint.name ??
        freeName(
          database,
          table.schema,
          used.length === 1 ? [table.name, used[0] ?? ''] : [table.name],
          'check',
          taken,
        );
      return { ...table, constraints: [...table.constraints, { kind: 'check', name, columns: used, check }] };
    }
    case 'foreign':
      return {
        ...table,
        constraints: [...table.constraints, foreignKey(around, database, table, constraint, taken)],
      };
  }
}

function foreignKey(
  around: Around,
  database: Database,
  table: Table,
  constraint: Constraint,
  taken: readonly string[],
): TableConstraint {
  const { references } = constraint;
  if (!references) throw new SqlError('syntax error');
  const { table: written, onDelete, onUpdate } = references;
  const path = written.schema === undefined ? around.path : [written.schema];
  const target =
    written.name === table.name && (written.schema ?? table.schema) === table.schema
      ? table
      : findNamed(database.tables, path, written.name);
  if (!target) throw noRelation(written, undefined);
  const primary = target.constraints.find(({ kind }) => kind === 'primary');
  if (references.columns.length === 0 && !primary)
    throw new SqlError(`there is no primary key for referenced table "${target.name}"`);
  const columns = references.columns.length > 0 ? references.columns : (primary?.columns ?? []);
  const unknown = columns.find((name) => !target.columns.some((column) => column.name === name));
  if (unknown !== undefined)
    throw new SqlError(`column "${unknown}" referenced in foreign key constraint does not exist`);
  if (columns.length !== constraint.columns.length)
    throw new SqlError('number of referencing and referenced columns for foreign key disagree');
  const wanted = [...columns].sort().join('\0');
  const isUnique =
    target.constraints.some(
      (one) => /^(primary|unique)$/.test(one.kind) && [...one.columns].sort().join('\0') === wanted,
    ) ||
    target.indexes.some(
      (index) =>
        index.isUnique &&
        !index.where &&
        index.keys
          .map(({ expression }) => (expression.kind === 'column' ? expression.name : ''))
          .sort()
          .join('\0') === wanted,
    );
  if (!isUnique)
    throw new SqlError(
      `there is no unique constraint matching given keys for referenced table "${target.name}"`,
    );
  const name =
    constraint.name ?? freeName(database, table.schema, [table.name, ...constraint.columns], 'fkey', taken);
  for (const [index, own] of constraint.columns.entries()) {
    const [a, b] = [typeIn(table, own), typeIn(target, columns[index] ?? '')];
    if (a.name !== b.name && !canCast(a, b, 'implicit') && !canCast(b, a, 'implicit')) {
      throw new SqlError(
        `foreign key constraint "${name}" cannot be implemented`,
        undefined,
        `Key columns "${own}" and "${columns[index] ?? ''}" are of incompatible types: ${typeText(a)} and ${typeText(b)}.`,
      );
    }
  }
  return {
    kind: 'foreign',
    name,
    columns: constraint.columns,
    references: { schema: target.schema, table: target.name, columns, onDelete, onUpdate },
  };
}

function typeIn(table: Table, name: string): SqlType {
  return table.columns.find((column) => column.name === name)?.type ?? { name: 'text' };
}
