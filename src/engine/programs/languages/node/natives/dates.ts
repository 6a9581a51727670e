/** Date. A machine's local time is UTC. */
import { parseDateText } from '../date-text';
import { num, plainString, protoFor, toNumber, toPrimitive } from '../objects';
import { JsDate, type Value } from '../values';
import type { Vm } from '../vm';
import { dateInLocale } from './locales';
import { methods, nativeClass } from './objects';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (value: number): string => String(value).padStart(2, '0');

function dateText(ms: number, what: 'all' | 'date' | 'time'): string {
  if (Number.isNaN(ms)) return 'Invalid Date';
  const date = new Date(ms);
  const day = `${DAYS[date.getUTCDay()] ?? ''} ${MONTHS[date.getUTCMonth()] ?? ''} ${two(date.getUTCDate())} ${String(date.getUTCFullYear())}`;
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} GMT+0000 (Coordinated Universal Time)`;
  return what === 'date' ? day : what === 'time' ? time : `${day} ${time}`;
}

export function addDates(vm: Vm): void {
  const { realm } = vm;
  const cls = nativeClass(
    vm,
    'Date',
    realm.dateProto,
    function* (inner, _self, args, newTarget) {
      const [first] = args;
      let ms = Math.floor(inner.p.nowMs);
      if (args.length === 1) {
        const plain = first instanceof JsDate ? first.ms : yield* toPrimitive(inner, first);
        ms = typeof plain === 'string' ? parseDateText(plain) : Math.trunc(yield* toNumber(inner, plain));
      } else if (args.length > 1) {
        const [year = NaN, month = 0, day = 1, hour = 0, minute = 0, second = 0, milli = 0] = args.map(
          (one) => num(one),
        );
        ms = Date.UTC(year, month, day, hour, minute, second, milli);
      }
      return new JsDate(protoFor(newTarget, realm.dateProto), ms);
    },
    (inner) => dateText(inner.p.nowMs, 'all'),
  );
  methods(vm, cls, {
    now: (inner) => Math.floor(inner.p.nowMs),
    parse: (_inner, _self, [text]) => parseDateText(plainString(text)),
    UTC: (_inner, _self, args) => {
      const [year = NaN, month = 0, day = 1, hour = 0, minute = 0, second = 0, milli = 0] = args.map((one) =>
        num(one),
      );
      return Date.UTC(year, month, day, hour, minute, second, milli);
    },
  });
  const date = (inner: Vm, self: Value): JsDate => {
    if (self instanceof JsDate) return self;
    throw inner.error('TypeError', 'this is not a Date object.');
  };
  realm.dateProto.put(
    'valueOf',
    vm.native('valueOf', (inner, self) => date(inner, self).ms),
    false,
  );
  for (const part of [
    'FullYear',
    'Month',
    'Date',
    'Day',
    'Hours',
    'Minutes',
    'Seconds',
    'Milliseconds',
  ] as const) {
    for (const zone of ['', 'UTC']) {
      methods(vm, realm.dateProto, {
        [`get${zone}${part}`]: (inner, self) => new Date(date(inner, self).ms)[`getUTC${part}`](),
      });
      if (part === 'Day') continue;
      methods(vm, realm.dateProto, {
        [`set${zone}${part}`]: (inner, self, [value, ...rest]) => {
          const own = date(inner, self);
          const made = new Date(own.ms);
          made[`setUTC${part}`](num(value), ...(rest.map((one) => num(one)) as []));
          return (own.ms = made.getTime());
        },
      });
    }
  }
  methods(vm, realm.dateProto, {
    getTime: (inner, self) => date(inner, self).ms,
    setTime: (inner, self, [value]) => (date(inner, self).ms = num(value)),
    getTimezoneOffset: () => 0,
    toISOString: (inner, self) => {
      const { ms } = date(inner, self);
      if (Number.isNaN(ms)) throw inner.error('RangeError', 'Invalid time value');
      return new Date(ms).toISOString();
    },
    toJSON: (inner, self) =>
      Number.isNaN(date(inner, self).ms) ? null : new Date(date(inner, self).ms).toISOString(),
    toString: (inner, self) => dateText(date(inner, self).ms, 'all'),
    toDateString: (inner, self) => dateText(date(inner, self).ms, 'date'),
    toTimeString: (inner, self) => dateText(date(inner, self).ms, 'time'),
    toUTCString: (inner, self) => new Date(date(inner, self).ms).toUTCString(),
    *toLocaleString(inner, self, [tag, options]) {
      return yield* dateInLocale(inner, date(inner, self).ms, 'all', tag, options);
    },
    *toLocaleDateString(inner, self, [tag, options]) {
      return yield* dateInLocale(inner, date(inner, self).ms, 'date', tag, options);
    },
    *toLocaleTimeString(inner, self, [tag, options]) {
      return yield* dateInLocale(inner, date(inner, self).ms, 'time', tag, options);
    },
  });
}
