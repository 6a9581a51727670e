/** datetime's beginnings: what is common, lengths of time, and time zones. */
export const DURATIONS = `
import math as _math
import operator as _operator
import time as _time

MINYEAR, MAXYEAR = 1, 9999
_MONTHS = ['', *'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()]
_LONG_MONTHS = ['', *'January February March April May June July August September October November December'.split()]
_WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split()
_DAY = 86400000000
_LIMITS = {'month': (1, 12), 'hour': (0, 23), 'minute': (0, 59), 'second': (0, 59), 'microsecond': (0, 999999)}

def _check(**parts):
    """Whole numbers within their limits."""
    for name, value in parts.items():
        low, high = _LIMITS[name]
        if not low <= _whole(value) <= high:
            raise ValueError(f'{name} must be in {low}..{high}')

def _whole(value):
    if hasattr(value, '__index__'):
        return int(value)
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")

def _named(thing):
    """The module's own with its name, a program's without."""
    kind = type(thing)
    return f'datetime.{kind.__name__}' if kind.__module__ == 'datetime' else kind.__name__

def _given(new, old):
    return old if new is None else new

class _Ordered:
    """Things that \`_pair\` measures by the same; None: it does not."""
    def __eq__(self, other):
        pair = self._pair(other, False)
        return NotImplemented if pair is None else pair[0] == pair[1]

def _ordering(test):
    def compare(self, other):
        pair = self._pair(other, True)
        return NotImplemented if pair is None else test(*pair)
    return compare

for _name in ('lt', 'le', 'gt', 'ge'):
    setattr(_Ordered, f'__{_name}__', _ordering(getattr(_operator, _name)))

def _pair_of_aware(kind, mine, theirs, orders):
    """Of those in time zones and those in none, which are never equal and have no order."""
    if (mine.utcoffset() is None) == (theirs.utcoffset() is None):
        return mine._key(), theirs._key()
    if orders:
        raise TypeError(f"can't compare offset-naive and offset-aware {kind}")
    return 0, 1

class timedelta(_Ordered):
    """So many microseconds."""
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        parts = {'days': (days, _DAY), 'seconds': (seconds, 1000000), 'microseconds': (microseconds, 1), 'milliseconds': (milliseconds, 1000), 'minutes': (minutes, 60000000), 'hours': (hours, 3600000000), 'weeks': (weeks, 7 * _DAY)}
        total, rest = 0, 0.0
        for name, (count, unit) in parts.items():
            if not isinstance(count, (int, float)):
                raise TypeError(f'unsupported type for timedelta {name} component: {type(count).__name__}')
            whole = count if isinstance(count, int) else _math.floor(count)
            total += whole * unit
            rest += (count - whole) * unit
        # To the nearest; of two as near, to the even one.
        self._us = total - total % 2 + round(total % 2 + rest)
        self.days, within = divmod(self._us, _DAY)
        self.seconds, self.microseconds = divmod(within, 1000000)
        if abs(self.days) > 999999999:
            if abs(self.days) > 2147483647:
                raise OverflowError('Python int too large to convert to C int')
            raise OverflowError(f'days={self.days}; must have magnitude <= 999999999')
    def total_seconds(self):
        return self._us / 1000000
    def __repr__(self):
        parts = [f'{name}={getattr(self, name)}' for name in ('days', 'seconds', 'microseconds') if getattr(self, name)]
        return f"{_named(self)}({', '.join(parts) or '0'})"
    def __str__(self):
        days = f"{self.days} day{'s' if abs(self.days) != 1 else ''}, " if self.days else ''
        rest = f'.{self.microseconds:06d}' if self.microseconds else ''
        return f'{days}{self.seconds // 3600}:{self.seconds // 60 % 60:02d}:{self.seconds % 60:02d}{rest}'
    def _pair(self, other, orders):
        return (self._us, other._us) if isinstance(other, timedelta) else None
    def __hash__(self):
        return hash(self._us)
    def __bool__(self):
        return self._us != 0
    def __pos__(self):
        return self
    def __neg__(self):
        return _delta(-self._us)
    def __abs__(self):
        return _delta(abs(self._us))
    def __add__(self, other):
        return _delta(self._us + other._us) if isinstance(other, timedelta) else NotImplemented
    def __sub__(self, other):
        return _delta(self._us - other._us) if isinstance(other, timedelta) else NotImplemented
    def __mul__(self, other):
        return self._scaled(*other.as_integer_ratio()) if isinstance(other, (int, float)) else NotImplemented
    __radd__, __rmul__ = __add__, __mul__
    def _scaled(self, above, below):
        """Times a ratio, to the nearest; of two as near, to the even one."""
        if below < 0:
            above, below = -above, -below
        whole, rest = divmod(self._us * above, below)
        return _delta(whole + (2 * rest > below or 2 * rest == below and whole % 2))
    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if not isinstance(other, (int, float)):
            return NotImplemented
        above, below = other.as_integer_ratio()
        return self._scaled(below, above)
    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return _delta(self._us // other) if isinstance(other, int) else NotImplemented
    def __mod__(self, other):
        return _delta(self._us % other._us) if isinstance(other, timedelta) else NotImplemented
    def __divmod__(self, other):
        return self // other, self % other

def _delta(us):
    return timedelta(microseconds=us)

timedelta.min, timedelta.max, timedelta.resolution = timedelta(-999999999), timedelta(999999999, 86399, 999999), _delta(1)

def _left_open(name):
    def method(self, dt):
        raise NotImplementedError(f'a tzinfo subclass must implement {name}()')
    return method

class tzinfo:
    tzname, utcoffset, dst = map(_left_open, ('tzname', 'utcoffset', 'dst'))
    def fromutc(self, dt):
        return dt + dt.utcoffset()

class timezone(tzinfo):
    def __new__(cls, offset, name=None):
        return UTC if offset == timedelta() and name is None and UTC is not None else object.__new__(cls)
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if abs(offset._us) >= _DAY:
            raise ValueError(f'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}.')
        self._ahead, self._given_name = offset, name
    def utcoffset(self, dt):
        return self._ahead
    def dst(self, dt):
        return None
    def tzname(self, dt):
        return _given(self._given_name, f'UTC{_offset_text(self._ahead)}' if self._ahead else 'UTC')
    def fromutc(self, dt):
        return self._ahead + dt
    def __eq__(self, other):
        return self._ahead == other._ahead if isinstance(other, timezone) else NotImplemented
    def __hash__(self):
        return hash(('timezone', self._ahead))
    def __str__(self):
        return self.tzname(self)
    def __repr__(self):
        name = '' if self._given_name is None else f', {self._given_name!r}'
        return 'datetime.timezone.utc' if self is UTC else f'{_named(self)}({self._ahead!r}{name})'

UTC = None
timezone.utc = UTC = timezone(timedelta(0))
timezone.max = timezone(timedelta(hours=23, minutes=59))
timezone.min = timezone(-timezone.max._ahead)

def _offset_text(offset, colon=':'):
    seconds = abs(offset._us) // 1000000
    parts = [seconds // 3600, seconds // 60 % 60, *([seconds % 60] if seconds % 60 else [])]
    return ('-' if offset._us < 0 else '+') + colon.join([f'{part:02d}' for part in parts])
`;
