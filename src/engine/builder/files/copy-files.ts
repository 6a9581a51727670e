import { createIgnoreMatcher } from '../../dockerfile';
import { linkGroups, type DirectoryNode, type Inode, type Node } from '../../fs';
import { changedMode } from './file-mode';
import { FileOpError } from './file-op-error';
import { sortedEntries } from './filter-tree';
import type { Owner } from './owner';
import { baseName } from './selection';
import type { TreeWriter } from './tree-writer';
import type { FoundNode } from './wildcards';

export interface CopyOptions {
  /** Who all of it belongs to; undefined: to whom it did. */
  readonly owner: Owner | undefined;
  /** `--chmod`; empty: modes stay. */
  readonly chmod: string;
  /** Patterns by which the nodes of a folder were chosen (`--parents`); folders that lead to them are theirs only if they are made. */
  readonly includes: readonly string[];
  /** What all of it is dated with; undefined: times stay. */
  readonly epochMs: number | undefined;
}

const root: Owner = { uid: 0, gid: 0 };

/**
 * Copies a file to the destination, or what is in a folder into it, over what is there. `destination` ends in a
 * slash where it is a folder. Source: tonistiigi/fsutil copy.Copy with CopyDirContents. Throws FileOpError.
 */
export function copyFound(
  writer: TreeWriter,
  { path: sourcePath, node }: FoundNode,
  destination: string,
  options: CopyOptions,
): void {
  const owner = options.owner ?? root;
  const folder = destination.slice(0, destination.lastIndexOf('/'));
  writer.makeFolders(writer.rootPath(folder), owner);
  let target = writer.rootPath(destination);
  const before = writer.at(target);
  if (node.kind === 'directory') {
    if (before === undefined) writer.makeFolders(target, owner);
    else if (before.kind !== 'directory') throw notFolder(writer, target);
    new Copier(writer, options).copyEntries(node, '', target);
    return;
  }
  if (before?.kind === 'directory') target = `${target === '/' ? '' : target}/${baseName(sourcePath)}`;
  writer.makeFolders(target.slice(0, target.lastIndexOf('/')), owner);
  new Copier(writer, options).copyNode(node, '', target);
}

function notFolder({ mountPoint }: TreeWriter, path: string): FileOpError {
  return new FileOpError('operation', `cannot copy to non-directory: ${mountPoint}${path}`);
}

// A cache of a pure function: nodes by owner and mode.
const changed = new WeakMap<Node, Map<string, Node>>();

/** One run of a copy: files with several names in it stay one file. */
class Copier {
  readonly #links = new Map<number, Inode>();
  readonly #isOwn: (path: string) => boolean;

  constructor(
    readonly writer: TreeWriter,
    readonly options: CopyOptions,
  ) {
    const { includes } = options;
    const matcher = createIgnoreMatcher(includes);
    this.#isOwn = (path) => includes.length === 0 || matcher.isIgnored(path);
  }

  /** `path` is relative to what is copied. */
  copyEntries(folder: DirectoryNode, path: string, target: string): void {
    for (const [name, node] of sortedEntries(folder)) {
      const inside = path === '' ? name : `${path}/${name}`;
      this.copyNode(node, inside, `${target === '/' ? '' : target}/${name}`);
    }
  }

  copyNode(source: Node, path: string, target: string): void {
    const node = this.#withMetadata(source);
    const { writer } = this;
    const before = writer.at(target);
    if (node.kind !== 'directory') {
      if (before?.kind === 'directory') {
        const message = `cannot replace to directory ${writer.mountPoint}${target} with file`;
        throw new FileOpError('operation', message);
      }
      if (before !== undefined) writer.removeAll(target);
      this.#copyFile(node, target);
      return;
    }
    if (before === undefined && source.kind === 'directory' && linkGroups(source).size === 0) {
      writer.graft(target, this.#withMetadataBelow(source));
      return;
    }
    if (before !== undefined && before.kind !== 'directory') throw notFolder(writer, target);
    const inode = before ?? writer.create(target, node);
    this.copyEntries(node, path, target);
    if (before === undefined || this.#isOwn(path)) {
      const { mode, uid, gid, mtimeMs } = node;
      writer.disk.change(inode, { mode, uid, gid, mtimeMs });
    }
  }

  #copyFile(node: Node, target: string): void {
    const linkId = node.kind === 'file' ? node.linkId : undefined;
    const first = linkId === undefined ? undefined : this.#links.get(linkId);
    if (first !== undefined) {
      this.writer.link(target, first);
      return;
    }
    const inode = this.writer.create(target, node);
    if (linkId !== undefined) this.#links.set(linkId, inode);
  }

  /** Nothing is to be changed of what is copied. */
  get #isAsItWas(): boolean {
    const { owner, chmod, epochMs } = this.options;
    return owner === undefined && chmod === '' && epochMs === undefined;
  }

  #withMetadata<Kind extends Node>(node: Kind): Kind {
    if (this.#isAsItWas) return node;
    const { owner, chmod, epochMs: mtimeMs = node.mtimeMs } = this.options;
    const mode =
      chmod === '' || node.kind === 'symlink'
        ? node.mode
        : changedMode(chmod, node.mode, node.kind === 'directory');
    return { ...node, ...owner, mode, mtimeMs };
  }

  /** A node and all that is in it with the metadata that they are to have: made once for each node that stays. */
  #withMetadataBelow<Kind extends Node>(source: Kind): Kind {
    if (this.#isAsItWas) return source;
    const { owner, chmod, epochMs } = this.options;
    const key = JSON.stringify([owner, chmod, epochMs]);
    const made = changed.get(source) ?? new Map<string, Node>();
    changed.set(source, made);
    const known = made.get(key);
    // It was made of this very node, and is of its kind.
    if (known !== undefined) return known as Kind;
    const own = this.#withMetadata(source);
    const node =
      own.kind === 'directory'
        ? {
            ...own,
            entries: new Map([...own.entries].map(([name, child]) => [name, this.#withMetadataBelow(child)])),
          }
        : own;
    made.set(key, node);
    return node;
  }
}
