// How psql prints rows (print.c): aligned, unaligned, CSV, expanded; with borders 0, 1 and 2.
import type { RowsMessage } from '../postgres-session';

/** psql's \pset options. */
export interface Style {
  readonly format: 'aligned' | 'unaligned' | 'csv';
  readonly border: 0 | 1 | 2;
  readonly isBare: boolean;
  readonly expanded: 'on' | 'off' | 'auto';
  readonly separator: string;
  /** Between the records of unaligned output. */
  readonly recordSeparator: string;
  readonly csvSeparator: string;
  readonly nullText: string;
  readonly hasFooter: boolean;
  readonly title?: string;
}

export const PLAIN: Style = {
  format: 'aligned',
  border: 1,
  isBare: false,
  expanded: 'off',
  separator: '|',
  recordSeparator: '\n',
  csvSeparator: ',',
  nullText: '',
  hasFooter: true,
};

/** How many columns of a terminal a text takes (wcwidth). */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (/\p{Mn}/u.test(char)) continue;
    const isWide =
      code >= 0x1100 &&
      (code <= 0x115f ||
        (code >= 0x2e80 && code <= 0xa4cf) ||
        (code >= 0xac00 && code <= 0xd7a3) ||
        (code >= 0xf900 && code <= 0xfaff) ||
        (code >= 0xfe30 && code <= 0xfe6f) ||
        (code >= 0xff00 && code <= 0xff60) ||
        (code >= 0xffe0 && code <= 0xffe6) ||
        (code >= 0x1f300 && code <= 0x1faff) ||
        (code >= 0x20000 && code <= 0x3fffd));
    width += isWide ? 2 : 1;
  }
  return width;
}

