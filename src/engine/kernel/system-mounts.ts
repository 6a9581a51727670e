import { FileSystem, type Mountable } from '../fs';
import { deviceTree } from './devices';
import type { Kernel } from './kernel';
import type { Mount } from './mounts';
import type { Namespaces } from './namespaces';
import { controlGroupFileSystem, sysFileSystem } from './sys-files';
import { procFileSystem } from './system-files';
import { TerminalFileSystem } from './terminals';

const DEVICES_BYTES = 65_536 * 1024;
const SHARED_MEMORY_BYTES = 64 * 1024 * 1024;
const GUARDED = 'nosuid,nodev,noexec,relatime';

/** What a container may choose of its system mounts. */
export interface SystemMountOptions {
  /** Room in /dev/shm (`docker run --shm-size`). */
  readonly sharedMemoryBytes?: number;
  /** Another's /dev/shm, for its own (`docker run --ipc container:…`). */
  readonly sharedMemory?: Mount;
  /** Whether it may not write to /sys (no `--privileged`). */
  readonly isConfined?: boolean;
}

/**
 * Mounts /proc, /dev and /sys with what belongs below them, in the order and with the options of a container
 * that runc makes. The folders need not exist in the tree below.
 */
export function mountSystem(
  kernel: Kernel,
  namespaces: Namespaces,
  { sharedMemoryBytes = SHARED_MEMORY_BYTES, sharedMemory, isConfined = false }: SystemMountOptions = {},
): void {
  const { mounts } = namespaces;
  const nowMs = (): number => kernel.nowMs;
  const folder = { kind: 'directory', uid: 0, gid: 0, mtimeMs: kernel.nowMs, entries: new Map() } as const;
  const shared = { ...folder, mode: 0o1777 };
  const add = (
    path: string,
    fileSystem: Mountable,
    options: string,
    more: { readonly source?: string; readonly readOnly?: boolean; readonly sizeBytes?: number } = {},
  ): void => {
    const { source = fileSystem.type, readOnly = false, sizeBytes } = more;
    const size = sizeBytes === undefined ? {} : { sizeBytes };
    const { type, root } = fileSystem;
    mounts.add({ path, source, type, readOnly, fileSystem, root, options, ...size });
  };
  add('/proc', procFileSystem(kernel, namespaces), GUARDED);
  const hasSharedMemory = sharedMemoryBytes > 0 || sharedMemory !== undefined;
  const devices = new FileSystem({ tree: deviceTree(kernel.nowMs, hasSharedMemory), type: 'tmpfs', nowMs });
  add('/dev', devices, `nosuid,size=${DEVICES_BYTES / 1024}k,mode=755`, { sizeBytes: DEVICES_BYTES });
  add('/dev/pts', new TerminalFileSystem(nowMs), 'nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666');
  add('/sys', sysFileSystem(kernel, namespaces), GUARDED, { readOnly: isConfined });
  add('/sys/fs/cgroup', controlGroupFileSystem(kernel, namespaces), GUARDED, {
    source: 'cgroup',
    readOnly: isConfined,
  });
  add('/dev/mqueue', new FileSystem({ tree: shared, type: 'mqueue', nowMs }), GUARDED);
  if (sharedMemory !== undefined) {
    mounts.add({ ...sharedMemory, path: '/dev/shm' });
    return;
  }
  if (sharedMemoryBytes <= 0) return;
  const memory = new FileSystem({ tree: shared, type: 'tmpfs', nowMs, limitBytes: sharedMemoryBytes });
  const shown = `${GUARDED},size=${Math.ceil(sharedMemoryBytes / 4096) * 4}k`;
  add('/dev/shm', memory, shown, { source: 'shm', sizeBytes: sharedMemoryBytes });
}
