import { bulk, bulks, failure, integer, NIL, OK, RedisError } from './values';
import type { Entry, Keys, RedisValue, Reply } from './values';

/** What a command sees of the server. */
export interface Server {
  readonly nowMs: number;
  readonly version: string;
  readonly databases: Map<number, Keys>;
  /** Of this connection. */
  database: number;
  readonly clients: number;
  readonly startedMs: number;
  readonly settings: Map<string, string>;
  /** Writes the databases to the disk. */
  save(): void;
}

type Command = (server: Server, args: readonly string[]) => Reply;

const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';
const NOT_INTEGER = 'ERR value is not an integer or out of range';
const LONGEST_TEXT = 2 ** 26;

/** Real commands that are not modelled: they get an answer that says so. */
const OTHERS = new Set(
  'acl bitcount bitfield bitop bitpos blmove blmpop blpop brpop brpoplpush bzpopmax bzpopmin cluster copy debug discard dump eval evalsha exec expireat failover fcall function geoadd geodist geopos geosearch getbit getex hello hrandfield hscan hsetnx hstrlen latency lcs lmove lmpop lolwut memory migrate module monitor move multi object pfadd pfcount pfmerge pexpire pexpireat psetex psubscribe psync publish pubsub punsubscribe readonly reset restore role script setbit sintercard slaveof slowlog sort sscan subscribe swapdb sync unsubscribe unwatch wait watch xack xadd xdel xgroup xinfo xlen xrange xread xreadgroup xtrim zinterstore zlexcount zmscore zpopmax zpopmin zrandmember zrangebyscore zremrangebyrank zremrangebyscore zrevrangebyscore zscan zunionstore'.split(
    ' ',
  ),
);

/** Answers one command. */
export function answer(server: Server, words: readonly string[]): Reply {
  const [name = '', ...args] = words;
  const lower = name.toLowerCase();
  const known = COMMANDS[lower];
  if (!Object.hasOwn(COMMANDS, lower) || known === undefined) {
    if (OTHERS.has(lower)) return failure(`ERR '${lower}' is not modelled on this simulated server`);
    const beginning = args
      .map((arg) => `'${arg}' `)
      .join('')
      .slice(0, 128);
    return failure(`ERR unknown command '${name}', with args beginning with: ${beginning}`);
  }
  const [least, most, command] = known;
  if (args.length < least || args.length > most) {
    return failure(`ERR wrong number of arguments for '${lower}' command`);
  }
  try {
    return command(server, args);
  } catch (error) {
    if (error instanceof RedisError) return failure(error.message);
    throw error;
  }
}

function keysOf({ databases, database }: Server): Keys {
  const keys = databases.get(database) ?? new Map<string, Entry>();
  databases.set(database, keys);
  return keys;
}

function find(server: Server, key: string): Entry | undefined {
  const keys = keysOf(server);
  const entry = keys.get(key);
  if (entry?.expiresMs === undefined || entry.expiresMs > server.nowMs) return entry;
  keys.delete(key);
  return undefined;
}

function alive(server: Server): string[] {
  return [...keysOf(server).keys()].filter((key) => find(server, key) !== undefined);
}

function put(server: Server, key: string, value: RedisValue, expiresMs = find(server, key)?.expiresMs): void {
  keysOf(server).set(key, { value, ...(expiresMs === undefined ? {} : { expiresMs }) });
}

function typed<K extends RedisValue['kind']>(
  server: Server,
  key: string,
  kind: K,
): (RedisValue & { kind: K }) | undefined {
  const value = find(server, key)?.value;
  if (value === undefined) return undefined;
  if (!isKind(value, kind)) throw new RedisError(WRONG_TYPE);
  return value;
}

function isKind<K extends RedisValue['kind']>(value: RedisValue, kind: K): value is RedisValue & { kind: K } {
  return value.kind === kind;
}

function listOf(server: Server, key: string, makes = false): string[] {
  const found = typed(server, key, 'list');
  if (found) return found.items;
  const items: string[] = [];
  if (makes) put(server, key, { kind: 'list', items });
  return items;
}

function setOf(server: Server, key: string, makes = false): Set<string> {
  const found = typed(server, key, 'set');
  if (found) return found.members;
  const members = new Set<string>();
  if (makes) put(server, key, { kind: 'set', members });
  return members;
}

