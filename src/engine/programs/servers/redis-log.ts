import type { Process } from '../../kernel';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function redisVersion({ env }: Process): string {
  return env.get('REDIS_VERSION') ?? '8.10.1';
}

/** `1:M 23 Nov 2026 21:04:51.018 * Ready to accept connections tcp` */
export function redisLogLine(p: Process, role: 'C' | 'M', mark: '*' | '#', text: string): string {
  const now = new Date(p.nowMs);
  const day = `${String(now.getUTCDate()).padStart(2, '0')} ${MONTHS[now.getUTCMonth()] ?? ''} ${now.getUTCFullYear()}`;
  return `${p.pid}:${role} ${day} ${now.toISOString().slice(11, 23)} ${mark} ${text}\n`;
}
