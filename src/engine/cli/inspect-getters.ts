import {
  type Daemon,
  findNetwork,
  findVolume,
  inspectContainer,
  inspectImage,
  inspectNetwork,
  inspectVolume,
} from '../daemon';
import type { Platform } from '../dockerfile';
import { type Found, found } from './inspect-objects';
import { containerType, imageType, networkType, volumeType } from './inspect-types';

/** Kinds of objects that `docker inspect` knows. */
export type InspectKind = 'container' | 'image' | 'network' | 'volume';

export interface InspectWishes {
  /** Of a container: what its files take. */
  readonly size?: boolean;
  /** Of an image. */
  readonly platform?: Platform | undefined;
}

type Getter = (daemon: Daemon, name: string, wishes?: InspectWishes) => Found;

/** In the order in which a name without `--type` is looked up. Each throws a DaemonError for what is not there. */
export const inspectGetters: Readonly<Record<InspectKind, Getter>> = {
  container: (daemon, name, { size = false } = {}) =>
    found(containerType, inspectContainer(daemon, name, { size })),
  image: (daemon, name, { platform } = {}) => found(imageType, inspectImage(daemon, name, platform)),
  network: (daemon, name) => found(networkType, inspectNetwork(findNetwork(daemon, name))),
  volume: (daemon, name) => found(volumeType, inspectVolume(findVolume(daemon, name))),
};

export function isInspectKind(kind: string): kind is InspectKind {
  return kind in inspectGetters;
}
