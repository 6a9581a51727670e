// Views, sequences, indexes, types, schemas and extensions.
import { checkAllUnique } from '../constraints';
import { columnsOf } from '../changes';
import { compile } from '../compile';
import { findNamed, withTable, withType, type Table } from '../database';
import type { Outcome } from '../outcome';
import { holds, owns, requireCreation, requireOwner } from '../privileges';
import { compileQuery } from '../query';
import { emptyScope, NO_ROW, type Around, type Scope } from '../scope';
import { noRelation } from '../sources';
import { notModelled, SqlError } from '../sql-error';
import type { Statement } from '../syntax';
import { typeText } from '../types';
import { creationSchema, freeName, isTaken, keyName } from './names';

type Of<Kind extends Statement['kind']> = Statement & { readonly kind: Kind };

function skipping(tag: string, what: string, name: string): Outcome {
  return { tag, notices: [{ level: 'NOTICE', message: `${what} "${name}" already exists, skipping` }] };
}

export function createView(around: Around, statement: Of<'create view'>): Outcome {
  const { work } = around;
  const { name } = statement.view;
  const schema = creationSchema(around, statement.view);
  requireCreation(around, work.database, schema, statement.view.at);
  const tag = statement.isMaterialized ? 'CREATE MATERIALIZED VIEW' : 'CREATE VIEW';
  const plan = compileQuery(emptyScope(around), statement.query);
  if (statement.columns.length > plan.columns.length)
    throw new SqlError(`CREATE VIEW specifies more column names than columns`);
  const columns = plan.columns.map((column, index) => ({
    name: statement.columns[index] ?? column.name,
    type: column.type,
    notNull: false,
  }));
  const twice = columns.find((column, index) => columns.findIndex((one) => one.name === column.name) < index);
  if (twice) throw new SqlError(`column "${twice.name}" specified more than once`);
  const old = findNamed(work.database.tables, [schema], name);
  if (isTaken(work.database, schema, name)) {
    if (statement.ifNotExists) return skipping(tag, 'relation', name);
    if (!statement.orReplace || !old) throw new SqlError(`relation "${name}" already exists`);
    if (old.kind !== 'view') throw new SqlError(`"${name}" is not a view`);
    requireOwner(around, old);
    checkReplaced(old, columns);
  }
  const rows = statement.isMaterialized && !statement.isEmpty ? plan.run(NO_ROW) : [];
  const view: Table = {
    kind: statement.isMaterialized ? 'materialized view' : 'view',
    schema,
    name,
    owner: old?.owner ?? around.user,
    columns,
    constraints: [],
    indexes: [],
    rows,
    query: statement.query,
    ...(statement.isEmpty ? { isEmpty: true } : {}),
    ...(old?.privileges ? { privileges: old.privileges } : {}),
  };
  work.database = withTable(work.database, view);
  return { tag: statement.isMaterialized && !statement.isEmpty ? `SELECT ${rows.length}` : tag };
}

function checkReplaced(old: Table, columns: Table['columns']): void {
  if (columns.length < old.columns.length) throw new SqlError('cannot drop columns from view');
  for (const [index, { name, type }] of old.columns.entries()) {
    const next = columns[index];
    if (!next) continue;
    if (next.name !== name)
      throw new SqlError(
        `cannot change name of view column "${name}" to "${next.name}"`,
        undefined,
        undefined,
        'Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.',
      );
    if (typeText(next.type) !== typeText(type))
      throw new SqlError(
        `cannot change data type of view column "${name}" from ${typeText(type)} to ${typeText(next.type)}`,
      );
  }
}

export function refreshView(around: Around, { view }: Of<'refresh'>): Outcome {
  const found = findNamed(
    around.work.database.tables,
    view.schema === undefined ? around.path : [view.schema],
    view.name,
  );
  if (!found) throw noRelation(view, undefined);
  if (found.kind !== 'materialized view' || !found.query)
    throw new SqlError(`"${found.name}" is not a materialized view`);
  const rows = compileQuery({ ...emptyScope(around), hidesPlaces: true }, found.query).run(NO_ROW);
  const { isEmpty: _empty, ...filled } = found;
  around.work.database = withTable(around.work.database, { ...filled, rows });
  return { tag: 'REFRESH MATERIALIZED VIEW' };
}

