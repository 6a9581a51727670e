import { familiarString, formatReference } from '../../oci';
import type { Daemon } from '../daemon';
import { findImage, readNamedReference } from './find';
import { nameEvent } from './image-event';

/** Gives an image one more name; one that had the name before and no other stays, without one. */
export function tagImage(daemon: Daemon, source: string, target: string): void {
  const image = findImage(daemon, source);
  const reference = readNamedReference(target);
  daemon.images.putKeeping(formatReference(reference), image);
  nameEvent(daemon, 'tag', image.id, familiarString(reference));
}
