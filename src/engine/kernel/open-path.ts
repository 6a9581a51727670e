import type { Inode } from '../fs';
import { isControllingTty, memoryDevice } from './devices';
import { Errno } from './errno';
import { Fifo } from './fifo';
import { FileHandle } from './file-handle';
import type { LiveProcess } from './live-process';
import { accessOf, type OpenFile, SharedFile } from './open-file';
import { type Location, pathOf } from './path-walk';
import { openTarget } from './open-target';
import { statOf } from './stat';
import type { OpenOptions } from './process';
import { terminalOf } from './terminals';
import { PTS_MAJOR, TtyFile } from './tty';
import { descriptorLink } from './virtual-files';

/** Opens what paths lead to: files, folders, devices, named pipes, descriptors that are open already. */
export class PathOpener {
  readonly #fifos = new WeakMap<Inode, Fifo>();

  open(process: LiveProcess, path: string, options: OpenOptions): OpenFile {
    const location = openTarget(process.view, path, options);
    const { inode } = location;
    switch (inode.kind) {
      case 'symlink':
        return openLink(inode, path, options);
      case 'character':
        return openDevice(process, path, location, options);
      case 'fifo':
        return this.#openFifo(location, options);
      case 'block':
      case 'socket':
        throw new Errno('ENXIO', path);
      default:
        return new FileHandle(location, options);
    }
  }

  #openFifo(location: Location, options: OpenOptions): OpenFile {
    const { inode, mount } = location;
    const fifo = this.#fifos.get(inode) ?? new Fifo();
    this.#fifos.set(inode, fifo);
    return fifo.open(pathOf(location), options, () => statOf(inode, mount));
  }
}

/** /dev/stdout and the like lead to a descriptor that is open already. */
function openLink(inode: Inode, path: string, options: OpenOptions): OpenFile {
  const file = descriptorLink(inode);
  if (file === undefined) throw new Errno('ENOENT', path);
  return file.reopen?.(options) ?? new SharedFile(file);
}

function openDevice(
  process: LiveProcess,
  path: string,
  { inode, mount }: Location,
  options: OpenOptions,
): OpenFile {
  const { major = 0, minor = 0 } = inode;
  if (isControllingTty(major, minor)) {
    if (process.tty === undefined) throw new Errno('ENXIO', path);
    return new TtyFile(process.tty);
  }
  if (major === PTS_MAJOR) {
    const tty = terminalOf(process.namespaces.mounts, inode);
    if (tty === undefined) throw new Errno('EIO', path);
    return new TtyFile(tty);
  }
  const device = memoryDevice(
    { major, minor },
    { stat: statOf(inode, mount), name: path, access: accessOf(options) },
  );
  if (device === undefined) throw new Errno('ENXIO', path);
  return device;
}
