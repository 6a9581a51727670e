// Who may do what with which object (aclchk.c, acl.c).
import type { Cluster, Database, Sequence, Table } from './database';
import type { Around as Whole } from './scope';
import { SqlError } from './sql-error';

export const LETTERS: Readonly<Record<string, string>> = {
  INSERT: 'a',
  SELECT: 'r',
  UPDATE: 'w',
  DELETE: 'd',
  TRUNCATE: 'D',
  REFERENCES: 'x',
  TRIGGER: 't',
  MAINTAIN: 'm',
  EXECUTE: 'X',
  USAGE: 'U',
  CREATE: 'C',
  CONNECT: 'c',
  TEMPORARY: 'T',
  TEMP: 'T',
};

export type ObjectClass = 'table' | 'sequence' | 'schema' | 'database' | 'function';

/** Who asks, and in which cluster. */
type Around = Pick<Whole, 'user' | 'isSuperuser' | 'work'>;

/** All that can be granted on an object, in the order in which access lists show it. */
export const RIGHTS: Readonly<Record<ObjectClass, string>> = {
  table: 'arwdDxtm',
  sequence: 'rwU',
  schema: 'UC',
  database: 'CTc',
  function: 'X',
};

/** Whoever owns the database, as the owner of its schema public. */
const DATABASE_OWNER = 'pg_database_owner';

/** The access list of an object that nobody has granted or revoked anything on. */
export function usualPrivileges(what: ObjectClass, owner: string): readonly string[] {
  const own = `${owner}=${RIGHTS[what]}/${owner}`;
  if (what === 'database') return [`=Tc/${owner}`, own];
  return what === 'function' ? [`=X/${owner}`, own] : [own];
}

/** A role and all whose rights it has: those it is a member of, and so on. */
export function rolesOf({ roles }: Cluster, name: string): ReadonlySet<string> {
  const found = new Set([name]);
  for (const role of found) {
    const own = roles.find((one) => one.name === role);
    if (own?.inherits === false && role === name) continue;
    for (const group of own?.memberOf ?? []) found.add(group);
  }
  return found;
}

/** Every group that a role is a member of, whether it inherits their rights or not. */
export function isMember({ roles }: Cluster, name: string, group: string): boolean {
  const found = new Set([name]);
  for (const role of found)
    for (const one of roles.find((own) => own.name === role)?.memberOf ?? []) found.add(one);
  return found.has(group);
}

export function owns({ user, isSuperuser, work }: Around, owner: string): boolean {
  const real = owner === DATABASE_OWNER ? work.database.owner : owner;
  return isSuperuser || rolesOf(work.cluster, user).has(real);
}

/** Whether the user, or a role whose rights it has, holds one of these privileges. */
export function holds(
  around: Around,
  owner: string,
  privileges: readonly string[] | undefined,
  letters: string,
  what: ObjectClass,
): boolean {
  const list = privileges ?? usualPrivileges(what, owner);
  if (around.isSuperuser) return true;
  const roles = rolesOf(around.work.cluster, around.user);
  if (owns(around, DATABASE_OWNER)) return holdsAs(new Set([...roles, DATABASE_OWNER]), list, letters);
  return holdsAs(roles, list, letters);
}

function holdsAs(roles: ReadonlySet<string>, list: readonly string[], letters: string): boolean {
  return list.some((entry) => {
    const [, role = '', own = ''] = /^"?([^"=]*)"?=([^/]*)\//.exec(entry) ?? [];
    return (role === '' || roles.has(role)) && [...letters].some((letter) => own.includes(letter));
  });
}

/** Throws SqlError: `permission denied for table users`. */
export function requirePrivilege(around: Around, table: Table, wanted: string): void {
  const { name, owner, kind, privileges } = table;
  if (!holds(around, owner, privileges, LETTERS[wanted] ?? '', 'table'))
    throw new SqlError(`permission denied for ${kind} ${name}`);
}

/** Throws SqlError where a sequence may not be used so. */
export function requireSequence(
  around: Around,
  { name, owner, privileges }: Sequence,
  letters: string,
): void {
  if (!holds(around, owner, privileges, letters, 'sequence'))
    throw new SqlError(`permission denied for sequence ${name}`);
}

/** Throws SqlError: `must be owner of table users`. */
export function requireOwner(around: Around, { name, owner, kind }: Table): void {
  if (!owns(around, owner)) throw new SqlError(`must be owner of ${kind} ${name}`);
}

/** Throws SqlError where a user may not make anything in a schema. */
export function requireCreation(
  around: Around,
  database: Database,
  schemaName: string,
  at: number | undefined,
): void {
  if (!mayUseSchema(around, database, schemaName, 'C'))
    throw new SqlError(`permission denied for schema ${schemaName}`, at);
}

/** Whether a user may look into a schema (`U`), or make things there (`C`). */
export function mayUseSchema(around: Around, database: Database, name: string, letter: string): boolean {
  const schema = database.schemas.find((one) => one.name === name);
  return schema === undefined || holds(around, schema.owner, schema.privileges, letter, 'schema');
}

/** Throws SqlError where a schema that is named may not be looked into. */
export function requireUsage(around: Around, schema: string | undefined, at: number | undefined): void {
  if (schema !== undefined && !mayUseSchema(around, around.work.database, schema, 'U'))
    throw new SqlError(`permission denied for schema ${schema}`, at);
}

/** An access list with a role's privileges added or taken away. */
export function changePrivileges(
  list: readonly string[],
  all: string,
  letters: string,
  role: string,
  isGrant: boolean,
  grantor: string,
): readonly string[] {
  const prefix = `${role === 'public' ? '' : role}=`;
  const old = list.find((entry) => entry.startsWith(prefix));
  const had = old === undefined ? '' : (/=([^/]*)\//.exec(old)?.[1] ?? '');
  const next = [...all]
    .filter((letter) =>
      isGrant
        ? had.includes(letter) || letters.includes(letter)
        : had.includes(letter) && !letters.includes(letter),
    )
    .join('');
  const entry = `${prefix}${next}/${grantor}`;
  if (old === undefined) return next === '' ? list : [...list, entry];
  return next === '' ? list.filter((one) => one !== old) : list.map((one) => (one === old ? entry : one));
}
