// Lists with --format. Source: docker/cli cli/command/formatter (formatter.go, custom.go).
import { part, type Process, type Task } from '../../kernel';
import { alignTabs } from '../table';

/** A row's fields by name; a field may take arguments (`.Label "x"`). */
export type RowFields = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** What a kind of object can show: the column heads and the names of Go's types, for errors. */
export interface RowType {
  /** Go's name, `*formatter.ContainerContext`. */
  readonly typeName: string;
  /** Field → column head. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How `--format` is written: `table`, `table TEMPLATE`, `json`, or a template. */
export function isTableFormat(format: string): boolean {
  return format.startsWith('table');
}

/** The template that a format stands for, with `\t` and `\n` as what they stand for. */
export function formatSource(format: string): string {
  const body =
    format === 'json' ? '{{json .}}' : isTableFormat(format) ? format.slice('table'.length) : format;
  return body
    .replace(/^ +| +$/g, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
}

/** A template of nothing but texts and fields, such as every list has by itself. */
const PLAIN = /^[^{}]*(?:\{\{\.\w+\}\}[^{}]*)*$/;

/** The list where its format needs no more than its fields, which are texts; undefined: it is a template's work. */
function formatPlainly(format: string, type: RowType, rows: readonly RowFields[]): string | undefined {
  const source = formatSource(format);
  if (!PLAIN.test(source)) return undefined;
  let isPlain = true;
  const line = (valueOf: (name: string) => unknown): string =>
    source.replace(/\{\{\.(\w+)\}\}/g, (_all, name: string) => {
      const value = valueOf(name);
      if (typeof value !== 'string') isPlain = false;
      return String(value);
    });
  const lines = rows.map((row) => {
    const valueOf = (name: string): unknown => (row[name]?.length === 0 ? row[name]?.() : undefined);
    return `${line(valueOf)}\n`;
  });
  if (!isTableFormat(format)) return isPlain ? lines.join('') : undefined;
  const head = line((name) => type.headers[name]);
  return isPlain ? alignTabs(`${head}\n${lines.join('')}`) : undefined;
}

const templates = part<typeof import('./template-list')>('cli/formats/template-list');

/** The whole list: a table has a head, aligned columns; every row ends with a newline. */
export function* formatList(
  process: Pick<Process, 'need'>,
  format: string,
  type: RowType,
  rows: readonly RowFields[],
): Task<string> {
  return (
    formatPlainly(format, type, rows) ?? (yield* templates(process)).formatByTemplate(format, type, rows)
  );
}
