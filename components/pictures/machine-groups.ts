import type { MachineView } from '../../src/engine';
import type { InspectKind } from '../../src/engine/views';
import { formatBytes } from './bytes';

/** What a state looks like without its word and without colour. */
export type StateShape = 'running' | 'paused' | 'restarting' | 'created' | 'ended' | 'failed';

/** One object of a machine, as a picture shows it. */
export interface MachineItem {
  /** What `docker inspect` knows it by. */
  readonly object: InspectKind;
  readonly id: string;
  readonly name: string;
  /** In a few words; empty: nothing to say. */
  readonly state: string;
  readonly shape: StateShape | undefined;
  readonly facts: readonly MachineFact[];
  /** Not in use, or ended. */
  readonly isMuted: boolean;
  /** What has come of it since an earlier moment. */
  readonly news: 'new' | 'changed' | 'removed' | undefined;
}

export interface MachineFact {
  readonly term: string;
  readonly text: string;
  readonly isCode?: boolean;
}

export interface MachineGroup {
  readonly title: string;
  /** What stands there when there is none. */
  readonly empty: string;
  readonly items: readonly MachineItem[];
}

/** The networks that Docker makes itself: they are no news. */
const PREDEFINED: ReadonlySet<string> = new Set(['bridge', 'host', 'none']);
const LONGEST_COMMAND = 60;
const ID_LENGTH = 12;

/** `sameness`: what has to be equal for it to be unchanged. Growing older is no change. */
type Item = Omit<MachineItem, 'news'> & { readonly sameness: readonly string[] };

/**
 * A machine's objects in groups; dangling images, volumes and networks only where there are some. `before`: the same
 * machine at an earlier moment, to tell what is new, what has changed and what was removed since.
 */
export function machineGroups(view: MachineView, before?: MachineView): readonly MachineGroup[] {
  const group = (
    title: string,
    empty: string,
    items: (from: MachineView) => readonly Item[],
  ): MachineGroup => ({ title, empty, items: withNews(items(view), before && items(before)) });
  const imagesWith =
    (isDangling: boolean) =>
    ({ images }: MachineView): readonly Item[] =>
      images.filter(({ names }) => (names.length === 0) === isDangling).map(imageItem);
  return [
    group('Containers', 'no containers', ({ containers }) => containers.map(containerItem)),
    group('Images', 'no images', imagesWith(false)),
    ...[
      group('Dangling images', '', imagesWith(true)),
      group('Volumes', '', ({ volumes }) => volumes.map(volumeItem)),
      group('Networks', '', ({ networks }) =>
        networks.filter(({ name }) => !PREDEFINED.has(name)).map(networkItem),
      ),
    ].filter(({ items }) => items.length > 0),
  ];
}

function withNews(items: readonly Item[], before: readonly Item[] | undefined): readonly MachineItem[] {
  const shown = ({ sameness: _, ...item }: Item, news: MachineItem['news']): MachineItem => ({
    ...item,
    news,
  });
  if (before === undefined) return items.map((item) => shown(item, undefined));
  const known = new Map(before.map((item) => [item.id, item]));
  const here = new Set(items.map(({ id }) => id));
  return [
    ...items.map((item) => {
      const old = known.get(item.id);
      if (old === undefined) return shown(item, 'new');
      return shown(item, old.sameness.join('\n') === item.sameness.join('\n') ? undefined : 'changed');
    }),
    ...before.filter(({ id }) => !here.has(id)).map((item) => shown({ ...item, isMuted: true }, 'removed')),
  ];
}

function fact(term: string, text: string, isCode = false): readonly MachineFact[] {
  return text === '' ? [] : [{ term, text, isCode }];
}

function shortId(id: string): string {
  return id.replace('sha256:', '').slice(0, ID_LENGTH);
}

function containerItem(container: MachineView['containers'][number]): Item {
  const { id, name, image, command, status, description, exitCode, created, networks } = container;
  const ports = container.ports.map(({ hostPort, containerPort }) => `${hostPort} → ${containerPort}`);
  const mounts = container.mounts.map(
    ({ source, target }) => `${source === '' ? 'tmpfs' : source} at ${target}`,
  );
  const health = /\((healthy|unhealthy|health: starting)\)/.exec(description)?.[0] ?? '';
  return {
    object: 'container',
    id,
    name,
    state: description === '' ? status : description,
    shape: shapeOf(status, exitCode),
    facts: [
      ...fact('image', image.startsWith('sha256:') ? shortId(image) : image),
      ...fact(
        'command',
        command.length > LONGEST_COMMAND ? `${command.slice(0, LONGEST_COMMAND)}…` : command,
        true,
      ),
      ...fact('ports', ports.join(', ')),
      ...fact('mounts', mounts.join(', ')),
      ...fact('networks', networks.filter((network) => !PREDEFINED.has(network)).join(', ')),
      ...fact('created', `created ${created}`),
    ],
    isMuted: status !== 'running',
    sameness: [name, status, String(exitCode), health, image, ...ports, ...mounts, ...networks],
  };
}

function shapeOf(status: string, exitCode: number): StateShape {
  switch (status) {
    case 'running':
    case 'paused':
    case 'restarting':
    case 'created':
      return status;
    default:
      return exitCode === 0 ? 'ended' : 'failed';
  }
}

function imageItem({ names, id, layers, diskUsageBytes, users }: MachineView['images'][number]): Item {
  const count = layers.length === 1 ? '1 layer' : `${layers.length} layers`;
  return {
    object: 'image',
    id,
    name: names.length === 0 ? shortId(id) : names.join(', '),
    state: '',
    shape: undefined,
    facts: [
      ...fact('size', formatBytes(diskUsageBytes)),
      ...fact('layers', count),
      ...fact('used by', users.length === 0 ? '' : `used by ${users.join(', ')}`),
    ],
    isMuted: names.length === 0,
    sameness: names,
  };
}

function volumeItem({ name, isAnonymous, users }: MachineView['volumes'][number]): Item {
  return {
    object: 'volume',
    id: name,
    name: isAnonymous ? name.slice(0, ID_LENGTH) : name,
    state: isAnonymous ? 'anonymous' : '',
    shape: undefined,
    facts: fact('used by', users.length === 0 ? 'not in use' : `in ${users.join(', ')}`),
    isMuted: users.length === 0,
    sameness: users,
  };
}

function networkItem({ name, driver, members }: MachineView['networks'][number]): Item {
  return {
    object: 'network',
    id: name,
    name,
    state: driver,
    shape: undefined,
    facts: fact(
      'members',
      members.length === 0
        ? 'no members'
        : members
            .map((member) => (member.address === '' ? member.name : `${member.name} ${member.address}`))
            .join(', '),
    ),
    isMuted: members.length === 0,
    sameness: members.map((member) => `${member.name} ${member.address}`),
  };
}
