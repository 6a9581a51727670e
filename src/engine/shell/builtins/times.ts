import type { Shell } from '../shell';
import type { Task } from '../../kernel';

export function* times(shell: Shell): Task<number> {
  const zero = shell.isBash || shell.dialect.name === 'ash' ? '0m0.000s 0m0.000s' : '0m0.000000s 0m0.000000s';
  const own = shell.p.processes().find((one) => one.pid === shell.p.pid)?.cpuMs ?? 0;
  const digits = shell.dialect.name === 'dash' ? 6 : 3;
  const user = `${Math.floor(own / 60_000)}m${((own % 60_000) / 1000).toFixed(digits)}s 0m${(0).toFixed(digits)}s`;
  yield* shell.write(`${user}\n${zero}\n`);
  return 0;
}
