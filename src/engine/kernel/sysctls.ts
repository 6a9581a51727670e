import { Errno } from './errno';
import type { Kernel } from './kernel';
import type { Namespaces } from './namespaces';
import { kernelRelease, kernelVersion } from './system-files';
import { virtualFile, virtualFolder, type VirtualNode } from './virtual-files';

/** Values of a fresh namespace by name; Docker opens low ports and ping to every user of a container. */
function defaults(kernel: Kernel, namespaces: Namespaces): ReadonlyMap<string, string> {
  const { network, uts } = namespaces;
  const pingGroups = network.privilegedPortsFrom === 0 ? '0\t2147483647' : '1\t0';
  return new Map([
    ['fs.file-max', '9223372036854775807'],
    ['kernel.domainname', '(none)'],
    ['kernel.hostname', uts.hostname],
    ['kernel.msgmax', '8192'],
    ['kernel.osrelease', kernelRelease()],
    ['kernel.ostype', 'Linux'],
    ['kernel.pid_max', '4194304'],
    ['kernel.shmmax', '18446744073692774399'],
    ['kernel.threads-max', String(Math.floor(kernel.memoryBytes / 131_072))],
    ['kernel.version', kernelVersion()],
    ['net.core.somaxconn', '4096'],
    ['net.ipv4.ip_forward', '1'],
    ['net.ipv4.ip_local_port_range', '32768\t60999'],
    ['net.ipv4.ip_unprivileged_port_start', String(network.privilegedPortsFrom)],
    ['net.ipv4.ping_group_range', pingGroups],
    ['net.ipv4.tcp_keepalive_time', '7200'],
    ['net.ipv6.conf.all.disable_ipv6', '0'],
    ['vm.max_map_count', '1048576'],
    ['vm.overcommit_memory', '0'],
    ['vm.swappiness', '60'],
  ]);
}

/** /proc/sys: kernel parameters, a folder for each part of their names (sysctl(8)). */
export function sysctlFolder(kernel: Kernel, namespaces: Namespaces): VirtualNode {
  const values = (): ReadonlyMap<string, string> =>
    new Map([...defaults(kernel, namespaces), ...(namespaces.sysctls ?? [])]);
  const folderOf = (prefix: string): VirtualNode =>
    virtualFolder(() => {
      const entries = new Map<string, VirtualNode>();
      for (const [name, value] of values()) {
        if (!name.startsWith(prefix)) continue;
        const [part = '', ...deeper] = name.slice(prefix.length).split('.');
        entries.set(
          part,
          deeper.length > 0 ? folderOf(`${prefix}${part}.`) : parameter(namespaces, name, value),
        );
      }
      if (prefix === 'kernel.') entries.set('random', randomFolder(kernel));
      return entries;
    });
  return folderOf('');
}

function parameter({ uts }: Namespaces, name: string, value: string): VirtualNode {
  return {
    kind: 'file',
    mode: 0o644,
    text: () => `${value}\n`,
    write: (text) => {
      // The others are read at the start only: a change would have no effect here.
      if (name !== 'kernel.hostname') throw new Errno('EPERM');
      uts.hostname = text.trim();
    },
  };
}

function randomFolder(kernel: Kernel): VirtualNode {
  return virtualFolder(() => [
    ['entropy_avail', virtualFile(() => '256\n')],
    ['uuid', virtualFile(() => `${uuid(kernel.random)}\n`)],
  ]);
}

function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  digits[12] = '4';
  digits[16] = '89ab'[Math.floor(random() * 4)] ?? '8';
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
