// Loops, choices and subshells: loaded when a shell first meets one.
import { part, type ExitStatus, type Task } from '../../kernel';
import type {
  ArithmeticForCommand,
  CaseCommand,
  Command,
  ForCommand,
  FunctionCommand,
  GroupCommand,
  IfCommand,
  LoopCommand,
  SimpleCommand,
} from '../ast';
import { LeaveLoop } from '../control';
import { evaluateOrComplain, expandPattern, expandText, expandWords } from '../expand';
import { runScript, runTested } from '../interpret';
import { statusNumber } from '../jobs';
import { matchesPattern } from '../pattern';
import { forkShell, listsOfParent, onlyCommand, sharingInterrupts, waitForProcess } from '../processes';
import { waitInForeground } from '../foreground';
import { redirect } from '../redirect';
import type { Shell } from '../shell';
import { trace } from '../trace';
import { announce, handleSignals } from '../traps';
import { commandText, scriptText } from '../unparse';
import { evaluateConditional } from './conditional';
import { runSelect } from './select';

const coprocesses = part<typeof import('./coprocess')>('shell/constructs/coprocess');

export function* runSubshell(shell: Shell, command: GroupCommand): Task<number> {
  if (shell.isBash && shell.trapDepth === 0) shell.runningText = () => commandText(command);
  shell.line = command.line;
  const isJob = shell.hasJobControl;
  const child = yield* forkShell(
    shell,
    function* (inner) {
      inner.loopDepth = 0;
      yield* redirect(inner, command.redirects, undefined);
      return yield* runScript(inner, command.body, true);
    },
    {
      processGroup: isJob ? 0 : undefined,
      lists: listsOfParent(shell, 'subshell', onlyCommand(command.body)),
    },
  );
  if (!isJob) {
    let status: ExitStatus = { code: 0 };
    yield* sharingInterrupts(shell, function* () {
      status = yield* waitForProcess(shell, child.pid);
      return status;
    });
    return statusNumber(status);
  }
  const text = shell.isBash ? commandText(command) : `(${scriptText(command.body)})`;
  return yield* waitInForeground(shell, shell.jobs.add([child.pid], text, child.pid, false));
}

/** Runs a compound command that is neither a group nor `if`. */
export function* runCompound(
  shell: Shell,
  command: Exclude<Command, SimpleCommand | FunctionCommand | GroupCommand | IfCommand>,
  isLast: boolean,
): Task<number> {
  switch (command.kind) {
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
    case 'coproc':
      return yield* (yield* coprocesses(shell.p)).startCoprocess(shell, command);
    case 'conditional':
      shell.line = command.line;
      yield* announce(shell, () => commandText({ ...command, redirects: [] }));
      return yield* evaluateConditional(shell, command.expression);
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
    shell.status = error.status;
    if (error.levels > 1 && shell.loopDepth > 1)
      throw new LeaveLoop(error.kind, error.levels - 1, error.status);
    return error.kind === 'continue';
  } finally {
    shell.loopDepth--;
  }
}

function* runWhile(shell: Shell, command: LoopCommand): Task<number> {
  let status = 0;
  let isOver = false;
  const round = function* (): Task<void> {
    const condition = yield* runTested(shell, command.condition);
    isOver = (condition === 0) !== (command.kind === 'while');
    if (!isOver) status = yield* runScript(shell, command.body);
  };
  for (;;) {
    const goesOn = yield* runRound(shell, round);
    if (isOver) return status;
    if (!goesOn) return shell.status;
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
  const head = (): string =>
    `for ${command.name} in ${command.words?.map((one) => one.raw).join(' ') ?? '"$@"'}`;
  for (const word of words) {
    if (shell.isBash) yield* announce(shell, head);
    if (shell.isBash && shell.has('xtrace')) {
      yield* trace(shell, head());
    }
    shell.line = command.line;
    if (shell.variables.lookup(command.name)?.readonly) return yield* refuseReadonly(shell, command.name);
    shell.variables.set(command.name, word);
    const goesOn = yield* runRound(shell, function* () {
      status = yield* runScript(shell, command.body);
    });
    if (!goesOn) return shell.status;
  }
  return status;
}

/** To bash a loop that cannot set its variable has failed, no more. */
function* refuseReadonly(shell: Shell, name: string): Task<number> {
  const text = shell.dialect.messages.isReadonly(name);
  if (!shell.isBash) return yield* shell.fail(text);
  yield* shell.complain(text);
  return 1;
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
    if (!goesOn) return shell.status;
    if ((yield* evaluate(yield* expandText(shell, command.step))) === undefined) return 1;
  }
}

function* runCase(shell: Shell, command: CaseCommand, isLast: boolean): Task<number> {
  shell.line = command.line;
  const head = `case ${command.subject.raw} in`;
  if (shell.isBash) yield* announce(shell, () => `${head} `);
  if (shell.isBash && shell.has('xtrace')) yield* trace(shell, head);
  const subject = yield* expandText(shell, command.subject);
  const options = {
    extended: shell.isBash && shell.shopts.has('extglob'),
    ignoreCase: shell.shopts.has('nocasematch'),
    caretIsPlain: shell.dialect.name === 'dash',
    isBytewise: shell.isBytewise,
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
  yield* announce(shell, () => `((${raw}))`);
  if (shell.has('xtrace')) yield* trace(shell, `(( ${raw} ))`);
  const value = yield* evaluateOrComplain(shell, text, '((');
  return value === undefined || value === 0n ? 1 : 0;
}
