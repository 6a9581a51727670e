/** fractions, statistics and numbers, written in Python. */
export const NUMBERS: Readonly<Record<string, string>> = {
  numbers: `
class Number:
    pass
class Complex(Number):
    pass
class Real(Complex):
    pass
class Rational(Real):
    pass
class Integral(Rational):
    pass
`,
  fractions: `
import math
from decimal import Decimal as _Decimal
import _numbers

class Fraction:
    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if isinstance(numerator, int):
                self.numerator, self.denominator = int(numerator), 1
                return self
            if isinstance(numerator, Fraction):
                self.numerator, self.denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, (float, _Decimal)):
                self.numerator, self.denominator = numerator.as_integer_ratio()
                return self
            if isinstance(numerator, str):
                self.numerator, self.denominator = _read(numerator)
                return self
            raise TypeError('argument should be a string or a Rational instance or have the as_integer_ratio() method')
        if not isinstance(numerator, (int, Fraction)) or not isinstance(denominator, (int, Fraction)):
            raise TypeError('both arguments should be Rational instances')
        a = numerator.numerator * denominator.denominator
        b = denominator.numerator * numerator.denominator
        if b == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % numerator)  #@298
        if b < 0:
            a, b = -a, -b
        g = math.gcd(a, b)
        self.numerator, self.denominator = a // g, b // g
        return self
    @classmethod
    def from_float(cls, f):
        return cls(f)
    @classmethod
    def from_decimal(cls, dec):
        return cls(dec)
    def as_integer_ratio(self):
        return self.numerator, self.denominator
    def is_integer(self):
        return self.denominator == 1
    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self.denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self.numerator, self.denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self.denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)
    def __repr__(self):
        return f'{type(self).__name__}({self.numerator}, {self.denominator})'
    def __str__(self):
        return str(self.numerator) if self.denominator == 1 else f'{self.numerator}/{self.denominator}'
    def __format__(self, spec):
        if not spec or spec[-1] not in 'eEfFgG%':
            return format(str(self), spec)
        return format(_Decimal(self.numerator) / _Decimal(self.denominator), spec)
    def _pair(self, other):
        return other if isinstance(other, Fraction) else Fraction(other) if isinstance(other, int) else None
    def __add__(a, b):
        if isinstance(b, (float, complex)):
            return float(a) + b
        b = a._pair(b)
        return NotImplemented if b is None else Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
    __radd__ = __add__
    def __sub__(a, b):
        if isinstance(b, (float, complex)):
            return float(a) - b
        b = a._pair(b)
        return NotImplemented if b is None else Fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)
    def __rsub__(a, b):
        return -(a - b)
    def __mul__(a, b):
        if isinstance(b, (float, complex)):
            return float(a) * b
        b = a._pair(b)
        return NotImplemented if b is None else Fraction(a.numerator * b.numerator, a.denominator * b.denominator)
    __rmul__ = __mul__
    def __truediv__(a, b):
        if isinstance(b, (float, complex)):
            return float(a) / b
        b = a._pair(b)
        return NotImplemented if b is None else Fraction(a.numerator * b.denominator, a.denominator * b.numerator)
    def __rtruediv__(a, b):
        return b / float(a) if isinstance(b, (float, complex)) else Fraction(b) / a
    def __floordiv__(a, b):
        if isinstance(b, float):
            return float(a) // b
        b = a._pair(b)
        return NotImplemented if b is None else (a.numerator * b.denominator) // (a.denominator * b.numerator)
    def __rfloordiv__(a, b):
        return Fraction(b) // a
    def __mod__(a, b):
        if isinstance(b, float):
            return float(a) % b
        return a - b * (a // b)
    def __rmod__(a, b):
        return Fraction(b) % a
    def __divmod__(a, b):
        return a // b, a % b
    def __pow__(a, b):
        if isinstance(b, Fraction):
            if b.denominator != 1:
                return float(a) ** float(b)
            b = b.numerator
        if isinstance(b, int):
            return Fraction(a.numerator ** b, a.denominator ** b) if b >= 0 else Fraction(a.denominator ** -b, a.numerator ** -b)
        return float(a) ** b
    def __rpow__(a, b):
        return b ** a.numerator if a.denominator == 1 and a.numerator >= 0 else b ** float(a)
    def __neg__(a):
        return Fraction(-a.numerator, a.denominator)
    def __pos__(a):
        return Fraction(a)
    def __abs__(a):
        return Fraction(abs(a.numerator), a.denominator)
    def __int__(a):
        return -(-a.numerator // a.denominator) if a.numerator < 0 else a.numerator // a.denominator
    __trunc__ = __int__
    def __floor__(a):
        return a.numerator // a.denominator
    def __ceil__(a):
        return -(-a.numerator // a.denominator)
    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self.numerator, self.denominator)
            if rest * 2 != self.denominator:
                return floor + (rest * 2 > self.denominator)
            return floor + floor % 2
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)
    def __float__(a):
        return a.numerator / a.denominator
    def __bool__(a):
        return a.numerator != 0
    def __hash__(self):
        return _numbers.hash_ratio(self.numerator, self.denominator)
    def __eq__(a, b):
        if isinstance(b, (int, Fraction)):
            return a.numerator * b.denominator == b.numerator * a.denominator
        if isinstance(b, float):
            return a == Fraction(b) if math.isfinite(b) else False
        return NotImplemented
    def _order(a, b):
        if isinstance(b, float):
            b = Fraction(b)
        return a.numerator * b.denominator - b.numerator * a.denominator if isinstance(b, (int, Fraction)) else None
    def __lt__(a, b):
        order = a._order(b)
        return NotImplemented if order is None else order < 0
    def __gt__(a, b):
        order = a._order(b)
        return NotImplemented if order is None else order > 0
    def __le__(a, b):
        order = a._order(b)
        return NotImplemented if order is None else order <= 0
    def __ge__(a, b):
        order = a._order(b)
        return NotImplemented if order is None else order >= 0
    @property
    def real(self):
        return self
    @property
    def imag(self):
        return 0

def _read(text):
    bare = text.strip()
    try:
        if '/' in bare:
            above, below = bare.split('/')
            made = Fraction(int(above), int(below))
            return made.numerator, made.denominator
        if not any(mark in bare.lower() for mark in ('inf', 'nan')):
            return _Decimal(bare).as_integer_ratio()
    except ZeroDivisionError:
        raise
    except (ValueError, ArithmeticError):
        pass
    raise ValueError('Invalid literal for Fraction: %r' % text)
`,
  statistics: `
import math
import random
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from bisect import bisect_left, bisect_right

class StatisticsError(ValueError):
    pass

def _exact(data):
    data = list(data)
    total = Fraction(0)
    for one in data:
        total += Fraction(one)
    kinds = {type(one) for one in data}
    kind = Decimal if Decimal in kinds else float if float in kinds else Fraction if Fraction in kinds else int
    return data, kind, total

def _as(value, kind):
    if kind is int:
        return int(value) if value.denominator == 1 else float(value)
    if kind is Decimal:
        return Decimal(value.numerator) / value.denominator
    return kind(value)

def mean(data):
    data, kind, total = _exact(data)
    if not data:
        raise StatisticsError('mean requires at least one data point')
    return _as(total / len(data), kind)

def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError('fmean requires at least one data point')
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(data) != len(weights):
        raise StatisticsError('data and weights must be the same length')
    return math.fsum(a * b for a, b in zip(data, weights)) / math.fsum(weights)

def geometric_mean(data):
    data = list(data)
    if not data:
        raise StatisticsError('Must have a non-empty dataset')
    if any(one < 0 for one in data):
        raise StatisticsError('No negative inputs allowed', data)
    return math.exp(math.fsum(map(math.log, data)) / len(data))

def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if any(one < 0 for one in data):
        raise StatisticsError('harmonic mean does not support negative values')
    if 0 in data:
        return 0
    _, kind, _ = _exact(data)
    weights = [1] * len(data) if weights is None else list(weights)
    return _as(Fraction(sum(weights)) / sum(Fraction(weight) / Fraction(one) for weight, one in zip(weights, data)), kind)

def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2

def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]

def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]

def median_grouped(data, interval=1.0):
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError('no median for empty data')
    x = data[n // 2]
    i, j = bisect_left(data, x), bisect_right(data, x)
    return float(x) - interval / 2 + interval * (n / 2 - i) / (j - i)

def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    try:
        return pairs[0][0]
    except IndexError:
        raise StatisticsError('no mode for empty data') from None  #@785

def multimode(data):
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, count in counts.items() if count == most]

def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    ld = len(data)
    if ld < 2:
        if ld == 1:
            return data * (n - 1)
        raise StatisticsError('must have at least one data point')
    result = []
    if method == 'inclusive':
        m = ld - 1
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == 'exclusive':
        m = ld + 1
        for i in range(1, n):
            j = min(max(i * m // n, 1), ld - 1)
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f'Unknown method: {method!r}')

def _squares(data, centre=None):
    data, kind, total = _exact(data)
    centre = total / len(data) if centre is None and data else centre
    return data, kind, sum(((Fraction(one) - Fraction(centre)) ** 2 for one in data), Fraction(0))

def variance(data, xbar=None):
    data, kind, total = _squares(data, xbar)
    if len(data) < 2:
        raise StatisticsError('variance requires at least two data points')
    return _as(total / (len(data) - 1), kind)

def pvariance(data, mu=None):
    data, kind, total = _squares(data, mu)
    if not data:
        raise StatisticsError('pvariance requires at least one data point')
    return _as(total / len(data), kind)

def _root(value):
    a, b = value.numerator, value.denominator
    shift = (a.bit_length() - b.bit_length() - 109) // 2
    q = math.isqrt(a // (b << 2 * shift)) if shift >= 0 else math.isqrt((a << -2 * shift) // b)
    if shift >= 0:
        q |= q * q * (b << 2 * shift) != a
    else:
        q |= q * q * b != a << -2 * shift
    return (q << shift) / 1 if shift >= 0 else q / (1 << -shift)

def stdev(data, xbar=None):
    data, kind, total = _squares(data, xbar)
    if len(data) < 2:
        raise StatisticsError('stdev requires at least two data points')
    value = total / (len(data) - 1)
    return (Decimal(value.numerator) / value.denominator).sqrt() if kind is Decimal else _root(value)

def pstdev(data, mu=None):
    data, kind, total = _squares(data, mu)
    if not data:
        raise StatisticsError('pstdev requires at least one data point')
    value = total / len(data)
    return (Decimal(value.numerator) / value.denominator).sqrt() if kind is Decimal else _root(value)

def covariance(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError('covariance requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('covariance requires at least two data points')
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    return math.sumprod([one - xbar for one in x], [one - ybar for one in y]) / (n - 1)

def correlation(x, y, /, *, method='linear'):
    n = len(x)
    if len(y) != n:
        raise StatisticsError('correlation requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('correlation requires at least two data points')
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    x, y = [one - xbar for one in x], [one - ybar for one in y]
    sxy, sxx, syy = math.sumprod(x, y), math.sumprod(x, x), math.sumprod(y, y)
    try:
        return sxy / math.sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant')

class LinearRegression(tuple):
    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])
    def __repr__(self):
        return f'LinearRegression(slope={self[0]!r}, intercept={self[1]!r})'

def linear_regression(x, y, /, *, proportional=False):
    n = len(x)
    if len(y) != n:
        raise StatisticsError('linear regression requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('linear regression requires at least two data points')
    if not proportional:
        xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
        x, y = [one - xbar for one in x], [one - ybar for one in y]
    sxy, sxx = math.sumprod(x, y) + 0.0, math.sumprod(x, x)
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError('x is constant')
    return LinearRegression((slope, 0.0 if proportional else ybar - slope * xbar))

class NormalDist:
    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self.mean, self.stdev = float(mu), float(sigma)
    variance = property(lambda self: self.stdev ** 2)
    def pdf(self, x):
        diff = x - self.mean
        return math.exp(diff * diff / (-2.0 * self.variance)) / math.sqrt(math.tau * self.variance)
    def cdf(self, x):
        return 0.5 * (1.0 + math.erf((x - self.mean) / (self.stdev * math.sqrt(2.0))))
    def zscore(self, x):
        return (x - self.mean) / self.stdev
    def __repr__(self):
        return f'NormalDist(mu={self.mean!r}, sigma={self.stdev!r})'
`,
};
