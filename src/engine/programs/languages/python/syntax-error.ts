/** A program that cannot be read, as the exception that import, exec and eval raise. */
import { makeException } from './errors';
import type { PySyntaxError } from './syntax';
import { PyException, PyTuple, type Value } from './values';

export function syntaxException(
  error: PySyntaxError,
  file: string,
  lines: readonly string[] | undefined,
): PyException {
  const { line, column, endLine, endColumn } = error.place;
  const text = lines?.[line - 1];
  const details = {
    filename: file,
    lineno: BigInt(line),
    offset: BigInt(column + 1),
    text: text === undefined ? null : `${text}\n`,
    end_lineno: BigInt(endLine),
    end_offset: BigInt(endColumn + 1),
  } satisfies Record<string, Value>;
  const made = makeException(error.type, error.message, new PyTuple(Object.values(details)));
  made.set('msg', error.message);
  for (const [name, value] of Object.entries(details)) made.set(name, value);
  made.syntaxError = { error, file, lines };
  return made;
}
