// Lists with --format. Source: docker/cli cli/command/formatter (formatter.go, custom.go).
import { alignTabs } from '../table';
import {
  compileTemplate,
  evaluateTemplate,
  functions,
  headerFunctions,
  MethodSet,
  TemplateError,
  type FunctionTable,
  type Template,
} from '../template';

/** A row's fields by name; a field may take arguments (`.Label "x"`). */
export type RowFields = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** What a kind of object can show: the column heads and the names of Go's types, for errors. */
export interface RowType {
  /** Go's name, `*formatter.ContainerContext`. */
  readonly typeName: string;
  /** Field → column head. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A format that cannot be read or run. `message` is Docker's. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

/** How `--format` is written: `table`, `table TEMPLATE`, `json`, or a template. */
export function isTableFormat(format: string): boolean {
  return format.startsWith('table');
}

function asFormatError<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof TemplateError) throw new FormatError(`template parsing error: ${error.message}`);
    throw error;
  }
}

/** A format's template, with `\t` and `\n` as what they stand for. */
export function compileFormat(format: string): Template {
  const body =
    format === 'json' ? '{{json .}}' : isTableFormat(format) ? format.slice('table'.length) : format;
  const source = body
    .replace(/^ +| +$/g, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
  return asFormatError(() => compileTemplate(source));
}

/** One object's line, without a newline. */
export function formatRow(template: Template, type: RowType, fields: RowFields): string {
  return evaluate(template, new MethodSet(type.typeName, fields), functions);
}

function evaluate(template: Template, data: unknown, table: FunctionTable): string {
  return asFormatError(() => evaluateTemplate(template, data, { functions: table }));
}

function headerLine(template: Template, { headers, typeName }: RowType): string {
  const fields = Object.entries(headers).map(([name, header]) => [name, () => header] as const);
  try {
    const data = new MethodSet(typeName, Object.fromEntries(fields));
    return evaluateTemplate(template, data, { functions: headerFunctions });
  } catch (error) {
    // Docker does not look at what goes wrong in the head, such as a field with arguments.
    if (error instanceof TemplateError) return '';
    throw error;
  }
}

/** The whole list: a table has a head, aligned columns; every row ends with a newline. */
export function formatList(format: string, type: RowType, rows: readonly RowFields[]): string {
  const template = compileFormat(format);
  const lines = rows.map((row) => `${formatRow(template, type, row)}\n`).join('');
  return isTableFormat(format) ? alignTabs(`${headerLine(template, type)}\n${lines}`) : lines;
}
