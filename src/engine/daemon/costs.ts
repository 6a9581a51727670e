/**
 * How long the daemon's work takes, in simulated milliseconds. Measured on recordings with Docker 29.7 on a
 * laptop (`docker events` and `time` around single commands); what depends on bytes is per megabyte.
 */
export const costs = {
  /** A call of the docker program: start, connect, answer. */
  commandMs: 25,
  createContainerMs: 30,
  /** runc: namespaces, mounts, cgroup, exec. */
  startContainerMs: 180,
  execMs: 60,
  /** From the end of PID 1 to the state `exited`. */
  reapMs: 30,
  /** An entry of a log: read, written as JSON, written to the file (some 200,000 a second, as `yes` prints them). */
  logEntryMs: 0.005,
  /** No time: of so much of a log one turn of a line's budget. A line of 20 million turns may wait for 40 MB of log. */
  loggedBytesPerTurn: 2,
  removeContainerMs: 20,
  pauseMs: 15,
  networkMs: 60,
  commitMs: 40,
  unpackMsPerMegabyte: 12,
  downloadMsPerMegabyte: 80,
  registryRoundTripMs: 90,
} as const;
