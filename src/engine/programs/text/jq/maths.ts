/**
 * jq's functions of numbers that give the same double on every host, and the few that nearly do. Source: the jq
 * manual ("Math"); math.h.
 */
import { fail, type Json, plain, shown } from './values';

export const number = (value: Json): number => {
  const double = plain(value);
  return typeof double === 'number' ? double : fail(`${shown(value)} number required`);
};

/** The power of two in a number, and what is left: from 1 on, less than 2. */
function exponentOf(value: number): number {
  let exponent = Math.floor(Math.log2(Math.abs(value)));
  while (2 ** exponent > Math.abs(value)) exponent--;
  while (2 ** (exponent + 1) <= Math.abs(value)) exponent++;
  return exponent;
}

const isOdd = (value: number): boolean => value === 0 || !Number.isFinite(value);

/** To the nearest whole number; halves to the even one. */
function toEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

function fraction(value: number): Json {
  if (isOdd(value)) return [value, 0];
  const exponent = exponentOf(value) + 1;
  return [value / 2 ** exponent, exponent];
}

type Native = (input: Json, a: Json, b: Json) => Json;
const ofOne =
  (made: (value: number) => Json): Native =>
  (value) =>
    made(number(value));
const ofTwo =
  (made: (a: number, b: number) => number): Native =>
  (_, a, b) =>
    made(number(a), number(b));

/** By name and number of arguments. */
export const MATHS: Readonly<Record<string, Native>> = {
  'floor/0': (value) => Math.floor(number(value)),
  'ceil/0': (value) => Math.ceil(number(value)),
  'round/0': (value) => Math.sign(number(value)) * Math.round(Math.abs(number(value))),
  'trunc/0': (value) => Math.trunc(number(value)),
  'fabs/0': (value) => Math.abs(number(value)),
  'sqrt/0': (value) => Math.sqrt(number(value)),
  'exp/0': (value) => Math.exp(number(value)),
  'exp10/0': (value) => 10 ** number(value),
  'log/0': (value) => Math.log(number(value)),
  'log2/0': (value) => Math.log2(number(value)),
  'log10/0': (value) => Math.log10(number(value)),
  'sin/0': (value) => Math.sin(number(value)),
  'cos/0': (value) => Math.cos(number(value)),
  'pow/2': (_, base, power) => number(base) ** number(power),
  'infinite/0': () => Infinity,
  'nan/0': () => NaN,
  'isinfinite/0': (value) => Math.abs(number(value)) === Infinity,
  'isnan/0': (value) => Number.isNaN(number(value)),
  'isnormal/0': (value) => Number.isFinite(number(value)) && number(value) !== 0,
  'exp2/0': ofOne((value) => 2 ** value),
  'significand/0': ofOne((value) => (isOdd(value) ? value : value / 2 ** exponentOf(value))),
  'logb/0': ofOne((value) =>
    value === 0 ? -Infinity : Number.isFinite(value) ? exponentOf(value) : Math.abs(value),
  ),
  'nearbyint/0': ofOne(toEven),
  'rint/0': ofOne(toEven),
  'frexp/0': ofOne(fraction),
  'modf/0': ofOne((value) => [Number.isFinite(value) ? value % 1 : 0, Math.trunc(value)]),
  'ldexp/2': ofTwo((a, b) => a * 2 ** b),
  'scalb/2': ofTwo((a, b) => a * 2 ** b),
  'scalbln/2': ofTwo((a, b) => a * 2 ** b),
  'fmin/2': ofTwo(Math.min),
  'fmax/2': ofTwo(Math.max),
  'fmod/2': ofTwo((a, b) => a % b),
  'drem/2': ofTwo((a, b) => a - b * toEven(a / b)),
};
