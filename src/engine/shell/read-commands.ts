import { isErrno, part, type Task } from '../kernel';
import type { Script } from './ast';
import { Failure, Interrupted, LeaveFunction, LeaveLoop } from './control';
import { readScriptLine } from './input';
import { runScript } from './interpret';
import { isDone } from './jobs';
import { mayLeave } from './leave';
import { ParseError } from './parse-error';
import { withGrammar } from './grammar';
import { Parser } from './parser';
import { reap } from './processes';
import { expandPrompt } from './prompt';
import type { Shell } from './shell';
import { syntaxErrors } from './source';
import { handleSignals } from './traps';

const jobReports = part<typeof import('./job-reports')>('shell/job-reports');

const INTERRUPTED = 130;

/** Reads commands from standard input, line by line, and runs each when it is complete. */
export function* readCommands(shell: Shell): Task<number> {
  if (shell.isInteractive) yield* shell.writeError(shell.dialect.banner);
  let lineNumber = 0;
  for (;;) {
    try {
      const read = yield* readCommand(shell, lineNumber);
      if (read === undefined) {
        if (shell.isInteractive && shell.isBash) yield* shell.writeError(farewell(shell));
        if (yield* mayLeave(shell)) break;
        continue;
      }
      lineNumber += read.lines;
      if (read.script) yield* runScript(shell, read.script);
    } catch (error) {
      if (!(yield* recover(shell, error))) throw error;
    }
  }
  if (shell.isInteractive && !shell.isBash) yield* shell.writeError('\n');
  return shell.status;
}

function farewell(shell: Shell): string {
  return shell.shopts.has('login_shell') ? 'logout\n' : 'exit\n';
}

/** Goes on after an error where the shell does: an interactive one always, bash with the next line. */
function* recover(shell: Shell, error: unknown): Task<boolean> {
  if (error instanceof Interrupted) {
    yield* shell.writeError('\n');
    shell.status = INTERRUPTED;
    shell.tested = 0;
    return true;
  }
  if (error instanceof Failure && (shell.isInteractive || (shell.isBash && error.ends !== 'shell'))) {
    shell.status = error.status;
    shell.tested = 0;
    return true;
  }
  return (error instanceof LeaveLoop || error instanceof LeaveFunction) && shell.isInteractive;
}

interface Read {
  /** Undefined: nothing but blanks and comments. */
  readonly script: Script | undefined;
  readonly lines: number;
}

/** One complete command, with the lines that it needs; undefined at the end of the input. */
function* readCommand(shell: Shell, lineNumber: number): Task<Read | undefined> {
  let text = '';
  let lines = 0;
  for (;;) {
    const line = yield* readPrompted(shell, lines === 0 ? 'PS1' : 'PS2');
    if (line === undefined && lines === 0) return undefined;
    if (line !== undefined) {
      text += `${line}\n`;
      lines++;
    }
    const firstLine = lineNumber + 1;
    const read = text;
    try {
      const script = yield* withGrammar(shell, () =>
        new Parser(read, shell.parseOptions(line === undefined, firstLine)).nextLine(),
      );
      if (shell.isInteractive && text.trim() !== '') shell.history.push(text.trimEnd());
      return { script, lines };
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      if (error.isIncomplete && line !== undefined) continue;
      if (shell.isInteractive && text.trim() !== '') shell.history.push(text.trimEnd());
      yield* (yield* syntaxErrors(shell.p)).reportSyntaxError(shell, error, text, firstLine);
      shell.status = 2;
      if (shell.isInteractive) return { script: undefined, lines };
      throw new Failure(2);
    }
  }
}

function* readPrompted(shell: Shell, name: 'PS1' | 'PS2'): Task<string | undefined> {
  for (;;) {
    let prompt = '';
    if (shell.isInteractive) {
      if (name === 'PS1') {
        yield* reap(shell);
        if (shell.jobs.all.some((job) => isDone(job) || job.hasStopNews))
          yield* (yield* jobReports(shell.p)).reportJobs(shell);
      }
      prompt = yield* expandPrompt(shell, shell.variables.get(name) ?? '');
      yield* shell.writeError(prompt);
    }
    try {
      const line = yield* readRedrawing(shell, prompt);
      yield* handleSignals(shell);
      return line;
    } catch (error) {
      if (!isErrno(error) || error.code !== 'EINTR') throw error;
      yield* handleSignals(shell);
    }
  }
}

/**
 * Reads a line; a line editor (bash, ash) draws its prompt again when its terminal gets another size. That is
 * how `docker attach` brings a prompt back: it changes the size twice.
 */
function* readRedrawing(shell: Shell, prompt: string): Task<string | undefined> {
  const { p } = shell;
  const isEditing =
    shell.isInteractive &&
    shell.dialect.name !== 'dash' &&
    p.isOpen(0) &&
    p.isatty(0) &&
    !shell.traps.has('WINCH');
  if (!isEditing) return yield* readScriptLine(shell);
  p.setDisposition('WINCH', 'catch');
  try {
    for (;;) {
      try {
        return yield* readScriptLine(shell);
      } catch (error) {
        if (!isErrno(error) || error.code !== 'EINTR') throw error;
        const signals = p.takeSignals();
        shell.pendingSignals = [...shell.pendingSignals, ...signals.filter((signal) => signal !== 'WINCH')];
        if (shell.pendingSignals.length > 0) throw error;
        yield* shell.writeError(`\r${prompt.slice(prompt.lastIndexOf('\n') + 1)}`);
      }
    }
  } finally {
    p.setDisposition('WINCH', 'default');
  }
}
