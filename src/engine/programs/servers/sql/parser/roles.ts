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
    } else if (r.take('connection', 'limit')) r.wholeNumber();
    else if (r.take('valid', 'until')) r.text();
    else if (r.take('in')) throw notModelled('membership of roles');
    else {
      const flag = FLAGS[text.replace(/^no(?=login|superuser|create|inherit|replication|bypassrls)/, '')];
      if (flag === undefined) throw new SqlError(`unrecognized role option "${text}"`, r.at);
      r.next();
      if (flag !== '') options = { ...options, [flag]: !text.startsWith('no') };
    }
  }
}

const FLAGS: Readonly<
  Record<string, '' | 'mayLogIn' | 'isSuperuser' | 'mayCreateDatabases' | 'mayCreateRoles'>
> = {
  login: 'mayLogIn',
  superuser: 'isSuperuser',
  createdb: 'mayCreateDatabases',
  createrole: 'mayCreateRoles',
  inherit: '',
  replication: '',
  bypassrls: '',
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

function roleName(r: Reader): string {
  r.take('group');
  return r.take('current_user') ? 'current_user' : r.label();
}
