import { type ExitStatus, FIRST_REAL_TIME, SIGNAL_NUMBERS, type SignalName, type Task } from '../kernel';
import { isDone, jobStatus, stopSignal, type Job } from './jobs';
import { Interrupted } from './control';
import type { Shell } from './shell';

/** What strsignal(3) of the GNU C library says; musl and BusyBox agree on these. */
const SIGNAL_TEXTS: Partial<Record<SignalName, string>> = {
  HUP: 'Hangup',
  INT: 'Interrupt',
  QUIT: 'Quit',
  ILL: 'Illegal instruction',
  TRAP: 'Trace/breakpoint trap',
  ABRT: 'Aborted',
  BUS: 'Bus error',
  FPE: 'Floating point exception',
  KILL: 'Killed',
  USR1: 'User defined signal 1',
  SEGV: 'Segmentation fault',
  USR2: 'User defined signal 2',
  PIPE: 'Broken pipe',
  ALRM: 'Alarm clock',
  TERM: 'Terminated',
  STKFLT: 'Stack fault',
  CHLD: 'Child exited',
  CONT: 'Continued',
  STOP: 'Stopped (signal)',
  TSTP: 'Stopped',
  TTIN: 'Stopped (tty input)',
  TTOU: 'Stopped (tty output)',
  XCPU: 'CPU time limit exceeded',
  XFSZ: 'File size limit exceeded',
  VTALRM: 'Virtual timer expired',
  PROF: 'Profiling timer expired',
  IO: 'I/O possible',
  PWR: 'Power failure',
  SYS: 'Bad system call',
};

/** Where the Almquist shells start the command of a job. */
const ALMQUIST_COLUMN = 33;

function stateText(shell: Shell, job: Job): string {
  const stopped = stopSignal(job);
  if (stopped === undefined) return statusText(shell, jobStatus(job));
  return shell.isBash ? 'Stopped' : (SIGNAL_TEXTS[stopped] ?? 'Stopped');
}

function statusText(shell: Shell, status: ExitStatus | undefined): string {
  if (!status) return 'Running';
  if ('code' in status)
    return status.code === 0 ? 'Done' : shell.isBash ? `Exit ${status.code}` : `Done(${status.code})`;
  const core = status.coreDumped ? ' (core dumped)' : '';
  return signalText(status.signal) + core;
}

function signalText(signal: SignalName): string {
  const number = SIGNAL_NUMBERS[signal];
  const other =
    number < FIRST_REAL_TIME ? `Unknown signal ${number}` : `Real-time signal ${number - FIRST_REAL_TIME}`;
  return SIGNAL_TEXTS[signal] ?? other;
}

/** One line of `jobs`, or of a notice between two prompts. */
export function jobLine(shell: Shell, job: Job, withPids = false): string {
  const state = stateText(shell, job);
  const goesOn = jobStatus(job) === undefined && stopSignal(job) === undefined;
  const mark = shell.jobs.mark(job);
  const pid = job.members[0]?.pid ?? 0;
  if (shell.isBash) {
    const shownPid = withPids ? String(pid).padStart(5) : '';
    const head = `[${job.id}]${mark} ${shownPid} ${state}`;
    const width = 30 + shownPid.length;
    return `${head.padEnd(width - 1)} ${job.text}${goesOn ? ' &' : ''}`;
  }
  const text = shell.has('monitor') ? job.text : '';
  const head = shell.dialect.name === 'dash' ? `[${job.id}] ${mark} ` : `[${job.id}]${mark}  `;
  return `${`${head}${withPids ? `${pid} ` : ''}${state}`.padEnd(ALMQUIST_COLUMN)}${text}`;
}

/**
 * Says that a job was ended by a signal. bash's scripts name the process, except for TERM in the foreground;
 * the Almquist shells say the signal only. A job with the terminal that ^C ended took the shell's ^C with it:
 * the shell acts as if it had come to itself (bash's wait_for, dash's waitforjob), so that loops end too.
 */
export function* reportEnd(shell: Shell, job: Job, status: ExitStatus): Task<void> {
  if (!('signal' in status) || status.signal === 'PIPE') return;
  if (status.signal === 'INT') {
    if (job.isBackground || !shell.isInteractive || !shell.hasJobControl) return;
    if (!shell.traps.has('INT')) throw new Interrupted();
    if (shell.isBash) yield* shell.writeError('\n');
    else shell.pendingSignals = [...shell.pendingSignals, 'INT'];
    return;
  }
  const text = statusText(shell, status);
  const signal = statusText(shell, { signal: status.signal });
  const isBare = !shell.isBash || shell.isInteractive || status.signal === 'TERM';
  if (isBare) {
    if (!job.isBackground || (!shell.isBash && !shell.isInteractive) || shell.dialect.name === 'dash')
      yield* shell.writeError(`${text}\n`);
    return;
  }
  const pid = job.members.at(-1)?.pid ?? 0;
  yield* shell.writeError(
    `${shell.prefix()}${String(pid).padStart(5)} ${signal.padEnd(24)}${status.coreDumped ? '(core dumped) ' : ''}${job.text}\n`,
  );
}

/** Says that a job was stopped; bash begins a line of its own. */
export function* reportStop(shell: Shell, job: Job): Task<void> {
  job.hasStopNews = false;
  yield* shell.writeError(`${shell.isBash ? '\n' : ''}${jobLine(shell, job)}\n`);
}

/** Notices of jobs that ended or were stopped, before a prompt; ended jobs leave the table. */
export function* reportJobs(shell: Shell): Task<void> {
  for (const job of [...shell.jobs.all]) {
    if (job.hasStopNews && stopSignal(job) !== undefined) yield* reportStop(shell, job);
    if (!isDone(job)) continue;
    if (job.isBackground && !job.isReported && shell.isInteractive)
      yield* shell.writeError(`${jobLine(shell, job)}\n`);
    job.isReported = true;
    shell.jobs.remove(job);
  }
}
