// Databases, roles, privileges and comments.
import { findNamed, withDatabase, withTable, type Role, type Table } from '../database';
import type { Outcome } from '../outcome';
import { changePrivileges, LETTERS, requireOwner } from '../privileges';
import type { Around } from '../scope';
import { noRelation } from '../sources';
import { notModelled, SqlError } from '../sql-error';
import type { RoleOptions, Statement } from '../syntax';

type Of<Kind extends Statement['kind']> = Statement & { readonly kind: Kind };

function mayCreateDatabases({ work, user, isSuperuser }: Around): boolean {
  return isSuperuser || work.cluster.roles.some((role) => role.name === user && role.mayCreateDatabases);
}

export function createDatabase(
  around: Around,
  { name, owner, template = 'template1' }: Of<'create database'>,
): Outcome {
  const { work } = around;
  if (!mayCreateDatabases(around)) throw new SqlError('permission denied to create database');
  if (owner !== undefined && !work.cluster.roles.some((role) => role.name === owner))
    throw new SqlError(`role "${owner}" does not exist`);
  const source = work.cluster.databases.find((one) => one.name === template);
  if (!source) throw new SqlError(`template database "${template}" does not exist`);
  if (work.cluster.databases.some((one) => one.name === name))
    throw new SqlError(`database "${name}" already exists`);
  work.cluster = withDatabase(work.cluster, { ...source, name, owner: owner ?? around.user });
  return { tag: 'CREATE DATABASE' };
}

export function dropDatabase(around: Around, { name, ifExists }: Of<'drop database'>): Outcome {
  const { work } = around;
  const found = work.cluster.databases.find((one) => one.name === name);
  if (!found) {
    if (!ifExists) throw new SqlError(`database "${name}" does not exist`);
    return {
      tag: 'DROP DATABASE',
      notices: [{ level: 'NOTICE', message: `database "${name}" does not exist, skipping` }],
    };
  }
  if (name === work.database.name) throw new SqlError('cannot drop the currently open database');
  if (/^template[01]$/.test(name)) throw new SqlError('cannot drop a template database');
  if (!around.isSuperuser && found.owner !== around.user)
    throw new SqlError(`must be owner of database ${name}`);
  work.cluster = { ...work.cluster, databases: work.cluster.databases.filter((one) => one.name !== name) };
  return { tag: 'DROP DATABASE' };
}

export function renameDatabase({ work }: Around, { name, to }: Of<'rename database'>): Outcome {
  if (!work.cluster.databases.some((one) => one.name === name))
    throw new SqlError(`database "${name}" does not exist`);
  if (work.cluster.databases.some((one) => one.name === to))
    throw new SqlError(`database "${to}" already exists`);
  if (name === work.database.name) throw new SqlError('current database cannot be renamed');
  work.cluster = {
    ...work.cluster,
    databases: work.cluster.databases.map((one) => (one.name === name ? { ...one, name: to } : one)),
  };
  return { tag: 'ALTER DATABASE' };
}

function withOptions(role: Role, options: RoleOptions): Role {
  const { password: _old, ...rest } = role;
  const password = options.password === undefined ? role.password : (options.password ?? undefined);
  return {
    ...rest,
    mayLogIn: options.mayLogIn ?? role.mayLogIn,
    isSuperuser: options.isSuperuser ?? role.isSuperuser,
    mayCreateDatabases: options.mayCreateDatabases ?? role.mayCreateDatabases,
    mayCreateRoles: options.mayCreateRoles ?? role.mayCreateRoles,
    ...(password === undefined ? {} : { password }),
  };
}

function requireRoleRight({ work, user, isSuperuser }: Around, what: string): void {
  if (!isSuperuser && !work.cluster.roles.some((role) => role.name === user && role.mayCreateRoles)) {
    throw new SqlError(
      `permission denied to ${what} role`,
      undefined,
      what === 'create' ? 'Only roles with the CREATEROLE attribute may create roles.' : undefined,
    );
  }
}

export function createRole(around: Around, { name, isUser, options }: Of<'create role'>): Outcome {
  const { work } = around;
  requireRoleRight(around, 'create');
  if (work.cluster.roles.some((role) => role.name === name))
    throw new SqlError(`role "${name}" already exists`);
  if (name.startsWith('pg_'))
    throw new SqlError(
      `role name "${name}" is reserved`,
      undefined,
      'Role names starting with "pg_" are reserved.',
    );
  const made = withOptions(
    { name, isSuperuser: false, mayLogIn: isUser, mayCreateDatabases: false, mayCreateRoles: false },
    options,
  );
  work.cluster = { ...work.cluster, roles: [...work.cluster.roles, made] };
  return { tag: 'CREATE ROLE' };
}

