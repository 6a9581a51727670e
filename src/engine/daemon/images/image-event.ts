import type { Daemon } from '../daemon';

/** Writes down that something happened to an image. */
export function imageEvent(daemon: Daemon, action: string, id: string, name: string): void {
  daemon.events.add('image', action, id, { name }, daemon.nowMs);
}