function hashOf(server: Server, key: string, makes = false): Map<string, string> {
  const found = typed(server, key, 'hash');
  if (found) return found.fields;
  const fields = new Map<string, string>();
  if (makes) put(server, key, { kind: 'hash', fields });
  return fields;
}

function scoresOf(server: Server, key: string, makes = false): Map<string, number> {
  const found = typed(server, key, 'zset');
  if (found) return found.scores;
  const scores = new Map<string, number>();
  if (makes) put(server, key, { kind: 'zset', scores });
  return scores;
}

/** A collection without members is no key any more. */
function dropEmpty(server: Server, key: string): void {
  const value = find(server, key)?.value;
  const isEmpty =
    (value?.kind === 'list' && value.items.length === 0) ||
    (value?.kind === 'set' && value.members.size === 0) ||
    (value?.kind === 'hash' && value.fields.size === 0) ||
    (value?.kind === 'zset' && value.scores.size === 0);
  if (isEmpty) keysOf(server).delete(key);
}

function whole(text: string | undefined): number {
  if (text === undefined || !/^-?\d{1,16}$/.test(text)) throw new RedisError(NOT_INTEGER);
  return Number(text);
}

function decimal(text: string | undefined): number {
  const number = Number(text);
  if (text === undefined || text.trim() === '' || Number.isNaN(number))
    throw new RedisError('ERR value is not a valid float');
  return number;
}

function textOf(server: Server, key: string): string | undefined {
  return typed(server, key, 'string')?.text;
}

function increase(server: Server, key: string, by: number): Reply {
  const next = whole(textOf(server, key) ?? '0') + by;
  put(server, key, { kind: 'string', text: String(next) });
  return integer(next);
}

function set(server: Server, [key = '', text = '', ...options]: readonly string[]): Reply {
  let expiresMs: number | undefined;
  let condition: string | undefined;
  let givesOld = false;
  let keepsTime = false;
  for (let at = 0; at < options.length; at++) {
    const option = (options[at] ?? '').toUpperCase();
    if (option === 'EX' || option === 'PX') {
      const time = whole(options[++at]);
      if (time <= 0) throw new RedisError("ERR invalid expire time in 'set' command");
      expiresMs = server.nowMs + time * (option === 'EX' ? 1000 : 1);
    } else if (option === 'NX' || option === 'XX') condition = option;
    else if (option === 'GET') givesOld = true;
    else if (option === 'KEEPTTL') keepsTime = true;
    else throw new RedisError('ERR syntax error');
  }
  const old = find(server, key);
  const oldText = givesOld ? bulk(textOf(server, key)) : undefined;
  if ((condition === 'NX' && old) || (condition === 'XX' && !old)) return oldText ?? NIL;
  keysOf(server).delete(key);
  put(server, key, { kind: 'string', text }, keepsTime ? old?.expiresMs : expiresMs);
  return oldText ?? OK;
}

function expire(server: Server, key: string, ms: number): Reply {
  const entry = find(server, key);
  if (entry === undefined) return integer(0);
  if (ms <= 0) keysOf(server).delete(key);
  else entry.expiresMs = server.nowMs + ms;
  return integer(1);
}

function timeToLive(server: Server, key: string, unitMs: number): Reply {
  const entry = find(server, key);
  if (entry === undefined) return integer(-2);
  if (entry.expiresMs === undefined) return integer(-1);
  return integer(Math.ceil((entry.expiresMs - server.nowMs) / unitMs));
}

function remove(server: Server, keys: readonly string[]): Reply {
  const found = keys.filter((key) => find(server, key) !== undefined);
  for (const key of found) keysOf(server).delete(key);
  return integer(found.length);
}

/** A glob of KEYS and SCAN. */
function globOf(pattern: string): RegExp {
  const source = pattern.replace(
    /\\(.)|\[(\^?)([^\]]*)\]|[\s\S]/g,
    (char, escaped?: string, not?: string, inside?: string) => {
      if (escaped !== undefined) return escaped.replace(/\W/g, '\\$&');
      if (inside !== undefined) return `[${not ?? ''}${inside.replace(/[\\\]^]/g, '\\$&')}]`;
      return char === '*' ? '[\\s\\S]*' : char === '?' ? '[\\s\\S]' : char.replace(/\W/g, '\\$&');
    },
  );
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /(?!)/;
  }
}

