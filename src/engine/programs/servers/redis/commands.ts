// All commands: who knows a name, and how many arguments it takes.
import { HASH_COMMANDS } from './hashes';
import { KEY_COMMANDS } from './keys';
import type { Command, Server } from './keyspace';
import { LIST_COMMANDS } from './lists';
import { SERVER_COMMANDS } from './server-commands';
import { SET_COMMANDS } from './sets';
import { SORTED_SET_COMMANDS } from './sorted-sets';
import { STRING_COMMANDS } from './strings';
import { failure, RedisError, type Reply } from './values';

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  [
    STRING_COMMANDS,
    KEY_COMMANDS,
    LIST_COMMANDS,
    SET_COMMANDS,
    HASH_COMMANDS,
    SORTED_SET_COMMANDS,
    SERVER_COMMANDS,
  ].flatMap((table) => Object.entries(table)),
);

/** Real commands that are not modelled: they get an answer that says so. */
const OTHERS = new Set(
  'asking bitcount bitfield bitfield_ro bitop bitpos blmpop bzmpop bzpopmax bzpopmin cluster eval evalsha eval_ro evalsha_ro failover fcall fcall_ro function geoadd geodist geohash geopos georadius georadiusbymember geosearch geosearchstore getbit hexpire hexpireat hexpiretime hgetdel hgetex hpersist hpexpire hpexpireat hpexpiretime hpttl hsetex httl latency lcs lolwut memory migrate module monitor pfadd pfcount pfdebug pfmerge pfselftest psync readonly readwrite replconf replicaof restore script setbit slaveof slowlog spublish ssubscribe sunsubscribe sync waitaof xack xadd xautoclaim xclaim xdel xgroup xinfo xlen xpending xrange xread xreadgroup xrevrange xsetid xtrim zmpop zrandmember zrangestore zdiffstore zintercard bgrewriteaof'.split(
    ' ',
  ),
);

/** What is wrong with a command before it is run: nobody knows it, or it has too few or too many arguments. */
export function problemOf(
  words: readonly string[],
  others: ReadonlyMap<string, readonly [number, number]>,
): Reply | undefined {
  const [name = '', ...args] = words;
  const lower = name.toLowerCase();
  const [least, most] = COMMANDS.get(lower) ?? others.get(lower) ?? [undefined, undefined];
  if (least === undefined) {
    if (OTHERS.has(lower)) return failure(`ERR '${lower}' is not modelled on this simulated server`);
    const beginning = args
      .map((arg) => `'${arg}' `)
      .join('')
      .slice(0, 128);
    return failure(`ERR unknown command '${name}', with args beginning with: ${beginning}`);
  }
  return args.length < least || args.length > most
    ? failure(`ERR wrong number of arguments for '${lower}' command`)
    : undefined;
}

/** Answers one command that there is. */
export function answer(server: Server, words: readonly string[]): Reply {
  const [name = '', ...args] = words;
  try {
    return COMMANDS.get(name.toLowerCase())?.[2](server, args) ?? failure('ERR syntax error');
  } catch (error) {
    if (error instanceof RedisError) return failure(error.message);
    throw error;
  }
}
