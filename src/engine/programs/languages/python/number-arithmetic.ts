/** Arithmetic of ints and floats. */
import { raised } from './errors';
import { quotient } from './operators';
import type { Value } from './values';

const MAX_BITS = 2_000_000n;

/** Two numbers or texts, which never need code of the program's; undefined: something else is meant. */
export function quickBinary(operator: string, a: Value, b: Value): Value | undefined {
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    switch (operator) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '%':
        return b === 0n ? undefined : floorModulo(a, b);
      case '//':
        return b === 0n ? undefined : floorDivide(a, b);
      case '&':
        return a & b;
      default:
        return undefined;
    }
  }
  if (typeof a === 'number' && typeof b === 'number') {
    if (operator === '+') return a + b;
    if (operator === '-') return a - b;
    if (operator === '*') return a * b;
  }
  return undefined;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function floorModulo(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

export function asFloat(value: bigint | number): number {
  if (typeof value === 'number') return value;
  const result = Number(value);
  if (!Number.isFinite(result)) throw raised('OverflowError', 'int too large to convert to float');
  return result;
}

export function bitsOf(value: bigint): bigint {
  return BigInt(value.toString(16).length * 4);
}

export function ofInts(operator: string, a: bigint, b: bigint): Value | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      if (a > 2n ** 64n && b > 2n ** 64n && bitsOf(a) + bitsOf(b) > MAX_BITS) throw raised('MemoryError');
      return a * b;
    case '/': {
      if (b === 0n) throw raised('ZeroDivisionError', 'division by zero');
      return quotient(a, b);
    }
    case '//':
      if (b === 0n) throw raised('ZeroDivisionError', 'integer division or modulo by zero');
      return floorDivide(a, b);
    case '%':
      if (b === 0n) throw raised('ZeroDivisionError', 'integer modulo by zero');
      return floorModulo(a, b);
    case '**':
      if (b < 0n) {
        if (a === 0n) throw raised('ZeroDivisionError', 'zero to a negative power');
        return asFloat(a) ** asFloat(b);
      }
      if (a !== 0n && a !== 1n && a !== -1n && bitsOf(a) * b > MAX_BITS) throw raised('MemoryError');
      return a ** b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      if (b < 0n) throw raised('ValueError', 'negative shift count');
      if (b > MAX_BITS) throw raised('MemoryError');
      return a << b;
    case '>>':
      if (b < 0n) throw raised('ValueError', 'negative shift count');
      return a >> b;
    default:
      return undefined;
  }
}

export function ofFloats(operator: string, a: number, b: number): Value | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      if (b === 0) throw raised('ZeroDivisionError', 'division by zero');
      return a / b;
    case '//':
      if (b === 0) throw raised('ZeroDivisionError', 'float floor division by zero');
      return Math.floor(a / b);
    case '%': {
      if (b === 0) throw raised('ZeroDivisionError', 'float modulo by zero');
      const rest = a % b;
      return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
    }
    case '**':
      if (a === 0 && b < 0) throw raised('ZeroDivisionError', 'zero to a negative power');
      return a ** b;
    default:
      return undefined;
  }
}
