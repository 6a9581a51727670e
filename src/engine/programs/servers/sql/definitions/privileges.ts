// GRANT, REVOKE and ALTER DEFAULT PRIVILEGES (aclchk.c).
import {
  findNamed,
  withSequence,
  withTable,
  type Database,
  type DefaultPrivileges,
  type Sequence,
  type Table,
} from '../database';
import type { Notice, Outcome } from '../outcome';
import {
  changePrivileges,
  isMember,
  LETTERS,
  owns,
  requireOwner,
  RIGHTS,
  usualPrivileges,
  type ObjectClass,
} from '../privileges';
import type { Around } from '../scope';
import { noRelation } from '../sources';
import { SqlError } from '../sql-error';
import type { ObjectName, Statement } from '../syntax';
import { withMembership } from './roles';

type Of<Kind extends Statement['kind']> = Statement & { readonly kind: Kind };

/** Throws SqlError where a role is unknown. */
function known(around: Around, roles: readonly string[]): readonly string[] {
  return roles.map((role) => {
    const own = role === 'current_user' ? around.user : role;
    if (own !== 'public' && !around.work.cluster.roles.some(({ name }) => name === own))
      throw new SqlError(`role "${own}" does not exist`);
    return own;
  });
}

/** The letters of privileges that an object of a class may have. Throws SqlError. */
function lettersOf(privileges: readonly string[], what: ObjectClass): string {
  return privileges
    .map((privilege) => {
      if (privilege === 'all') return RIGHTS[what];
      const letter = LETTERS[privilege.toUpperCase()];
      if (letter === undefined) throw new SqlError(`unrecognized privilege type "${privilege}"`);
      if (!RIGHTS[what].includes(letter))
        throw new SqlError(`invalid privilege type ${privilege.toUpperCase()} for ${what}`);
      return letter;
    })
    .join('');
}

export function grant(around: Around, statement: Of<'grant'>): Outcome {
  if (statement.what === 'role') return grantRoles(around, statement);
  const { work } = around;
  const tag = statement.isGrant ? 'GRANT' : 'REVOKE';
  const roles = known(around, statement.roles);
  const what =
    statement.what === 'all tables'
      ? 'table'
      : statement.what === 'all sequences'
        ? 'sequence'
        : statement.what;
  const letters = lettersOf(statement.privileges, what);
  const changed = (owner: string, privileges: readonly string[] | undefined): readonly string[] =>
    roles.reduce(
      (list, role) => changePrivileges(list, RIGHTS[what], letters, role, statement.isGrant, owner),
      privileges ?? usualPrivileges(what, owner),
    );
  const onTable = (table: Table): void => {
    requireOwner(around, table);
    const privileges = changed(table.owner, table.privileges);
    work.database = withTable(work.database, { ...table, privileges });
  };
  const onSequence = (sequence: Sequence): void => {
    if (!owns(around, sequence.owner)) throw new SqlError(`permission denied for sequence ${sequence.name}`);
    const privileges = changed(sequence.owner, sequence.privileges);
    work.database = withSequence(work.database, { ...sequence, privileges });
  };
  const schemaOf = (name: string): void => {
    if (!work.database.schemas.some((schema) => schema.name === name))
      throw new SqlError(`schema "${name}" does not exist`);
  };
  for (const name of statement.names) {
    switch (statement.what) {
      case 'table':
      case 'sequence': {
        const path = name.schema === undefined ? around.path : [name.schema];
        const table = findNamed(work.database.tables, path, name.name);
        const sequence = findNamed(work.database.sequences, path, name.name);
        if (statement.what === 'table' && table) onTable(table);
        else if (sequence) onSequence(sequence);
        else if (table) throw new SqlError(`"${name.name}" is not a sequence`);
        else throw noRelation(name, undefined);
        break;
      }
      case 'all tables':
        schemaOf(name.name);
        for (const table of work.database.tables) if (table.schema === name.name) onTable(table);
        break;
      case 'all sequences':
        schemaOf(name.name);
        for (const one of work.database.sequences) if (one.schema === name.name) onSequence(one);
        break;
      case 'schema':
        schemaOf(name.name);
        work.database = onSchema(around, name.name, changed);
        break;
      case 'database':
        onDatabase(around, name, changed);
        break;
    }
  }
  return { tag };
}

type Change = (owner: string, privileges: readonly string[] | undefined) => readonly string[];