/** What LRANGE and the like call a range: from the end where negative. */
function sliceOf<T>(items: readonly T[], from: number, to: number): T[] {
  const at = (index: number): number => (index < 0 ? items.length + index : index);
  return items.slice(Math.max(0, at(from)), at(to) + 1);
}

function sortedByScore(server: Server, key: string): [string, number][] {
  return [...scoresOf(server, key)].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
}

function zrange(
  server: Server,
  [key = '', from, to, ...options]: readonly string[],
  isReverse = false,
): Reply {
  const flags = options.map((option) => option.toUpperCase());
  if (flags.some((flag) => flag !== 'WITHSCORES' && flag !== 'REV')) throw new RedisError('ERR syntax error');
  const all = sortedByScore(server, key);
  if (isReverse || flags.includes('REV')) all.reverse();
  const chosen = sliceOf(all, whole(from), whole(to));
  return bulks(
    chosen.flatMap(([member, score]) => (flags.includes('WITHSCORES') ? [member, String(score)] : [member])),
  );
}

function zadd(server: Server, [key = '', ...pairs]: readonly string[]): Reply {
  if (pairs.length % 2 !== 0) throw new RedisError('ERR syntax error');
  const scores = pairs.filter((_, index) => index % 2 === 0).map(decimal);
  const own = scoresOf(server, key, true);
  const before = own.size;
  for (const [index, score] of scores.entries()) own.set(pairs[index * 2 + 1] ?? '', score);
  return integer(own.size - before);
}

function pop(server: Server, [key = '', count]: readonly string[], end: 'left' | 'right'): Reply {
  const items = listOf(server, key);
  const many = count === undefined ? 1 : whole(count);
  if (many < 0) throw new RedisError('ERR value is out of range, must be positive');
  const taken: string[] = [];
  while (taken.length < many && items.length > 0)
    taken.push((end === 'left' ? items.shift() : items.pop()) ?? '');
  dropEmpty(server, key);
  if (count === undefined) return bulk(taken[0]);
  return taken.length === 0 ? NIL : bulks(taken);
}

function push(
  server: Server,
  [key = '', ...items]: readonly string[],
  end: 'left' | 'right',
  makes = true,
): Reply {
  if (!makes && find(server, key) === undefined) return integer(0);
  const own = listOf(server, key, true);
  for (const item of items) {
    if (end === 'left') own.unshift(item);
    else own.push(item);
  }
  return integer(own.length);
}

function combine(
  server: Server,
  keys: readonly string[],
  keep: (member: string, sets: readonly Set<string>[]) => boolean,
): Reply {
  const sets = keys.map((key) => setOf(server, key));
  const all = new Set(sets.flatMap((members) => [...members]));
  return bulks([...all].filter((member) => keep(member, sets)));
}

function scan(server: Server, [, ...options]: readonly string[]): Reply {
  const at = options.findIndex((option) => option.toUpperCase() === 'MATCH');
  const glob = globOf(at < 0 ? '*' : (options[at + 1] ?? '*'));
  return { kind: 'array', items: [bulk('0'), bulks(alive(server).filter((key) => glob.test(key)))] };
}

function config(server: Server, [action = '', name = '', value]: readonly string[]): Reply {
  if (action.toLowerCase() === 'get') {
    const glob = globOf(name.toLowerCase());
    return bulks([...server.settings].filter(([key]) => glob.test(key)).flat());
  }
  if (action.toLowerCase() !== 'set' || value === undefined)
    return failure(`ERR unknown subcommand '${action}'. Try CONFIG HELP.`);
  if (!server.settings.has(name.toLowerCase())) {
    return failure(`ERR Unknown option or number of arguments for CONFIG SET - '${name}'`);
  }
  server.settings.set(name.toLowerCase(), value);
  return OK;
}

