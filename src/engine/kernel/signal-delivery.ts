import { Errno } from './errno';
import type { LiveProcess } from './live-process';
import type { PidNamespace } from './namespaces';
import type { Credentials, ExitStatus } from './process';
import { endProcess, ProcessEnd } from './process-life';
import { findGroup, isOrphanedGroup } from './process-group';
import type { SignalName } from './signals';

const IGNORED_BY_DEFAULT: ReadonlySet<SignalName> = new Set(['CHLD', 'URG', 'WINCH', 'CONT']);
const STOPS_BY_DEFAULT: ReadonlySet<SignalName> = new Set(['STOP', 'TSTP', 'TTIN', 'TTOU']);
const DUMPS_CORE: ReadonlySet<SignalName> = new Set([
  'QUIT',
  'ILL',
  'TRAP',
  'ABRT',
  'BUS',
  'FPE',
  'SEGV',
  'XCPU',
  'XFSZ',
  'SYS',
]);

/** kill(2): `pid` is a process, a group (negative), the sender's own group (0), or all (-1). Throws ESRCH, EPERM. */
export function killProcesses(sender: LiveProcess, pid: number, signal: SignalName | 0): void {
  const targets = targetsOf(sender, pid);
  if (targets.length === 0) throw new Errno('ESRCH');
  const allowed = targets.filter((target) => mayKill(sender, target, signal));
  if (allowed.length === 0) throw new Errno('EPERM');
  if (signal === 0) return;
  // The sender last: it may not come back from its own.
  for (const target of allowed) if (target !== sender) deliver(target, signal, sender);
  if (allowed.includes(sender)) deliver(sender, signal, sender);
}

function targetsOf(sender: LiveProcess, pid: number): readonly LiveProcess[] {
  const namespace = sender.namespaces.pid;
  if (pid > 0) {
    const target = namespace.get(pid);
    return target ? [target] : [];
  }
  if (pid === -1) return namespace.processes.filter((one) => one !== sender && !one.isInit);
  const group = pid === 0 ? sender.kernelGroup : findGroup(namespace, -pid)?.kernelNumber;
  return namespace.processes.filter((one) => one.kernelGroup === group);
}

function mayKill(sender: LiveProcess, target: LiveProcess, signal: SignalName | 0): boolean {
  if (signal === 'CONT' && sender.kernelSession === target.kernelSession) return true;
  const from = sender.credentials;
  const uids = [from.uid, from.realUid ?? from.uid];
  return from.capabilities.has('KILL') || uids.some((uid) => uid === realUid(target.credentials));
}

function realUid({ uid, realUid: real }: Credentials): number {
  return real ?? uid;
}

/** Sends a signal to all of a group or a session, as the kernel does for a terminal. */
export function signalAll(
  hostPids: PidNamespace,
  signal: SignalName,
  isMeant: (process: LiveProcess) => boolean,
): void {
  for (const process of hostPids.processes) if (isMeant(process)) deliver(process, signal, undefined);
}

/** Brings a signal to a process. `sender` undefined: the kernel, or somebody outside of all namespaces. */
export function deliver(process: LiveProcess, signal: SignalName, sender: LiveProcess | undefined): void {
  if (process.status !== undefined) return;
  if (signal === 'CONT') goOn(process);
  if (signal === 'KILL' || signal === 'STOP') {
    if (isSpared(process, sender, true)) return;
    if (signal === 'STOP') stop(process, signal);
    else terminate(process, signal);
    return;
  }
  if (process.isStopped) {
    // One that would stop it is forgotten when it goes on.
    if (!STOPS_BY_DEFAULT.has(signal)) process.heldSignals.push({ signal, sender });
    return;
  }
  const disposition = process.disposition(signal);
  if (disposition === 'catch') process.catchSignal(signal);
  if (disposition !== 'default' || IGNORED_BY_DEFAULT.has(signal)) return;
  if (isSpared(process, sender, false)) return;
  if (!STOPS_BY_DEFAULT.has(signal)) terminate(process, signal);
  else if (!isOrphanedGroup(process)) stop(process, signal);
}

/**
 * Process 1 gets no signal that it has no handler for; from outside of its namespace KILL and STOP do reach it
 * (pid_namespaces(7)).
 */
function isSpared(process: LiveProcess, sender: LiveProcess | undefined, isForceful: boolean): boolean {
  if (!process.isInit || process.namespaces.pid === process.kernel.hostPids) return false;
  const isFromOutside = sender === undefined || sender.namespaces.pid !== process.namespaces.pid;
  return !(isForceful && isFromOutside);
}

function terminate(process: LiveProcess, signal: SignalName): void {
  const status: ExitStatus = DUMPS_CORE.has(signal) ? { signal, coreDumped: true } : { signal };
  if (process.thread?.state !== 'running') {
    endProcess(process, status);
    return;
  }
  // It does this to itself: its own code is left first; should it not let itself be left, it ends at its next wait.
  process.fate = status;
  process.thread.kill();
  throw new ProcessEnd(status);
}

function stop(process: LiveProcess, signal: SignalName): void {
  if (process.isStopped) return;
  process.isStopped = true;
  process.stopNews = signal;
  const { parent } = process;
  if (parent === undefined) return;
  parent.childChanged.wakeAll();
  deliver(parent, 'CHLD', undefined);
}

function goOn(process: LiveProcess): void {
  if (!process.isStopped) return;
  process.isStopped = false;
  process.stopNews = undefined;
  process.kernel.scheduler.resumeHeld();
  for (const { signal, sender } of process.heldSignals.splice(0)) deliver(process, signal, sender);
}
