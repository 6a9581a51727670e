/**
 * How long the builder's own work takes, in simulated milliseconds; what depends on bytes is per megabyte. Set after
 * recorded builds with BuildKit 0.29 in Docker 29.7 on a laptop with an SSD. What RUN takes is its process's own time.
 */
export const buildCosts = {
  /** Reading a file of the client's over the session: the Dockerfile, .dockerignore. */
  loadFileMs: 20,
  /** Looking an image up in the image store. */
  localMetadataMs: 3,
  /** A request to a registry for a manifest and a config. */
  remoteMetadataMs: 600,
  /** Sending a build context: a round trip, then each file and each megabyte. */
  contextMs: 12,
  contextMsPerFile: 0.05,
  contextMsPerMegabyte: 8,
  /** Making an image's unpacked layers a root file system. */
  prepareImageMs: 30,
  /** Looking a step up in the cache, and reading what it gave. */
  lookUpMs: 1,
  /** Hashing files for a cache key. */
  hashMsPerMegabyte: 4,
  /** COPY and ADD: a mount, then each megabyte. */
  copyMs: 12,
  copyMsPerMegabyte: 5,
  folderMs: 10,
  mergeMs: 8,
  /** runc: namespaces, mounts, cgroup, exec; and taking all that down. */
  startProcessMs: 90,
  endProcessMs: 25,
  /** Packing a layer: a tar, gzip, its digest. */
  packMs: 12,
  packMsPerMegabyte: 45,
  /** Writing manifest, config and attestation, naming, unpacking for containers. */
  exportMs: 20,
  unpackMs: 8,
  unpackMsPerMegabyte: 12,
} as const;

export function megabytes(bytes: number): number {
  return bytes / 1e6;
}