/** A cell's lines, with tabs as blanks and other signs that cannot be shown as `\x01`. */
function linesOf(text: string): readonly string[] {
  return text.split('\n').map((line) => {
    let shown = '';
    for (const char of line) {
      const code = char.codePointAt(0) ?? 0;
      if (char === '\t') shown += ' '.repeat(8 - (widthOf(shown) % 8));
      else if (char === '\r') shown += '\\r';
      else if (code < 32 || code === 127) shown += `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
      else shown += char;
    }
    return shown;
  });
}

function fill(text: string, width: number, side: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'right' ? blanks + text : text + blanks;
}

function centred(text: string, width: number): string {
  const left = Math.floor((width - widthOf(text)) / 2);
  return ' '.repeat(Math.max(0, left)) + text + ' '.repeat(Math.max(0, width - widthOf(text) - left));
}

interface Around {
  readonly title?: string;
  /** Lines below instead of the count. */
  readonly footer?: string;
  /** A terminal's width, for \x auto. */
  readonly columns?: number;
}

/** A result with its heading and its line of counts. */
export function tableText(
  message: Pick<RowsMessage, 'columns' | 'rows'>,
  style: Style,
  around: Around = {},
): string {
  const { columns } = message;
  const rows = message.rows.map((row) => row.map((cell) => cell ?? style.nullText));
  const title = around.title ?? style.title;
  const count = `(${rows.length} row${rows.length === 1 ? '' : 's'})\n`;
  const footer = around.footer ?? (style.hasFooter ? count : '');
  if (style.format === 'csv') return csv(columns, rows, style);
  if (style.format === 'unaligned') return unaligned(columns, rows, style, title, footer);
  const body = aligned(columns, rows, style, title);
  const isExpanded =
    style.expanded === 'on' ||
    (style.expanded === 'auto' &&
      around.columns !== undefined &&
      Math.max(0, ...body.split('\n').map(widthOf)) > around.columns);
  if (isExpanded && around.footer === undefined) return expanded(columns, rows, style, title);
  return style.isBare ? `${body}\n` : `${body}${footer}\n`;
}

type Columns = RowsMessage['columns'];

function csv(
  columns: Columns,
  rows: readonly (readonly string[])[],
  { csvSeparator, isBare }: Style,
): string {
  const cell = (text: string): string =>
    text.includes(csvSeparator) || /["\r\n]/.test(text) || text === '\\.'
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  const line = (cells: readonly string[]): string => `${cells.map(cell).join(csvSeparator)}\n`;
  return (isBare ? '' : line(columns.map(({ name }) => name))) + rows.map(line).join('');
}

/** Records with their separator between; the last one ends its line whatever that is. */
function unaligned(
  columns: Columns,
  rows: readonly (readonly string[])[],
  { separator, recordSeparator, isBare, expanded: isExpanded }: Style,
  title: string | undefined,
  footer: string,
): string {
  const head = title === undefined || isBare ? [] : [title];
  const ended = (records: readonly string[]): string =>
    records.length === 0
      ? ''
      : records.join(recordSeparator) + (recordSeparator === '\0' ? recordSeparator : '\n');
  if (isExpanded === 'on') {
    const records = rows.map((row) =>
      row.map((cell, index) => `${columns[index]?.name ?? ''}${separator}${cell}`),
    );
    return ended([...head, ...records.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))]);
  }
  const body = rows.map((cells) => cells.join(separator));
  const below = footer === '' ? [] : footer.replace(/\n$/, '').split('\n');
  return ended(isBare ? body : [...head, columns.map(({ name }) => name).join(separator), ...body, ...below]);
}

function aligned(
  columns: Columns,
  rows: readonly (readonly string[])[],
  style: Style,
  title: string | undefined,
): string {
  const { border, isBare } = style;
  const heads = columns.map(({ name }) => linesOf(name));
  const cells = rows.map((row) => row.map(linesOf));
  const widths = columns.map((_, index) =>
    Math.max(
      0,
      ...(heads[index] ?? []).map(widthOf),
      ...cells.flatMap((row) => (row[index] ?? []).map(widthOf)),
    ),
  );
  const body = cells.map((row) => record(row, columns, widths, border)).join('');
  const rule = (): string => {
    const parts = widths.map((width) => '-'.repeat(border === 0 ? width : width + 2));
    if (border === 0) return `${parts.join(' ')}\n`;
    return border === 1 ? `${parts.length === 0 ? '--' : parts.join('+')}\n` : `+${parts.join('+')}+\n`;
  };
  if (isBare) return body + (border === 2 && columns.length > 0 ? rule() : '');
  const whole =
    widths.reduce((sum, width) => sum + width, 0) +
    (border === 0 ? widths.length - 1 : border === 1 ? widths.length * 3 - 1 : widths.length * 3 + 1);
  const heading =
    title === undefined
      ? ''
      : `${widthOf(title) >= whole ? title : ' '.repeat(Math.floor((whole - widthOf(title)) / 2)) + title}\n`;
  return (
    heading +
    (border === 2 ? rule() : '') +
    header(heads, widths, border) +
    rule() +
    body +
    (border === 2 ? rule() : '')
  );
}

function header(
  heads: readonly (readonly string[])[],
  widths: readonly number[],
  border: Style['border'],
): string {
  const height = Math.max(1, ...heads.map((lines) => lines.length));
  if (heads.length === 0) return '';
  let text = '';
  for (let line = 0; line < height; line++) {
    const shown = heads.map((lines, index) => {
      const goesOn = line < lines.length - 1;
      const own = centred(lines[line] ?? '', widths[index] ?? 0);
      const end = goesOn ? '+' : border === 0 && index === heads.length - 1 ? ' ' : ' ';
      return border === 0 ? own + end : ` ${own}${end}`;
    });
    if (border === 0) text += `${shown.join('')}\n`;
    else text += border === 1 ? `${shown.join('|')}\n` : `|${shown.join('|')}|\n`;
  }
  return text;
}

/** A row takes as many lines as its longest cell; a cell that goes on has a plus sign at its end. */
function record(
  row: readonly (readonly string[])[],
  columns: Columns,
  widths: readonly number[],
  border: Style['border'],
): string {
  const height = Math.max(1, ...row.map((lines) => lines.length));
  let text = '';
  for (let line = 0; line < height; line++) {
    const shown = row.map((lines, index) => {
      const own = lines[line] ?? '';
      const width = widths[index] ?? 0;
      const goesOn = line < lines.length - 1;
      const isLast = index === row.length - 1;
      const isRight = columns[index]?.isNumber === true;
      const isPastEnd = line >= lines.length;
      const isOpen = isLast && border !== 2 && !goesOn && (!isRight || isPastEnd);
      const padded = isOpen ? own : fill(own, width, isRight ? 'right' : 'left');
      const end = goesOn ? '+' : isLast && border !== 2 ? '' : ' ';
      return border === 0 ? padded + end : ` ${padded}${end}`;
    });
    if (border === 0) text += `${shown.join('')}\n`;
    else text += border === 1 ? `${shown.join('|')}\n` : `|${shown.join('|')}|\n`;
  }
  return row.length === 0 ? '' : text;
}

function expanded(
  columns: Columns,
  rows: readonly (readonly string[])[],
  style: Style,
  title: string | undefined,
): string {
  const { border, isBare } = style;
  if (rows.length === 0) return isBare ? '\n' : '(0 rows)\n\n';
  const heads = columns.map(({ name }) => linesOf(name));
  const width = Math.max(0, ...heads.flat().map(widthOf));
  const widest = Math.max(0, ...rows.flat().flatMap((cell) => linesOf(cell).map(widthOf)));
  let text = title === undefined || isBare ? '' : `${title}\n`;
  for (const [number, row] of rows.entries()) {
    text += rule(number + 1, width, widest, border, isBare, number === 0);
    for (const [index, cell] of row.entries()) {
      const lines = linesOf(cell);
      const names = heads[index] ?? [];
      for (let line = 0; line < Math.max(lines.length, names.length); line++) {
        const goesOn = line < lines.length - 1;
        const value =
          goesOn || border === 2
            ? fill(lines[line] ?? '', widest, 'left') + (goesOn ? '+' : ' ')
            : (lines[line] ?? '');
        const name = fill(names[line] ?? '', width, 'left');
        if (border === 0) text += `${name} ${value}\n`;
        else text += border === 1 ? `${name} | ${value}\n` : `| ${name} | ${value}|\n`;
      }
    }
  }
  if (border === 2) text += `+${'-'.repeat(width + 2)}+${'-'.repeat(widest + 2)}+\n`;
  return `${text}\n`;
}

function rule(
  number: number,
  width: number,
  widest: number,
  border: Style['border'],
  isBare: boolean,
  isFirst: boolean,
): string {
  if (isBare)
    return border === 2
      ? `+${'-'.repeat(width + 2)}+${'-'.repeat(widest + 2)}+\n`
      : isFirst
        ? ''
        : border === 1
          ? `${'-'.repeat(width + 1)}+${'-'.repeat(widest + 1)}\n`
          : '\n';
  const label =
    border === 0 ? `* Record ${number}` : border === 1 ? `-[ RECORD ${number} ]` : `+-[ RECORD ${number} ]`;
  const line =
    border === 0
      ? ' '.repeat(width + 1 + widest)
      : border === 1
        ? `${'-'.repeat(width + 1)}+${'-'.repeat(widest + 1)}`
        : `+${'-'.repeat(width + 2)}+${'-'.repeat(widest + 2)}+`;
  const whole = label + line.slice(label.length);
  return `${border === 0 ? whole.replace(/ +$/, (blanks) => blanks) : whole}\n`;
}
