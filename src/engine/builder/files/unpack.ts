import {
  contentBytes,
  gunzip,
  isGzip,
  readTar,
  TarError,
  type Content,
  type Inode,
  type Node,
  type TarEntry,
} from '../../fs';
import type { Owner } from './owner';
import { rootedPath } from './transfer-plan';
import type { TreeWriter } from './tree-writer';

/**
 * The members of an archive, plain or compressed with gzip, told by the content; undefined for any other file.
 * bzip2, xz and zstd are not modelled: such archives are files like others.
 */
export function archiveEntries(content: Content): readonly TarEntry[] | undefined {
  const bytes = contentBytes(content);
  const tar = isGzip(bytes) ? gunzip(bytes) : bytes;
  if (tar === undefined) return undefined;
  try {
    const entries = readTar(tar);
    return entries.length === 0 ? undefined : entries;
  } catch (error) {
    if (error instanceof TarError) return undefined;
    throw error;
  }
}

/**
 * Puts an archive's members into the folder at the destination, which is made if need be. Owners and modes are
 * the archive's unless `owner` says otherwise. A member replaces what has its name; a folder stays with what is
 * in it. Source: BuildKit llbsolver/file unpack, moby/go-archive Untar.
 */
export function unpackInto(
  writer: TreeWriter,
  entries: readonly TarEntry[],
  destination: string,
  owner: Owner | undefined,
): void {
  const top = writer.rootPath(destination);
  writer.makeFolders(top, owner ?? { uid: 0, gid: 0 });
  const prefix = top === '/' ? '' : top;
  const folderTimes: (readonly [Inode, number])[] = [];
  for (const entry of entries) {
    const name = rootedPath(entry.name);
    if (name === '/') continue;
    // Symlinks that are there already lead the way, but not out of the destination.
    const folder = writer.rootPath(prefix + name.slice(0, name.lastIndexOf('/')));
    writer.makeFolders(folder, { uid: 0, gid: 0 });
    const path = `${folder === '/' ? '' : folder}${name.slice(name.lastIndexOf('/'))}`;
    const before = writer.at(path);
    const { uid, gid } = owner ?? entry;
    if (entry.kind === 'directory' && before?.kind === 'directory') {
      writer.disk.change(before, { mode: entry.mode, uid, gid });
      folderTimes.push([before, entry.mtimeMs]);
      continue;
    }
    if (before !== undefined) writer.removeAll(path);
    if (entry.kind === 'hardlink') {
      const target = writer.at(writer.rootPath(prefix + rootedPath(entry.linkname ?? '')));
      if (target !== undefined && target.kind !== 'directory') writer.link(path, target);
      continue;
    }
    const inode = writer.create(path, nodeOf(entry, { uid, gid }));
    if (entry.kind === 'directory') folderTimes.push([inode, entry.mtimeMs]);
  }
  for (const [inode, mtimeMs] of folderTimes) writer.disk.change(inode, { mtimeMs });
}

function nodeOf(entry: TarEntry, owner: Owner): Node {
  const metadata = { ...owner, mode: entry.mode, mtimeMs: entry.mtimeMs };
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
