import { Errno } from './errno';
import type { LiveProcess } from './live-process';
import type { PidNamespace } from './namespaces';
import { networkFolder } from './network-files';
import { pathOf } from './path-walk';
import { limitsText, mountInfoText, mountsText, statText, statusText } from './process-texts';
import { virtualFile, virtualFolder, virtualLink, type VirtualNode } from './virtual-files';

const MOST_OOM_ADJUST = 1000;

/** /proc/<pid> as seen in that namespace (proc_pid(5)). */
export function processFolder(process: LiveProcess, namespace: PidNamespace): VirtualNode {
  const { uid, gid } = process.credentials;
  const owner = { uid, gid };
  const entries = (): (readonly [string, VirtualNode])[] => [
    ['cgroup', virtualFile(() => '0::/\n')],
    ['cmdline', virtualFile(() => zeroTerminated(process.status === undefined ? process.argv : []))],
    [
      'comm',
      virtualFile(() => `${process.command}\n`, {
        mode: 0o644,
        write: (text) => {
          process.executedName = text.replace(/\n.*/s, '');
        },
      }),
    ],
    ['cwd', virtualLink(() => pathOf(process.cwdLocation, process.rootLocation))],
    [
      'environ',
      virtualFile(() => zeroTerminated([...process.env].map(([name, value]) => `${name}=${value}`)), {
        mode: 0o400,
      }),
    ],
    ['exe', virtualLink(() => process.executable)],
    ['fd', virtualFolder(() => descriptors(process), { mode: 0o500 })],
    ['limits', virtualFile(() => limitsText(process))],
    ['mountinfo', virtualFile(() => mountInfoText(process.namespaces.mounts))],
    ['mounts', virtualFile(() => mountsText(process.namespaces.mounts))],
    ['net', networkFolder(process.namespaces.network)],
    ['ns', virtualFolder(() => namespaceLinks(process))],
    ['oom_score', virtualFile(() => '0\n')],
    [
      'oom_score_adj',
      virtualFile(() => `${String(process.oomScoreAdjust)}\n`, {
        mode: 0o644,
        write: (text) => {
          const value = /^\s*[-+]?\d+\s*$/.test(text) ? Number(text) : NaN;
          if (!(Math.abs(value) <= MOST_OOM_ADJUST)) throw new Errno('EINVAL');
          const isLess = value < process.oomScoreAdjust;
          if (isLess && !process.credentials.capabilities.has('SYS_RESOURCE')) throw new Errno('EACCES');
          process.oomScoreAdjust = value;
        },
      }),
    ],
    ['root', virtualLink(() => pathOf(process.rootLocation))],
    ['stat', virtualFile(() => statText(process, namespace))],
    ['statm', virtualFile(() => memoryPages(process, namespace))],
    ['status', virtualFile(() => statusText(process, namespace))],
  ];
  const task = virtualFolder(() => [[String(process.pidIn(namespace)), virtualFolder(entries)]]);
  return virtualFolder(
    () => [...entries(), ['task', task] as const].map(([name, node]) => [name, { ...node, ...owner }]),
    owner,
  );
}

function zeroTerminated(words: readonly string[]): string {
  return words.map((word) => `${word}\0`).join('');
}

/** What the owner may do with a descriptor's link tells what the file was opened for. */
const LINK_MODES = { read: 0o500, write: 0o300, both: 0o700 } as const;

const LINK_BYTES = 64;

function descriptors(process: LiveProcess): (readonly [string, VirtualNode])[] {
  const { uid, gid } = process.credentials;
  return process.openDescriptors().map((fd) => {
    const file = () => process.descriptors.get(fd);
    const target = (): string => {
      const { pipe, name } = file();
      return pipe === undefined ? name : `pipe:[${process.kernel.numberOf(pipe)}]`;
    };
    const mode = LINK_MODES[file().access ?? 'both'];
    return [String(fd), { kind: 'symlink', target, file, mode, uid, gid, sizeBytes: LINK_BYTES }] as const;
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
