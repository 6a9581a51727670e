import type { Task } from '../../kernel';
import type { Daemon } from '../daemon';
import { invalid } from '../errors';
import { type DaemonEvent, passesFilters } from '../events';
import type { Filters } from '../filters';

export interface EventsOptions {
  /** Milliseconds since the epoch. With neither, only what happens from now on. */
  readonly sinceMs?: number;
  readonly untilMs?: number;
  readonly filters: Filters;
}

/**
 * Hands what happened and happens to `show`, until `untilMs`, or for ever.
 * Source: moby, daemon/events and system_routes.go (getEvents).
 */
export function* followEvents(
  daemon: Daemon,
  { sinceMs, untilMs, filters }: EventsOptions,
  show: (event: DaemonEvent) => Task<void>,
): Task<void> {
  const { events } = daemon;
  if (sinceMs !== undefined && untilMs !== undefined && untilMs < sinceMs) {
    const [since, until] = [sinceMs, untilMs].map((ms) => `${Math.floor(ms / 1000)}`);
    throw invalid(`\`since\` time (${since}) cannot be after \`until\` time (${until})`);
  }
  const past = sinceMs === undefined && untilMs === undefined ? [] : events.between(sinceMs, untilMs);
  let seen = events.count;
  for (const event of past) if (passesFilters(event, filters)) yield* show(event);
  while (untilMs === undefined || daemon.nowMs < untilMs) {
    if (events.count === seen) {
      yield { queue: events.happened, ...(untilMs === undefined ? {} : { untilMs }) };
      continue;
    }
    const fresh = events.after(seen);
    seen = events.count;
    for (const event of fresh) if (passesFilters(event, filters)) yield* show(event);
  }
}
