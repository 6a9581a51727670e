import type { Node, Tree } from '../fs';
import { Errno } from './errno';
import type { LiveProcess } from './live-process';
import type { OpenFile } from './open-file';
import type { Stat } from './process';
import type { Task } from './task';

const MEMORY_MAJOR = 1;
const TTY_MAJOR = 5;
const NULL = 3;
const ZERO = 5;
const FULL = 7;
const RANDOM = 8;
const URANDOM = 9;

/** A device of memory: /dev/null and its kin. Undefined where nothing answers to the numbers. */
export function memoryDevice(
  { major, minor }: { readonly major: number; readonly minor: number },
  { stat, name, access }: { readonly stat: Stat; readonly name: string; readonly access: OpenFile['access'] },
): OpenFile | undefined {
  if (major !== MEMORY_MAJOR || ![NULL, ZERO, FULL, RANDOM, URANDOM].includes(minor)) return undefined;
  return {
    name,
    access,
    unread: () => undefined,
    *read(process: LiveProcess, max: number): Task<Uint8Array> {
      if (access === 'write') throw new Errno('EBADF', name);
      if (minor === NULL) return new Uint8Array();
      // These never end: whoever copies them without end can still be stopped.
      yield {};
      if (minor === ZERO || minor === FULL) return new Uint8Array(max);
      return Uint8Array.from({ length: max }, () => Math.floor(process.random() * 256));
    },
    *write(): Task<void> {
      if (access === 'read') throw new Errno('EBADF', name);
      if (minor === FULL) throw new Errno('ENOSPC');
      yield {};
    },
    stat: () => stat,
    close: () => undefined,
  };
}

export function isControllingTty(major: number, minor: number): boolean {
  return major === TTY_MAJOR && minor <= 1;
}

/** What a container (and the host) finds in /dev (OCI runtime specification, default devices). */
export function deviceTree(mtimeMs: number, hasSharedMemory: boolean): Tree {
  const meta = { uid: 0, gid: 0, mtimeMs };
  const character = (major: number, minor: number, mode = 0o666): Node => ({
    kind: 'character',
    major,
    minor,
    mode,
    ...meta,
  });
  const link = (target: string): Node => ({ kind: 'symlink', target, mode: 0o777, ...meta });
  const folder = (mode: number): Node => ({ kind: 'directory', mode, entries: new Map(), ...meta });
  const entries: [string, Node][] = [
    ['null', character(MEMORY_MAJOR, NULL)],
    ['zero', character(MEMORY_MAJOR, ZERO)],
    ['full', character(MEMORY_MAJOR, FULL)],
    ['random', character(MEMORY_MAJOR, RANDOM)],
    ['urandom', character(MEMORY_MAJOR, URANDOM)],
    ['tty', character(TTY_MAJOR, 0)],
    ['fd', link('/proc/self/fd')],
    ['stdin', link('/proc/self/fd/0')],
    ['stdout', link('/proc/self/fd/1')],
    ['stderr', link('/proc/self/fd/2')],
    ['core', link('/proc/kcore')],
    ['ptmx', link('pts/ptmx')],
    ['pts', folder(0o755)],
    ...(hasSharedMemory ? [['shm', folder(0o1777)] satisfies [string, Node]] : []),
    ['mqueue', folder(0o1777)],
  ];
  return { kind: 'directory', mode: 0o755, entries: new Map(entries), ...meta };
}
