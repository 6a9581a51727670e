// Commands of the server and of a connection: INFO, CONFIG, CLIENT, SELECT … (server.c, config.c, networking.c).
import { alive, globOf, keysOf, syntaxError, whole, type Commands, type Server } from './keyspace';
import { databaseNumber } from './keys';
import { bulk, bulks, failure, integer, NIL, OK, RedisError, type Reply } from './values';

const POLICIES =
  'volatile-lru, volatile-lfu, volatile-random, volatile-ttl, allkeys-lru, allkeys-lfu, allkeys-random, noeviction';
const MEMORY = new Set(['maxmemory', 'maxmemory-clients', 'client-query-buffer-limit', 'proto-max-bulk-len']);
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1000,
  kb: 1024,
  m: 1_000_000,
  mb: 1_048_576,
  g: 1_000_000_000,
  gb: 1_073_741_824,
};

function unknownSubcommand(command: string, action: string): Reply {
  return failure(`ERR unknown subcommand '${action}'. Try ${command} HELP.`);
}

/** A setting's value as it is kept. Throws RedisError. */
function settingValue(name: string, value: string): string {
  const refuse = (why: string): RedisError =>
    new RedisError(`ERR CONFIG SET failed (possibly related to argument '${name}') - ${why}`);
  if (MEMORY.has(name)) {
    const [, digits, unit] = /^(\d+)([a-z]*)$/i.exec(value) ?? [];
    const factor = UNITS[unit?.toLowerCase() ?? '?'];
    if (digits === undefined || factor === undefined) throw refuse('argument must be a memory value');
    return String(Number(digits) * factor);
  }
  if (name === 'maxmemory-policy' && !POLICIES.split(', ').includes(value))
    throw refuse(`argument(s) must be one of the following: ${POLICIES}`);
  if (name === 'appendonly' && !/^(yes|no)$/.test(value)) throw refuse("argument must be 'yes' or 'no'");
  if (name === 'timeout' && !/^\d+$/.test(value)) throw refuse("argument couldn't be parsed into an integer");
  if (/^(databases|port|bind|dbfilename|dir)$/.test(name))
    throw new RedisError(
      `ERR CONFIG SET failed (possibly related to argument '${name}') - can't set ${/^(port|bind)$/.test(name) ? 'it here: not modelled on this simulated server' : name === 'databases' ? 'immutable config' : 'protected config'}`,
    );
  return value;
}

function config(server: Server, [action = '', ...args]: readonly string[]): Reply {
  switch (action.toLowerCase()) {
    case 'get': {
      if (args.length === 0) return failure("ERR wrong number of arguments for 'config|get' command");
      const globs = args.map((one) => globOf(one.toLowerCase()));
      return bulks([...server.settings].filter(([key]) => globs.some((glob) => glob.test(key))).flat());
    }
    case 'set': {
      if (args.length < 2 || args.length % 2 !== 0)
        return failure("ERR wrong number of arguments for 'config|set' command");
      const next = new Map<string, string>();
      for (let at = 0; at < args.length; at += 2) {
        const [written = '', value = ''] = [args[at], args[at + 1]];
        const name = written.toLowerCase();
        if (!server.settings.has(name))
          return failure(`ERR Unknown option or number of arguments for CONFIG SET - '${written}'`);
        next.set(name, settingValue(name, value));
      }
      for (const [name, value] of next) server.settings.set(name, value);
      return OK;
    }
    case 'resetstat':
      return OK;
    case 'rewrite':
      return failure('ERR The server is running without a config file');
    case 'help':
      return failure('ERR CONFIG HELP is not modelled on this simulated server');
    default:
      return unknownSubcommand('CONFIG', action);
  }
}

