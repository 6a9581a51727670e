import type { AnalysisOptions, CheckResult, SourceRange } from '../dockerfile';
import type { Tree } from '../fs';
import type { Image } from '../oci';
import type { BuildVerdict } from './verdict';

/** What a build gives. */
export interface BuildResult {
  /** The build's name in the history. */
  readonly ref: string;
  /** One a platform, in the order asked for. */
  readonly platforms: readonly {
    readonly platform: string;
    /** The files, for output `files`. */
    readonly tree: Tree;
  }[];
  /** What was put into the image store, or is to be written as an archive; undefined for other outputs. */
  readonly image: Image | undefined;
  /** What it was asked to be dated with. */
  readonly epochMs?: number | undefined;
  /** For the command to write: the caches of `--cache-to=type=local`, in the order asked for. */
  readonly caches: readonly { readonly destination: string; readonly cache: Image }[];
  /** For a request with `call: 'check'`; what is wrong with the Dockerfile is in it, and no BuildError. */
  readonly check: CheckResult | undefined;
  /** For a request with another `call`: what the Dockerfile is to be read with. */
  readonly reading: AnalysisOptions | undefined;
  /** In the order of the Dockerfile. */
  readonly verdicts: readonly BuildVerdict[];
}

/**
 * A build that failed. `message` is BuildKit's text after `failed to solve: `; the pieces are what buildx shows
 * around it.
 */
export class BuildError extends Error {
  override readonly name = 'BuildError';

  constructor(
    message: string,
    readonly details: BuildErrorDetails = {},
  ) {
    super(message);
  }
}

export interface BuildErrorDetails {
  /** The lines to show with `>>>` in front, and the file that they are in. */
  readonly source?: {
    readonly dockerfile: { readonly name: string; readonly text: string };
    readonly ranges: readonly SourceRange[];
  };
  /** Digest of the vertex that failed; its log is among the build's progress. */
  readonly vertex?: string;
  /** What became of each step, as far as it came. */
  readonly verdicts?: readonly BuildVerdict[];
  /** The build's name in the history. */
  readonly ref?: string;
}
