import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { Failure, LeaveLoop } from '../control';
import { fault, illegalNumber } from './builtin';

export function* breakLoop(shell: Shell, args: readonly string[]): Task<number> {
  const [name = 'break', count] = args;
  const isNumber = count === undefined || /^\d+$/.test(count);
  if (shell.loopDepth === 0 && shell.isBash) {
    yield* shell.complain("only meaningful in a `for', `while', or `until' loop", name);
    return 0;
  }
  if (!isNumber || (count !== undefined && Number(count) === 0)) {
    if (!shell.isBash) return yield* fault(shell, name, illegalNumber(shell, count));
    if (!isNumber) {
      yield* shell.complain(`${count}: numeric argument required`, name);
      throw new Failure(128);
    }
    yield* shell.complain(`${count}: loop count out of range`, name);
    throw new LeaveLoop('break', shell.loopDepth, 1);
  }
  if (shell.loopDepth === 0) return 0;
  throw new LeaveLoop(name === 'break' ? 'break' : 'continue', Math.min(Number(count ?? 1), shell.loopDepth));
}
