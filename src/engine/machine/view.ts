import type { Daemon } from '../daemon';
import { describeState, findImage, isDanglingName, statusOf } from '../daemon';
import { type Change, contentSize } from '../fs';
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
  /** From the bottom up. */
  readonly layers: readonly LayerView[];
  /** Instructions from the first to the last, those without a layer, too. */
  readonly history: readonly { readonly createdBy: string; readonly layer: number | undefined }[];
}

export interface LayerView {
  /** Of the uncompressed layer. */
  readonly diffId: string;
  readonly sizeBytes: number;
  readonly createdBy: string;
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

function imageView(daemon: Daemon, image: Image): ImageView {
  let layer = 0;
  const history = image.config.history.map(({ createdBy, emptyLayer }) => ({
    createdBy: createdBy ?? '',
    layer: emptyLayer === true ? undefined : layer++,
  }));
  return {
    id: image.id,
    names: daemon.images
      .namesOf(image.id)
      .filter((name) => !isDanglingName(name))
      .map((name) => familiarString(parseFamiliar(name))),
    diskUsageBytes: diskUsageBytes(image),
    history,
    layers: image.layers.map(({ diffId, unpackedBytes }, index) => ({
      diffId,
      sizeBytes: unpackedBytes,
      createdBy: history.find((step) => step.layer === index)?.createdBy ?? '',
    })),
  };
}

/** A file or folder that a layer adds, changes, or hides by a whiteout. */
export interface ChangeView {
  readonly path: string;
  readonly kind: 'added' | 'modified' | 'deleted';
  /** Of a file. */
  readonly sizeBytes: number | undefined;
}

/** An image with what each of its layers changes, from the bottom up. */
export interface OpenedImageView extends ImageView {
  readonly changes: readonly (readonly ChangeView[])[];
}

/** An image with what each of its layers changes. Throws a DaemonError where there is no such image. */
export function viewOfImage(daemon: Daemon, reference: string): OpenedImageView {
  const image = findImage(daemon, reference);
  return {
    ...imageView(daemon, image),
    changes: image.layers.map(({ changes }) => changes.map(changeView)),
  };
}

function changeView(change: Change): ChangeView {
  const { path } = change;
  if (!('node' in change)) return { path, kind: 'deleted', sizeBytes: undefined };
  const { kind, node } = change;
  return { path, kind, sizeBytes: node.kind === 'file' ? contentSize(node.content) : undefined };
}
