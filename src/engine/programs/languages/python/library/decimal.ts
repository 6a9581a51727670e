/** decimal, written in Python over whole numbers. */
export const DECIMAL: Readonly<Record<string, string>> = {
  decimal: `
import math as _math
import re as _re
import threading as _threading
import _numbers
from numbers import Number

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING = 'ROUND_DOWN', 'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING'
ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP = 'ROUND_FLOOR', 'ROUND_UP', 'ROUND_HALF_DOWN', 'ROUND_05UP'
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
HAVE_THREADS = True

class DecimalException(ArithmeticError):
    pass
class Clamped(DecimalException):
    pass
class InvalidOperation(DecimalException):
    pass
class ConversionSyntax(InvalidOperation):
    pass
class DivisionByZero(DecimalException, ZeroDivisionError):
    pass
class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass
class DivisionImpossible(InvalidOperation):
    pass
class Inexact(DecimalException):
    pass
class Rounded(DecimalException):
    pass
class Subnormal(DecimalException):
    pass
class Overflow(Inexact, Rounded):
    pass
class Underflow(Inexact, Rounded, Subnormal):
    pass
class FloatOperation(DecimalException, TypeError):
    pass

class Context:
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        self.prec = 28 if prec is None else prec
        self.rounding = rounding or ROUND_HALF_EVEN
        self.Emin, self.Emax = -999999 if Emin is None else Emin, 999999 if Emax is None else Emax
        self.capitals, self.clamp = 1 if capitals is None else capitals, clamp or 0
        every = [Clamped, InvalidOperation, DivisionByZero, Inexact, Rounded, Subnormal, Overflow, Underflow, FloatOperation]
        on = [InvalidOperation, DivisionByZero, Overflow] if traps is None else traps
        self.traps = dict(on) if isinstance(on, dict) else {one: one in on for one in every}
        self.flags = {one: False for one in every}
    def copy(self):
        made = Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, None, self.traps)
        return made
    def create_decimal(self, num='0'):
        return _rounded(Decimal(num), self)
    def clear_flags(self):
        for one in self.flags:
            self.flags[one] = False
    def divide(self, a, b):
        with localcontext(self):
            return Decimal(a) / Decimal(b)
    def __repr__(self):
        return f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, capitals={self.capitals}, clamp={self.clamp}, flags=[{', '.join(one.__name__ for one in self.flags if self.flags[one])}], traps=[{', '.join(one.__name__ for one in self.traps if self.traps[one])}])"

DefaultContext = Context()
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP)
ExtendedContext = Context(prec=9, traps=[])
_local = _threading.local()

def getcontext():
    if not hasattr(_local, 'context'):
        _local.context = DefaultContext.copy()
    return _local.context

def setcontext(context):
    _local.context = context

class localcontext:
    def __init__(self, ctx=None, **kwargs):
        self._new = (getcontext() if ctx is None else ctx).copy()
        for name, value in kwargs.items():
            setattr(self._new, name, value)
    def __enter__(self):
        self._old = getcontext()
        setcontext(self._new)
        return self._new
    def __exit__(self, *args):
        setcontext(self._old)

class DecimalTuple(tuple):
    sign = property(lambda self: self[0])
    digits = property(lambda self: self[1])
    exponent = property(lambda self: self[2])
    def __repr__(self):
        return f'DecimalTuple(sign={self[0]!r}, digits={self[1]!r}, exponent={self[2]!r})'

_number = _re.compile(r'([-+])?(?:(\\d+)(?:\\.(\\d*))?|\\.(\\d+))(?:[eE]([-+]?\\d+))?')

def _round_int(value, unit, rounding, sign):
    whole, rest = divmod(value, unit)
    if rest == 0:
        return whole
    up = False
    if rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = bool(sign)
    elif rounding == ROUND_05UP:
        up = whole % 5 == 0
    elif rounding != ROUND_DOWN:
        twice = rest * 2
        up = twice > unit or twice == unit and (rounding == ROUND_HALF_UP or rounding == ROUND_HALF_EVEN and whole % 2 == 1)
    return whole + up

def _make(sign, digits, exponent, special=None):
    made = object.__new__(Decimal)
    made._sign, made._int, made._exp, made._special = sign, digits, exponent, special
    return made

def _rounded(value, context=None):
    if value._special:
        return value
    context = getcontext() if context is None else context
    extra = len(str(value._int)) - context.prec
    if extra <= 0:
        return value
    digits = _round_int(value._int, 10 ** extra, context.rounding, value._sign)
    exponent = value._exp + extra
    if len(str(digits)) > context.prec:
        digits //= 10
        exponent += 1
    context.flags[Inexact] = context.flags[Rounded] = True
    return _make(value._sign, digits, exponent)

def _raise(kind, detail):
    context = getcontext()
    wanted = InvalidOperation if issubclass(kind, InvalidOperation) else kind
    context.flags[wanted] = True
    if context.traps.get(wanted, True):
        raise (kind if kind in (DivisionByZero,) else wanted)([kind])

class Decimal:
    def __new__(cls, value='0', context=None):
        if isinstance(value, Decimal):
            return _make(value._sign, value._int, value._exp, value._special)
        if isinstance(value, int):
            return _make(int(value < 0), abs(int(value)), 0)
        if isinstance(value, float):
            if _math.isnan(value) or _math.isinf(value):
                return _make(int(value < 0), 0, 0, 'NaN' if _math.isnan(value) else 'Infinity')
            above, below = abs(value).as_integer_ratio()
            places = below.bit_length() - 1
            sign = int(_math.copysign(1, value) < 0)
            return _make(sign, above * 5 ** places, -places)
        if isinstance(value, str):
            text = value.strip().replace('_', '')
            found = _number.fullmatch(text)
            if found:
                sign, whole, fraction, only, exponent = found.groups()
                fraction = only if only is not None else fraction or ''
                return _make(int(sign == '-'), int((whole or '') + fraction or '0'), int(exponent or 0) - len(fraction))
            bare = text.lower().lstrip('+-')
            if bare in ('inf', 'infinity'):
                return _make(int(text.startswith('-')), 0, 0, 'Infinity')
            if bare in ('nan', 'snan'):
                return _make(int(text.startswith('-')), 0, 0, 'NaN' if bare == 'nan' else 'sNaN')
            _raise(ConversionSyntax, value)
            return _make(0, 0, 0, 'NaN')
        if isinstance(value, (tuple, list)):
            if len(value) != 3:
                raise ValueError('argument must be a sequence of length 3')
            return _make(value[0], int(''.join(map(str, value[1])) or '0'), value[2])
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
    @classmethod
    def from_float(cls, f):
        return cls(f)
    def __repr__(self):
        return f"Decimal('{self}')"
    def __str__(self):
        sign = '-' if self._sign else ''
        if self._special:
            return sign + self._special
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            if self._exp == 0:
                return sign + digits
            if left > 0:
                return f'{sign}{digits[:left]}.{digits[left:]}'
            return f'{sign}0.{"0" * -left}{digits}'
        text = digits[0] + ('.' + digits[1:] if len(digits) > 1 else '')
        return f'{sign}{text}E{left - 1:+d}'
    def __format__(self, spec):
        found = _re.fullmatch(r'(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\\d+)?([,_])?(?:\\.(\\d+))?([eEfFgGn%])?', spec)
        if not found:
            raise ValueError('invalid format string')
        fill, align, sign, _, _, zero, width, comma, precision, kind = found.groups()
        value = self
        if self._special:
            text = self._special
        else:
            if kind == '%':
                value = _make(self._sign, self._int, self._exp + 2)
            if kind in ('f', 'F', '%'):
                places = int(precision) if precision is not None else max(0, -value._exp)
                value = value._to_exponent(-places)
                text = _plain(abs(value))
            elif kind in ('e', 'E'):
                places = int(precision) if precision is not None else len(str(value._int)) - 1
                digits = str(value._int)
                if len(digits) > places + 1:
                    value = value._to_exponent(value._exp + len(digits) - places - 1)
                    digits = str(value._int)
                left = value._exp + len(digits) - 1
                digits = digits[:places + 1].ljust(places + 1, '0')
                text = digits[0] + ('.' + digits[1:] if places else '') + kind + f'{left:+d}'
            else:
                if precision is not None and len(str(value._int)) > max(1, int(precision)):
                    value = value._to_exponent(value._exp + len(str(value._int)) - max(1, int(precision)))
                text = str(abs(value))
            if comma:
                whole, dot, rest = text.partition('.')
                text = f'{int(whole):{comma}}' + dot + rest
            if kind == '%':
                text += '%'
        head = '-' if value._sign else sign if sign in ('+', ' ') else ''
        if zero and not align:
            fill, align = '0', '='
        width, fill, align = int(width or 0), fill or ' ', align or '>'
        room = max(0, width - len(head) - len(text))
        if align == '=':
            return head + fill * room + text
        if align == '<':
            return head + text + fill * room
        if align == '^':
            return fill * (room // 2) + head + text + fill * (room - room // 2)
        return fill * room + head + text
    def as_tuple(self):
        if self._special:
            return DecimalTuple((self._sign, () if self._special != 'Infinity' else (0,), {'Infinity': 'F', 'NaN': 'n', 'sNaN': 'N'}[self._special]))
        return DecimalTuple((self._sign, tuple(int(one) for one in str(self._int)), self._exp))
    def as_integer_ratio(self):
        if self._special:
            raise (OverflowError('cannot convert Infinity to integer ratio') if self._special == 'Infinity' else ValueError('cannot convert NaN to integer ratio'))
        value = -self._int if self._sign else self._int
        if self._exp >= 0:
            return value * 10 ** self._exp, 1
        below = 10 ** -self._exp
        g = _math.gcd(value, below)
        return value // g, below // g
    def _other(self, other):
        if isinstance(other, Decimal):
            return other
        return Decimal(other) if isinstance(other, int) else None
    def _signed(self):
        return -self._int if self._sign else self._int
    def __add__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        if self._special or other._special:
            if self._special == other._special == 'Infinity' and self._sign != other._sign:
                _raise(InvalidOperation, '-INF + INF')
                return Decimal('NaN')
            return self if self._special else other
        exponent = min(self._exp, other._exp)
        total = self._signed() * 10 ** (self._exp - exponent) + other._signed() * 10 ** (other._exp - exponent)
        sign = int(total < 0) if total else self._sign & other._sign
        return _rounded(_make(sign, abs(total), exponent))
    __radd__ = __add__
    def __sub__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self + other._negated()
    def __rsub__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else other - self
    def __mul__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        sign = self._sign ^ other._sign
        if self._special or other._special:
            special = 'NaN' if 'NaN' in (self._special, other._special) else 'Infinity'
            return _make(sign, 0, 0, special)
        return _rounded(_make(sign, self._int * other._int, self._exp + other._exp))
    __rmul__ = __mul__
    def __truediv__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        sign = self._sign ^ other._sign
        if self._special or other._special:
            if 'NaN' in (self._special, other._special) or self._special and other._special:
                return Decimal('NaN')
            return _make(sign, 0, 0, 'Infinity') if self._special else _make(sign, 0, 0)
        if other._int == 0:
            if self._int == 0:
                _raise(DivisionUndefined, '0 / 0')
                return Decimal('NaN')
            _raise(DivisionByZero, 'x / 0')
            return _make(sign, 0, 0, 'Infinity')
        context = getcontext()
        ideal = self._exp - other._exp
        if self._int == 0:
            return _make(sign, 0, ideal)
        shift = max(0, len(str(other._int)) - len(str(self._int)) + context.prec + 1)
        digits, rest = divmod(self._int * 10 ** shift, other._int)
        exponent = ideal - shift
        if rest:
            if digits % 5 == 0:
                digits += 1
        else:
            while exponent < ideal and digits % 10 == 0:
                digits //= 10
                exponent += 1
        return _rounded(_make(sign, digits, exponent))
    def __rtruediv__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else other / self
    def _parts(self, other):
        if other._int == 0:
            if self._int == 0:
                _raise(DivisionUndefined, '0 // 0')
            _raise(DivisionByZero, 'x // 0')
        exponent = min(self._exp, other._exp)
        whole, rest = divmod(self._int * 10 ** (self._exp - exponent), other._int * 10 ** (other._exp - exponent))
        return _make(self._sign ^ other._sign, whole, 0), _make(self._sign, rest, exponent)
    def __floordiv__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self._parts(other)[0]
    def __rfloordiv__(self, other):
        return self._other(other) // self
    def __mod__(self, other):
        other = self._other(other)
        if other is None:
            return NotImplemented
        if other._int == 0:
            _raise(InvalidOperation, 'x % 0')
        return _rounded(self._parts(other)[1])
    def __rmod__(self, other):
        return self._other(other) % self
    def __divmod__(self, other):
        return self // other, self % other
    def __pow__(self, other, modulo=None):
        other = self._other(other)
        if other is None:
            return NotImplemented
        if other == other.to_integral_value():
            power = int(other)
            if power >= 0:
                return _rounded(_make(self._sign & power & 1, self._int ** power, self._exp * power))
            return Decimal(1) / self ** -power
        with localcontext() as context:
            context.prec += 10
            made = (other * self.ln()).exp()
        return +made
    def __rpow__(self, other):
        return self._other(other) ** self
    def _negated(self):
        return _make(1 - self._sign, self._int, self._exp, self._special)
    def __neg__(self):
        made = self._negated()
        if not self._special and self._int == 0:
            made = _make(0, 0, self._exp)
        return _rounded(made)
    def __pos__(self):
        return _rounded(_make(0 if self._int == 0 and not self._special else self._sign, self._int, self._exp, self._special))
    def __abs__(self):
        return _rounded(_make(0, self._int, self._exp, self._special))
    def copy_abs(self):
        return abs(self)
    def copy_negate(self):
        return self._negated()
    def _compare(self, other):
        if isinstance(other, float):
            other = Decimal(other)
        else:
            other = self._other(other)
        if other is None:
            return None
        if self._special or other._special:
            rank = {'Infinity': 1, None: 0}
            mine = rank.get(self._special, 0) * (-1 if self._sign else 1)
            theirs = rank.get(other._special, 0) * (-1 if other._sign else 1)
            return mine - theirs if 'NaN' not in (self._special, other._special) else None
        exponent = min(self._exp, other._exp)
        return self._signed() * 10 ** (self._exp - exponent) - other._signed() * 10 ** (other._exp - exponent)
    def compare(self, other):
        result = self._compare(other)
        return Decimal('NaN') if result is None else Decimal((result > 0) - (result < 0))
    def __eq__(self, other):
        if 'NaN' in (self._special, getattr(other, '_special', None)):
            return False
        result = self._compare(other)
        return NotImplemented if result is None else result == 0
    def __lt__(self, other):
        result = self._compare(other)
        return NotImplemented if result is None else result < 0
    def __le__(self, other):
        result = self._compare(other)
        return NotImplemented if result is None else result <= 0
    def __gt__(self, other):
        result = self._compare(other)
        return NotImplemented if result is None else result > 0
    def __ge__(self, other):
        result = self._compare(other)
        return NotImplemented if result is None else result >= 0
    def __hash__(self):
        if self._special:
            return 314159 if not self._sign else -314159
        return _numbers.hash_ratio(*self.as_integer_ratio())
    def __bool__(self):
        return bool(self._special) or self._int != 0
    def __int__(self):
        if self._special:
            raise (OverflowError('cannot convert Infinity to integer') if self._special == 'Infinity' else ValueError('cannot convert NaN to integer'))
        value = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -value if self._sign else value
    __trunc__ = __int__
    def __float__(self):
        return float(str(self))
    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))
    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))
    def __round__(self, n=None):
        if n is None:
            return int(self._to_exponent(0, ROUND_HALF_EVEN))
        return self.quantize(_make(0, 1, -n))
    def _to_exponent(self, exponent, rounding=None):
        if self._special:
            return self
        if exponent <= self._exp:
            return _make(self._sign, self._int * 10 ** (self._exp - exponent), exponent)
        return _make(self._sign, _round_int(self._int, 10 ** (exponent - self._exp), rounding or getcontext().rounding, self._sign), exponent)
    def quantize(self, exp, rounding=None, context=None):
        made = self._to_exponent(self._other(exp)._exp, rounding)
        if not made._special and len(str(made._int)) > getcontext().prec:
            _raise(InvalidOperation, 'quantize result has too many digits for current context')
            return Decimal('NaN')
        return made
    def to_integral_value(self, rounding=None, context=None):
        return self if self._special or self._exp >= 0 else self._to_exponent(0, rounding)
    to_integral = to_integral_exact = to_integral_value
    def normalize(self, context=None):
        made = _rounded(self)
        if made._special:
            return made
        if made._int == 0:
            return _make(made._sign, 0, 0)
        digits, exponent = made._int, made._exp
        while digits % 10 == 0:
            digits //= 10
            exponent += 1
        return _make(made._sign, digits, exponent)
    def sqrt(self, context=None):
        if self._sign and self._int:
            _raise(InvalidOperation, 'sqrt(-x), x > 0')
            return Decimal('NaN')
        if self._int == 0:
            return _make(self._sign, 0, self._exp // 2)
        prec = getcontext().prec + 1
        exponent = self._exp >> 1
        digits, length = (self._int * 10, (len(str(self._int)) >> 1) + 1) if self._exp & 1 else (self._int, len(str(self._int)) + 1 >> 1)
        shift = prec - length
        exact = True
        if shift >= 0:
            digits *= 100 ** shift
        else:
            digits, rest = divmod(digits, 100 ** -shift)
            exact = not rest
        exponent -= shift
        root = _math.isqrt(digits)
        if exact and root * root == digits:
            if shift >= 0:
                root //= 10 ** shift
            else:
                root *= 10 ** -shift
            exponent += shift
        elif root % 5 == 0:
            root += 1
        return _rounded(_make(0, root, exponent))
    def exp(self, context=None):
        prec = getcontext().prec
        with localcontext() as inner:
            inner.prec = prec + 10
            total = term = Decimal(1)
            scaled, times = self, 0
            while abs(scaled) > 1:
                scaled /= 2
                times += 1
            n = 1
            while True:
                term = term * scaled / n
                if total + term == total:
                    break
                total += term
                n += 1
            for _ in range(times):
                total *= total
        return +total
    def ln(self, context=None):
        if self <= 0:
            if self == 0:
                return Decimal('-Infinity')
            _raise(InvalidOperation, 'ln of a negative value')
        prec = getcontext().prec
        with localcontext() as inner:
            inner.prec = prec + 10
            x = Decimal(_math.log(float(self)))
            for _ in range(8):
                e = x.exp()
                step = 2 * (self - e) / (self + e)
                x += step
                if abs(step) < _make(0, 1, -prec - 8):
                    break
        return +x
    def log10(self, context=None):
        with localcontext() as inner:
            inner.prec += 5
            made = self.ln() / Decimal(10).ln()
        return +made
    def is_nan(self):
        return self._special in ('NaN', 'sNaN')
    def is_infinite(self):
        return self._special == 'Infinity'
    def is_finite(self):
        return self._special is None
    def is_zero(self):
        return not self._special and self._int == 0
    def is_signed(self):
        return self._sign == 1
    def adjusted(self):
        return self._exp + len(str(self._int)) - 1
    def scaleb(self, other, context=None):
        return _make(self._sign, self._int, self._exp + int(other))
    def max(self, other):
        return self if self >= other else Decimal(other)
    def min(self, other):
        return self if self <= other else Decimal(other)
    def to_eng_string(self, context=None):
        return str(self)
    @property
    def real(self):
        return self
    @property
    def imag(self):
        return Decimal(0)

Number.register(Decimal)

def _plain(value):
    digits = str(value._int)
    if value._exp >= 0:
        return digits + '0' * value._exp
    digits = digits.rjust(-value._exp + 1, '0')
    return digits[:value._exp] + '.' + digits[value._exp:]
`,
};
