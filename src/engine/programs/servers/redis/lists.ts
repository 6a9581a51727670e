// Commands of lists (t_list.c).
import { dropEmpty, find, listOf, sliceOf, syntaxError, whole, type Commands, type Server } from './keyspace';
import { bulk, bulks, failure, integer, NIL, OK, RedisError, type Reply } from './values';

type End = 'left' | 'right';

function take(items: string[], end: End): string | undefined {
  return end === 'left' ? items.shift() : items.pop();
}

function put(items: string[], end: End, item: string): void {
  if (end === 'left') items.unshift(item);
  else items.push(item);
}

function pop(server: Server, [key = '', count]: readonly string[], end: End): Reply {
  const many = count === undefined ? 1 : whole(count, 'ERR value is out of range, must be positive');
  if (many < 0) throw new RedisError('ERR value is out of range, must be positive');
  const items = listOf(server, key);
  const wasThere = items.length > 0;
  const taken: string[] = [];
  while (taken.length < many && items.length > 0) taken.push(take(items, end) ?? '');
  dropEmpty(server, key);
  if (count === undefined) return bulk(taken[0]);
  return wasThere ? bulks(taken) : NIL;
}

function push(server: Server, [key = '', ...items]: readonly string[], end: End, makes = true): Reply {
  if (!makes && find(server, key) === undefined) return integer(0);
  const own = listOf(server, key, true);
  for (const item of items) put(own, end, item);
  return integer(own.length);
}

function endOf(text: string | undefined): End {
  const word = text?.toUpperCase();
  if (word === 'LEFT') return 'left';
  if (word === 'RIGHT') return 'right';
  throw syntaxError();
}

export function moveItem(
  server: Server,
  from: string,
  to: string,
  [taken, given]: readonly [End, End],
): Reply {
  const source = listOf(server, from);
  listOf(server, to);
  const item = take(source, taken);
  if (item === undefined) return NIL;
  put(listOf(server, to, true), given, item);
  dropEmpty(server, from);
  return bulk(item);
}

/** BLPOP's answer where one of the lists has something. */
export function popFirst(server: Server, keys: readonly string[], end: End): Reply {
  for (const key of keys) {
    const items = listOf(server, key);
    const item = take(items, end);
    if (item === undefined) continue;
    dropEmpty(server, key);
    return bulks([key, item]);
  }
  return NIL;
}

function popMany(server: Server, [count, ...rest]: readonly string[]): Reply {
  const keys = keysFor(count, rest);
  const [way, ...options] = rest.slice(keys.length);
  const end = endOf(way);
  const many =
    options.length === 0
      ? 1
      : options[0]?.toUpperCase() === 'COUNT'
        ? whole(options[1], 'ERR count should be greater than 0')
        : NaN;
  if (Number.isNaN(many)) throw syntaxError();
  if (many < 1) return failure('ERR count should be greater than 0');
  for (const key of keys) {
    const items = listOf(server, key);
    if (items.length === 0) continue;
    const taken: string[] = [];
    while (taken.length < many && items.length > 0) taken.push(take(items, end) ?? '');
    dropEmpty(server, key);
    return { kind: 'array', items: [bulk(key), bulks(taken)] };
  }
  return NIL;
}

/** The keys that a number announces. */
export function keysFor(count: string | undefined, rest: readonly string[]): readonly string[] {
  const many = whole(count, 'ERR numkeys should be greater than 0');
  if (many < 1) throw new RedisError('ERR numkeys should be greater than 0');
  if (many > rest.length) throw syntaxError();
  return rest.slice(0, many);
}

function insert(server: Server, [key = '', where, pivot = '', item = '']: readonly string[]): Reply {
  const side = where?.toUpperCase();
  if (side !== 'BEFORE' && side !== 'AFTER') throw syntaxError();
  const items = listOf(server, key);
  if (items.length === 0) return integer(0);
  const at = items.indexOf(pivot);
  if (at < 0) return integer(-1);
  items.splice(side === 'BEFORE' ? at : at + 1, 0, item);
  return integer(items.length);
}

function positions(server: Server, [key = '', item = '', ...options]: readonly string[]): Reply {
  let [rank, count]: [number, number | undefined] = [1, undefined];
  for (let at = 0; at < options.length; at += 2) {
    const name = options[at]?.toUpperCase();
    if (name === 'RANK') rank = whole(options[at + 1]);
    else if (name === 'COUNT') count = whole(options[at + 1]);
    else if (name !== 'MAXLEN') throw syntaxError();
  }
  if (rank === 0)
    return failure(
      "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
    );
  const all = listOf(server, key).flatMap((one, index) => (one === item ? [index] : []));
  const found = (rank < 0 ? all.reverse() : all).slice(Math.abs(rank) - 1);
  if (count === undefined) return found[0] === undefined ? NIL : integer(found[0]);
  return { kind: 'array', items: found.slice(0, count === 0 ? undefined : count).map((one) => integer(one)) };
}

export const LIST_COMMANDS: Commands = {
  lpush: [2, Infinity, (server, args) => push(server, args, 'left')],
  rpush: [2, Infinity, (server, args) => push(server, args, 'right')],
  lpushx: [2, Infinity, (server, args) => push(server, args, 'left', false)],
  rpushx: [2, Infinity, (server, args) => push(server, args, 'right', false)],
  lpop: [1, 2, (server, args) => pop(server, args, 'left')],
  rpop: [1, 2, (server, args) => pop(server, args, 'right')],
  rpoplpush: [2, 2, (server, [from = '', to = '']) => moveItem(server, from, to, ['right', 'left'])],
  lmove: [
    4,
    4,
    (server, [from = '', to = '', taken, given]) => moveItem(server, from, to, [endOf(taken), endOf(given)]),
  ],
  lmpop: [3, Infinity, popMany],
  llen: [1, 1, (server, [key = '']) => integer(listOf(server, key).length)],
  lrange: [
    3,
    3,
    (server, [key = '', from, to]) => bulks(sliceOf(listOf(server, key), whole(from), whole(to))),
  ],
  lindex: [2, 2, (server, [key = '', index]) => bulk(listOf(server, key).at(whole(index)))],
  linsert: [4, 4, insert],
  lpos: [2, Infinity, positions],
  lset: [
    3,
    3,
    (server, [key = '', index, text = '']) => {
      const items = listOf(server, key);
      if (items.length === 0) return failure('ERR no such key');
      const at = whole(index);
      const place = at < 0 ? items.length + at : at;
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
  ltrim: [
    3,
    3,
    (server, [key = '', from, to]) => {
      const items = listOf(server, key);
      const kept = sliceOf(items, whole(from), whole(to));
      items.splice(0, items.length, ...kept);
      dropEmpty(server, key);
      return OK;
    },
  ],
};
