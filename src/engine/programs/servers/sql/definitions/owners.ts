// ALTER … OWNER TO, and what becomes of all that a role owns (alter.c, shdepend.c).
import { findNamed, withSequence, withType, type Database } from '../database';
import type { Outcome } from '../outcome';
import { owns } from '../privileges';
import type { Around } from '../scope';
import { SqlError } from '../sql-error';
import type { Statement } from '../syntax';

type Of<Kind extends Statement['kind']> = Statement & { readonly kind: Kind };

function requireRole({ work }: Around, role: string): void {
  if (!work.cluster.roles.some(({ name }) => name === role))
    throw new SqlError(`role "${role}" does not exist`);
}

/** An access list as it reads when its owner is another one. */
function handedOn(
  list: readonly string[] | undefined,
  from: string,
  to: string,
): readonly string[] | undefined {
  return list?.map((entry) => {
    const [role = '', letters = ''] = entry.split(/[=/]/);
    return `${role === from ? to : role}=${letters}/${to}`;
  });
}

export function alterOwner(around: Around, statement: Of<'alter owner'>): Outcome {
  const { what, name, owner, to } = statement;
  const { work } = around;
  const tag = `ALTER ${what.toUpperCase()}`;
  if (what === 'sequence' || what === 'type') return alterOwnerIn(around, statement, what);
  const all = what === 'schema' ? work.database.schemas : work.cluster.databases;
  const found = all.find((one) => one.name === name);
  if (!found) throw new SqlError(`${what} "${name}" does not exist`);
  if (!owns(around, found.owner)) throw new SqlError(`must be owner of ${what} ${name}`);
  if (to !== undefined) {
    work.database = renamedSchema(work.database, name, to);
    return { tag };
  }
  const own = owner === undefined || owner === 'current_user' ? around.user : owner;
  requireRole(around, own);
  const privileges = handedOn(found.privileges, found.owner, own);
  const changes = { owner: own, ...(privileges ? { privileges } : {}) };
  if (what === 'schema')
    work.database = {
      ...work.database,
      schemas: work.database.schemas.map((one) => (one.name === name ? { ...one, ...changes } : one)),
    };
  else {
    if (work.database.name === name) work.database = { ...work.database, ...changes };
    work.cluster = {
      ...work.cluster,
      databases: work.cluster.databases.map((one) => (one.name === name ? { ...one, ...changes } : one)),
    };
  }
  return { tag };
}

/** The owner of what stands in a schema. */
function alterOwnerIn(
  around: Around,
  { name, schema, owner = around.user }: Of<'alter owner'>,
  what: 'sequence' | 'type',
): Outcome {
  const { work } = around;
  const path = schema === undefined ? around.path : [schema];
  const own = owner === 'current_user' ? around.user : owner;
  if (what === 'sequence') {
    const found = findNamed(work.database.sequences, path, name);
    if (!found) throw new SqlError(`relation "${name}" does not exist`);
    if (!owns(around, found.owner)) throw new SqlError(`must be owner of sequence ${name}`);
    requireRole(around, own);
    work.database = withSequence(work.database, { ...found, owner: own });
  } else {
    const found = findNamed(work.database.types, path, name);
    if (!found) throw new SqlError(`type "${name}" does not exist`);
    if (!owns(around, found.owner)) throw new SqlError(`must be owner of type ${name}`);
    requireRole(around, own);
    work.database = withType(work.database, { ...found, owner: own });
  }
  return { tag: `ALTER ${what.toUpperCase()}` };
}

function renamedSchema(database: Database, name: string, to: string): Database {
  if (database.schemas.some((one) => one.name === to)) throw new SqlError(`schema "${to}" already exists`);
  const moved = <T extends { readonly schema: string }>(all: readonly T[]): readonly T[] =>
    all.map((one) => (one.schema === name ? { ...one, schema: to } : one));
  return {
    ...database,
    schemas: database.schemas.map((one) => (one.name === name ? { ...one, name: to } : one)),
    tables: moved(database.tables),
    sequences: moved(database.sequences).map((one) =>
      one.ownedBy?.schema === name ? { ...one, ownedBy: { ...one.ownedBy, schema: to } } : one,
    ),
    types: moved(database.types),
  };
}

/** REASSIGN OWNED gives another owner to all that roles own here; DROP OWNED drops it, with their privileges. */
export function owned(around: Around, { roles, to }: Of<'owned'>): Outcome {
  const { work } = around;
  const own = roles.map((role) => (role === 'current_user' ? around.user : role));
  for (const role of to === undefined ? own : [...own, to]) requireRole(around, role);
  if (!around.isSuperuser)
    throw new SqlError(
      to === undefined ? 'permission denied to drop objects' : 'permission denied to reassign objects',
    );
  const { database } = work;
  if (to !== undefined) {
    const given = <T extends { readonly owner: string }>(all: readonly T[]): readonly T[] =>
      all.map((one) => (own.includes(one.owner) ? { ...one, owner: to } : one));
    work.database = {
      ...database,
      schemas: given(database.schemas),
      tables: given(database.tables),
      sequences: given(database.sequences),
      types: given(database.types),
    };
    return { tag: 'REASSIGN OWNED' };
  }
  const kept = <T extends { readonly owner: string; readonly privileges?: readonly string[] }>(
    all: readonly T[],
  ): readonly T[] =>
    all.flatMap((one) => {
      if (own.includes(one.owner)) return [];
      const privileges = one.privileges?.filter((entry) => !own.includes(entry.split('=')[0] ?? ''));
      return [privileges === undefined ? one : { ...one, privileges }];
    });
  const tables = kept(database.tables);
  const isThere = (schema: string, table: string): boolean =>
    tables.some((one) => one.schema === schema && one.name === table);
  work.database = {
    ...database,
    schemas: kept(database.schemas),
    tables,
    sequences: kept(database.sequences).filter(
      ({ ownedBy }) => ownedBy === undefined || isThere(ownedBy.schema, ownedBy.table),
    ),
    types: kept(database.types),
    defaultPrivileges: (database.defaultPrivileges ?? []).flatMap((one) => {
      const privileges = one.privileges.filter((entry) => !own.includes(entry.split('=')[0] ?? ''));
      return own.includes(one.owner) || privileges.length === 0 ? [] : [{ ...one, privileges }];
    }),
  };
  // A database itself stays, whoever owns it.
  const freed = <T extends { readonly privileges?: readonly string[] }>(one: T): T => ({
    ...one,
    ...(one.privileges
      ? { privileges: one.privileges.filter((entry) => !own.includes(entry.split('=')[0] ?? '')) }
      : {}),
  });
  work.database = freed(work.database);
  work.cluster = { ...work.cluster, databases: work.cluster.databases.map(freed) };
  return { tag: 'DROP OWNED' };
}
