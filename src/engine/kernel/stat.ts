import { blocksBytes, type Inode } from '../fs';
import type { Mount } from './mounts';
import type { Stat } from './process';
import { descriptorLink } from './virtual-files';

const BLOCK_STAT_BYTES = 512;
const FOLDER_BYTES = 4096;

/** What stat(2) tells of a file in a mount; of a descriptor's link, followed, what is told of its file. */
export function statOf(inode: Inode, mount: Mount): Stat {
  const { kind, ino, mode, uid, gid, nlink, mtimeMs, ctimeMs, major, minor } = inode;
  const sizeBytes = kind === 'directory' && !isComputed(mount) ? FOLDER_BYTES : inode.sizeBytes;
  return {
    kind,
    ino,
    mode,
    uid,
    gid,
    nlink,
    mtimeMs,
    ctimeMs,
    sizeBytes,
    blocks: kind === 'file' || kind === 'directory' ? blocksBytes(sizeBytes) / BLOCK_STAT_BYTES : 0,
    deviceId: mount.deviceId ?? 0,
    ...(major === undefined ? {} : { major }),
    ...(minor === undefined ? {} : { minor }),
  };
}

/** As `statOf`, where a link to a descriptor stands for its file. */
export function followedStat(inode: Inode, mount: Mount): Stat {
  return descriptorLink(inode)?.stat() ?? statOf(inode, mount);
}

function isComputed({ type }: Mount): boolean {
  return type === 'proc' || type === 'sysfs' || type === 'cgroup2' || type === 'devpts';
}
