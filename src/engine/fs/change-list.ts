import type { Node } from './node';
import { blocksBytes, directoryRecordBytes, nodeDiskBytes } from './usage';

/**
 * One difference between two trees: what an upper holds over its lower. Paths are absolute. Of a folder that
 * was added or modified only the metadata counts: what is in it has changes of its own. `opaque`: nothing
 * that lower has in this folder shows through (other tools' layers have it; `diffTrees` names each deletion).
 */
export type Change =
  | { readonly kind: 'added' | 'modified'; readonly path: string; readonly node: Node }
  | { readonly kind: 'deleted' | 'opaque'; readonly path: string };

/**
 * A stretch of a list of changes. What is in a folder that never changes is the same runs in every list that it comes
 * into: what was found out of a run once need not be looked for again.
 */
export type Run = readonly Change[];

const knownRuns = new WeakMap<readonly Change[], readonly Run[]>();

/** The runs that a list was put together from. */
export function runsOf(changes: readonly Change[]): readonly Run[] {
  return knownRuns.get(changes) ?? [changes];
}

/** A list of changes that is being made. What was appended to another list is not pushed to any more. */
export class ChangeList {
  readonly #runs: Run[] = [];
  #open: Change[] | undefined;

  get isEmpty(): boolean {
    return this.#runs.length === 0;
  }

  push(change: Change): void {
    if (this.#open === undefined) {
      this.#open = [];
      this.#runs.push(this.#open);
    }
    this.#open.push(change);
  }

  append(list: ChangeList): void {
    for (const run of list.#runs) this.#runs.push(run);
    this.#open = undefined;
  }

  changes(): readonly Change[] {
    const changes = this.#runs.flat();
    knownRuns.set(changes, this.#runs);
    return changes;
  }
}

/** What a run takes on disk: its nodes, and in each folder the records of the names that it has there. */
interface RunBytes {
  readonly nodes: number;
  readonly records: readonly (readonly [folder: string, bytes: number])[];
}

const knownBytes = new WeakMap<Run, RunBytes>();

/**
 * Room on disk of an upper that holds these changes, its root included: what `docker history`, `docker ps -s`
 * and `SizeRw` show. A deletion (a device node 0:0) takes none.
 */
export function changesDiskBytes(changes: readonly Change[]): number {
  const records = new Map([['', emptyRecordBytes]]);
  const seenLinks = new Set<number>();
  let bytes = 0;
  for (const run of runsOf(changes)) {
    const own = runBytes(run, seenLinks);
    bytes += own.nodes;
    for (const [folder, more] of own.records)
      records.set(folder, (records.get(folder) ?? emptyRecordBytes) + more);
  }
  for (const size of records.values()) bytes += blocksBytes(size);
  return bytes;
}

/** `.` and `..`. */
const emptyRecordBytes = 24;

function runBytes(run: Run, seenLinks: Set<number>): RunBytes {
  const known = knownBytes.get(run);
  if (known !== undefined) return known;
  const records = new Map<string, number>();
  let nodes = 0;
  let hasLinks = false;
  for (const change of run) {
    const slash = change.path.lastIndexOf('/');
    const folder = change.path.slice(0, slash);
    const record = directoryRecordBytes(change.path.length - slash - 1);
    records.set(folder, (records.get(folder) ?? 0) + record);
    if (!('node' in change)) continue;
    const { node } = change;
    if (node.kind === 'directory') {
      if (!records.has(change.path)) records.set(change.path, 0);
    } else if (node.kind === 'file' && node.linkId !== undefined) {
      hasLinks = true;
      if (!seenLinks.has(node.linkId)) nodes += nodeDiskBytes(node);
      seenLinks.add(node.linkId);
    } else nodes += nodeDiskBytes(node);
  }
  const bytes = { nodes, records: [...records] };
  // What a file with several names takes depends on the runs before.
  if (!hasLinks) knownBytes.set(run, bytes);
  return bytes;
}
