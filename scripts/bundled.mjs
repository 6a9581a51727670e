// Runs a TypeScript entry made into one bundle, as pages have the engine: for what measures. Used as ts.mjs is, where
// each import is looked up anew whenever it is used, which makes the engine two to three times slower.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const [entry, ...argv] = process.argv.slice(2);
if (entry === undefined) {
  console.error('usage: node scripts/bundled.mjs ENTRY [ARGUMENT ...]');
  process.exit(2);
}
const outDir = await mkdtemp(join(tmpdir(), 'drydock-'));
try {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: resolve(entry),
      outDir,
      minify: false,
      rollupOptions: { output: { codeSplitting: false, entryFileNames: 'entry.mjs' } },
    },
  });
  const module = await import(pathToFileURL(join(outDir, 'entry.mjs')).href);
  process.exitCode = await module.main(argv);
} finally {
  await rm(outDir, { recursive: true });
}
