// What docker rmi and docker image prune tell. Source: docker/cli cli/command/image (remove.go, prune.go).
import { humanSize } from '../../units';

/** A name that went, or an image or a blob of one. */
export type Removal = { readonly untagged: string } | { readonly deleted: string };

export function removalLines(removals: readonly Removal[]): readonly string[] {
  return removals.map((removal) =>
    'deleted' in removal ? `Deleted: ${removal.deleted}` : `Untagged: ${removal.untagged}`,
  );
}

export interface ImagePruneReport {
  readonly removals: readonly Removal[];
  readonly reclaimedBytes: number;
}

export function formatImagePrune({ removals, reclaimedBytes }: ImagePruneReport): string {
  const lines = removals.map((removal) =>
    'deleted' in removal ? `deleted: ${removal.deleted}\n` : `untagged: ${removal.untagged}\n`,
  );
  const list = lines.length === 0 ? '' : `Deleted Images:\n${lines.join('')}\n`;
  return `${list}Total reclaimed space: ${humanSize(reclaimedBytes)}\n`;
}

/** What docker image prune asks. */
export function imagePruneWarning(isAll: boolean): string {
  const what = isAll ? 'images without at least one container associated to them' : 'dangling images';
  return `WARNING! This will remove all ${what}.\nAre you sure you want to continue?`;
}
