import { part, type Task } from '../kernel';
import type { AndOr, Command, IfCommand, Pipeline, Script } from './ast';
import { Failure, LeaveShell } from './control';
import { redirect, restore, type Saved } from './redirect';
import type { Shell } from './shell';
import { runSimple } from './simple-command';
import { closeProcessFiles } from './substitution';
import { runPseudoTrap } from './traps';

const compound = part<typeof import('./constructs/compound')>('shell/constructs/compound');
const pipelines = part<typeof import('./constructs/pipeline')>('shell/constructs/pipeline');

/**
 * Runs commands in this shell; answers `$?`. `isLast`: nothing comes after them, so that the last one may
 * replace the process (as the real shells do for `-c` text and subshells).
 */
export function* runScript(shell: Shell, script: Script, isLast = false): Task<number> {
  const last = isLast ? script.items.at(-1) : undefined;
  for (const item of script.items) {
    if (item.background) yield* (yield* pipelines(shell.p)).startBackground(shell, item.andOr);
    else yield* runAndOr(shell, item.andOr, item === last);
  }
  return shell.status;
}

export function* runAndOr(shell: Shell, andOr: AndOr, isLast: boolean): Task<number> {
  if (shell.has('noexec') && !shell.isInteractive) return shell.status;
  const { rest } = andOr;
  yield* runPipeline(shell, andOr.first, rest.length > 0, isLast && rest.length === 0);
  if (rest.length === 0) return shell.status;
  for (const [index, { operator, pipeline }] of rest.entries()) {
    const wanted = operator === '&&' ? shell.status === 0 : shell.status !== 0;
    const isEnd = index === rest.length - 1;
    if (wanted) yield* runPipeline(shell, pipeline, !isEnd, isLast && isEnd);
  }
  return shell.status;
}

const CHECKED: ReadonlySet<Command['kind']> = new Set(['simple', 'subshell', 'arithmetic', 'conditional']);

function* runPipeline(shell: Shell, pipeline: Pipeline, isTested: boolean, isLast: boolean): Task<void> {
  const only = pipeline.commands[0];
  const ignoresFailure = isTested || pipeline.negated;
  if (ignoresFailure) shell.tested++;
  let status: number;
  try {
    status = pipeline.timed
      ? yield* (yield* pipelines(shell.p)).timed(shell, pipeline.timed, () =>
          runCommands(shell, pipeline, false),
        )
      : yield* runCommands(shell, pipeline, isLast && !pipeline.negated);
  } finally {
    if (ignoresFailure) shell.tested--;
  }
  shell.status = pipeline.negated ? (status === 0 ? 1 : 0) : status;
  const isChecked = pipeline.commands.length > 1 || (only && CHECKED.has(only.kind));
  if (status !== 0 && isChecked && !ignoresFailure && shell.tested === 0) yield* checkFailure(shell, status);
}

function* runCommands(shell: Shell, pipeline: Pipeline, isLast: boolean): Task<number> {
  const only = pipeline.commands[0];
  if (!only) return 0;
  if (pipeline.commands.length > 1) return yield* (yield* pipelines(shell.p)).runPipe(shell, pipeline);
  const own = yield* runCommand(shell, only, isLast);
  if (CHECKED.has(only.kind)) shell.pipeStatus = [own];
  return own;
}

/** What a failure that nobody tests does: the ERR trap and `set -e`. */
function* checkFailure(shell: Shell, status: number): Task<void> {
  yield* runPseudoTrap(shell, 'ERR');
  if (shell.has('errexit')) throw new LeaveShell(status);
}

/** Runs `body` with the redirections of a compound command in force. */
function* withRedirects(shell: Shell, command: Command, body: () => Task<number>): Task<number> {
  if (command.redirects.length === 0) return yield* body();
  const saved: Saved = new Map();
  const keptFiles = shell.processFds;
  try {
    try {
      yield* redirect(shell, command.redirects, saved);
    } catch (error) {
      if (!(error instanceof Failure) || error.ends !== 'command') throw error;
      shell.status = error.status;
      if (shell.tested === 0) yield* checkFailure(shell, error.status);
      return error.status;
    }
    return yield* body();
  } finally {
    restore(shell, saved);
    closeProcessFiles(shell, keptFiles);
  }
}

export function* runCommand(shell: Shell, command: Command, isLast: boolean): Task<number> {
  switch (command.kind) {
    case 'simple':
      return (shell.status = yield* runSimple(shell, command, isLast));
    case 'function':
      shell.functions.set(command.name, {
        name: command.name,
        body: command.body,
        source:
          shell.frames.at(-1)?.source ??
          (shell.isCommandText || shell.isInteractive ? 'environment' : shell.arg0),
        line: command.line,
      });
      return (shell.status = 0);
    default:
      return (shell.status = yield* runCompound(shell, command, isLast));
  }
}

function* runCompound(
  shell: Shell,
  command: Exclude<Command, { kind: 'simple' | 'function' }>,
  isLast: boolean,
): Task<number> {
  if (command.kind === 'subshell') return yield* (yield* compound(shell.p)).runSubshell(shell, command);
  return yield* withRedirects(shell, command, () =>
    runBody(shell, command, isLast && command.redirects.length === 0),
  );
}

function* runBody(
  shell: Shell,
  command: Exclude<Command, { kind: 'simple' | 'function' }>,
  isLast: boolean,
): Task<number> {
  switch (command.kind) {
    case 'group':
    case 'subshell':
      return yield* runScript(shell, command.body, isLast);
    case 'if':
      return yield* runIf(shell, command, isLast);
    default:
      return yield* (yield* compound(shell.p)).runCompound(shell, command, isLast);
  }
}

function* runIf(shell: Shell, command: IfCommand, isLast: boolean): Task<number> {
  for (const { condition, body } of command.branches) {
    if ((yield* runTested(shell, condition)) === 0) return yield* runScript(shell, body, isLast);
  }
  if (command.otherwise) return yield* runScript(shell, command.otherwise, isLast);
  return 0;
}

/** Runs a condition: `set -e` does not look at what fails in it. */
export function* runTested(shell: Shell, script: Script): Task<number> {
  shell.tested++;
  try {
    return yield* runScript(shell, script);
  } finally {
    shell.tested--;
  }
}
