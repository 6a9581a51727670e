import { DaemonError } from '../daemon';
import type { Task } from '../kernel';
import type { CommandContext } from './context';
import { print, warn } from './context';

/**
 * Does the same with each operand: prints its name where it went well; what went wrong is told at the end,
 * and the status is 1. `act` may give a text of its own to print, or null for none.
 */
export function* eachOperand(
  context: Pick<CommandContext, 'operands' | 'stdout' | 'stderr'>,
  act: (name: string) => Task<string | null | void>,
): Task<number> {
  const errors: string[] = [];
  for (const name of context.operands) {
    try {
      const text = yield* act(name);
      if (text !== null) yield* print(context, text ?? name);
    } catch (error) {
      if (!(error instanceof DaemonError)) throw error;
      errors.push(error.asDaemonResponse());
    }
  }
  for (const error of errors) yield* warn(context, error);
  return errors.length === 0 ? 0 : 1;
}
