import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { fault } from './builtin';
import { builtinNames } from './index';

export function* enable(shell: Shell, args: readonly string[]): Task<number> {
  const isOff = args.includes('-n');
  const names = args.slice(1).filter((arg) => !arg.startsWith('-'));
  if (names.length === 0) {
    for (const name of builtinNames(shell.dialect.name)) {
      if (shell.disabled.has(name) === isOff) yield* shell.write(`enable ${isOff ? '-n ' : ''}${name}\n`);
      else if (args.includes('-a')) yield* shell.write(`enable -n ${name}\n`);
    }
    return 0;
  }
  let status = 0;
  for (const name of names) {
    if (!builtinNames(shell.dialect.name).includes(name))
      status = yield* fault(shell, 'enable', `${name}: not a shell builtin`);
    else if (isOff) shell.disabled.add(name);
    else shell.disabled.delete(name);
  }
  return status;
}
