import type { Task } from '../../../kernel';
import { instanceOf, plainString, toKey, toPrimitive, typeOf } from './objects';
import { hasProperty } from './proxies';
import { Obj, Sym, type Value } from './values';
import type { Vm } from './vm';
import { UNKNOWN } from './objects';

const MAX_TEXT = 2 ** 28;

/** Of two numbers or two texts; UNKNOWN: more has to be asked. */
export function quickBinary(operator: string, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    switch (operator) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      case '/':
        return a / b;
      case '%':
        return a % b;
      case '<':
        return a < b;
      case '>':
        return a > b;
      case '<=':
        return a <= b;
      case '>=':
        return a >= b;
      case '&':
        return a & b;
      case '|':
        return a | b;
      case '^':
        return a ^ b;
      case '<<':
        return a << b;
      case '>>':
        return a >> b;
      case '>>>':
        return a >>> b;
      case '**':
        return a ** b;
    }
  }
  if (typeof a === 'string' && typeof b === 'string') {
    if (operator === '+') return a.length + b.length > MAX_TEXT ? UNKNOWN : a + b;
    if (operator === '<') return a < b;
    if (operator === '>') return a > b;
  }
  if (operator === '===') return a === b;
  if (operator === '!==') return a !== b;
  return UNKNOWN;
}

export function* binary(vm: Vm, operator: string, left: Value, right: Value): Task<Value> {
  const quick = quickBinary(operator, left, right);
  if (quick !== UNKNOWN) return quick;
  switch (operator) {
    case '==':
      return yield* looselyEqual(vm, left, right);
    case '!=':
      return !(yield* looselyEqual(vm, left, right));
    case 'instanceof':
      return yield* instanceOf(vm, left, right);
    case 'in':
      if (!(right instanceof Obj)) {
        throw vm.error(
          'TypeError',
          `Cannot use 'in' operator to search for '${plainString(left)}' in ${plainString(right)}`,
        );
      }
      return yield* hasProperty(vm, right, toKey(yield* toPrimitive(vm, left, 'string')));
    default: {
      const hint = operator === '+' ? 'default' : 'number';
      const a = yield* toPrimitive(vm, left, hint);
      const b = yield* toPrimitive(vm, right, hint);
      return ofPrimitives(vm, operator, a, b);
    }
  }
}

function ofPrimitives(vm: Vm, operator: string, a: Value, b: Value): Value {
  if (a instanceof Sym || b instanceof Sym)
    throw vm.error('TypeError', 'Cannot convert a Symbol value to a number');
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) {
    const made = String(a as string) + String(b as string);
    if (made.length > MAX_TEXT) throw vm.error('RangeError', 'Invalid string length');
    return made;
  }
  const isOrder = ['<', '>', '<=', '>='].includes(operator);
  if (typeof a === 'bigint' || typeof b === 'bigint') {
    if (typeof a === 'bigint' && typeof b === 'bigint' && !isOrder) return ofBigInts(vm, operator, a, b);
    if (!isOrder) throw vm.error('TypeError', 'Cannot mix BigInt and other types, use explicit conversions');
    const [x, y] = [a as number, b as number];
    return operator === '<' ? x < y : operator === '>' ? x > y : operator === '<=' ? x <= y : x >= y;
  }
  if (isOrder && typeof a === 'string' && typeof b === 'string')
    return operator === '<=' ? a <= b : operator === '>=' ? a >= b : quickBinary(operator, a, b);
  return quickBinary(operator, Number(a as number), Number(b as number));
}

function ofBigInts(vm: Vm, operator: string, a: bigint, b: bigint): bigint {
  const tooBig = (): Error => vm.error('RangeError', 'Maximum BigInt size exceeded');
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      if (a.toString(16).length + b.toString(16).length > 1_000_000) throw tooBig();
      return a * b;
    case '/':
    case '%':
      if (b === 0n) throw vm.error('RangeError', 'Division by zero');
      return operator === '/' ? a / b : a % b;
    case '**':
      if (b < 0n) throw vm.error('RangeError', 'Exponent must be non-negative');
      if (a > 1n && BigInt(a.toString(2).length) * b > 4_000_000n) throw tooBig();
      return a ** b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      if (b > 4_000_000n) throw tooBig();
      return a << b;
    case '>>':
      return a >> b;
    default:
      throw vm.error('TypeError', 'BigInts have no unsigned right shift, use >> instead');
  }
}

function* looselyEqual(vm: Vm, a: Value, b: Value): Task<boolean> {
  if (a === null || a === undefined) return b === null || b === undefined;
  if (b === null || b === undefined) return false;
  if (a instanceof Obj && b instanceof Obj) return a === b;
  const [x, y] = [yield* toPrimitive(vm, a), yield* toPrimitive(vm, b)];
  if (x instanceof Sym || y instanceof Sym) return x === y;
  return (x as number) == (y as number);
}

export function* unary(vm: Vm, operator: string, value: Value): Task<Value> {
  switch (operator) {
    case 'typeof':
      return typeOf(value);
    case 'void':
      return undefined;
    default: {
      const plain = yield* toPrimitive(vm, value, 'number');
      if (plain instanceof Sym) throw vm.error('TypeError', 'Cannot convert a Symbol value to a number');
      if (typeof plain === 'bigint') {
        if (operator === '+') throw vm.error('TypeError', 'Cannot convert a BigInt value to a number');
        return operator === '-' ? -plain : ~plain;
      }
      const number = Number(plain as number);
      return operator === '-' ? -number : operator === '~' ? ~number : number;
    }
  }
}
