import type { Task } from '../../kernel';
import { until } from '../../kernel';
import type { Daemon } from '../daemon';
import { DaemonError, invalid } from '../errors';
import { findContainer } from './find';
import type { LogEntry } from './log';

export interface LogsOptions {
  /** Milliseconds since the epoch: entries from then on, and up to then. */
  readonly sinceMs?: number;
  readonly untilMs?: number;
  /** How many of the last entries; undefined: all. */
  readonly tail?: number;
  readonly follow: boolean;
}

/** Hands a container's log to `show`, entry by entry; with `follow` until the container ends. */
export function* readLogs(
  daemon: Daemon,
  reference: string,
  options: LogsOptions,
  show: (entry: LogEntry) => Task<void>,
): Task<void> {
  const container = findContainer(daemon, reference);
  if (container.hostConfig.LogConfig.Type === 'none') {
    throw new DaemonError('notImplemented', 'configured logging driver does not support reading');
  }
  if (options.untilMs !== undefined && options.sinceMs !== undefined && options.untilMs < options.sinceMs) {
    throw invalid('invalid value for "until": must not be before "since"');
  }
  const { log } = container;
  const isWanted = ({ timeMs }: LogEntry): boolean =>
    (options.sinceMs === undefined || timeMs >= options.sinceMs) &&
    (options.untilMs === undefined || timeMs <= options.untilMs);
  const past = log.entries.filter(isWanted);
  let seen = log.total;
  for (const entry of options.tail === undefined
    ? past
    : options.tail === 0
      ? []
      : past.slice(-options.tail)) {
    yield* show(entry);
  }
  if (!options.follow) return;
  const isOver = (): boolean =>
    container.isRemoved ||
    !container.state.isRunning ||
    (options.untilMs !== undefined && daemon.nowMs > options.untilMs);
  for (;;) {
    yield* until(log.grown, () => log.total > seen || isOver());
    const fresh = log.after(seen).filter(isWanted);
    seen = log.total;
    for (const entry of fresh) yield* show(entry);
    if (isOver() && log.total === seen) return;
  }
}
