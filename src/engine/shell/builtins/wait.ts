import { isErrno, SIGNAL_NUMBERS, type SignalName, type Task } from '../../kernel';
import { reportEnd } from '../job-reports';
import { isDone, jobStatus, statusNumber, stopSignal, type Job } from '../jobs';
import { reap } from '../processes';
import type { Shell } from '../shell';
import { handleSignals } from '../traps';
import { badOption, fault, parseOptions } from './builtin';

/** A trapped signal ended `wait`: its status is 128 + its number. */
class WaitInterrupted extends Error {
  constructor(readonly status: number) {
    super('wait');
  }
}

/** Waits for one member of a job; a signal that has a trap ends the wait. */
function* waitInterruptibly(shell: Shell, pid: number | undefined): Task<void> {
  try {
    const result = yield* shell.p.wait(pid);
    if (result) shell.jobs.note(result.pid, result.status);
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code === 'ECHILD') {
      if (pid !== undefined) shell.jobs.note(pid, { code: 127 });
      return;
    }
    if (error.code !== 'EINTR') throw error;
    const caught = shell.p.takeSignals();
    const trapped = caught.find((signal) => (shell.traps.get(signal) ?? '') !== '');
    // The wait has ended when the trap runs, and has that status.
    if (trapped) shell.status = 128 + SIGNAL_NUMBERS[trapped];
    yield* replay(shell, caught);
    if (trapped) throw new WaitInterrupted(128 + SIGNAL_NUMBERS[trapped]);
  }
}

/** Runs the traps of signals that were already taken. */
function* replay(shell: Shell, signals: readonly SignalName[]): Task<void> {
  shell.pendingSignals = [...shell.pendingSignals, ...signals];
  yield* handleSignals(shell);
}

function* waitForWholeJob(shell: Shell, job: Job): Task<number> {
  for (const member of job.members) while (!member.status) yield* waitInterruptibly(shell, member.pid);
  const status = jobStatus(job);
  if (status && shell.isBash) yield* reportEnd(shell, job, status);
  if (!shell.isInteractive && shell.isBash) shell.jobs.remove(job);
  else job.isReported = true;
  return status ? statusNumber(status) : 0;
}

function* waitForNext(shell: Shell, variable: string | undefined): Task<number> {
  for (;;) {
    yield* reap(shell);
    const running = shell.jobs.all.filter((job) => job.isBackground);
    const done = running.find(isDone);
    if (done) {
      if (variable !== undefined) shell.variables.set(variable, String(done.members.at(-1)?.pid ?? ''));
      return yield* waitForWholeJob(shell, done);
    }
    if (running.length === 0) return 127;
    yield* waitInterruptibly(shell, undefined);
  }
}

function* waitForOperand(shell: Shell, operand: string): Task<number> {
  if (operand.startsWith('%')) {
    const job = shell.jobs.find(operand);
    if (job !== undefined && job !== 'ambiguous') return yield* waitForWholeJob(shell, job);
    if (!shell.isBash)
      return yield* fault(
        shell,
        'wait',
        shell.dialect.name === 'dash' ? `No such job: ${operand}` : `${operand}: no such job`,
        2,
      );
    return yield* fault(shell, 'wait', `${operand}: no such job`, 127);
  }
  if (!/^\d+$/.test(operand)) {
    if (!shell.isBash) return yield* fault(shell, 'wait', `Illegal number: ${operand}`, 2);
    return yield* fault(shell, 'wait', `\`${operand}': not a pid or valid job spec`);
  }
  const pid = Number(operand);
  // bash remembers: it may be asked again.
  const ended = shell.jobs.statusOfEnded(pid, !shell.isBash);
  if (ended !== undefined) return ended;
  const job = shell.jobs.byPid(pid);
  if (job) {
    const member = job.members.find((one) => one.pid === pid);
    // The Almquist shells tell of an end that they wait for, not of one that they had heard of.
    const isNews = member?.status === undefined;
    while (member && !member.status) yield* waitInterruptibly(shell, pid);
    const status = member?.status ? statusNumber(member.status) : 0;
    if (member?.status && (isNews || shell.isBash || shell.isInteractive))
      yield* reportEnd(shell, job, member.status);
    if (isDone(job)) job.isReported = true;
    if (isDone(job) && !shell.isInteractive && shell.isBash) shell.jobs.remove(job);
    if (!shell.isBash) shell.jobs.statusOfEnded(pid, true);
    return status;
  }
  if (shell.isBash) yield* shell.complain(`pid ${operand} is not a child of this shell`, 'wait');
  return 127;
}

const LETTERS = { bash: 'nfp:', ash: 'n', dash: '' } as const;

export function* wait(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, values, operands, bad } = parseOptions(args, LETTERS[shell.dialect.name]);
  if (bad !== undefined) return yield* badOption(shell, 'wait', bad, 'wait [-fn] [-p var] [id ...]');
  try {
    if (flags.has('n')) return yield* waitForNext(shell, values.get('p'));
    if (operands.length === 0) {
      if (shell.isBash) shell.jobs.forgetEnded();
      for (const job of [...shell.jobs.all])
        if (job.isBackground && stopSignal(job) === undefined) yield* waitForWholeJob(shell, job);
      return 0;
    }
    let status = 0;
    for (const operand of operands) status = yield* waitForOperand(shell, operand);
    return status;
  } catch (error) {
    if (error instanceof WaitInterrupted) return error.status;
    throw error;
  }
}
