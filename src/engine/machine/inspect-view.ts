import { type InspectKind, inspectGetters, inspectText } from '../cli';
import type { TerminalMachine } from './terminal-machine';

/** What `docker inspect --type KIND NAME` prints. Throws a DaemonError where there is no such object. */
export function inspectObject({ daemon }: TerminalMachine, kind: InspectKind, name: string): string {
  return inspectText([inspectGetters[kind](daemon, name)]);
}
