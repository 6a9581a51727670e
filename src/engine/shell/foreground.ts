import { part, type Task } from '../kernel';
import { jobStatus, stopSignal, type Job } from './jobs';
import { reap, sharingInterrupts, waitForJob } from './processes';
import type { Shell } from './shell';

const jobReports = part<typeof import('./job-reports')>('shell/job-reports');

/**
 * Waits for a job that has the terminal meanwhile. When it has ended it leaves the table; stopped (^Z), it stays there
 * and can be brought back. Gives its status; what is to be said of its end is said.
 */
export function* waitInForeground(shell: Shell, job: Job): Task<number> {
  const lendsTerminal = shell.hasJobControl && shell.p.isatty(0);
  if (lendsTerminal) shell.p.setForeground(0, job.processGroup);
  let status = 0;
  yield* sharingInterrupts(shell, function* () {
    status = yield* waitForJob(shell, job);
    return jobStatus(job);
  });
  if (lendsTerminal) shell.p.setForeground(0, shell.p.processGroup);
  if (stopSignal(job) !== undefined) {
    job.isBackground = true;
    shell.jobs.touch(job);
    // The Almquist shells tell of it before their next prompt.
    if (shell.isBash) yield* (yield* jobReports(shell.p)).reportStop(shell, job);
    return status;
  }
  shell.jobs.remove(job);
  // Whatever else ended meanwhile the Almquist shells have heard of.
  if (!shell.isBash && !shell.isInteractive && shell.jobs.all.length > 0) yield* reap(shell);
  const end = jobStatus(job);
  if (end && 'signal' in end) yield* (yield* jobReports(shell.p)).reportEnd(shell, job, end);
  return status;
}
