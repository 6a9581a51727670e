import { SIGNAL_NUMBERS, STANDARD_SIGNALS } from '../../kernel';
import type { SignalName } from '../../kernel';

const NAMES = Object.keys(SIGNAL_NUMBERS) as SignalName[];

/** A signal of `9`, `KILL`, `SIGKILL` or `kill`; undefined: there is none. */
export function parseSignal(text: string): SignalName | undefined {
  const name = text.toUpperCase().replace(/^SIG/, '');
  return NAMES.find((one) => one === name || String(SIGNAL_NUMBERS[one]) === text);
}

/** The signals that lists show: not those for real time. */
export function signalNames(): readonly SignalName[] {
  return Object.keys(STANDARD_SIGNALS) as SignalName[];
}

/** BusyBox' list: one a line. */
export function numberedSignals(): string {
  return signalNames()
    .map((name) => `${String(SIGNAL_NUMBERS[name]).padStart(2)}) ${busyboxName(name)}\n`)
    .join('');
}

/** BusyBox calls the signal of ready input by its other name. */
export function busyboxName(name: string): string {
  return name === 'IO' ? 'POLL' : name;
}
