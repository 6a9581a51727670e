/**
 * Random numbers of a distribution, by the published methods that CPython names, so that a seed gives its numbers.
 * Each asks for evenly spread numbers in [0, 1) with `yield`.
 */
import type { Task } from '../../../../kernel';
import { callMethod, type define } from '../call';
import { raised } from '../errors';
import { float, whole } from '../helpers';
import type { Value } from '../values';
import type { Vm } from '../vm';

type Draws = Generator<undefined, number, number>;
type Methods = Parameters<typeof define>[1];

/** A number of (0, 1], whose logarithm there is. */
function* aboveZero(): Draws {
  return 1 - (yield);
}

/** Of a triangle over [low, high], highest at a share of its width: the inverse of its distribution. */
function* triangle(low: number, high: number, peak: number): Draws {
  const share = yield;
  return share > peak
    ? high + (low - high) * Math.sqrt((1 - share) * (1 - peak))
    : low + (high - low) * Math.sqrt(share * peak);
}

/** Kinderman and Monahan: the ratio of two even numbers. */
function* normal(mean: number, deviation: number): Draws {
  const width = (4 * Math.exp(-0.5)) / Math.sqrt(2);
  for (;;) {
    const above = yield;
    const below = yield* aboveZero();
    const ratio = (width * (above - 0.5)) / below;
    if ((ratio * ratio) / 4 <= -Math.log(below)) return mean + ratio * deviation;
  }
}

function* exponential(rate: number): Draws {
  const length = -Math.log(yield* aboveZero());
  if (rate === 0) throw raised('ZeroDivisionError', 'float division by zero');
  return length / rate;
}

/** Best and Fisher, for angles. */
function* vonMises(mean: number, concentration: number): Draws {
  const turn = 2 * Math.PI;
  if (concentration <= 1e-6) return turn * (yield);
  const half = 0.5 / concentration;
  const r = half + Math.sqrt(1 + half * half);
  let z: number;
  for (;;) {
    z = Math.cos(Math.PI * (yield));
    const d = z / (r + z);
    const accepted = yield;
    if (accepted < 1 - d * d || accepted <= (1 - d) * Math.exp(d)) break;
  }
  const inverse = 1 / r;
  const angle = Math.acos((inverse + z) / (1 + inverse * z));
  const rest = (mean + ((yield) > 0.5 ? angle : -angle)) % turn;
  return rest < 0 ? rest + turn : rest + 0;
}

/** Cheng above 1, Ahrens and Dieter below. */
function* gamma(shape: number, scale: number): Draws {
  if (shape <= 0 || scale <= 0) throw raised('ValueError', 'gammavariate: alpha and beta must be > 0.0');
  if (shape === 1) return -Math.log(yield* aboveZero()) * scale;
  return (shape > 1 ? yield* chengGamma(shape) : yield* ahrensGamma(shape)) * scale;
}

function* chengGamma(shape: number): Draws {
  const root = Math.sqrt(2 * shape - 1);
  const shift = shape - Math.log(4);
  const slope = shape + root;
  for (;;) {
    const first = yield;
    // Its logarithms would be lost to rounding.
    if (first <= 1e-7 || first >= 0.9999999) continue;
    const second = yield* aboveZero();
    const v = Math.log(first / (1 - first)) / root;
    const found = shape * Math.exp(v);
    const z = first * first * second;
    const r = shift + slope * v - found;
    if (r + (1 + Math.log(4.5)) - 4.5 * z >= 0 || r >= Math.log(z)) return found;
  }
}

function* ahrensGamma(shape: number): Draws {
  for (;;) {
    const b = (Math.E + shape) / Math.E;
    const p = b * (yield);
    const isLow = p <= 1;
    const found = isLow ? p ** (1 / shape) : -Math.log((b - p) / shape);
    if ((yield) <= (isLow ? Math.exp(-found) : found ** (shape - 1))) return found;
  }
}

function* beta(a: number, b: number): Draws {
  const mine = yield* gamma(a, 1);
  return mine === 0 ? 0 : mine / (mine + (yield* gamma(b, 1)));
}

