// What top shows of one moment, for a terminal or for a file. Sources: procps top(1), BusyBox procps/top.c.
import type { ProcessInfo } from '../../kernel';

/** What is seen at one moment. */
export interface Sample {
  /** The moment before; undefined: this is the first. */
  readonly before: Sample | undefined;
  readonly nowMs: number;
  readonly ownPid: number;
  /** As uptime(1) prints it. */
  readonly uptime: string;
  /** Of /proc/meminfo, in bytes. */
  readonly memory: (name: string) => number;
  readonly user: (uid: number) => string;
  readonly processes: readonly ProcessInfo[];
}

export type Order = 'cpu' | 'memory' | 'time' | 'pid';

export interface Frame {
  readonly sample: Sample;
  readonly order: Order;
  readonly isReversed: boolean;
  /** Of the terminal; undefined: what is printed goes on for ever, without controls (-b). */
  readonly size: { readonly columns: number; readonly rows: number } | undefined;
  readonly isFirst: boolean;
  /** Command lines in place of commands' names (procps' -c). */
  readonly showsArguments: boolean;
  /** What BusyBox was built to show of memory, and whether it tells which CPU ran a process last. */
  readonly columns: { readonly memory: 'VSZ' | 'RSS'; readonly cpu: boolean };
}

/** The share of one CPU that a process used since the moment before, in percent. */
function cpuShare({ before, nowMs }: Sample, one: ProcessInfo): number {
  if (before === undefined || nowMs <= before.nowMs) return 0;
  const earlier = before.processes.find(
    ({ pid, startedMs }) => pid === one.pid && startedMs === one.startedMs,
  );
  return (100 * (one.cpuMs - (earlier?.cpuMs ?? 0))) / (nowMs - before.nowMs);
}

function sorted({ sample, order, isReversed }: Frame): readonly ProcessInfo[] {
  const keys: Readonly<Record<Order, (one: ProcessInfo) => number>> = {
    cpu: (one) => cpuShare(sample, one),
    memory: (one) => one.residentBytes,
    time: (one) => one.cpuMs,
    pid: (one) => one.pid,
  };
  const key = keys[order];
  const list = sample.processes.toSorted((a, b) => key(b) - key(a));
  return isReversed ? list.toReversed() : list;
}

function cpuSum(sample: Sample): number {
  return Math.min(
    100,
    sample.processes.reduce((sum, one) => sum + cpuShare(sample, one), 0),
  );
}

const kibi = (bytes: number): number => Math.round(bytes / 1024);

