import type { PlanColumn } from './query';
import type { Row } from './database';

/** What the server says beside a result. */
export interface Notice {
  readonly level: 'NOTICE' | 'WARNING';
  readonly message: string;
  readonly detail?: string;
}

/** What a statement gives back: rows, or only its tag (`INSERT 0 1`). */
export interface Outcome {
  readonly tag: string;
  readonly columns?: readonly PlanColumn[];
  readonly rows?: readonly Row[];
  readonly notices?: readonly Notice[];
  /** What COPY … TO STDOUT sends. */
  readonly copied?: string;
}
