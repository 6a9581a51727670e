/** The signals with a meaning of their own, of Linux on x86-64, by name without SIG (signal(7)). */
export const STANDARD_SIGNALS = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  STKFLT: 16,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  XCPU: 24,
  XFSZ: 25,
  VTALRM: 26,
  PROF: 27,
  WINCH: 28,
  IO: 29,
  PWR: 30,
  SYS: 31,
} as const;

type Fourteen = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14;
type RealTimeSignal = 'RTMIN' | `RTMIN+${Fourteen | 15}` | `RTMAX-${Fourteen}` | 'RTMAX';

/** The first of those for real time: the C library keeps 32 and 33 to itself. */
export const FIRST_REAL_TIME = 34;

export type SignalName = keyof typeof STANDARD_SIGNALS | RealTimeSignal;

function realTimeName(index: number): string {
  const [from, off] = index < 16 ? ['RTMIN+', index] : ['RTMAX-', 30 - index];
  return off === 0 ? from.slice(0, -1) : `${from}${off}`;
}

/** All signals: those for real time are called from both ends, as shells and Docker do. */
export const SIGNAL_NUMBERS = {
  ...STANDARD_SIGNALS,
  ...Object.fromEntries(
    Array.from({ length: 31 }, (_, index) => [realTimeName(index), FIRST_REAL_TIME + index]),
  ),
} as Readonly<Record<SignalName, number>>;
