import {
  type Daemon,
  findNetwork,
  findVolume,
  inspectContainer,
  inspectImage,
  inspectNetwork,
  inspectVolume,
} from '../daemon';

/** Kinds of objects that `docker inspect` knows. */
export type InspectKind = 'container' | 'image' | 'network' | 'volume';

type Getter = (daemon: Daemon, name: string, size: boolean) => object;

/** In the order in which a name without `--type` is looked up. Each throws a DaemonError for what is not there. */
export const inspectGetters: Readonly<Record<InspectKind, Getter>> = {
  container: (daemon, name, size) => inspectContainer(daemon, name, { size }),
  image: (daemon, name) => inspectImage(daemon, name),
  network: (daemon, name) => inspectNetwork(findNetwork(daemon, name)),
  volume: (daemon, name) => inspectVolume(findVolume(daemon, name)),
};

export function isInspectKind(kind: string): kind is InspectKind {
  return kind in inspectGetters;
}
