// ALTER TABLE, each change by itself (tablecmds.c).
import { assigned, coerce, condition } from '../casts';
import { columnsOf, defaultOf, withGenerated } from '../changes';
import { compile } from '../compile';
import { checkAllUnique } from '../constraints';
import { checkReferring } from '../foreign-keys';
import {
  findNamed,
  withTable,
  type Column,
  type Database,
  type Table,
  type TableConstraint,
} from '../database';
import type { Notice, Outcome } from '../outcome';
import { requireOwner } from '../privileges';
import { emptyScope, type Around, type Scope } from '../scope';
import { noRelation } from '../sources';
import { notModelled, SqlError } from '../sql-error';
import type { Constraint, Statement, TableChange } from '../syntax';
import { typeOf } from '../type-names';
import { BOOLEAN, canCast, typeText } from '../types';
import { checkDefault, newColumn, withConstraint } from './create-table';
import { dependsOn, isTaken, namedColumns } from './names';
import { addOwnedSequence, drawnFrom } from './sequences';

type AlterTable = Statement & { readonly kind: 'alter table' };

export function alterTable(around: Around, statement: AlterTable): Outcome {
  const { table: name, what, changes } = statement;
  const tag = `ALTER ${what.toUpperCase()}`;
  const path = name.schema === undefined ? around.path : [name.schema];
  if (what === 'index') return renameIndex(around, statement, tag);
  const found = findNamed(around.work.database.tables, path, name.name);
  if (!found) {
    if (!statement.ifExists) throw noRelation(name, undefined);
    return {
      tag,
      notices: [{ level: 'NOTICE', message: `relation "${name.name}" does not exist, skipping` }],
    };
  }
  if (what !== 'table' && found.kind !== what) throw new SqlError(`"${found.name}" is not a ${what}`);
  requireOwner(around, found);
  let current = found.name;
  const notices: Notice[] = [];
  for (const change of changes) {
    const table = findNamed(around.work.database.tables, [found.schema], current);
    if (!table) break;
    notices.push(...applyChange(around, table, change));
    if (change.kind === 'rename') current = change.to;
  }
  return { tag, notices };
}

function renameIndex(around: Around, { table: name, changes, ifExists }: AlterTable, tag: string): Outcome {
  const [change] = changes;
  if (change?.kind !== 'rename') throw notModelled('this change of an index');
  const { database } = around.work;
  const owner = database.tables.find(
    (table) =>
      table.indexes.some((index) => index.name === name.name) ||
      table.constraints.some((one) => one.name === name.name),
  );
  if (!owner) {
    if (!ifExists) throw noRelation(name, undefined);
    return {
      tag,
      notices: [{ level: 'NOTICE', message: `relation "${name.name}" does not exist, skipping` }],
    };
  }
  if (isTaken(database, owner.schema, change.to))
    throw new SqlError(`relation "${change.to}" already exists`);
  const rename = <T extends { readonly name: string }>(one: T): T =>
    one.name === name.name ? { ...one, name: change.to } : one;
  around.work.database = withTable(database, {
    ...owner,
    indexes: owner.indexes.map(rename),
    constraints: owner.constraints.map(rename),
  });
  return { tag };
}

function columnOf(table: Table, name: string): { readonly column: Column; readonly index: number } {
  const index = table.columns.findIndex((column) => column.name === name);
  const column = table.columns[index];
  if (!column) throw new SqlError(`column "${name}" of relation "${table.name}" does not exist`);
  return { column, index };
}

function withColumn(table: Table, index: number, column: Column): Table {
  return { ...table, columns: table.columns.with(index, column) };
}

