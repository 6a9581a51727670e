// Where docker run and docker create do less than in Docker: flags that are kept, so that docker inspect shows them,
// and then change nothing. It is for readers: nothing that runs needs it.
import type { FlagEdge } from '../context';
import { simplified } from '../context';

const kept = (what: string): FlagEdge => simplified(`Kept for docker inspect; ${what}.`);
const noRate = kept('the simulated disk has no speed that could be limited');
const noScheduler = kept('simulated processors are shared evenly');
const onlyShown = (what: string): FlagEdge =>
  simplified(`Shown in /sys/fs/cgroup and by docker inspect; ${what}.`);

export const simplifiedAtCreate = {
  annotation: kept('no OCI runtime is there to read it'),
  'blkio-weight': noRate,
  'blkio-weight-device': noRate,
  'device-read-bps': noRate,
  'device-read-iops': noRate,
  'device-write-bps': noRate,
  'device-write-iops': noRate,
  'cgroup-parent': kept('control groups are not seen from outside'),
  cgroupns: kept('control groups are not seen from inside'),
  'cpu-rt-period': noScheduler,
  'cpu-rt-runtime': noScheduler,
  'cpu-shares': onlyShown('simulated processors are shared evenly'),
  'cpuset-cpus': simplified('nproc counts them; what runs is not bound to them.'),
  'cpuset-mems': kept('the simulated memory is one piece'),
  device: kept('the device does not appear in /dev'),
  'device-cgroup-rule': kept('there are no devices that it could open or close'),
  gpus: kept('there is no GPU'),
  ip6: kept('networks carry IPv4 only'),
  ipc: kept('of what processes share only /dev/shm is modelled'),
  isolation: kept('it is for Windows'),
  'link-local-ip': kept('link-local addresses lead nowhere'),
  'memory-reservation': onlyShown('memory is never short on the host'),
  'memory-swap': onlyShown('nothing is swapped out'),
  'oom-score-adj': simplified('Shown in /proc and by docker inspect; memory is never short on the host.'),
  runtime: kept('there is one runtime'),
  'security-opt': simplified(
    'no-new-privileges is followed; the rest is kept for docker inspect: no security module is there to follow it.',
  ),
  'storage-opt': kept("a container's layer has no size limit"),
  userns: kept('user namespaces are not modelled'),
  uts: simplified("With host, the host's name is taken over, not shared."),
  'volume-driver': kept('there is the local driver only'),
} as const;
