// Functions over a window of rows (nodeWindowAgg.c).
import { isAggregate, stepOf } from './aggregates';
import { coerce, known } from './casts';
import { compareByKeys, keysOfOrder, sortBy } from './ordering';
import type { Env, Node, Scope, WindowCall, WindowPlace } from './scope';
import { notModelled, SqlError } from './sql-error';
import type { Bound, Call, Expression, Frame, Window } from './syntax';
import { BIGINT, commonType, FLOAT, INTEGER, typeText, type SqlType, type Value } from './types';
import { equalityKey, isInterval } from './values';
import { addToWall, negateInterval } from './times';

const RANKS = new Set(
  'row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value'.split(
    ' ',
  ),
);

export function isWindowFunction(name: string): boolean {
  return RANKS.has(name);
}

type Compile = (scope: Scope, expression: Expression) => Node;

interface Own {
  readonly type: SqlType;
  compute(rows: readonly Env[], place: WindowPlace): Value;
}

export function windowCall(scope: Scope, call: Call, compile: Compile): Node {
  const { at, over = '' } = call;
  const { windows } = scope;
  if (!windows) throw new SqlError(`window functions are not allowed in ${scope.place ?? 'this place'}`, at);
  const window = namedWindow(scope, over, at);
  const { windows: _inner, ...inner } = scope;
  const own = isAggregate(call.name) ? overAggregate(scope, call, compile) : rankOf(inner, call, compile);
  const index = windows.length;
  windows.push({ window, compute: own.compute });
  return {
    at,
    type: own.type,
    run: (env) => env.windows?.[index] ?? null,
    show: () => `${call.name}() OVER (…)`,
  };
}

function namedWindow(scope: Scope, over: Window | string, at: number): Window {
  const name = typeof over === 'string' ? over : over.base;
  if (name === undefined) return typeof over === 'string' ? { partitionBy: [], orderBy: [] } : over;
  const found = scope.namedWindows?.find((one) => one.name === name);
  if (!found) throw new SqlError(`window "${name}" does not exist`, at);
  if (typeof over === 'string') return found.window;
  return {
    ...found.window,
    orderBy: over.orderBy.length > 0 ? over.orderBy : found.window.orderBy,
    ...(over.frame ? { frame: over.frame } : {}),
  };
}

function overAggregate(scope: Scope, call: Call, compile: Compile): Own {
  // Aggregates of the group may be arguments here: sum(count(*)) OVER ().
  const { windows: _windows, ...inner } = scope;
  const { type, aggregate } = stepOf(inner, call, compile);
  return { type, compute: (_, { frame }) => aggregate.step(frame) };
}

function noFunction(call: Call, args: readonly Node[]): SqlError {
  return new SqlError(
    `function ${call.name}(${args.map(({ type }) => typeText(type)).join(', ')}) does not exist`,
    call.at,
    undefined,
    'No function matches the given name and argument types. You might need to add explicit type casts.',
  );
}

function rankOf(scope: Scope, call: Call, compile: Compile): Own {
  const args = call.args.map((arg) => compile(scope, arg));
  const [first, second, third] = args;
  switch (call.name) {
    case 'row_number':
      return { type: BIGINT, compute: (_, { index }) => String(index + 1) };
    case 'rank':
      return { type: BIGINT, compute: (_, { firstPeer }) => String(firstPeer + 1) };
    case 'dense_rank':
      return { type: BIGINT, compute: (_, { peersBefore }) => String(peersBefore + 1) };
    case 'percent_rank':
      return {
        type: FLOAT,
        compute: (rows, { firstPeer }) => (rows.length <= 1 ? 0 : firstPeer / (rows.length - 1)),
      };
    case 'cume_dist':
      return { type: FLOAT, compute: (rows, { lastPeer }) => (lastPeer + 1) / rows.length };
    case 'ntile': {
      if (!first) throw noFunction(call, args);
      const buckets = coerce(scope, first, INTEGER, 'implicit');
      return {
        type: INTEGER,
        compute(rows, { index }) {
          const count = Number(buckets.run(rows[0] ?? { row: [] }));
          if (count <= 0) throw new SqlError('argument of ntile must be greater than zero');
          const size = Math.floor(rows.length / count);
          const larger = rows.length % count;
          return index < larger * (size + 1)
            ? Math.floor(index / (size + 1)) + 1
            : larger + Math.floor((index - larger * (size + 1)) / Math.max(1, size)) + 1;
        },
      };
    }
    case 'lag':
    case 'lead':
      return neighbour(scope, call, args, first, second, third);
    case 'first_value':
    case 'last_value':
    case 'nth_value': {
      if (!first) throw noFunction(call, args);
      const node = known(scope, first);
      return {
        type: node.type,
        compute(_, { frame }) {
          const number =
            call.name === 'first_value'
              ? 0
              : call.name === 'last_value'
                ? frame.length - 1
                : Number(second?.run(frame[0] ?? { row: [] }) ?? 1) - 1;
          const env = frame[number];
          return env ? node.run(env) : null;
        },
      };
    }
    default:
      throw new SqlError(
        `OVER specified, but ${call.name} is not a window function nor an aggregate function`,
        call.at,
      );
  }
}

