import type { Task } from '../../kernel';
import type { Daemon } from '../daemon';
import { DaemonError, system } from '../errors';
import { parseSignal } from '../signals';
import type { Container } from './container';
import { containerEvent } from './container-event';
import { findContainer } from './find';
import { killProcesses } from './kill';
import { startContainer } from './start';
import { waitForContainer } from './wait';

export interface StopOptions {
  readonly signal?: string;
  /** How long PID 1 may take; -1: for ever. Default: the container's, or 10. */
  readonly timeoutSeconds?: number;
}

const defaultTimeoutSeconds = 10;

/** Asks a container to end and kills it when its time is over. One that does not run is left as it is. */
export function* stopContainer(daemon: Daemon, reference: string, options: StopOptions = {}): Task<void> {
  const container = findContainer(daemon, reference);
  try {
    yield* stop(daemon, container, options);
  } catch (error) {
    throw toldAs(`cannot stop container: ${reference}`, error);
  }
}

function toldAs(what: string, error: unknown): unknown {
  return error instanceof DaemonError ? system(`${what}: ${error.message}`) : error;
}

function* stop(daemon: Daemon, container: Container, options: StopOptions): Task<void> {
  if (!container.state.isRunning) return;
  const signal = parseSignal(options.signal || container.config.StopSignal || 'TERM');
  const timeoutSeconds = options.timeoutSeconds ?? container.config.StopTimeout ?? defaultTimeoutSeconds;
  killProcesses(daemon, container, signal);
  const deadlineMs = timeoutSeconds < 0 ? undefined : daemon.nowMs + timeoutSeconds * 1000;
  while (isUp(container) && (deadlineMs === undefined || daemon.nowMs < deadlineMs)) {
    yield { queue: container.changed, ...(deadlineMs === undefined ? {} : { untilMs: deadlineMs }) };
  }
  if (isUp(container)) {
    killProcesses(daemon, container, 'KILL');
    yield* waitForContainer(container, 'not-running');
  }
  containerEvent(daemon, container, 'stop');
}

function isUp(container: Container): boolean {
  return container.state.isRunning && !container.isRemoved;
}

/** Stops a container if it runs, and starts it. */
export function* restartContainer(daemon: Daemon, reference: string, options: StopOptions = {}): Task<void> {
  const container = findContainer(daemon, reference);
  try {
    yield* stop(daemon, container, options);
    yield* startContainer(daemon, container.id);
  } catch (error) {
    throw toldAs(`Cannot restart container ${reference}`, error);
  }
  containerEvent(daemon, container, 'restart');
}
