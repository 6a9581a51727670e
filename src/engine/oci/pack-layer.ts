// Makes the bytes of layers. Images that are only pulled and run have theirs stated: this is loaded when one is not.
import {
  changesDiskBytes,
  changesToEntries,
  changesToMembers,
  entriesToChanges,
  gzip,
  isSynthetic,
  readTar,
  syntheticContent,
  tarEnd,
  writeTar,
  type Change,
  type Content,
  type TarEntry,
} from '../fs';
import { digestOf, type Digest } from './digest';
import { describedLayer, type Layer } from './layer';
import { mediaTypes } from './media-types';
import { packMembers, type PackedTar } from './packed-tar';

/** Layers with more synthetic bytes than this are described: making them takes a reader's time for nothing. */
const exactSyntheticBytes = 4_000_000;
/** What gzip leaves of synthetic content; measured. */
const syntheticRatio = 0.475;

/** The layer that holds these changes. */
export function layerOf(changes: readonly Change[]): Layer {
  const members = [...changesToMembers(changes), tarEnd];
  const syntheticBytes = members.reduce(
    (sum, { body }) => sum + (body && isSynthetic(body) ? body.sizeBytes : 0),
    0,
  );
  if (syntheticBytes <= exactSyntheticBytes) return packedLayer(changes, packMembers(members));
  const described = writeTar(changesToEntries(changes), { describeSynthetic: true });
  return describedLayer({
    changes,
    digest: digestOf(described),
    sizeBytes: Math.round(gzip(described).length + syntheticBytes * syntheticRatio),
    unpackedBytes: changesDiskBytes(changes),
  });
}

/** A digest for a layer that is only described and whose publisher states none. */
export function describedDigest(changes: readonly Change[]): Digest {
  return digestOf(writeTar(changesToEntries(changes), { describeSynthetic: true }));
}

/** As `layerOf`, with all bytes made, however many: for archives that leave this engine. */
export function exactLayer(changes: readonly Change[]): Layer {
  return packedLayer(changes, packMembers([...changesToMembers(changes), tarEnd]));
}

/** A layer of a tar that came from elsewhere (`docker import`): its own bytes count, not how we would write it. */
export function layerOfTar(tar: Uint8Array): Layer {
  return packedLayer(entriesToChanges(readTar(tar)), packedAsIs(tar));
}

/** The same of bytes that are no tar: they are kept as they are, and nothing can be unpacked from them. */
export function unreadableLayer(bytes: Uint8Array): Layer {
  return { ...packedLayer([], packedAsIs(bytes)), unpackedBytes: 0 };
}

function packedAsIs(tar: Uint8Array): PackedTar {
  const blob = gzip(tar);
  return { blob, digest: digestOf(blob), diffId: digestOf(tar) };
}

function packedLayer(changes: readonly Change[], packed: PackedTar): Layer {
  return {
    mediaType: mediaTypes.layerGzip,
    ...packed,
    sizeBytes: packed.blob.length,
    unpackedBytes: changesDiskBytes(changes),
    changes,
  };
}

/** First member of a described layer's archive: what cannot be seen from its files. */
export const statementName = 'DRYDOCK.layer';
/** Room for what synthetic content says of itself at its end. */
const describedTrailerBytes = 256;

/**
 * The layer's blob. That of a described layer has the stated length and holds its files in a form that
 * `readLayer` understands (no other tool does): gzip of an archive with synthetic content described.
 */
export function layerBlob(layer: Layer): Content {
  if (layer.blob !== undefined) return layer.blob;
  const { diffId, sizeBytes, unpackedBytes } = layer;
  const statement: TarEntry = {
    name: statementName,
    kind: 'file',
    mode: 0,
    uid: 0,
    gid: 0,
    mtimeMs: 0,
    content: new TextEncoder().encode(JSON.stringify({ diffId, sizeBytes, unpackedBytes })),
  };
  const head = gzip(writeTar([statement, ...changesToEntries(layer.changes)], { describeSynthetic: true }));
  return syntheticContent(head, Math.max(sizeBytes, head.length + describedTrailerBytes), layer.digest);
}
