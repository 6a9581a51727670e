import { familiarName, familiarString, formatReference } from '../../oci';
import type { Daemon } from '../daemon';
import { invalid } from '../errors';
import { findImage, readNamedReference } from './find';
import { nameEvent } from './image-event';

/** Gives an image one more name; one that had the name before and no other stays, without one. */
export function tagImage(daemon: Daemon, source: string, target: string): void {
  const reference = readNamedReference(target);
  if (familiarName(reference) === 'sha256')
    throw invalid('refusing to create an ambiguous tag using digest algorithm as name');
  const image = findImage(daemon, source);
  daemon.images.putKeeping(formatReference(reference), image);
  nameEvent(daemon, 'tag', image.id, familiarString(reference));
}
