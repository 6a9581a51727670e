import type { Inode } from '../fs';
import type { MountTable } from './mounts';
import { PTS_MAJOR, type Tty } from './tty';
import { virtualFolder, type VirtualNode, VirtualFileSystem } from './virtual-files';

const PTMX_MAJOR = 5;
const PTMX_MINOR = 2;
const TTY_GROUP = 5;

/** /dev/pts: the terminals of a mount namespace by number (devpts). */
export class TerminalFileSystem extends VirtualFileSystem {
  readonly #ttys: Map<number, Tty>;

  constructor(nowMs: () => number) {
    const ttys = new Map<number, Tty>();
    const ptmx: VirtualNode = { kind: 'character', mode: 0, major: PTMX_MAJOR, minor: PTMX_MINOR };
    const slave = (minor: number): VirtualNode => ({
      kind: 'character',
      mode: 0o620,
      gid: TTY_GROUP,
      major: PTS_MAJOR,
      minor,
    });
    const root = virtualFolder(
      () => [
        ...[...ttys]
          .filter(([, tty]) => !tty.isGone)
          .map(([number]) => [String(number), slave(number)] as const),
        ['ptmx', ptmx],
      ],
      { mode: 0o755 },
    );
    super('devpts', root, nowMs);
    this.#ttys = ttys;
  }

  /** Gives a terminal the lowest free number. */
  register(tty: Tty): void {
    if ([...this.#ttys.values()].includes(tty)) return;
    let number = 0;
    while (this.#ttys.get(number)?.isGone === false) number++;
    tty.number = number;
    this.#ttys.set(number, tty);
  }

  numbered(minor: number): Tty | undefined {
    const tty = this.#ttys.get(minor);
    return tty?.isGone === false ? tty : undefined;
  }
}

/** A mount namespace's terminals, where it has /dev/pts. */
export function terminalsOf(mounts: MountTable): TerminalFileSystem | undefined {
  const fileSystem = mounts.at('/dev/pts')?.fileSystem;
  return fileSystem instanceof TerminalFileSystem ? fileSystem : undefined;
}

/** The terminal that a device of /dev/pts is, as seen in that mount namespace. */
export function terminalOf(mounts: MountTable, { minor = 0 }: Inode): Tty | undefined {
  return terminalsOf(mounts)?.numbered(minor);
}
