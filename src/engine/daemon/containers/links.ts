// --link on the default network. Source: moby, daemon/links.go, registerLinks, setupLinkedContainers. On networks that
// users made a link is one more name that Docker's DNS knows: see networks/endpoints.ts.
import type { HostConfig } from '../api/container';
import type { Daemon } from '../daemon';
import type { Container } from './container';
import { lookUp } from './find';

interface Link {
  readonly alias: string;
  readonly other: Container;
}

export function hasLinks({ Links }: HostConfig): boolean {
  return (Links ?? []).length > 0;
}

/** Whether the network is one that users made. */
export function isUserDefined({ NetworkMode }: HostConfig): boolean {
  return !/^(default|bridge|host|none|container:.*)$/.test(NetworkMode);
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

export function isOnBridge({ endpoints }: Container): boolean {
  return endpoints.some(({ networkName }) => networkName === 'bridge');
}

/** The names that containers have where others are linked to them: `/web/db`. */
export function linkedNames(daemon: Daemon): ReadonlyMap<Container, readonly string[]> {
  const names = new Map<Container, readonly string[]>();
  for (const owner of daemon.containers.values()) {
    if (!hasLinks(owner.hostConfig)) continue;
    for (const { alias, other } of linksOf(daemon, owner))
      names.set(other, [...(names.get(other) ?? []), `/${owner.name}/${alias}`]);
  }
  return names;
}
