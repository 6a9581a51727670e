import type { RestartPolicy } from '../api/container';

const firstDelayMs = 100;
const longestDelayMs = 60_000;
/** A run that lasted this long starts the delays anew. */
const steadyRunMs = 10_000;

/** How often a container came back by itself, and how long it waits before the next time. */
export interface RestartHistory {
  readonly count: number;
  readonly delayMs: number;
}

export const noRestarts: RestartHistory = { count: 0, delayMs: 0 };

/**
 * What happens after a run: the history with one restart more, or undefined when the container stays down.
 * Source: moby, restartmanager.ShouldRestart.
 */
export function nextRestart(
  policy: RestartPolicy,
  history: RestartHistory,
  run: { readonly exitCode: number; readonly lastedMs: number; readonly wasStoppedByHand: boolean },
): RestartHistory | undefined {
  const delayMs =
    history.delayMs === 0 || run.lastedMs >= steadyRunMs
      ? firstDelayMs
      : Math.min(history.delayMs * 2, longestDelayMs);
  const again: RestartHistory = { count: history.count + 1, delayMs };
  switch (policy.Name) {
    case 'always':
    case 'unless-stopped':
      return run.wasStoppedByHand ? undefined : again;
    case 'on-failure': {
      const mayRetry = policy.MaximumRetryCount === 0 || history.count < policy.MaximumRetryCount;
      return run.exitCode !== 0 && mayRetry && !run.wasStoppedByHand ? again : undefined;
    }
    default:
      return undefined;
  }
}
