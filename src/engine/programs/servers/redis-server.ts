// redis-server: its log, its commands, and dump.rdb (facts/programs/redis.txt).
import { isErrno, readTextIfThere, WaitQueue } from '../../kernel';
import type { Connection, Listener, Process, Program, SignalName, Task } from '../../kernel';
import { redisLogLine, redisVersion } from './redis-log';
import { globOf, type Server } from './redis/keyspace';
import { readCommand, replyText } from './redis/protocol';
import { RedisSession } from './redis/session';
import { bulks, fromText, toText, type Keys, type Reply } from './redis/values';

const PORT = 6379;
const LONGEST_SHUTDOWN_MS = 10_000;
/** What a real file of this kind begins with; the rest is our own. */
const DUMP_HEADER = 'REDIS0012\n';
const OVERCOMMIT =
  "WARNING Memory overcommit must be enabled! Without it, a background save or replication may fail under low memory condition. Being disabled, it can also cause failures without low memory condition, see https://github.com/jemalloc/jemalloc/issues/1328. To fix this issue add 'vm.overcommit_memory = 1' to /etc/sysctl.conf and then reboot or run the command 'sysctl vm.overcommit_memory=1' for this to take effect.";

export const redisServer: Program = {
  id: 'redis/redis-server',
  *run(p) {
    const words = p.argv.slice(1);
    if (words.includes('--version') || words.includes('-v')) {
      yield* p.stdout.write(
        `Redis server v=${redisVersion(p)} sha=00000000:1 malloc=jemalloc-5.3.0 bits=64 build=0\n`,
      );
      return 0;
    }
    const [config] = words.filter((word, index) => index === 0 && !word.startsWith('-'));
    const settings = defaultSettings();
    if (config !== undefined) {
      const text = readTextIfThere(p.files, config);
      if (text === undefined) {
        yield* p.stderr.write(
          `${redisLogLine(p, 'C', '#', `Fatal error, can't open config file '${config}': No such file or directory`)}`,
        );
        return 1;
      }
      for (const line of text.split('\n')) {
        const [name = '', ...value] = line.trim().split(/\s+/);
        if (name !== '' && !name.startsWith('#'))
          settings.set(name.toLowerCase(), value.join(' ').replace(/^"(.*)"$/, '$1'));
      }
    }
    takeOptions(words, settings);
    return yield* serve(p, settings, config !== undefined || words.length > 0);
  },
};

function defaultSettings(): Map<string, string> {
  return new Map([
    ['appendonly', 'no'],
    ['bind', '* -::*'],
    ['databases', '16'],
    ['dbfilename', 'dump.rdb'],
    ['dir', ''],
    ['maxmemory', '0'],
    ['maxmemory-policy', 'noeviction'],
    ['port', String(PORT)],
    ['requirepass', ''],
    ['save', '3600 1 300 100 60 10000'],
    ['timeout', '0'],
  ]);
}

/** `--port 7000 --requirepass secret` */
function takeOptions(words: readonly string[], settings: Map<string, string>): void {
  for (const [index, word] of words.entries()) {
    if (!word.startsWith('--')) continue;
    const values: string[] = [];
    for (let at = index + 1; at < words.length && !words[at]?.startsWith('--'); at++)
      values.push(words[at] ?? '');
    settings.set(word.slice(2).toLowerCase(), values.join(' '));
  }
}

