import type { Task } from '../kernel';
import { stopSignal } from './jobs';
import type { Shell } from './shell';

/** Whether an interactive shell may end: with stopped jobs only when it is asked a second time at once. */
export function* mayLeave(shell: Shell): Task<boolean> {
  const asked = shell.history.length;
  const isWarned = shell.warnedAt !== undefined && asked - shell.warnedAt <= 1;
  const hasStopped = shell.jobs.all.some((job) => stopSignal(job) !== undefined);
  if (!shell.isInteractive || shell.subshellDepth > 0 || isWarned || !hasStopped) return true;
  shell.warnedAt = asked;
  yield* shell.writeError(`${shell.isBash ? 'There are' : 'You have'} stopped jobs.\n`);
  return false;
}
