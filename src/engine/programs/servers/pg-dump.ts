// pg_dump, pg_dumpall and pg_restore: a database as SQL, and back (src/bin/pg_dump).
import { isErrno, readTextIfThere, strerror, type Process, type Task } from '../../kernel';
import { programVersion } from './postgres-log';
import type { Message } from './postgres-session';
import { ask, connectTo, type Connected } from './psql/connection';
import { ConnectionStringError } from './psql/connection-string';
import { errorText } from './psql/errors';
import { readWords, type Given, type OptionTable } from './psql/getopt';
import { tellsOfItself } from './psql/version-and-help';
import { TargetError, targetOf } from './psql/target';
import type { Role } from './sql/database';
import { grantTexts, type DumpEntry } from './sql/dump';

const CONNECTION = { host: 'h', port: 'p', username: 'U' };
const COMMON = {
  'no-password': 'w',
  password: 'W',
  'data-only': 'a',
  clean: 'c',
  'schema-only': 's',
  'no-owner': 'O',
  'no-privileges': 'x',
  'no-acl': '',
  'if-exists': '',
  verbose: 'v',
  inserts: '',
  'column-inserts': '',
  'attribute-inserts': '',
};

const TABLES: Readonly<Record<string, OptionTable>> = {
  pg_dump: {
    valued: {
      ...CONNECTION,
      dbname: 'd',
      file: 'f',
      format: 'F',
      table: 't',
      schema: 'n',
      'exclude-table': 'T',
      compress: 'Z',
    },
    flags: { ...COMMON, create: 'C' },
    notModelled: {
      jobs: 'j',
      encoding: 'E',
      'exclude-schema': 'N',
      extension: 'e',
      superuser: 'S',
      'large-objects': 'b',
      'no-comments': '',
      section: '',
      'disable-triggers': '',
      'exclude-table-data': '',
      'rows-per-insert': '',
      'on-conflict-do-nothing': '',
      snapshot: '',
      role: '',
    },
  },
  pg_dumpall: {
    valued: { ...CONNECTION, dbname: 'd', file: 'f', database: 'l' },
    flags: { ...COMMON, 'globals-only': 'g', 'roles-only': 'r', 'no-role-passwords': '' },
    notModelled: { 'tablespaces-only': 't', encoding: 'E', superuser: 'S', 'exclude-database': '' },
  },
  pg_restore: {
    valued: { ...CONNECTION, dbname: 'd', file: 'f', format: 'F', table: 't', schema: 'n', jobs: 'j' },
    flags: { ...COMMON, create: 'C', list: 'l', 'exit-on-error': 'e', 'single-transaction': '1' },
    notModelled: {
      'use-list': 'L',
      index: 'I',
      function: 'P',
      trigger: 'T',
      superuser: 'S',
      section: '',
      role: '',
    },
  },
};

interface Call {
  readonly name: string;
  readonly p: Process;
  readonly given: Given;
}

/** What is wrong; it has not been said yet. */
class DumpError extends Error {}

/** Runs the one of them that is called so: its status. */
export function* runDumpProgram(p: Process, name: string): Task<number> {
  const table = TABLES[name];
  if (table === undefined) return 127;
  const words = p.argv.slice(1);
  if (yield* tellsOfItself(p, name, words)) return 0;
  const given = readWords(p, words, table);
  const hint = `${name}: hint: Try "${name} --help" for more information.\n`;
  if ('hasHint' in given) {
    yield* p.stderr.write(`${given.text}\n${given.hasHint ? hint : ''}`);
    return 1;
  }
  const most = name === 'pg_dumpall' ? 0 : 1;
  const surplus = given.operands[most];
  if (surplus !== undefined) {
    yield* p.stderr.write(`${name}: error: too many command-line arguments (first is "${surplus}")\n${hint}`);
    return 1;
  }
  try {
    const call: Call = { name, p, given };
    if (name === 'pg_dump') return yield* dump(call);
    return yield* name === 'pg_dumpall' ? dumpAll(call) : restore(call);
  } catch (error) {
    if (!(error instanceof DumpError)) throw error;
    yield* p.stderr.write(`${name}: error: ${error.message}\n`);
    return 1;
  }
}

