import { ValueError } from '../units';

/** Lines of a Dockerfile, both included, counted from 1. */
export interface SourceRange {
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * What kind of mistake a DockerfileError is.
 * - `empty`: nothing to build; `syntax`: lines that cannot be read; `instruction`: an instruction's flags or arguments
 * - `expansion`: a `$variable`; `stage`: stages and what they refer to; `platform`, `reference`: a FROM's values
 * - `value`: a value that only expansion makes known (port, signal, mode, mount); `lint`: `check=error=true`
 */
export type DockerfileErrorCode =
  'empty' | 'syntax' | 'instruction' | 'expansion' | 'stage' | 'platform' | 'reference' | 'value' | 'lint';

/**
 * A Dockerfile that cannot be built. `message` is BuildKit's text after "failed to solve: ".
 * `range` says which lines BuildKit shows; for code `lint` it is the first violation, which BuildKit does not show.
 * A range on line 0 is BuildKit's own slip for a wrong directive on line 1: it shows no excerpt then.
 */
export class DockerfileError extends Error {
  override readonly name: string = 'DockerfileError';

  constructor(
    readonly code: DockerfileErrorCode,
    message: string,
    readonly range?: SourceRange,
  ) {
    super(message);
  }
}

/** Runs `read`; an error that does not know its place yet leaves with `range`. Wrong values become errors of `code`. */
export function at<Result>(range: SourceRange, code: DockerfileErrorCode, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof DockerfileError) {
      throw error.range === undefined ? new DockerfileError(error.code, error.message, range) : error;
    }
    if (error instanceof ValueError) throw new DockerfileError(code, error.message, range);
    throw error;
  }
}
