// redis-cli (facts/programs/redis-cli.txt): one command, commands from stdin, or a prompt.
import { isErrno, strerror, type Connection, type Process, type Program, type Task } from '../../kernel';
import { redisVersion } from './redis-log';
import { commandText, readReply } from './redis/protocol';
import type { Reply } from './redis/values';
import { parseWords } from './redis/words';

const PORT = 6379;

interface Options {
  readonly host: string;
  readonly port: number;
  readonly password?: string;
  readonly database: number;
  readonly repeat: number;
  readonly intervalMs: number;
  /** Answers as they are; undefined: where nobody watches at a terminal. */
  readonly isRaw?: boolean;
  readonly words: readonly string[];
  readonly user?: string;
  readonly isCsv: boolean;
  /** -e: an error is the exit status, too. */
  readonly failsOnError: boolean;
  /** -x: the last argument comes from standard input. */
  readonly readsLast: boolean;
  /** Between the parts of an answer, and behind it. */
  readonly delimiter: string;
  readonly end: string;
  /** --scan, with the options of SCAN. */
  readonly scan?: readonly string[];
  /** A password on the command line is warned of. */
  readonly warns: boolean;
}

export const redisCli: Program = {
  id: 'redis/redis-cli',
  *run(p) {
    const args = p.argv.slice(1);
    if (args[0] === '--version' || args[0] === '-v') {
      yield* p.stdout.write(`redis-cli ${redisVersion(p)}\n`);
      return 0;
    }
    const options = readOptions(p, args);
    if (typeof options === 'string') {
      yield* p.stderr.write(`${options}\n`);
      return 1;
    }
    const client = new Client(p, options);
    try {
      return yield* client.run();
    } finally {
      client.close();
    }
  },
};

const VALUED: Readonly<Record<string, string>> = {
  '-h': 'host',
  '-p': 'port',
  '-a': 'pass',
  '--pass': 'pass',
  '--user': 'user',
  '-n': 'n',
  '-r': 'r',
  '-i': 'i',
  '-u': 'u',
  '-d': 'd',
  '-D': 'D',
  '-t': 't',
  '--pattern': 'pattern',
  '--count': 'count',
};
/** Real options that do something else than to send a command. */
const NOT_MODELLED =
  /^--(stat|latency|latency-history|latency-dist|lru-test|replica|slave|rdb|functions-rdb|pipe|pipe-timeout|bigkeys|memkeys|memkeys-samples|keystats|keystats-samples|hotkeys|intrinsic-latency|eval|ldb|ldb-sync-mode|cluster|tls|sni|cacert|cacertdir|cert|key|insecure|json|quoted-json|askpass|show-pushes|quoted-input|quoted-pattern|cursor|top|verbose|help)$|^-(s|X)$/;
const PLAIN = ['--raw', '--no-raw', '--no-auth-warning', '-x', '-e', '-c', '--csv', '--scan', '-2', '-3'];

function unknownOption(word: string): string {
  return `Unrecognized option or bad number of args for: '${word}'`;
}

/** The options, or what is wrong with them. */
function readOptions(p: Process, args: readonly string[]): Options | string {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  let at = 0;
  for (; args[at]?.startsWith('-'); at++) {
    const word = args[at] ?? '';
    const name = VALUED[word];
    if (NOT_MODELLED.test(word)) return `redis-cli: the option ${word} is not modelled here`;
    if (name !== undefined) {
      const value = args[++at];
      if (value === undefined) return unknownOption(word);
      values.set(name, value);
    } else if (PLAIN.includes(word)) flags.add(word);
    else return unknownOption(word);
  }
  const seconds = values.get('t');
  if (seconds !== undefined && !/^(\d+\.?\d*|\.\d+|)$/.test(seconds))
    return 'Invalid connection timeout for -t.';
  const [, uriPassword, uriHost, uriPort, uriDatabase] =
    /^redis:\/\/(?:[^:@]*:([^@]*)@)?([^:/]*)(?::(\d+))?(?:\/(\d+))?/.exec(values.get('u') ?? '') ?? [];
  const password = uriPassword ?? values.get('pass') ?? p.env.get('REDISCLI_AUTH');
  return {
    host: uriHost || (values.get('host') ?? '127.0.0.1'),
    port: Number(uriPort ?? values.get('port') ?? PORT) || PORT,
    database: Number(values.get('n') ?? uriDatabase ?? 0) || 0,
    repeat: Number(values.get('r') ?? 1) || 0,
    intervalMs: (Number(values.get('i') ?? 0) || 0) * 1000,
    words: args.slice(at),
    isCsv: flags.has('--csv'),
    failsOnError: flags.has('-e'),
    readsLast: flags.has('-x'),
    delimiter: values.get('d') ?? '\n',
    end: values.get('D') ?? '\n',
    warns: (values.has('pass') || uriPassword !== undefined) && !flags.has('--no-auth-warning'),
    ...(values.has('user') ? { user: values.get('user') ?? '' } : {}),
    ...(flags.has('--scan')
      ? {
          scan: [
            ...(values.has('pattern') ? ['MATCH', values.get('pattern') ?? ''] : []),
            ...(values.has('count') ? ['COUNT', values.get('count') ?? ''] : []),
          ],
        }
      : {}),
    ...(password === undefined ? {} : { password }),
    ...(flags.has('--raw') ? { isRaw: true } : flags.has('--no-raw') ? { isRaw: false } : {}),
  };
}

