import { contentBytes, executableContent, nodeAt, syntheticContent, TreeBuilder } from '../fs';
import type { Metadata, Node, Tree } from '../fs';
import type { EntryFacts, FilesRecipe, MultiCallFacts } from '../world';

/** What is known of a program that nothing here runs. */
export interface ProgramNote {
  readonly purpose?: string;
  readonly version?: string;
}

/** A program's id by the name it is installed under, for executables (`Program.id`). */
export type ProgramIds = (name: string, note?: ProgramNote) => string;

/** A multi-call program is the only file with several names that a recipe makes. */
const MULTI_CALL_LINK = 1;

/**
 * The tree that a layer's recipe makes of the tree below it. What the recipe says nothing about is owned by
 * root; every time stamp is `mtimeMs`.
 */
export function rootfsTree(
  recipe: FilesRecipe,
  below: Tree | undefined,
  mtimeMs: number,
  programIds: ProgramIds,
): Tree {
  const tree = new TreeBuilder(below);
  const metadata = ({ mode, uid = 0, gid = 0 }: Omit<EntryFacts, 'path'>, otherwise: number): Metadata => ({
    mode: mode ?? otherwise,
    uid,
    gid,
    mtimeMs,
  });
  const encode = (text: string) => new TextEncoder().encode(text);
  for (const { path, ...facts } of recipe.directories ?? []) tree.putDirectory(path, metadata(facts, 0o755));
  for (const { path, target } of recipe.symlinks ?? []) {
    tree.put(path, { kind: 'symlink', target, ...metadata({}, 0o777) });
  }
  for (const { path, text, ...facts } of recipe.files ?? []) {
    tree.put(path, { kind: 'file', content: encode(text), ...metadata(facts, 0o644) });
  }
  for (const { path, ...facts } of recipe.sockets ?? []) {
    tree.put(path, { kind: 'socket', ...metadata(facts, 0o755) });
  }
  for (const { directory, names, sizeBytes, program, ...note } of recipe.programs ?? []) {
    const executables = names.map((name): [string, Node] => {
      const content = executableContent(programIds(program ?? name, note), sizeBytes);
      return [name, { kind: 'file', content, ...metadata({}, 0o755) }];
    });
    tree.putInto(directory, new Map(executables));
  }
  if (recipe.multiCall) putMultiCall(tree, recipe.multiCall, metadata({}, 0o755), programIds);
  for (const { path, sizeBytes } of recipe.filler ?? []) {
    const content = syntheticContent(new Uint8Array(), sizeBytes, path);
    tree.put(path, { kind: 'file', content, ...metadata({}, 0o644) });
  }
  const soFar = tree.build();
  for (const { path, ...facts } of recipe.modes ?? []) {
    const before = nodeAt(soFar, path);
    if (before?.kind === 'file') tree.put(path, { ...before, ...metadata(facts, before.mode) });
  }
  for (const { path, text } of recipe.appends ?? []) {
    const before = nodeAt(soFar, path);
    const start = before?.kind === 'file' ? new TextDecoder().decode(contentBytes(before.content)) : '';
    tree.put(path, { ...metadata({}, 0o644), ...before, kind: 'file', content: encode(start + text) });
  }
  return tree.build();
}

function putMultiCall(
  tree: TreeBuilder,
  facts: MultiCallFacts,
  metadata: Metadata,
  programIds: ProgramIds,
): void {
  const hard = facts.linkedBy === 'hard links';
  const content = executableContent(programIds(facts.program ?? 'busybox'), facts.sizeBytes);
  const file: Node = { kind: 'file', content, ...metadata, ...(hard ? { linkId: MULTI_CALL_LINK } : {}) };
  tree.put(facts.path, file);
  for (const [directory, names] of Object.entries(facts.names)) {
    const link: Node = hard ? file : { kind: 'symlink', target: facts.path, ...metadata, mode: 0o777 };
    tree.putInto(directory, new Map(names.map((name) => [name, link])));
  }
}
