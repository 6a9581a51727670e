// bash's `coproc`: loaded when a shell first starts one.
import type { Task } from '../../kernel';
import type { CoprocCommand } from '../ast';
import { runCommand } from '../interpret';
import { isDone } from '../jobs';
import { forkShell, reap } from '../processes';
import type { Shell } from '../shell';
import { commandText } from '../unparse';

const HIGHEST_FD = 63;

/** The highest free descriptors, so that the low ones stay the script's. */
function moveHigh(shell: Shell, fd: number): number {
  let high = HIGHEST_FD;
  while (shell.p.isOpen(high)) high--;
  shell.p.dup(fd, high);
  shell.p.close(fd);
  return high;
}

/** Starts the command with a pipe to its input and one from its output, whose ends the array names. */
export function* startCoprocess(shell: Shell, command: CoprocCommand): Task<number> {
  const { p } = shell;
  yield* settleCoprocesses(shell);
  const [before] = shell.coprocesses;
  if (before)
    yield* shell.complain(`warning: execute_coproc: coproc [${before.pid}:${before.name}] still exists`);
  const [output, input] = [p.pipe(), p.pipe()];
  const [read, theirOutput] = [moveHigh(shell, output.read), moveHigh(shell, output.write)];
  const [theirInput, write] = [moveHigh(shell, input.read), moveHigh(shell, input.write)];
  const isJob = shell.hasJobControl;
  const child = yield* forkShell(
    shell,
    function* (inner) {
      inner.p.dup(theirInput, 0);
      inner.p.dup(theirOutput, 1);
      for (const fd of [read, write, theirInput, theirOutput]) inner.p.close(fd);
      inner.coprocesses = [];
      inner.loopDepth = 0;
      return yield* runCommand(inner, command.body, true);
    },
    { processGroup: isJob ? 0 : undefined, isBackground: true },
  );
  p.close(theirInput);
  p.close(theirOutput);
  const group = isJob ? child.pid : p.processGroup;
  const job = shell.jobs.add([child.pid], commandText(command), group, true);
  shell.lastBackgroundPid = child.pid;
  shell.coprocesses = [{ name: command.name, pid: child.pid, read, write, job }, ...shell.coprocesses];
  const elements = new Map([read, write].map((fd, index) => [index, String(fd)]));
  shell.variables.setValue(command.name, { kind: 'indexed', elements });
  shell.variables.set(`${command.name}_PID`, String(child.pid));
  if (shell.isInteractive) yield* shell.writeError(`[${job.id}] ${child.pid}\n`);
  return 0;
}

/** Takes back the pipes and variables of those that have ended. */
export function* settleCoprocesses(shell: Shell): Task<void> {
  yield* reap(shell);
  const over = shell.coprocesses.filter(({ job }) => isDone(job));
  if (over.length === 0) return;
  shell.coprocesses = shell.coprocesses.filter(({ job }) => !isDone(job));
  for (const { name, read, write } of over) {
    for (const fd of [read, write]) if (shell.p.isOpen(fd)) shell.p.close(fd);
    for (const variable of [name, `${name}_PID`]) shell.variables.unset(variable);
  }
}
