// What a row must be to be kept: NOT NULL, CHECK, UNIQUE (execMain.c, nbtinsert.c).
import { coerce } from './casts';
import { columnsOf } from './changes';
import { compile, shownName } from './compile';
import type { Index, Row, Table } from './database';
import { emptyScope, type Around, type Scope } from './scope';
import { SqlError } from './sql-error';
import { BOOLEAN, TEXT, type Value } from './types';
import { equalityKey, showValue } from './values';

/** `(1, ada, null)` */
export function failingRow(around: Around, { columns }: Table, row: Row): string {
  const cells = row.map((value, index) => {
    if (value === null) return 'null';
    const text = showValue(value, columns[index]?.type ?? TEXT, around.clock);
    return text.length > 64 ? `${text.slice(0, 64)}...` : text;
  });
  return `Failing row contains (${cells.join(', ')}).`;
}

/** Checks a row by itself. */
export function checkRow(around: Around, table: Table): (row: Row) => void {
  const scope: Scope = { ...emptyScope(around), columns: columnsOf(table), hidesPlaces: true };
  const checks = table.constraints
    .filter(({ kind }) => kind === 'check')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, check }) =>
      check ? [{ name, node: coerce(scope, compile(scope, check), BOOLEAN, 'implicit') }] : [],
    );
  return (row) => {
    for (const [index, column] of table.columns.entries()) {
      if (!column.notNull || (row[index] ?? null) !== null) continue;
      throw new SqlError(
        `null value in column "${column.name}" of relation "${table.name}" violates not-null constraint`,
        undefined,
        failingRow(around, table, row),
      );
    }
    for (const { name, node } of checks) {
      if (node.run({ row }) !== false) continue;
      throw new SqlError(
        `new row for relation "${table.name}" violates check constraint "${name}"`,
        undefined,
        failingRow(around, table, row),
      );
    }
  };
}

interface UniqueKey {
  readonly name: string;
  /** What is shown of it: `email`, `lower(email::text)`. */
  readonly shown: readonly string[];
  readonly columns: readonly string[] | undefined;
  values(row: Row): readonly Value[] | undefined;
  keyOf(values: readonly Value[]): string;
  text(values: readonly Value[]): string;
}

function uniqueKeys(around: Around, table: Table): readonly UniqueKey[] {
  const fromConstraints = table.constraints
    .filter(({ kind }) => kind === 'primary' || kind === 'unique')
    .map((constraint): UniqueKey => {
      const places = constraint.columns.map((name) =>
        table.columns.findIndex((column) => column.name === name),
      );
      const types = places.map((place) => table.columns[place]?.type ?? TEXT);
      return {
        name: constraint.name,
        shown: constraint.columns.map(shownName),
        columns: constraint.columns,
        values: (row) => places.map((place) => row[place] ?? null),
        keyOf: (values) => values.map((value, index) => equalityKey(value, types[index] ?? TEXT)).join('\0'),
        text: (values) =>
          values.map((value, index) => showValue(value, types[index] ?? TEXT, around.clock)).join(', '),
      };
    });
  return [
    ...fromConstraints,
    ...table.indexes.filter(({ isUnique }) => isUnique).map((index) => uniqueIndex(around, table, index)),
  ];
}

function uniqueIndex(around: Around, table: Table, index: Index): UniqueKey {
  const scope: Scope = { ...emptyScope(around), columns: columnsOf(table), hidesPlaces: true };
  const nodes = index.keys.map(({ expression }) => compile(scope, expression));
  const where = index.where && compile(scope, index.where);
  const isPlain = index.keys.every(({ expression }) => expression.kind === 'column') && !where;
  return {
    name: index.name,
    shown: nodes.map((node) => node.show(true)),
    columns: isPlain
      ? index.keys.flatMap(({ expression }) => (expression.kind === 'column' ? [expression.name] : []))
      : undefined,
    values: (row) =>
      where && where.run({ row }) !== true ? undefined : nodes.map((node) => node.run({ row })),
    keyOf: (values) =>
      values.map((value, place) => equalityKey(value, nodes[place]?.type ?? TEXT)).join('\0'),
    text: (values) =>
      values.map((value, place) => showValue(value, nodes[place]?.type ?? TEXT, around.clock)).join(', '),
  };
}

