// What `docker ps --filter` asks of containers. Source: moby, daemon/list.go.
import { parsePortRange, quote, ValueError, type PortRange } from '../../units';
import type { Daemon } from '../daemon';
import { invalid } from '../errors';
import type { Filters } from '../filters';
import { booleanOf, checkFilters, matches, matchesLabels, valuesOf } from '../filters';
import { imageIdFor } from '../images/find';
import type { Container } from './container';
import { findContainer } from './find';
import { statusOf } from './state';

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
  'name',
  'network',
  'publish',
  'since',
  'status',
  'volume',
];
const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];
const healths = ['none', 'starting', 'healthy', 'unhealthy'];

/** The filters as one question, with what they name looked up once. Throws where one of them makes no sense. */
export function selection(daemon: Daemon, filters: Filters): (container: Container) => boolean {
  checkFilters(filters, accepted);
  checkValues(filters, 'status', 'state', states);
  checkValues(filters, 'health', 'health', healths);
  const places = new Map([...daemon.containers.values()].map((container, place) => [container, place]));
  const placeOf = (reference: string | undefined): number | undefined =>
    reference === undefined ? undefined : places.get(findContainer(daemon, reference));
  const before = placeOf(valuesOf(filters, 'before')[0]);
  const since = placeOf(valuesOf(filters, 'since')[0]);
  const exitCodes = valuesOf(filters, 'exited').map((text) => exitCode(text));
  const ancestors = filters.has('ancestor')
    ? new Set(valuesOf(filters, 'ancestor').flatMap((name) => imageIdFor(daemon, name) ?? []))
    : undefined;
  const published = portRangesOf(filters, 'publish');
  const exposed = portRangesOf(filters, 'expose');
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
        published,
        container.publishedPorts.map(({ hostPort, protocol }) => `${hostPort}/${protocol}`),
      ) &&
      matchesPort(exposed, exposedOf(container))
    );
  };
}

function checkValues(filters: Filters, name: string, kind: string, known: readonly string[]): void {
  for (const value of valuesOf(filters, name)) {
    if (known.includes(value)) continue;
    throw invalid(
      `invalid filter '${name}=${value}': invalid value for ${kind} (${value}): must be one of ${known.join(', ')}`,
    );
  }
}

function exitCode(text: string): number {
  if (/^[-+]?\d+$/.test(text)) return Number(text);
  throw invalid(`invalid filter 'exited=${text}': strconv.Atoi: parsing ${quote(text)}: invalid syntax`);
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

/** Source: moby, portOp in daemon/list.go. */
function portRangesOf(filters: Filters, name: string): readonly PortRange[] {
  return valuesOf(filters, name).map((text) => {
    if (text.includes(':')) throw invalid(`filter for '${name}' should not contain ':': ${text}`);
    try {
      return parsePortRange(text);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw invalid(`error while looking up for ${name} ${text}: ${error.message}`);
    }
  });
}

/** @param ports such as `80/tcp`. */
function matchesPort(wanted: readonly PortRange[], ports: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  return ports.some((port) => {
    const [number = '', portProtocol = ''] = port.split('/');
    return wanted.some(
      ({ first, last, protocol }) =>
        portProtocol === protocol && Number(number) >= first && Number(number) <= last,
    );
  });
}

function exposedOf({ config, publishedPorts }: Container): readonly string[] {
  return [
    ...Object.keys(config.ExposedPorts ?? {}),
    ...publishedPorts.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`),
  ];
}
