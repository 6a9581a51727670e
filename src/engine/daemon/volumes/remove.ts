import type { Daemon } from '../daemon';
import { conflict } from '../errors';
import { removeAll } from '../files';
import { findVolume, usersOf } from './find';
import type { Volume } from './volume';
import { volumesFolder } from './volume';

/** Removes a volume that no container has; with `force` a missing one is no error. */
export function removeVolume(daemon: Daemon, name: string, options: { readonly force: boolean }): void {
  if (options.force && !daemon.volumes.has(name)) return;
  const volume = findVolume(daemon, name);
  const users = usersOf(daemon, volume);
  if (users.length > 0) {
    throw conflict(`remove ${name}: volume is in use - [${users.join(', ')}]`);
  }
  discardVolume(daemon, volume);
}

/** The volume with its files is gone, whoever has it. */
export function discardVolume(daemon: Daemon, volume: Volume): void {
  removeAll(daemon.host.files, `${volumesFolder}/${volume.name}`);
  daemon.volumes.delete(volume.name);
  daemon.events.add('volume', 'destroy', volume.name, { driver: volume.driver }, daemon.nowMs);
}