export function alterRole(around: Around, { name, options, to }: Of<'alter role'>): Outcome {
  const { work } = around;
  const own = name === 'current_user' ? around.user : name;
  const role = work.cluster.roles.find((one) => one.name === own);
  if (!role) throw new SqlError(`role "${own}" does not exist`);
  if (own !== around.user) requireRoleRight(around, 'alter');
  if (to !== undefined && work.cluster.roles.some((one) => one.name === to))
    throw new SqlError(`role "${to}" already exists`);
  if (to !== undefined && own === around.user) throw new SqlError('session user cannot be renamed');
  const next = { ...withOptions(role, options), name: to ?? own };
  work.cluster = { ...work.cluster, roles: work.cluster.roles.map((one) => (one === role ? next : one)) };
  return { tag: 'ALTER ROLE' };
}

/** What a role still owns or may do in this database. */
function ties({ work }: Around, role: string): readonly string[] {
  const { tables } = work.database;
  return [
    ...work.cluster.databases
      .filter(({ owner }) => owner === role)
      .map(({ name }) => `owner of database ${name}`),
    ...tables.flatMap((table) => [
      ...(table.owner === role ? [`owner of ${table.kind} ${table.name}`] : []),
      ...(table.privileges?.some((entry) => entry.startsWith(`${role}=`)) && table.owner !== role
        ? [`privileges for ${table.kind} ${table.name}`]
        : []),
    ]),
    ...work.database.schemas
      .filter(({ owner }) => owner === role)
      .map(({ name }) => `owner of schema ${name}`),
  ];
}

export function dropRole(around: Around, { names, ifExists }: Of<'drop role'>): Outcome {
  const { work } = around;
  const notices = names.flatMap((name) => {
    const role = work.cluster.roles.find((one) => one.name === name);
    if (!role) {
      if (!ifExists) throw new SqlError(`role "${name}" does not exist`);
      return [{ level: 'NOTICE' as const, message: `role "${name}" does not exist, skipping` }];
    }
    if (name === around.user) throw new SqlError('current user cannot be dropped');
    requireRoleRight(around, 'drop');
    const tied = ties(around, name);
    if (tied.length > 0)
      throw new SqlError(
        `role "${name}" cannot be dropped because some objects depend on it`,
        undefined,
        tied.join('\n'),
      );
    work.cluster = { ...work.cluster, roles: work.cluster.roles.filter((one) => one !== role) };
    return [];
  });
  return { tag: 'DROP ROLE', notices };
}

const TABLE_RIGHTS = 'arwdDxtm';

export function grant(around: Around, statement: Of<'grant'>): Outcome {
  const { work } = around;
  const tag = statement.isGrant ? 'GRANT' : 'REVOKE';
  if (statement.what === 'role') throw notModelled('membership of roles');
  const roles = statement.roles.map((role) => (role === 'current_user' ? around.user : role));
  const unknown = roles.find(
    (role) => role !== 'public' && !work.cluster.roles.some(({ name }) => name === role),
  );
  if (unknown !== undefined) throw new SqlError(`role "${unknown}" does not exist`);
  const letters = statement.privileges
    .map((privilege) => {
      if (privilege === 'all') return TABLE_RIGHTS;
      const letter = LETTERS[privilege.toUpperCase()];
      if (letter === undefined) throw new SqlError(`unrecognized privilege type "${privilege}"`);
      const isForTables = statement.what === 'table' || statement.what === 'all tables';
      if (isForTables && !TABLE_RIGHTS.includes(letter))
        throw new SqlError(`invalid privilege type ${privilege.toUpperCase()} for table`);
      return letter;
    })
    .join('');
  const change = (table: Table): void => {
    requireOwner(around, table);
    let list = table.privileges ?? [];
    for (const role of roles)
      list = changePrivileges(list, table.owner, TABLE_RIGHTS, letters, role, statement.isGrant, table.owner);
    work.database = withTable(work.database, { ...table, privileges: list });
  };
  switch (statement.what) {
    case 'table':
      for (const name of statement.names) {
        const table = findNamed(
          work.database.tables,
          name.schema === undefined ? around.path : [name.schema],
          name.name,
        );
        if (!table) throw noRelation(name, undefined);
        change(table);
      }
      return { tag };
    case 'all tables':
      for (const { name } of statement.names) {
        if (!work.database.schemas.some((schema) => schema.name === name))
          throw new SqlError(`schema "${name}" does not exist`);
        for (const table of work.database.tables) if (table.schema === name) change(table);
      }
      return { tag };
    case 'database':
      for (const { name } of statement.names)
        if (!work.cluster.databases.some((one) => one.name === name))
          throw new SqlError(`database "${name}" does not exist`);
      return { tag };
    case 'schema':
      for (const { name } of statement.names)
        if (!work.database.schemas.some((one) => one.name === name))
          throw new SqlError(`schema "${name}" does not exist`);
      if (letters.includes('C') || statement.privileges.includes('all'))
        throw notModelled('privileges on a schema other than USAGE');
      return { tag };
    default:
      return { tag };
  }
}

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
