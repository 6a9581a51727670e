import type { Sandbox, StartedProcess } from '../host';

/** A container while it runs. */
export interface Run {
  readonly sandbox: Sandbox;
  readonly main: StartedProcess;
  readonly startedMs: number;
  /** Ends the health checks of this run. */
  isOver: boolean;
}
