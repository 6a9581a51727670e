import type { Process, Task } from '../../kernel';
import type { AndOr, Command, Pipeline } from '../ast';
import { runAndOr, runCommand } from '../interpret';
import { waitInForeground } from '../foreground';
import { statusNumber, stopSignal, type Job } from '../jobs';
import { forkShell, listsOfParent, waitForJob } from '../processes';
import { restore, type Saved } from '../redirect';
import type { Shell } from '../shell';
import { save } from './redirections';
import { andOrText, commandText, pipelineText } from '../unparse';

export { timed } from '../timing';

/** `a | b | c`: each in a subshell of its own; waits for all of them. */
export function* runPipe(shell: Shell, pipeline: Pipeline): Task<number> {
  if (shell.isBash && shell.shopts.has('lastpipe') && !shell.hasJobControl)
    return yield* runLastHere(shell, pipeline);
  const job = yield* startPipe(shell, pipeline);
  const status = yield* waitInForeground(shell, job);
  shell.pipeStatus = job.members.flatMap((member) => (member.status ? [statusNumber(member.status)] : []));
  if (stopSignal(job) !== undefined) return status;
  const failed = shell.pipeStatus.filter((one) => one !== 0);
  return shell.has('pipefail') ? (failed.at(-1) ?? 0) : (shell.pipeStatus.at(-1) ?? 0);
}

/** bash's `lastpipe`: the last command runs in this shell. */
function* runLastHere(shell: Shell, pipeline: Pipeline): Task<number> {
  const last = pipeline.commands.at(-1);
  if (!last) return 0;
  const { p } = shell;
  const pipe = p.pipe();
  const job = yield* startPipe(shell, { ...pipeline, commands: pipeline.commands.slice(0, -1) }, pipe);
  const saved: Saved = new Map();
  save(shell, 0, saved);
  p.dup(pipe.read, 0);
  p.close(pipe.read);
  try {
    const status = yield* runCommand(shell, last, false);
    restore(shell, saved);
    yield* waitForJob(shell, job);
    shell.pipeStatus = [
      ...job.members.map((member) => (member.status ? statusNumber(member.status) : 0)),
      status,
    ];
    shell.jobs.remove(job);
    const failed = shell.pipeStatus.filter((one) => one !== 0);
    return shell.has('pipefail') ? (failed.at(-1) ?? 0) : status;
  } finally {
    restore(shell, saved);
  }
}

/** Starts all elements; the last one writes to `output`, if there is one. */
function* startPipe(
  shell: Shell,
  pipeline: Pipeline,
  output?: { readonly read: number; readonly write: number },
): Task<Job> {
  const { p } = shell;
  const pids: number[] = [];
  let input: number | undefined;
  let group: number | undefined = shell.hasJobControl ? 0 : undefined;
  const last = pipeline.commands.length - 1;
  for (const [index, command] of pipeline.commands.entries()) {
    const pipe = index < last ? p.pipe() : output;
    // bash notes a simple command before it forks for it.
    if (shell.isBash && command.kind === 'simple') {
      shell.line = command.line;
      if (shell.trapDepth === 0) shell.runningText = () => commandText(command);
    }
    const from = input;
    const child = yield* forkShell(
      shell,
      (inner) => runElement(inner, command, from, pipe, pipeline.stderrToo[index] ?? false),
      { processGroup: group, lists: listsOfParent(shell, 'pipe', command) },
    );
    if (group === 0) group = child.pid;
    pids.push(child.pid);
    if (from !== undefined) p.close(from);
    if (pipe) p.close(pipe.write);
    input = pipe?.read;
  }
  return shell.jobs.add(pids, pipelineText(pipeline), group ?? p.processGroup, false);
}

function* runElement(
  inner: Shell,
  command: Command,
  from: number | undefined,
  pipe: { read: number; write: number } | undefined,
  stderrToo: boolean,
): Task<number> {
  const { p } = inner;
  inner.loopDepth = 0;
  // Only a compound command looks at what fails in it.
  if (command.kind === 'simple') inner.traps.delete('ERR');
  if (from !== undefined) {
    p.dup(from, 0);
    p.close(from);
  }
  if (pipe) {
    p.close(pipe.read);
    p.dup(pipe.write, 1);
    if (stderrToo) p.dup(1, 2);
    if (pipe.write !== 1) p.close(pipe.write);
  }
  return yield* runCommand(inner, command, true);
}

/** `… &`: starts it, remembers it as a job and goes on. */
export function* startBackground(shell: Shell, andOr: AndOr): Task<void> {
  const isJob = shell.hasJobControl;
  const [only] = andOr.first.commands;
  const text = andOrText(andOr);
  const isPipe = andOr.rest.length === 0 && andOr.first.commands.length > 1 && !andOr.first.negated;
  let job: Job;
  if (isPipe && isJob) {
    job = yield* startPipe(shell, andOr.first);
    job.isBackground = true;
    shell.jobs.touch(job);
  } else {
    const child: Process = yield* forkShell(
      shell,
      (inner) =>
        andOr.rest.length === 0 && only && andOr.first.commands.length === 1
          ? runCommand(inner, only, true)
          : runAndOr(inner, andOr, true),
      { processGroup: isJob ? 0 : undefined, isBackground: true },
    );
    job = shell.jobs.add(
      [child.pid],
      text,
      isJob ? child.pid : shell.p.processGroup,
      true,
      !shell.isBash && !shell.has('monitor'),
    );
  }
  const pid = job.members.at(-1)?.pid;
  shell.lastBackgroundPid = pid;
  shell.status = 0;
  if (shell.isInteractive && shell.isBash) yield* shell.writeError(`[${job.id}] ${pid ?? ''}\n`);
}
