// How a container is reached and what it reaches: -p, --network, --dns, --link and their companions.
import type { PortBinding, PortMap } from '../../daemon';
import { emptyObjects, orNull } from './cut';
import { checkMacAddress, endpointsOf, parseNetwork } from './networks';
import { parseExpose, parsePublish, toShortPublish, type PortMapping } from './ports';
import type { PieceMaker } from './request-piece';

export const piece: PieceMaker = ({ flags }) => {
  if (flags['mac-address'] !== '') checkMacAddress(flags['mac-address']);
  const published = flags.publish.map(toShortPublish).flatMap(parsePublish);
  const ports = [...published.map(({ port }) => port), ...flags.expose.flatMap(parseExpose)];
  const networks = [...flags.network, ...flags.net].map(parseNetwork);
  return {
    config: { ExposedPorts: emptyObjects(ports) },
    hostConfig: {
      PortBindings: portBindings(published),
      PublishAllPorts: flags['publish-all'],
      NetworkMode: networks[0]?.target ?? 'default',
      Dns: flags.dns,
      DnsOptions: [...flags['dns-option'], ...flags['dns-opt']],
      DnsSearch: flags['dns-search'],
      ExtraHosts: orNull(flags['add-host']),
      Links: orNull(flags.link),
    },
    endpoints: endpointsOf(networks, {
      aliases: [...flags['network-alias'], ...flags['net-alias']],
      links: flags.link,
      ipv4Address: flags.ip,
      ipv6Address: flags.ip6,
      linkLocalIps: flags['link-local-ip'],
      macAddress: flags['mac-address'],
    }),
  };
};

function portBindings(published: readonly PortMapping[]): PortMap {
  const bindings: Record<string, PortBinding[]> = {};
  for (const { port, hostIp, hostPort } of published) {
    (bindings[port] ??= []).push({ HostIp: hostIp, HostPort: hostPort });
  }
  return bindings;
}
