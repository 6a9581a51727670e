import type { PortBinding } from '../api/container';
import type { Daemon } from '../daemon';
import { DaemonError, system } from '../errors';
import { PortAllocator, type PublishedPort } from '../networks/ports';
import type { Container } from './container';
import { comparePorts, type PublishPorts } from './networking';

/** Where a port without an address is published, if its network does not say otherwise (host_binding_ipv4). */
const everywhere = ['0.0.0.0', '::'] as const;

/** Adds to `ports` as it goes, so that the caller can give back what was taken. */
export const publishPorts: PublishPorts = (daemon, container, endpoints, ports) => {
  daemon.ports ??= new PortAllocator();
  const [endpoint] = endpoints.filter(({ address }) => address !== undefined);
  if (endpoint === undefined) return;
  const network = daemon.networks.get(endpoint.networkId);
  const chosen = network?.options['com.docker.network.bridge.host_binding_ipv4'] ?? '0.0.0.0';
  const defaultIps = chosen === '0.0.0.0' ? everywhere : [chosen];
  for (const [port, bindings] of wantedBindings(container)) {
    const [number = '0', protocol = 'tcp'] = port.split('/');
    for (const binding of bindings) {
      try {
        ports.push(...bind(daemon.host, daemon.ports, defaultIps, protocol, Number(number), binding));
      } catch (error) {
        if (!(error instanceof DaemonError)) throw error;
        throw system(
          `driver failed programming external connectivity on endpoint ${container.name} (${endpoint.endpointId ?? ''}): ${error.message}`,
        );
      }
    }
  }
};

function wantedBindings(container: Container): readonly (readonly [string, readonly PortBinding[]])[] {
  const { PortBindings, PublishAllPorts } = container.hostConfig;
  const wanted = new Map(Object.entries(PortBindings ?? {}));
  if (PublishAllPorts) {
    for (const port of Object.keys(container.config.ExposedPorts ?? {})) {
      if (!wanted.has(port)) wanted.set(port, []);
    }
  }
  return [...wanted]
    .map(
      ([port, bindings]) =>
        [
          port,
          bindings === null || bindings.length === 0 ? [{ HostIp: '', HostPort: '' }] : bindings,
        ] as const,
    )
    .sort(([a], [b]) => comparePorts(a, b));
}

/** How often another port is tried where one of several will do, and a program of the host's has it (osallocator_linux.go). */
const attempts = 10;

function bind(
  host: Daemon['host'],
  allocator: PortAllocator,
  defaultIps: readonly string[],
  protocol: string,
  containerPort: number,
  { HostIp, HostPort }: PortBinding,
): readonly PublishedPort[] {
  const hostIps = HostIp === '' ? defaultIps : [HostIp];
  const [first = '0', last = first] = HostPort === '' ? [] : HostPort.split('-');
  const wanted = [Number(first), Number(last)] as const;
  const isChoice = wanted[0] === 0 || wanted[0] !== wanted[1];
  for (let attempt = 1; ; attempt += 1) {
    const hostPort = allocator.allocate(protocol, hostIps, wanted);
    const published = hostIps.map((hostIp) => ({ protocol, containerPort, hostIp, hostPort }));
    const problem = bindProblem(host, published);
    if (problem === undefined) return published;
    for (const port of published) allocator.release(port);
    if (!isChoice || attempt === attempts) throw system(problem);
  }
}

function bindProblem(host: Daemon['host'], published: readonly PublishedPort[]): string | undefined {
  for (const { protocol, hostIp, hostPort } of published) {
    const problem = protocol === 'tcp' ? host.listenProblem(hostIp, hostPort) : undefined;
    if (problem === undefined) continue;
    const place = hostIp.includes(':') ? `[${hostIp}]` : hostIp;
    return `failed to bind host port ${place}:${hostPort}/${protocol}: ${problem}`;
  }
  return undefined;
}
