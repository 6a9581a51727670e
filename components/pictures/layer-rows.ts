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
  /** Worth a row of its own in a long stack: it adds much, or comes from the image's own build. */
  readonly isTelling: boolean;
  /** Of the largest layer in the stack, for bars. */
  readonly largest: number;
  readonly digest: string;
  /** How many files and folders it adds, changes and deletes. */
  readonly counts: { readonly added: number; readonly changed: number; readonly deleted: number };
  /** The first ones; `more` says how many are left out. */
  readonly changes: readonly ChangeView[];
  readonly more: number;
}

/** Rows of a stack that stand together behind one line. */
export interface FoldedRows {
  readonly folded: readonly LayerRow[];
}

const SHOWN_CHANGES = 20;
const DIGEST_LENGTH = 12;
/** So many rows are read at a glance: a stack, or an image's own part of it, that is no longer is shown whole. */
const FEW_ROWS = 6;
/** Of an image's bytes: below this share a layer, and what is wasted, is not worth a mention in a long stack. */
const TELLING_SHARE = 0.01;
const TELLING_WASTE = 0.001;
const DAY_MS = 86_400_000;

/** A stack of layers from the last instruction down, as a picture shows it. */
export function layerRows(view: OpenedImageView): readonly LayerRow[] {
  const largest = Math.max(1, ...view.layers.map(({ sizeBytes }) => sizeBytes));
  const total = view.layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const isShort = view.history.length <= FEW_ROWS;
  const ownFrom = firstOwnStep(view);
  const isOwnPartShort = view.history.length - ownFrom <= FEW_ROWS;
  return view.history
    .map(({ createdBy, layer }, index): LayerRow => {
      const found = layer === undefined ? undefined : view.layers[layer];
      const changes = layer === undefined ? [] : (view.changes[layer] ?? []).filter(isTelling);
      const count = (...kinds: readonly ChangeView['kind'][]): number =>
        changes.filter(({ kind }) => kinds.includes(kind)).length;
      const sizeBytes = found?.sizeBytes ?? 0;
      const wastedBytes = found?.wastedBytes ?? 0;
      const isWasteTelling = isShort || wastedBytes >= total * TELLING_WASTE;
      const isOwn = isOwnPartShort && index >= ownFrom;
      return {
        instruction: shortInstruction(createdBy),
        isEmpty: found === undefined,
        sharedWith: found?.sharedWith ?? [],
        sizeBytes,
        wastedBytes: isWasteTelling ? wastedBytes : 0,
        isTelling:
          isShort || isOwn || sizeBytes >= total * TELLING_SHARE || (wastedBytes > 0 && isWasteTelling),
        largest,
        digest: found === undefined ? '' : found.diffId.replace('sha256:', '').slice(0, DIGEST_LENGTH),
        counts: { added: count('added'), changed: count('modified'), deleted: count('deleted', 'emptied') },
        changes: changes.slice(0, SHOWN_CHANGES),
        more: Math.max(0, changes.length - SHOWN_CHANGES),
      };
    })
    .reverse();
}

/** What came with the base was made on an earlier day than the image. */
function firstOwnStep({ history }: OpenedImageView): number {
  const made = Date.parse(history.at(-1)?.created ?? '');
  const lastOfBase = history.findLastIndex(({ created }) => made - Date.parse(created ?? '') > DAY_MS);
  return lastOfBase + 1;
}

/** The rows with those folded together that tell little, where two or more of them follow each other. */
export function foldRows(rows: readonly LayerRow[]): readonly (LayerRow | FoldedRows)[] {
  const shown: (LayerRow | FoldedRows)[] = [];
  let dull: LayerRow[] = [];
  const fold = (): void => {
    if (dull.length > 1) shown.push({ folded: dull });
    else shown.push(...dull);
    dull = [];
  };
  for (const row of rows) {
    if (!row.isTelling) {
      dull.push(row);
      continue;
    }
    fold();
    shown.push(row);
  }
  fold();
  return shown;
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
