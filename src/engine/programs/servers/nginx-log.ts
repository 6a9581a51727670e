// The lines of nginx's two logs, which the official image sends to stdout and stderr.
import type { Process, Task } from '../../kernel';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (number: number): string => String(number).padStart(2, '0');

/** `2026/11/23 21:04:44 [notice] 1#1:`, of a process that has the number `pid`. */
export function logHead(p: Process, level = 'notice', pid = p.pid): string {
  const d = new Date(p.nowMs);
  const time = [d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()].map(two).join(':');
  const day = `${d.getUTCFullYear()}/${two(d.getUTCMonth() + 1)}/${two(d.getUTCDate())}`;
  return `${day} ${time} [${level}] ${pid}#${pid}:`;
}

/** A line of the error log. */
export function* log(p: Process, text: string, level?: string): Task<void> {
  yield* p.stderr.write(`${logHead(p, level)} ${text}\n`);
}

/** `23/Nov/2026:21:04:46 +0000`, as the access log has it. */
export function accessTime(p: Process): string {
  const d = new Date(p.nowMs);
  const time = [d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()].map(two).join(':');
  return `${two(d.getUTCDate())}/${MONTHS[d.getUTCMonth()]}/${d.getUTCFullYear()}:${time} +0000`;
}
