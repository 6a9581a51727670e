// Binary operators. Source: go-cty, cty/function/stdlib (bool.go, number.go, general.go).
import type { BinaryOperator } from './syntax';
import { areEqual, ConversionError, toBool, toNumber, type Value } from './values';

interface BinaryOperation {
  /** An operand as it is taken; throws a ConversionError. */
  operand(value: Value): Value;
  /** Throws a ConversionError. */
  apply(a: Value, b: Value): Value;
}

export function applyBinary(operator: BinaryOperator): BinaryOperation {
  switch (operator) {
    case '==':
      return { operand: (value) => value, apply: areEqual };
    case '!=':
      return { operand: (value) => value, apply: (a, b) => !areEqual(a, b) };
    case '&&':
    case '||':
      return { operand: toBool, apply: (a, b) => logical(operator, a, b) };
    default:
      return { operand: toNumber, apply: (a, b) => arithmetic(operator, a, b) };
  }
}

function logical(operator: '&&' | '||', a: Value, b: Value): Value {
  if (a === null || b === null) throw new ConversionError('argument must not be null');
  return operator === '&&' ? a === true && b === true : a === true || b === true;
}

/** Numbers; division by zero is refused. */
export function arithmetic(
  operator: Exclude<BinaryOperator, '==' | '!=' | '&&' | '||'>,
  a: Value,
  b: Value,
): Value {
  if (typeof a !== 'number' || typeof b !== 'number') throw new ConversionError('argument must not be null');
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      if (b === 0) throw new ConversionError('division by zero');
      return a / b;
    case '%':
      return b === 0 ? a : a % b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
  }
}
