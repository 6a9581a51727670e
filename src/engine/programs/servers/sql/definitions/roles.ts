// CREATE, ALTER and DROP ROLE (user.c).
import type { Cluster, Role } from '../database';
import type { Notice, Outcome } from '../outcome';
import type { Around } from '../scope';
import { SqlError } from '../sql-error';
import type { RoleOptions, Statement } from '../syntax';
import { TIMESTAMPTZ } from '../types';
import { readValue, showValue } from '../values';

type Of<Kind extends Statement['kind']> = Statement & { readonly kind: Kind };

/** A cluster in which a role is, or is no longer, a member of another. */
export function withMembership(cluster: Cluster, member: string, group: string, isMember: boolean): Cluster {
  return {
    ...cluster,
    roles: cluster.roles.map((one) => {
      if (one.name !== member) return one;
      const others = (one.memberOf ?? []).filter((name) => name !== group);
      return { ...one, memberOf: isMember ? [...others, group] : others };
    }),
  };
}

function withOptions({ clock }: Around, role: Role, options: RoleOptions): Role {
  const { password: _old, ...rest } = role;
  const password = options.password === undefined ? role.password : (options.password ?? undefined);
  return {
    ...rest,
    mayLogIn: options.mayLogIn ?? role.mayLogIn,
    isSuperuser: options.isSuperuser ?? role.isSuperuser,
    mayCreateDatabases: options.mayCreateDatabases ?? role.mayCreateDatabases,
    mayCreateRoles: options.mayCreateRoles ?? role.mayCreateRoles,
    ...(options.inherits === undefined ? {} : { inherits: options.inherits }),
    ...(options.isReplication === undefined ? {} : { isReplication: options.isReplication }),
    ...(options.bypassesRls === undefined ? {} : { bypassesRls: options.bypassesRls }),
    ...(options.connectionLimit === undefined ? {} : { connectionLimit: options.connectionLimit }),
    ...(options.memberOf === undefined ? {} : { memberOf: options.memberOf }),
    ...(options.validUntil === undefined
      ? {}
      : {
          validUntil: String(
            showValue(readValue(options.validUntil, TIMESTAMPTZ, clock), TIMESTAMPTZ, clock),
          ),
        }),
    ...(password === undefined ? {} : { password }),
  };
}

function requireRoleRight({ work, user, isSuperuser }: Around, what: string, target = ''): void {
  if (!isSuperuser && !work.cluster.roles.some((role) => role.name === user && role.mayCreateRoles)) {
    throw new SqlError(
      `permission denied to ${what} role`,
      undefined,
      what === 'create'
        ? 'Only roles with the CREATEROLE attribute may create roles.'
        : `Only roles with the CREATEROLE attribute and the ADMIN option on ${what === 'drop' ? 'the target roles may drop roles' : `role "${target}" may alter this role`}.`,
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
  for (const one of [...(options.memberOf ?? []), ...(options.members ?? [])])
    if (!work.cluster.roles.some((role) => role.name === one))
      throw new SqlError(`role "${one}" does not exist`);
  const notices: Notice[] =
    options.password === ''
      ? [{ level: 'NOTICE', message: 'empty string is not a valid password, clearing password' }]
      : [];
  const made = withOptions(
    around,
    { name, isSuperuser: false, mayLogIn: isUser, mayCreateDatabases: false, mayCreateRoles: false },
    options,
  );
  work.cluster = { ...work.cluster, roles: [...work.cluster.roles, made] };
  for (const member of options.members ?? []) work.cluster = withMembership(work.cluster, member, name, true);
  return { tag: 'CREATE ROLE', notices };
}

export function alterRole(around: Around, { name, options, to }: Of<'alter role'>): Outcome {
  const { work } = around;
  const own = name === 'current_user' ? around.user : name;
  const role = work.cluster.roles.find((one) => one.name === own);
  if (!role) throw new SqlError(`role "${own}" does not exist`);
  if (own !== around.user) requireRoleRight(around, 'alter', own);
  if (to !== undefined && work.cluster.roles.some((one) => one.name === to))
    throw new SqlError(`role "${to}" already exists`);
  if (to !== undefined && own === around.user) throw new SqlError('session user cannot be renamed');
  const next = { ...withOptions(around, role, options), name: to ?? own };
  work.cluster = { ...work.cluster, roles: work.cluster.roles.map((one) => (one === role ? next : one)) };
  return { tag: 'ALTER ROLE' };
}

/** What a role still owns or may do. Source: the order in which shdepend.c lists it is not modelled. */
function ties({ work, path }: Around, role: string): readonly string[] {
  const { database, cluster } = work;
  const named = (privileges: readonly string[] | undefined): boolean =>
    privileges?.some((entry) => entry.startsWith(`${role}=`)) === true;
  const tied = (
    what: string,
    { owner, privileges }: { readonly owner: string; readonly privileges?: readonly string[] },
  ): readonly string[] =>
    owner === role ? [`owner of ${what}`] : named(privileges) ? [`privileges for ${what}`] : [];
  const shown = ({ schema, name }: { readonly schema: string; readonly name: string }): string =>
    path.includes(schema) ? name : `${schema}.${name}`;
  const elsewhere = cluster.databases.flatMap((one) => {
    if (one.name === database.name) return [];
    const count = [...one.schemas, ...one.tables, ...one.sequences, ...one.types].filter(
      (object) => object.owner === role || ('privileges' in object && named(object.privileges)),
    ).length;
    return count === 0 ? [] : [`${count} object${count === 1 ? '' : 's'} in database ${one.name}`];
  });
  return [
    ...database.schemas.flatMap((one) => tied(`schema ${one.name}`, one)),
    ...cluster.databases.flatMap((one) =>
      tied(`database ${one.name}`, one.name === database.name ? database : one),
    ),
    ...database.sequences.flatMap((one) => tied(`sequence ${one.name}`, one)),
    ...database.tables.flatMap((one) => tied(`${one.kind} ${shown(one)}`, one)),
    ...database.types.flatMap((one) => tied(`type ${one.name}`, one)),
    ...elsewhere,
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
    work.cluster = {
      ...work.cluster,
      roles: work.cluster.roles.flatMap((one) => {
        if (one === role) return [];
        const { memberOf, ...rest } = one;
        return [memberOf ? { ...rest, memberOf: memberOf.filter((group) => group !== name) } : one];
      }),
    };
    return [];
  });
  return { tag: 'DROP ROLE', notices };
}
