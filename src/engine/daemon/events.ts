import { WaitQueue } from '../kernel';
import { familiarName, InvalidReferenceError, parseFamiliar } from '../oci';
import type { Filters } from './filters';
import { matchesExactly, matchesLabels, valuesOf } from './filters';

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

/** What an event may be picked by: the beginning of the ID or of the name, whatever kind of event it is. */
const actorFilters = [
  'daemon',
  'container',
  'plugin',
  'volume',
  'network',
  'service',
  'node',
  'secret',
  'config',
];

/** Whether an event passes the filters of `docker events` (moby, daemon/events/filter.go). */
export function passesFilters(event: DaemonEvent, filters: Filters): boolean {
  const { Type, Actor, scope } = event;
  return (
    matchesAction(event, filters) &&
    matchesExactly(filters, 'type', Type) &&
    matchesExactly(filters, 'scope', scope) &&
    matchesLabels(filters, Actor.Attributes) &&
    actorFilters.every((filter) =>
      [Actor.ID, Actor.Attributes['name'] ?? ''].some((text) => matchesBeginning(filters, filter, text)),
    ) &&
    matchesImage(event, filters)
  );
}

/** Of these the text goes on behind the colon: `exec_create: sh`. */
const openActions = new Set(['health_status', 'exec_create', 'exec_start']);

function matchesAction({ Action }: DaemonEvent, filters: Filters): boolean {
  const isOpen = valuesOf(filters, 'event').some((wanted) => openActions.has(wanted));
  return isOpen ? matchesBeginning(filters, 'event', Action) : matchesExactly(filters, 'event', Action);
}

function matchesBeginning(filters: Filters, filter: string, text: string): boolean {
  const wanted = valuesOf(filters, filter);
  return wanted.length === 0 || wanted.some((beginning) => text.startsWith(beginning));
}

/** By what the image is called, with its tag or without: in an image's event and in a container's. */
function matchesImage({ Type, Actor }: DaemonEvent, filters: Filters): boolean {
  const name = Actor.Attributes[Type === 'image' ? 'name' : 'image'] ?? '';
  return [Actor.ID, name, withoutTag(Actor.ID), withoutTag(name)].some((text) =>
    matchesExactly(filters, 'image', text),
  );
}

function withoutTag(text: string): string {
  try {
    return familiarName(parseFamiliar(text));
  } catch (error) {
    if (error instanceof InvalidReferenceError) return text;
    throw error;
  }
}
