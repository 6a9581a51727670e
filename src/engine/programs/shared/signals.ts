import { SIGNAL_NUMBERS } from '../../kernel';
import type { SignalName } from '../../kernel';

const NAMES = Object.keys(SIGNAL_NUMBERS) as SignalName[];

/** A signal of `9`, `KILL`, `SIGKILL` or `kill`; undefined: there is none. */
export function parseSignal(text: string): SignalName | undefined {
  const name = text.toUpperCase().replace(/^SIG/, '');
  return NAMES.find((one) => one === name || String(SIGNAL_NUMBERS[one]) === text);
}

export function signalNames(): readonly SignalName[] {
  return NAMES;
}

/** BusyBox calls the signal of ready input by its other name. */
export function busyboxName(name: string): string {
  return name === 'IO' ? 'POLL' : name;
}