function applyChange(around: Around, table: Table, change: TableChange): readonly Notice[] {
  const { work } = around;
  const put = (next: Table): readonly Notice[] => {
    work.database = withTable(work.database, next);
    return [];
  };
  switch (change.kind) {
    case 'add column':
      return addColumn(around, table, change);
    case 'drop column':
      return dropColumn(around, table, change);
    case 'rename column':
      return renameColumn(around, table, change.column, change.to);
    case 'rename constraint': {
      if (!table.constraints.some(({ name }) => name === change.name))
        throw new SqlError(`constraint "${change.name}" for table "${table.name}" does not exist`);
      return put({
        ...table,
        constraints: table.constraints.map((one) =>
          one.name === change.name ? { ...one, name: change.to } : one,
        ),
      });
    }
    case 'rename':
      return rename(around, table, change.to);
    case 'type':
      return changeType(around, table, change);
    case 'default': {
      const { column, index } = columnOf(table, change.column);
      if (column.identity !== undefined)
        throw new SqlError(
          `column "${column.name}" of relation "${table.name}" is an identity column`,
          undefined,
          undefined,
          change.value ? undefined : 'Use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead.',
        );
      const { defaultValue: _default, sequence: _sequence, ...rest } = column;
      if (!change.value) return put(withColumn(table, index, rest));
      checkDefault(around, column, change.value);
      const drawn = drawnFrom(around, table, change.value);
      if (drawn !== undefined) return put(withColumn(table, index, { ...rest, sequence: drawn }));
      return put(withColumn(table, index, { ...rest, defaultValue: change.value }));
    }
    case 'add identity': {
      const { column, index } = columnOf(table, change.column);
      if (column.identity !== undefined)
        throw new SqlError(
          `column "${column.name}" of relation "${table.name}" is already an identity column`,
        );
      if (!column.notNull)
        throw new SqlError(
          `column "${column.name}" of relation "${table.name}" must be declared NOT NULL before identity can be added`,
        );
      if (column.defaultValue || column.sequence !== undefined)
        throw new SqlError(`column "${column.name}" of relation "${table.name}" already has a default value`);
      const sequence = addOwnedSequence(around, table, column.name, column.type.name, change.options);
      return put(withColumn(table, index, { ...column, identity: change.identity, sequence }));
    }
    case 'drop identity': {
      const { column, index } = columnOf(table, change.column);
      if (column.identity === undefined) {
        if (!change.ifExists)
          throw new SqlError(`column "${column.name}" of relation "${table.name}" is not an identity column`);
        return [];
      }
      const { identity: _identity, sequence, ...rest } = column;
      work.database = {
        ...work.database,
        sequences: work.database.sequences.filter(
          (one) => one.schema !== table.schema || one.name !== sequence,
        ),
      };
      return put(withColumn(table, index, rest));
    }
    case 'not null': {
      const { column, index } = columnOf(table, change.column);
      if (!change.isSet) {
        if (
          table.constraints.some(({ kind, columns }) => kind === 'primary' && columns.includes(column.name))
        )
          throw new SqlError(`column "${column.name}" is in a primary key`);
        if (column.identity !== undefined)
          throw new SqlError(`column "${column.name}" of relation "${table.name}" is an identity column`);
      } else if (table.rows.some((row) => (row[index] ?? null) === null))
        throw containsNull(table, column.name);
      return put(withColumn(table, index, { ...column, notNull: change.isSet }));
    }
    case 'add constraint':
      return addConstraint(around, table, change.constraint);
    case 'drop constraint': {
      const found = table.constraints.find(({ name }) => name === change.name);
      if (!found) {
        if (!change.ifExists)
          throw new SqlError(`constraint "${change.name}" of relation "${table.name}" does not exist`);
        return [
          {
            level: 'NOTICE',
            message: `constraint "${change.name}" of relation "${table.name}" does not exist, skipping`,
          },
        ];
      }
      return put({ ...table, constraints: table.constraints.filter((one) => one !== found) });
    }
    case 'owner': {
      const role = change.role === 'current_user' ? around.user : change.role;
      if (!work.cluster.roles.some(({ name }) => name === role))
        throw new SqlError(`role "${role}" does not exist`);
      return put({ ...table, owner: role });
    }
    case 'schema': {
      if (!work.database.schemas.some(({ name }) => name === change.schema))
        throw new SqlError(`schema "${change.schema}" does not exist`);
      work.database = {
        ...work.database,
        tables: work.database.tables.map((one) =>
          one === table ? { ...table, schema: change.schema } : one,
        ),
      };
      return [];
    }
  }
}

