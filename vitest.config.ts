import { defineConfig } from 'vitest/config';

/** Tests that read the built `dist/` (pages, search index, PDF), most of them in a real browser. */
const ON_THE_BUILT_SITE = ['tests/site/*.test.ts', 'tests/export/*.test.ts'];

/** `unit` needs nothing but the source; `site` runs after `npm run build`. `npm test` does both in order. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ON_THE_BUILT_SITE,
          // How fast something is, the bench tells: a busy machine fails no test.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'site',
          include: ON_THE_BUILT_SITE,
          globalSetup: ['tests/site/serve.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
