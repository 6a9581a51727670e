// Commands of sets (t_set.c).
import {
  dropEmpty,
  inSetOrder,
  replace,
  scanOptions,
  setOf,
  syntaxError,
  whole,
  type Commands,
  type Server,
} from './keyspace';
import { keysFor } from './lists';
import { bulk, bulks, failure, integer, NIL, RedisError, type Reply } from './values';

type Keep = (member: string, sets: readonly Set<string>[]) => boolean;

const inAll: Keep = (member, sets) => sets.every((one) => one.has(member));
const inFirstOnly: Keep = (member, [first, ...others]) =>
  first?.has(member) === true && !others.some((one) => one.has(member));

function combine(server: Server, keys: readonly string[], keep: Keep): string[] {
  const sets = keys.map((key) => setOf(server, key));
  const all = new Set(sets.flatMap((members) => inSetOrder(members)));
  return inSetOrder([...all].filter((member) => keep(member, sets)));
}

function store(server: Server, [to = '', ...keys]: readonly string[], keep: Keep): Reply {
  const members = combine(server, keys, keep);
  replace(server, to, { kind: 'set', members: new Set(members) });
  return integer(members.length);
}

function cardinality(server: Server, [count, ...rest]: readonly string[]): Reply {
  const keys = keysFor(count, rest);
  const options = rest.slice(keys.length);
  let limit = 0;
  if (options.length > 0) {
    if (options[0]?.toUpperCase() !== 'LIMIT' || options.length !== 2) throw syntaxError();
    limit = whole(options[1], "ERR LIMIT can't be negative");
    if (limit < 0) throw new RedisError("ERR LIMIT can't be negative");
  }
  const found = combine(server, keys, inAll).length;
  return integer(limit === 0 ? found : Math.min(limit, found));
}

function chance(server: Server, members: readonly string[]): string | undefined {
  return members[Math.floor(server.random() * members.length)];
}

function popRandom(server: Server, [key = '', count]: readonly string[]): Reply {
  const members = setOf(server, key);
  const many = count === undefined ? 1 : whole(count, 'ERR value is out of range, must be positive');
  if (many < 0) return failure('ERR value is out of range, must be positive');
  const taken: string[] = [];
  while (taken.length < many && members.size > 0) {
    const member = chance(server, [...members]) ?? '';
    members.delete(member);
    taken.push(member);
  }
  dropEmpty(server, key);
  return count === undefined ? bulk(taken[0]) : bulks(taken);
}

/** A negative number may give a member twice. */
function randomMembers(server: Server, [key = '', count]: readonly string[]): Reply {
  const members = [...setOf(server, key)];
  if (count === undefined) return members.length === 0 ? NIL : bulk(chance(server, members));
  const many = whole(count);
  if (many < 0)
    return bulks(
      Array.from({ length: members.length === 0 ? 0 : -many }, () => chance(server, members) ?? ''),
    );
  const left = [...members];
  const chosen: string[] = [];
  while (chosen.length < many && left.length > 0)
    chosen.push(...left.splice(Math.floor(server.random() * left.length), 1));
  return bulks(chosen);
}

export const SET_COMMANDS: Commands = {
  sadd: [
    2,
    Infinity,
    (server, [key = '', ...members]) => {
      const own = setOf(server, key, true);
      const before = own.size;
      for (const member of members) own.add(member);
      // What was in the order of numbers stays so when a text comes.
      const ordered = inSetOrder([...own].slice(0, before));
      const added = [...own].slice(before);
      own.clear();
      for (const member of [
        ...ordered,
        ...(added.every((one) => /^-?\d+$/.test(one)) ? inSetOrder(added) : added),
      ])
        own.add(member);
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
  smembers: [1, 1, (server, [key = '']) => bulks(inSetOrder(setOf(server, key)))],
  sismember: [2, 2, (server, [key = '', member = '']) => integer(setOf(server, key).has(member) ? 1 : 0)],
  smismember: [
    2,
    Infinity,
    (server, [key = '', ...members]) => ({
      kind: 'array',
      items: members.map((one) => integer(setOf(server, key).has(one) ? 1 : 0)),
    }),
  ],
  scard: [1, 1, (server, [key = '']) => integer(setOf(server, key).size)],
  sinter: [1, Infinity, (server, keys) => bulks(combine(server, keys, inAll))],
  sunion: [1, Infinity, (server, keys) => bulks(combine(server, keys, () => true))],
  sdiff: [1, Infinity, (server, keys) => bulks(combine(server, keys, inFirstOnly))],
  sinterstore: [2, Infinity, (server, args) => store(server, args, inAll)],
  sunionstore: [2, Infinity, (server, args) => store(server, args, () => true)],
  sdiffstore: [2, Infinity, (server, args) => store(server, args, inFirstOnly)],
  sintercard: [2, Infinity, cardinality],
  smove: [
    3,
    3,
    (server, [from = '', to = '', member = '']) => {
      const source = setOf(server, from);
      setOf(server, to);
      if (!source.delete(member)) return integer(0);
      setOf(server, to, true).add(member);
      dropEmpty(server, from);
      return integer(1);
    },
  ],
  spop: [1, 2, popRandom],
  srandmember: [1, 2, randomMembers],
  sscan: [
    2,
    Infinity,
    (server, [key = '', cursor, ...options]) => {
      const { glob } = scanOptions(cursor, options);
      return {
        kind: 'array',
        items: [bulk('0'), bulks(inSetOrder(setOf(server, key)).filter((member) => glob.test(member)))],
      };
    },
  ],
};
