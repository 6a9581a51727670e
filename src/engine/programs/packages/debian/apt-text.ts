/** How apt writes sizes, times and lists of names. */

const UNITS = ['', 'k', 'M', 'G', 'T'];

/** `9456 B`, `47.3 kB`, `10.2 MB`: without the B. */
export function sizeText(bytes: number): string {
  let size = Math.abs(bytes);
  for (const [index, unit] of UNITS.entries()) {
    if (size < 100 && index !== 0) return `${size.toFixed(1)} ${unit}`;
    if (size < 10_000) return `${roundHalfToEven(size)} ${unit}`;
    size /= 1000;
  }
  return `${size.toFixed(0)} P`;
}

/** As printf rounds. */
function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 && floor % 2 === 0 ? floor : Math.round(value);
}

/** `0s`, `1min 5s`, `1h 2min 3s`. */
export function timeText(seconds: number): string {
  const [h, min, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (h > 0) return `${h}h ${min}min ${s}s`;
  return min > 0 ? `${min}min ${s}s` : `${s}s`;
}

/** Names after each other, two spaces in front of each line, as wide as the terminal less one. */
export function wrappedNames(names: readonly string[], columns: number): string {
  const lines: string[] = [];
  let line = '';
  for (const name of names) {
    if (line !== '' && line.length + name.length + 1 >= columns - 1) {
      lines.push(line);
      line = '';
    }
    line += `${line === '' ? ' ' : ''} ${name}`;
  }
  return [...lines, line].map((one) => `${one}\n`).join('');
}

/** Names in columns from top to bottom, as apt 3 shows them. */
export function namesInColumns(names: readonly string[], columns: number): string {
  const width = columns - 2;
  for (let rows = 1; rows <= names.length; rows++) {
    const table: string[][] = [];
    for (let at = 0; at < names.length; at += rows) table.push(names.slice(at, at + rows));
    const widths = table.map((column) => Math.max(...column.map(({ length }) => length)));
    if (widths.reduce((sum, one) => sum + one + 2, 0) - 2 > width && rows < names.length) continue;
    return Array.from({ length: rows }, (_row, row) =>
      `  ${table.map((column, at) => (column[row] ?? '').padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
    )
      .map((line) => `${line}\n`)
      .join('');
  }
  return '';
}
