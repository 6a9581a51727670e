import { Errno } from './errno';
import type { Stat } from './process';
import type { LiveProcess } from './live-process';
import type { Task } from './task';
import type { Tty } from './tty';

/**
 * An open file description (POSIX): what descriptors point at. Several descriptors, of several processes, can
 * share one; it is closed with the last.
 */
export interface OpenFile {
  /** As /proc/<pid>/fd shows it. */
  readonly name: string;
  read(process: LiveProcess, max: number): Task<Uint8Array>;
  write(process: LiveProcess, bytes: Uint8Array): Task<void>;
  stat(): Stat;
  seek?(offset: number): void;
  /** The last descriptor is gone. */
  close(): void;
  readonly tty?: Tty;
}

interface Shared {
  readonly file: OpenFile;
  users: number;
}

const LIMIT = 1024;

/** A process' descriptors. */
export class DescriptorTable {
  readonly #entries = new Map<number, Shared>();

  get numbers(): readonly number[] {
    return [...this.#entries.keys()].sort((a, b) => a - b);
  }

  get(fd: number): OpenFile {
    const entry = this.#entries.get(fd);
    if (entry === undefined) throw new Errno('EBADF');
    return entry.file;
  }

  has(fd: number): boolean {
    return this.#entries.has(fd);
  }

  /** Opens a file on the lowest free descriptor. */
  add(file: OpenFile): number {
    const fd = this.#lowestFree(0);
    this.#entries.set(fd, { file, users: 1 });
    return fd;
  }

  /** Puts a file on this very descriptor, in place of what it was. */
  dup2(file: OpenFile, fd: number): void {
    if (this.#entries.has(fd)) this.close(fd);
    const shared = [...this.#entries.values()].find((entry) => entry.file === file) ?? { file, users: 0 };
    shared.users++;
    this.#entries.set(fd, shared);
  }

  duplicate(fd: number, to?: number): number {
    const entry = this.#entries.get(fd);
    if (entry === undefined || (to !== undefined && (to < 0 || to >= LIMIT))) throw new Errno('EBADF');
    if (to === fd) return fd;
    const target = to ?? this.#lowestFree(0);
    if (this.#entries.has(target)) this.close(target);
    entry.users++;
    this.#entries.set(target, entry);
    return target;
  }

  close(fd: number): void {
    const entry = this.#entries.get(fd);
    if (entry === undefined) throw new Errno('EBADF');
    this.#entries.delete(fd);
    if (--entry.users === 0) entry.file.close();
  }

  closeAll(): void {
    for (const fd of this.numbers) this.close(fd);
  }

  /** The same files under the same numbers; with `fds` (child's -> ours) only those. */
  copy(fds?: ReadonlyMap<number, number>): DescriptorTable {
    const table = new DescriptorTable();
    const pairs = fds ?? new Map([...this.#entries.keys()].map((fd) => [fd, fd]));
    for (const [to, from] of pairs) {
      const entry = this.#entries.get(from);
      if (entry === undefined) continue;
      entry.users++;
      table.#entries.set(to, entry);
    }
    return table;
  }

  #lowestFree(from: number): number {
    for (let fd = from; fd < LIMIT; fd++) if (!this.#entries.has(fd)) return fd;
    throw new Errno('EBADF');
  }
}
