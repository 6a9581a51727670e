import type { Run, Screen } from './screen';

/** One line of what a terminal shows, as plain data. With `promptLength`, a typed line: its prompt comes first. */
export interface TranscriptLine {
  readonly runs: readonly Run[];
  readonly promptLength?: number;
}

/** The lines of a screen from one row to before another; `typedRows` tells which of them were typed. */
export function transcriptOf(
  screen: Screen,
  from: number,
  to: number,
  typedRows: ReadonlyMap<number, number>,
): readonly TranscriptLine[] {
  const lines: TranscriptLine[] = [];
  for (let row = from; row < to; row++) {
    const promptLength = typedRows.get(row);
    const runs = screen.lineRuns(row - screen.dropped);
    lines.push(promptLength === undefined ? { runs } : { runs, promptLength });
  }
  return lines;
}

export function lineText({ runs }: TranscriptLine): string {
  return runs.map(({ text }) => text).join('');
}
