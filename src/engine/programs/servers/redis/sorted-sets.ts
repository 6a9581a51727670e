// Commands of sorted sets (t_zset.c).
import {
  decimal,
  dropEmpty,
  find,
  replace,
  scanOptions,
  scoresOf,
  scoreText,
  setOf,
  sliceOf,
  syntaxError,
  whole,
  type Commands,
  type Server,
} from './keyspace';
import { keysFor } from './lists';
import { bulk, bulks, failure, integer, NIL, RedisError, type Reply } from './values';

type Pair = readonly [string, number];

function sorted(scores: Iterable<Pair>): Pair[] {
  return [...scores].sort(([a, x], [b, y]) => (x < y ? -1 : x > y ? 1 : a < b ? -1 : 1));
}

function flat(pairs: readonly Pair[], withScores: boolean): Reply {
  return bulks(pairs.flatMap(([member, score]) => (withScores ? [member, scoreText(score)] : [member])));
}

function zadd(server: Server, [key = '', ...rest]: readonly string[]): Reply {
  const flags = new Set<string>();
  let at = 0;
  for (; /^(NX|XX|GT|LT|CH|INCR)$/i.test(rest[at] ?? ''); at++) flags.add((rest[at] ?? '').toUpperCase());
  const pairs = rest.slice(at);
  if (pairs.length === 0 || pairs.length % 2 !== 0) throw syntaxError();
  if (flags.has('NX') && flags.has('XX'))
    return failure('ERR XX and NX options at the same time are not compatible');
  if ((flags.has('GT') && flags.has('LT')) || (flags.has('NX') && (flags.has('GT') || flags.has('LT'))))
    return failure('ERR GT, LT, and/or NX options at the same time are not compatible');
  if (flags.has('INCR') && pairs.length > 2)
    return failure('ERR INCR option supports a single increment-element pair');
  const scores = pairs.filter((_, index) => index % 2 === 0).map((text) => decimal(text));
  const own = scoresOf(server, key, true);
  let [added, changed] = [0, 0];
  let result: Reply = NIL;
  for (const [index, given] of scores.entries()) {
    const member = pairs[index * 2 + 1] ?? '';
    const old = own.get(member);
    const score = flags.has('INCR') && old !== undefined ? old + given : given;
    const isRefused =
      old === undefined
        ? flags.has('XX')
        : flags.has('NX') || (flags.has('GT') && score <= old) || (flags.has('LT') && score >= old);
    if (isRefused) continue;
    own.set(member, score);
    result = bulk(scoreText(score));
    if (old === undefined) added++;
    else if (old !== score) changed++;
  }
  dropEmpty(server, key);
  return flags.has('INCR') ? result : integer(flags.has('CH') ? added + changed : added);
}

/** `(5`, `-inf`, `7` */
function bound(text: string | undefined): { readonly score: number; readonly isOpen: boolean } {
  const isOpen = text?.startsWith('(') ?? false;
  return { score: decimal(isOpen ? text?.slice(1) : text, 'ERR min or max is not a float'), isOpen };
}

function byScore(pairs: readonly Pair[], low: string | undefined, high: string | undefined): Pair[] {
  const [a, b] = [bound(low), bound(high)];
  return pairs.filter(
    ([, score]) =>
      (a.isOpen ? score > a.score : score >= a.score) && (b.isOpen ? score < b.score : score <= b.score),
  );
}

