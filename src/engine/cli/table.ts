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
  const rows = text.split('\n').map((line): Row => {
    const cells = line.split('\t');
    return { cells, lengths: cells.map(characterCount), widths: [] };
  });
  measure(rows, layout, 0, 0, rows.length);
  return rows.map((row) => alignedRow(row, layout)).join('\n');
}

/** A line's cells, how many characters each has, and how wide its columns are. */
interface Row {
  readonly cells: readonly string[];
  readonly lengths: readonly number[];
  readonly widths: number[];
}

function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function alignedRow({ cells, lengths, widths }: Row, layout: ColumnLayout): string {
  let line = '';
  for (const [column, cell] of cells.entries()) {
    line += cell;
    if (column < cells.length - 1) line += filling(lengths[column] ?? 0, widths[column] ?? 0, layout);
  }
  return line;
}

/** What fills a cell of so many characters up to the width of its column. */
function filling(length: number, width: number, { tabWidth }: ColumnLayout): string {
  if (tabWidth === undefined) return ' '.repeat(Math.max(0, width - length));
  const whole = Math.ceil(width / tabWidth) * tabWidth - length;
  return '\t'.repeat(Math.ceil(whole / tabWidth));
}

/** Sets the widths of one column, block by block, and of the columns to its right within each block. */
function measure(
  rows: readonly Row[],
  layout: ColumnLayout,
  column: number,
  start: number,
  end: number,
): void {
  for (let first = start; first < end; first += 1) {
    let last = first;
    let width = layout.minWidth;
    for (; last < end && hasCell(rows[last], column); last += 1) {
      width = Math.max(width, (rows[last]?.lengths[column] ?? 0) + layout.padding);
    }
    if (last === first) continue;
    for (let row = first; row < last; row += 1) rows[row]?.widths.push(width);
    measure(rows, layout, column + 1, first, last);
    first = last;
  }
}

function hasCell(row: Row | undefined, column: number): boolean {
  return row !== undefined && column < row.cells.length - 1;
}
