import type { SourceRange } from '../dockerfile';
import type { Tree } from '../fs';
import type { Digest } from '../oci';

/** What of a file differs. */
export type FileDifference =
  | { readonly kind: 'added' | 'removed' | 'content' | 'type' | 'target'; readonly path: string }
  | { readonly kind: 'mode'; readonly path: string; readonly before: number; readonly after: number }
  | { readonly kind: 'owner'; readonly path: string; readonly before: string; readonly after: string }
  | { readonly kind: 'renamed'; readonly path: string; readonly to: string };

/** Why a step ran although there is a cache: the first input that differs from the last time. */
export type MissReason =
  /** Nothing like it has been built here. */
  | { readonly kind: 'first-build' }
  /** The step's own text, with what it was; variables filled in. */
  | { readonly kind: 'instruction'; readonly before: string; readonly after: string }
  /** Something else that its definition holds: the user, the working folder, the network, a mount. */
  | {
      readonly kind: 'setting';
      readonly name: string;
      readonly before: string | undefined;
      readonly after: string | undefined;
    }
  /** A variable from ENV or the base image. */
  | {
      readonly kind: 'environment';
      readonly name: string;
      readonly before: string | undefined;
      readonly after: string | undefined;
    }
  /** A build argument; `before` undefined: newly in scope, `after` undefined: no longer. */
  | {
      readonly kind: 'argument';
      readonly name: string;
      readonly before: string | undefined;
      readonly after: string | undefined;
    }
  /** A file of the context, of another stage or of an image (`from`; empty: the context). `more`: how many others differ. */
  | {
      readonly kind: 'file';
      readonly from: string;
      readonly difference: FileDifference;
      readonly more: number;
    }
  | {
      readonly kind: 'base-image';
      readonly reference: string;
      readonly before: string;
      readonly after: string;
    }
  /** Nothing of its own: it stands on a step that ran with another result (`step`: that one's name). */
  | { readonly kind: 'parent'; readonly step: string; readonly vertex: string }
  /** `--no-cache`, `--no-cache-filter`. */
  | { readonly kind: 'flag'; readonly flag: string }
  /** It was there, and was pruned. */
  | { readonly kind: 'pruned' }
  /** The same step was tried, and failed: what failed is not kept. */
  | { readonly kind: 'failed-before' }
  /** What it reads cannot be known beforehand: the context, a URL without a checksum. */
  | { readonly kind: 'never-cached' };

export type Verdict =
  | { readonly kind: 'hit' }
  | { readonly kind: 'ran'; readonly reason: MissReason }
  /** Its stage is not needed for what was asked. */
  | { readonly kind: 'not-needed' }
  /** Another step had failed before its turn came. */
  | { readonly kind: 'not-reached' };

/** What became of one step of the Dockerfile. */
export interface BuildVerdict {
  /** As progress names it: `[build 2/3] RUN make`; for what has no vertex: the instruction. */
  readonly name: string;
  /** The vertex's digest; undefined where there is none. */
  readonly vertex: string | undefined;
  /** Index of its stage. */
  readonly stage: number;
  readonly range: SourceRange;
  readonly verdict: Verdict;
  /** How long it took, in milliseconds of the machine's time; 0 for what did not run. */
  readonly tookMs: number;
  /**
   * What its result adds to the files below it, unpacked; of a base image, all its layers. Undefined: there is no result,
   * or one that was never made a layer of (of a stage that only files were copied from).
   */
  readonly layerBytes: number | undefined;
  /** Its process ended badly, or something that it needs was not there. */
  readonly isFailed: boolean;
  /** The files after it, also of a RUN that failed; undefined: they were never there. */
  readonly tree: Tree | undefined;
  /** What the files were before it; undefined: nothing was. */
  readonly treeBefore: Tree | undefined;
  /** Of the layers that it gives an image; none as long as none was packed. */
  readonly diffIds: readonly Digest[];
}