function info(server: Server, [section = 'all']: readonly string[]): Reply {
  const seconds = Math.floor((server.nowMs - server.startedMs) / 1000);
  const spaces = [...server.databases]
    .filter(([, keys]) => keys.size > 0)
    .map(([number, keys]) => {
      const expires = [...keys.values()].filter(({ expiresMs }) => expiresMs !== undefined).length;
      return `db${number}:keys=${keys.size},expires=${expires},avg_ttl=0,subexpiry=0`;
    });
  const sections: Readonly<Record<string, readonly string[]>> = {
    server: [
      `redis_version:${server.version}`,
      'redis_mode:standalone',
      'process_id:1',
      'tcp_port:6379',
      `uptime_in_seconds:${seconds}`,
    ],
    clients: [`connected_clients:${server.clients}`],
    replication: ['role:master', 'connected_slaves:0'],
    keyspace: spaces,
  };
  const wanted = section.toLowerCase();
  const texts = Object.entries(sections)
    .filter(([name]) => ['all', 'default', 'everything', name].includes(wanted))
    .map(
      ([name, lines]) =>
        `# ${name.charAt(0).toUpperCase()}${name.slice(1)}\r\n${lines.map((line) => `${line}\r\n`).join('')}`,
    );
  return bulk(texts.join('\r\n'));
}

