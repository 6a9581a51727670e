/** How long apk's work takes, in simulated milliseconds; orders of magnitude: it syncs nothing and unpacks as it fetches. */
export const COSTS = {
  requestMs: 60,
  downloadMsPerMegabyte: 80,
  installMs: 12,
  unpackMsPerMegabyte: 8,
  triggerMs: 60,
} as const;