function containsNull(table: Table, column: string): SqlError {
  return new SqlError(`column "${column}" of relation "${table.name}" contains null values`);
}

function addColumn(
  around: Around,
  table: Table,
  { column: definition, ifNotExists }: TableChange & { readonly kind: 'add column' },
): readonly Notice[] {
  if (table.columns.some(({ name }) => name === definition.name)) {
    if (!ifNotExists)
      throw new SqlError(`column "${definition.name}" of relation "${table.name}" already exists`);
    return [
      {
        level: 'NOTICE',
        message: `column "${definition.name}" of relation "${table.name}" already exists, skipping`,
      },
    ];
  }
  const column = newColumn(around, table, definition);
  let next: Table = { ...table, columns: [...table.columns, column] };
  const value = defaultOf(around, next, column);
  const isVolatile =
    column.sequence !== undefined ||
    /"name":"(random|gen_random_uuid|nextval|clock_timestamp)"/.test(
      JSON.stringify(column.defaultValue ?? ''),
    );
  const once = isVolatile ? undefined : value();
  const generate = withGenerated(around, next);
  next = { ...next, rows: table.rows.map((row) => generate([...row, once === undefined ? value() : once])) };
  if (column.notNull && next.rows.some((row) => (row.at(-1) ?? null) === null))
    throw containsNull(table, column.name);
  around.work.database = withTable(around.work.database, next);
  for (const constraint of definition.constraints) {
    const current = findNamed(around.work.database.tables, [table.schema], table.name);
    if (current) addConstraint(around, current, constraint);
  }
  return [];
}

/** Views that name a column of a table. */
function viewsOver({ work, path }: Around, table: Table, column: string): readonly Table[] {
  return work.database.tables.filter(
    (view) =>
      dependsOn(view, table, path) &&
      view.query !== undefined &&
      JSON.stringify(view.query).includes(`"name":${JSON.stringify(column)}`),
  );
}

function dropColumn(
  around: Around,
  table: Table,
  { column: name, ifExists, isCascading }: TableChange & { readonly kind: 'drop column' },
): readonly Notice[] {
  const index = table.columns.findIndex((column) => column.name === name);
  const { work } = around;
  if (index < 0) {
    if (!ifExists) throw new SqlError(`column "${name}" of relation "${table.name}" does not exist`);
    return [
      { level: 'NOTICE', message: `column "${name}" of relation "${table.name}" does not exist, skipping` },
    ];
  }
  const views = viewsOver(around, table, name);
  const referring = work.database.tables.flatMap((other) =>
    other === table
      ? []
      : other.constraints
          .filter(
            ({ references }) =>
              references?.table === table.name &&
              references.schema === table.schema &&
              references.columns.includes(name),
          )
          .map((constraint) => ({ other, constraint })),
  );
  const details = [
    ...referring.map(
      ({ other, constraint }) => [`constraint ${constraint.name} on table ${other.name}`, other] as const,
    ),
    ...views.map((view) => [`${view.kind} ${view.name}`, view] as const),
  ];
  if (details.length > 0 && !isCascading) {
    throw new SqlError(
      `cannot drop column ${name} of table ${table.name} because other objects depend on it`,
      undefined,
      details.map(([text]) => `${text} depends on column ${name} of table ${table.name}`).join('\n'),
      'Use DROP ... CASCADE to drop the dependent objects too.',
    );
  }
  const next: Table = {
    ...table,
    columns: table.columns.toSpliced(index, 1),
    constraints: table.constraints.filter(({ columns }) => !columns.includes(name)),
    indexes: table.indexes.filter(
      ({ keys, where }) =>
        !keys.some(({ expression }) => namedColumns(expression, [{ name }]).length > 0) &&
        !(where && namedColumns(where, [{ name }]).length > 0),
    ),
    rows: table.rows.map((row) => row.toSpliced(index, 1)),
  };
  const sequence = table.columns[index]?.sequence;
  work.database = withTable(
    {
      ...work.database,
      sequences: work.database.sequences.filter(
        (one) => one.name !== sequence || one.schema !== table.schema,
      ),
      tables: work.database.tables.filter((one) => !views.includes(one)),
    },
    next,
  );
  for (const { other, constraint } of referring)
    work.database = withTable(work.database, {
      ...other,
      constraints: other.constraints.filter((one) => one !== constraint),
    });
  return details.length === 0 ? [] : [cascadeNotice(details.map(([text]) => text))];
}