function info(server: Server, sections: readonly string[]): Reply {
  const seconds = Math.floor((server.nowMs - server.startedMs) / 1000);
  const spaces = [...server.databases]
    .filter(([, keys]) => keys.size > 0)
    .sort(([a], [b]) => a - b)
    .map(([number, keys]) => {
      const times = [...keys.values()].flatMap(({ expiresMs }) =>
        expiresMs === undefined ? [] : [expiresMs - server.nowMs],
      );
      const average =
        times.length === 0
          ? 0
          : Math.max(0, Math.round(times.reduce((sum, ms) => sum + ms, 0) / times.length));
      return `db${number}:keys=${keys.size},expires=${times.length},avg_ttl=${average},subexpiry=0`;
    });
  const all: Readonly<Record<string, readonly string[]>> = {
    server: [
      `redis_version:${server.version}`,
      'redis_mode:standalone',
      `process_id:${server.pid}`,
      'tcp_port:6379',
      `uptime_in_seconds:${seconds}`,
      `uptime_in_days:${Math.floor(seconds / 86_400)}`,
    ],
    clients: [`connected_clients:${server.clients}`, 'blocked_clients:0'],
    replication: ['role:master', 'connected_slaves:0'],
    keyspace: spaces,
  };
  const wanted = sections.length === 0 ? ['default'] : sections.map((one) => one.toLowerCase());
  const isAll = wanted.some((one) => /^(all|default|everything)$/.test(one));
  const known = /^(server|clients|replication|keyspace|all|default|everything)$/;
  const missing = wanted.find((one) =>
    /^(memory|persistence|stats|cpu|modules|errorstats|cluster|commandstats|latencystats)$/.test(one),
  );
  if (missing !== undefined && !wanted.some((one) => known.test(one)))
    return failure(`ERR INFO ${missing} is not modelled on this simulated server`);
  const texts = Object.entries(all)
    .filter(([name]) => isAll || wanted.includes(name))
    .map(
      ([name, lines]) =>
        `# ${name.charAt(0).toUpperCase()}${name.slice(1)}\r\n${lines.map((line) => `${line}\r\n`).join('')}`,
    );
  return bulk(texts.join('\r\n'));
}

function client(server: Server, [action = '', ...args]: readonly string[]): Reply {
  const wrong = (): Reply =>
    failure(`ERR wrong number of arguments for 'client|${action.toLowerCase()}' command`);
  switch (action.toLowerCase()) {
    case 'setname':
      if (args.length !== 1) return wrong();
      if (/[^!-~]/.test(args[0] ?? ''))
        return failure('ERR Client names cannot contain spaces, newlines or special characters.');
      server.clientName = args[0] ?? '';
      return OK;
    case 'getname':
      if (args.length > 0) return wrong();
      return server.clientName === '' ? NIL : bulk(server.clientName);
    case 'setinfo':
    case 'no-evict':
    case 'no-touch':
    case 'reply':
      return OK;
    case 'id':
    case 'list':
    case 'info':
    case 'kill':
    case 'pause':
    case 'unpause':
    case 'tracking':
    case 'help':
    case 'caching':
    case 'getredir':
    case 'trackinginfo':
    case 'unblock':
      return failure(`ERR CLIENT ${action.toUpperCase()} is not modelled on this simulated server`);
    default:
      return unknownSubcommand('CLIENT', action);
  }
}

