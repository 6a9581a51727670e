/** How wide a column is at least, and what parts it from the next. Source: docker/cli's use of Go's text/tabwriter. */
const minWidth = 10;
const padding = 3;

/**
 * Aligns lines whose cells end with tabs. A column is as wide as its widest cell over the lines next to each other
 * that have it; what follows the last tab of a line is not part of a column. Source: Go's text/tabwriter.
 */
export function alignTabs(text: string): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const widths = lines.map((cells) => cells.map(() => 0));
  measure(lines, widths, 0, 0, lines.length);
  return lines
    .map((cells, row) =>
      cells
        .map((cell, column) => (column === cells.length - 1 ? cell : pad(cell, widths[row]?.[column] ?? 0)))
        .join(''),
    )
    .join('\n');
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - [...cell].length));
}

/** Sets the widths of one column, block by block, and of the columns to its right within each block. */
function measure(
  lines: readonly (readonly string[])[],
  widths: readonly number[][],
  column: number,
  start: number,
  end: number,
): void {
  for (let first = start; first < end; first += 1) {
    if (!hasCell(lines[first], column)) continue;
    let last = first;
    while (last < end && hasCell(lines[last], column)) last += 1;
    const cells = lines.slice(first, last).map((line) => [...(line[column] ?? '')].length + padding);
    const width = Math.max(minWidth, ...cells);
    for (const row of widths.slice(first, last)) row[column] = width;
    measure(lines, widths, column + 1, first, last);
    first = last;
  }
}

function hasCell(line: readonly string[] | undefined, column: number): boolean {
  return line !== undefined && column < line.length - 1;
}
