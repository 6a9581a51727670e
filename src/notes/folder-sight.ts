import type { TerminalMachine } from '../engine';
import { compareNames, contentSize, isSynthetic, nodeAt, type Node } from '../engine/fs';

/** A file of a folder that is looked at. */
export interface FolderFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly mode: number;
  /** Missing: it is not a text, or too long to be edited. */
  readonly text?: string;
}

const MAX_TEXT_BYTES = 64_000;
const MAX_FILES = 200;

/** The files below a folder of the host, in the order of their names; without a leading slash it is in the home folder. */
export function filesBelow(machine: TerminalMachine, folder: string): readonly FolderFile[] {
  const path = folder.startsWith('/') ? folder : `${machine.world.host.home}/${folder}`;
  const files: FolderFile[] = [];
  const visit = (node: Node | undefined, prefix: string): void => {
    if (node?.kind !== 'directory') return;
    for (const [name, child] of [...node.entries].sort(([a], [b]) => compareNames(a, b))) {
      if (files.length >= MAX_FILES) return;
      if (child.kind === 'directory') visit(child, `${prefix}${name}/`);
      else if (child.kind === 'file') files.push(fileOf(`${prefix}${name}`, child));
    }
  };
  visit(nodeAt(machine.tree(), path), '');
  return files;
}

function fileOf(path: string, { mode, content }: Extract<Node, { kind: 'file' }>): FolderFile {
  if (isSynthetic(content) || contentSize(content) > MAX_TEXT_BYTES) return { path, mode };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return text.includes('\0') ? { path, mode } : { path, mode, text };
  } catch {
    return { path, mode };
  }
}
