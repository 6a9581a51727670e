import type { Task } from '../kernel';
import type {
  AndOr,
  ArithmeticForCommand,
  CaseCommand,
  Command,
  Conditional,
  ForCommand,
  GroupCommand,
  IfCommand,
  LoopCommand,
  Pipeline,
  Script,
} from './ast';
import { evaluateConditional } from './conditional';
import { Failure, LeaveLoop, LeaveShell } from './control';
import { evaluateOrComplain, expandPattern, expandText, expandWords } from './expand';
import { runPipe, startBackground } from './pipeline';
import { matchesPattern } from './pattern';
import { forkShell, waitForProcess } from './processes';
import { redirect, restore, type Saved } from './redirect';
import { runSelect } from './select';
import type { Shell } from './shell';
import { runSimple } from './simple-command';
import { closeProcessFiles } from './substitution';
import { statusNumber } from './jobs';
import { timed } from './timing';
import { trace } from './trace';
import { handleSignals, runPseudoTrap } from './traps';
import { quoteIfNeeded } from './quote';

/**
 * Runs commands in this shell; answers `$?`. `isLast`: nothing comes after them, so that the last one may
 * replace the process (as the real shells do for `-c` text and subshells).
 */
export function* runScript(shell: Shell, script: Script, isLast = false): Task<number> {
  const count = script.items.length;
  for (const [index, item] of script.items.entries()) {
    if (item.background) yield* startBackground(shell, item.andOr);
    else yield* runAndOr(shell, item.andOr, isLast && index === count - 1);
  }
  return shell.status;
}

export function* runAndOr(shell: Shell, andOr: AndOr, isLast: boolean): Task<number> {
  if (shell.has('noexec') && !shell.isInteractive) return shell.status;
  const { rest } = andOr;
  yield* runPipeline(shell, andOr.first, rest.length > 0, isLast && rest.length === 0);
  for (const [index, { operator, pipeline }] of rest.entries()) {
    const wanted = operator === '&&' ? shell.status === 0 : shell.status !== 0;
    const isEnd = index === rest.length - 1;
    if (wanted) yield* runPipeline(shell, pipeline, !isEnd, isLast && isEnd);
  }
  return shell.status;
}

const CHECKED: ReadonlySet<Command['kind']> = new Set(['simple', 'subshell', 'arithmetic', 'conditional']);

function* runPipeline(shell: Shell, pipeline: Pipeline, isTested: boolean, isLast: boolean): Task<void> {
  const [only] = pipeline.commands;
  const ignoresFailure = isTested || pipeline.negated;
  if (ignoresFailure) shell.tested++;
  let status: number;
  try {
    const run = function* (): Task<number> {
      if (!only) return 0;
      if (pipeline.commands.length > 1) return yield* runPipe(shell, pipeline);
      const own = yield* runCommand(shell, only, isLast && !pipeline.negated && !pipeline.timed);
      shell.pipeStatus =
        only.kind === 'simple' ||
        only.kind === 'subshell' ||
        only.kind === 'conditional' ||
        only.kind === 'arithmetic'
          ? [own]
          : shell.pipeStatus;
      return own;
    };
    status = pipeline.timed ? yield* timed(shell, pipeline.timed, run) : yield* run();
  } finally {
    if (ignoresFailure) shell.tested--;
  }
  shell.status = pipeline.negated ? (status === 0 ? 1 : 0) : status;
  const isChecked = pipeline.commands.length > 1 || (only && CHECKED.has(only.kind));
  if (status !== 0 && isChecked && !ignoresFailure && shell.tested === 0) yield* checkFailure(shell, status);
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
  if (command.kind === 'subshell') return yield* runSubshell(shell, command);
  return yield* withRedirects(shell, command, () =>
    runBody(shell, command, isLast && command.redirects.length === 0),
  );
}

function* runSubshell(shell: Shell, command: GroupCommand): Task<number> {
  const isJob = shell.has('monitor');
  const child = yield* forkShell(
    shell,
    function* (inner) {
      inner.loopDepth = 0;
      yield* redirect(inner, command.redirects, undefined);
      return yield* runScript(inner, command.body, true);
    },
    { processGroup: isJob ? 0 : undefined },
  );
  return yield* foreground(shell, child.pid, isJob);
}