function byText(pairs: readonly Pair[], low = '', high = ''): Pair[] {
  for (const text of [low, high])
    if (!/^[[(]/.test(text) && text !== '-' && text !== '+')
      throw new RedisError('ERR min or max not valid string range item');
  const above = (member: string): boolean =>
    low === '-' || (low !== '+' && (low.startsWith('[') ? member >= low.slice(1) : member > low.slice(1)));
  const below = (member: string): boolean =>
    high === '+' ||
    (high !== '-' && (high.startsWith('[') ? member <= high.slice(1) : member < high.slice(1)));
  return pairs.filter(([member]) => above(member) && below(member));
}

interface RangeOptions {
  readonly by: 'rank' | 'score' | 'text';
  readonly isReverse: boolean;
  readonly withScores: boolean;
  readonly limit?: readonly [number, number];
}

function rangeOptions(options: readonly string[], start: RangeOptions, allowed: RegExp): RangeOptions {
  let result = start;
  for (let at = 0; at < options.length; at++) {
    const name = (options[at] ?? '').toUpperCase();
    if (!allowed.test(name)) throw syntaxError();
    if (name === 'WITHSCORES') result = { ...result, withScores: true };
    else if (name === 'REV') result = { ...result, isReverse: true };
    else if (name === 'BYSCORE') result = { ...result, by: 'score' };
    else if (name === 'BYLEX') result = { ...result, by: 'text' };
    else {
      if (options[at + 2] === undefined) throw syntaxError();
      result = { ...result, limit: [whole(options[at + 1]), whole(options[at + 2])] };
      at += 2;
    }
  }
  if (result.limit && result.by === 'rank')
    throw new RedisError(
      'ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX',
    );
  if (result.withScores && result.by === 'text')
    throw new RedisError('ERR syntax error, WITHSCORES not supported in combination with BYLEX');
  return result;
}

function range(
  server: Server,
  [key = '', from, to]: readonly string[],
  { by, isReverse, limit }: RangeOptions,
): Pair[] {
  const all = sorted(scoresOf(server, key));
  if (by === 'rank') {
    const [first, last] = [whole(from), whole(to)];
    return sliceOf(isReverse ? all.reverse() : all, first, last);
  }
  // Backwards, the higher end comes first.
  const [low, high] = isReverse ? [to, from] : [from, to];
  const found = by === 'score' ? byScore(all, low, high) : byText(all, low, high);
  const ordered = isReverse ? found.reverse() : found;
  if (!limit) return ordered;
  const [skip, count] = limit;
  return skip < 0 ? [] : ordered.slice(skip, count < 0 ? undefined : skip + count);
}

const PLAIN: RangeOptions = { by: 'rank', isReverse: false, withScores: false };

function ranged(
  start: Partial<RangeOptions>,
  allowed: RegExp,
): (server: Server, args: readonly string[]) => Reply {
  return (server, args) => {
    const options = rangeOptions(args.slice(3), { ...PLAIN, ...start }, allowed);
    return flat(range(server, args, options), options.withScores);
  };
}

function rank(server: Server, [key = '', member = '', option]: readonly string[], isReverse: boolean): Reply {
  if (option !== undefined && option.toUpperCase() !== 'WITHSCORE') throw syntaxError();
  const all = sorted(scoresOf(server, key));
  if (isReverse) all.reverse();
  const at = all.findIndex(([name]) => name === member);
  const score = all[at]?.[1];
  if (score === undefined) return NIL;
  return option === undefined ? integer(at) : { kind: 'array', items: [integer(at), bulk(scoreText(score))] };
}

function pop(server: Server, [key = '', count]: readonly string[], isMax: boolean): Reply {
  const many = count === undefined ? 1 : whole(count, 'ERR value is out of range, must be positive');
  if (many < 0) return failure('ERR value is out of range, must be positive');
  const own = scoresOf(server, key);
  const all = sorted(own);
  if (isMax) all.reverse();
  const taken = all.slice(0, many);
  for (const [member] of taken) own.delete(member);
  dropEmpty(server, key);
  return flat(taken, true);
}

function removeAll(server: Server, key: string, pairs: readonly Pair[]): Reply {
  const own = scoresOf(server, key);
  for (const [member] of pairs) own.delete(member);
  dropEmpty(server, key);
  return integer(pairs.length);
}

/** A sorted set, or a plain one whose members all count 1. */
function scoresFrom(server: Server, key: string): ReadonlyMap<string, number> {
  return find(server, key)?.value.kind === 'set'
    ? new Map([...setOf(server, key)].map((member) => [member, 1]))
    : scoresOf(server, key);
}

type Combination = 'union' | 'inter' | 'diff';

function combine(
  server: Server,
  how: Combination,
  [count, ...rest]: readonly string[],
): { readonly pairs: Pair[]; readonly withScores: boolean } {
  const keys = keysFor(count, rest);
  let weights = keys.map(() => 1);
  let aggregate = 'SUM';
  let withScores = false;
  const options = rest.slice(keys.length);
  for (let at = 0; at < options.length; at++) {
    const name = options[at]?.toUpperCase();
    if (name === 'WEIGHTS' && how !== 'diff') {
      weights = keys.map((_, index) => decimal(options[at + 1 + index], 'ERR weight value is not a float'));
      at += keys.length;
    } else if (name === 'AGGREGATE' && how !== 'diff') {
      aggregate = (options[++at] ?? '').toUpperCase();
      if (!/^(SUM|MIN|MAX)$/.test(aggregate)) throw syntaxError();
    } else if (name === 'WITHSCORES') withScores = true;
    else throw syntaxError();
  }
  const all = keys.map((key) => scoresFrom(server, key));
  const result = new Map<string, number>();
  for (const [index, scores] of all.entries()) {
    for (const [member, score] of scores) {
      if (how === 'inter' && !all.every((one) => one.has(member))) continue;
      if (how === 'diff' && (index > 0 || all.slice(1).some((one) => one.has(member)))) continue;
      const own = score * (weights[index] ?? 1);
      const old = result.get(member);
      result.set(
        member,
        old === undefined
          ? own
          : aggregate === 'SUM'
            ? old + own
            : aggregate === 'MIN'
              ? Math.min(old, own)
              : Math.max(old, own),
      );
    }
  }
  return { pairs: sorted(result), withScores };
}

function store(server: Server, how: Combination, [to = '', ...rest]: readonly string[]): Reply {
  const { pairs } = combine(server, how, rest);
  replace(server, to, { kind: 'zset', scores: new Map(pairs) });
  return integer(pairs.length);
}

function shown(server: Server, how: Combination, args: readonly string[]): Reply {
  const { pairs, withScores } = combine(server, how, args);
  return flat(pairs, withScores);
}

export const SORTED_SET_COMMANDS: Commands = {
  zadd: [3, Infinity, zadd],
  zrange: [3, Infinity, ranged({}, /^(WITHSCORES|REV|BYSCORE|BYLEX|LIMIT)$/)],
  zrevrange: [3, 4, ranged({ isReverse: true }, /^WITHSCORES$/)],
  zrangebyscore: [3, Infinity, ranged({ by: 'score' }, /^(WITHSCORES|LIMIT)$/)],
  zrevrangebyscore: [3, Infinity, ranged({ by: 'score', isReverse: true }, /^(WITHSCORES|LIMIT)$/)],
  zrangebylex: [3, Infinity, ranged({ by: 'text' }, /^LIMIT$/)],
  zrevrangebylex: [3, Infinity, ranged({ by: 'text', isReverse: true }, /^LIMIT$/)],
  zcount: [
    3,
    3,
    (server, [key = '', low, high]) => integer(byScore(sorted(scoresOf(server, key)), low, high).length),
  ],
  zlexcount: [
    3,
    3,
    (server, [key = '', low, high]) => integer(byText(sorted(scoresOf(server, key)), low, high).length),
  ],
  zcard: [1, 1, (server, [key = '']) => integer(scoresOf(server, key).size)],
  zscore: [
    2,
    2,
    (server, [key = '', member = '']) => {
      const score = scoresOf(server, key).get(member);
      return score === undefined ? NIL : bulk(scoreText(score));
    },
  ],
  zmscore: [
    2,
    Infinity,
    (server, [key = '', ...members]) => ({
      kind: 'array',
      items: members.map((member) => {
        const score = scoresOf(server, key).get(member);
        return score === undefined ? NIL : bulk(scoreText(score));
      }),
    }),
  ],
  zrank: [2, 3, (server, args) => rank(server, args, false)],
  zrevrank: [2, 3, (server, args) => rank(server, args, true)],
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
      const added = decimal(by);
      const own = scoresOf(server, key, true);
      const next = (own.get(member) ?? 0) + added;
      own.set(member, next);
      return bulk(scoreText(next));
    },
  ],
  zpopmin: [1, 2, (server, args) => pop(server, args, false)],
  zpopmax: [1, 2, (server, args) => pop(server, args, true)],
  zremrangebyrank: [3, 3, (server, args) => removeAll(server, args[0] ?? '', range(server, args, PLAIN))],
  zremrangebyscore: [
    3,
    3,
    (server, args) => removeAll(server, args[0] ?? '', range(server, args, { ...PLAIN, by: 'score' })),
  ],
  zremrangebylex: [
    3,
    3,
    (server, args) => removeAll(server, args[0] ?? '', range(server, args, { ...PLAIN, by: 'text' })),
  ],
  zunion: [2, Infinity, (server, args) => shown(server, 'union', args)],
  zinter: [2, Infinity, (server, args) => shown(server, 'inter', args)],
  zdiff: [2, Infinity, (server, args) => shown(server, 'diff', args)],
  zunionstore: [3, Infinity, (server, args) => store(server, 'union', args)],
  zinterstore: [3, Infinity, (server, args) => store(server, 'inter', args)],
  zdiffstore: [3, Infinity, (server, args) => store(server, 'diff', args)],
  zscan: [
    2,
    Infinity,
    (server, [key = '', cursor, ...options]) => {
      const { glob } = scanOptions(cursor, options);
      return {
        kind: 'array',
        items: [
          bulk('0'),
          flat(
            sorted(scoresOf(server, key)).filter(([member]) => glob.test(member)),
            true,
          ),
        ],
      };
    },
  ],
};
