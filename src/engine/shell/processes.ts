import {
  isErrno,
  SIGNAL_NUMBERS,
  type ExitStatus,
  type Process,
  type SignalName,
  type Task,
  type WaitResult,
} from '../kernel';
import type { Command, Script } from './ast';
import { Failure, Interrupted, LeaveFunction, LeaveLoop, LeaveShell } from './control';
import { rootTask } from './deep-call';
import { statusNumber, stopSignal, type Job, type JobMember } from './jobs';
import type { Shell } from './shell';
import { handleSignals, isSignal, isTerminating, runExitTrap, terminate, TERMINATING } from './traps';

/** bash waits for processes to end, longer each time, before it gives up. */
const BASH_RETRIES_MS: readonly number[] = [1_000, 2_000, 4_000, 8_000];

export interface ChildOptions {
  /** Job control: the group to join; 0 a new one. */
  readonly processGroup?: number | undefined;
  /** `&` without job control: no input from the terminal, deaf to ^C. */
  readonly isBackground?: boolean;
  /** What of its parent's it is to list, though it does not have it: `jobs | cat`, `$(trap)`. */
  readonly lists?: ReadonlySet<'jobs' | 'traps'>;
}

/** What a subshell may list of its parent's. Source: bash's make_child and shell/ash.c, forkchild. */
export function listsOfParent(
  shell: Shell,
  place: 'pipe' | 'substitution' | 'subshell',
  only: Command | undefined,
): ReadonlySet<'jobs' | 'traps'> {
  const lists = new Set<'jobs' | 'traps'>();
  if (shell.dialect.name === 'dash') return lists;
  const [first] = only?.kind === 'simple' ? only.words : [];
  const name = first && 'parts' in first ? first.raw : undefined;
  if (shell.isBash) {
    if (place === 'substitution' || (place === 'pipe' && name === 'jobs')) lists.add('jobs');
    lists.add('traps');
  } else if (name === 'jobs') lists.add('jobs');
  else if (name === 'trap' && place !== 'subshell') lists.add('traps');
  return lists;
}

/** The command of a script that is nothing else. */
export function onlyCommand(script: Script): Command | undefined {
  const [item, ...others] = script.items;
  if (item === undefined || others.length > 0 || item.background || item.andOr.rest.length > 0)
    return undefined;
  const { commands } = item.andOr.first;
  return commands.length === 1 ? commands[0] : undefined;
}

/** Starts a subshell that runs `body` with its own copy of this shell, and ends with its status; may be refused. */
export function* forkShell(
  shell: Shell,
  body: (child: Shell) => Task<number>,
  options: ChildOptions = {},
): Task<Process> {
  const { text, status } = shell.dialect.messages.forkRefused;
  for (const retryMs of shell.isBash ? BASH_RETRIES_MS : []) {
    const child = tryToFork(shell, body, options);
    if (child !== undefined) return child;
    yield* shell.complain(text.replace('fork: ', 'fork: retry: '));
    yield* shell.p.sleep(retryMs);
  }
  const child = tryToFork(shell, body, options);
  if (child !== undefined) return child;
  yield* shell.complain(text);
  throw new Failure(status);
}

/** undefined where there are more processes already than the container may have (--pids-limit). */
function tryToFork(
  shell: Shell,
  body: (child: Shell) => Task<number>,
  options: ChildOptions,
): Process | undefined {
  try {
    return fork(shell, body, options);
  } catch (error) {
    if (isErrno(error) && error.code === 'EAGAIN') return undefined;
    throw error;
  }
}

function fork(shell: Shell, body: (child: Shell) => Task<number>, options: ChildOptions): Process {
  const signals = [...shell.traps.keys()];
  const wasInteractive = shell.isInteractive;
  // What goes on beside its parent starts with what the parent is now, whenever its turn comes.
  const parent = options.isBackground === true ? shell.clone(shell.p) : shell;
  return shell.p.fork(
    function* (p) {
      const child = parent.clone(p);
      child.subshellDepth = shell.subshellDepth + 1;
      for (const fd of shell.savedFds) if (p.isOpen(fd)) p.close(fd);
      child.savedFds = [];
      const { jobs, traps } = parent;
      if (options.lists?.has('jobs')) child.jobs = jobs.forListing();
      resetSignals(child, signals, wasInteractive, options);
      if (options.lists?.has('traps')) child.inheritedTraps = new Map(traps);
      return yield* rootTask(runToEnd(child, body));
    },
    options.processGroup === undefined ? {} : { processGroup: options.processGroup },
  );
}

/** Runs a (sub)shell's body and its EXIT trap; every way out becomes an exit status. */
export function* runToEnd(shell: Shell, body: (shell: Shell) => Task<number>): Task<number> {
  let status: number;
  try {
    status = yield* body(shell);
    // What was caught by the last command still has its trap.
    yield* handleSignals(shell);
  } catch (error) {
    status = statusOfExit(shell, error);
  }
  return yield* runExitTrap(shell, status);
}

/** The status with which an exception ends a shell. */
export function statusOfExit(shell: Shell, error: unknown): number {
  if (error instanceof LeaveShell || error instanceof LeaveFunction || error instanceof Failure)
    return error.status;
  if (error instanceof LeaveLoop) return shell.status;
  if (error instanceof Interrupted) return 130;
  if (isErrno(error) && error.code === 'EPIPE') return 1;
  throw error;
}