/** Waits for a child that has the terminal meanwhile. */
function* foreground(shell: Shell, pid: number, isJob: boolean): Task<number> {
  if (isJob && shell.p.isatty(0)) shell.p.setForeground(0, pid);
  const status = yield* waitForProcess(shell, pid);
  if (isJob && shell.p.isatty(0)) shell.p.setForeground(0, shell.p.processGroup);
  return statusNumber(status);
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
    case 'while':
    case 'until':
      return yield* runWhile(shell, command);
    case 'for':
      return yield* runFor(shell, command);
    case 'select':
      return yield* runSelect(shell, command);
    case 'arithmetic-for':
      return yield* runArithmeticFor(shell, command);
    case 'case':
      return yield* runCase(shell, command, isLast);
    case 'arithmetic':
      return yield* runArithmetic(
        shell,
        command.expression.raw,
        command.line,
        yield* expandText(shell, command.expression),
      );
    case 'conditional':
      return yield* runConditional(shell, command.expression, command.line);
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
function* runTested(shell: Shell, script: Script): Task<number> {
  shell.tested++;
  try {
    return yield* runScript(shell, script);
  } finally {
    shell.tested--;
  }
}

/** Runs one round of a loop; says whether the loop goes on. */
export function* runRound(shell: Shell, body: () => Task<unknown>): Task<boolean> {
  shell.loopDepth++;
  try {
    yield* shell.p.turn();
    yield* handleSignals(shell);
    yield* body();
    return true;
  } catch (error) {
    if (!(error instanceof LeaveLoop)) throw error;
    shell.status = 0;
    if (error.levels > 1 && shell.loopDepth > 1) throw new LeaveLoop(error.kind, error.levels - 1);
    return error.kind === 'continue';
  } finally {
    shell.loopDepth--;
  }
}

function* runWhile(shell: Shell, command: LoopCommand): Task<number> {
  let status = 0;
  for (;;) {
    let isOver = false;
    const goesOn = yield* runRound(shell, function* () {
      const condition = yield* runTested(shell, command.condition);
      isOver = (condition === 0) !== (command.kind === 'while');
      if (!isOver) status = yield* runScript(shell, command.body);
    });
    if (isOver) return status;
    if (!goesOn) return 0;
  }
}

function* runFor(shell: Shell, command: ForCommand): Task<number> {
  if (!/^[A-Za-z_]\w*$/.test(command.name)) {
    shell.line = command.line;
    yield* shell.complain(`\`${command.name}': not a valid identifier`);
    return 1;
  }
  const words = command.words ? yield* expandWords(shell, command.words) : shell.positional;
  let status = 0;
  for (const word of words) {
    if (shell.isBash && shell.has('xtrace')) {
      const list = command.words ? ` ${command.words.map((one) => one.raw).join(' ')}` : ' "$@"';
      yield* trace(shell, `for ${command.name} in${list}`);
    }
    if (shell.variables.lookup(command.name)?.readonly)
      return yield* shell.fail(shell.dialect.messages.isReadonly(command.name));
    shell.variables.set(command.name, word);
    const goesOn = yield* runRound(shell, function* () {
      status = yield* runScript(shell, command.body);
    });
    if (!goesOn) return 0;
  }
  return status;
}

function* runArithmeticFor(shell: Shell, command: ArithmeticForCommand): Task<number> {
  const evaluate = function* (text: string): Task<bigint | undefined> {
    shell.line = command.line;
    return yield* evaluateOrComplain(shell, text, '((');
  };
  if ((yield* evaluate(yield* expandText(shell, command.start))) === undefined) return 1;
  let status = 0;
  for (;;) {
    const condition = yield* expandText(shell, command.condition);
    const value = condition.trim() === '' ? 1n : yield* evaluate(condition);
    if (value === undefined) return 1;
    if (value === 0n) return status;
    const goesOn = yield* runRound(shell, function* () {
      status = yield* runScript(shell, command.body);
    });
    if (!goesOn) return 0;
    if ((yield* evaluate(yield* expandText(shell, command.step))) === undefined) return 1;
  }
}

function* runCase(shell: Shell, command: CaseCommand, isLast: boolean): Task<number> {
  shell.line = command.line;
  const subject = yield* expandText(shell, command.subject);
  if (shell.isBash && shell.has('xtrace')) yield* trace(shell, `case ${quoteIfNeeded(subject)} in`);
  const options = {
    extended: shell.isBash && shell.shopts.has('extglob'),
    ignoreCase: shell.shopts.has('nocasematch'),
  };
  let fallsThrough = false;
  let status = 0;
  for (const item of command.items) {
    let matches = fallsThrough;
    for (const pattern of item.patterns) {
      if (matches) break;
      matches = matchesPattern(yield* expandPattern(shell, pattern), subject, options);
    }
    if (!matches) continue;
    if (item.body.items.length === 0) shell.status = status = 0;
    else status = yield* runScript(shell, item.body, isLast && item.end === ';;');
    if (item.end === ';;') return status;
    fallsThrough = item.end === ';&';
  }
  return status;
}

function* runArithmetic(shell: Shell, raw: string, line: number, text: string): Task<number> {
  shell.line = line;
  if (shell.has('xtrace')) yield* trace(shell, `(( ${raw} ))`);
  const value = yield* evaluateOrComplain(shell, text, '((');
  return value === undefined || value === 0n ? 1 : 0;
}

function* runConditional(shell: Shell, expression: Conditional, line: number): Task<number> {
  shell.line = line;
  return yield* evaluateConditional(shell, expression);
}
