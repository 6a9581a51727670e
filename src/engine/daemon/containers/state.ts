import type { ContainerStatus, Health } from '../api/container';
import { humanDuration } from '../../units';

/**
 * Where a container stands. `startedMs` and `finishedMs` are of its last run; undefined: never.
 * Source: moby, container.State.
 */
export interface ContainerState {
  readonly isRunning: boolean;
  readonly isPaused: boolean;
  /** Waiting to be started again by its restart policy (then it also counts as running). */
  readonly isRestarting: boolean;
  readonly isBeingRemoved: boolean;
  readonly isDead: boolean;
  readonly wasOutOfMemory: boolean;
  /** PID 1 as the host sees it. */
  readonly hostPid: number;
  readonly exitCode: number;
  readonly error: string;
  readonly startedMs?: number;
  readonly finishedMs?: number;
  readonly health?: Health;
}

export const createdState: ContainerState = {
  isRunning: false,
  isPaused: false,
  isRestarting: false,
  isBeingRemoved: false,
  isDead: false,
  wasOutOfMemory: false,
  hostPid: 0,
  exitCode: 0,
  error: '',
};

/** The one word for a state. */
export function statusOf(state: ContainerState): ContainerStatus {
  if (state.isRunning) return state.isPaused ? 'paused' : state.isRestarting ? 'restarting' : 'running';
  if (state.isBeingRemoved) return 'removing';
  if (state.isDead) return 'dead';
  return state.startedMs === undefined ? 'created' : 'exited';
}

/** What `docker ps` shows in STATUS: `Up 3 seconds (healthy)`, `Exited (137) 2 minutes ago`. */
export function describeState(state: ContainerState, nowMs: number): string {
  const since = (momentMs: number | undefined): string => humanDuration(nowMs - (momentMs ?? nowMs));
  if (state.isRunning) {
    const up = `Up ${since(state.startedMs)}`;
    if (state.isPaused) return `${up} (Paused)`;
    if (state.isRestarting) return `Restarting (${state.exitCode}) ${since(state.finishedMs)} ago`;
    if (state.health === undefined) return up;
    return `${up} (${state.health.Status === 'starting' ? 'health: starting' : state.health.Status})`;
  }
  if (state.isBeingRemoved) return 'Removal In Progress';
  if (state.isDead) return 'Dead';
  if (state.startedMs === undefined) return 'Created';
  if (state.finishedMs === undefined) return '';
  return `Exited (${state.exitCode}) ${since(state.finishedMs)} ago`;
}