/** A child ignores what its parent ignored, and has the default for what the parent caught. */
function resetSignals(
  child: Shell,
  trapped: readonly string[],
  wasInteractive: boolean,
  options: ChildOptions,
): void {
  const { p } = child;
  for (const name of trapped) {
    const isIgnored = child.traps.get(name) === '';
    const isTraced = child.has(name === 'ERR' ? 'errtrace' : 'functrace');
    if (!isIgnored && !(isTraced && !isSignal(name) && name !== 'EXIT')) child.traps.delete(name);
    if (isSignal(name) && !isIgnored) p.setDisposition(name, 'default');
  }
  if (!child.isBash && !wasInteractive && p.disposition('INT') === 'catch')
    p.setDisposition('INT', 'default');
  if (child.isBash && !wasInteractive)
    for (const signal of TERMINATING)
      if (p.disposition(signal) === 'catch' && !child.traps.has(signal)) p.setDisposition(signal, 'default');
  child.isInteractive = false;
  // What is no job, as a command substitution is none, cannot be stopped by ^Z: nobody could let it go on.
  const isJob = options.processGroup !== undefined;
  const restored = ['INT', 'TERM', 'QUIT', ...(isJob ? (['TSTP', 'TTIN', 'TTOU'] as const) : [])] as const;
  if (wasInteractive)
    for (const signal of restored) if (child.traps.get(signal) !== '') p.setDisposition(signal, 'default');
  if (options.isBackground && options.processGroup === undefined) {
    p.setDisposition('INT', 'ignore');
    p.setDisposition('QUIT', 'ignore');
    if (p.files.exists('/dev/null')) {
      const fd = p.open('/dev/null', { read: true });
      p.dup(fd, 0);
      p.close(fd);
    }
  }
}

/**
 * Waits until all processes of a job have ended or, with job control, were stopped; signals that come meanwhile are
 * handled when it is over.
 */
export function* waitForJob(shell: Shell, job: Job): Task<number> {
  for (const member of job.members) yield* waitForMember(shell, member);
  const stopped = stopSignal(job);
  if (stopped !== undefined) return 128 + SIGNAL_NUMBERS[stopped];
  const last = job.members.at(-1)?.status;
  return last ? statusNumber(last) : 0;
}

function* waitForMember(shell: Shell, member: JobMember): Task<void> {
  while (!member.status && !member.stopped) yield* waitForProcess(shell, member.pid, shell.hasJobControl);
}

/** Waits for one child to end, or `untraced` to be stopped; what became of it is noted in its job. */
export function* waitForProcess(shell: Shell, pid: number, untraced = false): Task<ExitStatus> {
  for (;;) {
    try {
      const result = yield* shell.p.wait(pid, { untraced, withAdopted: true });
      if (!result) continue;
      note(shell, result);
      return result.status;
    } catch (error) {
      if (isErrno(error) && error.code === 'EINTR') {
        yield* dieIfTold(shell);
        continue;
      }
      if (isErrno(error) && error.code === 'ECHILD') {
        const status: ExitStatus = { code: 127 };
        shell.jobs.note(pid, status);
        return status;
      }
      throw error;
    }
  }
}

/**
 * After a wait was broken off: a signal that ends the shell does so at once, whatever it waits for. To bash that is none
 * of INT, to the Almquist shells INT alone; traps wait with the shell.
 */
export function* dieIfTold(shell: Shell): Task<void> {
  const taken = shell.p.takeSignals();
  shell.pendingSignals = [...shell.pendingSignals, ...taken];
  const ends = (signal: SignalName): boolean =>
    shell.isBash
      ? signal !== 'INT' && isTerminating(shell, signal)
      : signal === 'INT' && !shell.isInteractive && !shell.traps.has('INT');
  if (taken.some(ends)) yield* handleSignals(shell);
}

/**
 * bash waits for what it runs in the foreground: a ^C meanwhile is the child's, and only when that dies of it, does the
 * script. Source: bash's wait_for and wait_sigint_handler.
 */
export function* sharingInterrupts(shell: Shell, wait: () => Task<ExitStatus | undefined>): Task<void> {
  const { p } = shell;
  if (!shell.isBash || shell.isInteractive || shell.hasJobControl || shell.traps.has('INT')) {
    yield* wait();
    return;
  }
  const before = p.disposition('INT');
  if (before === 'default') p.setDisposition('INT', 'catch');
  const status = yield* wait();
  const signals = [...shell.pendingSignals, ...p.takeSignals()];
  shell.pendingSignals = signals.filter((signal) => signal !== 'INT');
  if (before === 'default') p.setDisposition('INT', 'default');
  const died = status !== undefined && 'signal' in status && status.signal === 'INT';
  if (died && signals.includes('INT')) yield* terminate(shell, 'INT');
}

function note(shell: Shell, { pid, status, stopped }: WaitResult): void {
  if (stopped === undefined) shell.jobs.note(pid, status);
  else if ('signal' in status) shell.jobs.noteStop(pid, status.signal);
}

/** Notes children that have ended or were stopped, without waiting. */
export function* reap(shell: Shell): Task<void> {
  const untraced = shell.hasJobControl;
  for (const job of shell.jobs.all) {
    for (const member of job.members) {
      if (member.status || member.isForeign) continue;
      try {
        const result = yield* shell.p.wait(member.pid, { noHang: true, untraced, withAdopted: true });
        if (result) note(shell, result);
      } catch (error) {
        if (!isErrno(error)) throw error;
        member.status = { code: 127 };
      }
    }
  }
}