function optionOf({ given }: Call, name: string): string | undefined {
  return given.options.findLast((one) => one.name === name)?.value;
}

function allOf({ given }: Call, name: string): readonly string[] {
  return given.options.filter((one) => one.name === name).map(({ value }) => value);
}

function has(call: Call, ...names: readonly string[]): boolean {
  return call.given.options.some(({ name }) => names.includes(name));
}

/** Throws DumpError. */
function* connect(call: Call, database: string): Task<Connected & { readonly database: string }> {
  let result: Connected | string;
  let name = database;
  try {
    const target = targetOf(
      call.p,
      new Map([
        ['dbname', database],
        ['host', optionOf(call, 'host') ?? ''],
        ['port', optionOf(call, 'port') ?? ''],
        ['user', optionOf(call, 'username') ?? ''],
      ]),
      call.name,
    );
    name = target.database;
    result = yield* connectTo(call.p, target);
  } catch (error) {
    if (!(error instanceof TargetError || error instanceof ConnectionStringError)) throw error;
    result = error.message;
  }
  if (typeof result === 'string') throw new DumpError(result);
  return { ...result, database: name };
}

function* askOne({ connection }: Connected, request: Parameters<typeof ask>[1]): Task<readonly Message[]> {
  const { answers, ready } = yield* ask(connection, request);
  if (!ready) throw new DumpError('server closed the connection unexpectedly');
  return answers;
}

/** A database's entries. Throws DumpError. */
function* entriesOf(connected: Connected): Task<Message & { readonly kind: 'dump' }> {
  const [answer] = yield* askOne(connected, { kind: 'dump' });
  if (answer?.kind === 'dump') return answer;
  throw new DumpError(
    answer?.kind === 'error' ? `query failed: ${errorText(answer).trimEnd()}` : 'query failed',
  );
}

