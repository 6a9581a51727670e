// What a container is attached to, as the Engine API tells it: lists and inspect say the same.
import type { Daemon } from '../daemon';
import { dnsNamesOf } from '../networks/endpoints';
import { type Endpoint, hasDns, ipv4Pool, ipv6Pool } from '../networks/network';
import type { Container, ContainerMount } from './container';

/** A mount as inspect and `docker ps` list it. */
export function mountJson(mount: ContainerMount): object {
  const { type, volumeName, hostPath, source, target, mode, readOnly, propagation } = mount;
  return {
    Type: type,
    ...(volumeName === undefined ? {} : { Name: volumeName }),
    Source: type === 'image' ? source : hostPath,
    Destination: target,
    ...(type === 'volume' ? { Driver: 'local' } : {}),
    Mode: mode,
    RW: !readOnly,
    Propagation: propagation,
  };
}

export function endpointJson(daemon: Daemon, container: Container, endpoint: Endpoint): object {
  const network = daemon.networks.get(endpoint.networkId);
  const { address, ipv6Address, aliases, asked } = endpoint;
  const [four, six] = network === undefined ? [] : [ipv4Pool(network), ipv6Pool(network)];
  const leadsOut = network?.isInternal !== true;
  return {
    // What is asked for is kept as it came: an empty list is not none, and addresses that are none are empty texts.
    IPAMConfig: asked.IPAMConfig ? { IPv4Address: '', IPv6Address: '', ...asked.IPAMConfig } : null,
    Links: asked.Links ?? null,
    Aliases: asked.Aliases ?? null,
    DriverOpts: asked.DriverOpts ?? null,
    GwPriority: asked.GwPriority ?? 0,
    NetworkID:
      endpoint.endpointId === undefined && container.state.startedMs === undefined ? '' : endpoint.networkId,
    EndpointID: endpoint.endpointId ?? '',
    Gateway: address !== undefined && leadsOut ? (four?.gateway ?? '') : '',
    IPAddress: address ?? '',
    MacAddress: endpoint.mac ?? (container.state.startedMs === undefined ? (asked.MacAddress ?? '') : ''),
    IPPrefixLen: address === undefined ? 0 : (four?.subnet.bits ?? 0),
    IPv6Gateway: ipv6Address !== undefined && leadsOut ? (six?.gateway ?? '') : '',
    GlobalIPv6Address: ipv6Address ?? '',
    GlobalIPv6PrefixLen: ipv6Address === undefined ? 0 : (six?.subnet.bits ?? 0),
    DNSNames: network !== undefined && hasDns(network) ? dnsNamesOf(container, aliases) : null,
  };
}

/** Which manifest of its image the container was made of. */
export function manifestDescriptorJson({ facts: { image } }: Container): object {
  const { mediaType, digest, size } = image.manifestDescriptor;
  const { architecture, os, variant } = image.config;
  const platform = { architecture, os, ...(variant === undefined ? {} : { variant }) };
  return { mediaType, digest, size, platform };
}
