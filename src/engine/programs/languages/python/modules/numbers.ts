/** math, random, statistics' mean, and secrets. */
import { call, define } from '../call';
import { raised } from '../errors';
import { float, whole } from '../helpers';
import { collect, iterate, nextOf } from '../iterate';
import { binary } from '../operators';
import { getItem } from '../subscripts';
import { length } from '../builtins';
import { toInt } from '../types/numbers';
import { type Attributes, classOf, PyList, PyTuple, type Value } from '../values';
import { special } from '../attributes';
import type { Vm } from '../vm';

type Functions = Parameters<typeof define>[1];

function oneFloat(act: (value: number) => number): Functions[string] {
  return [
    'x',
    (_vm, [x]) => {
      const result = act(float(x));
      if (Number.isNaN(result) && !Number.isNaN(float(x))) throw raised('ValueError', 'math domain error');
      return result;
    },
  ];
}

function rounding(name: string, act: (value: number) => number): Functions[string] {
  return [
    'x',
    function* (vm, [x = null]) {
      if (typeof x === 'bigint') return x;
      const method = special(x, name);
      if (method !== undefined) return yield* call(vm, method, [x]);
      return yield* toInt(vm, act(float(x)), undefined);
    },
  ];
}

function fillMath(_vm: Vm, members: Attributes): void {
  for (const [name, value] of Object.entries({
    pi: Math.PI,
    e: Math.E,
    tau: 2 * Math.PI,
    inf: Infinity,
    nan: NaN,
  })) {
    members.set(name, value);
  }
  const gcd = (a: bigint, b: bigint): bigint => {
    let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
    while (y > 0n) [x, y] = [y, x % y];
    return x;
  };
  const logarithm = (value: Value | undefined): number => {
    if (typeof value === 'bigint' && value > 2n ** 1000n) {
      const bits = value.toString(2).length - 60;
      return Math.log(Number(value >> BigInt(bits))) + bits * Math.LN2;
    }
    if (float(value) <= 0) throw raised('ValueError', 'math domain error');
    return Math.log(float(value));
  };
  define(members, {
    floor: rounding('__floor__', Math.floor),
    ceil: rounding('__ceil__', Math.ceil),
    trunc: rounding('__trunc__', Math.trunc),
    sqrt: oneFloat(Math.sqrt),
    cbrt: oneFloat(Math.cbrt),
    exp: oneFloat(Math.exp),
    sin: oneFloat(Math.sin),
    cos: oneFloat(Math.cos),
    tan: oneFloat(Math.tan),
    asin: oneFloat(Math.asin),
    acos: oneFloat(Math.acos),
    atan: oneFloat(Math.atan),
    sinh: oneFloat(Math.sinh),
    cosh: oneFloat(Math.cosh),
    tanh: oneFloat(Math.tanh),
    fabs: oneFloat(Math.abs),
    degrees: oneFloat((x) => (x * 180) / Math.PI),
    radians: oneFloat((x) => (x * Math.PI) / 180),
    log10: ['x', (_inner, [x]) => (float(x) <= 0 ? logarithm(x) : Math.log10(float(x)))],
    log2: ['x', (_inner, [x]) => (float(x) <= 0 ? logarithm(x) : Math.log2(float(x)))],
    log: [
      'x base?',
      (_inner, [x, base]) => (base === undefined ? logarithm(x) : logarithm(x) / logarithm(base)),
    ],
    pow: ['x y', (_inner, [x, y]) => float(x) ** float(y)],
    atan2: ['y x', (_inner, [y, x]) => Math.atan2(float(y), float(x))],
    hypot: [
      '*coordinates',
      (_inner, [all]) => Math.hypot(...(all as PyTuple).items.map((one) => float(one))),
    ],
    fmod: ['x y', (_inner, [x, y]) => float(x) % float(y)],
    copysign: [
      'x y',
      (_inner, [x, y]) => (Object.is(Math.sign(float(y)), -0) || float(y) < 0 ? -1 : 1) * Math.abs(float(x)),
    ],
    isnan: ['x', (_inner, [x]) => Number.isNaN(float(x))],
    isinf: ['x', (_inner, [x]) => Math.abs(float(x)) === Infinity],
    isfinite: ['x', (_inner, [x]) => Number.isFinite(float(x))],
    isclose: [
      'a b * rel_tol? abs_tol?',
      (_inner, [a, b, relative, absolute]) => {
        const [x, y] = [float(a), float(b)];
        return (
          x === y ||
          Math.abs(x - y) <=
            Math.max(float(relative, 1e-9) * Math.max(Math.abs(x), Math.abs(y)), float(absolute))
        );
      },
    ],
    isqrt: [
      'n',
      (_inner, [n]) => {
        const value = BigInt(n as bigint);
        if (value < 0n) throw raised('ValueError', 'isqrt() argument must be nonnegative');
        if (value < 2n) return value;
        let x = BigInt(Math.floor(Math.sqrt(Number(value)))) + 1n;
        for (let y = (x + value / x) / 2n; y < x; y = (x + value / x) / 2n) x = y;
        return x;
      },
    ],
    factorial: [
      'n',
      (_inner, [n]) => {
        const value = whole(n);
        if (value < 0) throw raised('ValueError', 'factorial() not defined for negative values');
        if (value > 20_000) throw raised('MemoryError');
        let result = 1n;
        for (let factor = 2n; factor <= BigInt(value); factor++) result *= factor;
        return result;
      },
    ],
    gcd: [
      '*integers',
      (_inner, [all]) =>
        (all as PyTuple).items.reduce((sum: bigint, one) => gcd(sum, BigInt(one as bigint)), 0n),
    ],
    lcm: [
      '*integers',
      (_inner, [all]) =>
        (all as PyTuple).items.reduce(
          (sum: bigint, one) => (sum / gcd(sum, BigInt(one as bigint))) * BigInt(one as bigint),
          1n,
        ),
    ],
    comb: ['n k', (_inner, [n, k]) => choose(BigInt(whole(n)), BigInt(whole(k)))],
    fsum: [
      'seq',
      function* (inner, [items = null]) {
        return (yield* collect(inner, items)).reduce((sum: number, one) => sum + float(one), 0);
      },
    ],
    prod: [
      'iterable * start?',
      function* (inner, [items = null, start = 1n]) {
        let product = start;
        for (const item of yield* collect(inner, items)) product = yield* binary(inner, '*', product, item);
        return product;
      },
    ],
  });
}

