/** A place in a file: line and column from 1 on. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** From one character to just before another. */
export interface SourceRange {
  readonly file: string;
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

/** `docker-bake.hcl:3,5-10`, over several lines `docker-bake.hcl:3,5-4,1`. Source: hcl, Range.String. */
export function formatRange({ file, start, end }: SourceRange): string {
  const last = start.line === end.line ? `${end.column}` : `${end.line},${end.column}`;
  return `${file}:${start.line},${start.column}-${last}`;
}

/** From the first of one range to the last of another. */
export function rangeBetween(first: SourceRange, last: SourceRange): SourceRange {
  return { file: first.file, start: first.start, end: last.end };
}

/** What is wrong with a definition, in hcl's words, and where. */
export class HclError extends Error {
  override readonly name = 'HclError';

  /** `others`: how many more problems the real parser would count. */
  constructor(
    readonly summary: string,
    readonly detail: string,
    readonly subject: SourceRange,
    readonly others = 0,
  ) {
    super(
      `${formatRange(subject)}: ${summary}; ${detail}${others > 0 ? `, and ${others} other diagnostic(s)` : ''}`,
    );
  }
}

/** ` Did you mean "name"?` where a known name is near to what was written; else empty. Source: hclsyntax, didyoumean.go. */
export function didYouMean(given: string, known: Iterable<string>): string {
  for (const name of known) {
    if (editDistance(given, name) < 3) return ` Did you mean ${JSON.stringify(name)}?`;
  }
  return '';
}

function editDistance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change));
    }
    before = row;
  }
  return before[b.length] ?? 0;
}
