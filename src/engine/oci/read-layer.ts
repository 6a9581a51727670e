import {
  changesDiskBytes,
  emptyTree,
  entriesToChanges,
  gunzip,
  isGzip,
  isSynthetic,
  readTar,
  type Content,
  type SyntheticContent,
  type Tree,
} from '../fs';
import { digestOf, parseDigest } from './digest';
import { JsonObject } from './json';
import type { Layer } from './layer';
import { statementName } from './pack-layer';

/** A blob that is not a layer, or not the one that was asked for. */
export class LayerError extends Error {
  override readonly name = 'LayerError';
}

/**
 * The layer in a blob, gzip or plain tar. `lower` is the tree below it, for hard links into it. Throws
 * LayerError or TarError.
 */
export function readLayer(blob: Content, mediaType: string, lower: Tree = emptyTree): Layer {
  if (isSynthetic(blob)) return readDescribedLayer(blob, mediaType, lower);
  const tar = isGzip(blob) ? gunzip(blob) : blob;
  if (tar === undefined) throw new LayerError('gzip: invalid header');
  const changes = entriesToChanges(readTar(tar), { lower });
  return {
    mediaType,
    digest: digestOf(blob),
    diffId: digestOf(tar),
    sizeBytes: blob.length,
    unpackedBytes: changesDiskBytes(changes),
    changes,
    blob,
  };
}

function readDescribedLayer({ head, seed }: SyntheticContent, mediaType: string, lower: Tree): Layer {
  const [first, ...entries] = readTar(gunzip(head) ?? new Uint8Array(0));
  if (first?.name !== statementName || !(first.content instanceof Uint8Array))
    throw new LayerError('not a layer');
  const statement = JsonObject.parse(first.content);
  return {
    mediaType,
    digest: parseDigest(seed),
    diffId: parseDigest(statement.text('diffId') ?? ''),
    sizeBytes: statement.number('sizeBytes') ?? 0,
    unpackedBytes: statement.number('unpackedBytes') ?? 0,
    changes: entriesToChanges(entries, { lower }),
  };
}
