import { fileURLToPath } from 'node:url';
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Loads TypeScript of this repository as the site does, `import.meta.glob` and extensionless imports included. */
async function load(path) {
  const { module } = await runnerImport(`${root}${path}`, { configFile: false, logLevel: 'error' });
  return module;
}

const { captionFromTitle, classesForStyles, codeTheme, diffLines } = await load('src/site/code-blocks.ts');
const { cataloguePlugin } = await load('src/site/catalogue-plugin.ts');
const { pageChunks, workerChunks } = await load('src/site/chunks.ts');
const { prosePlugin } = await load('src/site/prose-plugin.ts');
const examples = 'src/notes/examples-plugin.ts';
const { examplesPlugin } = await load(examples);
const { runReport } = await load('src/notes/run-report.ts');

export default defineConfig({
  trailingSlash: 'always',
  // Scripts and styles as files of their own: the Content-Security-Policy allows nothing inline.
  build: { inlineStylesheets: 'never' },
  vite: {
    build: { assetsInlineLimit: 0 },
    environments: { client: { build: { rolldownOptions: { output: pageChunks } } } },
    plugins: [cataloguePlugin()],
    worker: {
      format: 'es',
      plugins: () => [cataloguePlugin()],
      rolldownOptions: { output: workerChunks },
    },
  },
  devToolbar: { enabled: false },
  integrations: [
    mdx(),
    { name: 'drydock', hooks: { 'astro:build:done': ({ logger }) => logger.info(runReport()) } },
  ],
  markdown: {
    processor: satteri({
      mdastPlugins: [examplesPlugin({ root })],
      hastPlugins: [prosePlugin()],
    }),
    shikiConfig: { theme: codeTheme, transformers: [diffLines, classesForStyles, captionFromTitle] },
  },
});
