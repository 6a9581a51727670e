import type { SourceRange } from '../../dockerfile';
import type { Json } from '../../oci';

/** A place in a Dockerfile. Source: BuildKit, solver/pb Location. */
export function locationJson({ startLine, endLine }: SourceRange): Json {
  return { ranges: [{ start: { line: startLine }, end: { line: endLine } }] };
}