/** A name as a pattern: `public.us*`. */
function pattern(text: string): RegExp {
  const source = text
    .replaceAll(/[$^|+(){}\\]/g, '\\$&')
    .replaceAll('.', '\\.')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^(?:${source})$`);
}

/** The entries that the options ask for. Throws DumpError. */
function chosen(call: Call, all: readonly DumpEntry[]): readonly DumpEntry[] {
  const tables = allOf(call, 'table').map(pattern);
  const schemas = allOf(call, 'schema').map(pattern);
  const excluded = allOf(call, 'exclude-table').map(pattern);
  const isOneOf = (patterns: readonly RegExp[], { schema, table = '' }: DumpEntry): boolean =>
    patterns.some((one) => one.test(table) || one.test(`${schema}.${table}`));
  const isTable = (one: DumpEntry): boolean => /^(TABLE|VIEW|MATERIALIZED VIEW|SEQUENCE)$/.test(one.kind);
  if (tables.length > 0 && !all.some((one) => isTable(one) && isOneOf(tables, one)))
    throw new DumpError('no matching tables were found');
  if (schemas.length > 0 && !all.some(({ schema }) => schemas.some((one) => one.test(schema))))
    throw new DumpError('no matching schemas were found');
  return all.filter((one) => {
    if (has(call, 'data-only') && one.section !== 'data') return false;
    if (has(call, 'schema-only') && (one.section === 'data' || one.kind === 'MATERIALIZED VIEW DATA'))
      return false;
    if (has(call, 'no-privileges', 'no-acl') && /ACL$/.test(one.kind)) return false;
    if (tables.length > 0 && !(one.table !== undefined && isOneOf(tables, one))) return false;
    if (excluded.length > 0 && one.table !== undefined && isOneOf(excluded, one)) return false;
    if (schemas.length === 0) return true;
    return schemas.some((own) => own.test(one.schema) || (one.kind === 'SCHEMA' && own.test(one.name)));
  });
}

const SETTINGS = `SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
`;

interface Written {
  readonly isClean: boolean;
  readonly ifExists: boolean;
  readonly hasOwners: boolean;
  readonly inserts: 'none' | 'plain' | 'columns';
}

function writtenBy(call: Call): Written {
  return {
    isClean: has(call, 'clean'),
    ifExists: has(call, 'if-exists'),
    hasOwners: !has(call, 'no-owner'),
    inserts: has(call, 'column-inserts', 'attribute-inserts')
      ? 'columns'
      : has(call, 'inserts')
        ? 'plain'
        : 'none',
  };
}

function dropText(drop: string, ifExists: boolean): string {
  if (!ifExists) return drop;
  return drop
    .replace(/^ALTER TABLE (ONLY )?/, (whole) =>
      `${whole}IF EXISTS `.replace('ONLY IF EXISTS', 'IF EXISTS ONLY'),
    )
    .replace(/^(DROP (?:MATERIALIZED VIEW|\w+)) /, '$1 IF EXISTS ')
    .replace(/ DROP CONSTRAINT /, ' DROP CONSTRAINT IF EXISTS ');
}

/** The entries' statements, each below its heading. */
function entriesText(entries: readonly DumpEntry[], { hasOwners, inserts }: Written): string {
  let text = '';
  let isAfterTablespace = false;
  for (const one of entries) {
    if (/^(TABLE|MATERIALIZED VIEW)$/.test(one.kind) && !isAfterTablespace) {
      text += "SET default_tablespace = '';\n\nSET default_table_access_method = heap;\n\n";
      isAfterTablespace = true;
    } else if (one.kind === 'INDEX' && !isAfterTablespace) {
      text += "SET default_tablespace = '';\n\n";
      isAfterTablespace = true;
    }
    const head = one.kind === 'TABLE DATA' ? 'Data for Name' : 'Name';
    const owner = hasOwners || one.owner === '' ? one.owner : '-';
    text += `--\n-- ${head}: ${one.name}; Type: ${one.kind}; Schema: ${one.schema}; Owner: ${owner}\n--\n\n`;
    if (one.rows && inserts !== 'none')
      text += `${inserts === 'plain' ? one.rows.inserts : one.rows.columnInserts}\n\n`;
    else text += `${one.text}\n\n`;
    if (hasOwners && one.ownerText !== undefined) text += `${one.ownerText}\n`;
  }
  return text;
}

/** A token that no statement can know; \\restrict wants it. */
function token(p: Process): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: 63 }, () => signs[Math.floor(p.random() * signs.length)] ?? 'A').join('');
}

interface Database {
  readonly name: string;
  readonly owner: string;
  readonly privileges?: readonly string[];
}

/** A whole dump as SQL. */
function plainText(
  p: Process,
  all: readonly DumpEntry[],
  how: Written,
  create: Database | undefined,
): string {
  const secret = token(p);
  const first = all.findIndex(({ kind }) => kind === 'ACL');
  const place = first < 0 ? all.findIndex(({ kind }) => kind === 'MATERIALIZED VIEW DATA') : first;
  // The rights on the database itself come first of all rights, where it is made.
  const entries = create ? all.toSpliced(place < 0 ? all.length : place, 0, ...databaseRights(create)) : all;
  const drops = how.isClean
    ? entries
        .flatMap(({ drop }) => (drop === undefined ? [] : [dropText(drop, how.ifExists)]))
        .reverse()
        .join('')
    : '';
  return `--\n-- PostgreSQL database dump\n--\n\n\\restrict ${secret}\n\n-- Dumped from database version ${programVersion(p)}\n-- Dumped by pg_dump version ${programVersion(p)}\n\n${SETTINGS}\n${
    create ? createText(create, secret, how) : drops
  }${drops !== '' && !create ? '' : ''}${entriesText(entries, how)}--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict ${secret}\n\n`;
}

function quotedName(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function databaseRights({ name, owner, privileges }: Database): readonly DumpEntry[] {
  const own = quotedName(name);
  const text = grantTexts('database', own, owner, privileges);
  return text === ''
    ? []
    : [{ kind: 'ACL', schema: '-', name: `DATABASE ${own}`, owner, section: 'after', text }];
}

function createText({ name, owner }: Database, secret: string, how: Written): string {
  const own = quotedName(name);
  const drop = how.isClean ? `DROP DATABASE ${how.ifExists ? 'IF EXISTS ' : ''}${own};\n` : '';
  const reconnect = `\\unrestrict ${secret}\n\\connect ${own}\n\\restrict ${secret}\n\n${SETTINGS}\n`;
  return (
    drop +
    `--\n-- Name: ${name}; Type: DATABASE; Schema: -; Owner: ${owner}\n--\n\n` +
    `CREATE DATABASE ${own} WITH TEMPLATE = template0 ENCODING = 'UTF8' LOCALE_PROVIDER = libc LOCALE = 'en_US.utf8';\n\n\n` +
    (how.hasOwners ? `ALTER DATABASE ${own} OWNER TO ${quotedName(owner)};\n\n` : '') +
    reconnect
  );
}

/** Writes to the file of -f, or to standard output. Throws DumpError. */
function* write(call: Call, text: string): Task<void> {
  const file = optionOf(call, 'file');
  if (file === undefined || file === '-') {
    yield* call.p.stdout.write(text);
    return;
  }
  try {
    call.p.files.writeFile(file, text);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new DumpError(`could not open output file "${file}": ${strerror(error.code)}`);
  }
}

// An archive of our own behind the real one's first signs: its inside is not modelled.
const MAGIC = 'PGDMP';

interface Archive {
  readonly database: Database;
  readonly entries: readonly DumpEntry[];
  readonly madeMs: number;
  readonly format: string;
}

const FORMATS: Readonly<Record<string, string>> = {
  p: 'plain',
  plain: 'plain',
  c: 'custom',
  custom: 'custom',
  t: 'tar',
  tar: 'tar',
  d: 'directory',
  directory: 'directory',
};

function* dump(call: Call): Task<number> {
  const { p, given } = call;
  if (has(call, 'schema-only') && has(call, 'data-only'))
    throw new DumpError('options -s/--schema-only and -a/--data-only cannot be used together');
  if (has(call, 'clean') && has(call, 'data-only'))
    throw new DumpError('options -c/--clean and -a/--data-only cannot be used together');
  if (has(call, 'if-exists') && !has(call, 'clean'))
    throw new DumpError('option --if-exists requires option -c/--clean');
  const wanted = optionOf(call, 'format') ?? 'p';
  const format = FORMATS[wanted];
  if (format === undefined) throw new DumpError(`invalid output format "${wanted}" specified`);
  if (format === 'directory' || format === 'tar')
    throw new DumpError(`the ${format} format is not modelled here; plain and custom are`);
  if (format === 'custom' && optionOf(call, 'file') === undefined && p.isOpen(1) && p.isatty(1))
    throw new DumpError('the custom format is not written to a terminal here; give -f or redirect it');
  const connected = yield* connect(call, optionOf(call, 'dbname') ?? given.operands[0] ?? '');
  try {
    const { entries, database } = yield* entriesOf(connected);
    const own = chosen(call, entries);
    yield* p.compute(80);
    if (format === 'plain')
      yield* write(call, plainText(p, own, writtenBy(call), has(call, 'create') ? database : undefined));
    else {
      const archive: Archive = { database, entries: own, madeMs: p.nowMs, format: 'CUSTOM' };
      yield* write(call, `${MAGIC}${JSON.stringify(archive)}\n`);
    }
    return 0;
  } finally {
    connected.connection.close();
  }
}

// pg_dumpall

function roleText(role: Role, hasPassword: boolean): string {
  const flag = (isOn: boolean | undefined, word: string): string => `${isOn === true ? '' : 'NO'}${word}`;
  const words = [
    flag(role.isSuperuser, 'SUPERUSER'),
    flag(role.inherits !== false, 'INHERIT'),
    flag(role.mayCreateRoles, 'CREATEROLE'),
    flag(role.mayCreateDatabases, 'CREATEDB'),
    flag(role.mayLogIn, 'LOGIN'),
    flag(role.isReplication, 'REPLICATION'),
    flag(role.bypassesRls, 'BYPASSRLS'),
    ...(role.connectionLimit === undefined || role.connectionLimit < 0
      ? []
      : [`CONNECTION LIMIT ${role.connectionLimit}`]),
    ...(hasPassword && role.password !== undefined
      ? [`PASSWORD '${role.password.replaceAll("'", "''")}'`]
      : []),
    ...(role.validUntil === undefined ? [] : [`VALID UNTIL '${role.validUntil}'`]),
  ];
  const name = quotedName(role.name);
  return `CREATE ROLE ${name};\nALTER ROLE ${name} WITH ${words.join(' ')};\n`;
}

