// psql: a client of the server, at a terminal, for one command or for a file. Source: psql(1); recordings.
import { isErrno, readTextIfThere, strerror } from '../../kernel';
import type { Connection, ErrnoCode, Process, Program, Task } from '../../kernel';
import { SOCKET, versionText } from './postgres-log';
import type { Message, Request } from './postgres-session';
import { describeTable, databasesText, relationsText, rolesText, schemasText } from './psql-catalogue';
import { errorText, tableText, type Style } from './psql-text';
import { splitStatements } from './sql/lexer';

const PORT = 5432;
const HELP = `General
  \\q                     quit psql
  \\x                     toggle expanded output
  \\timing                toggle timing of commands
Informational
  \\d                     list tables and sequences
  \\d  NAME               describe table
  \\dn                    list schemas
  \\dt [PATTERN]          list tables
  \\du                    list roles
  \\l                     list databases
Connection
  \\c  DBNAME             connect to another database
  \\conninfo              display information about current connection
Input/Output
  \\echo [STRING]         write string to standard output
  \\i FILE                execute commands from file
`;

export const psql: Program = {
  id: 'postgresql/psql',
  *run(p) {
    const words = p.argv.slice(1);
    if (words.includes('--version') || words.includes('-V')) {
      yield* p.stdout.write(`psql (PostgreSQL) ${versionOf(p)}\n`);
      return 0;
    }
    const options = readOptions(p, words);
    if (typeof options === 'string') {
      yield* p.stderr.write(`${options}\npsql: hint: Try "psql --help" for more information.\n`);
      return 1;
    }
    const client = new Client(p, options);
    if (!(yield* client.connect(options.database))) return 2;
    try {
      return yield* client.run();
    } finally {
      client.close();
    }
  },
};

export const pgIsready: Program = {
  id: 'postgresql/pg_isready',
  *run(p) {
    const options = readOptions(p, p.argv.slice(1));
    if (typeof options === 'string') return 3;
    const place = `${options.host ?? '/var/run/postgresql'}:${options.port}`;
    const isThere = yield* isListening(p, options);
    if (!options.isQuiet)
      yield* p.stdout.write(`${place} - ${isThere ? 'accepting connections' : 'no response'}\n`);
    return isThere ? 0 : 2;
  },
};

