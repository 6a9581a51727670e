import type { HostConfig } from '../api/container';
import { invalid } from '../errors';

/** What root in a container may do (moby, oci/caps). */
export const defaultCapabilities: readonly string[] = [
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

/** All that Linux has (capabilities(7)). */
export const allCapabilities: readonly string[] = [
  ...defaultCapabilities,
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
  'SYSLOG',
  'WAKE_ALARM',
];

function normalized(names: readonly string[] | null): readonly string[] {
  return (names ?? []).map((name) => name.toUpperCase().replace(/^CAP_/, ''));
}

/** Checks and normalizes `--cap-add` and `--cap-drop`: `net_admin` is `CAP_NET_ADMIN`. */
export function normalizeCapabilities(names: readonly string[] | null): readonly string[] | null {
  if (names === null) return null;
  return normalized(names).map((name) => {
    if (name === 'ALL') return name;
    if (!allCapabilities.includes(name)) throw invalid(`invalid capability: "CAP_${name}"`);
    return `CAP_${name}`;
  });
}

/** What the processes of a container may do. */
export function capabilitiesOf({ Privileged, CapAdd, CapDrop }: HostConfig): ReadonlySet<string> {
  if (Privileged) return new Set(allCapabilities);
  const added = normalized(CapAdd);
  const dropped = normalized(CapDrop);
  const start = added.includes('ALL') ? allCapabilities : dropped.includes('ALL') ? [] : defaultCapabilities;
  return new Set([
    ...start.filter((name) => !dropped.includes(name)),
    ...added.filter((name) => name !== 'ALL'),
  ]);
}
