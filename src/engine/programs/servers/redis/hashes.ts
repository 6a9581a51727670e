// Commands of hashes (t_hash.c).
import { big, decimal, dropEmpty, hashOf, scanOptions, whole, type Commands, type Server } from './keyspace';
import { plainNumber } from './strings';
import { bulk, bulks, failure, integer, NIL, OK, type Reply } from './values';

function setFields(server: Server, command: string, [key = '', ...pairs]: readonly string[]): Reply {
  if (pairs.length % 2 !== 0) return failure(`ERR wrong number of arguments for '${command}' command`);
  const fields = hashOf(server, key, true);
  const before = fields.size;
  for (let at = 0; at < pairs.length; at += 2) fields.set(pairs[at] ?? '', pairs[at + 1] ?? '');
  return command === 'hmset' ? OK : integer(fields.size - before);
}

function randomFields(server: Server, [key = '', count, values]: readonly string[]): Reply {
  const fields = [...hashOf(server, key)];
  const chance = (): readonly [string, string] =>
    fields[Math.floor(server.random() * fields.length)] ?? ['', ''];
  if (count === undefined) return fields.length === 0 ? NIL : bulk(chance()[0]);
  const many = whole(count);
  const chosen =
    fields.length === 0 ? [] : many < 0 ? Array.from({ length: -many }, chance) : fields.slice(0, many);
  return bulks(
    chosen.flatMap(([name, text]) => (values?.toUpperCase() === 'WITHVALUES' ? [name, text] : [name])),
  );
}

export const HASH_COMMANDS: Commands = {
  hset: [3, Infinity, (server, args) => setFields(server, 'hset', args)],
  hmset: [3, Infinity, (server, args) => setFields(server, 'hmset', args)],
  hsetnx: [
    3,
    3,
    (server, [key = '', field = '', text = '']) => {
      if (hashOf(server, key).has(field)) return integer(0);
      hashOf(server, key, true).set(field, text);
      return integer(1);
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
  hstrlen: [
    2,
    2,
    (server, [key = '', field = '']) =>
      integer(new TextEncoder().encode(hashOf(server, key).get(field) ?? '').length),
  ],
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
      const added = big(by);
      const next = big(hashOf(server, key).get(field) ?? '0', 'ERR hash value is not an integer') + added;
      if (next !== BigInt.asIntN(64, next)) return failure('ERR increment or decrement would overflow');
      hashOf(server, key, true).set(field, String(next));
      return integer(String(next));
    },
  ],
  hincrbyfloat: [
    3,
    3,
    (server, [key = '', field = '', by]) => {
      const added = decimal(by);
      const text = plainNumber(
        decimal(hashOf(server, key).get(field) ?? '0', 'ERR hash value is not a float') + added,
      );
      hashOf(server, key, true).set(field, text);
      return bulk(text);
    },
  ],
  hrandfield: [1, 3, randomFields],
  hscan: [
    2,
    Infinity,
    (server, [key = '', cursor, ...options]) => {
      const { glob, noValues } = scanOptions(cursor, options);
      const found = [...hashOf(server, key)].filter(([name]) => glob.test(name));
      return {
        kind: 'array',
        items: [bulk('0'), bulks(found.flatMap(([name, text]) => (noValues ? [name] : [name, text])))],
      };
    },
  ],
};
