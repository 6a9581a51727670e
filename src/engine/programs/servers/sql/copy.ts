// COPY: rows as lines of text or CSV (copyto.c, copyfromparse.c).
import { checkRow, checkUnique } from './constraints';
import { defaultOf, withGenerated } from './changes';
import { findNamed, withTable, type Row, type Table } from './database';
import { followReferences } from './foreign-keys';
import type { Outcome } from './outcome';
import { requirePrivilege } from './privileges';
import { compileQuery } from './query';
import { emptyScope, NO_ROW, type Around } from './scope';
import { noRelation } from './sources';
import { SqlError } from './sql-error';
import type { Copy } from './syntax';
import { castValue, readValue, showValue } from './values';
import { TEXT, type SqlType, type Value } from './types';

function tableOf(around: Around, copy: Copy): Table {
  const { table } = copy;
  const found =
    table &&
    findNamed(
      around.work.database.tables,
      table.schema === undefined ? around.path : [table.schema],
      table.name,
    );
  if (!table || !found) throw noRelation(table ?? { name: '', at: 0 }, undefined);
  requirePrivilege(around, found, copy.way === 'from' ? 'INSERT' : 'SELECT');
  if (found.kind === 'view')
    throw new SqlError(
      copy.way === 'from' ? `cannot copy to view "${found.name}"` : `cannot copy from view "${found.name}"`,
      undefined,
      undefined,
      copy.way === 'from'
        ? 'To enable copying to a view, provide an INSTEAD OF INSERT trigger.'
        : 'Try the COPY (SELECT ...) TO variant.',
    );
  return found;
}

/** The places of the columns that are copied. */
export function copiedColumns(
  around: Around,
  copy: Copy,
): { readonly table: Table; readonly places: readonly number[] } {
  const table = tableOf(around, copy);
  const places = copy.columns.map(({ name }) => {
    const index = table.columns.findIndex((column) => column.name === name);
    if (index < 0) throw new SqlError(`column "${name}" of relation "${table.name}" does not exist`);
    return index;
  });
  return {
    table,
    places:
      places.length > 0
        ? places
        : table.columns.flatMap((column, index) => (column.generated ? [] : [index])),
  };
}

export function copyTo(around: Around, copy: Copy): Outcome {
  let columns: readonly { readonly name: string; readonly type: SqlType }[];
  let rows: readonly Row[];
  if (copy.query) {
    const plan = compileQuery(emptyScope(around), copy.query);
    ({ columns } = plan);
    rows = plan.run(NO_ROW);
  } else {
    const { table, places } = copiedColumns(around, copy);
    columns = places.map((place) => table.columns[place] ?? { name: '', type: TEXT });
    rows = table.rows.map((row) => places.map((place) => row[place] ?? null));
  }
  const separator = copy.delimiter ?? (copy.isCsv ? ',' : '\t');
  const absent = copy.nullText ?? (copy.isCsv ? '' : '\\N');
  const cell = (value: Value, type: SqlType): string => {
    if (value === null) return absent;
    const text = showValue(value, type, around.clock);
    return copy.isCsv ? csvCell(text, separator, absent) : escaped(text, separator);
  };
  const lines = rows.map((row) =>
    row.map((value, index) => cell(value, columns[index]?.type ?? TEXT)).join(separator),
  );
  const head = copy.hasHeader
    ? [columns.map(({ name }) => (copy.isCsv ? csvCell(name, separator, absent) : name)).join(separator)]
    : [];
  return { tag: `COPY ${rows.length}`, copied: [...head, ...lines].map((line) => `${line}\n`).join('') };
}

