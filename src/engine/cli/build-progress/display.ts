import type { SolveStatus } from '../../builder';

/** A way to show a build's progress. What it draws is text; when, is up to whoever drives it. */
export interface ProgressDisplay {
  update(status: SolveStatus, nowMs: number): void;
  /** What to write now. */
  refresh(nowMs: number): string;
  /** The last that is written, when the build is over. */
  finish(nowMs: number): string;
  /** A refresh would write something although nothing new was told. */
  readonly isStale: boolean;
}

/** Shows nothing, as `--progress=quiet` does. */
export const silentDisplay: ProgressDisplay = {
  update: () => undefined,
  refresh: () => '',
  finish: () => '',
  isStale: false,
};
