// Runs a TypeScript entry as Vite reads it, so that the engine's import.meta.glob works outside the site too.
// Usage: node scripts/ts.mjs ENTRY [ARGUMENT …]; the entry exports main(argv: string[]): Promise<number>.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [entry, ...argv] = process.argv.slice(2);
if (entry === undefined) {
  console.error('usage: node scripts/ts.mjs ENTRY [ARGUMENT ...]');
  process.exit(2);
}
const { module } = await runnerImport(resolve(entry), { configFile: false, logLevel: 'error' });
process.exitCode = await module.main(argv);
