import { DockerfileError } from './dockerfile-error';
import type { Line } from './lines';

/** What every instruction takes over from its line. */
export interface Base {
  readonly keyword: string;
  readonly source: string;
  readonly range: Line['range'];
  readonly flags: readonly string[];
  readonly comments: readonly string[];
}

/** An instruction that is wrong; its range is added on the way out. */
export function invalid(message: string): DockerfileError {
  return new DockerfileError('instruction', message);
}
