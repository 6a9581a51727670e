// psql's session: its connection, its variables, and what it does with a statement (common.c).
import { isErrno, strerror, type Connection, type Process, type Task } from '../../../kernel';
import type { Message, Request, RowsMessage } from '../postgres-session';
import { ask, connectTo, type Ready } from './connection';
import { ConnectionStringError, type Parameters } from './connection-string';
import { errorText } from './errors';
import { unescaped, withVariables } from './input';
import type { Options } from './options';
import { tableText, type Style } from './table';
import { TargetError, targetOf, type Place, type Target } from './target';

/** Where lines come from: a terminal, a pipe, a file. */
export interface Source {
  readLine(): Task<string | undefined>;
  readonly isInteractive: boolean;
  /** In front of what goes wrong: `psql:setup.sql:3: `. */
  place(): string;
}

export class Client {
  #connection: Connection | undefined;
  #ready: Ready = { kind: 'ready', isSuperuser: false, isInTransaction: false, hasFailed: false };
  #password: string | undefined;
  user = '';
  database = '';
  address: string | undefined;
  /** The server that it is connected to. */
  place: Place | undefined;
  style: Style;
  isTiming = false;
  /** After \\restrict: the word that \\unrestrict must give before another command is taken. */
  restricted: string | undefined;
  readonly variables: Map<string, string>;
  /** Where results go: undefined to standard output. */
  output: string | undefined;
  /** The statement that was sent last, for \g and \errverbose. */
  lastQuery = '';

  constructor(
    readonly p: Process,
    readonly options: Options,
  ) {
    this.style = options.style;
    this.output = options.output;
    this.variables = new Map([
      ['ECHO', options.echo],
      ['QUIET', options.isQuiet ? 'on' : 'off'],
      ['ON_ERROR_STOP', 'off'],
      ['AUTOCOMMIT', 'on'],
      ...options.variables,
    ]);
    if (this.output !== undefined) p.files.writeFile(this.output, '');
  }

  get ready(): Ready {
    return this.#ready;
  }

  get isConnected(): boolean {
    return this.#connection !== undefined;
  }

  get isTerminal(): boolean {
    return this.p.isOpen(0) && this.p.isatty(0);
  }