function csvCell(text: string, separator: string, absent: string): string {
  return text === absent || text.includes(separator) || /["\r\n]/.test(text) || text === '\\.'
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

const ESCAPES: readonly (readonly [string, string])[] = [
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
];

function escaped(text: string, separator: string): string {
  let shown = text;
  for (const [sign, written] of ESCAPES) shown = shown.replaceAll(sign, written);
  return separator === '\t' ? shown : shown.replaceAll(separator, `\\${separator}`);
}

/** Adds the rows of a text. Throws SqlError with the line that is wrong. */
export function copyFrom(around: Around, copy: Copy, text: string): Outcome {
  const { table, places } = copiedColumns(around, copy);
  const records = copy.isCsv
    ? csvRecords(text, copy.delimiter ?? ',', copy.nullText ?? '')
    : textRecords(text, copy.delimiter ?? '\t', copy.nullText ?? '\\N');
  const wanted = copy.hasHeader ? records.slice(1) : records;
  const defaults = table.columns.map((column) => defaultOf(around, table, column));
  const generate = withGenerated(around, table);
  const check = checkRow(around, table);
  const rows = [...table.rows];
  const added: Row[] = [];
  for (const [index, { cells, raw }] of wanted.entries()) {
    const line = index + 1 + (copy.hasHeader ? 1 : 0);
    const context = (more: string): string => `COPY ${table.name}, line ${line}${more}`;
    const whole = `: "${raw}"`;
    if (cells.length > places.length)
      throw new SqlError(
        'extra data after last expected column',
        undefined,
        undefined,
        undefined,
        context(whole),
      );
    const values = places.map((place, cellIndex): Value => {
      const column = table.columns[place];
      const cell = cells[cellIndex];
      if (!column) return null;
      if (cell === undefined)
        throw new SqlError(
          `missing data for column "${column.name}"`,
          undefined,
          undefined,
          undefined,
          context(whole),
        );
      if (cell === null) return null;
      try {
        const { length: _length, scale: _scale, ...plain } = column.type;
        return castValue(
          readValue(cell, column.type.element ? column.type : plain, around.clock),
          plain,
          column.type,
          around.clock,
          false,
        );
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        throw new SqlError(
          error.message,
          undefined,
          error.detail,
          error.hint,
          context(`, column ${column.name}: "${cell}"`),
        );
      }
    });
    const row = generate(
      table.columns.map((_, place) =>
        places.includes(place) ? (values[places.indexOf(place)] ?? null) : (defaults[place]?.() ?? null),
      ),
    );
    try {
      check(row);
      checkUnique(around, table, rows, row);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      throw new SqlError(
        error.message,
        undefined,
        error.detail,
        error.hint,
        context(error.message.startsWith('duplicate') ? '' : whole),
      );
    }
    rows.push(row);
    added.push(row);
  }
  const next = { ...table, rows };
  around.work.database = withTable(around.work.database, next);
  followReferences(around, next, [], added);
  return { tag: `COPY ${added.length}` };
}

interface Line {
  readonly cells: readonly (string | null)[];
  readonly raw: string;
}

function textRecords(text: string, separator: string, absent: string): readonly Line[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((raw) => ({
    raw,
    cells: splitPlain(raw, separator).map((cell) =>
      cell === absent
        ? null
        : cell.replace(
            /\\(.)/g,
            (_, sign: string) => ESCAPES.find(([, written]) => written === `\\${sign}`)?.[0] ?? sign,
          ),
    ),
  }));
}

function splitPlain(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let own = '';
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\') {
      own += (line[at] ?? '') + (line[at + 1] ?? '');
      at++;
    } else if (line[at] === separator) {
      cells.push(own);
      own = '';
    } else own += line[at] ?? '';
  }
  return [...cells, own];
}

function csvRecords(text: string, separator: string, absent: string): readonly Line[] {
  const lines: Line[] = [];
  let cells: (string | null)[] = [];
  let own = '';
  let isQuoted = false;
  let wasQuoted = false;
  let start = 0;
  const endCell = (): void => {
    cells.push(!wasQuoted && own === absent ? null : own);
    own = '';
    wasQuoted = false;
  };
  const whole = text.endsWith('\n') || text === '' ? text : `${text}\n`;
  for (let at = 0; at < whole.length; at++) {
    const char = whole[at] ?? '';
    if (isQuoted) {
      if (char === '"' && whole[at + 1] === '"') {
        own += '"';
        at++;
      } else if (char === '"') isQuoted = false;
      else own += char;
    } else if (char === '"') {
      isQuoted = true;
      wasQuoted = true;
    } else if (char === separator) endCell();
    else if (char === '\n') {
      if (own.endsWith('\r')) own = own.slice(0, -1);
      endCell();
      lines.push({ cells, raw: whole.slice(start, at).replace(/\r$/, '') });
      cells = [];
      start = at + 1;
    } else own += char;
  }
  if (isQuoted) throw new SqlError('unterminated CSV quoted field');
  return lines;
}
