import type { MachineView } from '../../src/engine';
import { formatBytes } from './bytes';

/** One object of a machine, as a picture shows it. */
export interface MachineItem {
  readonly name: string;
  readonly state: string;
  readonly detail: string;
  /** Not in use, or ended. */
  readonly isMuted: boolean;
  /** What has come of it since an earlier moment. */
  readonly news: 'new' | 'changed' | 'removed' | undefined;
}

export interface MachineGroup {
  readonly title: string;
  /** What stands there when there is none. */
  readonly empty: string;
  readonly items: readonly MachineItem[];
}

/** The networks that Docker makes itself: they are no news. */
const PREDEFINED: ReadonlySet<string> = new Set(['bridge', 'host', 'none']);

type Item = Omit<MachineItem, 'news'> & { readonly id: string };

/**
 * A machine's objects in groups; volumes and networks only where a reader made some. `before`: the same machine at an
 * earlier moment, to tell what is new, what has changed and what was removed since.
 */
export function machineGroups(view: MachineView, before?: MachineView): readonly MachineGroup[] {
  const group = (
    title: string,
    empty: string,
    items: (from: MachineView) => readonly Item[],
  ): MachineGroup => ({ title, empty, items: withNews(items(view), before && items(before)) });
  return [
    group('Containers', 'no containers', ({ containers }) => containers.map(containerItem)),
    group('Images', 'no images', ({ images }) => images.map(imageItem)),
    ...[
      group('Volumes', '', ({ volumes }) => volumes.map(volumeItem)),
      group('Networks', '', ({ networks }) =>
        networks.filter(({ name }) => !PREDEFINED.has(name)).map(networkItem),
      ),
    ].filter(({ items }) => items.length > 0),
  ];
}

function withNews(items: readonly Item[], before: readonly Item[] | undefined): readonly MachineItem[] {
  const shown = (item: Item, news: MachineItem['news']): MachineItem => ({ ...item, news });
  if (before === undefined) return items.map((item) => shown(item, undefined));
  const known = new Map(before.map((item) => [item.id, item]));
  const here = new Set(items.map(({ id }) => id));
  return [
    ...items.map((item) => {
      const old = known.get(item.id);
      if (old === undefined) return shown(item, 'new');
      const isSame = old.name === item.name && old.isMuted === item.isMuted && old.detail === item.detail;
      return shown(item, isSame ? undefined : 'changed');
    }),
    ...before.filter(({ id }) => !here.has(id)).map((item) => shown({ ...item, isMuted: true }, 'removed')),
  ];
}

function containerItem(container: MachineView['containers'][number]): Item {
  const ports = container.ports.map(({ hostPort, containerPort }) => `${hostPort} → ${containerPort}`);
  return {
    id: container.id,
    name: container.name,
    state: container.description === '' ? container.status : container.description,
    detail: [`from ${container.image}`, ...ports.map((port) => `port ${port}`)].join(' · '),
    isMuted: container.status !== 'running',
  };
}

function imageItem({ names, id, layers, diskUsageBytes }: MachineView['images'][number]): Item {
  const count = layers.length === 1 ? '1 layer' : `${layers.length} layers`;
  return {
    id,
    name: names.length === 0 ? id.replace('sha256:', '').slice(0, 12) : names.join(', '),
    state: names.length === 0 ? 'dangling' : '',
    detail: `${formatBytes(diskUsageBytes)} · ${count}`,
    isMuted: names.length === 0,
  };
}

function volumeItem({ name, isAnonymous, users }: MachineView['volumes'][number]): Item {
  return {
    id: name,
    name: isAnonymous ? name.slice(0, 12) : name,
    state: isAnonymous ? 'anonymous' : '',
    detail: users.length === 0 ? 'not in use' : `in ${users.join(', ')}`,
    isMuted: users.length === 0,
  };
}

function networkItem({ name, driver, members }: MachineView['networks'][number]): Item {
  return {
    id: name,
    name,
    state: driver,
    detail: members.map((member) => member.name).join(', '),
    isMuted: members.length === 0,
  };
}
