import { FsError } from './fs-error';
import { type FolderLinks, folderLinks } from './link-groups';
import { LiveDirectory, LiveInode } from './live-inode';
import type { Inode, MetadataChange, Mountable, NewNode } from './mountable';
import type { Node, Tree } from './node';
import { BLOCK_BYTES, blocksBytes, treeUsage } from './usage';

export interface FileSystemOptions {
  readonly tree: Tree;
  /** As /proc/mounts names it: overlay, ext4, tmpfs. */
  readonly type: string;
  /** The machine's clock: milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** Room on it (tmpfs `size=`); beyond it, writes fail with ENOSPC. */
  readonly limitBytes?: number;
}

/**
 * A disk: a tree that can be changed. Files come to life when they are asked for; a snapshot is a tree that
 * shares all that has not changed since the last one. Whoever holds an inode can read it after its last name
 * is gone.
 */
export class FileSystem implements Mountable {
  readonly type: string;
  readonly limitBytes: number | undefined;
  readonly #nowMs: () => number;
  readonly #root: LiveDirectory;
  #lastIno = 1;
  /** What it held when it was made. */
  readonly #first: Tree;
  #nextLinkId: number;
  /** Room taken since then. */
  #grownBytes = 0;
  #areLinksAwake = false;

  constructor({ tree, type, nowMs, limitBytes }: FileSystemOptions) {
    this.type = type;
    this.limitBytes = limitBytes;
    this.#nowMs = nowMs;
    this.#root = new LiveDirectory(this.#lastIno, tree, tree, this);
    // The root names itself: it is never unlinked.
    this.#root.parents.set(this.#root, 1);
    this.#first = tree;
    this.#nextLinkId = folderLinks(tree).freeId;
  }

  get root(): Inode {
    return this.#root;
  }