function* isListening(p: Process, { host, port }: Options): Task<boolean> {
  try {
    const address = host === undefined ? '127.0.0.1' : yield* p.network.resolve(host);
    (yield* p.network.connect(address, port)).close();
    return true;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

/** `17.11 (Debian 17.11-1.pgdg13+1)` */
function versionOf(p: Process): string {
  return `${/ ([\d.]+) /.exec(versionText(p))?.[1] ?? ''} (Debian ${p.env.get('PG_VERSION') ?? ''})`;
}

interface Options {
  readonly user: string;
  readonly database: string;
  readonly host?: string;
  readonly port: number;
  readonly password?: string;
  readonly commands: readonly string[];
  readonly files: readonly string[];
  readonly style: Style;
  readonly isQuiet: boolean;
  readonly listsDatabases: boolean;
  readonly stopsAtError: boolean;
}

const VALUED: Readonly<Record<string, string>> = {
  U: 'username',
  d: 'dbname',
  h: 'host',
  p: 'port',
  c: 'command',
  f: 'file',
  v: 'set',
  F: 'field-separator',
  P: 'pset',
};
const PLAIN_FLAGS: Readonly<Record<string, string>> = {
  t: 'tuples-only',
  A: 'no-align',
  x: 'expanded',
  q: 'quiet',
  l: 'list',
  W: 'password',
  w: 'no-password',
  X: 'no-psqlrc',
  e: 'echo-queries',
  a: 'echo-all',
  '1': 'single-transaction',
};

/** The options, or what is wrong with them. */
function readOptions(p: Process, words: readonly string[]): Options | string {
  const values = new Map<string, string[]>();
  const flags = new Set<string>();
  const operands: string[] = [];
  const rest = [...words];
  const own = (p.argv[0] ?? 'psql').replace(/^.*\//, '');
  const note = (name: string, value: string | undefined): void => {
    values.set(name, [...(values.get(name) ?? []), value ?? '']);
  };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, long, value] = /^--([\w-]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (long !== undefined) {
      if (Object.values(VALUED).includes(long)) note(long, value ?? rest.shift());
      else if (Object.values(PLAIN_FLAGS).includes(long)) flags.add(long);
      else return `${own}: unrecognized option '${word}'`;
    } else if (/^-./.test(word)) {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] ?? '';
        const valued = VALUED[letter];
        const flag = PLAIN_FLAGS[letter];
        if (valued !== undefined) {
          note(valued, word.slice(at + 1) || rest.shift());
          break;
        }
        if (flag === undefined) return `${own}: invalid option -- '${letter}'`;
        flags.add(flag);
      }
    } else operands.push(word);
  }
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const [named = last('dbname'), userOperand] = operands;
  const uri = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?(?:\/([^?]*))?/.exec(
    named ?? '',
  );
  const [, uriUser, uriPassword, uriHost, uriPort, uriDatabase] = uri ?? [];
  const { env } = p;
  const user = uriUser || (last('username') ?? userOperand ?? env.get('PGUSER') ?? userName(p));
  const host = uriHost || (last('host') ?? env.get('PGHOST'));
  const password = uriPassword ?? env.get('PGPASSWORD');
  return {
    user,
    database: (uri ? uriDatabase : named) || env.get('PGDATABASE') || (flags.has('list') ? 'postgres' : user),
    port: Number(uriPort ?? last('port') ?? env.get('PGPORT') ?? PORT) || PORT,
    ...(host === undefined || host.startsWith('/') ? {} : { host }),
    ...(password === undefined ? {} : { password }),
    commands: values.get('command') ?? [],
    files: values.get('file') ?? [],
    style: {
      isBare: flags.has('tuples-only'),
      isUnaligned: flags.has('no-align'),
      isExpanded: flags.has('expanded'),
      separator: last('field-separator') ?? '|',
    },
    isQuiet: flags.has('quiet'),
    listsDatabases: flags.has('list'),
    stopsAtError: values.get('set')?.some((one) => /^ON_ERROR_STOP(=(1|on|true))?$/i.test(one)) ?? false,
  };
}

function userName(p: Process): string {
  const row = (readTextIfThere(p.files, '/etc/passwd') ?? '')
    .split('\n')
    .find((line) => line.split(':')[2] === String(p.credentials.uid));
  return row?.split(':')[0] ?? 'root';
}

type Ready = Message & { kind: 'ready' };

/** A connection to a server and what psql knows of it. */
class Client {
  #connection: Connection | undefined;
  #ready: Ready = { kind: 'ready', isSuperuser: false, isInTransaction: false, hasFailed: false };
  #database = '';
  #address: string | undefined;
  #password: string | undefined;
  #style: Style;
  #isTiming = false;