export function createIndex(around: Around, statement: Of<'create index'>): Outcome {
  const { work } = around;
  const { table: written } = statement;
  const table = findNamed(
    work.database.tables,
    written.schema === undefined ? around.path : [written.schema],
    written.name,
  );
  if (!table) throw noRelation(written, undefined);
  if (table.kind === 'view')
    throw new SqlError(
      `cannot create index on relation "${table.name}"`,
      undefined,
      'This operation is not supported for views.',
    );
  requireOwner(around, table);
  if (!/^(btree|hash|gin|gist|brin|spgist)$/.test(statement.method))
    throw new SqlError(`access method "${statement.method}" does not exist`);
  const { name: given } = statement;
  if (given !== undefined && isTaken(work.database, table.schema, given)) {
    if (statement.ifNotExists) return skipping('CREATE INDEX', 'relation', given);
    throw new SqlError(`relation "${given}" already exists`);
  }
  const scope: Scope = {
    ...emptyScope(around),
    columns: columnsOf(table),
    place: 'index expressions',
    hidesPlaces: true,
  };
  for (const { expression } of statement.keys) {
    if (expression.kind === 'column' && !table.columns.some(({ name }) => name === expression.name))
      throw new SqlError(`column "${expression.name}" does not exist`);
    const node = compile(scope, expression);
    if (node.type.name === 'json')
      throw new SqlError(
        'data type json has no default operator class for access method "btree"',
        undefined,
        undefined,
        'You must specify an operator class for the index or define a default operator class for the data type.',
      );
  }
  if (statement.where) compile(scope, statement.where);
  const name =
    given ??
    freeName(
      work.database,
      table.schema,
      [table.name, ...statement.keys.map(({ expression }) => keyName(expression))],
      'idx',
    );
  const next: Table = {
    ...table,
    indexes: [
      ...table.indexes,
      {
        name,
        isUnique: statement.isUnique,
        method: statement.method,
        keys: statement.keys,
        ...(statement.where ? { where: statement.where } : {}),
      },
    ],
  };
  if (statement.isUnique) checkAllUnique(around, next);
  work.database = withTable(work.database, next);
  return { tag: 'CREATE INDEX' };
}

export function createType(around: Around, { type, labels }: Of<'create type'>): Outcome {
  const schema = creationSchema(around, type);
  const { work } = around;
  if (work.database.types.some((one) => one.schema === schema && one.name === type.name))
    throw new SqlError(`type "${type.name}" already exists`);
  const twice = labels.find((label, index) => labels.indexOf(label) < index);
  if (twice !== undefined)
    throw new SqlError(`duplicate key value violates unique constraint "pg_enum_typid_label_index"`);
  work.database = withType(work.database, { schema, name: type.name, owner: around.user, labels });
  return { tag: 'CREATE TYPE' };
}

/** Columns keep the labels that they were made with: they get the new ones, too. */
export function addLabel(around: Around, statement: Of<'add label'>): Outcome {
  const { work } = around;
  const found = findNamed(
    work.database.types,
    statement.type.schema === undefined ? around.path : [statement.type.schema],
    statement.type.name,
  );
  if (!found) throw new SqlError(`type "${statement.type.name}" does not exist`);
  if (found.labels.includes(statement.label)) {
    if (!statement.ifNotExists) throw new SqlError(`enum label "${statement.label}" already exists`);
    return {
      tag: 'ALTER TYPE',
      notices: [{ level: 'NOTICE', message: `enum label "${statement.label}" already exists, skipping` }],
    };
  }
  const { beside } = statement;
  const place = beside ? found.labels.indexOf(beside.label) : found.labels.length;
  if (place < 0) throw new SqlError(`"${beside?.label ?? ''}" is not an existing enum label`);
  const labels = found.labels.toSpliced(beside && !beside.isBefore ? place + 1 : place, 0, statement.label);
  let database = withType(work.database, { ...found, labels });
  for (const table of database.tables) {
    const columns = table.columns.map((column) =>
      column.type.name === found.name && column.type.labels
        ? { ...column, type: { ...column.type, labels } }
        : column,
    );
    if (columns.some((column, index) => column !== table.columns[index]))
      database = withTable(database, { ...table, columns });
  }
  work.database = database;
  return { tag: 'ALTER TYPE' };
}

