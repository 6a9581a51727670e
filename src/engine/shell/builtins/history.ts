import type { Task } from '../../kernel';
import type { Shell } from '../shell';
import { runText } from '../source';
import { fault, parseOptions } from './builtin';

export function* history(shell: Shell, args: readonly string[]): Task<number> {
  const [, argument] = args;
  if (argument === '-c') {
    shell.history = [];
    return 0;
  }
  if (argument !== undefined && /^-[awrn]$/.test(argument)) return 0;
  if (argument === '-d') {
    shell.history.splice(Number(args[2] ?? 1) - 1, 1);
    return 0;
  }
  if (argument !== undefined && !/^\d+$/.test(argument))
    return yield* fault(shell, 'history', `${argument}: numeric argument required`);
  const from = argument === undefined ? 0 : Math.max(0, shell.history.length - Number(argument));
  const start = shell.dialect.name === 'ash' ? 0 : 1;
  for (const [index, line] of shell.history.entries())
    if (index >= from)
      yield* shell.write(`${String(index + start).padStart(shell.isBash ? 5 : 4)}  ${line}\n`);
  return 0;
}

/** Lists (`-l`) or runs again (`-s`); there is no editor to open. */
export function* fc(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, operands } = parseOptions(args, 'e:lnrs');
  if (flags.has('s')) return yield* again(shell, operands[0]);
  if (!flags.has('l')) return yield* fault(shell, 'fc', 'no command found');
  const lines = [...shell.history.entries()].slice(-17, -1);
  for (const [index, line] of flags.has('r') ? lines.reverse() : lines)
    yield* shell.write(`${flags.has('n') ? '' : index + 1}\t ${line}\n`);
  return 0;
}

function* again(shell: Shell, prefix = ''): Task<number> {
  const line = shell.history
    .slice(0, -1)
    .reverse()
    .find((one) => one.startsWith(prefix));
  if (line === undefined) return yield* fault(shell, 'fc', 'no command found');
  yield* shell.writeError(`${line}\n`);
  return yield* runText(shell, line, shell.line);
}
