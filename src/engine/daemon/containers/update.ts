import type { HostConfig, Resources, RestartPolicy } from '../api/container';
import type { Daemon } from '../daemon';
import { conflict, invalid } from '../errors';
import { checkResources } from './check-settings';
import { containerEvent } from './container-event';
import { findContainer } from './find';
import { checkRestartPolicy } from './restart-policy';
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
  checkResources(daemon, { ...before, ...resourcesAlone(resources) });
  if (container.state.isBeingRemoved || container.state.isDead) {
    refuse('container is marked for removal and cannot be "update".');
  }
  if (restartPolicy !== undefined && restartPolicy.Name !== '' && before.AutoRemove) {
    refuse('Restart policy cannot be updated because AutoRemove is enabled for the container');
  }
  const after: HostConfig = {
    ...before,
    ...resources,
    ...(restartPolicy?.Name ? { RestartPolicy: restartPolicy } : {}),
  };
  const asksSwap = 'MemorySwap' in resources;
  if ('Memory' in resources && !asksSwap && before.MemorySwap > 0 && after.Memory > before.MemorySwap) {
    refuse(
      'Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time',
    );
  }
  if (after.Memory === 0 && after.MemorySwap > 0) {
    throw invalid('You should always set the Memory limit when using Memoryswap limit, see usage');
  }
  if ('NanoCpus' in resources && (before.CpuPeriod > 0 || before.CpuQuota > 0)) {
    refuse('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  }
  container.hostConfig = after;
  container.run?.sandbox.setLimits(limitsOf(container));
  containerEvent(daemon, container, 'update');
}

/** Only what was asked for is checked against each other; swap is compared with the limit it will have. */
function resourcesAlone(resources: Readonly<Record<string, unknown>>): Partial<Resources> {
  return 'Memory' in resources && !('MemorySwap' in resources)
    ? { ...resources, MemorySwap: 0 }
    : { ...resources };
}
