/** What operators do with complex numbers. */
import { raised } from './errors';
import { PyComplex, type Value } from './values';

/** A number as a complex one; undefined: it is none. */
export function asComplex(value: Value): PyComplex | undefined {
  if (value instanceof PyComplex) return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return new PyComplex(Number(value), 0);
  return undefined;
}

function divide(a: PyComplex, b: PyComplex): PyComplex {
  if (b.real === 0 && b.imaginary === 0) throw raised('ZeroDivisionError', 'division by zero');
  if (Math.abs(b.real) >= Math.abs(b.imaginary)) {
    const ratio = b.imaginary / b.real;
    const below = b.real + b.imaginary * ratio;
    return new PyComplex((a.real + a.imaginary * ratio) / below, (a.imaginary - a.real * ratio) / below);
  }
  const ratio = b.real / b.imaginary;
  const below = b.real * ratio + b.imaginary;
  return new PyComplex((a.real * ratio + a.imaginary) / below, (a.imaginary * ratio - a.real) / below);
}

function multiply(a: PyComplex, b: PyComplex): PyComplex {
  return new PyComplex(
    a.real * b.real - a.imaginary * b.imaginary,
    a.real * b.imaginary + a.imaginary * b.real,
  );
}

function power(a: PyComplex, b: PyComplex): PyComplex {
  if (b.real === 0 && b.imaginary === 0) return new PyComplex(1, 0);
  if (a.real === 0 && a.imaginary === 0) {
    if (b.imaginary !== 0 || b.real < 0)
      throw raised('ZeroDivisionError', 'zero to a negative or complex power');
    return new PyComplex(0, 0);
  }
  if (b.imaginary === 0 && Number.isInteger(b.real) && Math.abs(b.real) <= 100) {
    let [left, square, made] = [Math.abs(b.real), a, new PyComplex(1, 0)];
    for (; left > 0; left = Math.floor(left / 2)) {
      if (left % 2 === 1) made = multiply(made, square);
      square = multiply(square, square);
    }
    return b.real < 0 ? divide(new PyComplex(1, 0), made) : made;
  }
  const size = Math.hypot(a.real, a.imaginary);
  const angle = Math.atan2(a.imaginary, a.real);
  let length = size ** b.real;
  let turn = angle * b.real;
  if (b.imaginary !== 0) {
    length *= Math.exp(-angle * b.imaginary);
    turn += b.imaginary * Math.log(size);
  }
  return new PyComplex(length * Math.cos(turn), length * Math.sin(turn));
}

const OPERATORS: Readonly<Record<string, (a: PyComplex, b: PyComplex) => PyComplex>> = {
  '+': (a, b) => new PyComplex(a.real + b.real, a.imaginary + b.imaginary),
  '-': (a, b) => new PyComplex(a.real - b.real, a.imaginary - b.imaginary),
  '*': multiply,
  '/': divide,
  '**': power,
};

/** What an operator makes of two numbers of which one is complex; undefined: nothing. */
export function complexBinary(operator: string, a: Value, b: Value): Value | undefined {
  if (!(a instanceof PyComplex || b instanceof PyComplex)) return undefined;
  const [x, y] = [asComplex(a), asComplex(b)];
  return x && y ? OPERATORS[operator]?.(x, y) : undefined;
}