export function createSchema(around: Around, { name, ifNotExists, owner }: Of<'create schema'>): Outcome {
  const { work } = around;
  if (work.database.schemas.some((one) => one.name === name)) {
    if (ifNotExists) return skipping('CREATE SCHEMA', 'schema', name);
    throw new SqlError(`schema "${name}" already exists`);
  }
  if (name.startsWith('pg_'))
    throw new SqlError(
      `unacceptable schema name "${name}"`,
      undefined,
      'The prefix "pg_" is reserved for system schemas.',
    );
  if (owner !== undefined && !work.cluster.roles.some((role) => role.name === owner))
    throw new SqlError(`role "${owner}" does not exist`);
  if (
    !owns(around, work.database.owner) &&
    !holds(around, work.database.owner, work.database.privileges, 'C', 'database')
  )
    throw new SqlError(`permission denied for database ${work.database.name}`);
  work.database = {
    ...work.database,
    schemas: [...work.database.schemas, { name, owner: owner ?? around.user }],
  };
  return { tag: 'CREATE SCHEMA' };
}

/** Extensions of PostgreSQL's own packages; their functions are not here, only their names. */
const EXTENSIONS: Readonly<Record<string, readonly [string, string]>> = {
  pgcrypto: ['1.3', 'cryptographic functions'],
  'uuid-ossp': ['1.1', 'generate universally unique identifiers (UUIDs)'],
  citext: ['1.6', 'data type for case-insensitive character strings'],
  hstore: ['1.8', 'data type for storing sets of (key, value) pairs'],
  pg_trgm: ['1.6', 'text similarity measurement and index searching based on trigrams'],
  unaccent: ['1.1', 'text search dictionary that removes accents'],
  pg_stat_statements: ['1.11', 'track planning and execution statistics of all SQL statements executed'],
  tablefunc: ['1.0', 'functions that manipulate whole tables, including crosstab'],
  postgres_fdw: ['1.1', 'foreign-data wrapper for remote PostgreSQL servers'],
};

export function createExtension(
  { work, isSuperuser, version }: Around,
  { name, ifNotExists }: Of<'create extension'>,
): Outcome {
  if (name === 'plpgsql' || work.database.extensions.some((one) => one.name === name)) {
    if (ifNotExists) return skipping('CREATE EXTENSION', 'extension', name);
    throw new SqlError(`extension "${name}" already exists`);
  }
  const found = EXTENSIONS[name];
  if (!found) {
    if (
      /^(adminpack|amcheck|bloom|btree_gin|btree_gist|cube|dblink|dict_int|earthdistance|file_fdw|fuzzystrmatch|intarray|isn|lo|ltree|pageinspect|pg_buffercache|pg_freespacemap|pg_prewarm|pgrowlocks|pgstattuple|seg|sslinfo|tcn|tsm_system_rows|xml2)$/.test(
        name,
      )
    )
      throw notModelled(`the extension ${name}`);
    const major = /PostgreSQL (\d+)/.exec(version)?.[1] ?? '';
    throw new SqlError(
      `extension "${name}" is not available`,
      undefined,
      `Could not open extension control file "/usr/share/postgresql/${major}/extension/${name}.control": No such file or directory.`,
      'The extension must first be installed on the system where PostgreSQL is running.',
    );
  }
  if (!isSuperuser)
    throw new SqlError(
      `permission denied to create extension "${name}"`,
      undefined,
      undefined,
      'Must be superuser to create this extension.',
    );
  const [own, comment] = found;
  work.database = {
    ...work.database,
    extensions: [...work.database.extensions, { name, version: own, comment }],
  };
  return { tag: 'CREATE EXTENSION' };
}
