import type { Daemon } from '../daemon';
import type { Container } from './container';
import { containerEvent } from './container-event';

/** Notes that somebody connects with a container's streams. */
export function noteAttachment(daemon: Daemon, container: Container): void {
  containerEvent(daemon, container, 'attach');
}
