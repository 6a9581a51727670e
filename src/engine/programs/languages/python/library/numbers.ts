/** fractions, and the kinds of numbers. */
export const NUMBERS: Readonly<Record<string, string>> = {
  numbers: `
class _Tower(type):
    """Kinds of numbers, to which types belong that are told of."""
    def __init__(cls, name, bases, namespace):
        cls._told = []
    def register(cls, other):
        for one in cls.__mro__[:-1]:
            one._told.append(other)
        return other
    def __subclasscheck__(cls, other):
        return cls in other.__mro__ or any(issubclass(other, one) for one in cls._told)
    def __instancecheck__(cls, thing):
        return issubclass(type(thing), cls)

class Number(metaclass=_Tower):
    pass
class Complex(Number):
    pass
class Real(Complex):
    pass
class Rational(Real):
    pass
class Integral(Rational):
    pass

for _kind, _type in ((Complex, complex), (Real, float), (Integral, int)):
    _kind.register(_type)
`,
  fractions: `
import math
import operator
import re
from decimal import Decimal, localcontext
from numbers import Rational
import _numbers

_DIGITS = r'\\d[\\d_]*'
_TEXT = re.compile(rf'\\s*(?P<sign>[-+]?)(?=\\.?\\d)(?P<above>{_DIGITS})?(?:(?:\\s*/\\s*(?P<below>{_DIGITS}))|(?:\\.(?P<places>{_DIGITS})?)?(?:[eE](?P<power>[-+]?{_DIGITS}))?)\\s*')

def _read(text):
    found = _TEXT.fullmatch(text)
    if found is None or re.search(r'_(?!\\d)', text):
        raise ValueError(f'Invalid literal for Fraction: {text!r}')
    sign, above, below, places, power = [(part or '').replace('_', '') for part in found.groups()]
    shift = int(power or 0) - len(places)
    whole = int(sign + (above + places or '0')) * 10 ** max(shift, 0)
    return whole, int(below or 1) * 10 ** max(-shift, 0)

def _ratio_of(value):
    """Of one given alone: a text, or anything that knows its ratio."""
    if isinstance(value, str):
        return _read(value)
    if not hasattr(value, 'as_integer_ratio'):
        raise TypeError('argument should be a string or a Rational instance')
    return value.as_integer_ratio()

def _operation(exact, rough):
    """The operator and its other side: exact with whole numbers and fractions, as floats and complex numbers else."""
    def ahead(self, other):
        if isinstance(other, (int, Fraction)):
            return exact(self._ratio, other.as_integer_ratio())
        return rough(type(other)(self), other) if isinstance(other, (float, complex)) else NotImplemented
    def behind(self, other):
        if isinstance(other, (int, Fraction)):
            return exact(other.as_integer_ratio(), self._ratio)
        return rough(other, type(other)(self)) if isinstance(other, (float, complex)) else NotImplemented
    return ahead, behind

def _summed(sign):
    return lambda a, b: Fraction(a[0] * b[1] + sign * b[0] * a[1], a[1] * b[1])

def _whole(a, b):
    return a[0] * b[1] // (a[1] * b[0])

def _rest(a, b):
    return Fraction(a[0] * b[1] % (b[0] * a[1]), a[1] * b[1])

def _power(a, b):
    if b[1] != 1:
        return (a[0] / a[1]) ** (b[0] / b[1])
    above, below = a if b[0] >= 0 else a[::-1]
    if below == 0:
        raise ZeroDivisionError(f'Fraction({above ** -b[0]}, 0)')
    return Fraction(above ** abs(b[0]), below ** abs(b[0]))

class Fraction(Rational):
    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            above, below = _ratio_of(numerator)
        elif isinstance(numerator, Rational) and isinstance(denominator, Rational):
            above = numerator.numerator * denominator.denominator
            below = denominator.numerator * numerator.denominator
        else:
            raise TypeError('both arguments should be Rational instances')
        if below == 0:
            numerator = above
            raise ZeroDivisionError('Fraction(%s, 0)' % numerator)  #@298
        shared = math.gcd(above, below) * (1 if below > 0 else -1)
        self = super().__new__(cls)
        self._ratio = above // shared, below // shared
        return self
    numerator = property(lambda self: self._ratio[0])
    denominator = property(lambda self: self._ratio[1])
    real = property(lambda self: self)
    imag = property(lambda self: 0)
    def conjugate(self):
        return self
    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError(f'{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})')
        return cls(f)
    @classmethod
    def from_decimal(cls, dec):
        if not isinstance(dec, (int, Decimal)):
            raise TypeError(f'{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})')
        return cls(dec)
    def as_integer_ratio(self):
        return self._ratio
    def is_integer(self):
        return self._ratio[1] == 1
    def limit_denominator(self, max_denominator=1000000):
        """The nearest: the last part of the continued fraction that fits, or one between it and the next."""
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        before, last, (above, below) = (0, 1), (1, 0), self._ratio
        while below:
            times, left = divmod(above, below)
            following = before[0] + times * last[0], before[1] + times * last[1]
            if following[1] > max_denominator:
                times = (max_denominator - before[1]) // last[1]
                between = Fraction(before[0] + times * last[0], before[1] + times * last[1])
                return min(Fraction(*last), between, key=lambda one: abs(one - self))
            before, last, above, below = last, following, below, left
        return Fraction(self)
    def __repr__(self):
        return '%s(%s, %s)' % (type(self).__name__, *self._ratio)
    def __str__(self):
        return '/'.join(map(str, self._ratio if self._ratio[1] != 1 else self._ratio[:1]))
    def __format__(self, spec):
        kind = spec[-1:]
        if kind not in tuple('eEfFgG%'):
            return format(str(self), spec)
        if kind in 'eEgG':
            return format(float(self), spec)
        if '.' not in spec:
            spec = f'{spec[:-1]}.6{kind}'
        with localcontext() as context:
            # Far more digits than are asked for.
            context.prec = 60 + sum(map(int, re.findall(r'\\d+', spec))) + len(str(self._ratio[0]))
            return format(Decimal(self._ratio[0]) / self._ratio[1], spec)

    __add__, __radd__ = _operation(_summed(1), operator.add)
    __sub__, __rsub__ = _operation(_summed(-1), operator.sub)
    __mul__, __rmul__ = _operation(lambda a, b: Fraction(a[0] * b[0], a[1] * b[1]), operator.mul)
    __truediv__, __rtruediv__ = _operation(lambda a, b: Fraction(a[0] * b[1], a[1] * b[0]), operator.truediv)
    __floordiv__, __rfloordiv__ = _operation(_whole, operator.floordiv)
    __mod__, __rmod__ = _operation(_rest, operator.mod)
    __divmod__, __rdivmod__ = _operation(lambda a, b: (_whole(a, b), _rest(a, b)), divmod)
    __pow__, __rpow__ = _operation(_power, operator.pow)
    def __neg__(self):
        return Fraction(0) - self
    def __pos__(self):
        return Fraction(self)
    def __abs__(self):
        return -self if self._ratio[0] < 0 else +self
    def __bool__(self):
        return self._ratio[0] != 0
    def __float__(self):
        return operator.truediv(*self._ratio)
    def __complex__(self):
        return complex(float(self))
    def __floor__(self):
        return operator.floordiv(*self._ratio)
    def __ceil__(self):
        return -math.floor(-self)
    def __trunc__(self):
        return math.ceil(self) if self < 0 else math.floor(self)
    __int__ = __trunc__
    def __round__(self, ndigits=None):
        if ndigits is not None:
            unit = Fraction(10) ** ndigits
            return Fraction(round(self * unit)) / unit
        low, rest = divmod(self, 1)
        up = rest > Fraction(1, 2) or rest == Fraction(1, 2) and low % 2 == 1
        return low + 1 if up else low
    def __hash__(self):
        return _numbers.hash_ratio(*self._ratio)
    def __copy__(self):
        return self
    def __deepcopy__(self, memo):
        return self

def _comparison(test):
    def compare(self, other):
        if isinstance(other, float):
            return test(self, Fraction(other)) if math.isfinite(other) else test(0.0, other)
        if not isinstance(other, (int, Fraction)):
            return NotImplemented
        above, below = other.as_integer_ratio()
        return test(self._ratio[0] * below, above * self._ratio[1])
    return compare

for _name in ('eq', 'lt', 'le', 'gt', 'ge'):
    setattr(Fraction, f'__{_name}__', _comparison(getattr(operator, _name)))
`,
};