function* serve(p: Process, settings: Map<string, string>, isConfigured: boolean): Task<number> {
  const log = (mark: '*' | '#', text: string, role: 'C' | 'M' = 'M'): Task<void> =>
    p.stdout.write(redisLogLine(p, role, mark, text));
  if (readTextIfThere(p.files, '/proc/sys/vm/overcommit_memory')?.trim() !== '1')
    yield* log('#', OVERCOMMIT, 'C');
  yield* log('*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', 'C');
  yield* log(
    '*',
    `Redis version=${redisVersion(p)}, bits=64, commit=00000000, modified=0, pid=${p.pid}, just started`,
    'C',
  );
  if (isConfigured) yield* log('*', 'Configuration loaded', 'C');
  else {
    yield* log(
      '#',
      'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf',
      'C',
    );
  }
  yield* log('*', 'monotonic clock: POSIX clock_gettime');
  const port = Number(settings.get('port')) || PORT;
  let listener: Listener;
  try {
    listener = p.network.listen('0.0.0.0', port);
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* log(
      '#',
      `Warning: Could not create server TCP listening socket *:${port}: bind: Address already in use`,
    );
    yield* log('#', 'Failed listening on port 6379 (tcp), aborting.');
    return 1;
  }
  yield* log('*', `Running mode=standalone, port=${port}.`);
  yield* p.compute(13);
  yield* log('*', 'Server initialized');
  const path = `${settings.get('dir') || p.cwd}/${settings.get('dbfilename') ?? 'dump.rdb'}`;
  const databases = yield* load(p, path, log);
  yield* log('*', 'Ready to accept connections tcp');
  p.setDisposition('CHLD', 'ignore');
  for (const signal of ['TERM', 'INT', 'HUP'] as const) p.setDisposition(signal, 'catch');
  const shared: Shared = {
    databases,
    settings,
    startedMs: p.nowMs,
    clients: 0,
    listeners: new Set(),
    changed: new WaitQueue(),
    isStopping: false,
    save: () => save(p, path, databases),
  };
  const signal = yield* acceptClients(p, listener, shared);
  if (signal !== undefined) {
    yield* p.stdout.write(
      `${p.pid}:signal-handler (${Math.floor(p.nowMs / 1000)}) Received SIG${signal} scheduling shutdown...\n`,
    );
    yield* p.compute(40);
  }
  yield* log('*', 'User requested shutdown...');
  if (settings.get('save') !== '') {
    yield* log('*', 'Saving the final RDB snapshot before exiting.');
    try {
      shared.save();
      yield* p.compute(20);
      yield* log('*', 'DB saved on disk');
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* log('#', `Failed opening the temp RDB file for saving: ${error.code}`);
    }
  }
  yield* log('#', 'Redis is now ready to exit, bye bye...');
  return 0;
}

function* load(
  p: Process,
  path: string,
  log: (mark: '*' | '#', text: string) => Task<void>,
): Task<Map<number, Keys>> {
  const text = readTextIfThere(p.files, path);
  const databases = text?.startsWith(DUMP_HEADER) ? fromText(text.slice(DUMP_HEADER.length)) : undefined;
  if (text === undefined || databases === undefined) return new Map();
  const keys = [...databases.values()].reduce((sum, one) => sum + one.size, 0);
  const ageSeconds = Math.max(0, Math.floor((p.nowMs - p.files.stat(path).mtimeMs) / 1000));
  yield* log('*', `Loading RDB produced by version ${redisVersion(p)}`);
  yield* log('*', `RDB age ${ageSeconds} seconds`);
  yield* log('*', 'RDB memory usage when created 0.80 Mb');
  yield* log('*', `Done loading RDB, keys loaded: ${keys}, keys expired: 0.`);
  yield* log('*', 'DB loaded from disk: 0.000 seconds');
  return databases;
}

function save(p: Process, path: string, databases: ReadonlyMap<number, Keys>): void {
  p.files.writeFile(path, DUMP_HEADER + toText(databases));
}

interface Shared {
  readonly databases: Map<number, Keys>;
  readonly settings: Map<string, string>;
  readonly startedMs: number;
  clients: number;
  readonly listeners: Set<Listening>;
  /** Woken after each command. */
  readonly changed: WaitQueue;
  /** A client has said SHUTDOWN. */
  isStopping: boolean;
  readonly save: () => void;
}

/** One server answers all clients; the signal that ended it, or undefined after SHUTDOWN. */
function* acceptClients(p: Process, listener: Listener, shared: Shared): Task<SignalName | undefined> {
  for (;;) {
    const signal = p.takeSignals().find((one) => one !== 'HUP' && one !== 'USR1');
    if (signal !== undefined || shared.isStopping) return signal;
    try {
      const connection = yield* listener.accept();
      // A thread, for the kernel a process: nobody sees it for longer than its client stays.
      p.fork(function* (child) {
        shared.clients++;
        try {
          yield* serveClient(child, p, connection, shared);
        } finally {
          shared.clients--;
          connection.close();
        }
        return 0;
      });
    } catch (error) {
      if (!isErrno(error) || error.code !== 'EINTR') throw error;
    }
  }
}