function choose(n: bigint, k: bigint): bigint {
  if (k > n || k < 0n) return 0n;
  if (n > 5000n) throw raised('MemoryError');
  let result = 1n;
  for (let index = 1n; index <= k; index++) result = (result * (n - k + index)) / index;
  return result;
}

/** A generator that can be seeded: random.seed(7) gives the same numbers again, though not those of real Python. */
function fillRandom(vm: Vm, members: Attributes): void {
  let seeded: number | undefined;
  const next = (): number => {
    if (seeded === undefined) return vm.p.random();
    seeded = (seeded + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seeded ^ (seeded >>> 15), 1 | seeded);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const integer = (value: Value | undefined): number => whole(value);
  const shuffle = (items: Value[]): void => {
    for (let last = items.length - 1; last > 0; last--) {
      const other = below(last + 1);
      [items[last], items[other]] = [items[other] ?? null, items[last] ?? null];
    }
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  define(members, {
    random: ['', next],
    seed: [
      'a?',
      (_inner, [value]) => {
        if (value === undefined || value === null) seeded = undefined;
        else
          seeded = [...String(value as bigint)].reduce(
            (hash, char) => Math.imul(hash ^ char.charCodeAt(0), 0x01000193),
            7,
          );
        return null;
      },
    ],
    randint: [
      'a b',
      (_inner, [a, b]) => {
        if (integer(b) < integer(a))
          throw raised(
            'ValueError',
            `empty range in randrange(${String(integer(a))}, ${String(integer(b) + 1)})`,
          );
        return BigInt(integer(a) + below(integer(b) - integer(a) + 1));
      },
    ],
    randrange: [
      'start stop? step?',
      (_inner, [start, stop, step]) => {
        const from = stop === undefined ? 0 : integer(start);
        const to = stop === undefined ? integer(start) : integer(stop);
        const by = whole(step, 1);
        const count = Math.ceil((to - from) / by);
        if (!(count > 0))
          throw raised('ValueError', `empty range in randrange(${String(from)}, ${String(to)})`);
        return BigInt(from + below(count) * by);
      },
    ],
    uniform: ['a b', (_inner, [a, b]) => float(a) + (float(b) - float(a)) * next()],
    gauss: ['mu? sigma?', (_inner, [mu, sigma]) => float(mu, 0) + float(sigma, 1) * normal()],
    normalvariate: ['mu? sigma?', (_inner, [mu, sigma]) => float(mu, 0) + float(sigma, 1) * normal()],
    expovariate: ['lambd?', (_inner, [rate]) => -Math.log(1 - next()) / float(rate, 1)],
    getrandbits: [
      'k',
      (_inner, [bits]) =>
        Array.from({ length: Math.min(whole(bits), 4096) }, () => below(2)).reduce(
          (sum, bit) => sum * 2n + BigInt(bit),
          0n,
        ),
    ],
    choice: [
      'seq',
      function* (inner, [sequence = null]) {
        const count = Number(yield* length(inner, sequence));
        if (count === 0) throw raised('IndexError', 'Cannot choose from an empty sequence');
        return yield* getItem(inner, sequence, BigInt(below(count)));
      },
    ],
    choices: [
      'population weights? * k?',
      function* (inner, [population = null, weights, count]) {
        const items = yield* collect(inner, population);
        const each =
          weights === undefined || weights === null
            ? items.map(() => 1)
            : (yield* collect(inner, weights)).map((one) => float(one));
        const total = each.reduce((sum, one) => sum + one, 0);
        return new PyList(
          Array.from({ length: Math.min(whole(count, 1), 2 ** 20) }, () => {
            let at = next() * total;
            return items[each.findIndex((weight) => (at -= weight) < 0)] ?? null;
          }),
        );
      },
    ],
    sample: [
      'population k',
      function* (inner, [population = null, count]) {
        const items = yield* collect(inner, population);
        if (whole(count) > items.length)
          throw raised('ValueError', 'Sample larger than population or is negative');
        shuffle(items);
        return new PyList(items.slice(0, whole(count)));
      },
    ],
    shuffle: [
      'x',
      (_inner, [list = null]) => {
        if (!(list instanceof PyList))
          throw raised('TypeError', `'${classOf(list).name}' object does not support item assignment`);
        shuffle(list.items);
        return null;
      },
    ],
  });
}

function fillSecrets(vm: Vm, members: Attributes): void {
  const hex = (bytes: number): string =>
    Array.from({ length: bytes * 2 }, () => Math.floor(vm.p.random() * 16).toString(16)).join('');
  define(members, {
    token_hex: ['nbytes?', (_inner, [bytes]) => hex(whole(bytes, 32))],
    randbelow: ['n', (_inner, [n]) => BigInt(Math.floor(vm.p.random() * whole(n)))],
    choice: [
      'seq',
      function* (inner, [sequence = null]) {
        return yield* getItem(
          inner,
          sequence,
          BigInt(Math.floor(vm.p.random() * Number(yield* length(inner, sequence)))),
        );
      },
    ],
  });
}

function fillStatistics(_vm: Vm, members: Attributes): void {
  const numbers = function* (vm: Vm, items: Value) {
    const found: number[] = [];
    const iterator = yield* iterate(vm, items);
    for (let item = yield* nextOf(vm, iterator); item !== undefined; item = yield* nextOf(vm, iterator))
      found.push(float(item));
    if (found.length === 0) throw raised('ValueError', 'at least one data point is required');
    return found;
  };
  const asGiven = (value: number, items: readonly Value[]): Value =>
    Number.isInteger(value) && items.every((item) => typeof item === 'bigint') ? BigInt(value) : value;
  define(members, {
    mean: [
      'data',
      function* (vm, [data = null]) {
        const items = yield* collect(vm, data);
        const all = yield* numbers(vm, new PyList(items));
        return asGiven(all.reduce((sum, one) => sum + one, 0) / all.length, items);
      },
    ],
    median: [
      'data',
      function* (vm, [data = null]) {
        const items = yield* collect(vm, data);
        const all = (yield* numbers(vm, new PyList(items))).sort((a, b) => a - b);
        const middle = all.length >> 1;
        if (all.length % 2 === 1) return asGiven(all[middle] ?? 0, items);
        return ((all[middle - 1] ?? 0) + (all[middle] ?? 0)) / 2;
      },
    ],
    stdev: [
      'data',
      function* (vm, [data = null]) {
        const all = yield* numbers(vm, data);
        const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
        return Math.sqrt(all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (all.length - 1));
      },
    ],
  });
}

export const modules = {
  math: fillMath,
  random: fillRandom,
  secrets: fillSecrets,
  statistics: fillStatistics,
};
