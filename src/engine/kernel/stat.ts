import { blocksBytes, type Inode } from '../fs';
import type { Mount } from './mounts';
import type { Stat } from './process';
import { descriptorLink } from './virtual-files';

const BLOCK_STAT_BYTES = 512;
const FOLDER_BYTES = 4096;
const MEMORY_ENTRY_BYTES = 20;

/** What stat(2) tells of a file in a mount; of a descriptor's link, followed, what is told of its file. */
export function statOf(inode: Inode, mount: Mount): Stat {
  const { kind, ino, mode, uid, gid, mtimeMs, ctimeMs, major, minor } = inode;
  const sizeBytes = kind === 'directory' && !isComputed(mount) ? folderBytes(inode, mount) : inode.sizeBytes;
  const isInMemory = kind === 'directory' && mount.type === 'tmpfs';
  return {
    kind,
    ino,
    mode,
    uid,
    gid,
    // An overlay counts no links of folders that are in several layers (Linux, ovl_getattr); its own root is.
    nlink: mount.type === 'overlay' && (inode.isMerged === true || inode === mount.root) ? 1 : inode.nlink,
    mtimeMs,
    ctimeMs,
    sizeBytes,
    blocks:
      (kind === 'file' || kind === 'directory') && !isInMemory
        ? blocksBytes(sizeBytes) / BLOCK_STAT_BYTES
        : 0,
    deviceId: mount.deviceId ?? 0,
    ...(major === undefined ? {} : { major }),
    ...(minor === undefined ? {} : { minor }),
  };
}

/** In memory a folder has no blocks, only its entries, `.` and `..` (Linux, mm/shmem.c, BOGO_DIRENT_SIZE). */
function folderBytes(folder: Inode, { type, fileSystem }: Mount): number {
  return type === 'tmpfs' ? MEMORY_ENTRY_BYTES * (2 + fileSystem.list(folder).length) : FOLDER_BYTES;
}

/** As `statOf`, where a link to a descriptor stands for its file. */
export function followedStat(inode: Inode, mount: Mount): Stat {
  return descriptorLink(inode)?.stat() ?? statOf(inode, mount);
}

function isComputed({ type }: Mount): boolean {
  return type === 'proc' || type === 'sysfs' || type === 'cgroup2' || type === 'devpts';
}
