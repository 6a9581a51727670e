import type { LiveProcess } from './live-process';
import type { PidNamespace } from './namespaces';
import type { ProcessInfo } from './process';
import { numberIn } from './process-group';

/** What a process that asked for no memory uses: its program and the C library. */
const BASE_RESIDENT_BYTES = 3_500_000;
const BASE_VIRTUAL_BYTES = 4_600_000;

/** What ps shows of a process, with the numbers of that namespace. */
export function infoOf(process: LiveProcess, namespace: PidNamespace): ProcessInfo {
  const { tty, status } = process;
  return {
    pid: process.pidIn(namespace),
    ppid: process.parent?.pidIn(namespace) ?? 0,
    processGroup: numberIn(process.group, namespace),
    session: numberIn(process.sessionId, namespace),
    uid: process.credentials.uid,
    gid: process.credentials.gid,
    argv: process.argv,
    command: process.command,
    state: stateLetter(process),
    startedMs: process.startedMs,
    cpuMs: process.cpuMs,
    ...(tty === undefined
      ? {}
      : { tty: tty.name, isForeground: tty.foregroundGroup === process.kernelGroup }),
    niceness: process.ownNiceness,
    // A zombie has given everything back.
    residentBytes: status === undefined ? process.memoryBytes + BASE_RESIDENT_BYTES : 0,
    virtualBytes: status === undefined ? process.memoryBytes + BASE_VIRTUAL_BYTES : 0,
  };
}

function stateLetter({ status, isStopped, thread }: LiveProcess): string {
  if (status !== undefined) return 'Z';
  if (isStopped) return 'T';
  return thread?.isBusy === false ? 'S' : 'R';
}
