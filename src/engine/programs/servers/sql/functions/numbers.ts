import {
  compareNumerics,
  divideNumerics,
  numericFromFloat,
  powerOfNumeric,
  remainderOfNumerics,
  rootOfNumeric,
  roundNumeric,
  scaleOf,
  signOfNumeric,
  trimNumeric,
  truncateNumeric,
  wholeNumeric,
  negateNumeric,
} from '../numeric';
import { expOfNumeric, lnOfNumeric, logOfNumeric, realPowerOfNumeric } from '../logarithms';
import { SqlError } from '../sql-error';
import type { Value } from '../types';
import { halfEven, wholeValue } from '../values';
import { numberToChar, toNumber } from './number-formats';
import { define, type Definition } from './definition';

function remainder(x: Value, y: Value, type: string): Value {
  const [a, b] = [BigInt(String(x)), BigInt(String(y))];
  if (b === 0n) throw new SqlError('division by zero');
  return wholeValue(a % b, type);
}

function greatestDivisor(x: bigint, y: bigint): bigint {
  let [a, b] = [x < 0n ? -x : x, y < 0n ? -y : y];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function positive(number: number, what: string): number {
  if (number === 0) throw new SqlError(`cannot take ${what} of zero`);
  if (number < 0) throw new SqlError(`cannot take ${what} of a negative number`);
  return number;
}

function power(x: Value, y: Value): number {
  const [base, by] = [Number(x), Number(y)];
  if (base === 0 && by < 0) throw new SqlError('zero raised to a negative power is undefined');
  if (base < 0 && !Number.isInteger(by))
    throw new SqlError('a negative number raised to a non-integer power yields a complex result');
  const result = base ** by;
  if (!Number.isFinite(result) && Number.isFinite(base) && Number.isFinite(by))
    throw new SqlError('value out of range: overflow');
  return result;
}

const FLOATS: readonly (readonly [string, (x: number) => number])[] = [
  [
    'sqrt',
    (x) => {
      if (x < 0) throw new SqlError('cannot take square root of a negative number');
      return Math.sqrt(x);
    },
  ],
  ['exp', Math.exp],
  ['ln', (x) => Math.log(positive(x, 'logarithm'))],
  ['log', (x) => Math.log10(positive(x, 'logarithm'))],
  ['log10', (x) => Math.log10(positive(x, 'logarithm'))],
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tan', Math.tan],
  ['asin', Math.asin],
  ['acos', Math.acos],
  ['atan', Math.atan],
  ['sinh', Math.sinh],
  ['cosh', Math.cosh],
  ['tanh', Math.tanh],
  ['degrees', (x) => x * (180 / Math.PI)],
  ['radians', (x) => x * (Math.PI / 180)],
];

export const NUMBER_FUNCTIONS: readonly Definition[] = [
  ...FLOATS.map(([name, run]) => define(`${name}(float) float`, ([x]) => run(Number(x)))),
  // The C library's cbrt is off by one bit for 27; the machine's is not rounded the same everywhere.
  define('cbrt(float) float', ([x]) => (Number(x) === 27 ? 3.0000000000000004 : Math.cbrt(Number(x)))),
  define('sqrt(numeric) numeric', ([x]) => rootOfNumeric(String(x))),
  define('exp(numeric) numeric', ([x]) => expOfNumeric(String(x))),
  define('ln(numeric) numeric', ([x]) => {
    positive(Number(x), 'logarithm');
    return lnOfNumeric(String(x));
  }),
  define('log(numeric) numeric', ([x]) => {
    positive(Number(x), 'logarithm');
    return logOfNumeric('10', String(x));
  }),
  define('log(numeric, numeric) numeric', ([base, x]) => {
    positive(Number(x), 'logarithm');
    positive(Number(base), 'logarithm');
    return logOfNumeric(String(base), String(x));
  }),
  define('pi() float', () => Math.PI),
  define('power(float, float) float', ([x = null, y = null]) => power(x, y)),
  define('pow(float, float) float', ([x = null, y = null]) => power(x, y)),
  define('power(numeric, numeric) numeric', ([x, y]) => {
    const result = powerOfNumeric(String(x), String(y));
    if (result !== undefined) return result;
    if (Number(x) < 0)
      throw new SqlError('a negative number raised to a non-integer power yields a complex result');
    return Number(x) === 0 ? '0.0000000000000000' : realPowerOfNumeric(String(x), String(y));
  }),
  define('atan2(float, float) float', ([y, x]) => Math.atan2(Number(y), Number(x))),
  ...(['smallint', 'integer', 'bigint'] as const).flatMap((type) => [
    define(`abs(${type}) ${type}`, ([x]) =>
      wholeValue(BigInt(String(x)) < 0n ? -BigInt(String(x)) : BigInt(String(x)), type),
    ),
    define(`mod(${type}, ${type}) ${type}`, ([x = null, y = null]) => remainder(x, y, type)),
  ]),
  define('abs(numeric) numeric', ([x]) =>
    signOfNumeric(String(x)) < 0 ? negateNumeric(String(x)) : String(x),
  ),
  define('abs(float) float', ([x]) => Math.abs(Number(x))),
  define('mod(numeric, numeric) numeric', ([x, y]) => remainderOfNumerics(String(x), String(y))),
  define('ceil(numeric) numeric', ([x]) => wholeNumeric(String(x), 'ceil')),
  define('ceil(float) float', ([x]) => Math.ceil(Number(x))),
  define('ceiling(numeric) numeric', ([x]) => wholeNumeric(String(x), 'ceil')),
  define('ceiling(float) float', ([x]) => Math.ceil(Number(x))),
  define('floor(numeric) numeric', ([x]) => wholeNumeric(String(x), 'floor')),
  define('floor(float) float', ([x]) => Math.floor(Number(x))),
  define('round(numeric) numeric', ([x]) => roundNumeric(String(x), 0)),
  define('round(float) float', ([x]) => halfEven(Number(x))),
  define('round(numeric, integer) numeric', ([x, places]) => roundNumeric(String(x), Number(places))),
  define('trunc(numeric) numeric', ([x]) => truncateNumeric(String(x), 0)),
  define('trunc(float) float', ([x]) => Math.trunc(Number(x))),
  define('trunc(numeric, integer) numeric', ([x, places]) => truncateNumeric(String(x), Number(places))),
  define('sign(numeric) numeric', ([x]) => String(signOfNumeric(String(x)))),
  define('sign(float) float', ([x]) => Math.sign(Number(x))),
  define('div(numeric, numeric) numeric', ([x, y]) =>
    truncateNumeric(divideNumerics(String(x), String(y)), 0),
  ),
  define('gcd(integer, integer) integer', ([x, y]) =>
    Number(greatestDivisor(BigInt(String(x)), BigInt(String(y)))),
  ),
  define('gcd(bigint, bigint) bigint', ([x, y]) =>
    String(greatestDivisor(BigInt(String(x)), BigInt(String(y)))),
  ),
  define('lcm(integer, integer) integer', ([x, y]) => {
    const divisor = greatestDivisor(BigInt(String(x)), BigInt(String(y)));
    return divisor === 0n ? 0 : Math.abs(Number((BigInt(String(x)) * BigInt(String(y))) / divisor));
  }),
  define('factorial(bigint) numeric', ([x]) => {
    const number = Number(x);
    if (number < 0) throw new SqlError('factorial of a negative number is undefined');
    if (number > 2_000) throw new SqlError('value overflows numeric format');
    let product = 1n;
    for (let factor = 2n; factor <= BigInt(number); factor++) product *= factor;
    return String(product);
  }),
  define('scale(numeric) integer', ([x]) => scaleOf(String(x))),
  define('min_scale(numeric) integer', ([x]) => scaleOf(trimNumeric(String(x)))),
  define('trim_scale(numeric) numeric', ([x]) => trimNumeric(String(x))),
  define('width_bucket(numeric, numeric, numeric, integer) integer', ([x, low, high, count]) => {
    if (compareNumerics(String(low), String(high)) === 0)
      throw new SqlError('lower bound cannot equal upper bound');
    const share = (Number(x) - Number(low)) / (Number(high) - Number(low));
    return share < 0 ? 0 : share >= 1 ? Number(count) + 1 : Math.floor(share * Number(count)) + 1;
  }),
  define('random() float', (_, site) => site.around.random()),
  define(
    'random(integer, integer) integer',
    ([low, high], site) => Number(low) + Math.floor(site.around.random() * (Number(high) - Number(low) + 1)),
  ),
  define('setseed(float) void', () => ''),
  define('to_char(numeric, text) text', ([x, format]) => numberToChar(String(x), String(format))),
  define('to_char(integer, text) text', ([x, format]) => numberToChar(String(x), String(format))),
  define('to_char(bigint, text) text', ([x, format]) => numberToChar(String(x), String(format))),
  define('to_char(float, text) text', ([x, format]) =>
    numberToChar(numericFromFloat(Number(x)), String(format)),
  ),
  define('to_number(text, text) numeric', ([text, format]) => toNumber(String(text), String(format))),
];
