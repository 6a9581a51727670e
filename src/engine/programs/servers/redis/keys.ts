// Commands of keys, whatever they hold: times, names, SCAN, SORT (db.c, expire.c, sort.c, object.c).
import {
  alive,
  big,
  find,
  globOf,
  keysOf,
  listOf,
  put,
  scanOptions,
  scoresOf,
  setOf,
  syntaxError,
  whole,
  type Commands,
  type Server,
} from './keyspace';
import { copyOf } from './copies';
import { bulk, bulks, failure, integer, NIL, OK, RedisError, type Reply } from './values';

function expireAt(
  server: Server,
  command: string,
  [key = '', time, ...options]: readonly string[],
  toMs: (time: number) => number,
): Reply {
  const wanted = toMs(whole(time));
  if (!Number.isSafeInteger(Math.trunc(wanted)))
    return failure(`ERR invalid expire time in '${command}' command`);
  const flags = options.map((option) => option.toUpperCase());
  const bad = options.find((option) => !/^(NX|XX|GT|LT)$/i.test(option));
  if (bad !== undefined) return failure(`ERR Unsupported option ${bad}`);
  if (flags.includes('NX') && flags.length > 1)
    return failure('ERR NX and XX, GT or LT options at the same time are not compatible');
  if (flags.includes('GT') && flags.includes('LT'))
    return failure('ERR GT and LT options at the same time are not compatible');
  const entry = find(server, key);
  if (entry === undefined) return integer(0);
  const old = entry.expiresMs;
  const isRefused =
    (flags.includes('NX') && old !== undefined) ||
    (flags.includes('XX') && old === undefined) ||
    (flags.includes('GT') && (old === undefined || wanted <= old)) ||
    (flags.includes('LT') && old !== undefined && wanted >= old);
  if (isRefused) return integer(0);
  if (wanted <= server.nowMs) keysOf(server).delete(key);
  else entry.expiresMs = wanted;
  return integer(1);
}

function timeToLive(server: Server, key: string, unitMs: number, isMoment = false): Reply {
  const entry = find(server, key);
  if (entry === undefined) return integer(-2);
  if (entry.expiresMs === undefined) return integer(-1);
  // A time that has just been given is whole.
  return integer(
    isMoment
      ? Math.floor(entry.expiresMs / unitMs)
      : Math.floor((entry.expiresMs - server.nowMs + unitMs / 2) / unitMs),
  );
}

function remove(server: Server, keys: readonly string[]): Reply {
  let count = 0;
  for (const key of keys) {
    if (find(server, key) === undefined) continue;
    keysOf(server).delete(key);
    count++;
  }
  return integer(count);
}

function rename(server: Server, [from = '', to = '']: readonly string[], onlyNew: boolean): Reply {
  const entry = find(server, from);
  if (entry === undefined) return failure('ERR no such key');
  if (onlyNew && find(server, to)) return integer(0);
  keysOf(server).delete(from);
  keysOf(server).set(to, entry);
  return onlyNew ? integer(1) : OK;
}

function scan(server: Server, [cursor, ...options]: readonly string[]): Reply {
  const { glob, type } = scanOptions(cursor, options);
  const found = alive(server).filter(
    (key) => glob.test(key) && (type === undefined || find(server, key)?.value.kind === type),
  );
  return { kind: 'array', items: [bulk('0'), bulks(found)] };
}

/** What a value is kept as (object.c, with the default settings' limits). */
function encoding(server: Server, key: string): Reply {
  const value = find(server, key)?.value;
  if (value === undefined) return NIL;
  const isShort = (texts: Iterable<string>): boolean => [...texts].every((text) => text.length <= 64);
  switch (value.kind) {
    case 'string':
      if (
        /^(0|-?[1-9]\d{0,18})$/.test(value.text) &&
        BigInt(value.text) === BigInt.asIntN(64, BigInt(value.text))
      )
        return bulk('int');
      return bulk(value.text.length <= 44 ? 'embstr' : 'raw');
    case 'list':
      return bulk(value.items.reduce((sum, item) => sum + item.length, 0) <= 8000 ? 'listpack' : 'quicklist');
    case 'set':
      if (value.members.size <= 512 && [...value.members].every((one) => /^(0|-?[1-9]\d{0,17})$/.test(one)))
        return bulk('intset');
      return bulk(value.members.size <= 128 && isShort(value.members) ? 'listpack' : 'hashtable');
    case 'hash':
      return bulk(value.fields.size <= 512 && isShort([...value.fields].flat()) ? 'listpack' : 'hashtable');
    case 'zset':
      return bulk(value.scores.size <= 128 && isShort(value.scores.keys()) ? 'listpack' : 'skiplist');
  }
}

function object(server: Server, [action = '', key]: readonly string[]): Reply {
  const name = action.toLowerCase();
  if (!/^(encoding|freq|help|idletime|refcount)$/.test(name))
    return failure(`ERR unknown subcommand '${action}'. Try OBJECT HELP.`);
  if (name === 'help')
    return key === undefined
      ? failure('ERR OBJECT HELP is not modelled on this simulated server')
      : failure(`ERR wrong number of arguments for 'object|help' command`);
  if (key === undefined) return failure(`ERR wrong number of arguments for 'object|${name}' command`);
  if (name === 'encoding') return encoding(server, key);
  if (!find(server, key)) return NIL;
  if (name === 'refcount') return integer(1);
  if (name === 'freq') {
    return failure(
      'ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.',
    );
  }
  return failure('ERR OBJECT IDLETIME is not modelled on this simulated server');
}

