import type { SignalName } from '../kernel';
import { SIGNAL_NUMBERS } from '../kernel';
import { invalid } from './errors';

const namesByNumber: ReadonlyMap<number, string> = new Map(
  Object.entries(SIGNAL_NUMBERS).map(([name, number]) => [number, name]),
);

function isSignalName(name: string): name is SignalName {
  return Object.hasOwn(SIGNAL_NUMBERS, name);
}

/** Linux has this many signals. */
const lastSignal = 64;

/** Reads `9`, `KILL` or `SIGKILL`, in any case. Sources: moby/sys/signal ParseSignal, moby ContainerKill. */
export function parseSignal(text: string): SignalName {
  if (/^\d+$/.test(text) && Number(text) > lastSignal)
    throw invalid(`the linux daemon does not support signal ${Number(text)}`);
  const name = /^\d+$/.test(text) ? namesByNumber.get(Number(text)) : text.toUpperCase().replace(/^SIG/, '');
  if (name !== undefined && isSignalName(name)) return name;
  throw invalid(`invalid signal: ${text}`);
}