function* serveClient(p: Process, parent: Process, connection: Connection, shared: Shared): Task<void> {
  const { databases, settings, startedMs, listeners, changed } = shared;
  const outbox: { readonly connection: Connection; readonly text: string }[] = [];
  const server: Server = {
    databases,
    settings,
    startedMs,
    database: 0,
    clientName: '',
    pid: parent.pid,
    version: redisVersion(p),
    random: () => p.random(),
    get nowMs() {
      return p.nowMs;
    },
    get clients() {
      return shared.clients;
    },
    save: shared.save,
    publish(channel, text) {
      const found = [...listeners].flatMap((one) => messagesFor(one, channel, text));
      outbox.push(...found);
      return found.length;
    },
    channels: () => countChannels(listeners),
  };
  const listener: Listening = { connection, channels: new Set(), patterns: new Set() };
  listeners.add(listener);
  const session = new RedisSession(server, {
    add: (channel, isPattern) => (isPattern ? listener.patterns : listener.channels).add(channel),
    remove: (channel, isPattern) => (isPattern ? listener.patterns : listener.channels).delete(channel),
  });
  let isIn = (settings.get('requirepass') ?? '') === '';
  try {
    for (
      let words = yield* readCommand(connection);
      words !== undefined;
      words = yield* readCommand(connection)
    ) {
      const name = (words[0] ?? '').toLowerCase();
      if (name === '') continue;
      if (!isIn && name !== 'auth' && name !== 'quit') {
        yield* connection.write('-NOAUTH Authentication required.\r\n');
        continue;
      }
      const outcome = session.take(words);
      if (outcome.kind === 'shutdown') {
        if (outcome.noSave) settings.set('save', '');
        shared.isStopping = true;
        p.kill(parent.pid, 'HUP');
        // The connection ends with the server.
        yield* p.sleep(LONGEST_SHUTDOWN_MS);
        return;
      }
      const replies =
        outcome.kind === 'replies'
          ? outcome.replies
          : [yield* waitFor(p, changed, outcome.timeoutMs, () => outcome.tryAgain())];
      if (name === 'auth' && replies[0]?.kind === 'status') isIn = true;
      for (const reply of replies) yield* connection.write(replyText(reply));
      for (const message of outbox.splice(0)) yield* message.connection.write(message.text);
      changed.wakeAll();
      if (name === 'quit') return;
    }
  } finally {
    listeners.delete(listener);
  }
}

/** Until something has come, or the time is over (0: it never is). */
function* waitFor(
  p: Process,
  queue: WaitQueue,
  timeoutMs: number,
  tryAgain: () => Reply | undefined,
): Task<Reply> {
  const endMs = p.nowMs + timeoutMs;
  for (;;) {
    yield timeoutMs === 0 ? { queue } : { queue, untilMs: endMs };
    const reply = tryAgain();
    if (reply) return reply;
    if (timeoutMs > 0 && p.nowMs >= endMs) return { kind: 'nil' };
  }
}

/** A connection and what it listens to. */
interface Listening {
  readonly connection: Connection;
  readonly channels: Set<string>;
  readonly patterns: Set<string>;
}

function messagesFor(
  { connection, channels, patterns }: Listening,
  channel: string,
  text: string,
): { readonly connection: Connection; readonly text: string }[] {
  const plain = channels.has(channel) ? [replyText(bulks(['message', channel, text]))] : [];
  const matched = [...patterns]
    .filter((pattern) => globOf(pattern).test(channel))
    .map((pattern) => replyText(bulks(['pmessage', pattern, channel, text])));
  return [...plain, ...matched].map((one) => ({ connection, text: one }));
}

function countChannels(listeners: ReadonlySet<Listening>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { channels } of listeners)
    for (const channel of channels) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  return counts;
}
