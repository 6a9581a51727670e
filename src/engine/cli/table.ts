/** How columns are laid out: a text/tabwriter's settings. */
export interface ColumnLayout {
  /** How wide a column is at least. */
  readonly minWidth: number;
  /** What parts it from the next, in characters. */
  readonly padding: number;
  /** Cells are filled up with tabs, this many characters wide; else with blanks. */
  readonly tabWidth?: number;
}

/** Docker's own lists. */
const dockerLayout: ColumnLayout = { minWidth: 10, padding: 3 };

/** What buildx prints of records and cache. */
export const tabLayout: ColumnLayout = { minWidth: 1, padding: 1, tabWidth: 8 };

/**
 * Aligns lines whose cells end with tabs. A column is as wide as its widest cell over the lines next to each other
 * that have it; what follows the last tab of a line is not part of a column. Source: Go's text/tabwriter.
 */
export function alignTabs(text: string, layout: ColumnLayout = dockerLayout): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const widths = lines.map((cells) => cells.map(() => 0));
  measure(lines, widths, layout, 0, 0, lines.length);
  return lines
    .map((cells, row) =>
      cells
        .map((cell, column) =>
          column === cells.length - 1 ? cell : pad(cell, widths[row]?.[column] ?? 0, layout),
        )
        .join(''),
    )
    .join('\n');
}

function pad(cell: string, width: number, { tabWidth }: ColumnLayout): string {
  const missing = Math.max(0, width - [...cell].length);
  if (tabWidth === undefined) return cell + ' '.repeat(missing);
  const whole = Math.ceil(width / tabWidth) * tabWidth - [...cell].length;
  return cell + '\t'.repeat(Math.ceil(whole / tabWidth));
}

/** Sets the widths of one column, block by block, and of the columns to its right within each block. */
function measure(
  lines: readonly (readonly string[])[],
  widths: readonly number[][],
  layout: ColumnLayout,
  column: number,
  start: number,
  end: number,
): void {
  for (let first = start; first < end; first += 1) {
    if (!hasCell(lines[first], column)) continue;
    let last = first;
    while (last < end && hasCell(lines[last], column)) last += 1;
    const cells = lines.slice(first, last).map((line) => [...(line[column] ?? '')].length + layout.padding);
    const width = Math.max(layout.minWidth, ...cells);
    for (const row of widths.slice(first, last)) row[column] = width;
    measure(lines, widths, layout, column + 1, first, last);
    first = last;
  }
}

function hasCell(line: readonly string[] | undefined, column: number): boolean {
  return line !== undefined && column < line.length - 1;
}
