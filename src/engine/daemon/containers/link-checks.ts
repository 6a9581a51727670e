// Loaded when a container has a --link: what may be linked, and what Docker says of it. Source: moby, daemon/links.go.
import type { HostConfig } from '../api/container';
import type { Daemon } from '../daemon';
import { DaemonError, invalid, system } from '../errors';
import type { Container } from './container';
import { lookUp } from './find';
import { isOnBridge, isUserDefined, linksOf } from './links';

/** Throws where a new container cannot be linked so. */
export function checkLinks(daemon: Daemon, hostConfig: HostConfig): void {
  if (isUserDefined(hostConfig)) return;
  for (const link of hostConfig.Links ?? []) {
    const [target = ''] = link.split(':');
    const found = lookUp(daemon, target.replace(/^\//, ''));
    if (found === undefined)
      throw invalid(`could not get container for ${target}: No such container: ${target}`);
    if (found.hostConfig.NetworkMode === 'host') {
      throw invalid(
        "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
      );
    }
  }
}

/** Throws where a container that starts cannot reach one that it is linked to. */
export function checkLinkedContainers(daemon: Daemon, container: Container): void {
  if (!isOnBridge(container)) return;
  for (const { alias, other } of linksOf(daemon, container)) {
    if (!other.state.isRunning) {
      const fullName = `/${container.name}/${alias}`;
      throw new DaemonError(
        'conflict',
        `Cannot link to a non running container: /${other.name} AS ${fullName}`,
      );
    }
    if (!isOnBridge(other)) throw system(`container ${other.id} not attached to default bridge network`);
  }
}

/** What Docker says of new links of this kind. */
export function linkWarning(hostConfig: HostConfig): readonly string[] {
  if (isUserDefined(hostConfig) || (hostConfig.Links ?? []).length === 0) return [];
  return [
    'Links on the default bridge network are deprecated and will be removed in a future release. Use a custom network instead.',
  ];
}
