import type { Daemon } from '../daemon';
import { invalid } from '../errors';
import type { Filters } from '../filters';
import { booleanOf, checkFilters, matches, matchesLabels, valuesOf } from '../filters';
import { imageIdFor } from '../images/find';
import { endpointJson, mountJson } from './attachments';
import { sizeOfContainer } from './changes';
import type { Container } from './container';
import { findContainer } from './find';
import { comparePorts } from './networking';
import { describeState, statusOf } from './state';

/** One published or exposed port in a list. */
export interface PortSummary {
  readonly IP?: string;
  readonly PrivatePort: number;
  readonly PublicPort?: number;
  readonly Type: string;
}

/** A container in `GET /containers/json`. */
export interface ContainerSummary {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Image: string;
  readonly ImageID: string;
  readonly Command: string;
  /** Seconds since the epoch. */
  readonly Created: number;
  readonly Ports: readonly PortSummary[];
  readonly SizeRw?: number;
  readonly SizeRootFs?: number;
  readonly Labels: Readonly<Record<string, string>>;
  readonly State: string;
  readonly Status: string;
  readonly HostConfig: { readonly NetworkMode: string };
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, object>> };
  readonly Mounts: readonly object[];
}

export interface ListOptions {
  /** Also those that do not run. */
  readonly all: boolean;
  /** The latest so many, whatever their state; 0 and less: no limit. */
  readonly limit: number;
  readonly size: boolean;
  readonly filters: Filters;
}

const accepted = [
  'ancestor',
  'before',
  'exited',
  'expose',
  'health',
  'id',
  'isolation',
  'is-task',
  'label',
  'label!',
  'name',
  'network',
  'publish',
  'since',
  'status',
  'volume',
];
const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];
const healths = ['none', 'starting', 'healthy', 'unhealthy'];

/** The containers that pass, the newest first. Source: moby, daemon.Containers. */
export function listContainers(daemon: Daemon, options: ListOptions): readonly ContainerSummary[] {
  const { filters } = options;
  checkFilters(filters, accepted);
  checkValues(filters, 'status', 'state', states);
  checkValues(filters, 'health', 'health', healths);
  const isWanted = selection(daemon, filters);
  const showsAll = options.all || options.limit > 0 || filters.has('status');
  const found = [...daemon.containers.values()]
    .reverse()
    .filter((container) => (showsAll || container.state.isRunning) && isWanted(container));
  const shown = options.limit > 0 ? found.slice(0, options.limit) : found;
  // Many containers of few images: each name is looked up once.
  const imageIds = new Map<string, string | undefined>();
  const imageIdOf = (name: string): string | undefined => {
    if (!imageIds.has(name)) imageIds.set(name, imageIdFor(daemon, name));
    return imageIds.get(name);
  };
  return shown.map((container) => summarize(daemon, container, imageIdOf, options.size));
}

function checkValues(filters: Filters, name: string, kind: string, known: readonly string[]): void {
  for (const value of valuesOf(filters, name)) {
    if (known.includes(value)) continue;
    throw invalid(
      `invalid filter '${name}=${value}': invalid value for ${kind} (${value}): must be one of ${known.join(', ')}`,
    );
  }
}

/** The filters as one question, with what they name looked up once. */
function selection(daemon: Daemon, filters: Filters): (container: Container) => boolean {
  if (filters.size === 0) return () => true;
  const places = new Map([...daemon.containers.values()].map((container, place) => [container, place]));
  const placeOf = (reference: string | undefined): number | undefined =>
    reference === undefined ? undefined : places.get(findContainer(daemon, reference));
  const before = placeOf(valuesOf(filters, 'before')[0]);
  const since = placeOf(valuesOf(filters, 'since')[0]);
  const exitCodes = valuesOf(filters, 'exited').map((text) => exitCode(text));
  const ancestors = filters.has('ancestor')
    ? new Set(valuesOf(filters, 'ancestor').flatMap((name) => imageIdFor(daemon, name) ?? []))
    : undefined;
  const isTask = filters.has('is-task') && booleanOf(filters, 'is-task', false);
  return (container) => {
    const place = places.get(container) ?? 0;
    const { state, config, facts } = container;
    const status = statusOf(state);
    return (
      !isTask &&
      (before === undefined || place < before) &&
      (since === undefined || place > since) &&
      (exitCodes.length === 0 ||
        (exitCodes.includes(state.exitCode) && !state.isRunning && state.startedMs !== undefined)) &&
      (ancestors === undefined || ancestors.has(facts.image.id)) &&
      matchesPrefix(filters, 'id', container.id) &&
      (matches(filters, 'name', container.name) || matches(filters, 'name', `/${container.name}`)) &&
      matchesLabels(filters, config.Labels ?? {}) &&
      (!filters.has('status') || valuesOf(filters, 'status').includes(status)) &&
      (!filters.has('health') || valuesOf(filters, 'health').includes(state.health?.Status ?? 'none')) &&
      matchesVolume(filters, container) &&
      matchesNetwork(filters, container) &&
      matchesPort(
        filters,
        'publish',
        container.publishedPorts.map(({ hostPort, protocol }) => `${hostPort}/${protocol}`),
      ) &&
      matchesPort(filters, 'expose', exposedOf(container))
    );
  };
}