function onSchema(around: Around, name: string, changed: Change): Database {
  const { database } = around.work;
  return {
    ...database,
    schemas: database.schemas.map((schema) => {
      if (schema.name !== name) return schema;
      if (!owns(around, schema.owner)) throw new SqlError(`permission denied for schema ${name}`);
      return { ...schema, privileges: changed(schema.owner, schema.privileges) };
    }),
  };
}

function onDatabase(around: Around, { name }: ObjectName, changed: Change): void {
  const { work } = around;
  const found = work.cluster.databases.find((one) => one.name === name);
  if (!found) throw new SqlError(`database "${name}" does not exist`);
  if (!owns(around, found.owner)) throw new SqlError(`permission denied for database ${name}`);
  const privileges = changed(found.owner, found.privileges);
  if (name === work.database.name) work.database = { ...work.database, privileges };
  work.cluster = {
    ...work.cluster,
    databases: work.cluster.databases.map((one) => (one === found ? { ...one, privileges } : one)),
  };
}

function grantRoles(around: Around, { names, roles, isGrant, tag }: Of<'grant'>): Outcome {
  const { work } = around;
  const groups = known(
    around,
    names.map(({ name }) => name),
  );
  const members = known(around, roles);
  const notices: Notice[] = [];
  for (const group of groups) {
    if (
      !around.isSuperuser &&
      !work.cluster.roles.some(({ name, mayCreateRoles }) => name === around.user && mayCreateRoles)
    )
      throw new SqlError(
        `permission denied to ${isGrant ? 'grant' : 'revoke'} role "${group}"`,
        undefined,
        `Only roles with the ADMIN option on role "${group}" may ${isGrant ? 'grant' : 'revoke'} this role.`,
      );
    for (const member of members) {
      if (isGrant && isMember(work.cluster, group, member))
        throw new SqlError(`role "${group}" is a member of role "${member}"`);
      const isAlready = work.cluster.roles.some(
        ({ name, memberOf }) => name === member && memberOf?.includes(group) === true,
      );
      if (isAlready === isGrant)
        notices.push(
          isGrant
            ? {
                level: 'NOTICE',
                message: `role "${member}" has already been granted membership in role "${group}" by role "${around.user}"`,
              }
            : {
                level: 'WARNING',
                message: `role "${member}" has not been granted membership in role "${group}" by role "${around.user}"`,
              },
        );
      work.cluster = withMembership(work.cluster, member, group, isGrant);
    }
  }
  return { tag: tag ?? (isGrant ? 'GRANT ROLE' : 'REVOKE ROLE'), notices };
}

export function defaultPrivileges(around: Around, statement: Of<'default privileges'>): Outcome {
  const { work } = around;
  const letters = lettersOf(statement.privileges, statement.what);
  const roles = known(around, statement.roles);
  const owners = statement.owners.length > 0 ? known(around, statement.owners) : [around.user];
  for (const schema of statement.schemas)
    if (!work.database.schemas.some(({ name }) => name === schema))
      throw new SqlError(`schema "${schema}" does not exist`);
  for (const owner of owners) {
    for (const schema of statement.schemas.length > 0 ? statement.schemas : [undefined]) {
      const all = work.database.defaultPrivileges ?? [];
      const old = all.find(
        (one) => one.owner === owner && one.schema === schema && one.what === statement.what,
      );
      const privileges = roles.reduce(
        (list, role) =>
          changePrivileges(list, RIGHTS[statement.what], letters, role, statement.isGrant, owner),
        // Those of a schema are added to the usual ones, those of no schema stand for them.
        old?.privileges ?? (schema === undefined ? usualPrivileges(statement.what, owner) : []),
      );
      const next: DefaultPrivileges = {
        owner,
        what: statement.what,
        privileges,
        ...(schema === undefined ? {} : { schema }),
      };
      work.database = {
        ...work.database,
        defaultPrivileges: [...all.filter((one) => one !== old), ...(privileges.length > 0 ? [next] : [])],
      };
    }
  }
  return { tag: 'ALTER DEFAULT PRIVILEGES' };
}

/** What a new object grants by itself; nothing where nobody has asked for anything. */
export function startPrivileges(
  { defaultPrivileges: all = [] }: Database,
  owner: string,
  schema: string,
  what: DefaultPrivileges['what'],
): { readonly privileges?: readonly string[] } {
  const own = all.filter((one) => one.owner === owner && one.what === what);
  const everywhere = own.find((one) => one.schema === undefined);
  const here = own.find((one) => one.schema === schema);
  if (!everywhere && !here) return {};
  return {
    privileges: [...(everywhere?.privileges ?? usualPrivileges(what, owner)), ...(here?.privileges ?? [])],
  };
}
