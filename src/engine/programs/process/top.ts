// top, as procps and BusyBox have it. Sources: procps top(1) and what it writes to a terminal; BusyBox procps/top.c.
import { isErrno, type Process, type ProcessInfo, type Task } from '../../kernel';
import { type Call, program } from '../shared/program';
import { parseSeconds } from '../shared/sizes';
import { Names } from '../shared/users';
import { TimedOut, within } from '../shared/within';
import { memory, uptimeLine } from '../system/machine';
import { busyboxFrame, type Frame, type Order, procpsFrame, type Sample } from './top-frames';

const OPTIONS = {
  batch: 'b',
  count: 'n=NUM',
  delay: 'd=SECS',
  pid: 'p=PID',
  user: 'u=USER',
  threads: 'H',
  order: 'o=FIELD',
  command: 'c',
  idle: 'i',
  wide: 'w[=COLS]',
  memory: 'm',
} as const;
type TopCall = Call<typeof OPTIONS>;

/** The keys by which both are told how to sort. */
const ORDERS: Readonly<Record<string, Order>> = { P: 'cpu', M: 'memory', T: 'time', N: 'pid' };
const PROCPS_SECONDS = 3;
const BUSYBOX_SECONDS = 5;

export const top = program({
  id: 'procps/top',
  usage: '[options]',
  busyboxUsage: '[-bH] [-n COUNT] [-d SECONDS]',
  options: OPTIONS,
  busyboxLacks: 'ciopuw',
  *run(c) {
    const { p, flags } = c;
    if (c.gnu && !flags.batch && !(p.isatty(0) && p.isatty(1))) return yield* c.fail('failed tty get');
    const bad = badArgument(c);
    if (bad !== undefined) return yield* c.fail(bad);
    const count = Number(flags.count?.replace(/^-/, '') ?? Infinity);
    const delay = flags.delay?.replace(/^-/, '');
    const delayMs =
      (delay === undefined ? (c.gnu ? PROCPS_SECONDS : BUSYBOX_SECONDS) : (parseSeconds(delay) ?? 0)) * 1000;
    const isRaw = !flags.batch && p.isatty(0);
    if (isRaw) p.setRaw(0, true, true);
    try {
      return yield* show(c, { count, delayMs, isWatched: isRaw });
    } finally {
      if (isRaw && p.isOpen(0)) p.setRaw(0, false);
    }
  },
});

/** What top says of numbers that are none; as both were seen to answer. */
function badArgument({ gnu, given }: TopCall): string | undefined {
  for (const { key, value } of given) {
    if (gnu) {
      if (key === 'count' && !/^\+?0*[1-9]\d*$/.test(value)) return `bad iterations argument '${value}'`;
      if (key === 'delay' && /^-\d/.test(value)) return '-d requires positive argument';
      if (key === 'delay' && !DECIMAL.test(value)) return `bad delay interval '${value}'`;
    } else {
      // BusyBox takes `-n -1` and `-d -1` for 1.
      const text = value.replace(/^-/, '');
      if (key === 'count' && !/^\d+$/.test(text)) return `invalid number '${text}'`;
      if (key === 'delay' && !Number.isFinite(parseSeconds(text))) return `invalid number '${text}'`;
    }
  }
  return undefined;
}

const DECIMAL = /^(\d+\.?\d*|\.\d+)$/;

interface Plan {
  readonly count: number;
  readonly delayMs: number;
  /** Whether keys are listened to. */
  readonly isWatched: boolean;
}

function* show(c: TopCall, { count, delayMs, isWatched }: Plan): Task<number> {
  const { p, flags } = c;
  const frameOf = c.gnu ? procpsFrame : busyboxFrame;
  let order: Order = 'cpu';
  let isReversed = false;
  let before: Sample | undefined;
  for (let shown = 0; shown < count; shown++) {
    const now = takeSample(c, before);
    before = now;
    const frame: Frame = {
      sample: now,
      order,
      isReversed,
      size: flags.batch ? undefined : p.isatty(1) ? p.terminalSize(1) : { columns: 80, rows: 24 },
      isFirst: shown === 0,
      showsArguments: flags.command,
      columns: c.build.topColumns ?? { memory: 'VSZ', cpu: true },
    };
    yield* c.print(frameOf(frame));
    yield* c.out.flush();
    if (shown + 1 === count) break;
    const key = yield* isWatched ? keyWithin(p, delayMs) : pause(p, delayMs);
    if (key === 'q' || key === '\x03' || key === '\x04') break;
    order = ORDERS[key] ?? order;
    if (key === 'R') isReversed = !isReversed;
  }
  if (!flags.batch) yield* c.print(c.gnu ? procpsEnd(p.isatty(1) ? p.terminalSize(1).rows : 24) : '\n');
  return 0;
}

function takeSample(c: TopCall, before: Sample | undefined): Sample {
  const { p, flags } = c;
  const names = new Names(p.files);
  const user = (uid: number): string => names.user(uid) ?? String(uid);
  const pids = flags.pid?.split(',');
  const isWanted = (one: ProcessInfo): boolean =>
    (pids === undefined || pids.includes(String(one.pid))) &&
    (flags.user === undefined || flags.user === user(one.uid) || flags.user === String(one.uid));
  return {
    before,
    nowMs: p.nowMs,
    ownPid: p.pid,
    uptime: uptimeLine(p, c.gnu),
    memory: memory(p),
    user,
    processes: p.processes().filter(isWanted),
  };
}

function* pause(p: Process, ms: number): Task<string> {
  yield* p.sleep(ms);
  return '';
}

/** The next key; '' where none is pressed for so long, or where there is no more to be read. */
function* keyWithin(p: Process, ms: number): Task<string> {
  const endMs = p.nowMs + ms;
  try {
    const bytes = yield* within(p, endMs, p.stdin.read(1));
    if (bytes.length > 0) return new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof TimedOut) return '';
    if (!isErrno(error)) throw error;
  }
  return yield* pause(p, endMs - p.nowMs);
}

/** procps gives the terminal back: its keys, its cursor, below the last line. */
function procpsEnd(rows: number): string {
  return `\x1b[?1l\x1b>\x1b[${rows + 1};1H\n\x1b[?12l\x1b[?25h\x1b[K`;
}
