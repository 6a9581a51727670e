// Foreign keys: what refers to what, and what becomes of it (ri_triggers.c).
import { findNamed, withTable, type Row, type Table, type TableConstraint } from './database';
import { defaultOf } from './changes';
import type { Around } from './scope';
import { SqlError } from './sql-error';
import { TEXT, type Value } from './types';
import { equalityKey, showValue } from './values';

type Foreign = TableConstraint & { readonly references: NonNullable<TableConstraint['references']> };

function isForeign(constraint: TableConstraint): constraint is Foreign {
  return constraint.kind === 'foreign' && constraint.references !== undefined;
}

function placesOf(table: Table, names: readonly string[]): readonly number[] {
  return names.map((name) => table.columns.findIndex((column) => column.name === name));
}

function keyOf(table: Table, places: readonly number[], row: Row): string {
  return places
    .map((place) =>
      equalityKey(comparable(row[place] ?? null), { name: table.columns[place]?.type.name ?? 'text' }),
    )
    .join('\0');
}

/** Whole numbers of all widths are the same where they are compared. */
function comparable(value: Value): Value {
  return typeof value === 'number' ? String(value) : value;
}

function shownKey(around: Around, table: Table, names: readonly string[], row: Row): string {
  const cells = placesOf(table, names).map((place) =>
    showValue(row[place] ?? null, table.columns[place]?.type ?? TEXT, around.clock),
  );
  return `Key (${names.join(', ')})=(${cells.join(', ')})`;
}

/** After a change: new rows must refer to something; what referred to old ones follows them or stands in the way. */
export function followReferences(
  around: Around,
  table: Table,
  changed: readonly { readonly old: Row; readonly next?: Row }[],
  added: readonly Row[],
): void {
  for (const constraint of table.constraints.filter(isForeign))
    checkReferring(around, table, constraint, added);
  for (const other of around.work.database.tables) {
    for (const constraint of other.constraints.filter(isForeign)) {
      if (constraint.references.table === table.name && constraint.references.schema === table.schema)
        followOne(around, table, other.schema, other.name, constraint, changed);
    }
  }
}

/** Throws SqlError where a row refers to nothing. */
export function checkReferring(
  around: Around,
  table: Table,
  constraint: TableConstraint,
  rows: readonly Row[],
): void {
  if (!isForeign(constraint)) return;
  const { references } = constraint;
  const target = findNamed(around.work.database.tables, [references.schema], references.table);
  if (!target) return;
  const places = placesOf(table, constraint.columns);
  const targetPlaces = placesOf(target, references.columns);
  const known = new Set(target.rows.map((row) => keyOf(target, targetPlaces, row)));
  for (const row of rows) {
    if (places.some((place) => (row[place] ?? null) === null) || known.has(keyOf(table, places, row)))
      continue;
    throw new SqlError(
      `insert or update on table "${table.name}" violates foreign key constraint "${constraint.name}"`,
      undefined,
      `${shownKey(around, table, constraint.columns, row)} is not present in table "${target.name}".`,
    );
  }
}

function followOne(
  around: Around,
  table: Table,
  schema: string,
  name: string,
  constraint: Foreign,
  changed: readonly { readonly old: Row; readonly next?: Row }[],
): void {
  const { references } = constraint;
  const targetPlaces = placesOf(table, references.columns);
  const lost = changed.filter(
    ({ old, next }) => !next || keyOf(table, targetPlaces, old) !== keyOf(table, targetPlaces, next),
  );
  if (lost.length === 0) return;
  const present = new Set(
    (findNamed(around.work.database.tables, [table.schema], table.name)?.rows ?? []).map((row) =>
      keyOf(table, targetPlaces, row),
    ),
  );
  for (const { old, next } of lost) {
    const key = keyOf(table, targetPlaces, old);
    const referring = findNamed(around.work.database.tables, [schema], name);
    if (present.has(key) || !referring) continue;
    const places = placesOf(referring, constraint.columns);
    const rows = referring.rows.filter(
      (row) =>
        places.every((place) => (row[place] ?? null) !== null) && keyOf(referring, places, row) === key,
    );
    if (rows.length === 0) continue;
    const action = next ? references.onUpdate : references.onDelete;
    if (action === 'no action' || action === 'restrict') {
      throw new SqlError(
        `update or delete on table "${table.name}" violates foreign key constraint "${constraint.name}" on table "${name}"`,
        undefined,
        `${shownKey(around, table, references.columns, old)} is still referenced from table "${name}".`,
      );
    }
    change(
      around,
      referring,
      rows,
      action === 'cascade' && !next
        ? undefined
        : replaced(
            around,
            referring,
            places,
            action,
            next && targetPlaces.map((place) => next[place] ?? null),
          ),
    );
  }
}

function replaced(
  around: Around,
  table: Table,
  places: readonly number[],
  action: string,
  values: readonly Value[] | undefined,
): (row: Row) => Row {
  return (row) =>
    row.map((value, index) => {
      const place = places.indexOf(index);
      if (place < 0) return value;
      if (action === 'cascade') return values?.[place] ?? null;
      const column = table.columns[index];
      return action === 'set default' && column ? defaultOf(around, table, column)() : null;
    });
}

function change(
  around: Around,
  table: Table,
  rows: readonly Row[],
  next: ((row: Row) => Row) | undefined,
): void {
  const gone = new Set(rows);
  const kept = table.rows.filter((row) => !gone.has(row));
  const made = next ? rows.map(next) : [];
  const nextTable = { ...table, rows: [...kept, ...made] };
  around.work.database = withTable(around.work.database, nextTable);
  followReferences(
    around,
    nextTable,
    rows.map((old, index) => ({ old, ...(next ? { next: made[index] ?? old } : {}) })),
    made,
  );
}
