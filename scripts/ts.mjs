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
try {
  process.exitCode = await module.main(argv);
} catch (error) {
  // A path that was typed wrong is the caller's mistake, not the program's.
  if (error?.code !== 'ENOENT' || !argv.some((word) => error.path?.endsWith(word))) throw error;
  console.error(`${error.path}: there is no such file or folder`);
  process.exitCode = 2;
}
