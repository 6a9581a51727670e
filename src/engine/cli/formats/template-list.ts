// Lists by Go's templates. Source: docker/cli cli/command/formatter (formatter.go, custom.go).
import { alignTabs } from '../table';
import {
  compileTemplate,
  evaluateSoFar,
  evaluateTemplate,
  functions,
  headerFunctions,
  MethodSet,
  TemplateError,
  type FunctionTable,
  type Template,
} from '../template';
import { FormatError } from './format-error';
import { formatSource, isTableFormat, type RowFields, type RowType } from './list-format';

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
  return asFormatError(() => compileTemplate(formatSource(format)));
}

/** One object's line, without a newline. */
export function formatRow(template: Template, type: RowType, fields: RowFields): string {
  return evaluate(template, new MethodSet(type.typeName, fields), functions);
}

function evaluate(template: Template, data: unknown, table: FunctionTable): string {
  return asFormatError(() => evaluateTemplate(template, data, { functions: table }));
}

/** A label's column is named by the last part of its name. Source: docker/cli formatter, SubHeaderContext.Label. */
function labelHeader(name: unknown): string {
  return (String(name).split('.').at(-1) ?? '').replace(/[-_]/g, ' ');
}

function headerLine(template: Template, { headers, typeName }: RowType): string {
  const fields = Object.entries(headers).map(([name, header]) => [name, () => header] as const);
  // Docker does not look at what goes wrong in the head: it ends there.
  const methods = { ...Object.fromEntries(fields), Label: labelHeader };
  return evaluateSoFar(template, new MethodSet(typeName, methods), { functions: headerFunctions });
}

/** The whole list: a table has a head, aligned columns; every row ends with a newline. */
export function formatByTemplate(format: string, type: RowType, rows: readonly RowFields[]): string {
  const template = compileFormat(format);
  const lines = rows.map((row) => `${formatRow(template, type, row)}\n`).join('');
  return isTableFormat(format) ? alignTabs(`${headerLine(template, type)}\n${lines}`) : lines;
}
