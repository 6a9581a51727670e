import {
  contentBytes,
  emptyTree,
  nodeAt,
  TreeBuilder,
  walk,
  type Node,
  type Tree,
} from '../../../src/engine/fs';

/** How a test writes a file: its text, or what else it is. */
export type Sketch =
  | string
  | {
      readonly text?: string;
      readonly link?: string;
      readonly folder?: true;
      readonly mode?: number;
      readonly uid?: number;
      readonly gid?: number;
      readonly mtimeMs?: number;
    };

export const startMs = 1_790_000_000_000;

export function nodeOf(sketch: Sketch): Node {
  const {
    text = '',
    link,
    folder,
    mode,
    uid = 0,
    gid = 0,
    mtimeMs = startMs,
  } = typeof sketch === 'string' ? { text: sketch } : sketch;
  const owner = { uid, gid, mtimeMs };
  if (link !== undefined) return { kind: 'symlink', ...owner, mode: 0o777, target: link };
  if (folder === true) return { kind: 'directory', ...owner, mode: mode ?? 0o755, entries: new Map() };
  return { kind: 'file', ...owner, mode: mode ?? 0o644, content: new TextEncoder().encode(text) };
}

/** A tree of these files, over another one. */
export function treeOf(files: Readonly<Record<string, Sketch>>, base: Tree = emptyTree): Tree {
  const builder = new TreeBuilder(base);
  for (const [path, sketch] of Object.entries(files)) {
    const node = nodeOf(sketch);
    if (node.kind === 'directory') builder.putDirectory(path, node);
    else builder.put(path, node);
  }
  return builder.build();
}

/** Every path with what `stat` and `cat` tell: `/a 644 0:0 text`. Folders as `/d/ 755 0:0`. */
export function listing(tree: Tree): readonly string[] {
  return [...walk(tree)].map(({ path, node }) => {
    const start = `${path}${node.kind === 'directory' ? '/' : ''} ${node.mode.toString(8)} ${node.uid}:${node.gid}`;
    if (node.kind === 'symlink') return `${start} -> ${node.target}`;
    if (node.kind !== 'file') return start;
    return `${start} ${new TextDecoder().decode(contentBytes(node.content))}`;
  });
}

export function paths(tree: Tree): readonly string[] {
  return [...walk(tree)].map(({ path, node }) => path + (node.kind === 'directory' ? '/' : ''));
}

export function textAt(tree: Tree, path: string): string | undefined {
  const node = nodeAt(tree, path);
  return node?.kind === 'file' ? new TextDecoder().decode(contentBytes(node.content)) : undefined;
}