function* dumpAll(call: Call): Task<number> {
  const { p } = call;
  const own = optionOf(call, 'dbname') ?? optionOf(call, 'database') ?? 'postgres';
  const connected = yield* connect(call, own);
  const { roles, databases } = yield* entriesOf(connected);
  connected.connection.close();
  const secret = token(p);
  const how = writtenBy(call);
  if (how.isClean) throw new DumpError('the option --clean is not modelled here');
  const sorted = [...roles].sort((a, b) => (a.name < b.name ? -1 : 1));
  const members = sorted
    .flatMap(({ name, memberOf = [] }) => memberOf.map((group) => ({ group, name })))
    .map(
      ({ group, name }) =>
        `GRANT ${quotedName(group)} TO ${quotedName(name)} WITH INHERIT TRUE GRANTED BY ${quotedName(roles[0]?.name ?? '')};\n`,
    )
    .join('');
  const hasPasswords = !has(call, 'no-role-passwords');
  let text = '--\n-- PostgreSQL database cluster dump\n--\n\n';
  text += `\\restrict ${secret}\n\nSET default_transaction_read_only = off;\n\nSET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n\n`;
  if (!has(call, 'data-only')) {
    text += `--\n-- Roles\n--\n\n${sorted.map((role) => roleText(role, hasPasswords)).join('')}\n--\n-- User Configurations\n--\n\n\n`;
    text += members === '' ? '\n\n' : `\n\n--\n-- Role memberships\n--\n\n${members}\n\n\n`;
  }
  text += `${has(call, 'roles-only') ? '' : '\n\n'}\n\n\\unrestrict ${secret}\n\n`;
  if (!has(call, 'globals-only', 'roles-only')) {
    text += '--\n-- Databases\n--\n\n';
    const names = databases
      .filter(({ name }) => name !== 'template0')
      .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
    for (const database of names) {
      const one = yield* connect(call, database.name);
      const { entries } = yield* entriesOf(one);
      one.connection.close();
      const isThere = /^(postgres|template1)$/.test(database.name);
      text += `--\n-- Database "${database.name}" dump\n--\n\n`;
      if (isThere) text += `\\connect ${database.name}\n\n`;
      text += plainText(p, chosen(call, entries), how, isThere ? undefined : database);
    }
  }
  text += '--\n-- PostgreSQL database cluster dump complete\n--\n\n';
  yield* p.compute(200);
  yield* write(call, text);
  return 0;
}