  /** Room in use, in whole blocks. */
  get usedBytes(): number {
    return treeUsage(this.#first).diskBytes - (this.type === 'tmpfs' ? BLOCK_BYTES : 0) + this.#grownBytes;
  }

  /** All of it as an immutable tree. Asked again without a change between, it is the same tree. */
  snapshot(): Tree {
    return this.#root.freeze();
  }

  freeze(directory: Inode): Tree {
    return this.#directory(directory).freeze();
  }

  lookup(directory: Inode, name: string): Inode | undefined {
    return this.#get(this.#directory(directory), name);
  }

  list(directory: Inode): readonly string[] {
    return this.#directory(directory).names();
  }

  create(directory: Inode, name: string, node: NewNode): Inode {
    const parent = this.#directory(directory);
    if (this.#get(parent, name) !== undefined) throw new FsError('EEXIST', name);
    const inode = this.#inodeOf(newNode(node, this.#nowMs()), false);
    this.#use(this.#room(inode));
    parent.set(name, inode);
    this.#touch(parent);
    return inode;
  }

  link(directory: Inode, name: string, file: Inode): void {
    const parent = this.#directory(directory);
    const inode = this.#inode(file);
    if (inode.kind === 'directory') throw new FsError('EPERM', name);
    if (inode.nlink === 0) throw new FsError('ENOENT', name);
    if (this.#get(parent, name) !== undefined) throw new FsError('EEXIST', name);
    if (inode.linkId === undefined) {
      inode.linkId = this.#nextLinkId;
      this.#nextLinkId += 1;
    }
    parent.set(name, inode);
    inode.ctimeMs = this.#nowMs();
    inode.markChanged();
    this.#touch(parent);
  }

  remove(directory: Inode, name: string): void {
    const parent = this.#directory(directory);
    const inode = this.#get(parent, name);
    if (inode === undefined) throw new FsError('ENOENT', name);
    if (inode instanceof LiveDirectory && !inode.isEmpty) throw new FsError('ENOTEMPTY', name);
    this.#unname(parent, name, inode);
    this.#touch(parent);
  }

  rename(fromDirectory: Inode, fromName: string, toDirectory: Inode, toName: string): void {
    const from = this.#directory(fromDirectory);
    const to = this.#directory(toDirectory);
    const inode = this.#get(from, fromName);
    if (inode === undefined) throw new FsError('ENOENT', fromName);
    const replaced = this.#get(to, toName);
    if (replaced === inode) return;
    if (inode instanceof LiveDirectory && this.#isWithin(to, inode)) throw new FsError('EINVAL', toName);
    if (replaced instanceof LiveDirectory) {
      if (inode.kind !== 'directory') throw new FsError('EISDIR', toName);
      if (!replaced.isEmpty) throw new FsError('ENOTEMPTY', toName);
    } else if (replaced !== undefined && inode.kind === 'directory') throw new FsError('ENOTDIR', toName);
    if (replaced !== undefined) this.#unname(to, toName, replaced);
    from.delete(fromName);
    to.set(toName, inode);
    inode.ctimeMs = this.#nowMs();
    this.#touch(from);
    this.#touch(to);
  }

  readAll(file: Inode): Uint8Array {
    return this.#file(file).readAll();
  }

  read(file: Inode, offset: number, length: number): Uint8Array {
    return this.#file(file).read(offset, length);
  }

  write(file: Inode, offset: number, bytes: Uint8Array): void {
    const inode = this.#file(file);
    const end = Math.max(inode.sizeBytes, offset + bytes.length);
    if (inode.nlink > 0) this.#use(blocksBytes(end) - blocksBytes(inode.sizeBytes));
    inode.write(offset, bytes);
    this.#touch(inode);
  }

  truncate(file: Inode, sizeBytes: number): void {
    const inode = this.#file(file);
    if (inode.nlink > 0) this.#use(blocksBytes(sizeBytes) - blocksBytes(inode.sizeBytes));
    inode.truncate(sizeBytes);
    this.#touch(inode);
  }

  change(changed: Inode, { mode, uid, gid, mtimeMs }: MetadataChange): void {
    const inode = this.#inode(changed);
    inode.mode = mode ?? inode.mode;
    inode.uid = uid ?? inode.uid;
    inode.gid = gid ?? inode.gid;
    inode.mtimeMs = mtimeMs ?? inode.mtimeMs;
    inode.ctimeMs = this.#nowMs();
    inode.markChanged();
  }

  graft(directory: Inode, name: string, tree: Tree): Inode {
    const parent = this.#directory(directory);
    const replaced = this.#get(parent, name);
    this.#use(treeUsage(tree).diskBytes - (replaced === undefined ? 0 : usageBelow(replaced)));
    if (replaced !== undefined) parent.delete(name);
    const inode = this.#thaw(tree);
    parent.set(name, inode);
    if (inode instanceof LiveDirectory) this.#renumber(this.#wakeLinks(inode, folderLinks(tree)));
    this.#touch(parent);
    return inode;
  }

  /**
   * Files with several names come to life at once, one inode for all of their names, so that a change through
   * one is seen through each. Gives these inodes.
   */
  #wakeLinks(top: LiveDirectory, links: FolderLinks): Iterable<LiveInode> {
    const awake = new Map<number, LiveInode>();
    const wake = (folder: LiveDirectory, { own, below }: FolderLinks): void => {
      for (const { name, id } of own) {
        const shared = awake.get(id);
        if (shared !== undefined) folder.adopt(name, shared);
        else {
          const inode = folder.get(name, this.#thaw);
          if (inode !== undefined) awake.set(id, inode);
        }
      }
      for (const { name, links: further } of below) {
        const next = folder.get(name, this.#thaw);
        if (next instanceof LiveDirectory) wake(next, further);
      }
    };
    wake(top, links);
    return awake.values();
  }

  /** Link ids of a tree from elsewhere may be in use here: its files get new ones. */
  #renumber(shared: Iterable<LiveInode>): void {
    for (const inode of shared) {
      inode.linkId = this.#nextLinkId;
      this.#nextLinkId += 1;
      inode.markChanged();
    }
  }

  #get(directory: LiveDirectory, name: string): LiveInode | undefined {
    // Not when the disk is made: most containers that are listed were never looked into.
    if (!this.#areLinksAwake) {
      this.#areLinksAwake = true;
      this.#wakeLinks(this.#root, folderLinks(this.#first));
    }
    return directory.get(name, this.#thaw);
  }

  readonly #thaw = (node: Node): LiveInode => this.#inodeOf(node, true);

  #inodeOf(node: Node, isBelow: boolean): LiveInode {
    this.#lastIno += 1;
    return node.kind === 'directory'
      ? new LiveDirectory(this.#lastIno, isBelow ? node : undefined, node, this)
      : new LiveInode(this.#lastIno, node, this);
  }

  #unname(parent: LiveDirectory, name: string, inode: LiveInode): void {
    parent.delete(name);
    inode.ctimeMs = this.#nowMs();
    if (inode.nlink === 0) this.#grownBytes -= this.#room(inode);
    // Its frozen node may say that there are several names.
    else inode.markChanged();
  }

  #use(moreBytes: number): void {
    if (moreBytes > 0 && this.limitBytes !== undefined && this.usedBytes + moreBytes > this.limitBytes) {
      throw new FsError('ENOSPC');
    }
    this.#grownBytes += moreBytes;
  }

  /** Folders of a tmpfs take no room of its own. */
  #room(inode: LiveInode): number {
    if (inode.kind === 'directory') return this.type === 'tmpfs' ? 0 : BLOCK_BYTES;
    return inode.kind === 'file' ? blocksBytes(inode.sizeBytes) : 0;
  }

  #touch(inode: LiveInode): void {
    inode.mtimeMs = this.#nowMs();
    inode.ctimeMs = inode.mtimeMs;
    inode.markChanged();
  }

  #isWithin(directory: LiveDirectory, ancestor: LiveDirectory): boolean {
    if (directory === ancestor) return true;
    for (const parent of directory.parents.keys()) {
      return parent !== directory && this.#isWithin(parent, ancestor);
    }
    return false;
  }

  #inode(inode: Inode): LiveInode {
    if (inode instanceof LiveInode && inode.owner === this) return inode;
    throw new FsError('EXDEV');
  }

  #directory(inode: Inode): LiveDirectory {
    const directory = this.#inode(inode);
    if (directory instanceof LiveDirectory) return directory;
    throw new FsError('ENOTDIR');
  }

  #file(inode: Inode): LiveInode {
    const file = this.#inode(inode);
    if (file.kind === 'directory') throw new FsError('EISDIR');
    if (file.kind !== 'file') throw new FsError('EINVAL');
    return file;
  }
}

function usageBelow(inode: LiveInode): number {
  return inode instanceof LiveDirectory ? treeUsage(inode.freeze()).diskBytes : blocksBytes(inode.sizeBytes);
}

function newNode(node: NewNode, mtimeMs: number): Node {
  const { mode, uid, gid } = node;
  const metadata = { mode, uid, gid, mtimeMs };
  switch (node.kind) {
    case 'file':
      return { kind: 'file', ...metadata, content: node.content ?? new Uint8Array(0) };
    case 'directory':
      return { kind: 'directory', ...metadata, entries: new Map() };
    case 'symlink':
      return { kind: 'symlink', ...metadata, target: node.target };
    case 'character':
    case 'block':
      return { kind: node.kind, ...metadata, major: node.major, minor: node.minor };
    case 'fifo':
    case 'socket':
      return { kind: node.kind, ...metadata };
  }
}
