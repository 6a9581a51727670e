import type { Daemon } from '../daemon';
import type { Container } from './container';

/** Writes down that something happened to a container: its labels, image and name come along, as in Docker. */
export function containerEvent(
  daemon: Daemon,
  container: Container,
  action: string,
  more: Readonly<Record<string, string>> = {},
): void {
  const attributes = {
    ...container.config.Labels,
    image: container.config.Image,
    name: container.name,
    ...more,
  };
  daemon.events.add('container', action, container.id, attributes, daemon.nowMs);
}