function copy(server: Server, [from = '', to = '', ...options]: readonly string[]): Reply {
  let target = server.database;
  let replaces = false;
  for (let at = 0; at < options.length; at++) {
    const name = options[at]?.toUpperCase();
    if (name === 'REPLACE') replaces = true;
    else if (name === 'DB') target = databaseNumber(options[++at]);
    else throw syntaxError();
  }
  if (from === to && target === server.database)
    return failure('ERR source and destination objects are the same');
  const entry = find(server, from);
  if (!entry) return integer(0);
  const { database } = server;
  server.database = target;
  try {
    if (find(server, to) && !replaces) return integer(0);
    keysOf(server).delete(to);
    put(server, to, copyOf(entry.value), entry.expiresMs);
    return integer(1);
  } finally {
    server.database = database;
  }
}

/** Throws RedisError: there are 16 databases. */
export function databaseNumber(text: string | undefined): number {
  const wanted = whole(text);
  if (wanted < 0 || wanted > 15) throw new RedisError('ERR DB index is out of range');
  return wanted;
}

function move(server: Server, [key = '', number]: readonly string[]): Reply {
  const wanted = databaseNumber(number);
  if (wanted === server.database) return failure('ERR source and destination objects are the same');
  const entry = find(server, key);
  if (!entry) return integer(0);
  const { database } = server;
  server.database = wanted;
  const isTaken = find(server, key) !== undefined;
  if (!isTaken) keysOf(server).set(key, entry);
  server.database = database;
  if (isTaken) return integer(0);
  keysOf(server).delete(key);
  return integer(1);
}

function sort(server: Server, [key = '', ...options]: readonly string[]): Reply {
  let [isText, isDescending] = [false, false];
  let limit: readonly [number, number] | undefined;
  for (let at = 0; at < options.length; at++) {
    const name = options[at]?.toUpperCase();
    if (name === 'ALPHA') isText = true;
    else if (name === 'DESC') isDescending = true;
    else if (name === 'ASC') isDescending = false;
    else if (name === 'LIMIT') {
      limit = [whole(options[at + 1]), whole(options[at + 2])];
      at += 2;
    } else if (name === 'BY' || name === 'GET' || name === 'STORE')
      throw new RedisError(`ERR SORT with ${name} is not modelled on this simulated server`);
    else throw syntaxError();
  }
  const kind = find(server, key)?.value.kind;
  const items =
    kind === 'set'
      ? [...setOf(server, key)]
      : kind === 'zset'
        ? [...scoresOf(server, key).keys()]
        : [...listOf(server, key)];
  if (!isText && items.some((item) => item.trim() === '' || Number.isNaN(Number(item))))
    return failure("ERR One or more scores can't be converted into double");
  items.sort((a, b) => (isText ? (a < b ? -1 : a > b ? 1 : 0) : Number(a) - Number(b)));
  if (isDescending) items.reverse();
  if (!limit) return bulks(items);
  const [from, count] = limit;
  return bulks(items.slice(Math.max(0, from), count < 0 ? undefined : Math.max(0, from) + count));
}

export const KEY_COMMANDS: Commands = {
  del: [1, Infinity, remove],
  unlink: [1, Infinity, remove],
  exists: [1, Infinity, (server, keys) => integer(keys.filter((key) => find(server, key)).length)],
  touch: [1, Infinity, (server, keys) => integer(keys.filter((key) => find(server, key)).length)],
  type: [1, 1, (server, [key = '']) => ({ kind: 'status', text: find(server, key)?.value.kind ?? 'none' })],
  keys: [1, 1, (server, [pattern = '*']) => bulks(alive(server).filter((key) => globOf(pattern).test(key)))],
  scan: [1, Infinity, scan],
  randomkey: [
    0,
    0,
    (server) => {
      const all = alive(server);
      return bulk(all[Math.floor(server.random() * all.length)]);
    },
  ],
  rename: [2, 2, (server, args) => rename(server, args, false)],
  renamenx: [2, 2, (server, args) => rename(server, args, true)],
  copy: [2, Infinity, copy],
  move: [2, 2, move],
  expire: [
    2,
    Infinity,
    (server, args) => expireAt(server, 'expire', args, (time) => server.nowMs + time * 1000),
  ],
  pexpire: [2, Infinity, (server, args) => expireAt(server, 'pexpire', args, (time) => server.nowMs + time)],
  expireat: [2, Infinity, (server, args) => expireAt(server, 'expireat', args, (time) => time * 1000)],
  pexpireat: [2, Infinity, (server, args) => expireAt(server, 'pexpireat', args, (time) => time)],
  ttl: [1, 1, (server, [key = '']) => timeToLive(server, key, 1000)],
  pttl: [1, 1, (server, [key = '']) => timeToLive(server, key, 1)],
  expiretime: [1, 1, (server, [key = '']) => timeToLive(server, key, 1000, true)],
  pexpiretime: [1, 1, (server, [key = '']) => timeToLive(server, key, 1, true)],
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
  object: [1, Infinity, object],
  sort: [1, Infinity, sort],
  sort_ro: [1, Infinity, sort],
  dump: [
    1,
    1,
    (server, [key = '']) =>
      find(server, key) ? failure("ERR 'dump' is not modelled on this simulated server") : NIL,
  ],
  wait: [2, 2, (_server, [count, time]) => (big(count), big(time), integer(0))],
};