/** BusyBox: home, each line cleared to its end, and what is below; the cursor stays at the last line. */
export function busyboxFrame(frame: Frame): string {
  const { sample, size, columns } = frame;
  const { memory, processes } = sample;
  const inK = (bytes: number): string => `${Math.floor(bytes / 1024)}K`;
  const total = memory('MemTotal');
  const running = processes.filter(({ state }) => state.startsWith('R')).length;
  const used = Math.round(cpuSum(sample));
  const percent = (value: number): string => `${String(value).padStart(4)}%`;
  const load = /load average: (.*)$/.exec(sample.uptime)?.[1]?.replaceAll(',', '') ?? '';
  const memoryOf = (one: ProcessInfo): number =>
    columns.memory === 'VSZ' ? one.virtualBytes : one.residentBytes;
  const lines = [
    `Mem: ${inK(total - memory('MemFree'))} used, ${inK(memory('MemFree'))} free, ${inK(memory('Shmem'))} shrd, ${inK(memory('Buffers'))} buff, ${inK(memory('Cached'))} cached`,
    `CPU:${percent(used)} usr   0% sys   0% nic${percent(100 - used)} idle   0% io   0% irq   0% sirq`,
    `Load average: ${load} ${running}/${processes.length} ${sample.ownPid}`,
    `  PID  PPID USER     STAT   ${columns.memory} %${columns.memory}${columns.cpu ? ' CPU' : ''} %CPU COMMAND`,
    ...sorted(frame).map((one) => {
      const user = sample.user(one.uid).slice(0, 8).padEnd(8);
      const share = percent(Math.round((100 * memoryOf(one)) / total));
      const head = `${String(one.pid).padStart(5)}${String(one.ppid).padStart(6)} ${user} ${one.state.slice(0, 1).padEnd(4)}`;
      const cpu = `${columns.cpu ? '   0' : ''}${percent(Math.round(cpuShare(sample, one)))}`;
      return `${head} ${fiveCharacters(kibi(memoryOf(one)))}${share}${cpu} ${one.argv.join(' ') || `[${one.command}]`}`;
    }),
  ];
  if (size === undefined) return `${lines.join('\n')}\n`;
  const shown = lines
    .slice(0, size.rows)
    .map((line) => line.slice(0, size.columns - 1))
    .map((line, index) => `${index === 3 ? `\x1b[7m${line}\x1b[m` : line}\x1b[K`);
  return `\x1b[H${shown.join('\n')}\x1b[J\r`;
}

/** A size in KiB in five characters: `12345`, ` 123m`, `12.3g`. Source: BusyBox libbb/human_readable.c, smart_ulltoa5. */
function fiveCharacters(size: number): string {
  if (size <= 99_999) return String(size).padStart(5);
  let [tenths, unit] = [size * 10, 0];
  do {
    tenths = Math.floor(tenths / 1024);
    unit += 1;
  } while (tenths >= 100_000);
  const whole = Math.floor(tenths / 10);
  const text = whole >= 100 ? String(whole).padStart(4) : `${String(whole).padStart(2)}.${tenths % 10}`;
  return `${text}${'kmgtpezy'[unit] ?? ''}`;
}

/** What ends a stretch of one style, and a line. */
const PLAIN = '\x1b(B\x1b[m\x1b[39;49m';

/** Stretches of plain and bold text in turn, the first plain. */
type Stretches = readonly string[];

/** procps: numbers of the summary are bold, the head of the table is reversed, what runs is bold. */
export function procpsFrame(frame: Frame): string {
  const { sample, size, isFirst } = frame;
  const rows = sorted(frame).map((one) => procpsRow(frame, one));
  if (size === undefined) {
    const lines = [
      ...summary(sample).map((stretches) => stretches.join('')),
      '',
      procpsHead,
      ...rows.map(({ text }) => text),
    ];
    // A file has each moment parted from the one before.
    return `${isFirst ? '' : '\n'}${lines.join('\n')}\n`;
  }
  const { columns } = size;
  const top = summary(sample).map((stretches) => styled(stretches, columns));
  const head = `\x1b[7m${procpsHead.slice(0, columns).padEnd(columns)}${PLAIN}\x1b[K`;
  const table = rows.map(
    ({ text, isRunning }) =>
      `\x1b(B\x1b[m${isRunning ? '\x1b[1m' : ''}${text.slice(0, columns).padEnd(columns)}${PLAIN}\x1b[K`,
  );
  const begin = isFirst ? '\x1b[?1h\x1b=\x1b[?25l\x1b[H\x1b[2J\x1b(B\x1b[m' : '\x1b[H\x1b(B\x1b[m';
  return (
    begin + [...top, '\x1b[K', head, ...table].slice(0, size.rows).join('\n') + (isFirst ? '' : '\x1b[J')
  );
}

function styled(stretches: Stretches, columns: number): string {
  let room = columns;
  const shown = stretches.map((text, index) => {
    const fitting = text.slice(0, room);
    room -= fitting.length;
    if (fitting === '') return '';
    return `${index % 2 === 1 ? '\x1b[1m' : ''}${fitting}${PLAIN}`;
  });
  return `${shown.join('')}${PLAIN}\x1b[K`;
}

function summary(sample: Sample): readonly Stretches[] {
  const { memory, processes, uptime } = sample;
  const inState = (letter: string): number =>
    processes.filter(({ state }) => state.startsWith(letter)).length;
  const [running, stopped, zombies] = [inState('R'), inState('T'), inState('Z')];
  const number = (value: number): string => ` ${String(value).padStart(3)} `;
  const percent = (value: number): string => `${value.toFixed(1).padStart(5)} `;
  const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1).padStart(9)} `;
  const total = memory('MemTotal');
  const cache = memory('Buffers') + memory('Cached') + memory('SReclaimable');
  const [swap, swapFree] = [memory('SwapTotal'), memory('SwapFree')];
  const used = cpuSum(sample);
  const sleeping = processes.length - running - stopped - zombies;
  return [
    [`top - ${uptime}`],
    [
      'Tasks:',
      number(processes.length),
      'total,',
      number(running),
      'running,',
      number(sleeping),
      'sleeping,',
      number(stopped),
      'stopped,',
      number(zombies),
      'zombie',
    ],
    [
      '%Cpu(s):',
      percent(used),
      'us,',
      percent(0),
      'sy,',
      percent(0),
      'ni,',
      percent(100 - used),
      'id,',
      percent(0),
      'wa,',
      percent(0),
      'hi,',
      percent(0),
      'si,',
      percent(0),
      'st ',
    ],
    [
      'MiB Mem :',
      mib(total),
      'total,',
      mib(memory('MemFree')),
      'free,',
      mib(total - memory('MemAvailable')),
      'used,',
      mib(cache),
      'buff/cache     ',
    ],
    [
      'MiB Swap:',
      mib(swap),
      'total,',
      mib(swapFree),
      'free,',
      mib(swap - swapFree),
      'used.',
      mib(memory('MemAvailable')),
      'avail Mem ',
    ],
  ];
}

const procpsHead = '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND';

/** How much of what a process holds in memory others hold, too: its program and libraries. */
const SHARED = 0.8;

/** A size in KiB, or where that has no room in MiB, GiB or TiB (procps' scale_mem). */
function fitted(size: number, width: number): string {
  const plain = String(size);
  if (plain.length <= width) return plain.padStart(width);
  const scaled = ['m', 'g', 't'].map((unit, index) => `${(size / 1024 ** (index + 1)).toFixed(1)}${unit}`);
  return (scaled.find((text) => text.length <= width) ?? '?').padStart(width);
}

function procpsRow(frame: Frame, one: ProcessInfo): { readonly text: string; readonly isRunning: boolean } {
  const { sample, showsArguments } = frame;
  const hundredths = Math.floor(one.cpuMs / 10);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${Math.floor(hundredths / 6000)}:${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
  const state = one.state.slice(0, 1);
  const share = (100 * one.residentBytes) / sample.memory('MemTotal');
  const sizes = [
    fitted(kibi(one.virtualBytes), 7),
    fitted(kibi(one.residentBytes), 6),
    fitted(kibi(one.residentBytes * SHARED), 6),
  ];
  const figures = `${sizes.join(' ')} ${state}${cpuShare(sample, one).toFixed(1).padStart(6)}${share.toFixed(1).padStart(6)}`;
  const command = showsArguments ? one.argv.join(' ') : one.command;
  const user = sample.user(one.uid).slice(0, 8).padEnd(8);
  return {
    text: `${String(one.pid).padStart(7)} ${user} ${String(20 + one.niceness).padStart(3)} ${String(one.niceness).padStart(3)} ${figures} ${time.padStart(9)} ${command}`,
    isRunning: state === 'R',
  };
}
