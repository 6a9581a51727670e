import type { Digest } from '../oci';
import type { BuildStage } from './build-stages';
import type { BuildVerdict } from './verdict';
import type { SolveStatus } from './progress';
import type { BuildRequest } from './request';

export type BuildStatus = 'running' | 'completed' | 'error' | 'canceled';

/** A document about a build's result: the result's own, or where it came from. */
export interface BuildAttachment {
  readonly digest: Digest;
  /** Empty: of the build as a whole. */
  readonly platform: string;
  /** A media type, or what a statement says. */
  readonly type: string;
}

/**
 * A build that was, as `docker buildx history` shows it. Source: BuildKit, control.BuildHistoryRecord; buildx,
 * commands/history.
 */
export interface BuildHistoryRecord {
  /** What the history commands call it: 25 characters, 0-9 and a-z. */
  readonly ref: string;
  readonly request: BuildRequest;
  readonly status: BuildStatus;
  readonly startedMs: number;
  readonly completedMs: number | undefined;
  /** Vertices: all, those that are done, and of these the cached ones. */
  readonly totalSteps: number;
  readonly completedSteps: number;
  readonly cachedSteps: number;
  /** All that it told, in order: `history logs` plays it again. */
  readonly progress: readonly SolveStatus[];
  readonly warningCount: number;
  /** After `failed to solve: `. */
  readonly error: string | undefined;
  /** Digest of what the image's name leads to; undefined where no image was kept. */
  readonly imageId: string | undefined;
  readonly verdicts: readonly BuildVerdict[];
  /** What the result was made of. */
  readonly materials: readonly { readonly uri: string; readonly digest: Digest }[];
  /** Documents about the result that are kept with the record, in the order of their platform and type. */
  readonly attachments: readonly BuildAttachment[];
  /** In the Dockerfile's order; none as long as the Dockerfile was not read. */
  readonly stages: readonly BuildStage[];
}
