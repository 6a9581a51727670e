import { contentSize, linkGroups, type DirectoryNode, type Node } from '../../fs';
import { sortedEntries } from './filter-tree';

// How many bytes a folder takes on its way to the builder. Source: the protocol buffers of tonistiigi/fsutil
// (types/wire.proto, types/stat.proto): a packet for each file, packets with a changed file's bytes, one at the end.

export const FIN_PACKET_BYTES = 2;
const chunkBytes = 32 * 1024;
/** Go's os.FileMode bits of what is no plain file. */
const kindBits = { directory: 2 ** 31, symlink: 2 ** 27, fifo: 2 ** 25, socket: 2 ** 24, block: 2 ** 26 };
const characterBits = 2 ** 26 + 2 ** 21;

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes += 1;
  return bytes;
}

/** A field with a number, which is left out where that is 0. */
function numberField(value: number): number {
  return value === 0 ? 0 : 1 + varintBytes(value);
}

/** A field with bytes. */
function bytesField(length: number): number {
  return length === 0 ? 0 : 1 + varintBytes(length) + length;
}

const counts = new WeakMap<DirectoryNode, number>();

/** How many files a node is, itself and all that is in it. */
export function statsCount(node: Node): number {
  if (node.kind !== 'directory') return 1;
  const known = counts.get(node);
  if (known !== undefined) return known;
  let count = 1;
  for (const child of node.entries.values()) count += statsCount(child);
  counts.set(node, count);
  return count;
}

const sizes = new WeakMap<DirectoryNode, Map<number, number>>();

/** The packets that tell of all that is in a folder, which is not told of itself. */
export function statPacketsBytes(folder: DirectoryNode): number {
  return packetsBelow(folder, 0, new Map());
}

function packetsBelow(folder: DirectoryNode, prefixBytes: number, links: Map<number, number>): number {
  const known = sizes.get(folder)?.get(prefixBytes);
  if (known !== undefined) return known;
  let bytes = 0;
  for (const [name, node] of sortedEntries(folder)) {
    const pathBytes = prefixBytes + new TextEncoder().encode(name).length;
    const linkId = node.kind === 'file' ? node.linkId : undefined;
    bytes += statPacketBytes(node, pathBytes, linkId === undefined ? 0 : (links.get(linkId) ?? 0));
    if (linkId !== undefined && !links.has(linkId)) links.set(linkId, pathBytes);
    if (node.kind === 'directory') bytes += packetsBelow(node, pathBytes + 1, links);
  }
  // How links are told depends on what came before.
  if (linkGroups(folder).size > 0) return bytes;
  const ofFolder = sizes.get(folder) ?? new Map<number, number>();
  sizes.set(folder, ofFolder.set(prefixBytes, bytes));
  return bytes;
}

function statPacketBytes(node: Node, pathBytes: number, linkBytes: number): number {
  const targetBytes = node.kind === 'symlink' ? new TextEncoder().encode(node.target).length : linkBytes;
  // Nanoseconds are past what numbers hold exactly; their number of bytes is not.
  const timeField = numberField(node.mtimeMs * 1e6);
  const size = node.kind === 'file' ? contentSize(node.content) : targetBytes;
  return bytesField(
    bytesField(pathBytes) +
      numberField(goMode(node)) +
      numberField(size) +
      timeField +
      bytesField(targetBytes) +
      (node.kind === 'character' || node.kind === 'block'
        ? numberField(node.major) + numberField(node.minor)
        : 0),
  );
}

function goMode(node: Node): number {
  const special =
    (node.mode & 0o4000 ? 2 ** 23 : 0) +
    (node.mode & 0o2000 ? 2 ** 22 : 0) +
    (node.mode & 0o1000 ? 2 ** 20 : 0);
  const kind = node.kind === 'file' ? 0 : node.kind === 'character' ? characterBits : kindBits[node.kind];
  return kind + special + (node.mode & 0o777);
}

/** The packets with a file's bytes: `id` is its number in the walk. */
export function dataPacketsBytes(id: number, sizeBytes: number): number {
  const head = 2 + numberField(id);
  const whole = Math.floor(sizeBytes / chunkBytes);
  const rest = sizeBytes % chunkBytes;
  const last = rest === 0 ? 0 : head + bytesField(rest);
  return whole * (head + bytesField(chunkBytes)) + last + head;
}