function exitCode(text: string): number {
  if (!/^-?\d+$/.test(text)) throw invalid(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

function matchesPrefix(filters: Filters, name: string, value: string): boolean {
  const wanted = valuesOf(filters, name);
  return (
    wanted.length === 0 || wanted.some((text) => value.startsWith(text)) || matches(filters, name, value)
  );
}

function matchesVolume(filters: Filters, { facts }: Container): boolean {
  const wanted = valuesOf(filters, 'volume');
  return (
    wanted.length === 0 ||
    facts.mounts.some(
      ({ volumeName, target }) =>
        wanted.includes(target) || (volumeName !== undefined && wanted.includes(volumeName)),
    )
  );
}

function matchesNetwork(filters: Filters, { endpoints }: Container): boolean {
  const wanted = valuesOf(filters, 'network');
  return (
    wanted.length === 0 ||
    endpoints.some(({ networkName, networkId }) =>
      wanted.some((text) => text === networkName || (networkId !== '' && networkId.startsWith(text))),
    )
  );
}

/** `80`, `80/udp` or `8000-8010`. */
function matchesPort(filters: Filters, name: string, ports: readonly string[]): boolean {
  const wanted = valuesOf(filters, name);
  if (wanted.length === 0) return true;
  return wanted.some((text) => {
    const [range = '', protocol = 'tcp'] = text.split('/');
    const [first = '', last = first] = range.split('-');
    return ports.some((port) => {
      const [number = '', portProtocol = ''] = port.split('/');
      return portProtocol === protocol && Number(number) >= Number(first) && Number(number) <= Number(last);
    });
  });
}

function exposedOf({ config, publishedPorts }: Container): readonly string[] {
  return [
    ...Object.keys(config.ExposedPorts ?? {}),
    ...publishedPorts.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`),
  ];
}

function summarize(
  daemon: Daemon,
  container: Container,
  imageIdOf: (name: string) => string | undefined,
  withSize: boolean,
): ContainerSummary {
  const { facts, config, hostConfig, state } = container;
  const size = withSize ? sizeOfContainer(container) : undefined;
  // A name that means another image by now, or none, is not shown any more.
  const isNamed = imageIdOf(config.Image) === facts.image.id;
  return {
    Id: container.id,
    Names: [`/${container.name}`],
    Image: isNamed ? config.Image : facts.image.id,
    ImageID: facts.image.id,
    Command: [facts.path, ...facts.args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))].join(' '),
    Created: Math.floor(facts.createdMs / 1000),
    Ports: portsOf(container),
    ...(size === undefined ? {} : { SizeRw: size.rwBytes, SizeRootFs: size.rootFsBytes }),
    Labels: config.Labels ?? {},
    State: statusOf(state),
    Status: describeState(state, daemon.nowMs),
    HostConfig: { NetworkMode: hostConfig.NetworkMode },
    NetworkSettings: {
      // Only made for who looks: a list shows no more of it than the names.
      get Networks() {
        const networks = container.endpoints.map(
          (endpoint) => [endpoint.networkName, endpointJson(daemon, container, endpoint)] as const,
        );
        return Object.fromEntries(networks);
      },
    },
    Mounts: facts.mounts.map((mount) => mountJson(mount)),
  };
}

function portsOf(container: Container): readonly PortSummary[] {
  if (container.run === undefined) return [];
  const published = container.publishedPorts.map(({ hostIp, containerPort, hostPort, protocol }) => ({
    IP: hostIp,
    PrivatePort: containerPort,
    PublicPort: hostPort,
    Type: protocol,
  }));
  const isPublished = (port: string): boolean =>
    published.some(({ PrivatePort, Type }) => port === `${PrivatePort}/${Type}`);
  const exposed = Object.keys(container.config.ExposedPorts ?? {})
    .filter((port) => !isPublished(port))
    .map((port) => {
      const [number = '0', Type = 'tcp'] = port.split('/');
      return { PrivatePort: Number(number), Type };
    });
  return [...published, ...exposed].sort((a, b) =>
    comparePorts(`${a.PrivatePort}/${a.Type}`, `${b.PrivatePort}/${b.Type}`),
  );
}
