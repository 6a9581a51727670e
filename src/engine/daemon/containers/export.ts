import { treeToEntries, writeTar } from '../../fs';
import type { Daemon } from '../daemon';
import { containerEvent } from './container-event';
import { findContainer } from './find';

/** A tar of all files of a container, without its mounts. */
export function exportContainer(daemon: Daemon, reference: string): Uint8Array {
  const container = findContainer(daemon, reference);
  containerEvent(daemon, container, 'export');
  return writeTar(treeToEntries(container.rootfs.snapshot()));
}
