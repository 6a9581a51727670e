import { defineConfig } from 'vitest/config';

/**
 * `unit` needs nothing but the source. `site` reads the built `dist/` (pages, search index, PDF) in a real
 * browser, so it runs after `npm run build`; `npm test` does both in order.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/site/**', 'tests/export/**'],
        },
      },
      {
        test: {
          name: 'site',
          include: ['tests/site/**/*.test.ts', 'tests/export/**/*.test.ts'],
          globalSetup: ['tests/site/serve.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
