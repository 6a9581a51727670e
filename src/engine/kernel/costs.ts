/**
 * What the kernel's own work costs, in milliseconds of simulated time. Orders of magnitude as lmbench finds
 * them on a laptop: microseconds for a context switch, a good tenth of a millisecond to fork.
 */
export const COSTS = {
  /** From one wait of a task to its next. */
  turnMs: 0.002,
  forkMs: 0.12,
  execMs: 0.6,
} as const;
