import { existsSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { launchBrowser } from '../../src/export/browser';
import { serveBuiltSite } from '../../src/export/serve';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built site is served, without a slash at the end. */
    siteUrl: string;
  }
}

/** Serves the built site for all test files, and unpacks the browser once before they start at the same time. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync('dist/index.html')) throw new Error('The site is not built. Run: npm run build');
  await (await launchBrowser()).close();
  const site = await serveBuiltSite(process.cwd());
  project.provide('siteUrl', site.url);
  return () => site.stop();
}
