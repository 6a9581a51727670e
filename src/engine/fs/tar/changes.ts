import { runsOf, type Change, type Run } from '../change-list';
import { applyChanges, treeAsChanges } from '../diff';
import type { FileNode, Metadata, Node, Tree } from '../node';
import { emptyTree, nodeAt } from '../tree';
import type { TarEntry } from './entry';
import { tarMember, type TarMember } from './write';

/** Names that say what is not there (OCI image layer specification, "Whiteouts"). */
const whiteoutPrefix = '.wh.';
const opaqueName = '.wh..wh..opq';

/** The members of a layer's archive: names without a leading slash, deletions as whiteouts. Sockets are left out. */
export function* changesToEntries(changes: Iterable<Change>): Generator<TarEntry, void, void> {
  const firstNames = new Map<number, string>();
  for (const change of changes) {
    const entry = entryOfChange(change, firstNames);
    if (entry !== undefined) yield entry;
  }
}

function entryOfChange(change: Change, firstNames: Map<number, string>): TarEntry | undefined {
  const name = change.path.slice(1);
  if ('node' in change) return entryOf(name, change.node, firstNames);
  const slash = name.lastIndexOf('/') + 1;
  const whiteout =
    change.kind === 'opaque'
      ? `${name}/${opaqueName}`
      : `${name.slice(0, slash)}${whiteoutPrefix}${name.slice(slash)}`;
  return { name: whiteout, kind: 'file', mode: 0, uid: 0, gid: 0, mtimeMs: 0, content: new Uint8Array(0) };
}

const known = new WeakMap<Node, TarMember>();

/**
 * As `changesToEntries`, written out. A node's member is made once for the path where it lies, and then shared; so are
 * those of a whole run of changes.
 */
export function changesToMembers(changes: readonly Change[]): readonly TarMember[] {
  const firstNames = new Map<number, string>();
  return runsOf(changes).flatMap((run) => runMembers(run, firstNames));
}

const knownRuns = new WeakMap<Run, readonly TarMember[]>();

function runMembers(run: Run, firstNames: Map<number, string>): readonly TarMember[] {
  const made = knownRuns.get(run);
  if (made !== undefined) return made;
  const members: TarMember[] = [];
  let hasLinks = false;
  for (const change of run) {
    const node = 'node' in change ? change.node : undefined;
    const isLink = node?.kind === 'file' && node.linkId !== undefined;
    if (isLink) hasLinks = true;
    const member = memberOfChange(change, isLink ? undefined : node, firstNames);
    if (member !== undefined) members.push(member);
  }
  // What a file with several names is written as depends on those before it.
  if (!hasLinks) knownRuns.set(run, members);
  return members;
}

function memberOfChange(
  change: Change,
  sharedBy: Node | undefined,
  firstNames: Map<number, string>,
): TarMember | undefined {
  const made = sharedBy === undefined ? undefined : known.get(sharedBy);
  if (made?.name === change.path.slice(1)) return made;
  const entry = entryOfChange(change, firstNames);
  if (entry === undefined) return undefined;
  const member = tarMember(entry);
  if (sharedBy !== undefined) known.set(sharedBy, member);
  return member;
}

/** The members of an archive that holds a whole tree, as `docker export` writes it. */
export function treeToEntries(tree: Tree): Generator<TarEntry, void, void> {
  return changesToEntries(treeAsChanges(tree));
}

function entryOf(name: string, node: Node, firstNames: Map<number, string>): TarEntry | undefined {
  const { mode, uid, gid, mtimeMs } = node;
  const base = { name, mode, uid, gid, mtimeMs };
  switch (node.kind) {
    case 'file': {
      const first = node.linkId === undefined ? undefined : firstNames.get(node.linkId);
      if (first !== undefined) return { ...base, kind: 'hardlink', linkname: first };
      if (node.linkId !== undefined) firstNames.set(node.linkId, name);
      return { ...base, kind: 'file', content: node.content };
    }
    case 'symlink':
      return { ...base, kind: 'symlink', linkname: node.target };
    case 'character':
    case 'block':
      return { ...base, kind: node.kind, major: node.major, minor: node.minor };
    case 'directory':
    case 'fifo':
      return { ...base, kind: node.kind };
    case 'socket':
      return undefined;
  }
}

export interface ReadChangesOptions {
  /** Whether `.wh.` names delete (a layer) or are names like others (any other archive). Default true. */
  readonly whiteouts?: boolean;
  /** Where hard links to files that are not in the archive find them. */
  readonly lower?: Tree;
}

/** What the members of an archive put over a tree. `..` does not lead out of it. */
export function entriesToChanges(
  entries: Iterable<TarEntry>,
  { whiteouts = true, lower = emptyTree }: ReadChangesOptions = {},
): readonly Change[] {
  const deletions: Change[] = [];
  const nodes = new Map<string, Node>();
  let nextLinkId = 1;
  for (const entry of entries) {
    const path = absolute(entry.name);
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    if (whiteouts && name === opaqueName) {
      deletions.push({ kind: 'opaque', path: path.slice(0, slash) || '/' });
    } else if (whiteouts && name.startsWith(whiteoutPrefix)) {
      deletions.push({
        kind: 'deleted',
        path: `${path.slice(0, slash)}/${name.slice(whiteoutPrefix.length)}`,
      });
    } else if (entry.kind === 'hardlink') {
      const targetPath = absolute(entry.linkname ?? '');
      const target = nodes.get(targetPath) ?? nodeAt(lower, targetPath);
      if (target?.kind !== 'file') continue;
      const known = nodes.get(targetPath) === target ? target.linkId : undefined;
      const linked: FileNode = { ...target, linkId: known ?? nextLinkId++ };
      nodes.set(targetPath, linked);
      nodes.set(path, linked);
    } else {
      nodes.delete(path);
      nodes.set(path, nodeOf(entry));
    }
  }
  return [...deletions, ...[...nodes].map(([path, node]): Change => ({ kind: 'added', path, node }))];
}

/** The tree that an archive of whole files makes, over another one where there is one: whiteouts are names. */
export function entriesToTree(entries: Iterable<TarEntry>, lower: Tree = emptyTree): Tree {
  return applyChanges(lower, entriesToChanges(entries, { whiteouts: false, lower }));
}

function nodeOf(entry: TarEntry): Node {
  const { mode, uid, gid, mtimeMs } = entry;
  const metadata: Metadata = { mode, uid, gid, mtimeMs };
  switch (entry.kind) {
    case 'directory':
      return { kind: 'directory', ...metadata, entries: new Map() };
    case 'symlink':
      return { kind: 'symlink', ...metadata, target: entry.linkname ?? '' };
    case 'character':
    case 'block':
      return { kind: entry.kind, ...metadata, major: entry.major ?? 0, minor: entry.minor ?? 0 };
    case 'fifo':
      return { kind: 'fifo', ...metadata };
    default:
      return { kind: 'file', ...metadata, content: entry.content ?? new Uint8Array(0) };
  }
}

function absolute(name: string): string {
  const names: string[] = [];
  for (const part of name.split('/')) {
    if (part === '..') names.pop();
    else if (part !== '' && part !== '.') names.push(part);
  }
  return `/${names.join('/')}`;
}
