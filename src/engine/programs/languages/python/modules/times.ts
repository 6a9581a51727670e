/** time. */
import { formatTime } from '../../../shared/time';
import { call, callMethod, define } from '../call';
import { importModule } from '../import';
import { raised } from '../errors';
import { float, record, text, whole } from '../helpers';
import { collect } from '../iterate';
import { type Attributes, PyTuple, type Value } from '../values';
import type { Vm } from '../vm';

const FIELDS = 'tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst'.split(' ');
const DAY_MS = 86_400_000;

/** time.struct_time of a moment, UTC: containers have no other zone unless they are told. */
function structTime(ms: number): PyTuple {
  const date = new Date(ms);
  const start = Date.UTC(date.getUTCFullYear(), 0, 1);
  const parts = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    (date.getUTCDay() + 6) % 7,
    Math.floor((ms - start) / DAY_MS) + 1,
    0,
  ];
  return structOf(parts.map((part) => BigInt(part)));
}

function structOf(parts: readonly Value[]): PyTuple {
  return record(
    'struct_time',
    FIELDS.map((name, index) => [name, parts[index] ?? 0n]),
    'time',
  );
}

function momentOf(value: Value | undefined): number | undefined {
  if (!(value instanceof PyTuple)) return undefined;
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = value.items.map((item) =>
    whole(item),
  );
  const moment = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
  moment.setUTCFullYear(year, month - 1, day);
  return moment.getTime();
}

function fillTime(vm: Vm, members: Attributes): void {
  const { p } = vm;
  const bootMs = p.nowMs - 3_600_000;
  for (const name of ['timezone', 'altzone', 'daylight']) members.set(name, 0n);
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
    struct_time: [
      'sequence',
      function* (inner, [parts = null]) {
        const all = yield* collect(inner, parts);
        if (all.length < 9)
          throw raised(
            'TypeError',
            `time.struct_time() takes an at least 9-sequence (${String(all.length)}-sequence given)`,
          );
        return structOf(all);
      },
    ],
    monotonic_ns: ['', () => BigInt(Math.round((p.nowMs - bootMs) * 1000)) * 1000n],
    process_time_ns: [
      '',
      () => BigInt(Math.round((p.processes().find(({ pid }) => pid === p.pid)?.cpuMs ?? 0) * 1e6)),
    ],
    thread_time: ['', () => (p.processes().find(({ pid }) => pid === p.pid)?.cpuMs ?? 0) / 1000],
    tzset: ['', () => null],
    strptime: [
      'string format?',
      function* (inner, [value = null, format = '%a %b %d %H:%M:%S %Y']) {
        const datetime = yield* importModule(inner, 'datetime');
        const cls = datetime.members.get('datetime') ?? null;
        const made = yield* call(inner, datetime.members.get('_parse') ?? null, [cls, value, format]);
        return yield* callMethod(inner, made, 'timetuple');
      },
    ],
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

export const modules = { time: fillTime };
