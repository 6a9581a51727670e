/** Perl's functions of texts and numbers: those that need nothing but their arguments. */
import type { Task } from '../../../../kernel';
import { int, num, refKind, str } from '../convert';
import { lower, scalar, upper } from '../evaluate';
import { place } from '../places';
import type { Node } from '../syntax';
import { encoded, whole } from '../text';
import { Cell, NotModelled, type Scalar } from '../values';
import type { Vm } from '../vm';
import { sprintf } from './sprintf';

type Simple = (vm: Vm, args: readonly Scalar[]) => Scalar;

const text = (vm: Vm, args: readonly Scalar[], at = 0): string => str(vm, args[at]);
const number = (vm: Vm, args: readonly Scalar[], at = 0): number => Number(num(vm, args[at]));

export const SIMPLE: Readonly<Record<string, Simple>> = {
  length: (vm, args) => (args[0] === undefined ? undefined : [...text(vm, args)].length),
  uc: (vm, args) => upper(text(vm, args)),
  lc: (vm, args) => lower(text(vm, args)),
  fc: (vm, args) => lower(text(vm, args)),
  ucfirst: (vm, args) => upper(text(vm, args).slice(0, 1)) + text(vm, args).slice(1),
  lcfirst: (vm, args) => lower(text(vm, args).slice(0, 1)) + text(vm, args).slice(1),
  chr: (vm, args) => String.fromCodePoint(Math.max(0, int(vm, args[0]))),
  ord: (vm, args) => text(vm, args).codePointAt(0) ?? 0,
  index: (vm, args) => text(vm, args).indexOf(text(vm, args, 1), args.length > 2 ? int(vm, args[2]) : 0),
  rindex: (vm, args) =>
    args.length > 2 && int(vm, args[2]) < 0
      ? -1
      : text(vm, args).lastIndexOf(text(vm, args, 1), args.length > 2 ? int(vm, args[2]) : Infinity),
  substr: (vm, args) => {
    const whole = text(vm, args);
    const [start, end] = span(vm, whole.length, args);
    return start > whole.length ? undefined : whole.slice(start, end);
  },
  quotemeta: (vm, args) => text(vm, args).replace(/[^A-Za-z_0-9]/g, '\\$&'),
  sprintf: (vm, [format, ...rest]) => sprintf(vm, str(vm, format), rest),
  join: (vm, [by, ...rest]) => rest.map((one) => str(vm, one)).join(str(vm, by)),
  abs: (vm, args) => {
    const value = num(vm, args[0]);
    return typeof value === 'bigint' ? whole(value < 0n ? -value : value) : Math.abs(value);
  },
  int: (vm, args) => {
    const value = num(vm, args[0]);
    return typeof value === 'bigint' ? value : Math.trunc(value) + 0;
  },
  sqrt: (vm, args) => {
    if (number(vm, args) < 0) throw vm.die(`Can't take sqrt of ${text(vm, args)}`);
    return Math.sqrt(number(vm, args));
  },
  sin: (vm, args) => Math.sin(number(vm, args)),
  cos: (vm, args) => Math.cos(number(vm, args)),
  exp: (vm, args) => Math.exp(number(vm, args)),
  log: (vm, args) => {
    if (number(vm, args) <= 0) throw vm.die(`Can't take log of ${text(vm, args)}`);
    return Math.log(number(vm, args));
  },
  atan2: (vm, args) => Math.atan2(number(vm, args), number(vm, args, 1)),
  hex: (vm, args) => based(text(vm, args).replace(/^0?x/i, ''), '0x', /^[0-9a-f]*/i),
  oct: (vm, args) => {
    const given = text(vm, args).trim().replace(/_/g, '');
    if (/^0?x/i.test(given)) return based(given.replace(/^0?x/i, ''), '0x', /^[0-9a-f]*/i);
    if (/^0?b/i.test(given)) return based(given.replace(/^0?b/i, ''), '0b', /^[01]*/);
    return based(given.replace(/^0?o/i, ''), '0o', /^[0-7]*/);
  },
  ref: (_vm, args) => refKind(args[0]),
  rand: (vm, args) => vm.p.random() * (number(vm, args) || 1),
  srand: (vm, args) => (args.length > 0 ? int(vm, args[0]) : Math.floor(vm.p.random() * 2 ** 32)),
  time: (vm) => Math.floor(vm.p.nowMs / 1000),
  umask: (vm, args) => {
    const before = vm.p.umask;
    if (args.length > 0) vm.p.umask = int(vm, args[0]);
    return before;
  },
  getppid: (vm) => vm.p.ppid,
  lock: (_vm, args) => args[0],
  study: () => 1,
  'utf8::encode': (vm, args) => encoded(text(vm, args)),
};

function based(digits: string, prefix: string, valid: RegExp): Scalar {
  const good = valid.exec(digits.replace(/_/g, ''))?.[0] ?? '';
  return good === '' ? 0 : whole(BigInt(prefix + good));
}

/** Where substr's part begins and ends; past the end: it begins there. */
function span(vm: Vm, size: number, args: readonly Scalar[]): readonly [number, number] {
  const from = int(vm, args[1]);
  const start = from < 0 ? size + from : from;
  const length = args.length > 2 && args[2] !== undefined ? int(vm, args[2]) : Infinity;
  const end = length < 0 ? size + length : start + length;
  return [Math.max(0, start), Math.max(Math.max(0, start), Math.min(size, end))];
}

/** `substr(…) = text`, and substr with four arguments: what stood there. */
export function* assignSubstring(vm: Vm, args: readonly Node[], by: string): Task<string> {
  const [target, ...rest] = args;
  if (target === undefined) throw new NotModelled('substr without a text');
  const cell = yield* place(vm, target);
  const values: Scalar[] = [cell.v];
  for (const one of rest.slice(0, 2)) values.push(yield* scalar(vm, one));
  const whole = str(vm, cell.v);
  const [start, end] = span(vm, whole.length, values);
  if (start > whole.length) throw vm.die('substr outside of string');
  cell.v = whole.slice(0, start) + by + whole.slice(end);
  return whole.slice(start, end);
}

/** chomp and chop of places: what they answer. */
export function chomp(vm: Vm, cells: readonly Cell[], how: string): Scalar {
  let count = 0;
  let last = '';
  for (const cell of cells) {
    if (cell.v === undefined) continue;
    const whole = str(vm, cell.v);
    if (how === 'chop') {
      last = whole.slice(-1);
      cell.v = whole.slice(0, -1);
      continue;
    }
    const end = vm.glob('main::/').scalar.v;
    if (end === undefined) continue;
    const ending = str(vm, end);
    const cut =
      ending === '' ? (/\n+$/.exec(whole)?.[0].length ?? 0) : whole.endsWith(ending) ? ending.length : 0;
    if (cut > 0) cell.v = whole.slice(0, -cut);
    count += cut;
  }
  return how === 'chop' ? last : count;
}
