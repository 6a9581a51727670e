// docker-entrypoint.sh of the postgres image: first start, later starts, and commands that are not the server.
import { isErrno, readTextIfThere, type Process, type Program, strerror, type Task } from '../../kernel';
import { checkpointText, lastEndTexts, logLine, SOCKET, versionText } from './postgres-log';
import { messagesOf, surroundingsOf } from './postgres-session';
import { errorText } from './psql/errors';
import { PLAIN, tableText } from './psql/table';
import { newCluster, newDatabase, withDatabase } from './sql/database';
import { splitStatements } from './sql/lexer';
import { SqlSession, type Server } from './sql/session';
import { noteShutdown, saveCluster } from './sql/storage';

const INIT_SCRIPTS = '/docker-entrypoint-initdb.d';
const SELF = '/usr/local/bin/docker-entrypoint.sh';

export const postgresEntrypoint: Program = {
  id: 'postgres-image/postgres-entrypoint',
  *run(p) {
    const given = p.argv.slice(1);
    const argv = given[0]?.startsWith('-') ? ['postgres', ...given] : given;
    if (argv[0] !== 'postgres') return yield* execute(p, argv);
    const data = p.env.get('PGDATA') ?? '/var/lib/postgresql/data';
    const hasData = p.files.exists(`${data}/PG_VERSION`) && p.files.stat(`${data}/PG_VERSION`).sizeBytes > 0;
    if (!hasData && !isAllowed(p)) {
      yield* p.stderr.write(NO_PASSWORD);
      return 1;
    }
    if (p.credentials.uid === 0) becomePostgres(p, data);
    if (hasData)
      yield* p.stdout.write(
        '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n',
      );
    else yield* initialize(p, data);
    return yield* execute(p, argv);
  },
};

const NO_PASSWORD = `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
`;

function isAllowed(p: Process): boolean {
  return Boolean(p.env.get('POSTGRES_PASSWORD')) || p.env.get('POSTGRES_HOST_AUTH_METHOD') === 'trust';
}

/** As root it hands the data folder to the user postgres and goes on as that user (gosu). */
function becomePostgres(p: Process, data: string): void {
  const row =
    p.files
      .readText('/etc/passwd')
      .split('\n')
      .find((line) => line.startsWith('postgres:')) ?? '';
  const [, , uid = '999', gid = '999', , home = '/var/lib/postgresql'] = row.split(':');
  if (!p.files.exists(data)) p.files.mkdir(data, 0o700);
  p.files.chown(data, Number(uid), Number(gid));
  p.files.chmod(data, 0o700);
  p.env.set('HOME', home);
  p.setCredentials({ uid: Number(uid), gid: Number(gid), groups: [Number(gid)], capabilities: new Set() });
}

function* initialize(p: Process, data: string): Task<void> {
  const say = (text: string): Task<void> => p.stdout.write(text);
  yield* say(
    'The files belonging to this database system will be owned by user "postgres".\nThis user must also own the server process.\n\n',
  );
  yield* say(`The database cluster will be initialized with locale "${p.env.get('LANG') ?? 'C'}".\n`);
  yield* say(
    'The default database encoding has accordingly been set to "UTF8".\nThe default text search configuration will be set to "english".\n\nData page checksums are disabled.\n\n',
  );
  const steps: readonly (readonly [string, string, number])[] = [
    [`fixing permissions on existing directory ${data}`, 'ok', 5],
    ['creating subdirectories', 'ok', 5],
    ['selecting dynamic shared memory implementation', 'posix', 5],
    ['selecting default "max_connections"', '100', 60],
    ['selecting default "shared_buffers"', '128MB', 60],
    ['selecting default time zone', 'Etc/UTC', 30],
    ['creating configuration files', 'ok', 10],
    ['running bootstrap script', 'ok', 300],
    ['performing post-bootstrap initialization', 'ok', 450],
    ['syncing data to disk', 'ok', 250],
  ];
  for (const [step, answer, ms] of steps) {
    yield* say(`${step} ... `);
    yield* p.compute(ms);
    yield* say(`${answer}\n`);
  }
  for (const folder of ['base', 'global', 'pg_wal']) p.files.mkdir(`${data}/${folder}`, 0o700);
  noteShutdown(p);
  p.files.writeFile(`${data}/PG_VERSION`, `${p.env.get('PG_MAJOR') ?? '17'}\n`, { mode: 0o600 });
  p.files.writeFile(`${data}/postgresql.conf`, "listen_addresses = '*'\n", { mode: 0o600 });
  p.files.writeFile(
    `${data}/pg_hba.conf`,
    'local all all trust\nhost all all 127.0.0.1/32 trust\nhost all all all scram-sha-256\n',
    { mode: 0o600 },
  );
  yield* p.stderr.write(
    'initdb: warning: enabling "trust" authentication for local connections\ninitdb: hint: You can change this by editing pg_hba.conf or using the option -A, or --auth-local and --auth-host, the next time you run initdb.\n',
  );
  yield* say(
    `\n\nSuccess. You can now start the database server using:\n\n    pg_ctl -D ${data} -l logfile start\n\n`,
  );
  yield* firstRun(p);
  yield* say('\nPostgreSQL init process complete; ready for start up.\n\n');
}

