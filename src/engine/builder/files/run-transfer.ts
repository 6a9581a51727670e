import type { InlineContent } from '../../dockerfile';
import { emptyTree, putNode, type Tree } from '../../fs';
import { digestOf } from '../../oci';
import type { Download } from '../worker';
import { copyFound } from './copy-files';
import { FileOpError } from './file-op-error';
import { findOwner } from './owner';
import { select } from './selection';
import type { TransferPlan } from './transfer-plan';
import { TreeWriter } from './tree-writer';
import { archiveEntries, unpackInto } from './unpack';

export interface TransferInputs {
  /** What is copied into, undefined for scratch; not looked at with `--link`. */
  readonly target: Tree | undefined;
  /** For each source of the plan the tree that it is in. */
  readonly sources: readonly Tree[];
  readonly nowMs: number;
  /** Where BuildKit mounts the target; some errors tell it. */
  readonly mountPoint: string;
}

/**
 * The target with the files in it; with `--link` a tree with these files alone, to be put over the target by
 * `layLinked`. Throws FileOpError. Source: BuildKit solver/llbsolver/file docopy.
 */
export function runTransfer(plan: TransferPlan, inputs: TransferInputs): Tree {
  const { mountPoint } = inputs;
  const { epochMs } = plan;
  const nowMs = epochMs ?? inputs.nowMs;
  const target = plan.isLinked ? undefined : inputs.target;
  const owner = plan.chown === '' ? undefined : findOwner(plan.chown, target);
  const writer = new TreeWriter(target ?? { ...emptyTree, mtimeMs: nowMs }, nowMs, mountPoint);
  for (const [index, source] of plan.sources.entries()) {
    const { selector, unpacks } = source;
    const options = { owner, chmod: plan.chmod, includes: selector.includes, epochMs };
    for (const found of select(inputs.sources[index] ?? emptyTree, selector).found) {
      const { node } = found;
      const entries = unpacks && node.kind === 'file' ? archiveEntries(node.content) : undefined;
      if (entries === undefined) copyFound(writer, found, plan.destination, options);
      else unpackInto(writer, entries, plan.destination, owner);
    }
  }
  return writer.tree;
}

/** The tree that holds a here-document. */
export function inlineTree({ path, data }: InlineContent): Tree {
  const content = new TextEncoder().encode(data);
  return putNode(emptyTree, path, { kind: 'file', mode: 0o644, uid: 0, gid: 0, mtimeMs: 0, content });
}

/**
 * The tree that holds a download, 0600, as old as its server says or else as the download is. Throws
 * FileOpError where `--checksum` says otherwise. Source: BuildKit source/http.
 */
export function downloadTree(
  { fileName, checksum }: { readonly fileName: string; readonly checksum: string },
  { content, mtimeMs }: Download,
  nowMs: number,
): Tree {
  const digest = digestOf(content);
  if (checksum !== '' && checksum !== digest)
    throw new FileOpError('operation', `digest mismatch ${digest}: ${checksum}`);
  const metadata = { mode: 0o600, uid: 0, gid: 0, mtimeMs: mtimeMs ?? nowMs };
  return putNode(emptyTree, fileName, { kind: 'file', ...metadata, content });
}
