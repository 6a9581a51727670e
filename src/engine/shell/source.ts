import { part, type Task } from '../kernel';
import type { Script } from './ast';
import { Failure } from './control';
import { runScript } from './interpret';
import { ParseError } from './parse-error';
import { withGrammar } from './grammar';
import { Parser } from './parser';
import type { Shell } from './shell';

export const syntaxErrors = part<typeof import('./syntax-errors')>('shell/syntax-errors');

export interface TextOptions {
  /** Its last command may replace the shell's process. */
  readonly isLast?: boolean;
  /** bash says so of a syntax error; it goes on after one of `eval`. */
  readonly from?: 'eval' | 'substitution';
}

/** Runs a whole text line by line (`eval`, `.`, traps, `-c`, script files); the status of its last command. */
export function* runText(
  shell: Shell,
  text: string,
  firstLine: number,
  options: TextOptions = {},
): Task<number> {
  const warnings: { delimiter: string; startLine: number; endLine: number }[] = [];
  const shown = text.replaceAll('\0', '');
  // bash reads a newline after the last line even where the text has none.
  const whole = shell.isBash && !/[\n\\]$/.test(shown) ? `${shown}\n` : shown;
  const parserOf = (rest: string, line: number): Parser =>
    new Parser(rest, {
      ...shell.parseOptions(true, line),
      onUnendedHeredoc: (delimiter, startLine, endLine) => warnings.push({ delimiter, startLine, endLine }),
    });
  let parser = parserOf(whole, firstLine);
  let status = 0;
  for (;;) {
    const { position, lexer } = parser;
    const { text: unread } = lexer;
    let start: number | undefined;
    let script;
    try {
      script = yield* withGrammar(shell, () => {
        if (start === undefined) start = position;
        else {
          // Aliases change the text as it is read: a line that begins anew does so with what stood there before.
          parser = parserOf(unread.slice(position), lexer.lineAt(position));
          start = 0;
          warnings.length = 0;
        }
        return parser.nextLine();
      });
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      yield* (yield* syntaxErrors(shell.p)).reportSyntaxError(shell, error, text, firstLine, options.from);
      if (shell.isBash && (options.from === 'eval' || shell.sourceDepth > 0)) return (shell.status = 2);
      throw new Failure(2);
    }
    for (const warning of shell.isBash ? warnings.splice(0) : []) {
      shell.line = warning.endLine - (whole === shown ? 0 : 1);
      yield* shell.complain(
        `warning: here-document at line ${warning.startLine} delimited by end-of-file (wanted \`${warning.delimiter}')`,
      );
    }
    if (!script) return status;
    if (shell.has('verbose') && (shell.isBash || !shell.isCommandText))
      yield* shell.writeError(parser.lexer.text.slice(start, parser.position));
    status = yield* runLine(shell, script, (options.isLast ?? false) && parser.isAtEnd);
  }
}

/** An error that ends a line of bash's ends no more than that, but in a subshell all of it. */
function* runLine(shell: Shell, script: Script, isLast: boolean): Task<number> {
  try {
    return yield* runScript(shell, script, isLast);
  } catch (error) {
    const isOver =
      error instanceof Failure && error.ends === 'line' && shell.isBash && shell.subshellDepth === 0;
    if (!isOver || shell.isInteractive) throw error;
    return (shell.status = error.status);
  }
}
