// The folder of `--cache-to=type=local`. Source: BuildKit, client/solve.go, client/ociindex.
import type { BuildResult } from '../../builder';
import type { Process } from '../../kernel';
import { blobPath, descriptorJson, goJson, layerBlob, mediaTypes } from '../../oci';

/** Writes a cache as an OCI image layout, beside what is in the folder already. */
export function writeCaches({ files }: Process, { caches }: BuildResult): void {
  const makeFolder = (path: string): void => {
    if (files.exists(path)) return;
    const slash = path.lastIndexOf('/');
    if (slash > 0) makeFolder(path.slice(0, slash));
    files.mkdir(path, 0o755);
  };
  for (const { destination, cache } of caches) {
    makeFolder(`${destination}/ingest`);
    makeFolder(`${destination}/blobs/sha256`);
    for (const [digest, bytes] of cache.documents) {
      files.placeFile(`${destination}/${blobPath(digest)}`, bytes, 0o444);
    }
    for (const layer of cache.layers) {
      files.placeFile(`${destination}/${blobPath(layer.digest)}`, layerBlob(layer), 0o444);
    }
    const annotations = { 'org.opencontainers.image.ref.name': 'latest' };
    const manifests = [descriptorJson({ ...cache.target, annotations })];
    const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests };
    files.writeFile(`${destination}/index.json`, goJson(index), { mode: 0o644 });
    files.writeFile(`${destination}/oci-layout`, goJson({ imageLayoutVersion: '1.0.0' }), { mode: 0o644 });
  }
}
