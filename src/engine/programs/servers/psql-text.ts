import type { ErrorMessage, RowsMessage } from './postgres-session';

/** How psql shows rows: its options -t, -A, -x and -F. */
export interface Style {
  readonly isBare: boolean;
  readonly isUnaligned: boolean;
  readonly isExpanded: boolean;
  readonly separator: string;
}

export const PLAIN: Style = { isBare: false, isUnaligned: false, isExpanded: false, separator: '|' };

/** A table with its line of counts; `title` stands above it, `footer` instead of the count. */
export function tableText(
  { columns, rows }: RowsMessage,
  style: Style,
  { title, footer }: { readonly title?: string; readonly footer?: string } = {},
): string {
  const count = footer ?? `(${rows.length} row${rows.length === 1 ? '' : 's'})\n`;
  if (style.isExpanded) return expanded({ kind: 'rows', columns, rows });
  const names = columns.map(({ name }) => name);
  if (style.isUnaligned) {
    const line = (cells: readonly (string | null)[]): string =>
      `${cells.map((cell) => cell ?? '').join(style.separator)}\n`;
    return style.isBare ? rows.map(line).join('') : line(names) + rows.map(line).join('') + count;
  }
  const cells = rows.map((row) => row.map((cell) => (cell ?? '').split('\n')));
  const widths = columns.map(({ name }, index) =>
    Math.max(
      style.isBare ? 0 : name.length,
      ...cells.flatMap((row) => row[index]?.map((line) => line.length) ?? []),
    ),
  );
  const body = cells.map((row) => alignedRow(row, columns, widths)).join('');
  if (style.isBare) return `${body}\n`;
  const whole = widths.reduce((sum, width) => sum + width + 3, -1);
  const heading =
    title === undefined ? '' : `${' '.repeat(Math.max(0, Math.floor((whole - title.length) / 2)))}${title}\n`;
  const head = names.map((name, index) => ` ${centred(name, widths[index] ?? 0)} `).join('|');
  return `${heading}${head}\n${widths.map((width) => '-'.repeat(width + 2)).join('+')}\n${body}${count}\n`;
}

function centred(text: string, width: number): string {
  const left = Math.floor((width - text.length) / 2);
  return ' '.repeat(left) + text + ' '.repeat(width - text.length - left);
}

/** A row takes as many lines as its longest cell; a cell that goes on has a plus sign at its end. */
function alignedRow(
  row: readonly (readonly string[])[],
  columns: RowsMessage['columns'],
  widths: readonly number[],
): string {
  const height = Math.max(1, ...row.map((lines) => lines.length));
  let text = '';
  for (let line = 0; line < height; line++) {
    const shown = row.map((lines, index) => {
      const own = lines[line] ?? '';
      const width = widths[index] ?? 0;
      const goesOn = line < lines.length - 1;
      const isLast = index === row.length - 1;
      const padded = columns[index]?.isNumber
        ? own.padStart(width)
        : isLast && !goesOn
          ? own
          : own.padEnd(width);
      return ` ${padded}${goesOn ? '+' : isLast ? '' : ' '}`;
    });
    text += `${shown.join('|')}\n`;
  }
  return text;
}

function expanded({ columns, rows }: RowsMessage): string {
  if (rows.length === 0) return '(0 rows)\n\n';
  const width = Math.max(...columns.map(({ name }) => name.length));
  const widest = Math.max(...rows.flat().map((cell) => cell?.length ?? 0));
  const rule = `${'-'.repeat(width + 1)}+${'-'.repeat(widest + 1)}`;
  const records = rows.map((row, number) => {
    const label = `-[ RECORD ${number + 1} ]`;
    const lines = row.map((cell, index) => `${(columns[index]?.name ?? '').padEnd(width)} | ${cell ?? ''}\n`);
    return `${label}${rule.slice(label.length)}\n${lines.join('')}`;
  });
  return `${records.join('')}\n`;
}

/** An error with the line of the statement that it points at. */
export function errorText({ message, at, detail, hint, statement }: ErrorMessage): string {
  let text = `ERROR:  ${message}\n`;
  if (at !== undefined) {
    const before = statement.slice(0, at).split('\n');
    const number = before.length;
    const label = `LINE ${number}: `;
    text += `${label}${statement.split('\n')[number - 1] ?? ''}\n${' '.repeat(label.length + (before.at(-1)?.length ?? 0))}^\n`;
  }
  if (detail !== undefined) text += `DETAIL:  ${detail}\n`;
  if (hint !== undefined) text += `HINT:  ${hint}\n`;
  return text;
}