/** The server runs once without the network, for the scripts of /docker-entrypoint-initdb.d. */
function* firstRun(p: Process): Task<void> {
  const server = 48;
  const log = (pid: number, text: string): Task<void> => p.stderr.write(logLine(p, pid, text));
  const user = p.env.get('POSTGRES_USER') ?? 'postgres';
  const own = p.env.get('POSTGRES_DB') ?? user;
  const state: Server = { cluster: newCluster(user, p.env.get('POSTGRES_PASSWORD')) };
  yield* p.stdout.write('waiting for server to start....');
  yield* log(server, `starting ${versionText(p)}`);
  yield* log(server, `listening on Unix socket "${SOCKET}"`);
  yield* p.compute(16);
  for (const text of lastEndTexts(p)) yield* log(server + 3, text);
  yield* p.compute(17);
  yield* log(server, 'database system is ready to accept connections');
  yield* p.stdout.write(' done\nserver started\n');
  yield* p.compute(140);
  if (own !== 'postgres') {
    state.cluster = withDatabase(state.cluster, newDatabase(own, user));
    yield* p.stdout.write('CREATE DATABASE\n\n');
  }
  yield* runInitScripts(p, new SqlSession(state, surroundingsOf(p, user, own)));
  saveCluster(p, state.cluster);
  yield* log(server, 'received fast shutdown request');
  yield* p.stdout.write('waiting for server to shut down....');
  yield* log(server, 'aborting any active transactions');
  yield* log(
    server,
    `background worker "logical replication launcher" (PID ${server + 6}) exited with exit code 1`,
  );
  yield* log(server + 1, 'shutting down');
  yield* log(server + 1, 'checkpoint starting: shutdown immediate');
  yield* p.compute(44);
  noteShutdown(p);
  yield* log(server + 1, checkpointText());
  yield* log(server, 'database system is shut down');
  yield* p.compute(90);
  yield* p.stdout.write(' done\nserver stopped\n');
}

/** Runs what lies in /docker-entrypoint-initdb.d, in the order of the names; an error ends the first start. */
function* runInitScripts(p: Process, session: SqlSession): Task<void> {
  const names = p.files.exists(INIT_SCRIPTS) ? [...p.files.readDirectory(INIT_SCRIPTS)].sort() : [];
  if (names.length === 0) yield* p.stdout.write(`\n${SELF}: ignoring ${INIT_SCRIPTS}/*\n`);
  for (const name of names) {
    const path = `${INIT_SCRIPTS}/${name}`;
    if (name.endsWith('.sql')) {
      yield* p.stdout.write(`\n${SELF}: running ${path}\n`);
      yield* runSqlFile(p, session, path);
      yield* p.stdout.write('\n');
    } else if (name.endsWith('.sh')) {
      yield* p.stdout.write(`\n${SELF}: ${p.files.access(path, 'x') ? 'running' : 'sourcing'} ${path}\n`);
      const child = p.spawn('/bin/bash', ['bash', path], { env: p.env });
      yield* p.wait(child.pid);
      yield* p.stdout.write('\n');
    } else yield* p.stdout.write(`\n${SELF}: ignoring ${path}\n`);
  }
  yield* p.stdout.write('\n');
}

function* runSqlFile(p: Process, session: SqlSession, path: string): Task<void> {
  const text = readTextIfThere(p.files, path) ?? '';
  const { statements, rest } = splitStatements(text);
  for (const statement of rest === '' ? statements : [...statements, rest]) {
    for (const message of [...session.run(statement)].flatMap(messagesOf)) {
      if (message.kind === 'tag') yield* p.stdout.write(`${message.tag}\n`);
      if (message.kind === 'rows') yield* p.stdout.write(`${tableText(message, PLAIN)}\n`);
      if (message.kind === 'notice')
        yield* p.stderr.write(`psql:${path}: ${message.level}:  ${message.message}\n`);
      if (message.kind !== 'error') continue;
      const line = text.slice(0, Math.max(0, text.indexOf(statement))).split('\n').length;
      yield* p.stderr.write(`psql:${path}:${line}: ${errorText(message)}`);
      p.exit(3);
    }
  }
}

function* execute(p: Process, argv: readonly string[]): Task<number> {
  const [command = ''] = argv;
  const folders = (p.env.get('PATH') ?? '').split(':');
  const path = command.includes('/')
    ? command
    : (folders.map((one) => `${one}/${command}`).find((one) => p.files.access(one, 'x')) ?? command);
  try {
    return yield* p.exec(path, argv, p.env);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const words = error.code === 'ENOENT' && !command.includes('/') ? 'not found' : strerror(error.code);
    yield* p.stderr.write(`${SELF}: line 378: exec: ${command}: ${words}\n`);
    return error.code === 'ENOENT' ? 127 : 126;
  }
}
