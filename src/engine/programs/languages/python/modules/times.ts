/** time and datetime. */
import { formatTime } from '../../../shared/time';
import { define, native } from '../call';
import { raised } from '../errors';
import { float, nativeClass, record, text, whole } from '../helpers';
import {
  type Attributes,
  ClassMethod,
  NOT_IMPLEMENTED,
  Obj,
  PyClass,
  PyProperty,
  PyTuple,
  type Value,
} from '../values';
import { asStatic } from '../attributes';
import type { Vm } from '../vm';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MS = 86_400_000;

/** time.struct_time of a moment, UTC: containers have no other zone unless they are told. */
function structTime(ms: number): PyTuple {
  const date = new Date(ms);
  const start = Date.UTC(date.getUTCFullYear(), 0, 1);
  return record(
    'struct_time',
    [
      ['tm_year', BigInt(date.getUTCFullYear())],
      ['tm_mon', BigInt(date.getUTCMonth() + 1)],
      ['tm_mday', BigInt(date.getUTCDate())],
      ['tm_hour', BigInt(date.getUTCHours())],
      ['tm_min', BigInt(date.getUTCMinutes())],
      ['tm_sec', BigInt(date.getUTCSeconds())],
      ['tm_wday', BigInt((date.getUTCDay() + 6) % 7)],
      ['tm_yday', BigInt(Math.floor((ms - start) / DAY_MS) + 1)],
      ['tm_isdst', 0n],
    ],
    'time',
  );
}

