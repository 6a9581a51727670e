import type { Change } from '../../fs';
import { changesDiskBytes, diffTrees } from '../../fs';
import { unpackedSizeBytes } from '../../oci';
import type { Daemon } from '../daemon';
import type { Container } from './container';
import { findContainer } from './find';

/** What a container's own layer holds over its image's files. */
export function changesOf(container: Container): readonly Change[] {
  return diffTrees(container.facts.lower, container.rootfs.snapshot());
}

/** As `docker diff` says it. */
export interface FileChange {
  readonly kind: 'A' | 'C' | 'D';
  readonly path: string;
}

export function listChanges(daemon: Daemon, reference: string): readonly FileChange[] {
  return changesOf(findContainer(daemon, reference)).map(({ kind, path }) => ({
    kind: kind === 'added' ? 'A' : kind === 'modified' || kind === 'opaque' ? 'C' : 'D',
    path,
  }));
}

export interface ContainerSize {
  /** Of its own layer on disk. */
  readonly rwBytes: number;
  /** Of the image's files and its own. */
  readonly rootFsBytes: number;
}

export function sizeOfContainer(container: Container): ContainerSize {
  const rwBytes = changesDiskBytes(changesOf(container));
  return { rwBytes, rootFsBytes: unpackedSizeBytes(container.facts.image) + rwBytes };
}
