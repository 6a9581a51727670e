import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { formatTime } from '../shared/time';
import { callerOf, fileLines, readUsers } from '../shared/users';
import { mayChange, setShadowField } from './database';
import { dayOf, isoDay } from './shadow-checks';
import { CHAGE_HELP } from './shadow-help';

const DAY_MS = 86_400_000;
/** From this on a maximum age is none. */
const NO_LIMIT = 10_000;

const CHAGE = {
  lastDay: 'd,lastday=LAST_DAY',
  expire: 'E,expiredate=EXPIRE_DATE',
  help: 'h',
  iso: 'i,iso8601',
  inactive: 'I,inactive=INACTIVE',
  list: 'l,list',
  min: 'm,mindays=MIN_DAYS',
  max: 'M,maxdays=MAX_DAYS',
  chroot: 'R,root=CHROOT_DIR',
  prefix: 'P,prefix=PREFIX_DIR',
  warn: 'W,warndays=WARN_DAYS',
} as const;

/** The fields of /etc/shadow that options set, by their place. */
const FIELDS = { lastDay: 2, min: 3, max: 4, warn: 5, inactive: 6, expire: 7 } as const;

export const chage = program({
  id: 'passwd/chage',
  flavours: ['gnu'],
  usage: '[options] LOGIN',
  help: CHAGE_HELP,
  usageStatus: 2,
  options: CHAGE,
  *run(c) {
    const { flags, p } = c;
    if (flags.help) {
      yield* c.print(c.helpText());
      return 0;
    }
    for (const { key, value } of c.given) {
      const isDate = key === 'lastDay' || key === 'expire';
      if (isDate && dayOf(value, p.nowMs) === undefined)
        return yield* c.usageError(`invalid date '${value}'`);
      if (!isDate && key in FIELDS && !/^(-1|\d+)$/.test(value))
        return yield* c.usageError(`invalid numeric argument '${value}'`);
    }
    const [name] = c.operands;
    if (name === undefined || c.operands.length > 1) return yield* c.usageError();
    const sets = c.given.some(({ key }) => key in FIELDS);
    if (flags.list && sets) return yield* c.usageError('do not include "l" with other flags');
    const user = readUsers(p.files).find((one) => one.name === name);
    const isRoot = callerOf(p) === 0;
    if (!isRoot && !flags.list) return yield* c.fail('Permission denied.');
    if (user === undefined) return yield* c.fail(`user '${name}' does not exist in /etc/passwd`);
    if (!isRoot && user.uid !== callerOf(p)) return yield* c.fail('Permission denied.');
    if (flags.list) {
      yield* c.print(report(c, name));
      return 0;
    }
    if (!sets) return yield* c.fail('asking for each value is not modelled on this simulated machine', 127);
    if (!mayChange(p.files)) return yield* c.fail('cannot lock /etc/passwd; try again later.');
    for (const [key, at] of Object.entries(FIELDS)) {
      const value = c.all(key as keyof typeof FIELDS).at(-1);
      if (value === undefined) continue;
      const isDate = key === 'lastDay' || key === 'expire';
      const number = isDate ? (dayOf(value, p.nowMs) ?? -1) : Number(value);
      setShadowField(p.files, name, at, number < 0 ? '' : String(number));
    }
    return 0;
  },
});

/** What -l says of an account: seven lines. */
function report({ flags, p }: Call<typeof CHAGE>, name: string): string {
  const line = fileLines(p.files, '/etc/shadow').find((one) => one.startsWith(`${name}:`));
  const numbers = (line ?? '').split(':').map((field) => (field === '' ? -1 : Number(field)));
  const [, , last = -1, min = -1, max = -1, warn = -1, inactive = -1, expires = -1] = numbers;
  const show = (day: number): string => (flags.iso ? isoDay(day) : formatTime('%b %d, %Y', day * DAY_MS));
  const mustChange = last === 0 ? 'password must be changed' : undefined;
  const isEndless = last < 0 || max < 0 || max >= NO_LIMIT;
  const rows: readonly (readonly [string, string])[] = [
    ['Last password change\t\t\t\t\t', mustChange ?? (last < 0 ? 'never' : show(last))],
    ['Password expires\t\t\t\t\t', mustChange ?? (isEndless ? 'never' : show(last + max))],
    [
      'Password inactive\t\t\t\t\t',
      mustChange ?? (isEndless || inactive < 0 ? 'never' : show(last + max + inactive)),
    ],
    ['Account expires\t\t\t\t\t\t', expires < 0 ? 'never' : show(expires)],
    ['Minimum number of days between password change\t\t', String(min)],
    ['Maximum number of days between password change\t\t', String(max)],
    ['Number of days of warning before password expires\t', String(warn)],
  ];
  return rows.map(([label, value]) => `${label}: ${value}\n`).join('');
}
