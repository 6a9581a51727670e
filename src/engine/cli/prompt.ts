import type { Task } from '../kernel';
import type { CommandContext } from './context';

/**
 * Asks a question that is answered with `y`; anything else, and the end of the input, is no. Without a
 * terminal the answer is read all the same.
 */
export function* confirmed(
  { stdin, stdout }: Pick<CommandContext, 'stdin' | 'stdout'>,
  question: string,
): Task<boolean> {
  yield* stdout.write(`${question} [y/N] `);
  const answer = yield* stdin.readLine();
  return (answer ?? '').trim().toLowerCase() === 'y';
}
