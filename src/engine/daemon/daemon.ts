import type { Container } from './containers/container';
import type { FileSystem } from '../fs';
import type { DaemonHost } from './host';
import { EventLog } from './events';
import type { ImageStore } from './images/store';
import type { Network } from './networks/network';
import type { PortAllocator } from './networks/ports';
import type { Image } from '../oci';
import type { Registry } from '../registry';
import type { ImageFacts } from '../world';
import type { Volume } from './volumes/volume';

/** The version of Docker that this daemon behaves as. */
export const engineVersion = '29.7.2';
export const apiVersion = '1.55';

/** Where the daemon keeps its data on the host. */
export const dataRoot = '/var/lib/docker';

/**
 * A docker daemon: everything it knows. The verbs are functions beside it, one file an idea; each takes the
 * daemon first.
 */
export class Daemon {
  /** By id, in the order in which they were made. */
  readonly containers = new Map<string, Container>();
  /** By id. */
  readonly networks = new Map<string, Network>();
  /** By name. */
  readonly volumes = new Map<string, Volume>();
  /** Images that were made of published facts. */
  readonly published = new WeakMap<ImageFacts, Image>();
  /** The ports of the host that containers have; undefined until one asks for some. */
  ports: PortAllocator | undefined;
  /** What volumes of type tmpfs hold while containers that use them run, by name. */
  readonly volumeMemory = new Map<string, FileSystem>();
  readonly events = new EventLog();

  constructor(
    readonly host: DaemonHost,
    readonly images: ImageStore,
    /** Identifies this daemon in `docker info`. */
    readonly id: string,
    /** What can be reached from here, by host: values; a push puts another one in their place. */
    readonly registries: Map<string, Registry>,
  ) {}

  get nowMs(): number {
    return this.host.nowMs;
  }

  random = (): number => this.host.random();
}
