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
      yield* p.stderr.write(`Unrecognized option or bad number of args for: '${options}'\n`);
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
};
const PLAIN = ['--raw', '--no-raw', '--no-auth-warning', '-x', '--csv', '-2', '-3', '--json'];

function readOptions(p: Process, args: readonly string[]): Options | string {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  let at = 0;
  for (; args[at]?.startsWith('-'); at++) {
    const word = args[at] ?? '';
    const name = VALUED[word];
    if (name !== undefined) values.set(name, args[++at] ?? '');
    else if (PLAIN.includes(word)) flags.add(word);
    else return word;
  }
  const [, uriPassword, uriHost, uriPort] =
    /^redis:\/\/(?:[^:@]*:([^@]*)@)?([^:/]*)(?::(\d+))?/.exec(values.get('u') ?? '') ?? [];
  const password = uriPassword ?? values.get('pass') ?? p.env.get('REDISCLI_AUTH');
  return {
    host: uriHost || (values.get('host') ?? '127.0.0.1'),
    port: Number(uriPort ?? values.get('port') ?? PORT) || PORT,
    database: Number(values.get('n') ?? 0) || 0,
    repeat: Number(values.get('r') ?? 1) || 1,
    intervalMs: (Number(values.get('i') ?? 0) || 0) * 1000,
    words: args.slice(at),
    ...(password === undefined ? {} : { password }),
    ...(flags.has('--raw') ? { isRaw: true } : flags.has('--no-raw') ? { isRaw: false } : {}),
  };
}

class Client {
  #connection: Connection | undefined;
  #database: number;

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
    if (options.words.length === 0 && isTerminal) return yield* this.#session();
    if (!(yield* this.#connect())) return 1;
    if (options.words.length > 0) {
      let status = 0;
      for (let left = options.repeat; left > 0; left--) {
        status = yield* this.#command(options.words);
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
        const reply = yield* this.#ask(['AUTH', options.password]);
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
    const isRaw = options.isRaw ?? !(p.isOpen(1) && p.isatty(1));
    const isText = words[0]?.toLowerCase() === 'info' && reply.kind === 'bulk';
    yield* p.stdout.write(isRaw || isText ? `${rawText(reply)}\n` : formatted(reply, ''));
    return reply.kind === 'error' && /^(NOAUTH|ERR AUTH|WRONGPASS)/.test(reply.text) ? 1 : 0;
  }

  /** `127.0.0.1:6379> `, with the database where it is not the first. */
  get #prompt(): string {
    if (this.#connection === undefined) return 'not connected> ';
    const { host, port } = this.options;
    return `${host}:${port}${this.#database === 0 ? '' : `[${this.#database}]`}> `;
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
      else if (name === 'help')
        yield* p.stdout.write('To get help about Redis commands type the name of the command.\n');
      else if (words.length > 0 && (this.#connection !== undefined || (yield* this.#connect())))
        yield* this.#command(words);
    }
  }
}

function rawText(reply: Reply): string {
  switch (reply.kind) {
    case 'nil':
      return '';
    case 'integer':
      return String(reply.value);
    case 'array':
      return reply.items.map(rawText).join('\n');
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
  };
  const bytes = [...new TextEncoder().encode(text)].map((byte) => {
    const char = String.fromCharCode(byte);
    return escapes[char] ?? (byte < 32 || byte > 126 ? `\\x${byte.toString(16).padStart(2, '0')}` : char);
  });
  return `"${bytes.join('')}"`;
}
