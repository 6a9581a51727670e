// The small programs beside psql: each connects, sends a statement, or asks whether a server is there (src/bin/scripts).
import { isErrno, type Process, type Program, type Task } from '../../kernel';
import { runDumpProgram } from './pg-dump';
import type { ErrorMessage } from './postgres-session';
import { ask, connectTo, type Connected } from './psql/connection';
import { ConnectionStringError, isConnectionString, readConnectionString } from './psql/connection-string';
import { errorText } from './psql/errors';
import { readWords, type Given, type OptionTable } from './psql/getopt';
import { tellsOfItself } from './psql/version-and-help';
import { PORT, portNumber, SOCKETS, TargetError, targetOf, userName } from './psql/target';

/** A program's run: its name, its process, what it was given. */
interface Call {
  readonly name: string;
  readonly p: Process;
  readonly given: Given;
  /** Writes to standard output, which is kept back to the end where that is no terminal (stdio). */
  say(text: string): Task<void>;
}

interface Client {
  readonly table: OptionTable;
  /** How many operands it takes. */
  readonly operands: number;
  /** Its status where the command line is wrong. Default 1. */
  readonly usageStatus?: number;
  run(call: Call): Task<number>;
}

const CONNECTION = { host: 'h', port: 'p', username: 'U' };
const PASSWORD = { 'no-password': 'w', password: 'W' };

const CLIENTS: Readonly<Record<string, Client>> = {
  pg_isready: {
    table: { valued: { ...CONNECTION, dbname: 'd', timeout: 't' }, flags: { quiet: 'q' } },
    operands: 0,
    usageStatus: 3,
    run: isReady,
  },
  createdb: {
    table: {
      valued: {
        ...CONNECTION,
        owner: 'O',
        tablespace: 'D',
        template: 'T',
        encoding: 'E',
        strategy: 'S',
        'lc-collate': '',
        'lc-ctype': '',
        locale: 'l',
        'maintenance-db': '',
        'locale-provider': '',
        'icu-locale': '',
      },
      flags: { ...PASSWORD, echo: 'e' },
    },
    operands: 2,
    run: createDatabase,
  },
  dropdb: {
    table: {
      valued: { ...CONNECTION, 'maintenance-db': '' },
      flags: { ...PASSWORD, echo: 'e', interactive: 'i', 'if-exists': '', force: 'f' },
    },
    operands: 1,
    run: dropDatabase,
  },
  createuser: {
    table: {
      valued: {
        ...CONNECTION,
        'connection-limit': 'c',
        role: 'g',
        'member-of': '',
        'valid-until': 'v',
        'with-member': 'm',
        'with-admin': 'a',
      },
      flags: {
        ...PASSWORD,
        echo: 'e',
        createdb: 'd',
        'no-createdb': 'D',
        superuser: 's',
        'no-superuser': 'S',
        createrole: 'r',
        'no-createrole': 'R',
        inherit: 'i',
        'no-inherit': 'I',
        login: 'l',
        'no-login': 'L',
        replication: '',
        'no-replication': '',
        bypassrls: '',
        'no-bypassrls': '',
        pwprompt: 'P',
        encrypted: 'E',
        interactive: '',
      },
    },
    operands: 1,
    run: createUser,
  },
  dropuser: {
    table: {
      valued: CONNECTION,
      flags: { ...PASSWORD, echo: 'e', interactive: 'i', 'if-exists': '' },
    },
    operands: 1,
    run: dropUser,
  },
  vacuumdb: {
    table: {
      valued: { ...CONNECTION, dbname: 'd', 'maintenance-db': '' },
      flags: {
        ...PASSWORD,
        quiet: 'q',
        all: 'a',
        analyze: 'z',
        'analyze-only': 'Z',
        freeze: 'F',
        full: 'f',
      },
      notModelled: { table: 't', schema: 'n', verbose: 'v', echo: 'e', jobs: 'j', 'analyze-in-stages': '' },
    },
    operands: 1,
    run: vacuum,
  },
};

