// Names that PostgreSQL makes up, and what may be called so (indexcmds.c, ChooseRelationName).
import type { Database, Table } from '../database';
import type { Around } from '../scope';
import { SqlError } from '../sql-error';
import type { Expression, ObjectName } from '../syntax';

const LONGEST = 63;

/** The schema in which a new object goes. Throws SqlError. */
export function creationSchema({ path, work }: Around, { schema, at }: ObjectName): string {
  const known = (name: string): boolean => work.database.schemas.some((one) => one.name === name);
  if (schema !== undefined) {
    if (!known(schema)) throw new SqlError(`schema "${schema}" does not exist`, at);
    return schema;
  }
  const found = path.find((name) => known(name) && !name.startsWith('pg_temp'));
  if (found === undefined) throw new SqlError('no schema has been selected to create in', at);
  return found;
}

/** Tables, views, sequences and indexes share their names. */
export function isTaken({ tables, sequences }: Database, schema: string, name: string): boolean {
  return (
    sequences.some((one) => one.schema === schema && one.name === name) ||
    tables.some(
      (one) =>
        one.schema === schema &&
        (one.name === name ||
          one.indexes.some((index) => index.name === name) ||
          one.constraints.some(
            (constraint) => constraint.name === name && /^(primary|unique)$/.test(constraint.kind),
          )),
    )
  );
}

/** `users_email_key`, and where that is taken `users_email_key1`. */
export function freeName(
  database: Database,
  schema: string,
  parts: readonly string[],
  end: string,
  also: readonly string[] = [],
): string {
  for (let number = 0; ; number++) {
    const suffix = `_${end}${number === 0 ? '' : number}`;
    const name = parts.join('_').slice(0, LONGEST - suffix.length) + suffix;
    if (!isTaken(database, schema, name) && !also.includes(name)) return name;
  }
}

/** What an index over an expression is called after. */
export function keyName(expression: Expression): string {
  if (expression.kind === 'column') return expression.name;
  return expression.kind === 'call' ? expression.name : 'expr';
}

/** The columns of a table that an expression names. */
export function namedColumns(
  expression: Expression,
  columns: readonly { readonly name: string }[],
): readonly string[] {
  const found = new Set<string>();
  JSON.stringify(expression, (_, value: unknown) => {
    const part = value as { readonly kind?: string; readonly name?: string } | null;
    if (
      typeof part === 'object' &&
      part?.kind === 'column' &&
      part.name !== undefined &&
      columns.some(({ name }) => name === part.name)
    )
      found.add(part.name);
    return value;
  });
  return [...found];
}

/** The tables that a view's query names. */
export function dependsOn(view: Table, table: Table, path: readonly string[]): boolean {
  if (view.query === undefined) return false;
  let found = false;
  JSON.stringify(view.query, (_, value: unknown) => {
    const part = value as {
      readonly kind?: string;
      readonly table?: { readonly name?: string; readonly schema?: string };
    } | null;
    if (typeof part === 'object' && part?.kind === 'table' && part.table?.name === table.name) {
      const { schema } = part.table;
      if (schema === undefined ? path.includes(table.schema) : schema === table.schema) found = true;
    }
    return value;
  });
  return found;
}
