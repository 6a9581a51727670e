// COMMENT ON (comment.c).
import { findNamed, withTable } from '../database';
import type { Outcome } from '../outcome';
import type { Around } from '../scope';
import { noRelation } from '../sources';
import { notModelled, SqlError } from '../sql-error';
import type { Statement } from '../syntax';

type Of<Kind extends Statement['kind']> = Statement & { readonly kind: Kind };

export function comment(around: Around, statement: Of<'comment'>): Outcome {
  const { work } = around;
  const { name, text } = statement;
  const own = text === null || text === '' ? {} : { comment: text };
  if (statement.what === 'database') {
    if (!work.cluster.databases.some((one) => one.name === name.name))
      throw new SqlError(`database "${name.name}" does not exist`);
    if (name.name === work.database.name) work.database = { ...work.database, ...own };
    return { tag: 'COMMENT' };
  }
  if (statement.what === 'extension') {
    if (!work.database.extensions.some((one) => one.name === name.name) && name.name !== 'plpgsql')
      throw new SqlError(`extension "${name.name}" does not exist`);
    work.database = {
      ...work.database,
      extensions: work.database.extensions.map((one) =>
        one.name === name.name ? { ...one, comment: text ?? '' } : one,
      ),
    };
    return { tag: 'COMMENT' };
  }
  if (statement.what === 'type' || statement.what === 'sequence' || statement.what === 'index')
    throw notModelled(`COMMENT ON ${statement.what.toUpperCase()}`);
  if (statement.what === 'role' || statement.what === 'schema') {
    const all = statement.what === 'role' ? work.cluster.roles : work.database.schemas;
    if (!all.some((one) => one.name === name.name))
      throw new SqlError(`${statement.what} "${name.name}" does not exist`);
    const commented = <T extends { readonly name: string; readonly comment?: string }>(one: T): T => {
      if (one.name !== name.name) return one;
      const { comment: _old, ...rest } = one;
      return { ...rest, ...own } as T;
    };
    if (statement.what === 'role')
      work.cluster = { ...work.cluster, roles: work.cluster.roles.map(commented) };
    else work.database = { ...work.database, schemas: work.database.schemas.map(commented) };
    return { tag: 'COMMENT' };
  }
  const table = findNamed(
    work.database.tables,
    name.schema === undefined ? around.path : [name.schema],
    name.name,
  );
  if (!table) throw noRelation(name, undefined);
  if (statement.what === 'column') {
    const index = table.columns.findIndex((column) => column.name === statement.column);
    const column = table.columns[index];
    if (!column)
      throw new SqlError(`column "${statement.column ?? ''}" of relation "${table.name}" does not exist`);
    const { comment: _old, ...rest } = column;
    work.database = withTable(work.database, {
      ...table,
      columns: table.columns.with(index, { ...rest, ...own }),
    });
    return { tag: 'COMMENT' };
  }
  if (table.kind !== statement.what) throw new SqlError(`"${table.name}" is not a ${statement.what}`);
  const { comment: _old, ...rest } = table;
  work.database = withTable(work.database, { ...rest, ...own });
  return { tag: 'COMMENT' };
}