function momentOf(value: Value | undefined): number | undefined {
  if (!(value instanceof PyTuple)) return undefined;
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = value.items.map((item) =>
    whole(item),
  );
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function fillTime(vm: Vm, members: Attributes): void {
  const { p } = vm;
  const bootMs = p.nowMs - 3_600_000;
  members.set('timezone', 0n);
  members.set('tzname', new PyTuple(['UTC', 'UTC']));
  define(members, {
    time: ['', () => p.nowMs / 1000],
    time_ns: ['', () => BigInt(Math.round(p.nowMs * 1000)) * 1000n],
    monotonic: ['', () => (p.nowMs - bootMs) / 1000],
    perf_counter: ['', () => (p.nowMs - bootMs) / 1000],
    perf_counter_ns: ['', () => BigInt(Math.round((p.nowMs - bootMs) * 1000)) * 1000n],
    process_time: ['', () => (p.processes().find(({ pid }) => pid === p.pid)?.cpuMs ?? 0) / 1000],
    sleep: [
      'seconds',
      function* (inner, [seconds]) {
        const value = float(seconds);
        if (value < 0) throw raised('ValueError', 'sleep length must be non-negative');
        yield* inner.sleep(Math.min(value * 1000, 2 ** 45));
        return null;
      },
    ],
    strftime: ['format t?', (_vm, [format, when]) => formatTime(text(format), momentOf(when) ?? p.nowMs)],
    gmtime: [
      'seconds?',
      (_vm, [seconds]) => structTime(seconds === undefined ? p.nowMs : float(seconds) * 1000),
    ],
    localtime: [
      'seconds?',
      (_vm, [seconds]) => structTime(seconds === undefined ? p.nowMs : float(seconds) * 1000),
    ],
    mktime: ['t', (_vm, [when]) => (momentOf(when) ?? 0) / 1000],
    ctime: [
      'seconds?',
      (_vm, [seconds]) =>
        formatTime('%a %b %e %H:%M:%S %Y', seconds === undefined ? p.nowMs : float(seconds) * 1000),
    ],
    asctime: ['t?', (_vm, [when]) => formatTime('%a %b %e %H:%M:%S %Y', momentOf(when) ?? p.nowMs)],
  });
}

// datetime

/** Milliseconds, with microseconds behind the point. */
class Moment extends Obj {
  constructor(
    cls: PyClass,
    readonly ms: number,
    /** Seconds east of UTC; undefined: naive. */
    readonly zone?: TimeZone,
  ) {
    super(cls);
  }

  /** The clock as read where it is. */
  get wall(): Date {
    return new Date(Math.floor(this.ms + (this.zone?.offsetMs ?? 0)));
  }

  get microsecond(): number {
    const micros = Math.round(this.ms * 1000);
    return ((micros % 1_000_000) + 1_000_000) % 1_000_000;
  }
}

class Delta extends Obj {
  constructor(readonly ms: number) {
    super(DELTA);
  }
}

class TimeZone extends Obj {
  constructor(
    readonly offsetMs: number,
    readonly name: string,
  ) {
    super(TIMEZONE);
  }
}

const DATE = nativeClass('date', 'datetime');
const DATETIME = nativeClass('datetime', 'datetime', {}, [DATE]);
const DELTA = nativeClass('timedelta', 'datetime');
const TIMEZONE = nativeClass('timezone', 'datetime');
const UTC = new TimeZone(0, 'UTC');
TIMEZONE.members.set('utc', UTC);

const own = (value: Value | undefined): Moment => value as Moment;
const two = (number: number): string => String(number).padStart(2, '0');

function dateText(date: Date): string {
  return `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

function offsetText(zone: TimeZone): string {
  const minutes = Math.abs(zone.offsetMs) / 60_000;
  return `${zone.offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function isoText(moment: Moment, separator: string, timespec = 'auto'): string {
  const { wall, microsecond } = moment;
  const time = `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}:${two(wall.getUTCSeconds())}`;
  const isMilli = timespec === 'milliseconds';
  const fraction =
    timespec === 'seconds' || (timespec === 'auto' && microsecond === 0)
      ? ''
      : `.${String(microsecond)
          .padStart(6, '0')
          .slice(0, isMilli ? 3 : 6)}`;
  return `${dateText(wall)}${separator}${timespec === 'minutes' ? time.slice(0, 5) : time + fraction}${moment.zone ? offsetText(moment.zone) : ''}`;
}

function deltaText(ms: number): string {
  const micros = Math.round(ms * 1000);
  const days = Math.floor(micros / (DAY_MS * 1000));
  const rest = micros - days * DAY_MS * 1000;
  const seconds = Math.floor(rest / 1_000_000);
  const fraction = rest % 1_000_000;
  const clock = `${String(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${days === 0 ? '' : `${String(days)} day${Math.abs(days) === 1 ? '' : 's'}, `}${clock}${fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`}`;
}

function property(cls: PyClass, name: string, read: (self: Value) => Value): void {
  cls.members.set(name, new PyProperty(native(name, 'self', (_vm, [self = null]) => read(self))));
}

function classMethod(cls: PyClass, name: string, spec: string, code: Parameters<typeof native>[2]): void {
  cls.members.set(name, new ClassMethod(asStatic(native(name, `cls ${spec}`, code))));
}

property(DATE, 'year', (self) => BigInt(own(self).wall.getUTCFullYear()));
property(DATE, 'month', (self) => BigInt(own(self).wall.getUTCMonth() + 1));
property(DATE, 'day', (self) => BigInt(own(self).wall.getUTCDate()));
property(DATETIME, 'hour', (self) => BigInt(own(self).wall.getUTCHours()));
property(DATETIME, 'minute', (self) => BigInt(own(self).wall.getUTCMinutes()));
property(DATETIME, 'second', (self) => BigInt(own(self).wall.getUTCSeconds()));
property(DATETIME, 'microsecond', (self) => BigInt(own(self).microsecond));
property(DATETIME, 'tzinfo', (self) => own(self).zone ?? null);

/** ISO 8601: the year, the week and the day of a date. */
function isoCalendar(day: Date): PyTuple {
  const weekday = day.getUTCDay() || 7;
  const thursday = new Date(day.getTime() + (4 - weekday) * 86_400_000);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 / 7) + 1;
  return record(
    'IsoCalendarDate',
    [
      ['year', BigInt(year)],
      ['week', BigInt(week)],
      ['weekday', BigInt(weekday)],
    ],
    'datetime',
  );
}

define(DATE.members, {
  weekday: ['self', (_vm, [self]) => BigInt((own(self).wall.getUTCDay() + 6) % 7)],
  isoweekday: ['self', (_vm, [self]) => BigInt(own(self).wall.getUTCDay() || 7)],
  isocalendar: ['self', (_vm, [self]) => isoCalendar(own(self).wall)],
  isoformat: ['self', (_vm, [self]) => dateText(own(self).wall)],
  strftime: ['self format', (_vm, [self, format]) => formatMoment(own(self), text(format))],
  __format__: [
    'self spec',
    (_vm, [self, spec]) => (spec === '' ? momentText(own(self)) : formatMoment(own(self), text(spec))),
  ],
  timetuple: ['self', (_vm, [self]) => structTime(own(self).wall.getTime())],
  __str__: ['self', (_vm, [self]) => momentText(own(self))],
  __repr__: ['self', (_vm, [self]) => momentRepr(own(self))],
  __hash__: ['self', (_vm, [self]) => BigInt(Math.round(own(self).ms * 1000))],
  __sub__: [
    'self other',
    (_vm, [self, other]) => {
      if (other instanceof Delta) return new Moment(own(self).cls, own(self).ms - other.ms, own(self).zone);
      if (!(other instanceof Moment)) return NOT_IMPLEMENTED;
      if ((own(self).zone === undefined) !== (other.zone === undefined))
        throw raised('TypeError', "can't subtract offset-naive and offset-aware datetimes");
      return new Delta(own(self).ms - other.ms);
    },
  ],
  __add__: [
    'self other',
    (_vm, [self, other]) =>
      other instanceof Delta
        ? new Moment(own(self).cls, own(self).ms + other.ms, own(self).zone)
        : NOT_IMPLEMENTED,
  ],
  ...comparisons((value) => (value instanceof Moment ? value.ms : undefined)),
});
define(DATETIME.members, {
  isoformat: [
    'self sep? timespec?',
    (_vm, [self, separator = 'T', timespec]) =>
      isoText(own(self), text(separator), typeof timespec === 'string' ? timespec : 'auto'),
  ],
  timestamp: ['self', (_vm, [self]) => own(self).ms / 1000],
  date: ['self', (_vm, [self]) => new Moment(DATE, Math.floor(own(self).wall.getTime() / DAY_MS) * DAY_MS)],
  astimezone: [
    'self tz?',
    (_vm, [self, zone]) => new Moment(DATETIME, own(self).ms, zone instanceof TimeZone ? zone : UTC),
  ],
  ctime: ['self', (_vm, [self]) => formatTime('%a %b %e %H:%M:%S %Y', own(self).wall.getTime())],
  replace: [
    'self year? month? day? hour? minute? second? microsecond? * tzinfo?',
    (_vm, [self, year, month, day, hour, minute, second, micro, zone]) => {
      const { wall, microsecond, zone: old } = own(self);
      const at = Date.UTC(
        whole(year, wall.getUTCFullYear()),
        whole(month, wall.getUTCMonth() + 1) - 1,
        whole(day, wall.getUTCDate()),
        whole(hour, wall.getUTCHours()),
        whole(minute, wall.getUTCMinutes()),
        whole(second, wall.getUTCSeconds()),
      );
      const next = zone instanceof TimeZone ? zone : zone === null ? undefined : old;
      return new Moment(own(self).cls, at + whole(micro, microsecond) / 1000 - (next?.offsetMs ?? 0), next);
    },
  ],
});

function comparisons(read: (value: Value | undefined) => number | undefined): Parameters<typeof define>[1] {
  const compared = (test: (a: number, b: number) => boolean): Parameters<typeof define>[1][string] => [
    'self other',
    (_vm, [self, other]) => {
      const [a, b] = [read(self), read(other)];
      return a === undefined || b === undefined ? NOT_IMPLEMENTED : test(a, b);
    },
  ];
  return {
    __eq__: compared((a, b) => a === b),
    __lt__: compared((a, b) => a < b),
    __le__: compared((a, b) => a <= b),
    __gt__: compared((a, b) => a > b),
    __ge__: compared((a, b) => a >= b),
  };
}

function momentText(moment: Moment): string {
  return moment.cls === DATE ? dateText(moment.wall) : isoText(moment, ' ');
}

function momentRepr(moment: Moment): string {
  const { wall, microsecond, zone } = moment;
  const parts = [wall.getUTCFullYear(), wall.getUTCMonth() + 1, wall.getUTCDate()];
  if (moment.cls === DATE) return `datetime.date(${parts.join(', ')})`;
  parts.push(wall.getUTCHours(), wall.getUTCMinutes());
  if (wall.getUTCSeconds() !== 0 || microsecond !== 0) parts.push(wall.getUTCSeconds());
  if (microsecond !== 0) parts.push(microsecond);
  return `datetime.datetime(${parts.join(', ')}${zone ? ', tzinfo=datetime.timezone.utc' : ''})`;
}

function formatMoment(moment: Moment, format: string): string {
  const zone = moment.zone ? offsetText(moment.zone).replace(':', '') : '';
  const known = format
    .replace(/%f/g, String(moment.microsecond).padStart(6, '0'))
    .replace(/%z/g, zone)
    .replace(/%Z/g, moment.zone?.name ?? '');
  return formatTime(known, moment.wall.getTime());
}

classMethod(
  DATETIME,
  'now',
  'tz?',
  (vm, [, zone]) =>
    new Moment(DATETIME, Math.round(vm.p.nowMs * 1000) / 1000, zone instanceof TimeZone ? zone : undefined),
);
classMethod(DATETIME, 'today', '', (vm) => new Moment(DATETIME, Math.round(vm.p.nowMs * 1000) / 1000));
classMethod(DATETIME, 'utcnow', '', (vm) => new Moment(DATETIME, Math.round(vm.p.nowMs * 1000) / 1000));
classMethod(
  DATETIME,
  'fromtimestamp',
  'timestamp tz?',
  (_vm, [, seconds, zone]) =>
    new Moment(DATETIME, float(seconds) * 1000, zone instanceof TimeZone ? zone : undefined),
);
classMethod(
  DATE,
  'today',
  '',
  (vm, [cls]) =>
    new Moment(
      cls === DATETIME ? DATETIME : DATE,
      cls === DATETIME ? vm.p.nowMs : Math.floor(vm.p.nowMs / DAY_MS) * DAY_MS,
    ),
);
for (const cls of [DATE, DATETIME]) {
  classMethod(cls, 'fromisoformat', 'text', (_vm, [own, value]) => {
    const found =
      /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(
        text(value),
      );
    if (!found) throw raised('ValueError', `Invalid isoformat string: '${text(value)}'`);
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = found;
    const offset =
      zone === undefined || zone === 'Z'
        ? 0
        : Number(zone.slice(0, 3)) * 3_600_000 + Number(zone.slice(4)) * 60_000;
    const at = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
    );
    const micros = Number(fraction.padEnd(6, '0')) / 1000;
    const made = zone === undefined ? undefined : offset === 0 ? UTC : new TimeZone(offset, `UTC${zone}`);
    return new Moment(own as PyClass, at + micros - offset, made);
  });
}
classMethod(DATETIME, 'strptime', 'text format', (_vm, [, value, format]) =>
  parseMoment(text(value), text(format)),
);
DATE.make = (_vm, cls, args, named) => {
  const at = (index: number, name: string, otherwise: number): number =>
    whole(args[index] ?? named.get(name), otherwise);
  const [year, month, day] = [at(0, 'year', 1970), at(1, 'month', 1), at(2, 'day', 1)];
  if (month < 1 || month > 12) throw raised('ValueError', 'month must be in 1..12');
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    throw raised('ValueError', 'day is out of range for month');
  const ms =
    Date.UTC(year, month - 1, day, at(3, 'hour', 0), at(4, 'minute', 0), at(5, 'second', 0)) +
    at(6, 'microsecond', 0) / 1000;
  const zone = named.get('tzinfo') ?? args[7];
  return new Moment(
    cls,
    ms - (zone instanceof TimeZone ? zone.offsetMs : 0),
    zone instanceof TimeZone ? zone : undefined,
  );
};
DATETIME.make = DATE.make;

const FIELDS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  f: '(?<f>\\d{1,6})',
  y: '(?<y>\\d{2})',
  b: '(?<b>[A-Za-z]{3})',
  a: '[A-Za-z]{3}',
  A: '[A-Za-z]+',
  B: '(?<b>[A-Za-z]{3})[a-z]*',
};

function parseMoment(value: string, format: string): Moment {
  const pattern = format
    .replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')
    .replace(/%([A-Za-z])/g, (whole, code: string) => FIELDS[code] ?? whole);
  const found = new RegExp(`^${pattern}$`).exec(value)?.groups;
  if (!found) throw raised('ValueError', `time data '${value}' does not match format '${format}'`);
  const number = (name: string, otherwise: number): number =>
    found[name] === undefined ? otherwise : Number(found[name]);
  const month =
    found.b === undefined
      ? number('m', 1)
      : MONTHS.findIndex((one) => one.toLowerCase() === found.b?.toLowerCase()) + 1;
  const year = found.y === undefined ? number('Y', 1900) : 2000 + number('y', 0);
  const ms = Date.UTC(year, month - 1, number('d', 1), number('H', 0), number('M', 0), number('S', 0));
  return new Moment(DATETIME, ms + Number((found.f ?? '').padEnd(6, '0')) / 1000);
}

const UNITS: readonly (readonly [string, number])[] = [
  ['days', DAY_MS],
  ['seconds', 1000],
  ['microseconds', 0.001],
  ['milliseconds', 1],
  ['minutes', 60_000],
  ['hours', 3_600_000],
  ['weeks', 7 * DAY_MS],
];
DELTA.make = (_vm, _cls, args, named) =>
  new Delta(UNITS.reduce((sum, [name, ms], index) => sum + float(args[index] ?? named.get(name)) * ms, 0));
const delta = (value: Value | undefined): number => (value instanceof Delta ? value.ms : 0);
define(DELTA.members, {
  total_seconds: ['self', (_vm, [self]) => delta(self) / 1000],
  __str__: ['self', (_vm, [self]) => deltaText(delta(self))],
  __repr__: [
    'self',
    (_vm, [self]) => {
      const micros = Math.round(delta(self) * 1000);
      const days = Math.floor(micros / (DAY_MS * 1000));
      const rest = micros - days * DAY_MS * 1000;
      const parts = [
        ['days', days],
        ['seconds', Math.floor(rest / 1_000_000)],
        ['microseconds', rest % 1_000_000],
      ].filter(([, count]) => count !== 0);
      return `datetime.timedelta(${parts.length === 0 ? '0' : parts.map(([name, count]) => `${String(name)}=${String(count)}`).join(', ')})`;
    },
  ],
  __add__: [
    'self other',
    (_vm, [self, other]) => (other instanceof Delta ? new Delta(delta(self) + other.ms) : NOT_IMPLEMENTED),
  ],
  __sub__: [
    'self other',
    (_vm, [self, other]) => (other instanceof Delta ? new Delta(delta(self) - other.ms) : NOT_IMPLEMENTED),
  ],
  __mul__: ['self other', (_vm, [self, other]) => new Delta(delta(self) * float(other))],
  __truediv__: [
    'self other',
    (_vm, [self, other]) =>
      other instanceof Delta ? delta(self) / other.ms : new Delta(delta(self) / float(other)),
  ],
  __neg__: ['self', (_vm, [self]) => new Delta(-delta(self))],
  __bool__: ['self', (_vm, [self]) => delta(self) !== 0],
  __hash__: ['self', (_vm, [self]) => BigInt(Math.round(delta(self) * 1000))],
  ...comparisons((value) => (value instanceof Delta ? value.ms : undefined)),
});
property(DELTA, 'days', (self) => BigInt(Math.floor(delta(self) / DAY_MS)));
property(DELTA, 'seconds', (self) =>
  BigInt(Math.floor((delta(self) - Math.floor(delta(self) / DAY_MS) * DAY_MS) / 1000)),
);
property(DELTA, 'microseconds', (self) =>
  BigInt(((Math.round(delta(self) * 1000) % 1_000_000) + 1_000_000) % 1_000_000),
);
TIMEZONE.make = (_vm, _cls, args) =>
  new TimeZone(delta(args[0]), typeof args[1] === 'string' ? args[1] : 'UTC');
define(TIMEZONE.members, {
  __str__: ['self', (_vm, [self]) => (self as TimeZone).name],
  __repr__: ['self', () => 'datetime.timezone.utc'],
});

function fillDatetime(_vm: Vm, members: Attributes): void {
  for (const cls of [DATE, DATETIME, DELTA, TIMEZONE]) members.set(cls.name, cls);
  members.set('UTC', UTC);
}

export const modules = { time: fillTime, datetime: fillDatetime };
