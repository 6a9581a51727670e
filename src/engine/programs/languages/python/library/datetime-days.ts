/** datetime's calendar, and dates. */
export const DAYS = `
def _is_leap(year):
    return not year % (400 if year % 100 == 0 else 4)

def _days_in(year, month):
    return 28 + _is_leap(year) if month == 2 else 30 + (month + month // 8) % 2

def _days_before(year):
    """Of the years before."""
    past = year - 1
    return 365 * past + past // 4 - past // 100 + past // 400

def _ordinal(year, month, day):
    return _days_before(year) + sum([_days_in(year, one) for one in range(1, month)]) + day

def _from_ordinal(n):
    # A guess by the mean length of a year is right or one too late.
    year = n * 400 // 146097 + 1
    year -= _days_before(year) >= n
    month, day = 1, n - _days_before(year)
    while day > _days_in(year, month):
        day -= _days_in(year, month)
        month += 1
    return year, month, day

def _check_date(year, month, day):
    if not MINYEAR <= _whole(year) <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    _check(month=month)
    if not 1 <= _whole(day) <= _days_in(year, month):
        raise ValueError('day is out of range for month')
    return int(year), int(month), int(day)

def _in_range(n):
    if 1 <= n <= 3652059:
        return n
    raise OverflowError('date value out of range')

def _first_week(year):
    """The Monday of the week that has January 4th."""
    fourth = _ordinal(year, 1, 4)
    return fourth - (fourth - 1) % 7

class IsoCalendarDate(tuple):
    year, week, weekday = (property(_operator.itemgetter(at)) for at in range(3))
    def __repr__(self):
        return 'datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)' % tuple(self)

class date(_Ordered):
    def __new__(cls, year, month, day):
        made = object.__new__(cls)
        made._year, made._month, made._day = _check_date(year, month, day)
        return made
    year, month, day = map(property, map(_operator.attrgetter, ('_year', '_month', '_day')))
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
    def fromisoformat(cls, date_string):
        return _from_iso(cls, _read_date, date_string)
    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f'Year is out of range: {year}')
        if not 0 < week <= (_first_week(year + 1) - _first_week(year)) // 7:
            raise ValueError(f'Invalid week: {week}')
        if not 0 < day < 8:
            raise ValueError(f'Invalid day: {day} (range is [1, 7])')
        return cls.fromordinal(_first_week(year) + 7 * week + day - 8)
    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)
    def weekday(self):
        return date.toordinal(self) % 7 - 1 if date.toordinal(self) % 7 else 6
    def isoweekday(self):
        return 1 + self.weekday()
    def isocalendar(self):
        here = date.toordinal(self)
        year = self._year + (here >= _first_week(self._year + 1)) - (here < _first_week(self._year))
        week, day = divmod(here - _first_week(year), 7)
        return IsoCalendarDate((year, 1 + week, 1 + day))
    def _clock(self):
        return 0, 0, 0
    def timetuple(self):
        of_year = date.toordinal(self) - _days_before(self._year)
        return _time.struct_time((self._year, self._month, self._day, *self._clock(), self.weekday(), of_year, -1))
    def ctime(self):
        return '%s %s %2d %02d:%02d:%02d %04d' % (_WEEKDAYS[self.weekday()][:3], _MONTHS[self._month], self._day, *self._clock(), self._year)
    def isoformat(self):
        return f'{self._year:04d}-{self._month:02d}-{self._day:02d}'
    def __str__(self):
        return self.isoformat()
    def strftime(self, format):
        return _written(self, format)
    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)
    def __repr__(self):
        return '%s(%d, %d, %d)' % (_named(self), self._year, self._month, self._day)
    def replace(self, year=None, month=None, day=None):
        return self.__class__(_given(year, self._year), _given(month, self._month), _given(day, self._day))
    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self.fromordinal(_in_range(self.toordinal() + other.days))
    __radd__ = __add__
    def __sub__(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return self + timedelta(-other.days) if isinstance(other, timedelta) else NotImplemented
    def _key(self):
        return self._year, self._month, self._day
    def _pair(self, other, orders):
        return (self._key(), other._key()) if isinstance(other, date) and not isinstance(other, datetime) else None
    def __hash__(self):
        return hash(self._key())

date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)
`;
