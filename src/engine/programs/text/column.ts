import { byteString } from '../shared/bytes';
import { program } from '../shared/program';
import { eachInput } from '../shared/each-input';

export const column = program({
  id: 'bsdextrautils/column',
  flavours: ['gnu'],
  usage: '[options] [<file>...]',
  options: {
    table: 't,table',
    separator: 's,separator=STRING',
    output: 'o,output-separator=STRING',
    width: 'c,output-width,columns=WIDTH',
    fillRows: 'x,fillrows',
    names: 'N,table-columns=NAMES',
    right: 'R,table-right=COLUMNS',
    json: 'J,json',
    empty: 'L,keep-empty-lines',
    name: 'n,table-name=NAME',
  },
  *run(c) {
    const { flags } = c;
    const lines: string[] = [];
    const status = yield* eachInput(c, c.operands, function* (reader) {
      for (const line of yield* reader.lines()) if (line.trim() !== '' || flags.empty) lines.push(line);
    });
    if (flags.table) {
      const separator = flags.separator;
      const cut = (line: string): string[] =>
        separator === undefined
          ? line.trim().split(/[ \t]+/)
          : line.split(
              separator.length === 1 ? separator : new RegExp(`[${separator.replace(/[\\\]^-]/g, '\\$&')}]`),
            );
      const names = flags.names?.split(',').map(byteString);
      const rows = [...(names ? [names] : []), ...lines.map(cut)];
      const count = Math.max(0, ...rows.map((row) => row.length));
      const widths = Array.from({ length: count }, (_, i) =>
        Math.max(...rows.map((row) => row[i]?.length ?? 0)),
      );
      const right = new Set(
        (flags.right ?? '')
          .split(',')
          .map((one) => ((names?.indexOf(one) ?? -1) >= 0 ? (names?.indexOf(one) ?? -1) : Number(one) - 1)),
      );
      for (const row of rows) {
        const cells = row.map((cell, i) =>
          right.has(i)
            ? cell.padStart(widths[i] ?? 0)
            : i === row.length - 1 && row.length === count
              ? cell
              : cell.padEnd(widths[i] ?? 0),
        );
        yield* c.write(`${cells.join(flags.output ?? '  ')}\n`);
      }
      return status;
    }
    const width = Number(flags.width ?? (c.p.isatty(1) ? c.p.terminalSize(1).columns : 80));
    const wide = (Math.floor(Math.max(0, ...lines.map((line) => line.length)) / 8) + 1) * 8;
    const columns = Math.max(1, Math.floor(width / wide));
    const rows = Math.ceil(lines.length / columns);
    for (let row = 0; row < rows; row++) {
      let text = '';
      for (let n = 0; n < columns; n++) {
        const line = lines[flags.fillRows ? row * columns + n : n * rows + row];
        if (line === undefined) break;
        const next = lines[flags.fillRows ? row * columns + n + 1 : (n + 1) * rows + row];
        text +=
          line +
          (n < columns - 1 && next !== undefined ? '\t'.repeat(Math.ceil((wide - line.length) / 8)) : '');
      }
      yield* c.write(`${text}\n`);
    }
    return status;
  },
});
