// DROP, with what depends on an object (dependency.c).
import { findNamed, withTable, type Database, type Table } from '../database';
import type { Notice, Outcome } from '../outcome';
import { requireOwner } from '../privileges';
import type { Around } from '../scope';
import { SqlError } from '../sql-error';
import type { ObjectName, Statement } from '../syntax';
import { cascadeNotice } from './alter-table';
import { dependsOn } from './names';

type Drop = Statement & { readonly kind: 'drop' };

const HINT = 'Use DROP ... CASCADE to drop the dependent objects too.';

export function drop(around: Around, statement: Drop): Outcome {
  const notices: Notice[] = [];
  for (const name of statement.names) notices.push(...dropOne(around, statement, name));
  return { tag: `DROP ${statement.what.toUpperCase()}`, notices };
}

function dropOne(around: Around, statement: Drop, name: ObjectName): readonly Notice[] {
  switch (statement.what) {
    case 'table':
    case 'view':
    case 'materialized view':
      return dropRelation(around, statement, statement.what, name);
    case 'index':
      return dropIndex(around, statement, name);
    case 'sequence':
      return dropSequence(around, statement, name);
    case 'type':
      return dropType(around, statement, name);
    case 'schema':
      return dropSchema(around, statement, name);
    case 'extension':
      return dropExtension(around, statement, name);
  }
}

function shown({ schema, name }: ObjectName): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

function missing({ what, ifExists }: Drop, name: ObjectName): readonly Notice[] {
  if (!ifExists) throw new SqlError(`${what} "${shown(name)}" does not exist`);
  return [{ level: 'NOTICE', message: `${what} "${shown(name)}" does not exist, skipping` }];
}

function pathOf({ path }: Around, { schema }: ObjectName): readonly string[] {
  return schema === undefined ? path : [schema];
}

/** What depends on a table: views, and keys of other tables. */
function dependants(
  { work, path }: Around,
  table: Table,
): {
  readonly views: readonly Table[];
  readonly keys: readonly { readonly owner: Table; readonly name: string }[];
} {
  const views = work.database.tables.filter((one) => dependsOn(one, table, path));
  const keys = work.database.tables.flatMap((owner) =>
    owner === table
      ? []
      : owner.constraints
          .filter(({ references }) => references?.schema === table.schema && references.table === table.name)
          .map(({ name }) => ({ owner, name })),
  );
  return { views, keys };
}

function without(database: Database, table: Table): Database {
  return {
    ...database,
    tables: database.tables.filter((one) => one.schema !== table.schema || one.name !== table.name),
    sequences: database.sequences.filter(
      ({ ownedBy }) => ownedBy?.schema !== table.schema || ownedBy.table !== table.name,
    ),
  };
}

function dropRelation(
  around: Around,
  statement: Drop,
  what: Table['kind'],
  name: ObjectName,
): readonly Notice[] {
  const { work } = around;
  const table = findNamed(work.database.tables, pathOf(around, name), name.name);
  if (!table) return missing(statement, name);
  if (table.kind !== what) {
    throw new SqlError(
      `"${name.name}" is not a ${what}`,
      undefined,
      undefined,
      `Use DROP ${table.kind.toUpperCase()} to remove a ${table.kind}.`,
    );
  }
  requireOwner(around, table);
  const { views, keys } = dependants(around, table);
  // Others of the same statement go, too.
  const others = statement.names.map(({ name: own }) => own);
  const standing = [
    ...keys
      .filter(({ owner }) => !others.includes(owner.name))
      .map(({ owner, name: key }) => `constraint ${key} on table ${owner.name}`),
    ...views.filter((view) => !others.includes(view.name)).map((view) => `${view.kind} ${view.name}`),
  ];
  if (standing.length > 0 && !statement.isCascading) {
    throw new SqlError(
      `cannot drop ${what} ${name.name} because other objects depend on it`,
      undefined,
      standing.map((one) => `${one} depends on ${what} ${name.name}`).join('\n'),
      HINT,
    );
  }
  const also: string[] = [...standing];
  for (const { owner, name: key } of keys) {
    const current = findNamed(work.database.tables, [owner.schema], owner.name);
    if (current)
      work.database = withTable(work.database, {
        ...current,
        constraints: current.constraints.filter((one) => one.name !== key),
      });
  }
  work.database = without(work.database, table);
  for (const view of views) {
    // What reads the view goes with it.
    for (const further of dependants(around, view).views) {
      also.push(`${further.kind} ${further.name}`);
      work.database = without(work.database, further);
    }
    work.database = without(work.database, view);
  }
  return also.length === 0 ? [] : [cascadeNotice(also)];
}