/** How many arguments a command takes, and what it does. */
const COMMANDS: Readonly<Record<string, readonly [number, number, Command]>> = {
  ping: [
    0,
    Infinity,
    (_server, [text]) => (text === undefined ? { kind: 'status', text: 'PONG' } : bulk(text)),
  ],
  echo: [1, 1, (_server, [text]) => bulk(text)],
  command: [0, Infinity, () => ({ kind: 'array', items: [] })],
  auth: [
    1,
    Infinity,
    (server, args) => {
      const password = server.settings.get('requirepass') ?? '';
      if (password === '') {
        return failure(
          'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
        );
      }
      return args.at(-1) === password
        ? OK
        : failure('WRONGPASS invalid username-password pair or user is disabled.');
    },
  ],
  quit: [0, 0, () => OK],
  client: [1, Infinity, () => OK],
  select: [
    1,
    1,
    (server, [number]) => {
      const wanted = whole(number);
      if (wanted < 0 || wanted > 15) return failure('ERR DB index is out of range');
      server.database = wanted;
      return OK;
    },
  ],
  set: [2, Infinity, set],
  get: [1, 1, (server, [key = '']) => bulk(textOf(server, key))],
  getdel: [
    1,
    1,
    (server, [key = '']) => {
      const text = textOf(server, key);
      keysOf(server).delete(key);
      return bulk(text);
    },
  ],
  getset: [
    2,
    2,
    (server, [key = '', text = '']) => {
      const old = textOf(server, key);
      set(server, [key, text]);
      return bulk(old);
    },
  ],
  setnx: [2, 2, (server, [key = '', text = '']) => integer(set(server, [key, text, 'NX']) === OK ? 1 : 0)],
  setex: [3, 3, (server, [key = '', seconds = '', text = '']) => set(server, [key, text, 'EX', seconds])],
  mset: [
    2,
    Infinity,
    (server, args) => {
      if (args.length % 2 !== 0) return failure("ERR wrong number of arguments for 'mset' command");
      for (let at = 0; at < args.length; at += 2) set(server, [args[at] ?? '', args[at + 1] ?? '']);
      return OK;
    },
  ],
  mget: [
    1,
    Infinity,
    (server, keys) => ({
      kind: 'array',
      items: keys.map((key) => {
        const value = find(server, key)?.value;
        return bulk(value?.kind === 'string' ? value.text : undefined);
      }),
    }),
  ],
  append: [
    2,
    2,
    (server, [key = '', more = '']) => {
      const text = (textOf(server, key) ?? '') + more;
      if (text.length > LONGEST_TEXT)
        return failure('ERR string exceeds maximum allowed size (proto-max-bulk-len)');
      put(server, key, { kind: 'string', text });
      return integer(text.length);
    },
  ],
  strlen: [1, 1, (server, [key = '']) => integer((textOf(server, key) ?? '').length)],
  getrange: [
    3,
    3,
    (server, [key = '', from, to]) =>
      bulk(sliceOf([...(textOf(server, key) ?? '')], whole(from), whole(to)).join('')),
  ],
  incr: [1, 1, (server, [key = '']) => increase(server, key, 1)],
  decr: [1, 1, (server, [key = '']) => increase(server, key, -1)],
  incrby: [2, 2, (server, [key = '', by]) => increase(server, key, whole(by))],
  decrby: [2, 2, (server, [key = '', by]) => increase(server, key, -whole(by))],
  incrbyfloat: [
    2,
    2,
    (server, [key = '', by]) => {
      const text = String(Number((decimal(textOf(server, key) ?? '0') + decimal(by)).toPrecision(15)));
      put(server, key, { kind: 'string', text });
      return bulk(text);
    },
  ],
  del: [1, Infinity, remove],
  unlink: [1, Infinity, remove],
  exists: [1, Infinity, (server, keys) => integer(keys.filter((key) => find(server, key)).length)],
  touch: [1, Infinity, (server, keys) => integer(keys.filter((key) => find(server, key)).length)],
  type: [1, 1, (server, [key = '']) => ({ kind: 'status', text: find(server, key)?.value.kind ?? 'none' })],
  keys: [1, 1, (server, [pattern = '*']) => bulks(alive(server).filter((key) => globOf(pattern).test(key)))],
  scan: [1, Infinity, scan],
  randomkey: [0, 0, (server) => bulk(alive(server)[0])],
  rename: [
    2,
    2,
    (server, [from = '', to = '']) => {
      const entry = find(server, from);
      if (entry === undefined) return failure('ERR no such key');
      keysOf(server).delete(from);
      keysOf(server).set(to, entry);
      return OK;
    },
  ],
  expire: [2, Infinity, (server, [key = '', seconds]) => expire(server, key, whole(seconds) * 1000)],
  ttl: [1, 1, (server, [key = '']) => timeToLive(server, key, 1000)],
  pttl: [1, 1, (server, [key = '']) => timeToLive(server, key, 1)],
  persist: [
    1,
    1,
    (server, [key = '']) => {
      const entry = find(server, key);
      if (entry?.expiresMs === undefined) return integer(0);
      delete entry.expiresMs;
      return integer(1);
    },
  ],
  dbsize: [0, 0, (server) => integer(alive(server).length)],
  flushdb: [0, Infinity, (server) => (keysOf(server).clear(), OK)],
  flushall: [0, Infinity, (server) => (server.databases.clear(), OK)],
  save: [0, 0, (server) => (server.save(), OK)],
  bgsave: [0, Infinity, (server) => (server.save(), { kind: 'status', text: 'Background saving started' })],
  lastsave: [0, 0, (server) => integer(Math.floor(server.startedMs / 1000))],
  time: [
    0,
    0,
    ({ nowMs }) => bulks([String(Math.floor(nowMs / 1000)), String(Math.floor((nowMs % 1000) * 1000))]),
  ],
  info: [0, Infinity, info],
  config: [2, Infinity, config],
  lpush: [2, Infinity, (server, args) => push(server, args, 'left')],
  rpush: [2, Infinity, (server, args) => push(server, args, 'right')],
  lpushx: [2, Infinity, (server, args) => push(server, args, 'left', false)],
  rpushx: [2, Infinity, (server, args) => push(server, args, 'right', false)],
  lpop: [1, Infinity, (server, args) => pop(server, args, 'left')],
  rpop: [1, Infinity, (server, args) => pop(server, args, 'right')],
  llen: [1, 1, (server, [key = '']) => integer(listOf(server, key).length)],
  lrange: [
    3,
    3,
    (server, [key = '', from, to]) => bulks(sliceOf(listOf(server, key), whole(from), whole(to))),
  ],
  lindex: [2, 2, (server, [key = '', index]) => bulk(listOf(server, key).at(whole(index)))],
  lset: [
    3,
    3,
    (server, [key = '', index, text = '']) => {
      const items = listOf(server, key);
      const at = whole(index);
      const place = at < 0 ? items.length + at : at;
      if (items.length === 0) return failure('ERR no such key');
      if (items[place] === undefined) return failure('ERR index out of range');
      items[place] = text;
      return OK;
    },
  ],
  lrem: [
    3,
    3,
    (server, [key = '', count, text = '']) => {
      const items = listOf(server, key);
      const limit = Math.abs(whole(count)) || Infinity;
      let removed = 0;
      while (removed < limit) {
        const at = whole(count) < 0 ? items.lastIndexOf(text) : items.indexOf(text);
        if (at < 0) break;
        items.splice(at, 1);
        removed++;
      }
      dropEmpty(server, key);
      return integer(removed);
    },
  ],
  sadd: [
    2,
    Infinity,
    (server, [key = '', ...members]) => {
      const own = setOf(server, key, true);
      const before = own.size;
      for (const member of members) own.add(member);
      return integer(own.size - before);
    },
  ],
  srem: [
    2,
    Infinity,
    (server, [key = '', ...members]) => {
      const own = setOf(server, key);
      const removed = members.filter((member) => own.delete(member)).length;
      dropEmpty(server, key);
      return integer(removed);
    },
  ],
  smembers: [1, 1, (server, [key = '']) => bulks(setOf(server, key))],
  sismember: [2, 2, (server, [key = '', member = '']) => integer(setOf(server, key).has(member) ? 1 : 0)],
  scard: [1, 1, (server, [key = '']) => integer(setOf(server, key).size)],
  sinter: [
    1,
    Infinity,
    (server, keys) => combine(server, keys, (member, sets) => sets.every((one) => one.has(member))),
  ],
  sunion: [1, Infinity, (server, keys) => combine(server, keys, () => true)],
  sdiff: [
    1,
    Infinity,
    (server, keys) =>
      combine(
        server,
        keys,
        (member, [first, ...others]) => first?.has(member) === true && !others.some((one) => one.has(member)),
      ),
  ],
  hset: [
    3,
    Infinity,
    (server, [key = '', ...pairs]) => {
      if (pairs.length % 2 !== 0) return failure("ERR wrong number of arguments for 'hset' command");
      const fields = hashOf(server, key, true);
      const before = fields.size;
      for (let at = 0; at < pairs.length; at += 2) fields.set(pairs[at] ?? '', pairs[at + 1] ?? '');
      return integer(fields.size - before);
    },
  ],
  hmset: [
    3,
    Infinity,
    (server, args) => {
      COMMANDS['hset']?.[2](server, args);
      return OK;
    },
  ],
  hget: [2, 2, (server, [key = '', field = '']) => bulk(hashOf(server, key).get(field))],
  hmget: [
    2,
    Infinity,
    (server, [key = '', ...fields]) => ({
      kind: 'array',
      items: fields.map((field) => bulk(hashOf(server, key).get(field))),
    }),
  ],
  hgetall: [1, 1, (server, [key = '']) => bulks([...hashOf(server, key)].flat())],
  hkeys: [1, 1, (server, [key = '']) => bulks(hashOf(server, key).keys())],
  hvals: [1, 1, (server, [key = '']) => bulks(hashOf(server, key).values())],
  hlen: [1, 1, (server, [key = '']) => integer(hashOf(server, key).size)],
  hexists: [2, 2, (server, [key = '', field = '']) => integer(hashOf(server, key).has(field) ? 1 : 0)],
  hdel: [
    2,
    Infinity,
    (server, [key = '', ...names]) => {
      const fields = hashOf(server, key);
      const removed = names.filter((name) => fields.delete(name)).length;
      dropEmpty(server, key);
      return integer(removed);
    },
  ],
  hincrby: [
    3,
    3,
    (server, [key = '', field = '', by]) => {
      const next = whole(hashOf(server, key).get(field) ?? '0') + whole(by);
      hashOf(server, key, true).set(field, String(next));
      return integer(next);
    },
  ],
  zadd: [3, Infinity, zadd],
  zrange: [3, Infinity, zrange],
  zrevrange: [3, Infinity, (server, args) => zrange(server, args, true)],
  zcard: [1, 1, (server, [key = '']) => integer(scoresOf(server, key).size)],
  zscore: [2, 2, (server, [key = '', member = '']) => bulk(scoresOf(server, key).get(member)?.toString())],
  zrank: [
    2,
    2,
    (server, [key = '', member = '']) => {
      const at = sortedByScore(server, key).findIndex(([name]) => name === member);
      return at < 0 ? NIL : integer(at);
    },
  ],
  zrem: [
    2,
    Infinity,
    (server, [key = '', ...members]) => {
      const own = scoresOf(server, key);
      const removed = members.filter((member) => own.delete(member)).length;
      dropEmpty(server, key);
      return integer(removed);
    },
  ],
  zincrby: [
    3,
    3,
    (server, [key = '', by, member = '']) => {
      const own = scoresOf(server, key, true);
      const next = (own.get(member) ?? 0) + decimal(by);
      own.set(member, next);
      return bulk(String(next));
    },
  ],
};
