import type { BuildSession } from './build';
import type { ProgressTeller } from './progress-teller';
import type { StepCache } from './step-cache';
import type { BuildVerdict } from './verdict';

/** What became of each step of the Dockerfile, and why. */
export function verdictsOf(_s: BuildSession, _p: ProgressTeller, _c: StepCache): readonly BuildVerdict[] {
  return [];
}