/** One program under many names: an image's recipe says which of its files are it. */
export const postgresClients: Program = {
  id: 'postgresql/pg_isready',
  *run(p) {
    const name = (p.argv[0] ?? '').replace(/^.*\//, '');
    const client = CLIENTS[name];
    if (client === undefined) return yield* runDumpProgram(p, name);
    const words = p.argv.slice(1);
    if (yield* tellsOfItself(p, name, words)) return 0;
    const given = readWords(p, words, client.table);
    const usage = (text: string): Task<void> =>
      p.stderr.write(`${text}\n${name}: hint: Try "${name} --help" for more information.\n`);
    if ('hasHint' in given) {
      if (given.hasHint) yield* usage(given.text);
      else yield* p.stderr.write(`${given.text}\n`);
      return client.usageStatus ?? 1;
    }
    const surplus = given.operands[client.operands];
    if (surplus !== undefined) {
      yield* usage(`${name}: error: too many command-line arguments (first is "${surplus}")`);
      return client.usageStatus ?? 1;
    }
    const isHeldBack = !(p.isOpen(1) && p.isatty(1));
    let held = '';
    const status = yield* client.run({
      name,
      p,
      given,
      *say(text) {
        if (isHeldBack) held += text;
        else yield* p.stdout.write(text);
      },
    });
    if (held !== '') yield* p.stdout.write(held);
    return status;
  },
};

function optionOf({ given }: Call, name: string): string | undefined {
  return given.options.findLast((one) => one.name === name)?.value;
}

function hasFlag(call: Call, name: string): boolean {
  return call.given.options.some((one) => one.name === name);
}

function* fail({ name, p }: Call, text: string): Task<1> {
  yield* p.stderr.write(`${name}: error: ${text}\n`);
  return 1;
}

// pg_isready

function* isReady(call: Call): Task<number> {
  const { p } = call;
  const named = optionOf(call, 'dbname') ?? '';
  let host: string;
  let port: string;
  try {
    const string = isConnectionString(named) ? readConnectionString(named) : new Map<string, string>();
    const value = (keyword: string, variable: string): string | undefined =>
      [string.get(keyword), optionOf(call, keyword), p.env.get(variable)].find(
        (one) => one !== undefined && one !== '',
      );
    host = value('host', 'PGHOST') ?? SOCKETS;
    port = value('port', 'PGPORT') ?? String(PORT);
  } catch (error) {
    if (!(error instanceof ConnectionStringError)) throw error;
    yield* fail(call, error.message);
    return 3;
  }
  const isValid = /^\s*\d+\s*$/.test(optionOf(call, 'timeout') ?? '3');
  const isThere = isValid && (yield* isListening(p, host, port));
  if (!hasFlag(call, 'quiet'))
    yield* call.say(`${host}:${port} - ${isThere ? 'accepting connections' : 'no response'}\n`);
  return isThere ? 0 : 2;
}

function* isListening(p: Process, host: string, port: string): Task<boolean> {
  try {
    const number = portNumber(port);
    if (host.startsWith('/') && !p.files.exists(`${host}/.s.PGSQL.${number}`)) return false;
    const address = host.startsWith('/') ? '127.0.0.1' : yield* p.network.resolve(host);
    (yield* p.network.connect(address, number)).close();
    return true;
  } catch (error) {
    if (isErrno(error) || error instanceof TargetError) return false;
    throw error;
  }
}

// Those that send a statement

const QUIET_PATH = "SELECT pg_catalog.set_config('search_path', '', false);";

function quotedName(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function quotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A connection to a database; what is wrong has been said where there is none. */
function* connect(call: Call, database: string): Task<Connected | undefined> {
  const { p, name } = call;
  let result: Connected | string;
  try {
    const target = targetOf(
      p,
      new Map([
        ['dbname', database],
        ['host', optionOf(call, 'host') ?? ''],
        ['port', optionOf(call, 'port') ?? ''],
        ['user', optionOf(call, 'username') ?? ''],
      ]),
      name,
    );
    result = yield* connectTo(p, target);
    if (
      typeof result === 'string' &&
      result.endsWith('fe_sendauth: no password supplied') &&
      !hasFlag(call, 'no-password') &&
      p.isOpen(0) &&
      p.isatty(0)
    ) {
      const password = yield* askPassword(p, 'Password: ');
      result = yield* connectTo(p, { ...target, password });
    }
  } catch (error) {
    if (!(error instanceof TargetError || error instanceof ConnectionStringError)) throw error;
    result = error.message;
  }
  if (typeof result !== 'string') return result;
  yield* fail(call, result);
  return undefined;
}

function* askPassword(p: Process, prompt: string): Task<string> {
  yield* p.stderr.write(prompt);
  const isTerminal = p.isatty(0);
  if (isTerminal) p.setEcho(0, false);
  const password = (yield* p.stdin.readLine()) ?? '';
  if (isTerminal) p.setEcho(0, true);
  yield* p.stderr.write('\n');
  return password;
}

/** Sends a statement, with what the server remarks on it; its error. */
function* send(call: Call, { connection }: Connected, sql: string): Task<ErrorMessage | undefined> {
  let wrong: ErrorMessage | undefined;
  for (const message of (yield* ask(connection, { kind: 'query', sql })).answers) {
    if (message.kind === 'notice') yield* call.p.stderr.write(`${message.level}:  ${message.message}\n`);
    if (message.kind === 'error') wrong = message;
  }
  return wrong;
}

/** Runs one statement in a database: its status. */
function* runOne(call: Call, database: string, sql: string, what: string, also?: string): Task<number> {
  const connected = yield* connect(call, database);
  if (connected === undefined) return 1;
  try {
    if (hasFlag(call, 'echo')) yield* call.say(`${QUIET_PATH}\n`);
    for (const statement of also === undefined ? [sql] : [sql, also]) {
      if (hasFlag(call, 'echo')) yield* call.say(`${statement}\n`);
      const wrong = yield* send(call, connected, statement);
      if (wrong === undefined) continue;
      const { at: _at, ...plain } = wrong;
      return yield* fail(call, `${what}: ${errorText(plain).trimEnd()}`);
    }
    return 0;
  } finally {
    connected.connection.close();
  }
}

/** Where databases are made and dropped from. */
function maintenance(call: Call, database: string): string {
  return optionOf(call, 'maintenance-db') ?? (database === 'postgres' ? 'template1' : 'postgres');
}

function* createDatabase(call: Call): Task<number> {
  const { p, given } = call;
  const { env } = p;
  const [named, comment] = given.operands;
  const database = named ?? env.get('PGDATABASE') ?? env.get('PGUSER') ?? userName(p);
  const words: readonly (readonly [string, string, (text: string) => string])[] = [
    ['owner', 'OWNER', quotedName],
    ['tablespace', 'TABLESPACE', quotedName],
    ['encoding', 'ENCODING', quotedText],
    ['strategy', 'STRATEGY', quotedName],
    ['template', 'TEMPLATE', quotedName],
    ['lc-collate', 'LC_COLLATE', quotedText],
    ['lc-ctype', 'LC_CTYPE', quotedText],
    ['locale', 'LOCALE', quotedText],
    ['locale-provider', 'LOCALE_PROVIDER', (text) => text],
    ['icu-locale', 'ICU_LOCALE', quotedText],
  ];
  const options = words.flatMap(([option, word, quote]) => {
    const value = optionOf(call, option);
    return value === undefined ? [] : [` ${word} ${quote(value)}`];
  });
  const name = quotedName(database);
  return yield* runOne(
    call,
    maintenance(call, database),
    `CREATE DATABASE ${name}${options.join('')};`,
    'database creation failed',
    comment === undefined ? undefined : `COMMENT ON DATABASE ${name} IS ${quotedText(comment)};`,
  );
}

/** Asks `(y/n)` until it is one of them. */
function* isSure({ p }: Call, question: string): Task<boolean> {
  for (;;) {
    yield* p.stderr.write(`${question} (y/n) `);
    const answer = yield* p.stdin.readLine();
    if (answer === undefined || /^(n|no)$/.test(answer)) return false;
    if (/^(y|yes)$/.test(answer)) return true;
    yield* p.stderr.write('Please answer "y" or "n".\n');
  }
}

function* missing(call: Call, what: string): Task<1> {
  const { name, p } = call;
  yield* p.stderr.write(
    `${name}: error: missing required argument ${what}\n${name}: hint: Try "${name} --help" for more information.\n`,
  );
  return 1;
}

function* dropDatabase(call: Call): Task<number> {
  const [database] = call.given.operands;
  if (database === undefined) return yield* missing(call, 'database name');
  if (hasFlag(call, 'interactive')) {
    yield* call.say(`Database "${database}" will be permanently removed.\n`);
    if (!(yield* isSure(call, 'Are you sure?'))) return 0;
  }
  const sql = `DROP DATABASE ${hasFlag(call, 'if-exists') ? 'IF EXISTS ' : ''}${quotedName(database)}${hasFlag(call, 'force') ? ' WITH (FORCE)' : ''};`;
  return yield* runOne(call, maintenance(call, database), sql, 'database removal failed');
}

/** A role's rights: what switches each on and off, what it is called in SQL, and how it is by itself. */
const RIGHTS: readonly (readonly [string, string, boolean])[] = [
  ['superuser', 'SUPERUSER', false],
  ['createdb', 'CREATEDB', false],
  ['createrole', 'CREATEROLE', false],
  ['inherit', 'INHERIT', true],
  ['login', 'LOGIN', true],
  ['replication', 'REPLICATION', false],
  ['bypassrls', 'BYPASSRLS', false],
];
const QUESTIONS: Readonly<Record<string, string>> = {
  superuser: 'Shall the new role be a superuser?',
  createdb: 'Shall the new role be allowed to create databases?',
  createrole: 'Shall the new role be allowed to create more new roles?',
};

function* createUser(call: Call): Task<number> {
  const { p, given } = call;
  const [named] = given.operands;
  const isInteractive = hasFlag(call, 'interactive');
  let name = named;
  if (name === undefined && isInteractive) {
    yield* p.stderr.write('Enter name of role to add: ');
    name = (yield* p.stdin.readLine()) ?? '';
  }
  name ??= p.env.get('PGUSER') ?? userName(p);
  const limit = optionOf(call, 'connection-limit');
  if (limit !== undefined && !/^-?\d+$/.test(limit))
    return yield* fail(call, `invalid value "${limit}" for option -c/--connection-limit`);
  let password = '';
  if (hasFlag(call, 'pwprompt') && hasFlag(call, 'echo'))
    return yield* fail(
      call,
      '--echo with --pwprompt is not modelled here: the real one shows a hash with a random salt',
    );
  if (hasFlag(call, 'pwprompt')) {
    const first = yield* askPassword(p, 'Enter password for new role: ');
    const second = yield* askPassword(p, 'Enter it again: ');
    if (first !== second) {
      yield* p.stderr.write("Passwords didn't match.\n");
      return 1;
    }
    password = ` PASSWORD ${quotedText(first)}`;
  }
  const rights: string[] = [];
  let isSuperuser = false;
  for (const [option, word, isUsual] of RIGHTS) {
    const last = given.options.findLast((one) => one.name === option || one.name === `no-${option}`)?.name;
    const question = QUESTIONS[option];
    let isOn: boolean;
    if (isSuperuser && question !== undefined) isOn = true;
    else if (last !== undefined) isOn = last === option;
    else if (isInteractive && question !== undefined) isOn = yield* isSure(call, question);
    else isOn = isUsual;
    if (option === 'superuser') isSuperuser = isOn;
    rights.push(`${isOn ? '' : 'NO'}${word}`);
  }
  const more = [
    limit === undefined ? '' : ` CONNECTION LIMIT ${limit}`,
    listed(call, ['role', 'member-of'], ' IN ROLE '),
    listed(call, ['with-member'], ' ROLE '),
    listed(call, ['with-admin'], ' ADMIN '),
  ];
  const until = optionOf(call, 'valid-until');
  const sql = `CREATE ROLE ${quotedName(name)}${password} ${rights.join(' ')}${until === undefined ? '' : ` VALID UNTIL ${quotedText(until)}`}${more.join('')};`;
  return yield* runOne(call, 'postgres', sql, 'creation of new role failed');
}

function listed({ given }: Call, names: readonly string[], word: string): string {
  const roles = given.options.filter((one) => names.includes(one.name)).map(({ value }) => quotedName(value));
  return roles.length === 0 ? '' : word + roles.join(', ');
}

function* dropUser(call: Call): Task<number> {
  const { p, given } = call;
  let [name] = given.operands;
  const isInteractive = hasFlag(call, 'interactive');
  if (name === undefined) {
    if (!isInteractive) return yield* missing(call, 'role name');
    yield* p.stderr.write('Enter name of role to drop: ');
    name = (yield* p.stdin.readLine()) ?? '';
  }
  if (isInteractive) {
    yield* p.stdout.write(`Role "${name}" will be permanently removed.\n`);
    if (!(yield* isSure(call, 'Are you sure?'))) return 0;
  }
  const sql = `DROP ROLE ${hasFlag(call, 'if-exists') ? 'IF EXISTS ' : ''}${quotedName(name)};`;
  return yield* runOne(call, 'postgres', sql, `removal of role "${name}" failed`);
}

function* vacuum(call: Call): Task<number> {
  const { p, given } = call;
  const named = optionOf(call, 'dbname') ?? given.operands[0];
  if (hasFlag(call, 'all')) {
    if (named !== undefined)
      return yield* fail(call, 'cannot vacuum all databases and a specific one at the same time');
    const connected = yield* connect(call, maintenance(call, ''));
    if (connected === undefined) return 1;
    const sql = 'SELECT datname FROM pg_database WHERE datallowconn ORDER BY 1';
    const { answers } = yield* ask(connected.connection, { kind: 'query', sql });
    connected.connection.close();
    const names = answers.flatMap((one) => (one.kind === 'rows' ? one.rows.map(([name]) => name ?? '') : []));
    for (const name of names) {
      const status = yield* vacuumOne(call, name);
      if (status !== 0) return status;
    }
    return 0;
  }
  const own = named ?? p.env.get('PGDATABASE') ?? p.env.get('PGUSER') ?? userName(p);
  return yield* vacuumOne(call, own);
}

function* vacuumOne(call: Call, database: string): Task<number> {
  const connected = yield* connect(call, database);
  if (connected === undefined) return 1;
  if (!hasFlag(call, 'quiet')) yield* call.say(`vacuumdb: vacuuming database "${database}"\n`);
  const isAnalyze = hasFlag(call, 'analyze-only');
  const wrong = yield* send(call, connected, isAnalyze ? 'ANALYZE;' : 'VACUUM;');
  connected.connection.close();
  return wrong === undefined ? 0 : yield* fail(call, errorText(wrong).trimEnd());
}
