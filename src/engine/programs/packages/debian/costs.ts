/**
 * How long apt's and dpkg's work takes, in simulated milliseconds. Of the recordings (tests/engine/programs/
 * packages/recorded): 10.2 MB of indexes in about a second, and what `time apt-get install` takes on a laptop
 * with a 100 Mbit/s line and a solid-state disk, where dpkg syncs to disk after every package.
 */
export const COSTS = {
  /** Asking a mirror whether something has changed. */
  requestMs: 45,
  downloadMsPerMegabyte: 80,
  readListsMs: 550,
  dependencyTreeMs: 120,
  /** Before another try, when a mirror's name is not found. */
  retryMs: 1000,
  debconfMs: 90,
  readDatabaseMs: 25,
  unpackMs: 18,
  unpackMsPerMegabyte: 14,
  configureMs: 22,
  removeMs: 15,
  triggerMs: 180,
} as const;

const MEGABYTE = 1_000_000;

export function downloadMs(bytes: number): number {
  return (bytes / MEGABYTE) * COSTS.downloadMsPerMegabyte;
}

export function unpackMs(bytes: number): number {
  return COSTS.unpackMs + (bytes / MEGABYTE) * COSTS.unpackMsPerMegabyte;
}
