import type { Task } from '../kernel';
import type { Shell } from './shell';

/** bash's `time`: runs, and says how long it took on the machine's clock. */
export function* timed(shell: Shell, form: 'bash' | 'posix', run: () => Task<number>): Task<number> {
  const start = shell.p.nowMs;
  const status = yield* run();
  const ms = Math.round(shell.p.nowMs - start);
  yield* shell.writeError(timeText(ms, 0, 0, form));
  return status;
}

function timeText(realMs: number, userMs: number, systemMs: number, form: 'bash' | 'posix'): string {
  if (form === 'posix') {
    const seconds = (ms: number): string => (ms / 1000).toFixed(2);
    return `real ${seconds(realMs)}\nuser ${seconds(userMs)}\nsys ${seconds(systemMs)}\n`;
  }
  const minutes = (ms: number): string => `${Math.floor(ms / 60_000)}m${((ms % 60_000) / 1000).toFixed(3)}s`;
  return `\nreal\t${minutes(realMs)}\nuser\t${minutes(userMs)}\nsys\t${minutes(systemMs)}\n`;
}
