import type { FileSystem, Tree } from '../../fs';
import { WaitQueue } from '../../kernel';
import type { Image } from '../../oci';
import type { ContainerConfig, HostConfig } from '../api/container';
import type { Endpoint } from '../networks/network';
import type { PublishedPort } from '../networks/ports';
import type { Exec } from './exec';
import { ContainerLog } from './log';
import type { MountSpec } from './mount-spec';
import type { RestartHistory } from './restart-policy';
import { noRestarts } from './restart-policy';
import type { Run } from './run';
import type { ContainerState } from './state';
import { createdState } from './state';
import { ContainerStreams } from './streams';

/** A mount as it was resolved when the container was created: a volume has its name by then. */
export interface ContainerMount extends MountSpec {
  /** Of a volume. */
  readonly volumeName?: string;
  /** On the host; empty for a tmpfs. */
  readonly hostPath: string;
}

/** What never changes about a container. */
export interface ContainerFacts {
  readonly id: string;
  readonly createdMs: number;
  readonly path: string;
  readonly args: readonly string[];
  readonly image: Image;
  /** The image's files with what Docker adds to them: the lower of the container's rootfs. */
  readonly lower: Tree;
  readonly mounts: readonly ContainerMount[];
}

/** A container: its configuration, its files, where it stands, and while it runs its processes. */
export class Container {
  name: string;
  config: ContainerConfig;
  hostConfig: HostConfig;
  state: ContainerState = createdState;
  restarts: RestartHistory = noRestarts;
  /** `docker stop` and `docker kill`: a restart policy does not undo what was done by hand. */
  wasStoppedByHand = false;
  /** Its places in networks, in the order of its gateways. */
  endpoints: readonly Endpoint[] = [];
  publishedPorts: readonly PublishedPort[] = [];
  sandboxId = '';
  /** The processes of the current run; undefined while it does not run. */
  run: Run | undefined;
  /** How many runs have ended (or could not begin): tells one end from the next. */
  exitCount = 0;
  readonly log = new ContainerLog();
  readonly streams = new ContainerStreams();
  readonly execs = new Map<string, Exec>();
  /** Woken whenever the state changes, and when the container is removed. */
  readonly changed = new WaitQueue();
  isRemoved = false;

  constructor(
    readonly facts: ContainerFacts,
    /** Its own files over the image's; they last from run to run. */
    readonly rootfs: FileSystem,
    settings: { readonly name: string; readonly config: ContainerConfig; readonly hostConfig: HostConfig },
  ) {
    this.name = settings.name;
    this.config = settings.config;
    this.hostConfig = settings.hostConfig;
  }

  get id(): string {
    return this.facts.id;
  }

  /** Changes some of the state and tells everybody who waits for it. */
  setState(change: Partial<ContainerState>): void {
    this.state = { ...this.state, ...change };
    this.changed.wakeAll();
    this.log.grown.wakeAll();
  }
}
