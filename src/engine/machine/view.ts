import type { Daemon } from '../daemon';
import { describeState, statusOf } from '../daemon';

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
  readonly names: readonly string[];
  /** From the bottom up. */
  readonly layers: readonly {
    readonly digest: string;
    readonly sizeBytes: number;
    readonly createdBy: string;
  }[];
}

export function viewOf(daemon: Daemon): MachineView {
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
    images: daemon.images.images.map((image) => {
      const steps = image.config.history.filter(({ emptyLayer }) => emptyLayer !== true);
      return {
        id: image.id,
        names: daemon.images.namesOf(image.id),
        layers: image.layers.map(({ digest, unpackedBytes }, index) => ({
          digest,
          sizeBytes: unpackedBytes,
          createdBy: steps[index]?.createdBy ?? '',
        })),
      };
    }),
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
