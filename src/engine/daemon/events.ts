import { WaitQueue } from '../kernel';
import type { Filters } from './filters';
import { matches, matchesExactly, matchesLabels, valuesOf } from './filters';

export type EventType = 'container' | 'image' | 'volume' | 'network' | 'daemon' | 'builder';

/** Something that happened, as `docker events` prints it. */
export interface DaemonEvent {
  readonly Type: EventType;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
  readonly scope: 'local';
  /** Seconds since the epoch, and nanoseconds. */
  readonly time: number;
  readonly timeNano: number;
}

/** The daemon remembers this many for `--since` (moby, daemon/events). */
const remembered = 256;

/** What happened on this daemon; `happened` is woken by each new one. */
export class EventLog {
  #events: readonly DaemonEvent[] = [];
  #count = 0;
  readonly happened = new WaitQueue();

  /** How many there were so far, those that are forgotten included. */
  get count(): number {
    return this.#count;
  }

  add(
    type: EventType,
    action: string,
    id: string,
    attributes: Readonly<Record<string, string>>,
    nowMs: number,
  ): void {
    const sorted = Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
    const event: DaemonEvent = {
      Type: type,
      Action: action,
      Actor: { ID: id, Attributes: sorted },
      scope: 'local',
      time: Math.floor(nowMs / 1000),
      timeNano: nowMs * 1_000_000,
    };
    this.#events = [...this.#events.slice(-(remembered - 1)), event];
    this.#count += 1;
    this.happened.wakeAll();
  }

  /** Those of a span of time that are still remembered; a missing end is open. */
  between(sinceMs: number | undefined, untilMs: number | undefined): readonly DaemonEvent[] {
    return this.#events.filter(
      ({ timeNano }) =>
        timeNano >= (sinceMs ?? 0) * 1_000_000 && timeNano <= (untilMs ?? Infinity) * 1_000_000,
    );
  }

  /** Those after the first `seen` ones that are still remembered. */
  after(seen: number): readonly DaemonEvent[] {
    const fresh = this.#count - seen;
    return fresh <= 0 ? [] : this.#events.slice(-fresh);
  }
}

/** Whether an event passes the filters of `docker events` (moby, daemon/events/filter.go). */
export function passesFilters(event: DaemonEvent, filters: Filters): boolean {
  return (
    matchesAction(event, filters) &&
    matchesExactly(filters, 'type', event.Type) &&
    matchesExactly(filters, 'scope', event.scope) &&
    matchesLabels(filters, event.Actor.Attributes) &&
    (['container', 'volume', 'network'] as const).every((type) => matchesActor(event, filters, type)) &&
    matchesImage(event, filters)
  );
}

/** `exec_create: sh` and `health_status: healthy` are found by what stands before the colon, too. */
function matchesAction({ Action }: DaemonEvent, filters: Filters): boolean {
  const wanted = valuesOf(filters, 'event');
  if (wanted.length === 0) return true;
  return wanted.includes(Action) || wanted.includes(Action.split(':', 1)[0] ?? '');
}

function matchesActor({ Type, Actor }: DaemonEvent, filters: Filters, type: EventType): boolean {
  const wanted = valuesOf(filters, type);
  if (wanted.length === 0) return true;
  if (Type !== type) return false;
  const name = Actor.Attributes['name'] ?? '';
  return wanted.some((text) => Actor.ID.startsWith(text) || text === name);
}

function matchesImage({ Type, Actor }: DaemonEvent, filters: Filters): boolean {
  if (valuesOf(filters, 'image').length === 0) return true;
  const name = Actor.Attributes[Type === 'image' ? 'name' : 'image'] ?? '';
  return [Actor.ID, name, name.replace(/:[^:/]*$/, '')].some((text) => matches(filters, 'image', text));
}
