// Texts that both displays of a build's progress use.
import type { VertexStatus } from '../../builder';

/** `1.2`: seconds with so many digits after the point. */
export function formatSeconds(ms: number, digits = 1): string {
  return (ms / 1000).toFixed(digits);
}

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** `259B`, `1.23kB`, `29.72MB`. Source: tonistiigi/units with `%.2f`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}B`;
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(2)}${units[unit] ?? ''}`;
}

/** How far something is: `1.05MB / 3.86MB`, `259B`, or nothing. */
export function formatProgress({ current, total }: VertexStatus): string {
  if (total !== 0) return `${formatBytes(current)} / ${formatBytes(total)}`;
  return current === 0 ? '' : formatBytes(current);
}
