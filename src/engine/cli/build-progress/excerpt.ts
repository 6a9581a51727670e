import type { SourceRange } from '../../dockerfile';

/**
 * The lines of a Dockerfile that an error or a warning is about, with `>>>` in front, and some around them; empty
 * where there is nothing to show. Source: BuildKit, solver/errdefs/source.go.
 */
export function sourceExcerpt(
  dockerfile: { readonly name: string; readonly text: string },
  ranges: readonly SourceRange[],
): string {
  const lines = dockerfile.text.split('\n');
  if (ranges.length === 0) return '';
  const first = Math.min(...ranges.map(({ startLine }) => startLine));
  const last = Math.max(...ranges.map(({ startLine, endLine }) => Math.max(startLine, endLine)));
  if (first < 1 || first > lines.length) return '';
  const { start, end } = widened(first, Math.min(last, lines.length), lines.length);
  const shown = lines.slice(start - 1, end).map((line, index) => {
    const number = start + index;
    const isMarked = ranges.some(
      ({ startLine, endLine }) => startLine <= number && number <= Math.max(startLine, endLine),
    );
    return ` ${String(number).padStart(3)} | ${isMarked ? '>>>' : '   '} ${line}`;
  });
  const rule = '-'.repeat(20);
  return [`${dockerfile.name}:${first}`, rule, ...shown, rule].map((line) => `${line}\n`).join('');
}

/** A line more at each side, twice for a single line, as far as there are any. */
function widened(
  first: number,
  last: number,
  count: number,
): { readonly start: number; readonly end: number } {
  const wanted = first === last ? 4 : 2;
  let [start, end, added] = [first, last, 0];
  while (added < wanted) {
    if (start > 1) {
      start -= 1;
      added += 1;
    }
    if (end < count) {
      end += 1;
      added += 1;
    }
    added += 1;
  }
  return { start, end };
}