/** Throws SqlError where a row of the same key is there already. */
export function checkUnique(around: Around, table: Table, rows: readonly Row[], row: Row): void {
  for (const key of uniqueKeys(around, table)) {
    const own = key.values(row);
    if (own === undefined || own.includes(null)) continue;
    const wanted = key.keyOf(own);
    const isTaken = rows.some((other) => {
      const values = key.values(other);
      return values !== undefined && !values.includes(null) && key.keyOf(values) === wanted;
    });
    if (!isTaken) continue;
    throw new SqlError(
      `duplicate key value violates unique constraint "${key.name}"`,
      undefined,
      `Key (${key.shown.join(', ')})=(${key.text(own)}) already exists.`,
    );
  }
}

/** A unique index that is made over rows that are there. */
export function checkAllUnique(around: Around, table: Table): void {
  for (const key of uniqueKeys(around, table)) {
    const seen = new Set<string>();
    for (const row of table.rows) {
      const values = key.values(row);
      if (values === undefined || values.includes(null)) continue;
      const own = key.keyOf(values);
      if (seen.has(own))
        throw new SqlError(
          `could not create unique index "${key.name}"`,
          undefined,
          `Key (${key.shown.join(', ')})=(${key.text(values)}) is duplicated.`,
        );
      seen.add(own);
    }
  }
}

/** The keys that ON CONFLICT names; undefined: any key. */
export function keyFor(
  table: Table,
  columns: readonly string[],
  constraint: string | undefined,
  at: number,
): readonly (readonly string[])[] | undefined {
  if (constraint !== undefined) {
    const found = table.constraints.find(
      ({ name, kind }) => name === constraint && (kind === 'primary' || kind === 'unique'),
    );
    if (!found)
      throw new SqlError(
        `constraint "${constraint}" for table "${table.name}" does not exist`,
        at < 0 ? at : undefined,
      );
    return [found.columns];
  }
  if (columns.length === 0) return undefined;
  const unknown = columns.find((name) => !table.columns.some((column) => column.name === name));
  if (unknown !== undefined) throw new SqlError(`column "${unknown}" does not exist`);
  const wanted = [...columns].sort().join('\0');
  const all = [
    ...table.constraints
      .filter(({ kind }) => kind === 'primary' || kind === 'unique')
      .map((one) => one.columns),
    ...table.indexes
      .filter(({ isUnique, where }) => isUnique && !where)
      .map(({ keys }) =>
        keys.flatMap(({ expression }) => (expression.kind === 'column' ? [expression.name] : [])),
      ),
  ];
  const found = all.find((one) => [...one].sort().join('\0') === wanted);
  if (!found)
    throw new SqlError('there is no unique or exclusion constraint matching the ON CONFLICT specification');
  return [found];
}

/** The place of the row that a new one collides with. */
export function isConflict(
  around: Around,
  table: Table,
  rows: readonly Row[],
  row: Row,
  keys: readonly (readonly string[])[] | undefined,
): number | undefined {
  for (const key of uniqueKeys(around, table)) {
    if (
      keys &&
      !keys.some((one) => key.columns && [...one].sort().join('\0') === [...key.columns].sort().join('\0'))
    )
      continue;
    const own = key.values(row);
    if (own === undefined || own.includes(null)) continue;
    const wanted = key.keyOf(own);
    const place = rows.findIndex((other) => {
      const values = key.values(other);
      return values !== undefined && key.keyOf(values) === wanted;
    });
    if (place >= 0) return place;
  }
  return undefined;
}