function rank(name: string): number {
  return name === 'template1' ? 0 : 1;
}

// pg_restore

function* restore(call: Call): Task<number> {
  const { p, given } = call;
  const database = optionOf(call, 'dbname');
  if (database === undefined && optionOf(call, 'file') === undefined && !has(call, 'list'))
    throw new DumpError('one of -d/--dbname and -f/--file must be specified');
  if (database !== undefined && optionOf(call, 'file') !== undefined)
    throw new DumpError(
      'options -d/--dbname and -f/--file cannot be used together\npg_restore: hint: Try "pg_restore --help" for more information.',
    );
  const [path] = given.operands;
  const text = path === undefined ? yield* p.stdin.readText() : readTextIfThere(p.files, path);
  if (text === undefined)
    throw new DumpError(`could not open input file "${path ?? ''}": No such file or directory`);
  const archive = readArchive(text);
  const entries = chosen(call, archive.entries);
  const how = writtenBy(call);
  if (has(call, 'list')) throw new DumpError('the list of an archive is not modelled here');
  if (database === undefined) {
    yield* write(call, plainText(p, entries, how, has(call, 'create') ? archive.database : undefined));
    return 0;
  }
  if (has(call, 'create')) throw new DumpError('the option --create with --dbname is not modelled here');
  return yield* restoreInto(call, database, entries, how);
}

