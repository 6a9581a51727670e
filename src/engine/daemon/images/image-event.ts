import type { Image } from '../../oci';
import type { Daemon } from '../daemon';

/**
 * Writes down that something happened to an image, with its labels while it is here. A pull and a push pass the
 * reference as the ID. Source: moby, containerd ImageService.LogImageEvent.
 */
export function imageEvent(
  daemon: Daemon,
  action: string,
  id: string,
  name: string,
  image: Image | undefined = daemon.images.byId(id),
): void {
  daemon.events.add('image', action, id, { ...image?.config.config.Labels, name }, daemon.nowMs);
}

/** An image got or lost a name: that is all that is told. Source: moby, containerd ImageService.logImageEvent. */
export function nameEvent(daemon: Daemon, action: 'tag' | 'untag', id: string, name: string): void {
  daemon.events.add('image', action, id, { name }, daemon.nowMs);
}
