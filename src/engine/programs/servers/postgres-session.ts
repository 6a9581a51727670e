// A session with the server: what psql and the server say to each other, a line of JSON for each message.
import type { Connection, Process, Task } from '../../kernel';
import { logLine, versionText } from './postgres-log';
import { withDatabase, type Cluster, type Database } from './sql/database';
import { execute, type Outcome } from './sql/execute';
import { splitStatements } from './sql/lexer';
import { parseSql } from './sql/parser';
import { SqlError } from './sql/sql-error';
import { saveCluster } from './sql/storage';
import { show, typeText } from './sql/types';

export interface Greeting {
  readonly user: string;
  readonly database: string;
  readonly password?: string;
  /** It came through the server's Unix socket. */
  readonly isLocal: boolean;
}

export interface ErrorMessage {
  readonly kind: 'error';
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** Where in the statement, from 0. */
  readonly at?: number;
  readonly statement: string;
}

/** A cell that is NULL is null. */
export interface RowsMessage {
  readonly kind: 'rows';
  readonly columns: readonly { readonly name: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export type Message =
  | {
      readonly kind: 'ready';
      readonly isSuperuser: boolean;
      readonly isInTransaction: boolean;
      readonly hasFailed: boolean;
    }
  | { readonly kind: 'fatal'; readonly message: string }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'notice'; readonly message: string }
  | { readonly kind: 'catalogue'; readonly cluster: Cluster; readonly database: Database }
  | RowsMessage
  | ErrorMessage;

/** What a client asks: statements, or what the catalogue says (psql's commands with a backslash). */
export type Request =
  | { readonly kind: 'query'; readonly sql: string }
  | { readonly kind: 'catalogue' }
  | { readonly kind: 'password'; readonly password: string };

/** The cluster of a running server, shared by its sessions. */
export interface Server {
  cluster: Cluster;
}

const NUMERIC = /^(smallint|integer|bigint|numeric|real|double precision)$/;

/** Runs statements one after another on a database of a cluster; all of them are undone where a transaction fails. */
export class SqlSession {
  /** The database as this session sees it inside of a transaction. */
  #draft: Database | undefined;
  hasFailed = false;

  constructor(
    readonly server: Server,
    readonly p: Process,
    readonly user: string,
    readonly databaseName: string,
  ) {}

  get isInTransaction(): boolean {
    return this.#draft !== undefined;
  }

  get database(): Database {
    const { databases } = this.server.cluster;
    const own = databases.find(({ name }) => name === this.databaseName);
    return this.#draft ?? own ?? { name: this.databaseName, owner: this.user, tables: [] };
  }

  /** What a text of statements gives; ends at the first error. */
  run(sql: string): Message[] {
    const { statements, rest } = splitStatements(sql);
    const all = rest === '' ? statements : [...statements, rest];
    const before = this.server.cluster;
    const messages: Message[] = [];
    for (const statement of all) {
      try {
        messages.push(...this.#runOne(statement));
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        if (this.isInTransaction) this.hasFailed = true;
        // Statements that are sent together are one transaction.
        else this.server.cluster = before;
        messages.push(asMessage(error, sql.trim().startsWith(statement) ? sql.trim() : statement));
        break;
      }
    }
    return messages;
  }

  #runOne(sql: string): Message[] {
    const statement = parseSql(sql);
    if (statement === undefined) return [];
    if (statement.kind === 'transaction') return this.#bound(statement.what);
    if (this.hasFailed) {
      throw new SqlError('current transaction is aborted, commands ignored until end of transaction block');
    }
    const { p } = this;
    const around = {
      nowMs: p.nowMs,
      user: this.user,
      database: this.databaseName,
      version: versionText(p),
      random: () => p.random(),
    };
    const { work, outcome } = execute(
      { cluster: this.server.cluster, database: this.database },
      around,
      statement,
    );
    if (this.isInTransaction) this.#draft = work.database;
    else this.server.cluster = withDatabase(work.cluster, work.database);
    return messagesOf(outcome);
  }

