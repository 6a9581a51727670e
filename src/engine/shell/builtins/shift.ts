import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { Failure } from '../control';
import { fault, illegalNumber } from './builtin';

export function* shift(shell: Shell, args: readonly string[]): Task<number> {
  const [, text = '1', extra] = args;
  if (extra !== undefined && shell.isBash) {
    yield* shell.complain('too many arguments', 'shift');
    throw new Failure(1, 'line');
  }
  if (!/^-?\d+$/.test(text))
    return yield* fault(
      shell,
      'shift',
      shell.isBash ? `${text}: numeric argument required` : illegalNumber(shell, text),
    );
  const count = Number(text);
  if (count < 0)
    return yield* fault(
      shell,
      'shift',
      shell.isBash ? `${text}: shift count out of range` : illegalNumber(shell, text),
    );
  if (count > shell.positional.length) {
    if (shell.dialect.name === 'dash') return yield* fault(shell, 'shift', "can't shift that many");
    if (shell.shopts.has('shift_verbose'))
      yield* shell.complain(`${text}: shift count out of range`, 'shift');
    return 1;
  }
  shell.positional = shell.positional.slice(count);
  if (!shell.isBash) shell.getopts = { word: 1, offset: 1 };
  return 0;
}
