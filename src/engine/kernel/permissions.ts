import type { Inode } from '../fs';
import { Errno } from './errno';
import type { Credentials } from './process';

export const READ = 4;
export const WRITE = 2;
export const EXECUTE = 1;

/** What a container's root may do by default (moby's default capabilities). */
export const DEFAULT_CAPABILITIES: readonly string[] = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FSETID',
  'FOWNER',
  'MKNOD',
  'NET_RAW',
  'SETGID',
  'SETUID',
  'SETFCAP',
  'SETPCAP',
  'NET_BIND_SERVICE',
  'SYS_CHROOT',
  'KILL',
  'AUDIT_WRITE',
];

/** Every capability of Linux (capabilities(7)): what root has on the host, and in a privileged container. */
export const ALL_CAPABILITIES: readonly string[] = [
  ...DEFAULT_CAPABILITIES,
  'AUDIT_CONTROL',
  'AUDIT_READ',
  'BLOCK_SUSPEND',
  'BPF',
  'CHECKPOINT_RESTORE',
  'DAC_READ_SEARCH',
  'IPC_LOCK',
  'IPC_OWNER',
  'LEASE',
  'LINUX_IMMUTABLE',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'NET_ADMIN',
  'NET_BROADCAST',
  'PERFMON',
  'SYSLOG',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_MODULE',
  'SYS_NICE',
  'SYS_PACCT',
  'SYS_PTRACE',
  'SYS_RAWIO',
  'SYS_RESOURCE',
  'SYS_TIME',
  'SYS_TTY_CONFIG',
  'WAKE_ALARM',
];

/** Whether the permission bits let them: `want` is a sum of READ, WRITE, EXECUTE (path_resolution(7)). */
export function permits(credentials: Credentials, inode: Inode, want: number): boolean {
  if (inode.kind === 'symlink') return true;
  if (credentials.capabilities.has('DAC_OVERRIDE')) {
    return (want & EXECUTE) === 0 || inode.kind === 'directory' || (inode.mode & 0o111) !== 0;
  }
  const { uid, gid, groups } = credentials;
  const shift = inode.uid === uid ? 6 : inode.gid === gid || groups.includes(inode.gid) ? 3 : 0;
  return ((inode.mode >> shift) & want) === want;
}

export function require(credentials: Credentials, inode: Inode, want: number, path: string): void {
  if (!permits(credentials, inode, want)) throw new Errno('EACCES', path);
}

/** The owner of a file, or who may act as one. */
export function actsAsOwner(credentials: Credentials, inode: Inode): boolean {
  return credentials.uid === inode.uid || credentials.capabilities.has('FOWNER');
}

/** In a sticky folder (/tmp) only a file's owner, the folder's owner and root remove it. */
export function mayRemoveFrom(credentials: Credentials, directory: Inode, inode: Inode): boolean {
  const isSticky = (directory.mode & 0o1000) !== 0;
  return !isSticky || actsAsOwner(credentials, inode) || credentials.uid === directory.uid;
}
