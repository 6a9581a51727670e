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

/** Every capability of Linux by its bit (linux/capability.h). */
export const CAPABILITY_NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ...['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID'],
    ...['SETPCAP', 'LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW'],
    ...['IPC_LOCK', 'IPC_OWNER', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT'],
    ...['SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE', 'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE'],
    ...['AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP', 'MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM'],
    ...['BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF', 'CHECKPOINT_RESTORE'],
  ].map((name, bit) => [name, bit]),
);

/** What root has on the host, and in a privileged container: all (capabilities(7)). */
export const ALL_CAPABILITIES: readonly string[] = Object.keys(CAPABILITY_NUMBERS);

/** Whether the permission bits let them: `want` is a sum of READ, WRITE, EXECUTE (path_resolution(7)). */
export function permits(credentials: Credentials, inode: Inode, want: number): boolean {
  if (inode.kind === 'symlink') return true;
  if (credentials.capabilities.has('DAC_OVERRIDE')) {
    return (want & EXECUTE) === 0 || inode.kind === 'directory' || (inode.mode & 0o111) !== 0;
  }
  const mayLook = inode.kind === 'directory' ? READ | EXECUTE : READ;
  if (credentials.capabilities.has('DAC_READ_SEARCH') && (want & ~mayLook) === 0) return true;
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

/**
 * Linux's fs.protected_hardlinks, which distributions turn on: a link is made to what is one's own, or to a plain file
 * that one may read and write and that gives nobody other rights.
 */
export function mayLinkTo(credentials: Credentials, inode: Inode): boolean {
  if (actsAsOwner(credentials, inode)) return true;
  const isSetgid = (inode.mode & 0o2010) === 0o2010;
  return (
    inode.kind === 'file' &&
    (inode.mode & 0o4000) === 0 &&
    !isSetgid &&
    permits(credentials, inode, READ | WRITE)
  );
}
