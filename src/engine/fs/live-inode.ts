import { compactContent, contentBytes, contentSize, contentSlice, isSynthetic } from './content';
import type { Inode } from './mountable';
import type { Content, DirectoryNode, Node, NodeKind } from './node';
import { blocksBytes, directoryRecordBytes } from './usage';

const noBytes = new Uint8Array(0);

/** A live file that is not (or not known to be) a folder: metadata, and for a regular file its bytes. */
export class LiveInode implements Inode {
  readonly kind: NodeKind;
  mode: number;
  uid: number;
  gid: number;
  mtimeMs: number;
  ctimeMs: number;
  readonly target?: string;
  readonly major?: number;
  readonly minor?: number;
  /** Set once the file has several names; kept from then on. */
  linkId: number | undefined;
  /** Folders that name this, and how often. None: unlinked, alive only as long as somebody holds it. */
  readonly parents = new Map<LiveDirectory, number>();
  /** The node of what this is now; undefined once it has changed. Then no folder above has one either. */
  protected frozen: Node | undefined;
  #content: Content;
  /** Bytes of `#content` in use; only a buffer of our own has more. */
  #sizeBytes: number;
  /** Whether `#content` is a buffer that no frozen node shares: it may be written to. */
  #isOwn = false;

  constructor(
    readonly ino: number,
    node: Node,
    /** The file system it lives in: names cannot cross over. */
    readonly owner: object,
  ) {
    this.kind = node.kind;
    this.mode = node.mode;
    this.uid = node.uid;
    this.gid = node.gid;
    this.mtimeMs = node.mtimeMs;
    this.ctimeMs = node.mtimeMs;
    this.frozen = node;
    if (node.kind === 'symlink') this.target = node.target;
    if (node.kind === 'character' || node.kind === 'block') {
      this.major = node.major;
      this.minor = node.minor;
    }
    this.linkId = node.kind === 'file' ? node.linkId : undefined;
    this.#content = node.kind === 'file' ? node.content : noBytes;
    this.#sizeBytes = contentSize(this.#content);
  }

  get nlink(): number {
    let names = 0;
    for (const count of this.parents.values()) names += count;
    return names;
  }

  get sizeBytes(): number {
    return this.target === undefined ? this.#sizeBytes : new TextEncoder().encode(this.target).length;
  }

  isFrozen(): boolean {
    return this.frozen !== undefined;
  }

  /** Forgets the frozen node, and those of the folders above that have one. */
  markChanged(): void {
    this.frozen = undefined;
    for (const parent of this.parents.keys()) if (parent.isFrozen()) parent.markChanged();
  }

