/**
 * How long the builder's own work takes, in simulated milliseconds; what depends on bytes is per megabyte. What RUN
 * takes is its process's own time and what its start and end cost here.
 *
 * Set after the seconds on the recorded screens of builds with Docker 29.7 (tests/conformance/tty; a step there takes
 * about: a RUN 0.55 beside what it sleeps, a WORKDIR or COPY 0.1, a context 0.05, a new layer 0.1 and 0.04 a megabyte
 * to export, the documents 0.2, unpacking 0.2 if anything is new);
 * tests/conformance/screen-times.test.ts holds them to it. Those machines had no network: `remoteMetadataMs` is an
 * estimate.
 */
export const buildCosts = {
  /** Reading a file of the client's over the session: the Dockerfile, .dockerignore. */
  loadFileMs: 30,
  /** Looking an image up in the image store. */
  localMetadataMs: 25,
  /** A request to a registry for a manifest and a config. */
  remoteMetadataMs: 600,
  /** Sending a build context: a round trip, then each megabyte. */
  contextMs: 45,
  contextMsPerMegabyte: 8,
  /** Making an image's unpacked layers a root file system. */
  prepareImageMs: 60,
  /** Looking a step up in the cache, and reading what it gave. */
  lookUpMs: 1,
  /** COPY and ADD: a mount, then each megabyte. */
  copyMs: 85,
  copyMsPerMegabyte: 5,
  folderMs: 75,
  mergeMs: 40,
  /** runc: namespaces, mounts, cgroup, exec; and taking all that down. */
  startProcessMs: 440,
  endProcessMs: 110,
  /** Packing new layers: once, then for each a tar, gzip, its digest. */
  packingMs: 70,
  packMs: 105,
  packMsPerMegabyte: 40,
  /** Writing one of the documents: config, manifest, attestation manifest, index. */
  documentMs: 48,
  /** Unpacking for containers: what was unpacked before is only looked up. */
  lookUpUnpackedMs: 8,
  unpackMs: 180,
  unpackMsPerMegabyte: 12,
  /** Uploading the manifests, when everything else is there. */
  pushManifestMs: 100,
  /** Between the end of an image's export and when the client hears that the build is over. */
  finishMs: 150,
} as const;

export function megabytes(bytes: number): number {
  return bytes / 1e6;
}
