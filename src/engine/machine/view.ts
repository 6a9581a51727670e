import type { Daemon } from '../daemon';
import type { TerminalMachine } from './terminal-machine';
import { describeState, isDanglingName, statusOf } from '../daemon';
import { humanDuration } from '../units';
import { diskUsageBytes, familiarString, type Image, parseFamiliar } from '../oci';

/** A machine's state as plain data, for pictures. */
export interface MachineView {
  readonly containers: readonly ContainerView[];
  readonly images: readonly ImageView[];
  readonly volumes: readonly {
    readonly name: string;
    readonly isAnonymous: boolean;
    readonly users: readonly string[];
  }[];
  readonly networks: readonly {
    readonly name: string;
    readonly driver: string;
    readonly members: readonly { readonly name: string; readonly address: string }[];
  }[];
}

export interface ContainerView {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly command: string;
  readonly status: string;
  /** As `docker ps` says it. */
  readonly description: string;
  readonly exitCode: number;
  /** `3 minutes ago`. */
  readonly created: string;
  readonly ports: readonly {
    readonly hostPort: number;
    readonly containerPort: number;
    readonly protocol: string;
  }[];
  readonly mounts: readonly {
    readonly type: string;
    readonly source: string;
    readonly target: string;
    readonly readOnly: boolean;
  }[];
  readonly networks: readonly string[];
}

export interface ImageView {
  readonly id: string;
  /** As Docker shows them: `nginx:latest`. None: the image is dangling. */
  readonly names: readonly string[];
  readonly diskUsageBytes: number;
  /** Names of the containers that were made of it. */
  readonly users: readonly string[];
  /** From the bottom up. */
  readonly layers: readonly LayerView[];
  /** Instructions from the first to the last, those without a layer, too. */
  readonly history: readonly StepView[];
}

export interface StepView {
  readonly createdBy: string;
  /** ISO 8601; not every builder notes it. */
  readonly created: string | undefined;
  readonly layer: number | undefined;
}

export interface LayerView {
  /** Of the uncompressed layer. */
  readonly diffId: string;
  readonly sizeBytes: number;
  readonly createdBy: string;
}

/** The machine's state for pictures. */
export function viewOf({ daemon }: Pick<TerminalMachine, 'daemon'>): MachineView {
  return {
    containers: [...daemon.containers.values()].map((container) => ({
      id: container.id,
      name: container.name,
      image: container.config.Image,
      imageId: container.facts.image.id,
      command: [container.facts.path, ...container.facts.args].join(' '),
      status: statusOf(container.state),
      description: describeState(container.state, daemon.nowMs),
      exitCode: container.state.exitCode,
      created: `${humanDuration(daemon.nowMs - container.facts.createdMs)} ago`,
      ports: container.publishedPorts
        .filter(({ hostIp }) => !hostIp.includes(':'))
        .map(({ hostPort, containerPort, protocol }) => ({ hostPort, containerPort, protocol })),
      mounts: container.facts.mounts.map(({ type, volumeName, hostPath, target, readOnly }) => ({
        type,
        source: volumeName ?? hostPath,
        target,
        readOnly,
      })),
      networks: container.endpoints.map(({ networkName }) => networkName),
    })),
    images: daemon.images.images.map((image) => imageView(daemon, image)),
    volumes: [...daemon.volumes.values()].map(({ name, isAnonymous }) => ({
      name,
      isAnonymous,
      users: [...daemon.containers.values()]
        .filter(({ facts }) => facts.mounts.some(({ volumeName }) => volumeName === name))
        .map((container) => container.name),
    })),
    networks: [...daemon.networks.values()].map(({ name, driver, members }) => ({
      name,
      driver,
      members: [...members.values()].map((member) => ({ name: member.name, address: member.address })),
    })),
  };
}

export function imageView(daemon: Daemon, image: Image): ImageView {
  let layer = 0;
  const history = image.config.history.map(({ created, createdBy, emptyLayer }) => ({
    createdBy: createdBy ?? '',
    created,
    layer: emptyLayer === true ? undefined : layer++,
  }));
  return {
    id: image.id,
    names: daemon.images
      .namesOf(image.id)
      .filter((name) => !isDanglingName(name))
      .map((name) => familiarString(parseFamiliar(name))),
    diskUsageBytes: diskUsageBytes(image),
    users: [...daemon.containers.values()]
      .filter(({ facts }) => facts.image.id === image.id)
      .map((container) => container.name),
    history,
    layers: image.layers.map(({ diffId, unpackedBytes }, index) => ({
      diffId,
      sizeBytes: unpackedBytes,
      createdBy: history.find((step) => step.layer === index)?.createdBy ?? '',
    })),
  };
}
