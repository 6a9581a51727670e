import type { ProcessInfo } from '../../kernel';

/** A process' short name, at most 15 characters; BusyBox takes that of the applet it runs as. */
export function shortName(one: ProcessInfo): string {
  const name = one.command === 'busybox' ? (one.argv[0] ?? '').replace(/^-|^.*\//g, '') : one.command;
  return (name || one.command).slice(0, 15);
}
