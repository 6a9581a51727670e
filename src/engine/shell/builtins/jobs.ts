import type { Task } from '../../kernel';
import { waitInForeground } from '../foreground';
import { jobLine } from '../job-reports';
import { isDone, markRunning, stopSignal, type Job } from '../jobs';
import { reap } from '../processes';
import type { Shell } from '../shell';
import { badOption, fault, parseOptions } from './builtin';

/** The job that an argument names, or a complaint. */
export function* jobOrFault(shell: Shell, command: string, spec: string | undefined): Task<Job | undefined> {
  const found = shell.jobs.find(spec ?? '%+');
  if (found !== undefined && found !== 'ambiguous') return found;
  if (shell.isBash)
    yield* shell.complain(
      found === 'ambiguous' ? `${spec ?? ''}: ambiguous job spec` : `${spec ?? 'current'}: no such job`,
      command,
    );
  else {
    const missing =
      shell.dialect.name === 'dash' ? `No such job: ${spec ?? ''}` : `${spec ?? ''}: no such job`;
    yield* fault(shell, command, spec === undefined ? 'No current job' : missing, 2);
  }
  return undefined;
}

export function* jobs(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, operands, bad } = parseOptions(args, shell.isBash ? 'lpnrs' : 'lp');
  if (bad !== undefined)
    return yield* badOption(shell, 'jobs', bad, 'jobs [-lnprs] [jobspec ...] or jobs -x command [args]');
  yield* reap(shell);
  const listed: Job[] = [];
  for (const spec of operands) {
    const job = yield* jobOrFault(shell, 'jobs', spec);
    if (!job) return 1;
    listed.push(job);
  }
  // The Almquist shells list the newest first.
  const all = shell.isBash ? [...shell.jobs.all] : [...shell.jobs.all].reverse();
  for (const job of operands.length > 0 ? listed : all) {
    const isStopped = stopSignal(job) !== undefined;
    const isRunning = !isDone(job) && !isStopped;
    if (!job.isBackground || (flags.has('r') && !isRunning) || (flags.has('s') && !isStopped)) continue;
    job.hasStopNews = false;
    yield* shell.write(
      flags.has('p') ? `${job.members[0]?.pid ?? 0}\n` : `${jobLine(shell, job, flags.has('l'))}\n`,
    );
    if (isDone(job)) {
      job.isReported = true;
      shell.jobs.remove(job);
    }
  }
  return 0;
}

export function* fg(shell: Shell, args: readonly string[]): Task<number> {
  if (!shell.hasJobControl && shell.isBash) return yield* fault(shell, 'fg', 'no job control');
  const job = yield* jobOrFault(shell, 'fg', args[1]);
  if (!job) return 1;
  if (!shell.hasJobControl)
    return yield* fault(shell, 'fg', `job ${args[1] ?? '(null)'} not created under job control`, 2);
  yield* shell.write(`${job.text}\n`);
  goOn(shell, job);
  job.isBackground = false;
  return yield* waitInForeground(shell, job);
}

/** Stops the shell itself, which wants somebody who makes it go on. */
export function* suspend(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, bad } = parseOptions(args, 'f');
  if (bad !== undefined) return yield* badOption(shell, 'suspend', bad, 'suspend [-f]');
  if (!flags.has('f') && !shell.hasJobControl)
    return yield* fault(shell, 'suspend', 'cannot suspend: no job control');
  if (!flags.has('f') && shell.shopts.has('login_shell'))
    return yield* fault(shell, 'suspend', 'cannot suspend a login shell');
  shell.p.kill(shell.p.pid, 'STOP');
  return 0;
}

function goOn(shell: Shell, job: Job): void {
  markRunning(job);
  // To all of its group: what a script runs goes on with it.
  if (!isDone(job)) shell.p.kill(-job.processGroup, 'CONT');
}

export function* bg(shell: Shell, args: readonly string[]): Task<number> {
  if (!shell.hasJobControl && shell.isBash) return yield* fault(shell, 'bg', 'no job control');
  const job = yield* jobOrFault(shell, 'bg', args[1]);
  if (!job) return 1;
  const isStopped = stopSignal(job) !== undefined;
  if (shell.isBash && !isDone(job) && !isStopped)
    return yield* fault(shell, 'bg', `job ${job.id} already in background`, 0);
  yield* shell.write(
    shell.isBash ? `[${job.id}]${shell.jobs.mark(job)} ${job.text} &\n` : `[${job.id}] ${job.text}\n`,
  );
  if (isStopped) {
    goOn(shell, job);
    shell.lastBackgroundPid = job.members.at(-1)?.pid;
  }
  return 0;
}

export function* disown(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, operands } = parseOptions(args, 'ahr');
  if (flags.has('a')) {
    for (const job of [...shell.jobs.all]) shell.jobs.remove(job);
    return 0;
  }
  const specs = operands.length > 0 ? operands : [undefined];
  for (const spec of specs) {
    const byPid = spec === undefined || spec.startsWith('%') ? undefined : shell.jobs.byPid(Number(spec));
    const job = byPid ?? (yield* jobOrFault(shell, 'disown', spec));
    if (!job) return 1;
    if (!flags.has('h')) shell.jobs.remove(job);
  }
  return 0;
}