/** What went with something that was dropped. */
export function cascadeNotice(objects: readonly string[]): Notice {
  const [first = ''] = objects;
  if (objects.length === 1) return { level: 'NOTICE', message: `drop cascades to ${first}` };
  return {
    level: 'NOTICE',
    message: `drop cascades to ${objects.length} other objects`,
    detail: objects.map((one) => `drop cascades to ${one}`).join('\n'),
  };
}

/** An expression with a column's new name. */
function renamed<T>(part: T, from: string, to: string): T {
  const text = JSON.stringify(part, (_, value: unknown) => {
    const node = value as { readonly kind?: string; readonly name?: string } | null;
    return typeof node === 'object' && node?.kind === 'column' && node.name === from
      ? { ...node, name: to }
      : value;
  });
  const next: T = JSON.parse(text);
  return next;
}

function renameColumn(around: Around, table: Table, from: string, to: string): readonly Notice[] {
  const { work } = around;
  const index = table.columns.findIndex((column) => column.name === from);
  if (index < 0) throw new SqlError(`column "${from}" does not exist`);
  if (table.columns.some(({ name }) => name === to))
    throw new SqlError(`column "${to}" of relation "${table.name}" already exists`);
  const swap = (names: readonly string[]): readonly string[] =>
    names.map((name) => (name === from ? to : name));
  const next: Table = {
    ...table,
    columns: table.columns.map((column, place) => ({
      ...column,
      name: place === index ? to : column.name,
      ...(column.generated ? { generated: renamed(column.generated, from, to) } : {}),
    })),
    constraints: table.constraints.map((one) => ({
      ...one,
      columns: swap(one.columns),
      ...(one.check ? { check: renamed(one.check, from, to) } : {}),
    })),
    indexes: table.indexes.map((one) => ({
      ...one,
      keys: one.keys.map((key) => ({ ...key, expression: renamed(key.expression, from, to) })),
    })),
  };
  // A view keeps its column's name, and goes on finding the table's.
  const views = viewsOver(around, table, from);
  work.database = withTable(work.database, next);
  for (const other of work.database.tables) {
    const constraints = other.constraints.map((one): TableConstraint =>
      one.references?.table === table.name && one.references.schema === table.schema
        ? { ...one, references: { ...one.references, columns: swap(one.references.columns) } }
        : one,
    );
    if (constraints.some((one, place) => one !== other.constraints[place]))
      work.database = withTable(work.database, { ...other, constraints });
  }
  for (const view of views) {
    if (!view.query) continue;
    const query = renamed(view.query, from, to);
    const { body } = query;
    const items =
      body.kind === 'select' && view.query.body.kind === 'select'
        ? {
            ...query,
            body: {
              ...body,
              items: body.items.map((item, place) =>
                item.expression.kind === 'star' ? item : { ...item, alias: view.columns[place]?.name ?? '' },
              ),
            },
          }
        : query;
    work.database = withTable(work.database, { ...view, query: items });
  }
  return [];
}

