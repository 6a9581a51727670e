import type { ChangeView, OpenedImageView } from '../../src/engine';

/** An instruction of an image's history, with its layer if it has one. */
export interface LayerRow {
  readonly instruction: string;
  readonly isEmpty: boolean;
  /** Other images of the machine that have the same layer. */
  readonly sharedWith: readonly string[];
  readonly sizeBytes: number;
  /** Of its files, what later layers delete or replace. */
  readonly wastedBytes: number;
  /** Of the largest layer in the stack, for bars. */
  readonly largest: number;
  readonly digest: string;
  /** How many files and folders it adds, changes and deletes. */
  readonly counts: { readonly added: number; readonly changed: number; readonly deleted: number };
  /** The first ones; `more` says how many are left out. */
  readonly changes: readonly ChangeView[];
  readonly more: number;
}

const SHOWN_CHANGES = 20;
const DIGEST_LENGTH = 12;

/** A stack of layers from the last instruction down, as a picture shows it. */
export function layerRows(view: OpenedImageView): readonly LayerRow[] {
  const largest = Math.max(1, ...view.layers.map(({ sizeBytes }) => sizeBytes));
  return view.history
    .map(({ createdBy, layer }): LayerRow => {
      const found = layer === undefined ? undefined : view.layers[layer];
      const changes = layer === undefined ? [] : (view.changes[layer] ?? []).filter(isTelling);
      const count = (...kinds: readonly ChangeView['kind'][]): number =>
        changes.filter(({ kind }) => kinds.includes(kind)).length;
      return {
        instruction: shortInstruction(createdBy),
        isEmpty: found === undefined,
        sharedWith: found?.sharedWith ?? [],
        sizeBytes: found?.sizeBytes ?? 0,
        wastedBytes: found?.wastedBytes ?? 0,
        largest,
        digest: found === undefined ? '' : found.diffId.replace('sha256:', '').slice(0, DIGEST_LENGTH),
        counts: { added: count('added'), changed: count('modified'), deleted: count('deleted', 'emptied') },
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
