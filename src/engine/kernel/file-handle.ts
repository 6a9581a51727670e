import { Errno } from './errno';
import type { LiveProcess } from './live-process';
import { accessOf, type OpenFile } from './open-file';
import { type Location, pathOf } from './path-walk';
import { statOf } from './stat';
import type { OpenOptions, Stat } from './process';
import type { Task } from './task';

/** A regular file or a folder, open: the offset is shared by all its descriptors. */
export class FileHandle implements OpenFile {
  #offset = 0;
  readonly access: OpenFile['access'];

  constructor(
    private readonly location: Location,
    private readonly options: OpenOptions,
  ) {
    this.access = accessOf(options);
  }

  get name(): string {
    const { inode } = this.location;
    return `${pathOf(this.location)}${inode.nlink === 0 ? ' (deleted)' : ''}`;
  }

  *read(_process: LiveProcess, max: number): Task<Uint8Array> {
    const { inode, mount } = this.location;
    if (inode.kind === 'directory') throw new Errno('EISDIR', this.name);
    if (this.access === 'write') throw new Errno('EBADF', this.name);
    const bytes = mount.fileSystem.read(inode, this.#offset, max);
    this.#offset += bytes.length;
    return bytes;
  }

  unread(bytes: Uint8Array): void {
    this.#offset = Math.max(0, this.#offset - bytes.length);
  }

  *write(process: LiveProcess, bytes: Uint8Array): Task<void> {
    if (this.access === 'read') throw new Errno('EBADF', this.name);
    const { inode, mount } = this.location;
    if (this.options.append) this.#offset = inode.sizeBytes;
    const limit = process.limits.get('fsize').soft;
    const room = Math.max(0, limit - this.#offset);
    const part = bytes.subarray(0, Math.min(bytes.length, room));
    mount.fileSystem.write(inode, this.#offset, part);
    this.#offset += part.length;
    if (mount.type === 'tmpfs') process.fillMemory(mount.fileSystem);
    // Whoever fills a disk can be stopped.
    yield {};
    if (part.length === bytes.length) return;
    process.raise('XFSZ');
    throw new Errno('EFBIG', this.name);
  }

  stat(): Stat {
    return statOf(this.location.inode, this.location.mount);
  }

  seek(offset: number): void {
    this.#offset = offset;
  }

  /** By its name in /proc it is opened anew: from its start, with its own offset. */
  reopen(options: OpenOptions): OpenFile {
    const { inode, mount } = this.location;
    if (options.truncate && inode.kind === 'file') mount.fileSystem.truncate(inode, 0);
    return new FileHandle(this.location, options);
  }

  close(): void {
    // Nothing is held back.
  }
}
