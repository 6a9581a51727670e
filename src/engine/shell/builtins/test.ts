import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { evaluateTest, TestError, type Comparisons } from '../test-expression';
import { appletFault } from './builtin';

export function* test(shell: Shell, args: readonly string[]): Task<number> {
  return yield* runTest(shell, args, args[0] === '[' ? ']' : undefined);
}

/** `closer` is the word that has to end it. */
export function* runTest(
  shell: Shell,
  args: readonly string[],
  closer: string | undefined,
  own?: Comparisons,
): Task<number> {
  const [name = 'test'] = args;
  let words = args.slice(1);
  const complain = function* (text: string) {
    if (shell.dialect.name === 'ash') return yield* appletFault(shell, text, 2);
    yield* shell.complain(text, name);
    return 2;
  };
  if (closer !== undefined) {
    if (words.at(-1) !== closer) return yield* complain(shell.isBash ? "missing `]'" : `missing ${closer}`);
    words = words.slice(0, -1);
  }
  try {
    return evaluateTest(shell, words, own) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    return yield* complain(error.message);
  }
}
