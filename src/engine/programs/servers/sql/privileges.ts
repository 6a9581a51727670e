// Who may do what with a table (aclchk.c).
import type { Database, Table } from './database';
import type { Around } from './scope';
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
  USAGE: 'U',
  CREATE: 'C',
  CONNECT: 'c',
  TEMPORARY: 'T',
  TEMP: 'T',
};

/** Throws SqlError: `permission denied for table users`. */
export function requirePrivilege(
  { user, isSuperuser }: Around,
  { name, owner, kind, privileges = [] }: Table,
  wanted: string,
): void {
  if (isSuperuser || user === owner) return;
  const letter = LETTERS[wanted] ?? '';
  const isGranted = privileges.some((entry) => {
    const [, role, letters = ''] = /^"?([^"=]*)"?=([^/]*)\//.exec(entry) ?? [];
    return (role === '' || role === user) && letters.includes(letter);
  });
  if (!isGranted) throw new SqlError(`permission denied for ${kind} ${name}`);
}

/** Throws SqlError: `must be owner of table users`. */
export function requireOwner({ user, isSuperuser }: Around, { name, owner, kind }: Table): void {
  if (!isSuperuser && user !== owner) throw new SqlError(`must be owner of ${kind} ${name}`);
}

/** Throws SqlError where a user may not make anything in a schema. */
export function requireCreation(
  { user, isSuperuser }: Around,
  database: Database,
  schemaName: string,
  at: number | undefined,
): void {
  const schema = database.schemas.find(({ name }) => name === schemaName);
  const owner = schema?.owner === 'pg_database_owner' ? database.owner : schema?.owner;
  if (!isSuperuser && user !== owner) throw new SqlError(`permission denied for schema ${schemaName}`, at);
}

/** An access list with a role's privileges added or taken away. */
export function changePrivileges(
  list: readonly string[],
  owner: string,
  all: string,
  letters: string,
  role: string,
  isGrant: boolean,
  grantor: string,
): readonly string[] {
  const entries = list.length > 0 ? list : [`${owner}=${all}/${owner}`];
  const prefix = `${role === 'public' ? '' : role}=`;
  const old = entries.find((entry) => entry.startsWith(prefix));
  const had = old === undefined ? '' : (/=([^/]*)\//.exec(old)?.[1] ?? '');
  const next = [...all]
    .filter((letter) =>
      isGrant
        ? had.includes(letter) || letters.includes(letter)
        : had.includes(letter) && !letters.includes(letter),
    )
    .join('');
  const entry = `${prefix}${next}/${grantor}`;
  if (old === undefined) return next === '' ? entries : [...entries, entry];
  return next === ''
    ? entries.filter((one) => one !== old)
    : entries.map((one) => (one === old ? entry : one));
}
