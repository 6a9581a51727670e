// A session with the server: what psql and the server say to each other, a line of JSON for each message.
import type { Connection, Process, Task } from '../../kernel';
import { UTC } from '../shared/time';
import { databaseZone } from '../shared/zones';
import { logLine, versionText } from './postgres-log';
import type { Cluster, Database, Role } from './sql/database';
import type { Description } from './sql/description';
import type { DumpEntry } from './sql/dump';
import type { Notice } from './sql/outcome';
import { SqlSession, type Result, type Server, type Surroundings } from './sql/session';
import { holds } from './sql/privileges';
import { isPassword, verifierOf } from './sql/scram';
import { SqlError } from './sql/sql-error';
import { saveCluster } from './sql/storage';
import { isNumber, typeText } from './sql/types';
import { showValue } from './sql/values';

export interface Greeting {
  readonly user: string;
  readonly database: string;
  readonly password?: string;
  readonly applicationName: string;
  /** Settings from the start: `-c work_mem=8MB`. */
  readonly options?: string;
  /** It came through the server's Unix socket. */
  readonly isLocal: boolean;
}

export interface ErrorMessage {
  readonly kind: 'error';
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly context?: string;
  /** Where in the statement, from 0. */
  readonly at?: number;
  readonly statement: string;
}

