/** Math. */
import { toNumber } from '../objects';
import { TO_STRING_TAG } from '../values';
import type { Vm } from '../vm';
import { methods } from './objects';

export function addMath(vm: Vm): void {
  const { realm } = vm;
  const math = vm.object();
  realm.global.put('Math', math, false);
  math.put(TO_STRING_TAG, 'Math', false);
  for (const name of ['PI', 'E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'SQRT2', 'SQRT1_2'] as const)
    math.put(name, Math[name], false);
  for (const name of [
    'abs',
    'floor',
    'ceil',
    'round',
    'trunc',
    'sign',
    'sqrt',
    'cbrt',
    'exp',
    'log',
    'log2',
    'log10',
    'log1p',
    'expm1',
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'asinh',
    'acosh',
    'atanh',
    'sinh',
    'cosh',
    'tanh',
    'fround',
    'clz32',
  ] as const) {
    methods(vm, math, {
      *[name](inner, _self, [value]) {
        return Math[name](yield* toNumber(inner, value));
      },
    });
  }
  for (const name of ['max', 'min', 'hypot', 'pow', 'atan2', 'imul'] as const) {
    methods(vm, math, {
      *[name](inner, _self, args) {
        const numbers: number[] = [];
        for (const one of args) numbers.push(yield* toNumber(inner, one));
        if (name === 'max' || name === 'min' || name === 'hypot')
          return numbers.reduce(
            (a, b) => (name === 'hypot' ? Math.hypot(a, b) : Math[name](a, b)),
            name === 'max' ? -Infinity : name === 'min' ? Infinity : 0,
          );
        return Math[name](numbers[0] ?? NaN, numbers[1] ?? NaN);
      },
    });
  }
  methods(vm, math, { random: (inner) => inner.p.random() });
}
