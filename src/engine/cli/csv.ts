import { ValueError } from '../units';

/**
 * The fields of one line of comma-separated values; a field in double quotes may hold commas, and "" is one quote.
 * Source: Go's encoding/csv, which flags with several values in one text use, with its error texts.
 */
export function splitCsv(line: string): readonly string[] {
  if (line === '') return [];
  const fields: string[] = [];
  let rest = line;
  let column = 1;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    if (quoted === null && rest.startsWith('"'))
      throw parseError(line.length, 'extraneous or missing " in quoted-field');
    const plain = quoted === null ? (/^[^,]*/.exec(rest)?.[0] ?? '') : '';
    const stray = plain.indexOf('"');
    if (stray >= 0) throw parseError(column + stray, 'bare " in non-quoted-field');
    const text = quoted?.[0] ?? plain;
    const after = rest.slice(text.length);
    if (after !== '' && !after.startsWith(',')) {
      throw parseError(column + text.length - 1, 'extraneous or missing " in quoted-field');
    }
    fields.push(quoted === null ? plain : (quoted[1] ?? '').replaceAll('""', '"'));
    if (after === '') return fields;
    rest = after.slice(1);
    column += text.length + 1;
  }
}

function parseError(column: number, problem: string): ValueError {
  return new ValueError(`parse error on line 1, column ${column}: ${problem}`);
}
