import type { Task } from '../../kernel';
import { until } from '../../kernel';
import type { Container } from './container';

/** What to wait for: that it does not run; the end of the next run; that it is gone. */
export type WaitCondition = 'not-running' | 'next-exit' | 'removed';

/** How a run ended. */
export interface ExitReport {
  readonly exitCode: number;
  /** Why it could not run; empty otherwise. */
  readonly error: string;
}

/**
 * Waits for a container. With `next-exit` the run that `afterRun` names (the count before it was started) and
 * all before it do not count.
 */
export function* waitForContainer(
  container: Container,
  condition: WaitCondition,
  afterRun = container.exitCount,
): Task<ExitReport> {
  yield* until(container.changed, () => {
    if (container.isRemoved) return true;
    if (condition === 'removed') return false;
    const isDown = !container.state.isRunning || container.state.isRestarting;
    return condition === 'next-exit'
      ? container.exitCount > afterRun
      : isDown && !container.state.isRestarting;
  });
  return { exitCode: container.state.exitCode, error: container.state.error };
}