/** A cell that is NULL is null. */
export interface RowsMessage {
  readonly kind: 'rows';
  readonly columns: readonly { readonly name: string; readonly type: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export type Message =
  | {
      readonly kind: 'ready';
      readonly isSuperuser: boolean;
      readonly isInTransaction: boolean;
      readonly hasFailed: boolean;
    }
  | { readonly kind: 'fatal'; readonly message: string; readonly detail?: string }
  | { readonly kind: 'tag'; readonly tag: string }
  | ({ readonly kind: 'notice' } & Notice)
  | { readonly kind: 'catalogue'; readonly description: Description }
  | { readonly kind: 'copied'; readonly text: string }
  | {
      readonly kind: 'dump';
      readonly entries: readonly DumpEntry[];
      readonly database: Pick<Database, 'name' | 'owner' | 'privileges'>;
      readonly databases: readonly Pick<Database, 'name' | 'owner' | 'privileges'>[];
      readonly roles: readonly Role[];
    }
  /** The server waits for the lines of COPY … FROM STDIN. */
  | { readonly kind: 'copy in' }
  | RowsMessage
  | ErrorMessage;

/** What a client asks: statements, or what the catalogue says (psql's commands with a backslash). */
export type Request =
  | { readonly kind: 'query'; readonly sql: string }
  | { readonly kind: 'copy data'; readonly text: string }
  | { readonly kind: 'catalogue' }
  /** What pg_dump asks of the catalogue and the tables. */
  | { readonly kind: 'dump' };

/** What a session asks of the process that serves it. */
export function surroundingsOf(p: Process, user: string, databaseName: string): Surroundings {
  return {
    user,
    databaseName,
    version: versionText(p),
    pid: p.pid,
    nowMs: () => p.nowMs,
    random: () => p.random(),
    zone: (name) => (/^(utc|gmt|z|zulu|etc\/utc)$/i.test(name) ? UTC : databaseZone(p, name)),
  };
}

/** A result's rows and its tag, in the order in which they are sent. */
export function messagesOf(result: Result): readonly Message[] {
  if (result.kind === 'waits') return [];
  if (result.kind === 'copy') return [{ kind: 'copy in' }];
  if (result.kind === 'failed') {
    const { message, at, detail, hint, context } = result.error;
    return [
      {
        kind: 'error',
        message,
        statement: result.statement,
        ...(at === undefined ? {} : { at }),
        ...(detail === undefined ? {} : { detail }),
        ...(hint === undefined ? {} : { hint }),
        ...(context === undefined ? {} : { context }),
      },
    ];
  }
  const { tag, columns, rows, notices = [], copied } = result.outcome;
  const shown: Message[] = notices.map((notice) => ({ kind: 'notice', ...notice }));
  if (copied !== undefined) return [...shown, { kind: 'copied', text: copied }];
  if (columns === undefined || rows === undefined) return [...shown, { kind: 'tag', tag }];
  const { clock } = result.around;
  const table: RowsMessage = {
    kind: 'rows',
    columns: columns.map(({ name, type }) => ({
      name,
      type: typeText(type),
      isNumber: isNumber(type) && !/^reg/.test(type.name),
    })),
    rows: rows.map((row) =>
      row.map((value, index) =>
        value === null ? null : showValue(value, columns[index]?.type ?? { name: 'text' }, clock),
      ),
    ),
  };
  return /^(SELECT|SHOW)/.test(tag) ? [...shown, table] : [...shown, table, { kind: 'tag', tag }];
}

/** How often it is looked whether a transaction that others wait for has ended. */
const LOCK_CHECK_MS = 10;

/** Serves one connection until the client leaves. */
export function* serveSession(p: Process, connection: Connection, server: Server): Task<void> {
  let leave = (): void => undefined;
  const send = (message: Message): Task<void> => connection.write(`${JSON.stringify(message)}\n`);
  try {
    const hello = yield* connection.readLine();
    if (hello === undefined) return;
    const greeting: Greeting = JSON.parse(hello);
    const refusal = refusalOf(p, connection, greeting, server.cluster);
    if (refusal !== undefined) {
      if (!refusal.startsWith('fe_')) yield* p.stderr.write(logLine(p, p.pid, refusal, 'FATAL'));
      const detail = refusal.startsWith('permission denied for database')
        ? 'User does not have CONNECT privilege.'
        : undefined;
      if (detail !== undefined) yield* p.stderr.write(logLine(p, p.pid, detail, 'DETAIL'));
      yield* send({ kind: 'fatal', message: refusal, ...(detail === undefined ? {} : { detail }) });
      return;
    }
    const session = new SqlSession(server, surroundingsOf(p, greeting.user, greeting.database));
    const wrong = startSettings(session, greeting);
    if (wrong !== undefined) {
      yield* p.stderr.write(logLine(p, p.pid, wrong, 'FATAL'));
      yield* send({ kind: 'fatal', message: wrong });
      return;
    }
    const ready = (): Message => ({
      kind: 'ready',
      isSuperuser: session.isSuperuser,
      isInTransaction: session.isInTransaction,
      hasFailed: session.hasFailed,
    });
    leave = () => {
      session.close();
    };
    yield* send(ready());
    for (let line = yield* connection.readLine(); line !== undefined; line = yield* connection.readLine()) {
      const request: Request = JSON.parse(line);
      if (request.kind === 'dump') yield* send(dumped(session));
      else if (request.kind === 'catalogue')
        yield* send({ kind: 'catalogue', description: session.describe() });
      else {
        const before = server.cluster;
        for (const result of request.kind === 'query'
          ? session.run(request.sql)
          : session.takeCopied(request.text)) {
          if (result.kind === 'waits') {
            // What this session did before it is there for the others while it waits.
            yield* p.sleep(LOCK_CHECK_MS);
            continue;
          }
          if (result.kind === 'done' && result.sleepMs > 0) yield* p.sleep(result.sleepMs);
          for (const message of messagesOf(result)) {
            if (message.kind === 'error') yield* logError(p, message);
            yield* send(message);
          }
        }
        if (server.cluster !== before) saveCluster(p, server.cluster);
      }
      yield* send(ready());
    }
  } catch (error) {
    // Somebody who does not speak this protocol.
    if (!(error instanceof SyntaxError)) throw error;
    yield* p.stderr.write(logLine(p, p.pid, 'invalid length of startup packet'));
  } finally {
    leave();
    connection.close();
  }
}

function dumped(session: SqlSession): Message {
  const bare = ({ name, owner, privileges }: Database): Pick<Database, 'name' | 'owner' | 'privileges'> => ({
    name,
    owner,
    ...(privileges ? { privileges } : {}),
  });
  try {
    return {
      kind: 'dump',
      entries: session.dump(),
      database: bare(session.database),
      databases: session.cluster.databases.map(bare),
      roles: session.cluster.roles.map((role) =>
        role.password === undefined ? role : { ...role, password: verifierOf(role.name, role.password) },
      ),
    };
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return { kind: 'error', message: error.message, statement: '' };
  }
}

/** The settings that a client asks for when it connects; what is wrong with them. */
function startSettings(session: SqlSession, { applicationName, options = '' }: Greeting): string | undefined {
  const asked = [...options.matchAll(/(?:-c\s*|--)([\w.-]+)=((?:\\.|\S)*)/g)].map(
    ([, name = '', value = '']) => [name.replaceAll('-', '_'), value.replaceAll(/\\(.)/g, '$1')] as const,
  );
  try {
    for (const [name, value] of [...asked, ['application_name', applicationName] as const])
      session.preset(name, value);
  } catch (error) {
    if (error instanceof SqlError) return error.message;
    throw error;
  }
  return undefined;
}

function* logError(p: Process, { message, at, detail, hint, context, statement }: ErrorMessage): Task<void> {
  const place = at === undefined ? '' : ` at character ${[...statement.slice(0, at)].length + 1}`;
  const log = (text: string, level: string): Task<void> =>
    p.stderr.write(logLine(p, p.pid, text.replaceAll('\n', '\n\t'), level));
  yield* log(`${message}${place}`, 'ERROR');
  if (detail !== undefined) yield* log(detail, 'DETAIL');
  if (hint !== undefined) yield* log(hint, 'HINT');
  if (context !== undefined) yield* log(context, 'CONTEXT');
  yield* log(statement, 'STATEMENT');
}

/** Who may come in: pg_hba.conf as the image writes it trusts the machine itself and asks others for a password. */
function refusalOf(
  p: Process,
  connection: Connection,
  greeting: Greeting,
  cluster: Cluster,
): string | undefined {
  const role = cluster.roles.find(({ name }) => name === greeting.user);
  const isTrusted =
    greeting.isLocal ||
    connection.remoteAddress.startsWith('127.') ||
    p.env.get('POSTGRES_HOST_AUTH_METHOD') === 'trust';
  if (
    !isTrusted &&
    (role?.password === undefined ||
      greeting.password === undefined ||
      !isPassword(role.password, greeting.password))
  ) {
    if (greeting.password === undefined) return 'fe_sendauth: no password supplied';
    return `password authentication failed for user "${greeting.user}"`;
  }
  if (role === undefined) return `role "${greeting.user}" does not exist`;
  if (!role.mayLogIn) return `role "${greeting.user}" is not permitted to log in`;
  const isKnown = cluster.databases.some(({ name }) => name === greeting.database);
  if (isKnown && greeting.database === 'template0')
    return 'database "template0" is not currently accepting connections';
  const database = cluster.databases.find(({ name }) => name === greeting.database);
  if (!database) return `database "${greeting.database}" does not exist`;
  const asker = { user: role.name, isSuperuser: role.isSuperuser, work: { cluster, database } };
  return holds(asker, database.owner, database.privileges, 'c', 'database')
    ? undefined
    : `permission denied for database "${database.name}"`;
}
