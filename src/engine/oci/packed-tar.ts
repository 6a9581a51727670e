import { gzip, joinBytes, joinMembers, membersBytes, type TarMember } from '../fs';
import { Sha256Blocks } from '../units';
import { digestOf, type Digest } from './digest';

/** An archive as a layer's blob. */
export interface PackedTar {
  /** Compressed. */
  readonly blob: Uint8Array;
  /** Of the blob. */
  readonly digest: Digest;
  /** Of the archive itself. */
  readonly diffId: Digest;
}

/*
 * A COPY packs all that it copies again, though most of it is as before. So an archive is cut into pieces of whole
 * members, each of which is compressed by itself (gzip's members may stand in a row: RFC 1952, 2.2) and once. A diff ID
 * cannot be put together like that: SHA-256 goes through all bytes from the first that differs. A layer's first member
 * is mostly the folder that was copied into, which has another time at each build: that is what a large COPY costs,
 * 4 ms a megabyte.
 */
interface Piece {
  readonly members: readonly TarMember[];
  readonly compressed: Uint8Array;
  /** The SHA-256 before this piece and behind it, as it was last gone through. */
  hashed: { readonly before: Sha256Blocks; readonly after: Sha256Blocks } | undefined;
}

const leastPieceBytes = 128 * 1024;
const mostPieceBytes = 1024 * 1024;

/** Packs the members of an archive, its end included. */
export function packMembers(members: Iterable<TarMember>): PackedTar {
  const pieces = piecesOf(members);
  const blob = joinBytes(pieces.map(({ compressed }) => compressed));
  return { blob, digest: digestOf(blob), diffId: digestOfMembers(pieces) };
}

function piecesOf(members: Iterable<TarMember>): readonly Piece[] {
  const pieces: Piece[] = [];
  let open: TarMember[] = [];
  let openBytes = 0;
  for (const member of members) {
    const isTooLong = openBytes > 0 && openBytes + member.sizeBytes > mostPieceBytes;
    if (isTooLong || (openBytes >= leastPieceBytes && beginsPiece(member))) {
      pieces.push(pieceOf(open));
      open = [];
      openBytes = 0;
    }
    open.push(member);
    openBytes += member.sizeBytes;
  }
  if (open.length > 0) pieces.push(pieceOf(open));
  return pieces;
}

/** One name in 32 may begin a piece. Names alone decide, so that a member more or less moves no more than the next cut. */
function beginsPiece({ name }: TarMember): boolean {
  // FNV-1a, and a multiplication that lets the last letters count as much as the first.
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 27 === 0;
}

const known = new WeakMap<TarMember, Piece>();

function pieceOf(members: readonly TarMember[]): Piece {
  const [first] = members;
  const last = first === undefined ? undefined : known.get(first);
  if (
    last?.members.length === members.length &&
    last.members.every((member, index) => member === members[index])
  )
    return last;
  const piece: Piece = { members, compressed: gzip(joinMembers(members)), hashed: undefined };
  if (first !== undefined) known.set(first, piece);
  return piece;
}

/** Many small arrays are hashed far faster from one place; a piece of small files fits in here. */
const room = new Uint8Array(2 * leastPieceBytes);

function digestOfMembers(pieces: readonly Piece[]): Digest {
  let state = new Sha256Blocks();
  for (const piece of pieces) {
    if (piece.hashed?.before.equals(state) !== true) {
      const fits = membersBytes(piece.members) <= room.length;
      const bytes = joinMembers(piece.members, fits ? room : undefined);
      piece.hashed = { before: state, after: new Sha256Blocks(state).take(bytes) };
    }
    state = piece.hashed.after;
  }
  return `sha256:${state.hex()}` as Digest;
}
