import type { MachineView } from '../../src/engine';
import { formatBytes } from './bytes';

/** One object of a machine, as a picture shows it. */
export interface MachineItem {
  readonly name: string;
  readonly state: string;
  readonly detail: string;
  /** Not in use, or ended. */
  readonly isMuted: boolean;
}

export interface MachineGroup {
  readonly title: string;
  /** What stands there when there is none. */
  readonly empty: string;
  readonly items: readonly MachineItem[];
}

/** The networks that Docker makes itself: they are no news. */
const PREDEFINED: ReadonlySet<string> = new Set(['bridge', 'host', 'none']);

/** A machine's objects in groups; volumes and networks only where a reader made some. */
export function machineGroups(view: MachineView): readonly MachineGroup[] {
  const networks = view.networks.filter(({ name }) => !PREDEFINED.has(name));
  return [
    { title: 'Containers', empty: 'no containers', items: view.containers.map(containerItem) },
    { title: 'Images', empty: 'no images', items: view.images.map(imageItem) },
    ...(view.volumes.length === 0
      ? []
      : [{ title: 'Volumes', empty: '', items: view.volumes.map(volumeItem) }]),
    ...(networks.length === 0 ? [] : [{ title: 'Networks', empty: '', items: networks.map(networkItem) }]),
  ];
}

function containerItem(container: MachineView['containers'][number]): MachineItem {
  const ports = container.ports.map(({ hostPort, containerPort }) => `${hostPort} → ${containerPort}`);
  return {
    name: container.name,
    state: container.description === '' ? container.status : container.description,
    detail: [`from ${container.image}`, ...ports.map((port) => `port ${port}`)].join(' · '),
    isMuted: container.status !== 'running',
  };
}

function imageItem({ names, id, layers, diskUsageBytes }: MachineView['images'][number]): MachineItem {
  const count = layers.length === 1 ? '1 layer' : `${layers.length} layers`;
  return {
    name: names.length === 0 ? id.replace('sha256:', '').slice(0, 12) : names.join(', '),
    state: names.length === 0 ? 'dangling' : '',
    detail: `${formatBytes(diskUsageBytes)} · ${count}`,
    isMuted: names.length === 0,
  };
}

function volumeItem({ name, isAnonymous, users }: MachineView['volumes'][number]): MachineItem {
  return {
    name: isAnonymous ? name.slice(0, 12) : name,
    state: isAnonymous ? 'anonymous' : '',
    detail: users.length === 0 ? 'not in use' : `in ${users.join(', ')}`,
    isMuted: users.length === 0,
  };
}

function networkItem({ name, driver, members }: MachineView['networks'][number]): MachineItem {
  return {
    name,
    state: driver,
    detail: members.map((member) => member.name).join(', '),
    isMuted: members.length === 0,
  };
}