  #bound(what: 'begin' | 'commit' | 'rollback'): Message[] {
    const wasOpen = this.isInTransaction;
    if (what === 'begin') {
      if (wasOpen)
        return [
          { kind: 'notice', message: 'WARNING:  there is already a transaction in progress' },
          { kind: 'tag', tag: 'BEGIN' },
        ];
      this.#draft = this.database;
      return [{ kind: 'tag', tag: 'BEGIN' }];
    }
    const isKept = what === 'commit' && !this.hasFailed;
    if (this.#draft !== undefined && isKept)
      this.server.cluster = withDatabase(this.server.cluster, this.#draft);
    this.#draft = undefined;
    this.hasFailed = false;
    const warning: Message[] = wasOpen
      ? []
      : [{ kind: 'notice', message: 'WARNING:  there is no transaction in progress' }];
    return [...warning, { kind: 'tag', tag: isKept ? 'COMMIT' : 'ROLLBACK' }];
  }
}

function asMessage({ message, at, detail, hint }: SqlError, statement: string): ErrorMessage {
  return {
    kind: 'error',
    message,
    statement,
    ...(at === undefined ? {} : { at }),
    ...(detail === undefined ? {} : { detail }),
    ...(hint === undefined ? {} : { hint }),
  };
}

function messagesOf({ tag, rows, notice }: Outcome): Message[] {
  const notices: Message[] = notice === undefined ? [] : [{ kind: 'notice', message: `NOTICE:  ${notice}` }];
  const tags: Message[] = tag.startsWith('SELECT') && rows !== undefined ? [] : [{ kind: 'tag', tag }];
  if (rows === undefined) return [...notices, ...tags];
  return [
    ...notices,
    {
      kind: 'rows',
      columns: rows.columns.map(({ name, type }) => ({
        name,
        isNumber: NUMERIC.test(typeText(type).replace(/\(.*/, '')),
      })),
      rows: rows.rows.map((row) =>
        row.map((value, index) =>
          value === null ? null : show(value, rows.columns[index]?.type ?? { name: 'text' }),
        ),
      ),
    },
    ...tags,
  ];
}

/** Serves one connection until the client leaves. */
export function* serveSession(p: Process, connection: Connection, server: Server): Task<void> {
  const send = (message: Message): Task<void> => connection.write(`${JSON.stringify(message)}\n`);
  try {
    const hello = yield* connection.readLine();
    if (hello === undefined) return;
    const greeting: Greeting = JSON.parse(hello);
    const refusal = refusalOf(p, connection, greeting, server.cluster);
    if (refusal !== undefined) {
      if (!refusal.startsWith('fe_')) yield* p.stderr.write(logLine(p, p.pid, refusal, 'FATAL'));
      yield* send({ kind: 'fatal', message: refusal });
      return;
    }
    const session = new SqlSession(server, p, greeting.user, greeting.database);
    const isSuperuser = server.cluster.roles.some(
      ({ name, isSuperuser: may }) => name === greeting.user && may,
    );
    const ready = (): Message => ({
      kind: 'ready',
      isSuperuser,
      isInTransaction: session.isInTransaction,
      hasFailed: session.hasFailed,
    });
    yield* send(ready());
    for (let line = yield* connection.readLine(); line !== undefined; line = yield* connection.readLine()) {
      const request: Request = JSON.parse(line);
      if (request.kind === 'catalogue') {
        yield* send({ kind: 'catalogue', cluster: server.cluster, database: session.database });
      } else if (request.kind === 'query') {
        const before = server.cluster;
        for (const message of session.run(request.sql)) {
          if (message.kind === 'error') yield* logError(p, message);
          yield* send(message);
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
    connection.close();
  }
}

function* logError(p: Process, { message, at, detail, hint, statement }: ErrorMessage): Task<void> {
  const place = at === undefined ? '' : ` at character ${at + 1}`;
  yield* p.stderr.write(logLine(p, p.pid, `${message}${place}`, 'ERROR'));
  if (detail !== undefined) yield* p.stderr.write(logLine(p, p.pid, detail, 'DETAIL'));
  if (hint !== undefined) yield* p.stderr.write(logLine(p, p.pid, hint, 'HINT'));
  yield* p.stderr.write(logLine(p, p.pid, statement, 'STATEMENT'));
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
  if (!isTrusted && (role?.password === undefined || role.password !== greeting.password)) {
    if (greeting.password === undefined) return 'fe_sendauth: no password supplied';
    return `password authentication failed for user "${greeting.user}"`;
  }
  if (role === undefined) return `role "${greeting.user}" does not exist`;
  if (!role.mayLogIn) return `role "${greeting.user}" is not permitted to log in`;
  const isKnown = cluster.databases.some(({ name }) => name === greeting.database);
  return isKnown ? undefined : `database "${greeting.database}" does not exist`;
}
