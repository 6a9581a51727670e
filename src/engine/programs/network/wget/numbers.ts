// Numbers that GNU wget's options take. Judged by wget 1.25 itself.
import type { WgetCall } from './request';

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Seconds of a period: `30`, `1.5`, `2m`, `1h`, `1d`, `1w`; negative where it is; undefined where it is none. */
export function seconds(text: string): number | undefined {
  const found = /^\s*([-+]?(?:\d+\.?\d*|\.\d+))\s*([smhdw]?)\s*$/.exec(text);
  return found ? Number(found[1]) * (UNITS[found[2] ?? ''] ?? 1) : undefined;
}

/** How long a connection may take to come about, in seconds; 0 and no such option are for ever. */
export function connectSeconds({ given }: WgetCall): number {
  const last = given.findLast(({ key }) => key === 'timeout' || key === 'connectTimeout');
  return (last && seconds(last.value)) || Infinity;
}

const PERIODS: Readonly<Partial<Record<string, string>>> = {
  timeout: 'timeout',
  connectTimeout: 'connect-timeout',
  wait: 'wait',
  waitRetry: 'waitretry',
};

/** What wget says of the first number that it cannot read. `--tries` takes any text, but nothing negative. */
export function badNumber({ given }: WgetCall): string | undefined {
  for (const { key, value } of given) {
    if (key === 'tries' && /^\s*-0*[1-9]/.test(value)) return `--tries: Invalid number '${value}'.`;
    const name = PERIODS[key];
    if (name === undefined) continue;
    const period = seconds(value);
    if (period === undefined) return `--${name}: Invalid time period '${value}'`;
    if (period < 0) return `--${name}: Negative time period '${value}'`;
  }
  return undefined;
}
