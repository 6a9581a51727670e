import { sha256Hex } from '../units';
import { compactContent, isSynthetic } from './content';
import type { Content, Node } from './node';
import { compareNames } from './paths';

const known = new WeakMap<Node, string>();
const knownContents = new WeakMap<Content, string>();

/**
 * 64 hex digits that are the same for two nodes exactly if they are the same to whoever uses them: kind, mode,
 * owner, bytes, link target, device numbers, and of a folder all that is in it (a Merkle tree). Times do not
 * count, nor whether a file has other names.
 */
export function contentDigest(node: Node): string {
  const cached = known.get(node);
  if (cached !== undefined) return cached;
  const text = `${node.kind} ${node.mode.toString(8)} ${node.uid} ${node.gid}\n${ownPart(node)}`;
  const digest = hashText(text);
  known.set(node, digest);
  return digest;
}

function ownPart(node: Node): string {
  switch (node.kind) {
    case 'file':
      return bytesDigest(node.content);
    case 'symlink':
      return node.target;
    case 'character':
    case 'block':
      return `${node.major}:${node.minor}`;
    case 'directory':
      return [...node.entries]
        .sort(([a], [b]) => compareNames(a, b))
        .map(([name, child]) => `${contentDigest(child)} ${name}\0`)
        .join('');
    default:
      return '';
  }
}

/**
 * 64 hex digits for a file's bytes alone. Not their SHA-256 where they are synthetic: hundreds of megabytes
 * are not written out to be told apart.
 */
export function bytesDigest(content: Content): string {
  const cached = knownContents.get(content);
  if (cached !== undefined) return cached;
  const compact = compactContent(content);
  const digest = isSynthetic(compact)
    ? hashText(`synthetic ${compact.sizeBytes} ${sha256Hex(compact.head)} ${compact.seed}`)
    : sha256Hex(compact);
  knownContents.set(content, digest);
  return digest;
}

function hashText(text: string): string {
  return sha256Hex(new TextEncoder().encode(text));
}
