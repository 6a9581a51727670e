import { DockerfileError } from './dockerfile-error';

/**
 * The fields of one line of comma-separated values; a field in double quotes may hold commas, and `""` for a quote.
 * Throws a DockerfileError without range that begins with `context`. Source: Go's encoding/csv.
 */
export function parseFields(text: string, context: string): readonly string[] {
  if (text === '') throw failure(context, 'EOF');
  const fields: string[] = [];
  let position = 0;
  for (;;) {
    if (text.charAt(position) !== '"') {
      const comma = text.indexOf(',', position);
      const field = comma < 0 ? text.slice(position) : text.slice(position, comma);
      const quoteAt = field.indexOf('"');
      if (quoteAt >= 0) throw parseFailure(context, position + quoteAt, 'bare " in non-quoted-field');
      fields.push(field);
      if (comma < 0) return fields;
      position = comma + 1;
      continue;
    }
    let field = '';
    position++;
    for (;;) {
      const close = text.indexOf('"', position);
      if (close < 0) throw parseFailure(context, text.length, 'extraneous or missing " in quoted-field');
      field += text.slice(position, close);
      position = close + 1;
      if (text.charAt(position) !== '"') break;
      field += '"';
      position++;
    }
    fields.push(field);
    if (position === text.length) return fields;
    if (text.charAt(position) !== ',') {
      throw parseFailure(context, position - 1, 'extraneous or missing " in quoted-field');
    }
    position++;
  }
}

function failure(context: string, message: string): DockerfileError {
  return new DockerfileError('instruction', `${context}: ${message}`);
}

function parseFailure(context: string, index: number, message: string): DockerfileError {
  return failure(context, `parse error on line 1, column ${index + 1}: ${message}`);
}
