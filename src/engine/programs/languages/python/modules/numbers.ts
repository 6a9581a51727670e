/** math, and what fractions need. */
import type { Task } from '../../../../kernel';
import { call, define } from '../call';
import { raised } from '../errors';
import { hashOfRatio } from '../hashing';
import { float, whole } from '../helpers';
import { collect } from '../iterate';
import { binary } from '../operators';
import { toInt } from '../types/numbers';
import { type Attributes, PyTuple, type Value } from '../values';
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
        // From above: a guess below the root would end the search at once.
        let x = 1n << BigInt(2 * value.toString(16).length);
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

const numbersOf = function* (vm: Vm, items: Value): Task<number[]> {
  return (yield* collect(vm, items)).map((item) => float(item));
};

/** What is not of the common kinds: pieces of floats, and sums. */
function fillRareMath(members: Attributes): void {
  define(members, {
    modf: [
      'x',
      (_vm, [x]) => {
        const value = float(x);
        const whole = Math.trunc(value);
        return new PyTuple([Number.isFinite(value) ? value - whole : 0, whole]);
      },
    ],
    frexp: [
      'x',
      (_vm, [x]) => {
        let value = float(x);
        if (value === 0 || !Number.isFinite(value)) return new PyTuple([value, 0n]);
        let exponent = 0n;
        for (; Math.abs(value) >= 1; value /= 2) exponent++;
        for (; Math.abs(value) < 0.5; value *= 2) exponent--;
        return new PyTuple([value, exponent]);
      },
    ],
    ldexp: ['x i', (_vm, [x, i]) => float(x) * 2 ** whole(i)],
    exp2: ['x', (_vm, [x]) => 2 ** float(x)],
    expm1: ['x', (_vm, [x]) => Math.expm1(float(x))],
    log1p: ['x', (_vm, [x]) => Math.log1p(float(x))],
    remainder: [
      'x y',
      (_vm, [x, y]) => {
        const [a, b] = [float(x), float(y)];
        const rest = a % b;
        const half = Math.abs(b) / 2;
        if (Math.abs(rest) < half) return rest;
        if (Math.abs(rest) > half) return rest - Math.sign(rest) * Math.abs(b);
        return Math.trunc(a / b) % 2 === 0 ? rest : rest - Math.sign(rest) * Math.abs(b);
      },
    ],
    perm: [
      'n k?',
      (_vm, [n, k]) => {
        const from = BigInt(whole(n));
        const count = k === undefined || k === null ? from : BigInt(whole(k));
        if (from < 0n || count < 0n)
          throw raised('ValueError', `${from < 0n ? 'n' : 'k'} must be a non-negative integer`);
        let made = 1n;
        for (let at = 0n; at < count; at++) made *= from - at;
        return made;
      },
    ],
    dist: [
      'p q',
      function* (vm, [p = null, q = null]) {
        const [a, b] = [yield* numbersOf(vm, p), yield* numbersOf(vm, q)];
        if (a.length !== b.length)
          throw raised('ValueError', 'both points must have the same number of dimensions');
        return Math.hypot(...a.map((one, index) => one - (b[index] ?? 0)));
      },
    ],
    sumprod: [
      'p q',
      function* (vm, [p = null, q = null]) {
        const [a, b] = [yield* collect(vm, p), yield* collect(vm, q)];
        if (a.length !== b.length) throw raised('ValueError', 'Inputs are not the same length');
        if ([...a, ...b].every((one) => typeof one === 'bigint'))
          return a.reduce<bigint>((sum, one, index) => sum + (one as bigint) * (b[index] as bigint), 0n);
        // Exact, and rounded once.
        let [above, below] = [0n, 1n];
        for (const [index, one] of a.entries()) {
          const [x, y] = [ratioOf(float(one)), ratioOf(float(b[index]))];
          const [up, down] = [x[0] * y[0], x[1] * y[1]];
          above = above * down + up * below;
          below *= down;
        }
        return toFloatOf(above, below);
      },
    ],
    nextafter: [
      'x y',
      (_vm, [x, y]) => {
        const [a, b] = [float(x), float(y)];
        if (Number.isNaN(a) || Number.isNaN(b) || a === b) return b;
        if (a === 0) return b > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
        const view = new DataView(new ArrayBuffer(8));
        view.setFloat64(0, a);
        view.setBigInt64(0, view.getBigInt64(0) + (b > a === a > 0 ? 1n : -1n));
        return view.getFloat64(0);
      },
    ],
  });
}

function ratioOf(value: number): [bigint, bigint] {
  let [above, below] = [value, 1n];
  for (; !Number.isInteger(above); above *= 2) below *= 2n;
  return [BigInt(above), below];
}

/** The float nearest to a fraction. */
function toFloatOf(above: bigint, below: bigint): number {
  const sign = above < 0n ? -1 : 1;
  const size = above < 0n ? -above : above;
  if (size === 0n) return 0;
  const shift = BigInt(size.toString(2).length - below.toString(2).length) - 54n;
  const [up, down] = shift > 0n ? [size, below << shift] : [size << -shift, below];
  let quotient = up / down;
  const isExact = up % down === 0n;
  // One bit more than a float has, and another that says whether anything follows.
  quotient = (quotient << 1n) | (isExact ? 0n : 1n);
  return sign * Number(quotient) * 2 ** Number(shift - 1n);
}

function fillNumbers(_vm: Vm, members: Attributes): void {
  define(members, {
    hash_ratio: [
      'above below',
      (_inner, [above, below]) => hashOfRatio(BigInt(above as bigint), BigInt(below as bigint)),
    ],
  });
}

export const modules = {
  math: (vm: Vm, members: Attributes): void => {
    fillMath(vm, members);
    fillRareMath(members);
  },
  _numbers: fillNumbers,
};
