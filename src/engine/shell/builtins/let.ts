import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { evaluateOrComplain } from '../expand';
import { fault } from './builtin';

export function* letBuiltin(shell: Shell, args: readonly string[]): Task<number> {
  if (args.length === 1) return yield* fault(shell, 'let', 'expression expected');
  let value: bigint | undefined = 0n;
  for (const expression of args.slice(1)) {
    value = yield* evaluateOrComplain(shell, expression, 'let');
    if (value === undefined) return 1;
  }
  return value === 0n ? 1 : 0;
}
