import { part, type Task } from '../../kernel';
import type { Daemon } from '../daemon';
import type { Filters } from '../filters';
import { imageIdFor } from '../images/find';
import { endpointJson, manifestDescriptorJson, mountJson } from './attachments';
import { sizeOfContainer } from './changes';
import type { Container } from './container';
import { linkedNames } from './links';
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
  /** `none` where there is no health check. */
  readonly Health: { readonly Status: string; readonly FailingStreak: number };
  readonly ImageManifestDescriptor: object;
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

const listFilters = part<typeof import('./list-filters')>('daemon/containers/list-filters');

/** The containers that pass, the newest first. Source: moby, daemon.Containers. */
export function* listContainers(daemon: Daemon, options: ListOptions): Task<readonly ContainerSummary[]> {
  const { filters } = options;
  const isWanted =
    filters.size === 0 ? () => true : (yield* listFilters(daemon.host)).selection(daemon, filters);
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
  const linked = linkedNames(daemon);
  const namesOf = (container: Container): readonly string[] =>
    [`/${container.name}`, ...(linked.get(container) ?? [])].sort();
  return shown.map((container) =>
    summarize(daemon, container, { imageIdOf, namesOf, withSize: options.size }),
  );
}

/** What is looked up once for all of a list. */
interface Lookups {
  readonly imageIdOf: (name: string) => string | undefined;
  readonly namesOf: (container: Container) => readonly string[];
  readonly withSize: boolean;
}

function summarize(
  daemon: Daemon,
  container: Container,
  { imageIdOf, namesOf, withSize }: Lookups,
): ContainerSummary {
  const { facts, config, hostConfig, state } = container;
  const size = withSize ? sizeOfContainer(container) : undefined;
  // A name that means another image by now, or none, is not shown any more.
  const isNamed = imageIdOf(config.Image) === facts.image.id;
  return {
    Id: container.id,
    Names: namesOf(container),
    Image: isNamed ? config.Image : facts.image.id,
    ImageID: facts.image.id,
    Command: [facts.path, ...facts.args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))].join(' '),
    Created: Math.floor(facts.createdMs / 1000),
    Ports: portsOf(container),
    ...(size === undefined ? {} : { SizeRw: size.rwBytes, SizeRootFs: size.rootFsBytes }),
    Labels: config.Labels ?? {},
    State: statusOf(state),
    Status: describeState(state, daemon.nowMs),
    Health: { Status: state.health?.Status ?? 'none', FailingStreak: state.health?.FailingStreak ?? 0 },
    ImageManifestDescriptor: manifestDescriptorJson(container),
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