class Client {
  #connection: Connection | undefined;
  #database: number;
  #isQueueing = false;

  constructor(
    readonly p: Process,
    readonly options: Options,
  ) {
    this.#database = options.database;
  }

  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  *run(): Task<number> {
    const { p, options } = this;
    const isTerminal = p.isOpen(0) && p.isatty(0);
    if (options.warns)
      yield* p.stderr.write(
        "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n",
      );
    if (options.words[0]?.toLowerCase() === 'help' && options.words.length === 1) {
      yield* p.stdout.write(helpText(p));
      return 0;
    }
    if (options.words.length === 0 && isTerminal && !options.scan) return yield* this.#session();
    if (!(yield* this.#connect())) return 1;
    if (options.scan) return yield* this.#scan(options.scan);
    if (options.words.length > 0) {
      const words = options.readsLast
        ? [...options.words, (yield* p.stdin.readText()).replace(/\n$/, '')]
        : options.words;
      let status = 0;
      for (let left = options.repeat; left > 0; left--) {
        status = yield* this.#command(words);
        if (left > 1) yield* p.sleep(options.intervalMs);
      }
      return status;
    }
    let status = 0;
    for (let line = yield* p.stdin.readLine(); line !== undefined; line = yield* p.stdin.readLine()) {
      const words = parseWords(line);
      if (words === undefined) yield* p.stdout.write('Invalid argument(s)\n');
      else if (words.length > 0) status = yield* this.#command(words);
    }
    return status;
  }

  *#connect(isSilent = false): Task<boolean> {
    const { p, options } = this;
    const { host, port } = options;
    let problem: string;
    try {
      const address = yield* p.network.resolve(host);
      this.#connection = yield* p.network.connect(address, port);
      if (options.password !== undefined) {
        const reply = yield* this.#ask(
          options.user === undefined ? ['AUTH', options.password] : ['AUTH', options.user, options.password],
        );
        if (reply?.kind === 'error' && !isSilent) yield* p.stderr.write(`AUTH failed: ${reply.text}\n`);
      }
      if (this.#database !== 0) yield* this.#ask(['SELECT', String(this.#database)]);
      return true;
    } catch (error) {
      if (!isErrno(error) || error.code === 'EINTR') throw error;
      const lookUps: Readonly<Record<string, string>> = {
        ENOENT: 'Name or service not known',
        EAGAIN: 'Temporary failure in name resolution',
      };
      problem = lookUps[error.code] ?? strerror(error.code);
    }
    if (!isSilent) yield* p.stderr.write(`Could not connect to Redis at ${host}:${port}: ${problem}\n`);
    return false;
  }

  *#ask(words: readonly string[]): Task<Reply | undefined> {
    const connection = this.#connection;
    if (connection === undefined) return undefined;
    try {
      yield* connection.write(commandText(words));
      return yield* readReply(connection);
    } catch (error) {
      if (!isErrno(error) || error.code === 'EINTR') throw error;
      return undefined;
    }
  }

  *#command(words: readonly string[]): Task<number> {
    const { p, options } = this;
    const reply = yield* this.#ask(words);
    if (reply === undefined) {
      this.close();
      const isAsked = words[0]?.toLowerCase() === 'shutdown';
      if (!isAsked) yield* p.stderr.write('Error: Server closed the connection\n');
      return isAsked ? 0 : 1;
    }
    if (words[0]?.toLowerCase() === 'select' && reply.kind === 'status')
      this.#database = Number(words[1] ?? 0);
    this.#followTransaction(words, reply);
    yield* p.stdout.write(this.#shown(words, reply));
    if (/^p?subscribe$/i.test(words[0] ?? '') && reply.kind === 'array') return yield* this.#listen(words);
    return reply.kind === 'error' && options.failsOnError ? 1 : 0;
  }