function neighbour(
  scope: Scope,
  call: Call,
  args: readonly Node[],
  first: Node | undefined,
  second: Node | undefined,
  third: Node | undefined,
): Own {
  if (!first) throw noFunction(call, args);
  const own = known(scope, first);
  const type = third ? (commonType([own.type, third.type]) ?? own.type) : own.type;
  const node = coerce(scope, own, type, 'implicit');
  const otherwise = third && coerce(scope, third, type, 'implicit');
  return {
    type,
    compute(rows, { index }) {
      const here = rows[index] ?? { row: [] };
      const by = second ? second.run(here) : 1;
      if (by === null) return null;
      const env = rows[index + (call.name === 'lag' ? -Number(by) : Number(by))];
      return env ? node.run(env) : (otherwise?.run(here) ?? null);
    },
  };
}

/** Fills in the windows' values of the rows of a query. */
export function computeWindows(
  scope: Scope,
  calls: readonly WindowCall[],
  envs: readonly Env[],
  compile: Compile,
): readonly Env[] {
  if (calls.length === 0) return envs;
  const { windows: _windows, ...inner } = scope;
  const results = new Map<Env, Value[]>(envs.map((env) => [env, []]));
  let ordered = envs;
  for (const { window, compute } of calls) {
    const partitions = window.partitionBy.map((one) => known(inner, compile(inner, one)));
    const orders = window.orderBy.map((order) => ({
      ...order,
      node: known(inner, compile(inner, order.expression)),
    }));
    const keys = keysOfOrder(orders);
    const byPartition = keysOfOrder(
      partitions.map((node) => ({ node, isDescending: false, nullsFirst: false })),
    );
    // The rows come out in the order of the last window that sorted them.
    if (byPartition.length + keys.length > 0) ordered = sortBy(ordered, [...byPartition, ...keys]);
    const groups = new Map<string, Env[]>();
    for (const env of ordered) {
      const key = partitions.map((node) => equalityKey(node.run(env), node.type)).join('\0');
      groups.set(key, [...(groups.get(key) ?? []), env]);
    }
    for (const rows of groups.values()) {
      const values = rows.map((env) => keys.map((key) => key.value(env)));
      const peerOf: number[] = [];
      for (const [index, own] of values.entries()) {
        const before = values[index - 1];
        peerOf.push(
          before && compareByKeys(before, own, keys) === 0
            ? (peerOf[index - 1] ?? 0)
            : (peerOf[index - 1] ?? -1) + 1,
        );
      }
      for (const [index, env] of rows.entries()) {
        const peer = peerOf[index] ?? 0;
        const place: WindowPlace = {
          index,
          firstPeer: peerOf.indexOf(peer),
          lastPeer: peerOf.lastIndexOf(peer),
          peersBefore: peer,
          frame: frameOf(inner, window, rows, index, peerOf, values, orders, compile),
        };
        results.get(env)?.push(compute(rows, place));
      }
    }
  }
  return ordered.map((env) => ({ ...env, windows: results.get(env) ?? [] }));
}

const DEFAULT_FRAME: Frame = {
  mode: 'range',
  start: { kind: 'unbounded preceding' },
  end: { kind: 'current row' },
};

function frameOf(
  scope: Scope,
  { frame = DEFAULT_FRAME }: Window,
  rows: readonly Env[],
  index: number,
  peerOf: readonly number[],
  values: readonly (readonly Value[])[],
  orders: readonly { readonly node: Node; readonly isDescending: boolean }[],
  compile: Compile,
): readonly Env[] {
  const by = (bound: Bound): Value => (bound.by ? compile(scope, bound.by).run({ row: [] }) : null);
  const peer = peerOf[index] ?? 0;
  const edge = (bound: Bound, isStart: boolean): number => {
    switch (bound.kind) {
      case 'unbounded preceding':
        return 0;
      case 'unbounded following':
        return rows.length - 1;
      case 'current row':
        return frame.mode === 'rows' ? index : isStart ? peerOf.indexOf(peer) : peerOf.lastIndexOf(peer);
      default: {
        const sign = bound.kind === 'preceding' ? -1 : 1;
        const size = by(bound);
        if (frame.mode === 'rows') return index + sign * Number(size);
        if (frame.mode === 'groups') {
          const wanted = peer + sign * Number(size);
          const found = isStart
            ? peerOf.findIndex((one) => one >= wanted)
            : peerOf.findLastIndex((one) => one <= wanted);
          return isStart ? (found < 0 ? rows.length : found) : found;
        }
        return rangeEdge(values, index, size, sign, isStart, orders);
      }
    }
  };
  const [from, to] = [
    Math.max(0, edge(frame.start, true)),
    Math.min(rows.length - 1, edge(frame.end, false)),
  ];
  return rows.slice(from, to + 1);
}

/** RANGE BETWEEN 5 PRECEDING …: by the values of the one column that orders. */
function rangeEdge(
  values: readonly (readonly Value[])[],
  index: number,
  size: Value,
  sign: number,
  isStart: boolean,
  orders: readonly { readonly isDescending: boolean }[],
): number {
  const own = values[index]?.[0] ?? null;
  if (orders.length !== 1)
    throw new SqlError('RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column');
  const way = orders[0]?.isDescending === true ? -1 : 1;
  const limit = isInterval(size)
    ? addToWall(Number(own), sign * way === 1 ? size : negateInterval(size))
    : Number(own) + sign * way * Number(size);
  if (Number.isNaN(limit)) throw notModelled('RANGE over this type');
  const isInside = (value: Value): boolean =>
    isStart ? Number(value) * way >= limit * way : Number(value) * way <= limit * way;
  const places = values.flatMap(([value = null], place) => (isInside(value) ? [place] : []));
  return isStart ? (places[0] ?? values.length) : (places.at(-1) ?? -1);
}