function rename(around: Around, table: Table, to: string): readonly Notice[] {
  const { work } = around;
  if (isTaken(work.database, table.schema, to)) throw new SqlError(`relation "${to}" already exists`);
  const views = work.database.tables.filter((view) => dependsOn(view, table, around.path));
  const rewrite = (database: Database): Database => ({
    ...database,
    tables: database.tables.map((one): Table => {
      const own = one === table ? { ...table, name: to } : one;
      const constraints = own.constraints.map((constraint): TableConstraint =>
        constraint.references?.table === table.name && constraint.references.schema === table.schema
          ? { ...constraint, references: { ...constraint.references, table: to } }
          : constraint,
      );
      return { ...own, constraints };
    }),
    sequences: database.sequences.map((one) =>
      one.ownedBy?.table === table.name && one.ownedBy.schema === table.schema
        ? { ...one, ownedBy: { ...one.ownedBy, table: to } }
        : one,
    ),
  });
  if (views.length > 0) throw notModelled('a new name for a table that a view reads');
  work.database = rewrite(work.database);
  return [];
}

function changeType(
  around: Around,
  table: Table,
  change: TableChange & { readonly kind: 'type' },
): readonly Notice[] {
  const { column, index } = columnOf(table, change.column);
  const type = typeOf(around, change.type);
  const [view] = viewsOver(around, table, column.name);
  if (view)
    throw new SqlError(
      'cannot alter type of a column used by a view or rule',
      undefined,
      `rule _RETURN on view ${view.name} depends on column "${column.name}"`,
    );
  if (!change.using && !canCast(column.type, type, 'assignment')) {
    throw new SqlError(
      `column "${column.name}" cannot be cast automatically to type ${typeText(type)}`,
      undefined,
      undefined,
      `You might need to specify "USING ${column.name}::${typeText(type)}".`,
    );
  }
  const scope: Scope = { ...emptyScope(around), columns: columnsOf(table), place: 'transform expressions' };
  const node = change.using
    ? assigned(scope, compile(scope, change.using), { name: column.name, type })
    : coerce(
        scope,
        { type: column.type, run: (env) => env.row[index] ?? null, show: () => column.name },
        type,
        'assignment',
      );
  const rows = table.rows.map((row) => row.with(index, node.run({ row })));
  if (column.defaultValue) checkDefault(around, { ...column, type }, column.defaultValue);
  const { database } = around.work;
  const sequences = database.sequences.map((one) =>
    one.schema === table.schema && one.name === column.sequence && column.identity !== undefined
      ? { ...one, type: type.name }
      : one,
  );
  around.work.database = withTable(
    { ...database, sequences },
    { ...table, columns: table.columns.with(index, { ...column, type }), rows },
  );
  return [];
}

function addConstraint(around: Around, table: Table, constraint: Constraint): readonly Notice[] {
  const next = withConstraint(around, table, constraint);
  const made = next.constraints.at(-1);
  if (constraint.kind === 'primary') {
    for (const [index, column] of next.columns.entries()) {
      if (constraint.columns.includes(column.name) && table.rows.some((row) => (row[index] ?? null) === null))
        throw containsNull(table, column.name);
    }
  }
  if (constraint.kind === 'primary' || constraint.kind === 'unique') checkAllUnique(around, next);
  if (made?.check) {
    const scope: Scope = { ...emptyScope(around), columns: columnsOf(next), hidesPlaces: true };
    const node = condition(scope, coerce(scope, compile(scope, made.check), BOOLEAN, 'implicit'), 'CHECK');
    if (next.rows.some((row) => node.run({ row }) === false))
      throw new SqlError(
        `check constraint "${made.name}" of relation "${table.name}" is violated by some row`,
      );
  }
  around.work.database = withTable(around.work.database, next);
  if (made?.kind === 'foreign') checkReferring(around, next, made, next.rows);
  return [];
}
