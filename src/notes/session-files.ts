/** The files of a session, to take along. */
import { zipSync, type Zippable } from 'fflate';
import { contentBytes, contentSize, diffTrees, emptyTree, nodeAt, type Tree } from '../engine/fs';
import type { LiveSession } from './live-session';
import type { FilesReply } from './protocol';

/** Larger files are left out: they are filler, or nothing to be read. */
const MAX_FILE_BYTES = 5_000_000;
/** Of Docker's and the shell's own, in a home folder. */
const OWN = /^\.(?:docker|cache|bash_history)(?:\/|$)/;
/** All of a zip in one folder: it is unpacked without filling another. */
const FOLDER = 'drydock';
/** A zip member's attributes hold its mode in the upper half, as Unix made it. */
const MADE_BY_UNIX = 3;
const IS_FILE = 0o100_000;

export interface WrittenFile {
  /** Below the home folder. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
  readonly mtimeMs: number;
}

export function filesOf(session: LiveSession): FilesReply {
  const { machine } = session;
  const files = writtenFiles(session.freshMachine().tree(), machine.tree(), machine.world.host.home);
  return { paths: files.map(({ path }) => path), zip: zipOf(files) };
}

/** What a machine's home folder holds that a fresh machine's does not, by path. */
export function writtenFiles(fresh: Tree, now: Tree, home: string): readonly WrittenFile[] {
  return diffTrees(folderAt(fresh, home), folderAt(now, home)).flatMap((change) => {
    if (change.kind !== 'added' && change.kind !== 'modified') return [];
    const { node } = change;
    const path = change.path.replace(/^\//, '');
    if (node.kind !== 'file' || OWN.test(path) || contentSize(node.content) > MAX_FILE_BYTES) return [];
    return [{ path, bytes: contentBytes(node.content), mode: node.mode, mtimeMs: node.mtimeMs }];
  });
}

function folderAt(tree: Tree, path: string): Tree {
  const node = nodeAt(tree, path);
  return node?.kind === 'directory' ? node : emptyTree;
}

export function zipOf(files: readonly WrittenFile[]): Uint8Array<ArrayBuffer> {
  const members = files.map(({ path, bytes, mode, mtimeMs }): [string, Zippable[string]] => [
    `${FOLDER}/${path}`,
    [bytes, { mtime: mtimeMs, os: MADE_BY_UNIX, attrs: (IS_FILE | mode) << 16 }],
  ]);
  return zipSync(Object.fromEntries(members));
}
