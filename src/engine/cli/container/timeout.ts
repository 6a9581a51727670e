import type { CommandContext } from '../context';

interface TimeoutFlags {
  readonly timeout: number;
  readonly time: number;
}

/** The grace period that `--timeout` (or its old name `--time`) asks for, where one does. */
export function timeoutOf({
  flags,
  changed,
}: {
  readonly flags: TimeoutFlags;
  readonly changed: CommandContext['changed'];
}): {
  readonly timeoutSeconds?: number;
} {
  const given: ReadonlySet<string> = changed;
  if (given.has('timeout')) return { timeoutSeconds: flags.timeout };
  return given.has('time') ? { timeoutSeconds: flags.time } : {};
}
