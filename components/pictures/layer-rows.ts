import type { ChangeView, OpenedImageView } from '../../src/engine';

/** An instruction of an image's history, with its layer if it has one. */
export interface LayerRow {
  readonly instruction: string;
  readonly isEmpty: boolean;
  /** Another of the images beside it has the same layer. */
  readonly isShared: boolean;
  readonly sizeBytes: number;
  /** Of the largest layer in the stack, for bars. */
  readonly largest: number;
  readonly digest: string;
  /** The first ones; `more` says how many are left out. */
  readonly changes: readonly ChangeView[];
  readonly more: number;
}

const SHOWN_CHANGES = 20;
const DIGEST_LENGTH = 12;

/** A stack of layers from the last instruction down, as a picture shows it. */
export function layerRows(view: OpenedImageView, others: readonly OpenedImageView[]): readonly LayerRow[] {
  const elsewhere = new Set(others.flatMap(({ layers }) => layers.map(({ diffId }) => diffId)));
  const largest = Math.max(1, ...view.layers.map(({ sizeBytes }) => sizeBytes));
  return view.history
    .map(({ createdBy, layer }): LayerRow => {
      const found = layer === undefined ? undefined : view.layers[layer];
      const changes = layer === undefined ? [] : (view.changes[layer] ?? []).filter(isTelling);
      return {
        instruction: shortInstruction(createdBy),
        isEmpty: found === undefined,
        isShared: found !== undefined && elsewhere.has(found.diffId),
        sizeBytes: found?.sizeBytes ?? 0,
        largest,
        digest: found === undefined ? '' : found.diffId.replace('sha256:', '').slice(0, DIGEST_LENGTH),
        changes: changes.slice(0, SHOWN_CHANGES),
        more: Math.max(0, changes.length - SHOWN_CHANGES),
      };
    })
    .reverse();
}

/** Folders that only lead to what changed tell nothing. */
function isTelling({ kind, sizeBytes, path }: ChangeView): boolean {
  return kind !== 'modified' || sizeBytes !== undefined || path === '/';
}

/** As a Dockerfile says it: without the builder's wrapping. */
export function shortInstruction(createdBy: string): string {
  const plain = createdBy
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, '')
    .replace(/^(RUN )?\/bin\/sh -c /, 'RUN ')
    .replace(/ # buildkit$/, '');
  return plain === '' ? 'imported' : plain;
}
