import { emptyTree, type Node, type Tree } from '../../fs';
import { digestOf } from '../../oci';
import type { Download } from '../worker';
import { copyFound, type CopyOptions } from './copy-files';
import { FileOpError } from './file-op-error';
import { findOwner, type Owner } from './owner';
import { select, type Selection } from './selection';
import type { TransferPlan, TransferSource } from './transfer-plan';
import { TreeWriter } from './tree-writer';
import { archiveEntries, unpackInto } from './unpack';
import type { FoundNode } from './wildcards';

export interface TransferInputs {
  /** What is copied into; not looked at with `--link`. */
  readonly target: Tree;
  /** The build context, or what `--from` names. */
  readonly source: Tree;
  /** By URL, what ADD downloads. */
  readonly downloads: ReadonlyMap<string, Download>;
  readonly nowMs: number;
  /** Where BuildKit mounts the target; some errors tell it. */
  readonly mountPoint: string;
}

/**
 * The files that a plan takes of its tree, one selection a source in their order: what the cache goes by.
 * Here-documents and downloads are in the plan's definition, and for downloads their bytes. Throws FileOpError.
 */
export function selectSources(plan: TransferPlan, source: Tree): readonly Selection[] {
  return plan.sources.flatMap((one) => (one.kind === 'files' ? [select(source, one.selector)] : []));
}

/**
 * The target with the files in it; with `--link` a tree with these files alone, to be put over the target by
 * `layLinked`. Throws FileOpError. Source: BuildKit solver/llbsolver/file docopy.
 */
export function runTransfer(plan: TransferPlan, inputs: TransferInputs): Tree {
  const { nowMs, mountPoint } = inputs;
  const target = plan.isLinked ? { ...emptyTree, mtimeMs: nowMs } : inputs.target;
  const owner = plan.chown === '' ? undefined : findOwner(plan.chown, plan.isLinked ? undefined : target);
  const writer = new TreeWriter(target, nowMs, mountPoint);
  for (const source of plan.sources) {
    const includes = source.kind === 'files' ? source.selector.includes : [];
    const options = { owner, chmod: plan.chmod, includes };
    for (const found of foundFor(source, inputs)) putFound(writer, found, source, plan, options);
  }
  return writer.tree;
}

function putFound(
  writer: TreeWriter,
  found: FoundNode,
  source: TransferSource,
  { destination }: TransferPlan,
  options: CopyOptions,
): void {
  const unpacks = source.kind !== 'inline' && source.unpacks && found.node.kind === 'file';
  const entries = unpacks && found.node.kind === 'file' ? archiveEntries(found.node.content) : undefined;
  if (entries === undefined) copyFound(writer, found, destination, options);
  else unpackInto(writer, entries, destination, options.owner);
}

function foundFor(source: TransferSource, { source: tree, downloads, nowMs }: TransferInputs) {
  switch (source.kind) {
    case 'files':
      return select(tree, source.selector).found;
    case 'inline': {
      const bytes = new TextEncoder().encode(source.content.data);
      return [{ path: `/${source.content.path}`, node: newFile(bytes, 0o644, nowMs) }];
    }
    case 'download': {
      const download = downloads.get(source.url);
      if (download === undefined) throw new FileOpError('operation', `no download of ${source.url}`);
      const digest = digestOf(download.content);
      if (source.checksum !== '' && source.checksum !== digest)
        throw new FileOpError('operation', `digest mismatch ${digest}: ${source.checksum}`);
      const node = newFile(download.content, 0o600, download.mtimeMs ?? nowMs);
      return [{ path: `/${source.fileName}`, node }];
    }
  }
}

function newFile(content: Uint8Array, mode: number, mtimeMs: number): Node {
  const root: Owner = { uid: 0, gid: 0 };
  return { kind: 'file', mode, ...root, mtimeMs, content };
}
