import type { Analysis } from '../trace';
import type { SourceRange } from '../dockerfile-error';

/**
 * The passes of a build in which BuildKit looks for violations, in order; within a pass it goes from line to line.
 * A build that fails in a pass has the warnings up to there.
 */
export const passes = [
  'lines',
  'instructions',
  'stages',
  'casing',
  'defaults',
  'from',
  'bases',
  'steps',
] as const;

/** A violation of a rule. */
export interface Finding {
  readonly range: SourceRange;
  readonly detail: string;
  /** The comments above the instruction: `# check=skip=…` there holds for it alone. */
  readonly comments: readonly string[];
  /** The line at which it was noticed, where that is not the line that it is about. */
  readonly noticedAt?: number;
}

/** One of BuildKit's checks: what it is, as data, and how a violation is found. */
export interface CheckRule {
  readonly name: string;
  readonly description: string;
  /** The page that explains it; empty when there is none. */
  readonly url: string;
  /** Experimental rules are silent unless they are asked for. */
  readonly isExperimental: boolean;
  readonly pass: (typeof passes)[number];
  find(analysis: Analysis): Iterable<Finding>;
}
