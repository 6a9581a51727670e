/** statistics: what is to be exact in fractions. */
export const STATISTICS: Readonly<Record<string, string>> = {
  statistics: `
import math
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from decimal import Decimal
from fractions import Fraction

class StatisticsError(ValueError):
    pass

class _Sample:
    """Numbers as they are exactly, and what kind of number a result is to be."""
    def __init__(self, data, least, wanted):
        self.values = [*data]
        self.size = len(self.values)
        if self.size < least:
            raise StatisticsError(wanted)
        kinds = [*dict.fromkeys(map(type, self.values))]
        for one in self.values:
            if not hasattr(one, 'as_integer_ratio'):
                raise TypeError(f"can't convert type '{type(one).__name__}' to numerator/denominator")
        mixed = [one.__name__ for one in kinds if one in (Decimal, float, Fraction)]
        if Decimal in kinds and len(mixed) > 1:
            raise TypeError(f"don't know how to coerce {mixed[0]} and {mixed[1]}")
        self.kind = next((kind for kind in (Decimal, float, Fraction) if kind in kinds), int)
        # Infinities and NaN have no exact value: they are the sum.
        self.odd = [one for one in self.values if isinstance(one, Decimal) and not one.is_finite() or isinstance(one, float) and not math.isfinite(one)]
        self.exact = [] if self.odd else [Fraction(one) for one in self.values]
    def result(self, value):
        if self.odd:
            return self.kind(sum(map(float, self.odd)))
        if self.kind is int:
            return value.numerator if value.denominator == 1 else value.numerator / value.denominator
        return Decimal(value.numerator) / value.denominator if self.kind is Decimal else self.kind(value)
    def mean(self):
        return sum(self.exact, Fraction(0)) / self.size
    def spread(self, centre=None):
        """Squares of the distances from the middle, or from what is given as such."""
        middle, values = (self.mean(), self.exact) if centre is None else (centre, self.values)
        return sum([Fraction((one - middle) * (one - middle)) for one in values], Fraction(0))
    def root(self, value):
        if self.odd:
            return math.nan
        if self.kind is Decimal:
            return (Decimal(value.numerator) / value.denominator).sqrt()
        return _root(value.numerator, value.denominator)

def _root(above, below):
    """The float nearest to the root of a fraction: more places than a float has, and whether there would be further ones."""
    places = max(0, 64 + (below.bit_length() - above.bit_length()) // 2)
    square, rest = divmod(above << 2 * places, below)
    root = math.isqrt(square)
    has_more = rest != 0 or root * root != square
    return (2 * root + has_more) / (2 << places)

def mean(data):
    sample = _Sample(data, 1, 'mean requires at least one data point')
    return sample.result(sample.odd or sample.mean())

def fmean(data, weights=None):
    data = [*data]
    if weights is None:
        weights = [1] * len(data)
        if not data:
            raise StatisticsError('fmean requires at least one data point')
    weights = [*weights]
    if len(weights) != len(data):
        raise StatisticsError('data and weights must be the same length')
    if not (whole := math.fsum(weights)):
        raise StatisticsError('sum of weights must be non-zero')
    return math.fsum([one * weight for one, weight in zip(data, weights)]) / whole

def geometric_mean(data):
    data = [*data]
    if not data:
        raise StatisticsError('Must have a non-empty dataset')
    for one in data:
        if one < 0:
            raise StatisticsError('No negative inputs allowed', one)
    return 0.0 if 0 in data else math.exp(math.fsum([math.log(one) for one in data]) / len(data))

def harmonic_mean(data, weights=None):
    sample = _Sample(data, 1, 'harmonic_mean requires at least one data point')
    if min(sample.values) < 0:
        raise StatisticsError('harmonic mean does not support negative values')
    weights = [1] * sample.size if weights is None else [*weights]
    if len(weights) != sample.size:
        raise StatisticsError('Number of weights does not match data size')
    if 0 in sample.exact:
        return 0
    found = Fraction(sum(weights)) / sum([weight / one for one, weight in zip(sample.exact, weights)])
    return float(found) if sample.kind is int else sample.result(found)

def _ordered(data):
    found = sorted(data)
    if not found:
        raise StatisticsError('no median for empty data')
    return found, len(found) // 2

def median(data):
    found, half = _ordered(data)
    return found[half] if len(found) % 2 else (found[half - 1] + found[half]) / 2

def median_low(data):
    found, half = _ordered(data)
    return found[half - 1 + len(found) % 2]

def median_high(data):
    found, half = _ordered(data)
    return found[half]

def median_grouped(data, interval=1.0):
    found, half = _ordered(data)
    below, upto = bisect_left(found, found[half]), bisect_right(found, found[half])
    return found[half] - interval / 2 + interval * (len(found) / 2 - below) / (upto - below)

def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    try:
        return pairs[0][0]  #@783
    except IndexError:
        raise StatisticsError('no mode for empty data') from None  #@785

def multimode(data):
    counts = Counter(data)
    return [one for one in counts if counts[one] == max(counts.values())]

def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    found = sorted(data)
    size = len(found)
    if size < 2:
        if found:
            return found * (n - 1)
        raise StatisticsError('must have at least one data point')
    if method not in ('exclusive', 'inclusive'):
        raise ValueError(f'Unknown method: {method!r}')
    def cut(part):
        """Between the two that are around a share of the whole."""
        whole, first = (size + 1, 1) if method == 'exclusive' else (size - 1, 0)
        low = min(max(part * whole // n - first, 0), size - 2)
        over = part * whole - (low + first) * n
        return (found[low] * (n - over) + found[low + 1] * over) / n
    return [cut(part) for part in range(1, n)]

def variance(data, xbar=None):
    sample = _Sample(data, 2, 'variance requires at least two data points')
    return sample.result(sample.spread(xbar) / (sample.size - 1))

def pvariance(data, mu=None):
    sample = _Sample(data, 1, 'pvariance requires at least one data point')
    return sample.result(sample.spread(mu) / sample.size)

def stdev(data, xbar=None):
    sample = _Sample(data, 2, 'stdev requires at least two data points')
    return sample.root(sample.spread(xbar) / (sample.size - 1))

def pstdev(data, mu=None):
    sample = _Sample(data, 1, 'pstdev requires at least one data point')
    return sample.root(sample.spread(mu) / sample.size)

class _Pairs:
    """Two samples side by side, by their distances from their middles."""
    def __init__(self, what, x, y, is_centred=True):
        self.size = len(x)
        if len(y) != self.size:
            raise StatisticsError(f'{what} requires that both inputs have same number of data points')
        if self.size < 2:
            raise StatisticsError(f'{what} requires at least two data points')
        self.middles = [math.fsum(side) / self.size if is_centred else 0 for side in (x, y)]
        self.x, self.y = ([one - middle for one in side] for side, middle in zip((x, y), self.middles))
    def product(self, a, b):
        return math.sumprod(getattr(self, a), getattr(self, b))

def covariance(x, y, /):
    pairs = _Pairs('covariance', x, y)
    return pairs.product('x', 'y') / (pairs.size - 1)

def _ranks(data):
    """Places in order; equal ones share the middle of theirs."""
    ordered = sorted(data)
    return [(bisect_left(ordered, one) + bisect_right(ordered, one) + 1) / 2 for one in data]

def correlation(x, y, /, *, method='linear'):
    if method not in ('linear', 'ranked'):
        raise ValueError(f'Unknown method: {method!r}')
    pairs = _Pairs('correlation', *((x, y) if method == 'linear' else (_ranks(x), _ranks(y))))
    scale = math.sqrt(pairs.product('x', 'x') * pairs.product('y', 'y'))
    if not scale:
        raise StatisticsError('at least one of the inputs is constant')
    return pairs.product('x', 'y') / scale

LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'))

def linear_regression(x, y, /, *, proportional=False):
    pairs = _Pairs('linear regression', x, y, not proportional)
    width = pairs.product('x', 'x')
    if not width:
        raise StatisticsError('x is constant')
    slope = float(pairs.product('x', 'y')) / width
    x0, y0 = pairs.middles
    return LinearRegression(slope, 0.0 if proportional else y0 - slope * x0)

# Wichura's algorithm AS 241: for the middle, the outer parts and the ends of the curve, above and below the line.
_CURVE = [
    ([2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080],
     [5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0]),
    ([7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258, 3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734],
     [1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1.0]),
    ([2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720],
     [2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0]),
]

def _curve(part, x):
    values = []
    for factors in _CURVE[part]:
        value = 0.0
        for factor in factors:
            value = value * x + factor
        values.append(value)
    return values[0], values[1]

class NormalDist:
    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu, self._sigma = float(mu), float(sigma)
    @classmethod
    def from_samples(cls, data):
        data = [*data]
        return cls(fmean(data), stdev(data))
    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)
    def _width(self, what):
        if not self._sigma:
            raise StatisticsError(f'{what}() not defined when sigma is zero')
        return self._sigma
    def samples(self, n, *, seed=None):
        import random
        draw = random.random if seed is None else random.Random(seed).random
        return [self.inv_cdf(draw()) for _ in range(n)]
    def pdf(self, x):
        scale = self._width('pdf') ** 2
        return math.exp((x - self._mu) ** 2 / (-2.0 * scale)) / math.sqrt(math.tau * scale)
    def cdf(self, x):
        return (1.0 + math.erf((x - self._mu) / (self._width('cdf') * math.sqrt(2.0)))) * 0.5
    def zscore(self, x):
        return (x - self._mu) / self._width('zscore')
    def inv_cdf(self, p):
        if not 0.0 < p < 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        side = p - 0.5
        if abs(side) <= 0.425:
            above, below = _curve(0, 0.180625 - side * side)
            return self._mu + above * side / below * self._sigma
        far = math.sqrt(-math.log(p if side <= 0 else 1.0 - p))
        above, below = _curve(1, far - 1.6) if far <= 5.0 else _curve(2, far - 5.0)
        return self._mu + math.copysign(above / below, side) * self._sigma
    def quantiles(self, n=4):
        return [self.inv_cdf(part / n) for part in range(1, n)]
    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        narrow, wide = sorted((self, other), key=lambda one: (one._sigma, one._mu))
        if not narrow._sigma:
            raise StatisticsError('overlap() not defined when sigma is zero')
        apart, more = wide._mu - narrow._mu, wide.variance - narrow.variance
        if not more:
            return 1.0 - math.erf(abs(apart) / (2.0 * narrow._sigma * math.sqrt(2.0)))
        # Where the two curves cross.
        middle = narrow._mu * wide.variance - wide._mu * narrow.variance
        half = narrow._sigma * wide._sigma * math.sqrt(apart * apart + more * math.log(wide.variance / narrow.variance))
        return 1.0 - sum(abs(wide.cdf(x) - narrow.cdf(x)) for x in ((middle + half) / more, (middle - half) / more))
    def _moved(self, other, sign):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + sign * other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + sign * other, self._sigma)
    def _scaled(self, factor):
        return NormalDist(self._mu * factor, self._sigma * abs(factor))
    def __add__(self, other):
        return self._moved(other, 1)
    def __sub__(self, other):
        return self._moved(other, -1)
    def __mul__(self, factor):
        return self._scaled(factor)
    def __truediv__(self, factor):
        return NormalDist(self._mu / factor, self._sigma / abs(factor))
    def __pos__(self):
        return self._scaled(1.0)
    def __neg__(self):
        return self._scaled(-1.0)
    def __rsub__(self, other):
        return -self + other
    __radd__, __rmul__ = __add__, __mul__
    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, NormalDist) else NotImplemented
    def __hash__(self):
        return hash((self._mu, self._sigma))
    def __repr__(self):
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'
`,
};