  #shown(words: readonly string[], reply: Reply): string {
    const { p, options } = this;
    if (options.isCsv) return `${csvText(reply)}\n`;
    const isRaw = options.isRaw ?? !(p.isOpen(1) && p.isatty(1));
    const isText = words[0]?.toLowerCase() === 'info' && reply.kind === 'bulk';
    return isRaw || isText ? `${rawText(reply, options.delimiter)}${options.end}` : formatted(reply, '');
  }

  /** Whether commands are queued: the prompt says so. */
  #followTransaction(words: readonly string[], reply: Reply): void {
    const name = words[0]?.toLowerCase();
    if (name === 'multi' && reply.kind === 'status') this.#isQueueing = true;
    else if (name === 'exec' || name === 'discard' || name === 'reset') this.#isQueueing = false;
  }

  /** What comes on the channels, until somebody ends it. */
  *#listen(words: readonly string[]): Task<number> {
    const { p, options } = this;
    const connection = this.#connection;
    if (connection === undefined) return 1;
    const isTerminal = p.isOpen(0) && p.isatty(0);
    for (let left = words.length - 2; left > 0; left--) {
      const reply = yield* readReply(connection);
      if (reply) yield* p.stdout.write(this.#shown(words, reply));
    }
    if (isTerminal && options.words.length === 0)
      yield* p.stdout.write('Reading messages... (press Ctrl-C to quit or any key to type command)\n');
    for (;;) {
      const reply = yield* readReply(connection);
      if (reply === undefined) return 0;
      yield* p.stdout.write(this.#shown(words, reply));
    }
  }

  /** --scan: every key on a line. */
  *#scan(words: readonly string[]): Task<number> {
    const { p } = this;
    let cursor = '0';
    do {
      const reply = yield* this.#ask(['SCAN', cursor, ...words]);
      if (reply?.kind === 'error') {
        yield* p.stdout.write(`ERROR: ${reply.text}\n`);
        return 1;
      }
      if (reply?.kind !== 'array') return 1;
      const [next, keys] = reply.items;
      for (const key of keys?.kind === 'array' ? keys.items : []) yield* p.stdout.write(`${rawText(key)}\n`);
      cursor = next?.kind === 'bulk' ? next.text : '0';
    } while (cursor !== '0');
    return 0;
  }

  /** `127.0.0.1:6379> `, with the database where it is not the first. */
  get #prompt(): string {
    if (this.#connection === undefined) return 'not connected> ';
    const { host, port } = this.options;
    return `${host}:${port}${this.#database === 0 ? '' : `[${this.#database}]`}${this.#isQueueing ? '(TX)' : ''}> `;
  }

  *#session(): Task<number> {
    const { p } = this;
    yield* this.#connect();
    for (;;) {
      yield* p.stdout.write(this.#prompt);
      const line = yield* p.stdin.readLine();
      const words = line === undefined ? ['exit'] : parseWords(line);
      const name = words?.[0]?.toLowerCase();
      if (words === undefined) yield* p.stdout.write('Invalid argument(s)\n');
      else if (name === 'exit' || name === 'quit') return 0;
      else if (name === 'clear') yield* p.stdout.write('\x1b[H\x1b[2J');
      else if (name === 'help') yield* p.stdout.write(helpText(p));
      else if (words.length > 0 && (this.#connection !== undefined || (yield* this.#connect())))
        yield* this.#command(words);
    }
  }
}

function helpText(p: Process): string {
  return `redis-cli ${redisVersion(p)}
To get help about Redis commands type:
      "help @<group>" to get a list of commands in <group>
      "help <command>" for help on <command>
      "help <tab>" to get a list of possible help topics
      "quit" to exit

To set redis-cli preferences:
      ":set hints" enable online hints
      ":set nohints" disable online hints
Set your preferences in ~/.redisclirc
`;
}

function csvText(reply: Reply): string {
  switch (reply.kind) {
    case 'nil':
      return 'NULL';
    case 'integer':
      return String(reply.value);
    case 'error':
      return `ERROR,${quoted(reply.text)}`;
    case 'array':
      return reply.items.map(csvText).join(',');
    default:
      return quoted(reply.text);
  }
}

function rawText(reply: Reply, delimiter = '\n'): string {
  switch (reply.kind) {
    case 'nil':
      return '';
    case 'integer':
      return String(reply.value);
    case 'array':
      return reply.items.map((item) => rawText(item, delimiter)).join(delimiter);
    case 'error':
      return `${reply.text}\n`;
    default:
      return reply.text;
  }
}

/** As at a terminal: what kind of answer it is can be seen. */
function formatted(reply: Reply, indent: string): string {
  switch (reply.kind) {
    case 'status':
      return `${reply.text}\n`;
    case 'error':
      return `(error) ${reply.text}\n`;
    case 'integer':
      return `(integer) ${reply.value}\n`;
    case 'nil':
      return '(nil)\n';
    case 'bulk':
      return `${quoted(reply.text)}\n`;
    case 'array': {
      if (reply.items.length === 0) return '(empty array)\n';
      const width = String(reply.items.length).length;
      const lines = reply.items.map((item, index) => {
        const label = `${String(index + 1).padStart(width)}) `;
        return `${index === 0 ? '' : indent}${label}${formatted(item, indent + ' '.repeat(label.length))}`;
      });
      return lines.join('');
    }
  }
}

function quoted(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '"': '\\"',
    '\\': '\\\\',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\b': '\\b',
    '\x07': '\\a',
  };
  const bytes = [...new TextEncoder().encode(text)].map((byte) => {
    const char = String.fromCharCode(byte);
    return escapes[char] ?? (byte < 32 || byte > 126 ? `\\x${byte.toString(16).padStart(2, '0')}` : char);
  });
  return `"${bytes.join('')}"`;
}
