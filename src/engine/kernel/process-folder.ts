import type { LiveProcess } from './live-process';
import type { PidNamespace } from './namespaces';
import { networkFolder } from './network-files';
import { pathOf } from './path-walk';
import { limitsText, mountInfoText, mountsText, statText, statusText } from './process-texts';
import { virtualFile, virtualFolder, virtualLink, type VirtualNode } from './virtual-files';

/** /proc/<pid> as seen in that namespace (proc_pid(5)). */
export function processFolder(process: LiveProcess, namespace: PidNamespace): VirtualNode {
  const { uid, gid } = process.credentials;
  const entries = (): (readonly [string, VirtualNode])[] => [
    ['cgroup', virtualFile(() => '0::/\n')],
    ['cmdline', virtualFile(() => zeroTerminated(process.status === undefined ? process.argv : []))],
    ['comm', virtualFile(() => `${process.command}\n`, { mode: 0o644 })],
    ['cwd', virtualLink(() => pathOf(process.cwdLocation, process.rootLocation))],
    [
      'environ',
      virtualFile(() => zeroTerminated([...process.env].map(([name, value]) => `${name}=${value}`)), {
        mode: 0o400,
        uid,
        gid,
      }),
    ],
    ['exe', virtualLink(() => process.executable)],
    ['fd', virtualFolder(() => descriptors(process), { mode: 0o500, uid, gid })],
    ['limits', virtualFile(() => limitsText(process))],
    ['mountinfo', virtualFile(() => mountInfoText(process.namespaces.mounts))],
    ['mounts', virtualFile(() => mountsText(process.namespaces.mounts))],
    ['net', networkFolder(process.namespaces.network)],
    ['ns', virtualFolder(() => namespaceLinks(process))],
    ['oom_score', virtualFile(() => '0\n')],
    ['oom_score_adj', virtualFile(() => '0\n', { mode: 0o644 })],
    ['root', virtualLink(() => pathOf(process.rootLocation))],
    ['stat', virtualFile(() => statText(process, namespace))],
    ['statm', virtualFile(() => memoryPages(process, namespace))],
    ['status', virtualFile(() => statusText(process, namespace))],
  ];
  const task = virtualFolder(() => [[String(process.pidIn(namespace)), virtualFolder(entries)]]);
  return virtualFolder(() => [...entries(), ['task', task]], { uid, gid });
}

function zeroTerminated(words: readonly string[]): string {
  return words.map((word) => `${word}\0`).join('');
}

function descriptors(process: LiveProcess): (readonly [string, VirtualNode])[] {
  return process.openDescriptors().map((fd) => {
    const file = () => process.descriptors.get(fd);
    const target = (): string => {
      const { pipe, name } = file();
      return pipe === undefined ? name : `pipe:[${process.kernel.numberOf(pipe)}]`;
    };
    return [String(fd), { kind: 'symlink', target, file }] as const;
  });
}

function namespaceLinks({ kernel, namespaces }: LiveProcess): (readonly [string, VirtualNode])[] {
  const { mounts, network, pid, uts } = namespaces;
  return Object.entries({ mnt: mounts, net: network, pid, uts }).map(
    ([name, identity]) => [name, virtualLink(() => `${name}:[${kernel.numberOf(identity)}]`)] as const,
  );
}

function memoryPages(process: LiveProcess, namespace: PidNamespace): string {
  const { residentBytes, virtualBytes } = process.infoIn(namespace);
  const pages = (bytes: number): number => Math.ceil(bytes / 4096);
  return `${pages(virtualBytes)} ${pages(residentBytes)} ${pages(residentBytes / 2)} 10 0 100 0\n`;
}
