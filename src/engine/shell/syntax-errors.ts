import type { Task } from '../kernel';
import type { ParseError } from './parse-error';
import type { Shell } from './shell';

/** What a shell prints for a text that it cannot parse. */
export function* reportSyntaxError(
  shell: Shell,
  error: ParseError,
  text: string,
  firstLine: number,
  from?: 'eval' | 'substitution',
): Task<void> {
  const message = shell.dialect.messages.syntax(error.problem);
  const isEof = error.problem.kind === 'unexpected' && error.problem.type === 'eof';
  const { line } = shell;
  shell.line = error.line;
  if (!shell.isBash) {
    // The Almquist shells notice at the end of the text.
    if (error.problem.kind === 'unterminated') shell.line = firstLine + text.split('\n').length - 1;
    yield* shell.complain(message);
    shell.line = line;
    return;
  }
  if (isEof || (error.problem.kind === 'unterminated' && error.problem.opened === 'command')) {
    const lines = text.split('\n').length;
    shell.line = firstLine + lines - (text.endsWith('\n') ? 1 : 0);
  }
  const place = shell.isCommandText && shell.frames.length === 0 ? '-c: ' : '';
  const where = { eval: 'eval: ', substitution: 'command substitution: ', text: place }[from ?? 'text'];
  const name = shell.frames.at(-1)?.source ?? shell.arg0;
  const prefix = shell.isInteractive ? shell.prefix() : `${name}: ${where}line ${shell.line}: `;
  const { kind } = error.problem;
  if (error.problem.kind === 'conditional' && error.problem.reason !== undefined)
    yield* shell.writeError(`${prefix}${error.problem.reason}\n`);
  yield* shell.writeError(`${prefix}${message}\n`);
  if (!isEof && (kind === 'unexpected' || kind === 'conditional') && !shell.isInteractive) {
    const source = text.split('\n')[error.line - firstLine] ?? '';
    yield* shell.writeError(`${prefix}\`${source}'\n`);
  }
  shell.line = line;
}
