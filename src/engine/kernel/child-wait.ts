import { Errno } from './errno';
import type { LiveProcess } from './live-process';
import type { WaitOptions, WaitResult } from './process';
import { findGroup } from './process-group';
import type { Task } from './task';

/** waitpid(2): the status of a child that ended (or, with `untraced`, stopped), in the order in which they were made. */
export function* waitForChild(
  parent: LiveProcess,
  pid: number | undefined,
  { noHang = false, untraced = false, withAdopted = false }: WaitOptions,
): Task<WaitResult | undefined> {
  const namespace = parent.namespaces.pid;
  const isMeant = meaning(parent, pid);
  for (;;) {
    if (withAdopted)
      for (const child of [...parent.children])
        if (child.isAdopted && child.status !== undefined && !isMeant(child)) parent.kernel.reap(child);
    const candidates = [...parent.children].filter(isMeant);
    if (candidates.length === 0) throw new Errno('ECHILD');
    const ended = candidates.find(({ status }) => status !== undefined);
    if (ended?.status) {
      const result = { pid: ended.pidIn(namespace), status: ended.status };
      parent.kernel.reap(ended);
      return result;
    }
    const stopped = untraced ? candidates.find(({ stopNews }) => stopNews !== undefined) : undefined;
    if (stopped?.stopNews) {
      const signal = stopped.stopNews;
      stopped.stopNews = undefined;
      return { pid: stopped.pidIn(namespace), status: { signal }, stopped: true };
    }
    if (noHang) return undefined;
    yield { queue: parent.childChanged };
  }
}

/** -1: any; 0: those of the parent's group; below: those of that group. */
function meaning(parent: LiveProcess, pid: number | undefined): (child: LiveProcess) => boolean {
  if (pid === undefined || pid === -1) return () => true;
  const namespace = parent.namespaces.pid;
  if (pid > 0) return (child) => child.pidIn(namespace) === pid;
  const group = pid === 0 ? parent.kernelGroup : findGroup(namespace, -pid)?.kernelNumber;
  return (child) => child.kernelGroup === group;
}
