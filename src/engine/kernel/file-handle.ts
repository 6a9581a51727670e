import type { Inode } from '../fs';
import { Errno } from './errno';
import type { LiveProcess } from './live-process';
import type { Mount } from './mounts';
import type { OpenFile } from './open-file';
import { statOf } from './process-files';
import type { OpenOptions, Stat } from './process';
import type { Task } from './task';

/** A regular file or a folder, open: the offset is shared by all its descriptors. */
export class FileHandle implements OpenFile {
  #offset = 0;

  constructor(
    readonly name: string,
    private readonly mount: Mount,
    private readonly inode: Inode,
    private readonly options: OpenOptions,
  ) {}

  // eslint-disable-next-line require-yield -- files are always ready
  *read(_process: LiveProcess, max: number): Task<Uint8Array> {
    if (this.inode.kind === 'directory') throw new Errno('EISDIR', this.name);
    if (this.options.read === false || (this.options.write && !this.options.read))
      throw new Errno('EBADF', this.name);
    const bytes = this.mount.fileSystem.read(this.inode, this.#offset, max);
    this.#offset += bytes.length;
    return bytes;
  }

  // eslint-disable-next-line require-yield -- files are always ready
  *write(_process: LiveProcess, bytes: Uint8Array): Task<void> {
    if (!this.options.write && !this.options.append) throw new Errno('EBADF', this.name);
    if (this.options.append) this.#offset = this.inode.sizeBytes;
    this.mount.fileSystem.write(this.inode, this.#offset, bytes);
    this.#offset += bytes.length;
  }

  stat(): Stat {
    return statOf(this.inode, this.mount);
  }

  seek(offset: number): void {
    this.#offset = offset;
  }

  close(): void {
    // Nothing is held back.
  }
}
