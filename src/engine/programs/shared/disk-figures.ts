import type { MountEntry } from '../../kernel';

/** The disk that every container shares. The engine counts no free space: these are a laptop's. */
const DISK_BYTES = 61_202_244 * 1024;
const DISK_USED_BYTES = 17_820_416 * 1024;
const TMPFS_BYTES = 65_536 * 1024;
/** ext4 makes one inode for 16 KiB of disk; a tmpfs has one for each two pages of the machine's memory. */
const DISK_INODES = Math.floor(DISK_BYTES / 16_384);
const DISK_USED_INODES = 402_718;
const TMPFS_INODES = 1_017_958;

/** How many files a file system may hold, and how many it does. */
export function inodesOf(mount: MountEntry): { total: number; used: number } {
  if (figures(mount).size === 0) return { total: 0, used: 0 };
  const isMemory = mount.type === 'tmpfs' || mount.type === 'devtmpfs';
  return isMemory ? { total: TMPFS_INODES, used: 1 } : { total: DISK_INODES, used: DISK_USED_INODES };
}

/** Bytes of a file system; `free` to users that are not root. */
export function figures(mount: MountEntry): { size: number; used: number; free: number } {
  if (mount.type === 'tmpfs' || mount.type === 'devtmpfs') {
    const size = mount.sizeBytes ?? TMPFS_BYTES;
    const used = Math.min(size, mount.fileSystem?.usedBytes ?? 0);
    return { size, used, free: size - used };
  }
  if (/^(proc|sysfs|devpts|mqueue|cgroup2?)$/.test(mount.type)) return { size: 0, used: 0, free: 0 };
  const size = mount.sizeBytes ?? DISK_BYTES;
  // A twentieth is kept for root, as ext4 does.
  return { size, used: DISK_USED_BYTES, free: Math.floor((size * 0.95 - DISK_USED_BYTES) / 1024) * 1024 };
}
