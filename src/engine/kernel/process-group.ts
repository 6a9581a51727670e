import type { LiveProcess } from './live-process';
import type { PidNamespace } from './namespaces';

/**
 * A process group or a session: named after its leader, and still so when the leader has ended (the numbers
 * are the leader's own, kept by the members).
 */
export interface LeaderId {
  /** The leader's number in the host's namespace: one number for the whole kernel. */
  readonly kernelNumber: number;
  readonly numbers: ReadonlyMap<PidNamespace, number>;
}

/** A group's or session's number as a namespace sees it: 0 where its leader is outside. */
export function numberIn({ numbers }: LeaderId, namespace: PidNamespace): number {
  return numbers.get(namespace) ?? 0;
}

/** The group of that number in a namespace: any process in it knows. */
export function findGroup(namespace: PidNamespace, number: number): LeaderId | undefined {
  return namespace.find((process) => numberIn(process.group, namespace) === number)?.group;
}

/**
 * Whether nobody is there who could bring a stopped member of this process' group back: no member has a parent
 * in the same session and another group (POSIX: orphaned process group).
 */
export function isOrphanedGroup({ group, namespaces: { pid } }: LiveProcess): boolean {
  const guarded = pid.find(
    ({ group: own, parent, status, kernelSession }) =>
      status === undefined &&
      own.kernelNumber === group.kernelNumber &&
      parent !== undefined &&
      parent.status === undefined &&
      parent.kernelSession === kernelSession &&
      parent.kernelGroup !== own.kernelNumber,
  );
  return guarded === undefined;
}
