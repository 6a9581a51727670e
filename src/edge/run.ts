// How far the engine goes: `npm run edge [-- --json]`.
import { edgeTable } from './edge-table';
import { edgeText } from './edge-text';

/** `--json`: the table as it is, for a program to read. */
export function main(argv: readonly string[]): number {
  const table = edgeTable();
  console.log(argv.includes('--json') ? JSON.stringify(table, null, 2) : edgeText(table));
  return 0;
}
