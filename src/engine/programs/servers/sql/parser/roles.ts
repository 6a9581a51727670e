import { notModelled, SqlError } from '../sql-error';
import type { ObjectName, RoleOptions, Statement } from '../syntax';
import type { Reader } from './reader';

/** What stands behind the name in CREATE ROLE and ALTER ROLE. */
export function readRoleOptions(r: Reader): RoleOptions {
  let options: RoleOptions = {};
  r.take('with');
  for (;;) {
    const { text, kind } = r.token;
    if (kind !== 'word') return options;
    if (r.take('password', 'null')) options = { ...options, password: null };
    else if (r.is('encrypted') || r.is('password')) {
      r.take('encrypted');
      r.need('password');
      options = { ...options, password: r.text() };
    } else if (r.take('connection', 'limit'))
      options = { ...options, connectionLimit: Number(r.wholeNumber()) };
    else if (r.take('valid', 'until')) options = { ...options, validUntil: r.text() };
    else if (r.take('in')) {
      r.takeOne('role', 'group');
      options = { ...options, memberOf: r.list(() => roleName(r)) };
    } else if (r.takeOne('role', 'user', 'admin') !== undefined)
      options = { ...options, members: r.list(() => roleName(r)) };
    else {
      const flag = FLAGS[text.replace(/^no(?=login|superuser|create|inherit|replication|bypassrls)/, '')];
      if (flag === undefined) throw new SqlError(`unrecognized role option "${text}"`, r.at);
      r.next();
      options = { ...options, [flag]: !text.startsWith('no') };
    }
  }
}

const FLAGS: Readonly<
  Record<
    string,
    | 'mayLogIn'
    | 'isSuperuser'
    | 'mayCreateDatabases'
    | 'mayCreateRoles'
    | 'inherits'
    | 'isReplication'
    | 'bypassesRls'
  >
> = {
  login: 'mayLogIn',
  superuser: 'isSuperuser',
  createdb: 'mayCreateDatabases',
  createrole: 'mayCreateRoles',
  inherit: 'inherits',
  replication: 'isReplication',
  bypassrls: 'bypassesRls',
};

/** GRANT and REVOKE. */
export function readGrant(r: Reader): Statement {
  const isGrant = r.next().text === 'grant';
  if (!isGrant) {
    if (r.take('grant', 'option')) r.need('for');
  }
  const privileges = r.list(() => {
    const words = [r.label()];
    while (r.token.kind === 'word' && !r.isOne('on', 'to', 'from')) words.push(r.label());
    if (r.is('(')) throw notModelled('privileges on columns');
    return words.join(' ').replace(/^all privileges$/, 'all');
  });
  if (!r.take('on')) {
    r.need(isGrant ? 'to' : 'from');
    const roles = r.list(() => roleName(r));
    if (r.take('with'))
      while (r.takeOne('admin', 'inherit', 'set', 'option', 'true', 'false', ',') !== undefined);
    r.takeOne('cascade', 'restrict');
    return {
      kind: 'grant',
      isGrant,
      privileges: [],
      what: 'role',
      names: privileges.map((name) => ({ name, at: 0 })),
      roles,
    };
  }
  const { what, names } = readObjects(r);
  r.need(isGrant ? 'to' : 'from');
  const roles = r.list(() => roleName(r));
  if (r.take('with')) r.need('grant', 'option');
  r.takeOne('cascade', 'restrict');
  return { kind: 'grant', isGrant, privileges, what, names, roles };
}

function readObjects(r: Reader): {
  readonly what: Extract<Statement, { kind: 'grant' }>['what'];
  readonly names: readonly ObjectName[];
} {
  if (r.take('all', 'tables', 'in', 'schema'))
    return { what: 'all tables', names: r.list(() => r.objectName()) };
  if (r.take('all', 'sequences', 'in', 'schema'))
    return { what: 'all sequences', names: r.list(() => r.objectName()) };
  if (
    r.isOne('function', 'all', 'language', 'type', 'domain', 'tablespace', 'foreign', 'procedure', 'routine')
  )
    throw notModelled('privileges on these objects');
  const what = r.takeOne('schema', 'database', 'sequence') ?? 'table';
  r.take('table');
  return { what, names: r.list(() => r.objectName()) };
}

/** ALTER DEFAULT PRIVILEGES, after these words. */
export function readDefaultPrivileges(r: Reader): Statement {
  const owners: string[] = [];
  const schemas: string[] = [];
  for (;;) {
    if (r.take('for')) {
      r.takeOne('role', 'user');
      owners.push(...r.list(() => roleName(r)));
    } else if (r.take('in')) {
      r.need('schema');
      schemas.push(...r.list(() => r.name()));
    } else break;
  }
  const isGrant = r.is('grant');
  if (!isGrant && !r.is('revoke')) throw r.unexpected();
  r.next();
  const privileges = r.list(() => {
    const word = r.label();
    r.take('privileges');
    return word;
  });
  r.need('on');
  if (r.isOne('functions', 'routines', 'types', 'schemas'))
    throw notModelled('default privileges on these objects');
  const what = r.take('sequences') ? 'sequence' : 'table';
  if (what === 'table') r.need('tables');
  r.need(isGrant ? 'to' : 'from');
  const roles = r.list(() => roleName(r));
  if (r.take('with')) r.need('grant', 'option');
  return { kind: 'default privileges', owners, schemas, isGrant, privileges, what, roles };
}

export function roleName(r: Reader): string {
  r.take('group');
  return r.take('current_user') ? 'current_user' : r.label();
}
