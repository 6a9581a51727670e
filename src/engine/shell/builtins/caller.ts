import type { Shell } from '../shell';
import type { Task } from '../../kernel';

export function* caller(shell: Shell, args: readonly string[]): Task<number> {
  const depth = Number(args[1] ?? 0);
  const frame = shell.frames[shell.frames.length - 1 - depth];
  if (!frame) return 1;
  const outer = shell.frames[shell.frames.length - 2 - depth];
  const source = outer?.source ?? (shell.isCommandText ? 'NULL' : shell.arg0);
  yield* shell.write(
    args[1] === undefined
      ? `${frame.line} ${source}\n`
      : `${frame.line} ${outer?.name ?? 'main'} ${source}\n`,
  );
  return 0;
}
