import { compareNames, pathNames } from './paths';
import type { DirectoryNode, Metadata, Node, Tree } from './node';

/** A root folder with nothing in it. */
export const emptyTree: Tree = {
  kind: 'directory',
  mode: 0o755,
  uid: 0,
  gid: 0,
  mtimeMs: 0,
  entries: new Map(),
};

/** The node at a path, taken name by name: symlinks are not followed, `..` is not known. */
export function nodeAt(tree: Tree, path: string): Node | undefined {
  let node: Node | undefined = tree;
  for (const name of pathNames(path)) {
    if (node?.kind !== 'directory') return undefined;
    node = node.entries.get(name);
  }
  return node;
}

const maxSymlinks = 40;

/**
 * Follows a path as a process with this tree as its root would: `..`, and symlinks on the way and at the end.
 * Gives the path without them. undefined where something is missing or links run in circles.
 */
export function resolvePath(
  tree: Tree,
  path: string,
): { readonly path: string; readonly node: Node } | undefined {
  const ahead = [...pathNames(path)].reverse();
  const folders: DirectoryNode[] = [tree];
  const names: string[] = [];
  let followed = 0;
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    const folder = folders.at(-1) ?? tree;
    if (name === '..') {
      if (names.pop() !== undefined) folders.pop();
      continue;
    }
    const node = folder.entries.get(name);
    if (node === undefined) return undefined;
    if (node.kind === 'symlink') {
      followed += 1;
      if (followed > maxSymlinks) return undefined;
      if (node.target.startsWith('/')) {
        names.length = 0;
        folders.length = 1;
      }
      ahead.push(...[...pathNames(node.target)].reverse());
      continue;
    }
    if (node.kind !== 'directory')
      return ahead.length === 0 ? { path: `/${[...names, name].join('/')}`, node } : undefined;
    names.push(name);
    folders.push(node);
  }
  return { path: `/${names.join('/')}`, node: folders.at(-1) ?? tree };
}

/** Every node with its absolute path, a folder before what is in it, names in byte order. The root is not named. */
export function* walk(
  tree: Tree,
  prefix = '',
): Generator<{ readonly path: string; readonly node: Node }, void, void> {
  for (const name of [...tree.entries.keys()].sort(compareNames)) {
    const node = tree.entries.get(name);
    if (node === undefined) continue;
    const path = `${prefix}/${name}`;
    yield { path, node };
    if (node.kind === 'directory') yield* walk(node, path);
  }
}

/** A folder of a tree that is being built. `metadata` without its entries; entries not yet opened stay nodes. */
interface Draft {
  metadata: Metadata;
  readonly entries: Map<string, Node | Draft>;
  readonly isMerged?: true | undefined;
}

function isDraft(entry: Node | Draft): entry is Draft {
  return 'metadata' in entry;
}

function draftOf(node: DirectoryNode, isMerged: boolean | undefined = node.isMerged): Draft {
  return { metadata: node, entries: new Map(node.entries), isMerged: isMerged === true ? true : undefined };
}

function freeze(draft: Draft): DirectoryNode {
  const { mode, uid, gid, mtimeMs } = draft.metadata;
  const entries = new Map<string, Node>();
  for (const [name, entry] of draft.entries) entries.set(name, isDraft(entry) ? freeze(entry) : entry);
  const { isMerged } = draft;
  return { kind: 'directory', mode, uid, gid, mtimeMs, entries, ...(isMerged && { isMerged }) };
}

/**
 * Makes a tree, alone or from another one, path by path; what is not touched is shared with it. Missing
 * folders on the way are made, owned by root, 0755. For data: nothing is followed, nobody is asked.
 */
export class TreeBuilder {
  readonly #root: Draft;

  constructor(
    base: Tree = emptyTree,
    /** Whether a layer on top of the other tree is made: the folders that it touches are then in both. */
    private readonly isLayer = false,
  ) {
    this.#root = draftOf(base);
  }

  /** Puts a node (of a folder: with all that is in it) at the path, in place of what was there. */
  put(path: string, node: Node): this {
    const names = [...pathNames(path)];
    const last = names.pop();
    if (last === undefined) {
      if (node.kind !== 'directory') throw new TypeError('the root of a tree is a folder');
      this.#root.metadata = node;
      this.#root.entries.clear();
      for (const [name, entry] of node.entries) this.#root.entries.set(name, entry);
    } else this.#folder(names, node.mtimeMs).entries.set(last, node);
    return this;
  }

  /** Puts nodes by their names into the folder at the path. */
  putInto(path: string, nodes: ReadonlyMap<string, Node>): this {
    const [first] = nodes.values();
    if (first === undefined) return this;
    const { entries } = this.#folder(pathNames(path), first.mtimeMs);
    for (const [name, node] of nodes) entries.set(name, node);
    return this;
  }

  /** A folder with this metadata at the path; what is in it already stays. */
  putDirectory(path: string, metadata: Metadata): this {
    this.#folder(pathNames(path), metadata.mtimeMs).metadata = metadata;
    return this;
  }

  /** Takes away what is at the path; says whether anything was. */
  remove(path: string): boolean {
    const names = [...pathNames(path)];
    const last = names.pop();
    if (last === undefined) return false;
    const folder = this.#existing(names);
    return folder?.entries.delete(last) ?? false;
  }

  /** Empties the folder at the path, if there is one. */
  clear(path: string): void {
    this.#existing(pathNames(path))?.entries.clear();
  }

  build(): Tree {
    return freeze(this.#root);
  }

  #folder(names: readonly string[], mtimeMs: number): Draft {
    let draft = this.#root;
    for (const name of names) {
      const next = this.#open(draft, name) ?? {
        metadata: { mode: 0o755, uid: 0, gid: 0, mtimeMs },
        entries: new Map(),
      };
      draft.entries.set(name, next);
      draft = next;
    }
    return draft;
  }

  #existing(names: readonly string[]): Draft | undefined {
    let draft: Draft | undefined = this.#root;
    for (const name of names) {
      if (draft === undefined) return undefined;
      draft = this.#open(draft, name);
    }
    return draft;
  }

  /** The folder of that name, made changeable; undefined if there is none. */
  #open(parent: Draft, name: string): Draft | undefined {
    const entry = parent.entries.get(name);
    if (entry === undefined) return undefined;
    if (isDraft(entry)) return entry;
    if (entry.kind !== 'directory') return undefined;
    const draft = draftOf(entry, this.isLayer || entry.isMerged);
    parent.entries.set(name, draft);
    return draft;
  }
}

/** The tree with this node at the path (see `TreeBuilder`). */
export function putNode(tree: Tree, path: string, node: Node): Tree {
  return new TreeBuilder(tree).put(path, node).build();
}