  constructor(
    readonly p: Process,
    readonly options: Options,
  ) {
    this.#style = options.style;
    this.#password = options.password;
  }

  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  get #isTerminal(): boolean {
    return this.p.isOpen(0) && this.p.isatty(0);
  }

  /** Connects, asking for a password where the server wants one; false where that failed, which is said then. */
  *connect(database: string): Task<boolean> {
    for (;;) {
      const problem = yield* this.#tryToConnect(database);
      if (problem === undefined) return true;
      if (
        problem === 'fe_sendauth: no password supplied' &&
        this.#isTerminal &&
        this.#password === undefined
      ) {
        this.#password = yield* this.#askPassword();
        continue;
      }
      const { host, port } = this.options;
      const place =
        host === undefined
          ? `on socket "${SOCKET.replace(/\d+$/, String(port))}"`
          : `at "${host}"${this.#address === undefined || this.#address === host ? '' : ` (${this.#address})`}, port ${port}`;
      const text =
        host !== undefined && this.#address === undefined
          ? `could not translate host name "${host}" to address: ${problem}`
          : `connection to server ${place} failed: ${problem}`;
      yield* this.p.stderr.write(`psql: error: ${text}\n`);
      return false;
    }
  }

  *#askPassword(): Task<string> {
    const { p } = this;
    yield* p.stdout.write(`Password for user ${this.options.user}: `);
    p.setEcho(0, false);
    const password = (yield* p.stdin.readLine()) ?? '';
    p.setEcho(0, true);
    yield* p.stdout.write('\n');
    return password;
  }

  /** What is wrong; undefined: connected. */
  *#tryToConnect(database: string): Task<string | undefined> {
    const { p, options } = this;
    const { host, port, user } = options;
    this.#address = undefined;
    if (host === undefined && !p.files.exists(SOCKET.replace(/\d+$/, String(port)))) {
      return 'No such file or directory\n\tIs the server running locally and accepting connections on that socket?';
    }
    try {
      this.#address = host === undefined ? '127.0.0.1' : yield* p.network.resolve(host);
    } catch (error) {
      if (!isErrno(error)) throw error;
      return error.code === 'EAGAIN' ? 'Temporary failure in name resolution' : 'Name or service not known';
    }
    let connection: Connection;
    try {
      connection = yield* p.network.connect(this.#address, port);
    } catch (error) {
      if (!isErrno(error)) throw error;
      return refusal(error.code, host !== undefined);
    }
    const password = this.#password;
    const greeting = {
      user,
      database,
      isLocal: host === undefined,
      ...(password === undefined ? {} : { password }),
    };
    yield* connection.write(`${JSON.stringify(greeting)}\n`);
    const line = yield* connection.readLine();
    const message: Message | undefined = line === undefined ? undefined : parseMessage(line);
    if (message?.kind !== 'ready') {
      connection.close();
      if (message?.kind !== 'fatal') return 'server closed the connection unexpectedly';
      return message.message.startsWith('fe_') ? message.message : `FATAL:  ${message.message}`;
    }
    this.close();
    this.#connection = connection;
    this.#ready = message;
    this.#database = database;
    return undefined;
  }

  /** Sends a request and gives the answers to it. */
  *#ask(request: Request): Task<readonly Message[]> {
    const connection = this.#connection;
    const answers: Message[] = [];
    if (connection === undefined) return answers;
    yield* connection.write(`${JSON.stringify(request)}\n`);
    for (;;) {
      const line = yield* connection.readLine();
      if (line === undefined) {
        this.close();
        yield* this.p.stderr.write(
          'FATAL:  terminating connection due to administrator command\nserver closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n',
        );
        return answers;
      }
      const message = parseMessage(line);
      if (message.kind === 'ready') {
        this.#ready = message;
        return answers;
      }
      answers.push(message);
    }
  }

  *run(): Task<number> {
    const { options, p } = this;
    if (options.listsDatabases) return yield* this.#command('\\l');
    for (const command of options.commands) {
      const status = command.trim().startsWith('\\')
        ? yield* this.#command(command.trim())
        : yield* this.#query(command, '');
      if (status !== 0) return 1;
    }
    for (const file of options.files) {
      const status = yield* this.#file(file);
      if (status !== 0) return status;
    }
    if (options.commands.length > 0 || options.files.length > 0) return 0;
    if (this.#isTerminal && !options.isQuiet) {
      yield* p.stdout.write(`psql (${versionOf(p)})\nType "help" for help.\n\n`);
    }
    return yield* this.#session();
  }

  *#file(path: string): Task<number> {
    const { p } = this;
    let text: string;
    try {
      text = path === '-' ? yield* p.stdin.readText() : p.files.readText(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* p.stderr.write(`psql: error: ${path}: ${strerror(error.code)}\n`);
      return 1;
    }
    let pending = '';
    for (const [index, line] of text.split('\n').entries()) {
      const result = yield* this.#take(pending, line, path === '-' ? '' : `psql:${path}:${index + 1}: `);
      if (result.status !== 0 && this.options.stopsAtError) return 3;
      if (result.isOver) return 0;
      pending = result.pending;
    }
    return pending.trim() === '' ? 0 : (yield* this.#query(pending, '')) && 0;
  }

  *#session(): Task<number> {
    const { p } = this;
    let pending = '';
    for (;;) {
      if (this.#connection === undefined) return 2;
      if (this.#isTerminal) yield* p.stdout.write(this.#prompt(pending !== ''));
      const line = yield* p.stdin.readLine();
      if (line === undefined) {
        if (this.#isTerminal) yield* p.stdout.write('\\q\n');
        else if (pending.trim() !== '') yield* this.#query(pending, '');
        return 0;
      }
      const result = yield* this.#take(pending, line, '');
      if (result.isOver) return 0;
      if (result.status !== 0 && this.options.stopsAtError && !this.#isTerminal) return 3;
      pending = result.pending;
    }
  }

  #prompt(isMore: boolean): string {
    const { isSuperuser, isInTransaction, hasFailed } = this.#ready;
    const state = isInTransaction ? (hasFailed ? '!' : '*') : '';
    return `${this.#database}${isMore ? '-' : '='}${state}${isSuperuser ? '#' : '>'} `;
  }

  /** One more line of input: runs what is complete with it. */
  *#take(
    before: string,
    line: string,
    place: string,
  ): Task<{ readonly pending: string; readonly status: number; readonly isOver: boolean }> {
    const trimmed = line.trim();
    if (before.trim() === '' && /^(exit|quit)\s*;?$/.test(trimmed))
      return { pending: '', status: 0, isOver: true };
    if (before.trim() === '' && trimmed === 'help') {
      yield* this.p.stdout.write(
        'You are using psql, the command-line interface to PostgreSQL.\nType:  \\copyright for distribution terms\n       \\h for help with SQL commands\n       \\? for help with psql commands\n       \\g or terminate with semicolon to execute query\n       \\q to quit\n',
      );
      return { pending: '', status: 0, isOver: false };
    }
    if (trimmed.startsWith('\\')) {
      if (/^\\q(uit)?\b/.test(trimmed)) return { pending: '', status: 0, isOver: true };
      if (/^\\(g|;)\s*$/.test(trimmed))
        return { pending: '', status: yield* this.#query(before, place), isOver: false };
      if (/^\\r(eset)?\s*$/.test(trimmed)) return { pending: '', status: 0, isOver: false };
      return { pending: before, status: yield* this.#command(trimmed), isOver: false };
    }
    const { statements, rest } = splitStatements(before === '' ? line : `${before}\n${line}`);
    let status = 0;
    for (const statement of statements) {
      status = yield* this.#query(statement, place);
      if (status !== 0 && this.options.stopsAtError) break;
    }
    return { pending: rest.trim() === '' ? '' : rest, status, isOver: false };
  }

  /** Runs statements and shows what came of them; 1 where one failed. */
  *#query(sql: string, place: string): Task<number> {
    const { p } = this;
    const startMs = p.nowMs;
    let status = 0;
    for (const message of yield* this.#ask({ kind: 'query', sql })) {
      if (message.kind === 'rows') yield* p.stdout.write(tableText(message, this.#style));
      else if (message.kind === 'tag') {
        const isShown = !this.options.isQuiet && !this.#style.isBare;
        if (isShown) yield* p.stdout.write(`${message.tag}\n`);
      } else if (message.kind === 'notice') yield* p.stderr.write(`${place}${message.message}\n`);
      else if (message.kind === 'error') {
        yield* p.stderr.write(place + errorText(message));
        status = 1;
      }
    }
    if (this.#isTiming) yield* p.stdout.write(`Time: ${Math.max(0.2, p.nowMs - startMs).toFixed(3)} ms\n`);
    return this.#connection === undefined ? 2 : status;
  }

  /** A command with a backslash. */
  *#command(text: string): Task<number> {
    const { p } = this;
    const [, name = '', rest = ''] = /^\\(\S+?)(?:\s+(.*?))?;?\s*$/.exec(text) ?? [];
    const [argument] = rest.split(/\s+/).filter((word) => word !== '');
    const [catalogue] = /^(l|d|du|dn|list)/.test(name) ? yield* this.#ask({ kind: 'catalogue' }) : [];
    if (catalogue?.kind === 'catalogue') {
      const known = this.#informational(catalogue, name, argument);
      if (known !== undefined) return yield* this.#say(known);
    }
    switch (name) {
      case '?':
        return yield* this.#say({ text: HELP });
      case 'c':
      case 'connect': {
        if (argument !== undefined && !(yield* this.connect(argument))) {
          yield* p.stderr.write('Previous connection kept\n');
          return 1;
        }
        return yield* this.#say({
          text: `You are now connected to database "${this.#database}" as user "${this.options.user}".\n`,
        });
      }
      case 'conninfo':
        return yield* this.#say({ text: this.#connectionText() });
      case 'x':
        this.#style = { ...this.#style, isExpanded: !this.#style.isExpanded };
        return yield* this.#say({ text: `Expanded display is ${this.#style.isExpanded ? 'on' : 'off'}.\n` });
      case 't':
        this.#style = { ...this.#style, isBare: !this.#style.isBare };
        return yield* this.#say({ text: `Tuples only is ${this.#style.isBare ? 'on' : 'off'}.\n` });
      case 'a':
        this.#style = { ...this.#style, isUnaligned: !this.#style.isUnaligned };
        return yield* this.#say({
          text: `Output format is ${this.#style.isUnaligned ? 'unaligned' : 'aligned'}.\n`,
        });
      case 'timing':
        this.#isTiming = !this.#isTiming;
        return yield* this.#say({ text: `Timing is ${this.#isTiming ? 'on' : 'off'}.\n` });
      case 'echo':
        return yield* this.#say({ text: `${rest}\n` });
      case 'i':
        return argument === undefined ? 1 : yield* this.#file(argument);
      default:
        if (
          /^(copy|e|ef|g|gx|h|pset|set|unset|watch|o|s|w|df|di|ds|dv|dT|dx|dp|z|password|encoding|!)$/.test(
            name,
          )
        ) {
          yield* p.stderr.write(`\\${name}: this command of psql is not modelled here\n`);
        } else yield* p.stderr.write(`invalid command \\${name}\nTry \\? for help.\n`);
        return 1;
    }
  }

  *#say({ text, isError = false }: { readonly text: string; readonly isError?: boolean }): Task<number> {
    yield* (isError ? this.p.stderr : this.p.stdout).write(text);
    return 0;
  }

  /** What the catalogue answers; undefined: no such command. */
  #informational(
    catalogue: Message & { kind: 'catalogue' },
    name: string,
    argument: string | undefined,
  ): { readonly text: string; readonly isError?: boolean } | undefined {
    const style = this.#style;
    const none = (what: string): { readonly text: string; readonly isError: boolean } => ({
      text:
        argument === undefined
          ? `Did not find any ${what}s.\n`
          : `Did not find any ${what} named "${argument}".\n`,
      isError: true,
    });
    if (/^(l|list)\+?$/.test(name)) return { text: databasesText(catalogue, style) };
    if (/^du\+?$/.test(name)) return { text: rolesText(catalogue, style) };
    if (/^dn\+?$/.test(name)) return { text: schemasText(style) };
    if (/^dt\+?$/.test(name)) {
      const text = relationsText(catalogue, style, argument, false);
      return text === undefined ? none('relation') : { text };
    }
    if (!/^d\+?$/.test(name)) return undefined;
    const text =
      argument === undefined
        ? relationsText(catalogue, style, undefined, true)
        : describeTable(catalogue, style, argument);
    return text === undefined ? none('relation') : { text };
  }

  #connectionText(): string {
    const { host, port, user } = this.options;
    const start = `You are connected to database "${this.#database}" as user "${user}"`;
    if (host === undefined) return `${start} via socket in "/var/run/postgresql" at port "${port}".\n`;
    return `${start} on host "${host}" (address "${this.#address ?? ''}") at port "${port}".\n`;
  }
}

function refusal(code: ErrnoCode, isRemote: boolean): string {
  const where = isRemote
    ? 'on that host and accepting TCP/IP connections?'
    : 'locally and accepting connections on that socket?';
  return code === 'ECONNREFUSED' || code === 'ETIMEDOUT'
    ? `${strerror(code)}\n\tIs the server running ${where}`
    : strerror(code);
}

function parseMessage(line: string): Message {
  try {
    const message: Message = JSON.parse(line);
    return message;
  } catch {
    // Whatever listens there is no PostgreSQL.
    return { kind: 'fatal', message: 'received invalid response to SSL negotiation' };
  }
}
