/** datetime's times of day, and moments: a date with one. */
export const MOMENTS = `
class time(_Ordered):
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check(hour=hour, minute=minute, second=second, microsecond=microsecond)
        made = object.__new__(cls)
        made.hour, made.minute, made.second, made.microsecond, made.tzinfo, made.fold = hour, minute, second, microsecond, tzinfo, fold
        return made
    @classmethod
    def fromisoformat(cls, time_string):
        return _from_iso(cls, lambda text: _read_time(text.removeprefix('T')), time_string)
    def utcoffset(self):
        return self.tzinfo and self.tzinfo.utcoffset(None)
    def dst(self):
        return self.tzinfo and self.tzinfo.dst(None)
    def tzname(self):
        return self.tzinfo and self.tzinfo.tzname(None)
    def isoformat(self, timespec='auto'):
        return _time_text(self, timespec)
    def __str__(self):
        return self.isoformat()
    def strftime(self, format):
        return _written(self, format)
    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)
    def __repr__(self):
        return f'{_named(self)}({_parts_text([self.hour, self.minute, self.second, self.microsecond], self.tzinfo)})'
    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        new = {'hour': hour, 'minute': minute, 'second': second, 'microsecond': microsecond, 'fold': fold}
        kept = {name: _given(value, getattr(self, name)) for name, value in new.items()}
        return type(self)(**kept, tzinfo=self.tzinfo if tzinfo is True else tzinfo)
    def _key(self):
        return _us_of(self) - (self.utcoffset() or timedelta())._us
    def _pair(self, other, orders):
        return _pair_of_aware('times', self, other, orders) if isinstance(other, time) else None
    def __hash__(self):
        return hash(self._key())

_time_class = time
time.min, time.max, time.resolution = time(0, 0), time(23, 59, 59, 999999), timedelta.resolution

def _us_of(moment):
    return ((moment.hour * 60 + moment.minute) * 60 + moment.second) * 1000000 + moment.microsecond

def _parts_text(parts, zone):
    """Without the last ones that are 0, of seconds and below."""
    while parts[-1] == 0 and len(parts) > (2 if len(parts) < 5 else 5):
        parts = parts[:-1]
    return ', '.join([*map(str, parts), *([] if zone is None else [f'tzinfo={zone!r}'])])

_EPOCH = 719163 * _DAY

class datetime(date):
    def __new__(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        made = date.__new__(cls, year, month, day)
        made._time = _time_class(hour, minute, second, microsecond, tzinfo, fold=fold)
        return made
    hour, minute, second, microsecond, tzinfo, fold = (property(_operator.attrgetter('_time.' + part)) for part in ('hour', 'minute', 'second', 'microsecond', 'tzinfo', 'fold'))
    @classmethod
    def _from_us(cls, us, tz=None):
        days, us = divmod(us, _DAY)
        return cls(*_from_ordinal(_in_range(days)), us // 3600000000, us // 60000000 % 60, us // 1000000 % 60, us % 1000000, tz)
    def _us(self):
        return date.toordinal(self) * _DAY + _us_of(self._time)
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)
    today = classmethod(lambda cls: cls.now())
    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        made = cls._from_us(_EPOCH + round(timestamp * 1000000), tz)
        return made if tz is None else tz.fromutc(made)
    @classmethod
    def utcnow(cls):
        _deprecated('utcnow', 'now(datetime.UTC)')
        return cls.now()
    @classmethod
    def utcfromtimestamp(cls, timestamp):
        _deprecated('utcfromtimestamp', 'fromtimestamp(timestamp, datetime.UTC)')
        return cls.fromtimestamp(timestamp)
    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone)
    @classmethod
    def fromisoformat(cls, date_string):
        return _from_iso(cls, _read_moment, date_string)
    @classmethod
    def strptime(cls, date_string, format):
        return _parse(cls, date_string, format)
    def _clock(self):
        return self.hour, self.minute, self.second
    def utctimetuple(self):
        return (self - (self.utcoffset() or timedelta())).timetuple()
    def timestamp(self):
        return (self._key() - _EPOCH) / 1000000
    def date(self):
        return date(self._year, self._month, self._day)
    def time(self):
        return self._time.replace(tzinfo=None)
    def timetz(self):
        return self._time
    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        made = date.__new__(type(self), _given(year, self._year), _given(month, self._month), _given(day, self._day))
        made._time = self._time.replace(hour, minute, second, microsecond, tzinfo, fold=fold)
        return made
    def astimezone(self, tz=None):
        zone = tz or UTC
        naive = self.replace(tzinfo=None) - (self.utcoffset() or timedelta())
        return zone.fromutc(naive.replace(tzinfo=zone))
    def utcoffset(self):
        return self.tzinfo and self.tzinfo.utcoffset(self)
    def dst(self):
        return self.tzinfo and self.tzinfo.dst(self)
    def tzname(self):
        return self.tzinfo and self.tzinfo.tzname(self)
    def isoformat(self, sep='T', timespec='auto'):
        return date.isoformat(self) + sep + _time_text(self, timespec)
    def __str__(self):
        return self.isoformat(' ')
    def __repr__(self):
        parts = [self._year, self._month, self._day, self.hour, self.minute, self.second, self.microsecond]
        return f'{_named(self)}({_parts_text(parts, self.tzinfo)})'
    def __add__(self, other):
        return self._from_us(self._us() + other._us, self.tzinfo) if isinstance(other, timedelta) else NotImplemented
    __radd__ = __add__
    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._from_us(self._us() - other._us, self.tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _delta(self._key() - other._key())
    def _key(self):
        return self._us() - (self.utcoffset() or timedelta())._us
    def _pair(self, other, orders):
        return _pair_of_aware('datetimes', self, other, orders) if isinstance(other, datetime) else None
    def __hash__(self):
        return hash(self._key())

datetime.min, datetime.max, datetime.resolution = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999), timedelta.resolution

def _deprecated(name, instead):
    import warnings
    warnings.warn(f'datetime.datetime.{name}() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.{instead}.', DeprecationWarning, stacklevel=3)
`;
