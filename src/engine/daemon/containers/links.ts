// --link on the default network. Source: moby, daemon/links.go, registerLinks, setupLinkedContainers. On networks that
// users made a link is one more name that Docker's DNS knows: see networks/endpoints.ts.
import type { HostConfig } from '../api/container';
import type { Daemon } from '../daemon';
import { DaemonError, invalid, system } from '../errors';
import type { Container } from './container';
import { lookUp } from './find';

interface Link {
  readonly alias: string;
  readonly other: Container;
}

function isUserDefined({ NetworkMode }: HostConfig): boolean {
  return !/^(default|bridge|host|none|container:.*)$/.test(NetworkMode);
}

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

/** The containers that this one is linked to; those that were removed are so no more. */
export function linksOf(daemon: Daemon, { hostConfig }: Container): readonly Link[] {
  if (isUserDefined(hostConfig)) return [];
  return (hostConfig.Links ?? []).flatMap((link) => {
    const [target = '', alias = target] = link.split(':');
    const other = lookUp(daemon, target);
    return other === undefined ? [] : [{ alias, other }];
  });
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

export function isOnBridge({ endpoints }: Container): boolean {
  return endpoints.some(({ networkName }) => networkName === 'bridge');
}

/** The names of a container in order: its own, and those that it has where others are linked to it. */
export function allNames(daemon: Daemon, container: Container): readonly string[] {
  const linked = [...daemon.containers.values()].flatMap((owner) =>
    (owner.hostConfig.Links ?? []).length === 0
      ? []
      : linksOf(daemon, owner)
          .filter(({ other }) => other === container)
          .map(({ alias }) => `/${owner.name}/${alias}`),
  );
  return [`/${container.name}`, ...linked].sort();
}

/** What inspect shows of the links: `/db:/web/database`. */
export function linksJson(daemon: Daemon, container: Container): readonly string[] | null {
  const links = linksOf(daemon, container);
  return links.length === 0
    ? null
    : links.map(({ alias, other }) => `/${other.name}:/${container.name}/${alias}`);
}

/** What Docker says of new links of this kind. */
export function linkWarning(hostConfig: HostConfig): readonly string[] {
  if (isUserDefined(hostConfig) || (hostConfig.Links ?? []).length === 0) return [];
  return [
    'Links on the default bridge network are deprecated and will be removed in a future release. Use a custom network instead.',
  ];
}
