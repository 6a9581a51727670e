/** datetime, written in Python. Local time is UTC, as in containers. */
export const DATETIME: Readonly<Record<string, string>> = {
  datetime: `
import time as _time
import math as _math

MINYEAR, MAXYEAR = 1, 9999
_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
_MONTHS = ['', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
_LONG_MONTHS = ['', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
_WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

def _days_in(year, month):
    return 29 if month == 2 and _leap(year) else _DAYS[month]

def _ordinal(year, month, day):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400 + sum(_days_in(year, one) for one in range(1, month)) + day

def _from_ordinal(n):
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = 1
    while n >= _days_in(year, month):
        n -= _days_in(year, month)
        month += 1
    return year, month, n + 1

def _check_int(value):
    if not hasattr(value, '__index__'):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return int(value)

def _check_date(year, month, day):
    year, month, day = _check_int(year), _check_int(month), _check_int(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _days_in(year, month):
        raise ValueError('day is out of range for month')
    return year, month, day

def _check_time(hour, minute, second, microsecond):
    if not 0 <= hour <= 23:
        raise ValueError('hour must be in 0..23')
    if not 0 <= minute <= 59:
        raise ValueError('minute must be in 0..59')
    if not 0 <= second <= 59:
        raise ValueError('second must be in 0..59')
    if not 0 <= microsecond <= 999999:
        raise ValueError('microsecond must be in 0..999999')

def _round(value):
    return round(value)

class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        for name, one in (('days', days), ('seconds', seconds), ('microseconds', microseconds), ('milliseconds', milliseconds), ('minutes', minutes), ('hours', hours), ('weeks', weeks)):
            if not isinstance(one, (int, float)):
                raise TypeError(f'unsupported type for timedelta {name} component: {type(one).__name__}')
        parts = ((weeks, 604800000000), (days, 86400000000), (hours, 3600000000), (minutes, 60000000), (seconds, 1000000), (milliseconds, 1000), (microseconds, 1))
        total, rest = 0, 0.0
        for value, unit in parts:
            if isinstance(value, float):
                whole = _math.floor(value)
                total += whole * unit
                rest += (value - whole) * unit
            else:
                total += value * unit
        self._us = total + _round(rest)
        self.days, left = divmod(self._us, 86400000000)
        self.seconds, self.microseconds = divmod(left, 1000000)
        if abs(self.days) > 999999999:
            raise OverflowError(f'days={self.days}; must have magnitude <= 999999999')
    def total_seconds(self):
        return self._us / 1000000
    def __repr__(self):
        parts = [f'{name}={value}' for name, value in (('days', self.days), ('seconds', self.seconds), ('microseconds', self.microseconds)) if value]
        return f"datetime.timedelta({', '.join(parts) or '0'})"
    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = '%d:%02d:%02d' % (hours, minutes, seconds)
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return text + ('.%06d' % self.microseconds if self.microseconds else '')
    def __add__(self, other):
        return _delta(self._us + other._us) if isinstance(other, timedelta) else NotImplemented
    __radd__ = __add__
    def __sub__(self, other):
        return _delta(self._us - other._us) if isinstance(other, timedelta) else NotImplemented
    def __neg__(self):
        return _delta(-self._us)
    def __pos__(self):
        return self
    def __abs__(self):
        return _delta(abs(self._us))
    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(self._us * other)
        if isinstance(other, float):
            above, below = other.as_integer_ratio()
            return _delta(_divide(self._us * above, below))
        return NotImplemented
    __rmul__ = __mul__
    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            return _delta(_divide(self._us, other))
        if isinstance(other, float):
            above, below = other.as_integer_ratio()
            return _delta(_divide(self._us * below, above))
        return NotImplemented
    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return _delta(self._us // other) if isinstance(other, int) else NotImplemented
    def __mod__(self, other):
        return _delta(self._us % other._us) if isinstance(other, timedelta) else NotImplemented
    def __divmod__(self, other):
        return self // other, self % other
    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented
    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented
    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented
    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented
    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented
    def __hash__(self):
        return hash(self._us)
    def __bool__(self):
        return self._us != 0

def _delta(us):
    return timedelta(microseconds=us)

def _divide(a, b):
    if b < 0:
        a, b = -a, -b
    whole, rest = divmod(a, b)
    return whole + (rest * 2 > b or rest * 2 == b and whole % 2 == 1)

timedelta.min, timedelta.max, timedelta.resolution = timedelta(-999999999), timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999), timedelta(microseconds=1)

class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement tzname()')
    def utcoffset(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')
    def dst(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement dst()')
    def fromutc(self, dt):
        return dt + dt.utcoffset()

class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if not timedelta(-1) < offset < timedelta(1):
            raise ValueError(f'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}.')
        self._offset, self._name = offset, name
    def utcoffset(self, dt):
        return self._offset
    def dst(self, dt):
        return None
    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' + (_offset_text(self._offset) if self._offset else '')
    def fromutc(self, dt):
        return dt + self._offset
    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented
    def __hash__(self):
        return hash(self._offset)
    def __str__(self):
        return self.tzname(None)
    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        return f'datetime.timezone({self._offset!r})' if self._name is None else f'datetime.timezone({self._offset!r}, {self._name!r})'

timezone.utc = UTC = timezone(timedelta(0))
timezone.min, timezone.max = timezone(-timedelta(hours=23, minutes=59)), timezone(timedelta(hours=23, minutes=59))

def _offset_text(offset, colon=':'):
    sign = '-' if offset._us < 0 else '+'
    hours, rest = divmod(abs(offset._us) // 1000000, 3600)
    minutes, seconds = divmod(rest, 60)
    return f'{sign}{hours:02d}{colon}{minutes:02d}' + (f'{colon}{seconds:02d}' if seconds else '')

def _wrap(self, format):
    moment = self.timetuple() if isinstance(self, date) else (1900, 1, 1, self.hour, self.minute, self.second, 0, 1, -1)
    offset = self.utcoffset() if not type(self) is date and hasattr(self, 'utcoffset') else None
    made = ''
    at = 0
    while at < len(format):
        char = format[at]
        at += 1
        if char != '%' or at >= len(format):
            made += char
            continue
        code = format[at]
        at += 1
        if code == 'f':
            made += '%06d' % getattr(self, 'microsecond', 0)
        elif code == 'z':
            made += '' if offset is None else _offset_text(offset, '')
        elif code == ':' and format[at:at + 1] == 'z':
            at += 1
            made += '' if offset is None else _offset_text(offset)
        elif code == 'Z':
            made += '' if offset is None else self.tzname() or ''
        else:
            made += _time.strftime('%' + code, moment)
    return made

class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])
    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'

class date:
    def __new__(cls, year, month, day):
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self
    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)
    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())
    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls.fromordinal(719163 + _math.floor(timestamp) // 86400)
    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))
    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            return cls(*_read_date(text))
        except (ValueError, IndexError) as error:
            if 'range' in str(error) or 'must be in' in str(error):
                raise
            raise ValueError(f'Invalid isoformat string: {text!r}') from None
    @classmethod
    def fromisocalendar(cls, year, week, day):
        first = _ordinal(year, 1, 4)
        return cls.fromordinal(first - (first + 6) % 7 + (week - 1) * 7 + day - 1)
    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)
    def weekday(self):
        return (self.toordinal() + 6) % 7
    def isoweekday(self):
        return self.weekday() + 1
    def isocalendar(self):
        year = self._year
        def start(year):
            first = _ordinal(year, 1, 4)
            return first - (first + 6) % 7
        here = date.toordinal(self)
        if here >= start(year + 1):
            year += 1
        elif here < start(year):
            year -= 1
        week, day = divmod(here - start(year), 7)
        return IsoCalendarDate((year, week + 1, day + 1))
    def timetuple(self):
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), self.toordinal() - _ordinal(self._year, 1, 1) + 1, -1))
    def ctime(self):
        return f'{_WEEKDAYS[self.weekday()][:3]} {_MONTHS[self._month]} {self._day:2d} 00:00:00 {self._year:04d}'
    def isoformat(self):
        return '%04d-%02d-%02d' % (self._year, self._month, self._day)
    __str__ = isoformat
    def strftime(self, format):
        return _wrap(self, format)
    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)
    def __repr__(self):
        return f'datetime.date({self._year}, {self._month}, {self._day})'
    def replace(self, year=None, month=None, day=None):
        return type(self)(year or self._year, month or self._month, day or self._day)
    def __add__(self, other):
        return type(self).fromordinal(_in_range(self.toordinal() + other.days)) if isinstance(other, timedelta) else NotImplemented
    __radd__ = __add__
    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if type(other) is date or isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented
    def _key(self):
        return (self._year, self._month, self._day)
    def _comparable(self, other):
        return isinstance(other, date) and isinstance(other, datetime) == isinstance(self, datetime)
    def __eq__(self, other):
        return self._key() == other._key() if self._comparable(other) else NotImplemented
    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else _refuse(self, other, '<')
    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else _refuse(self, other, '<=')
    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else _refuse(self, other, '>')
    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else _refuse(self, other, '>=')
    def __hash__(self):
        return hash(self._key())

def _refuse(a, b, operator):
    if isinstance(b, date):
        raise TypeError(f"can't compare {type(a).__module__}.{type(a).__name__} to {type(b).__module__}.{type(b).__name__}")
    return NotImplemented

def _in_range(n):
    if not 0 < n <= 3652059:
        raise OverflowError('date value out of range')
    return n

date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)

def _read_date(text):
    if len(text) == 10 and text[4] == text[7] == '-':
        parts = text[:4], text[5:7], text[8:]
    elif len(text) == 8 and text.isdigit():
        parts = text[:4], text[4:6], text[6:]
    elif 'W' in text:
        week = text.replace('-', '')
        made = date.fromisocalendar(int(week[:4]), int(week[5:7]), int(week[7:] or 1))
        return made.year, made.month, made.day
    else:
        raise ValueError
    if not all(part.isdigit() for part in parts):
        raise ValueError
    return tuple(int(part) for part in parts)

def _read_time(text):
    zone = None
    for at, char in enumerate(text):
        if char in '+-Z':
            rest = text[at:]
            text = text[:at]
            if rest == 'Z':
                zone = timezone.utc
            else:
                digits = rest[1:].replace(':', '')
                offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0), seconds=int(digits[4:6] or 0))
                zone = timezone(-offset if rest[0] == '-' else offset) if offset else timezone.utc
            break
    main, _, fraction = text.replace(',', '.').partition('.')
    parts = main.split(':') if ':' in main else [main[at:at + 2] for at in range(0, len(main), 2)]
    if not 1 <= len(parts) <= 3 or not all(len(part) == 2 and part.isdigit() for part in parts) or fraction and not fraction.isdigit():
        raise ValueError
    numbers = [int(part) for part in parts] + [0] * (3 - len(parts))
    return (*numbers, int(fraction.ljust(6, '0')[:6] or 0), zone)

def _time_text(hour, minute, second, us, timespec='auto'):
    text = {'hours': '%02d' % hour, 'minutes': '%02d:%02d' % (hour, minute)}.get(timespec)
    if text is not None:
        return text
    text = '%02d:%02d:%02d' % (hour, minute, second)
    if timespec == 'milliseconds':
        return text + '.%03d' % (us // 1000)
    if timespec == 'microseconds' or timespec == 'auto' and us:
        return text + '.%06d' % us
    if timespec not in ('auto', 'seconds'):
        raise ValueError('Unknown timespec value')
    return text

class time:
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond)
        self = object.__new__(cls)
        self.hour, self.minute, self.second, self.microsecond, self.tzinfo, self.fold = hour, minute, second, microsecond, tzinfo, fold
        return self
    @classmethod
    def fromisoformat(cls, text):
        try:
            return cls(*_read_time(text.removeprefix('T')))
        except ValueError as error:
            if 'must be in' in str(error):
                raise
            raise ValueError(f'Invalid isoformat string: {text!r}') from None
    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)
    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(None)
    def isoformat(self, timespec='auto'):
        offset = self.utcoffset()
        return _time_text(self.hour, self.minute, self.second, self.microsecond, timespec) + ('' if offset is None else _offset_text(offset))
    def __str__(self):
        return self.isoformat()
    def strftime(self, format):
        return _wrap(self, format)
    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)
    def __repr__(self):
        tail = f', {self.second}, {self.microsecond}' if self.microsecond else f', {self.second}' if self.second else ''
        zone = '' if self.tzinfo is None else f', tzinfo={self.tzinfo!r}'
        return f'datetime.time({self.hour}, {self.minute}{tail}{zone})'
    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True):
        pick = lambda new, old: old if new is None else new
        return time(pick(hour, self.hour), pick(minute, self.minute), pick(second, self.second), pick(microsecond, self.microsecond), self.tzinfo if tzinfo is True else tzinfo)
    def _key(self):
        offset = self.utcoffset()
        us = ((self.hour * 60 + self.minute) * 60 + self.second) * 1000000 + self.microsecond
        return us - (offset._us if offset else 0)
    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, time) else NotImplemented
    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, time) else NotImplemented
    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, time) else NotImplemented
    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, time) else NotImplemented
    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, time) else NotImplemented
    def __hash__(self):
        return hash(self._key())

_time_class = time
time.min, time.max, time.resolution = time(0, 0), time(23, 59, 59, 999999), timedelta(microseconds=1)

class datetime(date):
    def __new__(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond)
        self._hour, self._minute, self._second, self._microsecond, self._tzinfo, self._fold = hour, minute, second, microsecond, tzinfo, fold
        return self
    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)
    @classmethod
    def _from_us(cls, us, tz=None):
        days, us = divmod(us, 86400000000)
        seconds, us = divmod(us, 1000000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return cls(*_from_ordinal(_in_range(days)), hour, minute, second, us, tz)
    def _us(self):
        return ((date.toordinal(self) * 24 + self._hour) * 60 + self._minute) * 60000000 + self._second * 1000000 + self._microsecond
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)
    @classmethod
    def utcnow(cls):
        import warnings
        warnings.warn('datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).', DeprecationWarning, stacklevel=2)
        return cls.fromtimestamp(_time.time())
    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())
    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        made = cls._from_us(719163 * 86400000000 + _round(timestamp * 1000000))
        return made if tz is None else tz.fromutc(made.replace(tzinfo=tz))
    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp)
    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))
    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, time.tzinfo if tzinfo is True else tzinfo)
    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            size = 10 if text[4:5] == '-' else 8
            if 'W' in text[:8]:
                size = 10 if text[4:5] == '-' and len(text) > 8 and text[8:9] == '-' else 8 if text[4:5] == '-' else 7
            day = _read_date(text[:size])
            return cls(*day, *_read_time(text[size + 1:])) if len(text) > size else cls(*day)
        except (ValueError, IndexError) as error:
            if 'must be in' in str(error) or 'range' in str(error):
                raise
            raise ValueError(f'Invalid isoformat string: {text!r}') from None
    @classmethod
    def strptime(cls, date_string, format):
        return _parse(cls, date_string, format)
    def timetuple(self):
        return _time.struct_time((self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(), date.toordinal(self) - _ordinal(self._year, 1, 1) + 1, -1))
    def utctimetuple(self):
        offset = self.utcoffset()
        return (self - offset if offset else self).timetuple()
    def timestamp(self):
        offset = self.utcoffset()
        return (self._us() - 719163 * 86400000000 - (offset._us if offset else 0)) / 1000000
    def date(self):
        return date(self._year, self._month, self._day)
    def time(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond)
    def timetz(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond, self._tzinfo)
    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        pick = lambda new, old: old if new is None else new
        return type(self)(pick(year, self._year), pick(month, self._month), pick(day, self._day), pick(hour, self._hour), pick(minute, self._minute), pick(second, self._second), pick(microsecond, self._microsecond), self._tzinfo if tzinfo is True else tzinfo)
    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone.utc
        offset = self.utcoffset() or timedelta(0)
        return tz.fromutc((self.replace(tzinfo=None) - offset).replace(tzinfo=tz))
    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)
    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)
    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)
    def ctime(self):
        return f'{_WEEKDAYS[self.weekday()][:3]} {_MONTHS[self._month]} {self._day:2d} {self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}'
    def isoformat(self, sep='T', timespec='auto'):
        offset = self.utcoffset()
        return date.isoformat(self) + sep + _time_text(self._hour, self._minute, self._second, self._microsecond, timespec) + ('' if offset is None else _offset_text(offset))
    def __str__(self):
        return self.isoformat(' ')
    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        if parts[-1] == 0:
            del parts[-1]
            if parts[-1] == 0:
                del parts[-1]
        zone = '' if self._tzinfo is None else f', tzinfo={self._tzinfo!r}'
        return f"datetime.datetime({', '.join(map(str, parts))}{zone})"
    def __add__(self, other):
        return type(self)._from_us(self._us() + other._us, self._tzinfo) if isinstance(other, timedelta) else NotImplemented
    __radd__ = __add__
    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _delta(self._us() - other._us() - (mine._us - theirs._us if mine is not None else 0))
    def _key(self):
        offset = self.utcoffset()
        return self._us() - (offset._us if offset is not None else 0)
    def _ordered(self, other, operator):
        if not isinstance(other, datetime):
            return _refuse(self, other, operator)
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return None
    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()
    def __lt__(self, other):
        refused = self._ordered(other, '<')
        return self._key() < other._key() if refused is None else refused
    def __le__(self, other):
        refused = self._ordered(other, '<=')
        return self._key() <= other._key() if refused is None else refused
    def __gt__(self, other):
        refused = self._ordered(other, '>')
        return self._key() > other._key() if refused is None else refused
    def __ge__(self, other):
        refused = self._ordered(other, '>=')
        return self._key() >= other._key() if refused is None else refused
    def __hash__(self):
        return hash(self._key())

datetime.min, datetime.max, datetime.resolution = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999), timedelta(microseconds=1)

def _parse(cls, text, format):
    at = 0
    found = {}
    def fail():
        raise ValueError('time data %r does not match format %r' % (text, format))
    def number(most, least=1):
        nonlocal at
        end = at
        while end < len(text) and end - at < most and text[end].isdigit():
            end += 1
        if end - at < least:
            fail()
        value = int(text[at:end])
        at = end
        return value
    def word(names):
        nonlocal at
        for index, name in sorted(enumerate(names), key=lambda one: -len(one[1])):
            if name and text[at:at + len(name)].lower() == name.lower():
                at += len(name)
                return index
        fail()
    limits = {'d': (1, 31), 'm': (1, 12), 'H': (0, 23), 'I': (1, 12), 'M': (0, 59), 'S': (0, 61)}
    def ranged(code):
        nonlocal at
        start = at
        value = number(2)
        if not limits[code][0] <= value <= limits[code][1]:
            at = start
            value = number(1)
            if not limits[code][0] <= value <= limits[code][1]:
                fail()
        return value
    expanded = format.replace('%T', '%H:%M:%S').replace('%D', '%m/%d/%y').replace('%F', '%Y-%m-%d').replace('%c', '%a %b %d %H:%M:%S %Y').replace('%x', '%m/%d/%y').replace('%X', '%H:%M:%S')
    spec = 0
    while spec < len(expanded):
        char = expanded[spec]
        spec += 1
        if char.isspace():
            if at >= len(text) or not text[at].isspace():
                fail()
            while at < len(text) and text[at].isspace():
                at += 1
            continue
        if char != '%':
            if text[at:at + 1].lower() != char.lower():
                fail()
            at += 1
            continue
        if spec >= len(expanded):
            raise ValueError("stray %% in format '%s'" % format)
        code = expanded[spec]
        spec += 1
        if code in limits:
            found[code] = ranged(code)
        elif code == 'Y':
            found['Y'] = number(4, 4)
        elif code == 'y':
            value = number(2, 2)
            found['Y'] = value + (2000 if value < 69 else 1900)
        elif code == 'j':
            found['j'] = number(3)
        elif code == 'f':
            start = at
            number(6)
            found['f'] = int(text[start:at].ljust(6, '0'))
        elif code == 'b':
            found['m'] = word(_MONTHS)
        elif code == 'B':
            found['m'] = word(_LONG_MONTHS)
        elif code == 'a':
            word([one[:3] for one in _WEEKDAYS])
        elif code == 'A':
            word(_WEEKDAYS)
        elif code == 'p':
            found['p'] = word(['am', 'pm'])
        elif code == 'w':
            number(1)
        elif code == 'z':
            if text[at:at + 1] == 'Z':
                at += 1
                found['z'] = timezone.utc
            else:
                sign = text[at:at + 1]
                if sign not in ('+', '-'):
                    fail()
                at += 1
                hours = number(2, 2)
                if text[at:at + 1] == ':':
                    at += 1
                offset = timedelta(hours=hours, minutes=number(2, 2))
                found['z'] = timezone(-offset if sign == '-' else offset) if offset else timezone.utc
        elif code == 'Z':
            name = word(['UTC', 'GMT'])
        elif code == '%':
            if text[at:at + 1] != '%':
                fail()
            at += 1
        else:
            raise ValueError("'%s' is a bad directive in format '%s'" % (code, format))
    if at < len(text):
        raise ValueError('unconverted data remains: ' + text[at:])
    hour = found.get('H', 0)
    if 'I' in found:
        hour = found['I'] % 12 + (12 if found.get('p') == 1 else 0)
    if 'j' in found and 'm' not in found:
        year, month, day = _from_ordinal(_ordinal(found.get('Y', 1900), 1, 1) + found['j'] - 1)
    else:
        year, month, day = found.get('Y', 1900), found.get('m', 1), found.get('d', 1)
    return cls(year, month, day, hour, found.get('M', 0), found.get('S', 0), found.get('f', 0), found.get('z'))
`,
  zoneinfo: `
from datetime import timezone as _timezone, timedelta as _timedelta, tzinfo as _tzinfo
import _machine

class ZoneInfoNotFoundError(KeyError):
    pass

class ZoneInfo(_tzinfo):
    def __init__(self, key):
        if key not in ('UTC', 'Etc/UTC', 'GMT', 'Etc/GMT'):
            _machine.not_modelled(f'zoneinfo.ZoneInfo({key!r})')
        self.key = key
    def utcoffset(self, dt):
        return _timedelta(0)
    def dst(self, dt):
        return _timedelta(0)
    def tzname(self, dt):
        return 'GMT' if 'GMT' in self.key else 'UTC'
    def fromutc(self, dt):
        return dt
    def __str__(self):
        return self.key
    def __repr__(self):
        return f'zoneinfo.ZoneInfo(key={self.key!r})'
`,
};
