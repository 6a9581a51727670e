import { type ErrnoCode, isErrno } from './errno';
import type { LiveProcess } from './live-process';
import type { ExitStatus, Process } from './process';
import { isOrphanedGroup } from './process-group';
import { deliver, signalAll } from './signal-delivery';
import type { Task } from './task';

/** Errors of a stream that is gone, which programs need not handle: nobody would see what they say. */
const ENDS_QUIETLY: ReadonlySet<ErrnoCode> = new Set(['EPIPE', 'EIO', 'EINTR', 'ECONNRESET']);
const TOO_LARGE = /^(Invalid (string|array|typed array) length|Array buffer allocation failed)/;
const CRASH: ExitStatus = { signal: 'SEGV' };

/** Thrown through a program to end its process from within. */
export class ProcessEnd extends Error {
  constructor(readonly status: ExitStatus) {
    super('process ends');
  }
}

/** Lets a process run `body`; when that is over, so is the process. */
export function startProcess(process: LiveProcess, body: (process: Process) => Task<number>): void {
  const { controlGroup } = process.namespaces;
  process.thread = process.kernel.scheduler.start(
    main(process, body),
    (end) => endProcess(process, 'value' in end ? end.value : (process.fate ?? CRASH)),
    () => process.isStopped || controlGroup.isFrozen,
  );
}

/** A program's run: what it returns or throws becomes the status that its process ends with. */
export function* main(process: LiveProcess, body: (process: Process) => Task<number>): Task<ExitStatus> {
  try {
    return { code: (yield* body(process)) & 0xff };
  } catch (error) {
    if (error instanceof ProcessEnd) return error.status;
    if (isErrno(error) && ENDS_QUIETLY.has(error.code)) return { code: 1 };
    // A text or an array grew past what can be held at all: as the kernel does where memory is used up.
    if (error instanceof RangeError && TOO_LARGE.test(error.message)) {
      process.namespaces.controlGroup.wasOutOfMemory = true;
      return { signal: 'KILL' };
    }
    process.kernel.onBug(error, process);
    return CRASH;
  }
}

/** Ends a process: what it held is given back, its children find a new parent, its parent is told. */
export function endProcess(process: LiveProcess, status: ExitStatus): void {
  if (process.status !== undefined) return;
  process.status = status;
  stopRunning(process);
  process.giveBack();
  const { controlGroup, pid } = process.namespaces;
  controlGroup.remove(process);
  if (process.isInit && pid !== process.kernel.hostPids) {
    for (const other of pid.processes) endProcess(other, { signal: 'KILL' });
  }
  leaveTerminal(process);
  findParents(process);
  process.ended.wakeAll();
  tellParent(process);
}

/** Its `finally` blocks run; whatever they throw, the process is over. */
function stopRunning(process: LiveProcess): void {
  try {
    process.thread?.kill();
  } catch (error) {
    if (!isErrno(error) && !(error instanceof ProcessEnd)) process.kernel.onBug(error, process);
  }
}

function tellParent(process: LiveProcess): void {
  const { parent } = process;
  if (parent === undefined || parent.status !== undefined || parent.disposition('CHLD') === 'ignore') {
    reap(process);
  }
  if (parent === undefined) return;
  parent.childChanged.wakeAll();
  deliver(parent, 'CHLD', undefined);
}

/** With its leader a session loses its terminal; who was using it is told. */
function leaveTerminal(process: LiveProcess): void {
  const { tty, kernelSession, kernelPid, kernel } = process;
  if (tty === undefined || tty.session !== kernelSession || kernelSession !== kernelPid) return;
  const group = tty.foregroundGroup;
  tty.session = 0;
  for (const signal of ['HUP', 'CONT'] as const) {
    signalAll(kernel.hostPids, signal, (one) => one.kernelGroup === group && one !== process);
  }
}

/** Orphans go to the namespace's process 1, if it lives; stopped ones that nobody can bring back are hung up. */
function findParents(process: LiveProcess): void {
  const { init } = process.namespaces.pid;
  const parent = init?.status === undefined && init !== process ? init : undefined;
  const children = [...process.children];
  process.children.clear();
  for (const child of children) {
    child.parent = parent;
    child.isAdopted = true;
    parent?.children.add(child);
    if (child.status !== undefined) tellParent(child);
    else if (child.isStopped && isOrphanedGroup(child)) {
      deliver(child, 'HUP', undefined);
      deliver(child, 'CONT', undefined);
    }
  }
}

/** Forgets an ended process: its parent knows. */
export function reap(process: LiveProcess): void {
  process.parent?.children.delete(process);
  process.forgetPids();
}
