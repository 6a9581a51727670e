/** complex: numbers with an imaginary part. */
import type { Task } from '../../../../kernel';
import { special } from '../attributes';
import { call, define, native } from '../call';
import { raised } from '../errors';
import { asComplex } from '../complex-arithmetic';
import { format } from '../format-spec';
import { floatText } from '../text';
import { classOf, COMPLEX, PyComplex, PyProperty, type Value } from '../values';
import type { Vm } from '../vm';

const own = (value: Value | undefined): PyComplex => value as PyComplex;

function partText(value: number): string {
  return floatText(value).replace(/\.0$/, '');
}

/** `3+4j`, in brackets unless there is an imaginary part only. */
export function complexText({ real, imaginary }: PyComplex): string {
  if (Object.is(real, 0)) return `${partText(imaginary)}j`;
  const sign = imaginary < 0 || Object.is(imaginary, -0) ? '' : '+';
  return `(${partText(real)}${sign}${partText(imaginary)}j)`;
}

const LITERAL =
  /^\(?\s*(?:([-+]?(?:\d[\d_]*\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|inf|nan))(?![\d.e]*j))?(?:([-+]?(?:\d[\d_]*\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|inf|nan)?)j)?\s*\)?$/i;

COMPLEX.make = function* (vm: Vm, _cls, args, named): Task<Value> {
  const real = args[0] ?? named.get('real') ?? 0n;
  const imaginary = args[1] ?? named.get('imag');
  if (typeof real === 'string') {
    const [whole, a, b] = LITERAL.exec(real.trim()) ?? [];
    if (whole === undefined || (a === undefined && b === undefined))
      throw raised('ValueError', 'complex() arg is a malformed string');
    const sign = b === '' || b === '+' ? 1 : b === '-' ? -1 : Number(b ?? 0);
    return new PyComplex(Number(a ?? 0), sign);
  }
  const part = function* (value: Value): Task<PyComplex> {
    const known = asComplex(value);
    if (known) return known;
    for (const name of ['__complex__', '__float__', '__index__']) {
      const method = special(value, name);
      const made = method === undefined ? undefined : asComplex(yield* call(vm, method, [value]));
      if (made) return made;
    }
    throw raised('TypeError', `complex() argument must be a string or a number, not ${classOf(value).name}`);
  };
  const a = yield* part(real);
  if (imaginary === undefined) return a;
  const b = yield* part(imaginary);
  return new PyComplex(a.real - b.imaginary, a.imaginary + b.real);
};

define(COMPLEX.members, {
  conjugate: ['self', (_vm, [self]) => new PyComplex(own(self).real, -own(self).imaginary)],
  __abs__: ['self', (_vm, [self]) => Math.hypot(own(self).real, own(self).imaginary)],
  __neg__: ['self', (_vm, [self]) => new PyComplex(-own(self).real, -own(self).imaginary)],
  __pos__: ['self', (_vm, [self = null]) => self],
  __bool__: ['self', (_vm, [self]) => own(self).real !== 0 || own(self).imaginary !== 0],
  __repr__: ['self', (_vm, [self]) => complexText(own(self))],
  __format__: [
    'self spec',
    function* (vm, [self, spec = '']) {
      const { real, imaginary } = own(self);
      if (spec === '') return complexText(own(self));
      const a = yield* format(vm, real, String(spec as string));
      const b = yield* format(vm, imaginary, `+${String(spec as string).replace(/^[+ -]/, '')}`);
      return `${a}${b}j`;
    },
  ],
});
for (const name of ['real', 'imag'])
  COMPLEX.members.set(
    name,
    new PyProperty(
      native(name, 'self', (_vm, [self]) => (name === 'real' ? own(self).real : own(self).imaginary)),
    ),
  );
