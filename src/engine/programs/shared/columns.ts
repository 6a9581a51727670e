const TAB = 8;

/** From column `from` to column `to`, with tabs where they fit (GNU's ls on a terminal). */
function indent(from: number, to: number): string {
  let text = '';
  for (let at = from; at < to;) {
    if (Math.floor(to / TAB) > Math.floor((at + 1) / TAB)) {
      text += '\t';
      at += TAB - (at % TAB);
    } else {
      text += ' ';
      at++;
    }
  }
  return text;
}

/** Names side by side, filled downwards, each column as wide as it must be: GNU's `ls`. */
export function downColumns(
  names: readonly string[],
  width: number,
  lengthOf: (name: string) => number = (name) => name.length,
): string[] {
  const most = Math.max(1, Math.min(names.length, Math.floor(width / 3)));
  for (let columns = most; columns > 1; columns--) {
    const rows = Math.ceil(names.length / columns);
    const widths = Array.from({ length: Math.ceil(names.length / rows) }, (_, column) =>
      Math.max(...names.slice(column * rows, (column + 1) * rows).map(lengthOf)),
    );
    if (widths.reduce((sum, one) => sum + one + 2, -2) < width)
      return layOut(names, rows, widths, lengthOf, true);
  }
  return [...names];
}

/** Columns of one width: BusyBox' `ls`. */
export function evenColumns(
  names: readonly string[],
  width: number,
  lengthOf: (name: string) => number = (name) => name.length,
): string[] {
  const widest = Math.max(0, ...names.map(lengthOf));
  const columns = Math.max(1, Math.floor(width / (widest + 2)));
  const rows = Math.ceil(names.length / columns);
  return layOut(
    names,
    rows,
    Array.from({ length: columns }, () => widest),
    lengthOf,
    false,
  );
}

function layOut(
  names: readonly string[],
  rows: number,
  widths: readonly number[],
  lengthOf: (name: string) => number,
  tabs: boolean,
): string[] {
  return Array.from({ length: rows }, (_, row) => {
    let line = '';
    let at = 0;
    let start = 0;
    for (const [column, width] of widths.entries()) {
      const name = names[column * rows + row];
      if (name === undefined) break;
      line += tabs ? indent(at, start) : ' '.repeat(start - at);
      line += name;
      at = start + lengthOf(name);
      start += width + 2;
    }
    return line;
  });
}