function auth(server: Server, args: readonly string[]): Reply {
  const password = server.settings.get('requirepass') ?? '';
  const [user, given] = args.length === 1 ? ['default', args[0]] : [args[0], args[1]];
  if (password === '' && args.length === 1) {
    return failure(
      'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    );
  }
  const isRight = user === 'default' && (password === '' || given === password);
  return isRight ? OK : failure('WRONGPASS invalid username-password pair or user is disabled.');
}

function flush(args: readonly string[], clear: () => void): Reply {
  if (args.length > 1 || (args[0] !== undefined && !/^(sync|async)$/i.test(args[0]))) throw syntaxError();
  clear();
  return OK;
}

function command(_server: Server, [action = '', ...args]: readonly string[]): Reply {
  const name = action.toLowerCase();
  if (name === 'docs') return bulks([]);
  if (name === 'count' && args.length > 0)
    return failure("ERR wrong number of arguments for 'command|count' command");
  if (name === '' || /^(count|info|list|getkeys|getkeysandflags|help)$/.test(name))
    return failure(`ERR ${`COMMAND ${name.toUpperCase()}`.trim()} is not modelled on this simulated server`);
  return unknownSubcommand('COMMAND', action);
}

function pubsub(server: Server, [action = '', ...args]: readonly string[]): Reply {
  const channels = server.channels();
  switch (action.toLowerCase()) {
    case 'channels': {
      const glob = globOf(args[0] ?? '*');
      return bulks([...channels.keys()].filter((one) => glob.test(one)));
    }
    case 'numsub':
      return { kind: 'array', items: args.flatMap((one) => [bulk(one), integer(channels.get(one) ?? 0)]) };
    case 'numpat':
    case 'shardchannels':
    case 'shardnumsub':
    case 'help':
      return failure(`ERR PUBSUB ${action.toUpperCase()} is not modelled on this simulated server`);
    default:
      return unknownSubcommand('PUBSUB', action);
  }
}

function swap({ databases }: Server, args: readonly string[]): Reply {
  const [a = 0, b = 0] = args.map((one) => {
    const number = whole(one, `ERR invalid ${one === args[0] ? 'first' : 'second'} DB index`);
    return databaseNumber(String(number));
  });
  const [first, second] = [databases.get(a) ?? new Map(), databases.get(b) ?? new Map()];
  databases.set(a, second);
  databases.set(b, first);
  return OK;
}

export const SERVER_COMMANDS: Commands = {
  ping: [0, 1, (_server, [text]) => (text === undefined ? { kind: 'status', text: 'PONG' } : bulk(text))],
  echo: [1, 1, (_server, [text]) => bulk(text)],
  command: [0, Infinity, command],
  auth: [1, 2, auth],
  quit: [0, Infinity, () => OK],
  reset: [
    0,
    0,
    (server) => ((server.database = 0), (server.clientName = ''), { kind: 'status', text: 'RESET' }),
  ],
  hello: [
    0,
    Infinity,
    (_server, [version]) =>
      version === undefined || /^[23]$/.test(version)
        ? failure("ERR 'hello' is not modelled on this simulated server")
        : failure('NOPROTO unsupported protocol version'),
  ],
  client: [1, Infinity, client],
  select: [
    1,
    1,
    (server, [number]) => {
      server.database = databaseNumber(number);
      return OK;
    },
  ],
  swapdb: [2, 2, swap],
  dbsize: [0, 0, (server) => integer(alive(server).length)],
  flushdb: [0, Infinity, (server, args) => flush(args, () => keysOf(server).clear())],
  flushall: [0, Infinity, (server, args) => flush(args, () => server.databases.clear())],
  save: [0, 0, (server) => (server.save(), OK)],
  bgsave: [0, 1, (server) => (server.save(), { kind: 'status', text: 'Background saving started' })],
  lastsave: [0, 0, (server) => integer(Math.floor(server.startedMs / 1000))],
  time: [
    0,
    0,
    ({ nowMs }) => bulks([String(Math.floor(nowMs / 1000)), String(Math.floor((nowMs % 1000) * 1000))]),
  ],
  role: [0, 0, () => ({ kind: 'array', items: [bulk('master'), integer(0), bulks([])] })],
  info: [0, Infinity, info],
  config: [1, Infinity, config],
  publish: [2, 2, (server, [channel = '', text = '']) => integer(server.publish(channel, text))],
  pubsub: [1, Infinity, pubsub],
  debug: [
    1,
    Infinity,
    () =>
      failure(
        'ERR DEBUG command not allowed. If the enable-debug-command option is set to "local", you can run it from a local connection, otherwise you need to set this option in the configuration file, and then restart the server.',
      ),
  ],
  acl: [
    1,
    Infinity,
    (_server, [action = '']) =>
      /^whoami$/i.test(action)
        ? bulk('default')
        : failure("ERR 'acl' is not modelled on this simulated server"),
  ],
};