  isOn(variable: string): boolean {
    return /^(on|1|true|yes)$/i.test(this.variables.get(variable) ?? '');
  }

  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  /** Connects, asking for a password where the server wants one. What is wrong; undefined: connected. */
  *connect(parameters: Parameters): Task<string | undefined> {
    const { options, p } = this;
    let target: Target;
    try {
      target = targetOf(p, parameters, 'psql');
    } catch (error) {
      if (error instanceof TargetError || error instanceof ConnectionStringError) return error.message;
      throw error;
    }
    this.#password = target.password ?? this.#password;
    if (options.asksPassword && this.#password === undefined && !options.neverAsks)
      this.#password = yield* this.#askPassword(target.user);
    for (;;) {
      const result = yield* connectTo(p, {
        ...target,
        ...(this.#password === undefined ? {} : { password: this.#password }),
      });
      if (typeof result !== 'string') {
        this.close();
        this.#connection = result.connection;
        this.#ready = result.ready;
        this.address = result.address;
        this.place = result.place;
        this.database = target.database;
        this.user = target.user;
        this.variables.set('DBNAME', target.database);
        this.variables.set('USER', target.user);
        this.variables.set('HOST', result.place.host);
        this.variables.set('PORT', result.place.port);
        return undefined;
      }
      const wantsPassword = result.endsWith('fe_sendauth: no password supplied');
      if (!wantsPassword || !this.isTerminal || this.#password !== undefined || options.neverAsks)
        return result;
      this.#password = yield* this.#askPassword(target.user);
    }
  }

  *#askPassword(user: string): Task<string> {
    const { p } = this;
    yield* p.stdout.write(`Password for user ${user}: `);
    p.setEcho(0, false);
    const password = (yield* p.stdin.readLine()) ?? '';
    p.setEcho(0, true);
    yield* p.stdout.write('\n');
    return password;
  }

  /** Sends a request and gives the answers to it. */
  *ask(request: Request): Task<readonly Message[]> {
    const connection = this.#connection;
    if (connection === undefined) return [];
    const { answers, ready } = yield* ask(connection, request);
    if (ready) this.#ready = ready;
    else {
      this.close();
      yield* this.p.stderr.write(
        'FATAL:  terminating connection due to administrator command\nserver closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n',
      );
    }
    return answers;
  }

  /** Writes where results go. */
  *write(text: string): Task<void> {
    if (this.options.log !== undefined) this.#append(this.options.log, text);
    if (this.output === undefined) yield* this.p.stdout.write(text);
    else this.#append(this.output, text);
  }

  #append(path: string, text: string): void {
    const { files } = this.p;
    files.writeFile(path, (files.exists(path) ? files.readText(path) : '') + text);
  }

  /** Opens a file for results; what is wrong with it. */
  redirect(path: string | undefined): string | undefined {
    this.output = undefined;
    if (path === undefined) return undefined;
    try {
      this.p.files.writeFile(path, '');
    } catch (error) {
      if (!isErrno(error)) throw error;
      return `${path}: ${strerror(error.code)}`;
    }
    this.output = path;
    return undefined;
  }

  shown(message: Pick<RowsMessage, 'columns' | 'rows'>, style: Style): string {
    const width = this.p.isatty(1) ? { columns: 80 } : {};
    return tableText(message, style, width);
  }

  /** Runs statements and shows what came of them; 1 where one failed, 2 where the server is gone. */
  *query(text: string, source: Source | undefined, style = this.style): Task<number> {
    const { p } = this;
    // Variables are not filled in where the text comes from -c.
    const sql = (source ? unescaped(withVariables(text, this.variables)) : text).trim();
    if (sql === '') return 0;
    const echo = this.variables.get('ECHO');
    if (echo === 'queries' || (echo === 'all' && source === undefined)) yield* this.write(`${sql}\n`);
    if (this.options.log !== undefined)
      this.#append(this.options.log, `/******** QUERY *********/\n${sql}\n/************************/\n\n`);
    this.lastQuery = text;
    const startMs = p.nowMs;
    const status = yield* this.#showAll(yield* this.ask({ kind: 'query', sql }), source, style);
    if (this.isTiming) yield* p.stdout.write(`Time: ${Math.max(0.2, p.nowMs - startMs).toFixed(3)} ms\n`);
    return this.isConnected ? status : 2;
  }

  *#showAll(answers: readonly Message[], source: Source | undefined, style: Style): Task<number> {
    const { p } = this;
    const place = source?.place() ?? '';
    let status = 0;
    for (const message of answers) {
      if (message.kind === 'rows') {
        this.variables.set('ROW_COUNT', String(message.rows.length));
        yield* this.write(this.shown(message, style));
      } else if (message.kind === 'tag') {
        if (!this.isOn('QUIET') && !style.isBare) yield* this.write(`${message.tag}\n`);
      } else if (message.kind === 'notice') {
        yield* p.stderr.write(
          `${place}${message.level}:  ${message.message}\n${message.detail === undefined ? '' : `DETAIL:  ${message.detail}\n`}`,
        );
      } else if (message.kind === 'copied') yield* this.write(message.text);
      else if (message.kind === 'copy in') status = yield* this.#copyIn(source, style);
      else if (message.kind === 'error') {
        yield* p.stderr.write(place + errorText(message));
        if (this.variables.get('ECHO') === 'errors')
          yield* p.stderr.write(`${place}STATEMENT:  ${message.statement}\n`);
        status = 1;
      }
    }
    this.variables.set('ERROR', status === 0 ? 'false' : 'true');
    return status;
  }

  /** Reads the lines of COPY … FROM STDIN up to `\.` from where statements come from. */
  *#copyIn(source: Source | undefined, style: Style): Task<number> {
    const { p } = this;
    if (source?.isInteractive)
      yield* p.stdout.write(
        'Enter data to be copied followed by a newline.\nEnd with a backslash and a period on a line by itself, or an EOF signal.\n',
      );
    const lines: string[] = [];
    for (;;) {
      if (source?.isInteractive) yield* p.stdout.write('>> ');
      const line = source ? yield* source.readLine() : yield* p.stdin.readLine();
      if (line === undefined || line === '\\.') break;
      lines.push(line);
    }
    return yield* this.sendCopied(lines.map((line) => `${line}\n`).join(''), source, style);
  }

  *sendCopied(text: string, source: Source | undefined, style = this.style): Task<number> {
    return yield* this.#showAll(yield* this.ask({ kind: 'copy data', text }), source, style);
  }

  /** Only the rows of a statement, for \gset and \gdesc. */
  *rowsOf(text: string, source: Source | undefined): Task<RowsMessage | undefined> {
    const answers = yield* this.ask({ kind: 'query', sql: withVariables(text, this.variables).trim() });
    const rows = answers.find((message) => message.kind === 'rows');
    if (rows?.kind === 'rows') return rows;
    yield* this.#showAll(answers, source, this.style);
    return undefined;
  }
}
