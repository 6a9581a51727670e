import type { Process, Task } from '../kernel';
import type { AndOr, Command, Pipeline } from './ast';
import { runAndOr, runCommand } from './interpret';
import { jobStatus, statusNumber, type Job } from './jobs';
import { reportEnd } from './job-reports';
import { forkShell, waitForJob } from './processes';
import type { Shell } from './shell';
import { andOrText, pipelineText } from './unparse';

/** `a | b | c`: each in a subshell of its own; waits for all of them. */
export function* runPipe(shell: Shell, pipeline: Pipeline): Task<number> {
  const job = startPipe(shell, pipeline);
  const lendsTerminal = shell.has('monitor') && shell.p.isatty(0);
  if (lendsTerminal) shell.p.setForeground(0, job.processGroup);
  yield* waitForJob(shell, job);
  if (lendsTerminal) shell.p.setForeground(0, shell.p.processGroup);
  shell.pipeStatus = job.members.map((member) => (member.status ? statusNumber(member.status) : 0));
  shell.jobs.remove(job);
  const status = jobStatus(job);
  if (status && 'signal' in status) yield* reportEnd(shell, job, status);
  const failed = shell.pipeStatus.filter((one) => one !== 0);
  return shell.has('pipefail') ? (failed.at(-1) ?? 0) : (shell.pipeStatus.at(-1) ?? 0);
}

function startPipe(shell: Shell, pipeline: Pipeline): Job {
  const { p } = shell;
  const pids: number[] = [];
  let input: number | undefined;
  let group: number | undefined = shell.has('monitor') ? 0 : undefined;
  const last = pipeline.commands.length - 1;
  for (const [index, command] of pipeline.commands.entries()) {
    const pipe = index < last ? p.pipe() : undefined;
    const from = input;
    const child = forkShell(
      shell,
      (inner) => runElement(inner, command, from, pipe, pipeline.stderrToo[index] ?? false),
      { processGroup: group },
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
  const isJob = shell.has('monitor');
  const [only] = andOr.first.commands;
  const text = andOrText(andOr);
  const isPipe = andOr.rest.length === 0 && andOr.first.commands.length > 1 && !andOr.first.negated;
  let job: Job;
  if (isPipe && isJob) {
    job = startPipe(shell, andOr.first);
    job.isBackground = true;
    shell.jobs.touch(job);
  } else {
    const child: Process = forkShell(
      shell,
      (inner) =>
        andOr.rest.length === 0 && only && andOr.first.commands.length === 1
          ? runCommand(inner, only, true)
          : runAndOr(inner, andOr, true),
      { processGroup: isJob ? 0 : undefined, isBackground: true },
    );
    job = shell.jobs.add([child.pid], text, isJob ? child.pid : shell.p.processGroup, true);
  }
  const pid = job.members.at(-1)?.pid;
  shell.lastBackgroundPid = pid;
  shell.status = 0;
  if (shell.isInteractive && shell.isBash) yield* shell.writeError(`[${job.id}] ${pid ?? ''}\n`);
}
