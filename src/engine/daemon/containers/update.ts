import type { HostConfig, Resources, RestartPolicy } from '../api/container';
import type { Daemon } from '../daemon';
import { conflict, invalid } from '../errors';
import { checkResources } from './check-settings';
import { containerEvent } from './container-event';
import { defaultHostConfig } from './defaults';
import { findContainer } from './find';
import { checkRestartPolicy } from './check-restart-policy';
import { limitsOf } from './sandbox';

/** What `docker update` asks for: 0 and missing fields stay as they are. */
export interface UpdateRequest extends Partial<Resources> {
  readonly restartPolicy?: RestartPolicy;
}

/** Changes a container's limits and its restart policy; a running one feels them at once. */
export function updateContainer(daemon: Daemon, reference: string, request: UpdateRequest): void {
  const container = findContainer(daemon, reference);
  const { restartPolicy, ...asked } = request;
  const resources = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined && value !== 0 && value !== ''),
  );
  if (restartPolicy !== undefined) checkRestartPolicy(restartPolicy);
  const before = container.hostConfig;
  const refuse = (reason: string): never => {
    throw conflict(`Cannot update container ${container.id}: ${reason}`);
  };
  // Only what was asked for is checked against each other; swap alone may be for the memory that there is.
  const alone = 'Memory' in resources ? {} : { MemorySwap: 0 };
  checkResources(daemon, { ...defaultHostConfig, ...resources, ...alone });
  if (container.state.isBeingRemoved || container.state.isDead) {
    refuse('container is marked for removal and cannot be "update".');
  }
  if (restartPolicy !== undefined && !['', 'no'].includes(restartPolicy.Name) && before.AutoRemove) {
    refuse('Restart policy cannot be updated because AutoRemove is enabled for the container');
  }
  const has = (name: keyof Resources): boolean => name in resources;
  const isSet = (value: number): boolean => value > 0;
  if (has('NanoCpus') && (isSet(before.CpuPeriod) || isSet(before.CpuQuota))) {
    const other = isSet(before.CpuPeriod) ? 'CPU Period' : 'CPU Quota';
    refuse(`Conflicting options: Nano CPUs cannot be updated as ${other} has already been set`);
  }
  if ((has('CpuPeriod') || has('CpuQuota')) && isSet(before.NanoCpus)) {
    const own = has('CpuPeriod') ? 'CPU Period' : 'CPU Quota';
    refuse(`Conflicting options: ${own} cannot be updated as NanoCPUs has already been set`);
  }
  const after: HostConfig = {
    ...before,
    ...resources,
    ...(restartPolicy?.Name ? { RestartPolicy: restartPolicy } : {}),
  };
  // No limit at all counts as a limit of 0, so memory alone cannot be given to a container that had none.
  if (has('Memory') && !has('MemorySwap') && after.Memory > before.MemorySwap) {
    refuse(
      'Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time',
    );
  }
  if (after.Memory === 0 && after.MemorySwap > 0) {
    throw invalid('You should always set the Memory limit when using Memoryswap limit, see usage');
  }
  container.hostConfig = after;
  container.run?.sandbox.setLimits(limitsOf(container));
  containerEvent(daemon, container, 'update');
}
