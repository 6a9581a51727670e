import type { BuiltinCall } from './builtin';
import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { runText } from '../source';

export function* evalBuiltin(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number> {
  const words = args[1] === '--' ? args.slice(2) : args.slice(1);
  const firstLine = shell.dialect.name === 'dash' ? 1 : shell.line;
  return yield* runText(shell, words.join(' '), firstLine, { isLast: call.isLast, from: 'eval' });
}