/** Throws DumpError. */
function readArchive(text: string): Archive {
  if (text.startsWith(MAGIC)) {
    try {
      const archive: Archive = JSON.parse(text.slice(MAGIC.length));
      return archive;
    } catch {
      throw new DumpError('unexpected end of file');
    }
  }
  if (text.startsWith('--\n-- PostgreSQL database dump\n'))
    throw new DumpError('input file appears to be a text format dump. Please use psql.');
  throw new DumpError(
    text.length < 512
      ? 'input file does not appear to be a valid archive (too short?)'
      : 'input file does not appear to be a valid archive',
  );
}

/** Runs the entries one after another; what fails is said and counted. */
function* restoreInto(
  call: Call,
  database: string,
  entries: readonly DumpEntry[],
  how: Written,
): Task<number> {
  const { p } = call;
  const connected = yield* connect(call, database);
  let failures = 0;
  const run = function* (sql: string): Task<void> {
    const [, head = sql, rows] = /^(COPY [^\n]* FROM stdin;)\n([\s\S]*)\\\.\n$/.exec(sql) ?? [];
    const answers = [...(yield* askOne(connected, { kind: 'query', sql: head.trim() }))];
    if (rows !== undefined && answers.some(({ kind }) => kind === 'copy in'))
      answers.push(...(yield* askOne(connected, { kind: 'copy data', text: rows })));
    const wrong = answers.find((one) => one.kind === 'error');
    if (wrong?.kind !== 'error') return;
    failures++;
    const { at: _at, ...plain } = wrong;
    yield* p.stderr.write(
      rows === undefined
        ? `pg_restore: error: could not execute query: ${errorText(plain).trimEnd()}\nCommand was: ${head.trim()}\n\n\n`
        : `pg_restore: error: COPY failed for table "${/COPY \S*?(\w+) /.exec(head)?.[1] ?? ''}": ${errorText(plain).trimEnd()}\n`,
    );
  };
  for (const line of SETTINGS.trim().split('\n')) yield* run(line);
  if (has(call, 'single-transaction')) yield* run('BEGIN;');
  const isOver = (): boolean => failures > 0 && has(call, 'exit-on-error', 'single-transaction');
  if (how.isClean)
    for (const { drop } of [...entries].reverse())
      if (drop !== undefined && !isOver()) yield* run(dropText(drop, how.ifExists));
  for (const one of entries) {
    if (isOver()) break;
    yield* run(one.text);
    if (how.hasOwners && one.ownerText !== undefined && !isOver()) yield* run(one.ownerText);
  }
  if (has(call, 'single-transaction')) yield* run(failures > 0 ? 'ROLLBACK;' : 'COMMIT;');
  connected.connection.close();
  yield* p.compute(100);
  if (failures > 0 && !isOver())
    yield* p.stderr.write(`pg_restore: warning: errors ignored on restore: ${failures}\n`);
  return failures > 0 ? 1 : 0;
}
