import type { BuildTrace, TracedVertex } from './trace';

/** What failed, each with the last of what it printed, between two lines of dashes. */
export function errorLogs(trace: BuildTrace, linesOf: (traced: TracedVertex) => readonly string[]): string {
  return trace.started
    .filter((traced) => traced.hasFailed)
    .flatMap((traced) => ['------', ` > ${traced.vertex.name}:`, ...linesOf(traced), '------'])
    .map((line) => `${line}\n`)
    .join('');
}