function* pareto(shape: number): Draws {
  return (yield* aboveZero()) ** (-1 / shape);
}

function* weibull(scale: number, shape: number): Draws {
  return scale * (-Math.log(yield* aboveZero())) ** (1 / shape);
}

/** How often of `n` times something happens that has the chance `p`. */
function* binomial(n: number, p: number): Draws {
  if (n < 0) throw raised('ValueError', 'n must be non-negative');
  if (p === 0 || p === 1) return n * p;
  if (!(p > 0 && p < 1)) throw raised('ValueError', 'p must be in the range 0.0 <= p <= 1.0');
  if (n === 1) return (yield) < p ? 1 : 0;
  if (p > 0.5) return n - (yield* binomial(n, 1 - p));
  return yield* n * p < 10 ? geometricGaps(n, p) : transformedRejection(n, p);
}

/** Devroye: by the lengths of the gaps between. */
function* geometricGaps(n: number, p: number): Draws {
  const miss = Math.log2(1 - p);
  if (miss === 0) return 0;
  for (let at = 0, count = 0; ; count++) {
    at += Math.floor(Math.log2(yield) / miss) + 1;
    if (at > n) return count;
  }
}

/** Hörmann's BTRS. */
function* transformedRejection(n: number, p: number): Draws {
  const deviation = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const odds = Math.log(p / (1 - p));
  const mode = Math.floor((n + 1) * p);
  const atMode = logGamma(mode + 1) + logGamma(n - mode + 1);
  for (;;) {
    const u = (yield) - 0.5;
    const room = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / room + b) * u + centre);
    if (count < 0 || count > n) continue;
    const v = yield;
    if (room >= 0.07 && v <= 0.92 - 4.2 / b) return count;
    const height = Math.log(v * (alpha / (a / (room * room) + b)));
    if (height <= atMode - logGamma(count + 1) - logGamma(n - count + 1) + (count - mode) * odds)
      return count;
  }
}

/** The logarithm of (x - 1)!, by Stirling's series, far enough out. */
function logGamma(x: number): number {
  let below = 0;
  for (; x < 20; x++) below += Math.log(x);
  const square = x * x;
  const rest = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / x;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + rest - below;
}

/** Lets a distribution draw from a Random of the program's. */
function* drawn(vm: Vm, self: Value, draws: Draws): Task<number> {
  for (let step = draws.next(); ;) {
    if (step.done) return step.value;
    step = draws.next(float(yield* callMethod(vm, self, 'random')));
  }
}

/** A method that takes these numbers. */
function method(
  spec: string,
  of: (...numbers: number[]) => Draws,
  defaults: readonly number[] = [],
): Methods[string] {
  return [
    `self ${spec}`,
    function* (vm, [self = null, ...given]) {
      return yield* drawn(vm, self, of(...given.map((one, at) => float(one, defaults[at]))));
    },
  ];
}

export const DISTRIBUTIONS: Methods = {
  normalvariate: method('mu? sigma?', normal, [0, 1]),
  expovariate: method('lambd?', exponential, [1]),
  vonmisesvariate: method('mu kappa', vonMises),
  gammavariate: method('alpha beta', gamma),
  betavariate: method('alpha beta', beta),
  paretovariate: method('alpha', pareto),
  weibullvariate: method('alpha beta', weibull),
  lognormvariate: [
    'self mu sigma',
    function* (vm, [self = null, mu = null, sigma = null]) {
      return Math.exp(float(yield* callMethod(vm, self, 'normalvariate', mu, sigma)));
    },
  ],
  triangular: [
    'self low? high? mode?',
    function* (vm, [self = null, low = 0, high = 1, mode = null]) {
      const [from, to] = [float(low), float(high)];
      const peak = mode === null ? 0.5 : (float(mode) - from) / (to - from);
      const found = yield* drawn(vm, self, triangle(from, to, peak));
      return from === to ? low : found;
    },
  ],
  binomialvariate: [
    'self n? p?',
    function* (vm, [self = null, n = 1n, p = 0.5]) {
      return BigInt(yield* drawn(vm, self, binomial(whole(n), float(p))));
    },
  ],
};
