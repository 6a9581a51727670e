import type { SignalName, Task } from '../../kernel';
import { SIGNAL_NUMBERS } from '../../kernel';
import type { Daemon } from '../daemon';
import { DaemonError } from '../errors';
import { parseSignal } from '../signals';
import type { Container } from './container';
import { containerEvent } from './container-event';
import { findContainer } from './find';
import { notRunning } from './not-running';
import { waitForContainer } from './wait';

/** `docker kill`: sends PID 1 a signal; with KILL it waits for the end. */
export function* killContainer(daemon: Daemon, reference: string, signalText = ''): Task<void> {
  try {
    const signal = parseSignal(signalText || 'KILL');
    const container = findContainer(daemon, reference);
    if (!container.state.isRunning) throw notRunning(container);
    killProcesses(daemon, container, signal);
    if (signal === 'KILL') yield* waitForContainer(container, 'not-running');
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    throw new DaemonError(error.kind, `cannot kill container: ${reference}: ${error.message}`);
  }
}

/** Sends a signal to PID 1 of a container; a restart policy does not undo what comes of it. */
export function killProcesses(daemon: Daemon, container: Container, signal: SignalName): void {
  const { run } = container;
  const { StopSignal } = container.config;
  const isMeantToEnd = signal === 'KILL' || StopSignal === undefined || parseSignal(StopSignal) === signal;
  container.wasStoppedByHand = true;
  if (container.state.isRestarting) {
    // Between two runs there is nothing to signal; it is just not started again.
    container.setState({ isRunning: false, isRestarting: false });
    return;
  }
  if (run === undefined) return;
  run.sandbox.signal(signal);
  if (isMeantToEnd && container.state.isPaused) {
    run.sandbox.freeze(false);
    container.setState({ isPaused: false });
  }
  containerEvent(daemon, container, 'kill', { signal: String(SIGNAL_NUMBERS[signal]) });
}
