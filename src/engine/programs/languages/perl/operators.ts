/** What Perl's operators come to, of two values. */
import { num, str } from './convert';
import { whole } from './text';
import { Code, Handle, type Scalar } from './values';
import { truthValue, type Vm } from './vm';

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
  '==': (order) => order === 0,
  lt: (order) => order < 0,
  gt: (order) => order > 0,
  le: (order) => order <= 0,
  ge: (order) => order >= 0,
  eq: (order) => order === 0,
};

/** What warnings call an operator. */
export const OPERATOR_NAMES: Readonly<Record<string, string>> = {
  '+': 'addition (+)',
  '-': 'subtraction (-)',
  '*': 'multiplication (*)',
  '/': 'division (/)',
  '%': 'modulus (%)',
  '**': 'exponentiation (**)',
  '.': 'concatenation (.) or string',
  '==': 'numeric eq (==)',
  '!=': 'numeric ne (!=)',
  '<': 'numeric lt (<)',
  '>': 'numeric gt (>)',
  '<=': 'numeric le (<=)',
  '>=': 'numeric ge (>=)',
  '<=>': 'numeric comparison (<=>)',
  eq: 'string eq',
  ne: 'string ne',
  lt: 'string lt',
  gt: 'string gt',
  le: 'string le',
  ge: 'string ge',
  cmp: 'string comparison (cmp)',
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function binary(vm: Vm, op: string, left: Scalar, right: Scalar): Scalar {
  switch (op) {
    case '.':
      return str(vm, left) + str(vm, right);
    case 'eq':
    case 'lt':
    case 'gt':
    case 'le':
    case 'ge':
      return truthValue(COMPARISONS[op]?.(byText(str(vm, left), str(vm, right))) ?? false);
    case 'ne':
      return truthValue(str(vm, left) !== str(vm, right));
    case 'cmp':
      return byText(str(vm, left), str(vm, right));
    case '&':
    case '|':
    case '^':
      if (typeof left === 'string' && typeof right === 'string') return bitText(op, left, right);
  }
  const [a, b] = [num(vm, left), num(vm, right)];
  switch (op) {
    case '+':
    case '-':
    case '*':
      return arithmetic(op, a, b);
    case '/': {
      if (Number(b) === 0) throw vm.die('Illegal division by zero');
      if (
        (typeof a === 'bigint' || typeof b === 'bigint') &&
        isWhole(a) &&
        isWhole(b) &&
        BigInt(a) % BigInt(b) === 0n
      )
        return whole(BigInt(a) / BigInt(b));
      return Number(a) / Number(b);
    }
    case '%':
      return modulo(vm, a, b);
    case '**':
      return power(a, b);
    case '<=>':
      return a < b ? -1 : a > b ? 1 : Number.isNaN(Number(a)) || Number.isNaN(Number(b)) ? undefined : 0;
    case '!=':
      return truthValue(Number.isNaN(a) || Number.isNaN(b) || a < b || a > b);
    case '<':
    case '>':
    case '<=':
    case '>=':
    case '==':
      if (Number.isNaN(a) || Number.isNaN(b)) return '';
      return truthValue(COMPARISONS[op]?.(a < b ? -1 : a > b ? 1 : 0) ?? false);
    case '&':
      return whole(unsigned(a) & unsigned(b));
    case '|':
      return whole(unsigned(a) | unsigned(b));
    case '^':
      return whole(unsigned(a) ^ unsigned(b));
    case '<<':
      return whole(
        BigInt.asUintN(64, unsigned(a) << BigInt(Math.min(64, Math.max(0, Math.trunc(Number(b)))))),
      );
    default:
      return whole(unsigned(a) >> BigInt(Math.min(64, Math.max(0, Math.trunc(Number(b))))));
  }
}

const isWhole = (value: number | bigint): boolean => typeof value === 'bigint' || Number.isSafeInteger(value);

/** Whole numbers stay so while they fit in 64 bits. */
function arithmetic(op: string, a: number | bigint, b: number | bigint): number | bigint {
  const [x, y] = [Number(a), Number(b)];
  const quick = op === '+' ? x + y : op === '-' ? x - y : x * y;
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(quick)) return quick;
  if (!isWhole(a) || !isWhole(b)) return quick;
  const [p, q] = [BigInt(a), BigInt(b)];
  return whole(op === '+' ? p + q : op === '-' ? p - q : p * q);
}

function modulo(vm: Vm, a: number | bigint, b: number | bigint): number | bigint {
  const [x, y] = [typeof a === 'bigint' ? a : wholePart(a), typeof b === 'bigint' ? b : wholePart(b)];
  if (y === 0n) throw vm.die('Illegal modulus zero');
  const rest = x % y;
  return whole(rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest);
}

const wholePart = (value: number): bigint => (Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n);

function power(a: number | bigint, b: number | bigint): number {
  return Number(a) ** Number(b);
}

export function unsigned(value: number | bigint): bigint {
  return BigInt.asUintN(64, typeof value === 'bigint' ? value : wholePart(value));
}

function bitText(op: string, a: string, b: string): string {
  const size = op === '&' ? Math.min(a.length, b.length) : Math.max(a.length, b.length);
  let text = '';
  for (let at = 0; at < size; at++) {
    const [x, y] = [at < a.length ? a.charCodeAt(at) : 0, at < b.length ? b.charCodeAt(at) : 0];
    text += String.fromCharCode(op === '&' ? x & y : op === '|' ? x | y : x ^ y);
  }
  return text;
}

/** `++` of a text of letters and digits: `az` becomes `ba`, `Zz` `AAa`, `a9` `b0`. */
export function increment(vm: Vm, value: Scalar): Scalar {
  if (typeof value !== 'string' || !/^[a-zA-Z]*[0-9]*$/.test(value) || /^[0-9]*$/.test(value))
    return binary(vm, '+', value, 1);
  const chars = [...value];
  for (let at = chars.length - 1; at >= 0; at--) {
    const char = chars[at] ?? '';
    if (char === 'z' || char === 'Z' || char === '9') {
      chars[at] = char === 'z' ? 'a' : char === 'Z' ? 'A' : '0';
      if (at === 0) chars.unshift(char === '9' ? '1' : (chars[0] ?? ''));
    } else {
      chars[at] = String.fromCharCode(char.charCodeAt(0) + 1);
      break;
    }
  }
  return chars.join('');
}

/** `-` of a value: a text that is a word gets a minus before it. */
export function negative(vm: Vm, value: Scalar): Scalar {
  if (typeof value === 'string' && /^[A-Za-z_]/.test(value)) return `-${value}`;
  if (typeof value === 'string' && /^-[A-Za-z_]/.test(value)) return `+${value.slice(1)}`;
  const number = num(vm, value);
  return typeof number === 'bigint' ? whole(-number) : 0 - number;
}

export const isCallable = (value: Scalar): value is Code => value instanceof Code;
export const isHandle = (value: Scalar): value is Handle => value instanceof Handle;
