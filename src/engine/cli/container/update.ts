// docker container update
import { DaemonError, updateContainer } from '../../daemon';
import { CommandError, implement } from '../context';
import { containerUpdate } from '../declarations/container';
import { eachOperand } from '../each-operand';
import { parseRestartPolicy } from '../run-options/policies';

export const update = implement(containerUpdate, function* (context) {
  const { flags, changed, daemon } = context;
  if (changed.size === 0)
    throw new CommandError('you must provide one or more flags when using this command');
  const restartPolicy = flags.restart === '' ? undefined : parseRestartPolicy(flags.restart);
  return yield* eachOperand(context, function* (name) {
    if (name === '') throw new DaemonError('invalid', 'No container name or ID supplied');
    updateContainer(daemon, name, {
      BlkioWeight: flags['blkio-weight'],
      CpuPeriod: flags['cpu-period'],
      CpuQuota: flags['cpu-quota'],
      CpuRealtimePeriod: flags['cpu-rt-period'],
      CpuRealtimeRuntime: flags['cpu-rt-runtime'],
      CpuShares: flags['cpu-shares'],
      CpusetCpus: flags['cpuset-cpus'],
      CpusetMems: flags['cpuset-mems'],
      Memory: flags.memory,
      MemoryReservation: flags['memory-reservation'],
      MemorySwap: flags['memory-swap'],
      NanoCpus: flags.cpus,
      ...(changed.has('pids-limit') ? { PidsLimit: flags['pids-limit'] } : {}),
      ...(restartPolicy === undefined ? {} : { restartPolicy }),
    });
    yield {};
  });
});
