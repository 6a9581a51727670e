import { Errno } from './errno';
import type { OpenOptions, Stat } from './process';
import type { LiveProcess } from './live-process';
import type { Pipe } from './pipe';
import type { Task } from './task';
import type { Tty } from './tty';

/**
 * An open file description (POSIX): what descriptors point at. Several descriptors, of several processes, can
 * share one; it is closed with the last.
 */
export interface OpenFile {
  /** As /proc/<pid>/fd shows it. */
  readonly name: string;
  /** What it was opened for; missing: both. */
  readonly access?: 'read' | 'write' | undefined;
  read(process: LiveProcess, max: number): Task<Uint8Array>;
  /** Takes back the end of what was read last: whoever reads next gets it first. */
  unread(bytes: Uint8Array): void;
  write(process: LiveProcess, bytes: Uint8Array): Task<void>;
  stat(): Stat;
  seek?(offset: number): void;
  /** Opens what this is once more, by its name under /proc/<pid>/fd; without it, it is shared. */
  reopen?(options: OpenOptions): OpenFile;
  /** The last descriptor is gone. */
  close(): void;
  readonly tty?: Tty;
  /** Of either end of a pipe. */
  readonly pipe?: Pipe;
}

/** What of a file that is opened so may be done. */
export function accessOf({ read, write, append }: OpenOptions): OpenFile['access'] {
  const writes = write === true || append === true;
  const reads = read ?? !writes;
  if (reads && writes) return undefined;
  return writes ? 'write' : 'read';
}

/** Another descriptor's file under a second name: closing it leaves the file open. */
export class SharedFile implements OpenFile {
  readonly tty: Tty | undefined;
  readonly pipe: Pipe | undefined;

  constructor(private readonly file: OpenFile) {
    this.tty = file.tty;
    this.pipe = file.pipe;
  }

  get name(): string {
    return this.file.name;
  }

  get access(): OpenFile['access'] {
    return this.file.access;
  }

  read(process: LiveProcess, max: number): Task<Uint8Array> {
    return this.file.read(process, max);
  }

  unread(bytes: Uint8Array): void {
    this.file.unread(bytes);
  }

  write(process: LiveProcess, bytes: Uint8Array): Task<void> {
    return this.file.write(process, bytes);
  }

  stat(): Stat {
    return this.file.stat();
  }

  close(): void {
    // Its owner closes it.
  }
}

interface Shared {
  readonly file: OpenFile;
  users: number;
}

const DEFAULT_LIMIT = 1024;

/** A process' descriptors. */
export class DescriptorTable {
  readonly #entries = new Map<number, Shared>();

  constructor(
    /** One more than the highest number (`ulimit -n`). */
    private readonly limit: () => number = () => DEFAULT_LIMIT,
  ) {}

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
    const fd = this.#lowestFree();
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
    if (entry === undefined || (to !== undefined && (to < 0 || to >= this.limit()))) throw new Errno('EBADF');
    if (to === fd) return fd;
    const target = to ?? this.#lowestFree();
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

  /** Gives `table` the same files under the same numbers; with `fds` (its numbers -> ours) only those. */
  copyTo(table: DescriptorTable, fds?: ReadonlyMap<number, number>): void {
    const pairs = fds ?? new Map([...this.#entries.keys()].map((fd) => [fd, fd]));
    for (const [to, from] of pairs) {
      const entry = this.#entries.get(from);
      if (entry === undefined) continue;
      entry.users++;
      table.#entries.set(to, entry);
    }
  }

  #lowestFree(): number {
    const limit = this.limit();
    for (let fd = 0; fd < limit; fd++) if (!this.#entries.has(fd)) return fd;
    throw new Errno('EMFILE');
  }
}
