// What a container may use of the machine: memory, processors, processes, devices.
import type { HostConfig } from '../../daemon';
import { parseUlimit, ValueError } from '../../units';
import {
  isCdiDevice,
  parseDevice,
  parseDeviceBps,
  parseDeviceIops,
  parseGpus,
  parseWeightDevice,
} from './devices';
import { orNull } from './cut';
import type { PieceMaker } from './request-piece';

export const piece: PieceMaker = ({ flags, changed }) => {
  const swappiness = flags['memory-swappiness'];
  if (swappiness !== -1 && (swappiness < 0 || swappiness > 100)) {
    throw new ValueError(`invalid value: ${swappiness}. Valid memory swappiness range is 0-100`);
  }
  const devices = flags.device.filter((device) => !isCdiDevice(device));
  const cdiDevices = flags.device.filter(isCdiDevice);
  return {
    hostConfig: {
      CgroupParent: flags['cgroup-parent'],
      Memory: flags.memory,
      MemoryReservation: flags['memory-reservation'],
      MemorySwap: flags['memory-swap'],
      MemorySwappiness: changed.has('memory-swappiness') ? swappiness : null,
      OomKillDisable: changed.has('oom-kill-disable') ? flags['oom-kill-disable'] : null,
      OomScoreAdj: flags['oom-score-adj'],
      ShmSize: flags['shm-size'],
      NanoCpus: flags.cpus,
      CpuShares: flags['cpu-shares'],
      CpuPeriod: flags['cpu-period'],
      CpuQuota: flags['cpu-quota'],
      CpuRealtimePeriod: flags['cpu-rt-period'],
      CpuRealtimeRuntime: flags['cpu-rt-runtime'],
      CpusetCpus: flags['cpuset-cpus'],
      CpusetMems: flags['cpuset-mems'],
      PidsLimit: changed.has('pids-limit') ? flags['pids-limit'] : null,
      BlkioWeight: flags['blkio-weight'],
      BlkioWeightDevice: flags['blkio-weight-device'].map(parseWeightDevice),
      BlkioDeviceReadBps: flags['device-read-bps'].map(parseDeviceBps),
      BlkioDeviceWriteBps: flags['device-write-bps'].map(parseDeviceBps),
      BlkioDeviceReadIOps: flags['device-read-iops'].map(parseDeviceIops),
      BlkioDeviceWriteIOps: flags['device-write-iops'].map(parseDeviceIops),
      Ulimits: sortedUlimits(flags.ulimit),
      DeviceCgroupRules: orNull(flags['device-cgroup-rule']),
      Devices: devices.map(parseDevice),
      DeviceRequests: [
        ...flags.gpus.map(parseGpus),
        ...(cdiDevices.length > 0 ? [{ Driver: 'cdi', DeviceIDs: cdiDevices }] : []),
      ],
    },
  };
};

/** The limits by name; the last of a name counts. */
function sortedUlimits(values: readonly string[]): HostConfig['Ulimits'] {
  const byName = new Map(values.map(parseUlimit).map((ulimit) => [ulimit.Name, ulimit]));
  return [...byName.values()].sort((a, b) => (a.Name < b.Name ? -1 : 1));
}