function dropIndex(around: Around, statement: Drop, name: ObjectName): readonly Notice[] {
  const { work } = around;
  const path = pathOf(around, name);
  const table = work.database.tables.find(
    (one) => path.includes(one.schema) && one.indexes.some((index) => index.name === name.name),
  );
  if (!table) {
    const owner = work.database.tables.find(
      (one) =>
        path.includes(one.schema) &&
        one.constraints.some(
          (constraint) =>
            constraint.name === name.name && constraint.kind !== 'foreign' && constraint.kind !== 'check',
        ),
    );
    if (!owner) return missing(statement, name);
    throw new SqlError(
      `cannot drop index ${name.name} because constraint ${name.name} on table ${owner.name} requires it`,
      undefined,
      undefined,
      `You can drop constraint ${name.name} on table ${owner.name} instead.`,
    );
  }
  requireOwner(around, table);
  work.database = withTable(work.database, {
    ...table,
    indexes: table.indexes.filter((index) => index.name !== name.name),
  });
  return [];
}

function dropSequence(around: Around, statement: Drop, name: ObjectName): readonly Notice[] {
  const { work } = around;
  const sequence = findNamed(work.database.sequences, pathOf(around, name), name.name);
  if (!sequence) return missing(statement, name);
  const { ownedBy } = sequence;
  const isUsed =
    ownedBy !== undefined &&
    work.database.tables.some(
      (table) =>
        table.schema === ownedBy.schema && table.columns.some((column) => column.sequence === sequence.name),
    );
  if (isUsed && !statement.isCascading) {
    throw new SqlError(
      `cannot drop sequence ${name.name} because other objects depend on it`,
      undefined,
      `default value for column ${ownedBy.column} of table ${ownedBy.table} depends on sequence ${name.name}`,
      HINT,
    );
  }
  work.database = { ...work.database, sequences: work.database.sequences.filter((one) => one !== sequence) };
  if (!ownedBy || !isUsed) return [];
  const table = findNamed(work.database.tables, [ownedBy.schema], ownedBy.table);
  if (table) {
    const columns = table.columns.map((column) => {
      if (column.sequence !== sequence.name) return column;
      const { sequence: _gone, ...rest } = column;
      return rest;
    });
    work.database = withTable(work.database, { ...table, columns });
  }
  return [cascadeNotice([`default value for column ${ownedBy.column} of table ${ownedBy.table}`])];
}

function dropType(around: Around, statement: Drop, name: ObjectName): readonly Notice[] {
  const { work } = around;
  const type = findNamed(work.database.types, pathOf(around, name), name.name);
  if (!type) return missing(statement, name);
  const users = work.database.tables.flatMap((table) =>
    table.columns
      .filter((column) => (column.type.element ?? column.type).name === type.name)
      .map((column) => ({ table, column })),
  );
  const texts = users.map(({ table, column }) => `column ${column.name} of table ${table.name}`);
  if (users.length > 0 && !statement.isCascading) {
    throw new SqlError(
      `cannot drop type ${name.name} because other objects depend on it`,
      undefined,
      texts.map((one) => `${one} depends on type ${name.name}`).join('\n'),
      HINT,
    );
  }
  work.database = { ...work.database, types: work.database.types.filter((one) => one !== type) };
  for (const { table, column } of users) {
    const current = findNamed(work.database.tables, [table.schema], table.name);
    const index = current?.columns.findIndex((one) => one.name === column.name) ?? -1;
    if (current && index >= 0)
      work.database = withTable(work.database, {
        ...current,
        columns: current.columns.toSpliced(index, 1),
        rows: current.rows.map((row) => row.toSpliced(index, 1)),
      });
  }
  return users.length === 0 ? [] : [cascadeNotice(texts)];
}

function dropSchema(around: Around, statement: Drop, { name }: ObjectName): readonly Notice[] {
  const { work } = around;
  const { database } = work;
  if (!database.schemas.some((schema) => schema.name === name)) return missing(statement, { name, at: 0 });
  const prefix = around.path.includes(name) ? '' : `${name}.`;
  const inside = [
    ...database.tables
      .filter(({ schema }) => schema === name)
      .map((one) => `${one.kind} ${prefix}${one.name}`),
    ...database.sequences
      .filter(({ schema, ownedBy }) => schema === name && !ownedBy)
      .map((one) => `sequence ${prefix}${one.name}`),
    ...database.types.filter(({ schema }) => schema === name).map((one) => `type ${prefix}${one.name}`),
  ];
  if (inside.length > 0 && !statement.isCascading) {
    throw new SqlError(
      `cannot drop schema ${name} because other objects depend on it`,
      undefined,
      inside.map((one) => `${one} depends on schema ${name}`).join('\n'),
      HINT,
    );
  }
  work.database = {
    ...database,
    schemas: database.schemas.filter((schema) => schema.name !== name),
    tables: database.tables.filter(({ schema }) => schema !== name),
    sequences: database.sequences.filter(({ schema }) => schema !== name),
    types: database.types.filter(({ schema }) => schema !== name),
  };
  return inside.length === 0 ? [] : [cascadeNotice(inside)];
}

function dropExtension({ work }: Around, statement: Drop, name: ObjectName): readonly Notice[] {
  if (!work.database.extensions.some((one) => one.name === name.name)) return missing(statement, name);
  work.database = {
    ...work.database,
    extensions: work.database.extensions.filter((one) => one.name !== name.name),
  };
  return [];
}