  read(offset: number, length: number): Uint8Array {
    return contentSlice(this.#content, offset, Math.max(0, Math.min(length, this.#sizeBytes - offset)));
  }

  readAll(): Uint8Array {
    return this.#isOwn ? this.read(0, this.#sizeBytes) : contentBytes(this.#content);
  }

  write(offset: number, bytes: Uint8Array): void {
    const end = offset + bytes.length;
    this.#buffer(Math.max(end, this.#sizeBytes)).set(bytes, offset);
    this.#sizeBytes = Math.max(end, this.#sizeBytes);
  }

  truncate(sizeBytes: number): void {
    if (sizeBytes === 0) {
      this.#content = noBytes;
      this.#isOwn = false;
    } else this.#buffer(sizeBytes).fill(0, Math.min(sizeBytes, this.#sizeBytes));
    this.#sizeBytes = sizeBytes;
  }

  /** A buffer of our own that holds the content and has room for `sizeBytes`; zeros behind the content. */
  #buffer(sizeBytes: number): Uint8Array {
    const content = this.#content;
    if (this.#isOwn && !isSynthetic(content) && content.length >= sizeBytes) return content;
    // Twice the room when it grows, so that appending stays linear.
    const grows = this.#isOwn || sizeBytes > this.#sizeBytes;
    const buffer = new Uint8Array(grows && this.#sizeBytes > 0 ? sizeBytes * 2 : sizeBytes);
    buffer.set(contentSlice(content, 0, Math.min(this.#sizeBytes, buffer.length)));
    this.#content = buffer;
    this.#isOwn = true;
    return buffer;
  }

  /** This as an immutable node. Costs only what has changed since the last time. */
  freeze(): Node {
    this.frozen ??= this.makeNode();
    return this.frozen;
  }

  protected makeNode(): Node {
    const { kind, mode, uid, gid, mtimeMs } = this;
    const metadata = { mode, uid, gid, mtimeMs };
    switch (kind) {
      case 'file':
        return { kind, ...metadata, content: this.#freezeContent(), ...this.#link() };
      case 'symlink':
        return { kind, ...metadata, target: this.target ?? '' };
      case 'character':
      case 'block':
        return { kind, ...metadata, major: this.major ?? 0, minor: this.minor ?? 0 };
      case 'fifo':
      case 'socket':
        return { kind, ...metadata };
      case 'directory':
        throw new TypeError('a folder is a LiveDirectory');
    }
  }

  #link(): { readonly linkId: number } | undefined {
    return this.linkId !== undefined && this.nlink > 1 ? { linkId: this.linkId } : undefined;
  }

  #freezeContent(): Content {
    if (!this.#isOwn || isSynthetic(this.#content)) return this.#content;
    const bytes =
      this.#content.length === this.#sizeBytes ? this.#content : this.#content.slice(0, this.#sizeBytes);
    this.#content = compactContent(bytes);
    this.#isOwn = false;
    return this.#content;
  }
}

/** A live folder. Its entries stay nodes of the tree it came from until somebody asks for them. */
export class LiveDirectory extends LiveInode {
  /** Names in order; a name without a node is in `#live`. Shared with the frozen node until a name changes. */
  #nodes: ReadonlyMap<string, Node | undefined>;
  readonly #live = new Map<string, LiveInode>();
  #own: Map<string, Node | undefined> | undefined;
  #counts: { subdirectories: number; recordBytes: number } | undefined;

  constructor(
    ino: number,
    /** What it was in the tree below; undefined for one that was made since. */
    private readonly below: DirectoryNode | undefined,
    node: DirectoryNode,
    owner: object,
  ) {
    super(ino, node, owner);
    this.#nodes = node.entries;
  }

  /** A folder below that was changed is in the uppermost layer, too. */
  get isMerged(): boolean {
    return this.below !== undefined && (this.below.isMerged === true || this.frozen !== this.below);
  }

  override get nlink(): number {
    return this.parents.size === 0 ? 0 : 2 + this.#count().subdirectories;
  }

  override get sizeBytes(): number {
    return blocksBytes(this.#count().recordBytes);
  }

  get isEmpty(): boolean {
    return this.#nodes.size === 0;
  }

  names(): readonly string[] {
    return [...this.#nodes.keys()];
  }

  /** The inode of that name; `thaw` makes it of its node when it is asked for the first time. */
  get(name: string, thaw: (node: Node) => LiveInode): LiveInode | undefined {
    const live = this.#live.get(name);
    if (live !== undefined) return live;
    const node = this.#nodes.get(name);
    if (node === undefined) return undefined;
    const inode = thaw(node);
    this.adopt(name, inode);
    return inode;
  }

  /** Makes `inode` the live form of the node of that name: nothing has changed by that. */
  adopt(name: string, inode: LiveInode): void {
    this.#live.set(name, inode);
    inode.parents.set(this, (inode.parents.get(this) ?? 0) + 1);
  }

  /** Names `inode`, in place of what had the name. */
  set(name: string, inode: LiveInode): void {
    this.delete(name);
    this.#owned().set(name, undefined);
    this.adopt(name, inode);
    this.#countIn(name, inode.kind, 1);
    this.markChanged();
  }

  delete(name: string): void {
    const inode = this.#live.get(name);
    const kind = inode?.kind ?? this.#nodes.get(name)?.kind;
    if (kind === undefined) return;
    this.#countIn(name, kind, -1);
    this.#owned().delete(name);
    this.#live.delete(name);
    if (inode !== undefined) {
      const names = inode.parents.get(this) ?? 0;
      if (names > 1) inode.parents.set(this, names - 1);
      else inode.parents.delete(this);
    }
    this.markChanged();
  }

  #owned(): Map<string, Node | undefined> {
    if (this.#own === undefined) {
      this.#own = new Map(this.#nodes);
      this.#nodes = this.#own;
    }
    return this.#own;
  }

  #count(): { readonly subdirectories: number; readonly recordBytes: number } {
    if (this.#counts === undefined) {
      this.#counts = { subdirectories: 0, recordBytes: 24 };
      for (const [name, node] of this.#nodes) {
        const kind = this.#live.get(name)?.kind ?? node?.kind;
        if (kind !== undefined) this.#countIn(name, kind, 1);
      }
    }
    return this.#counts;
  }

  #countIn(name: string, kind: NodeKind, sign: 1 | -1): void {
    if (this.#counts === undefined) return;
    if (kind === 'directory') this.#counts.subdirectories += sign;
    this.#counts.recordBytes += sign * directoryRecordBytes(name.length);
  }

  override freeze(): DirectoryNode {
    const node = super.freeze();
    if (node.kind !== 'directory') throw new TypeError('a folder froze to something else');
    return node;
  }

  protected override makeNode(): DirectoryNode {
    const entries = new Map<string, Node>();
    for (const [name, node] of this.#nodes) {
      const current = this.#live.get(name)?.freeze() ?? node;
      if (current !== undefined) entries.set(name, current);
    }
    this.#nodes = entries;
    this.#own = undefined;
    const { mode, uid, gid, mtimeMs } = this;
    return { kind: 'directory', mode, uid, gid, mtimeMs, entries, ...(this.isMerged && { isMerged: true }) };
  }
}
