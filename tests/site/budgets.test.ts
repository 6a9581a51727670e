import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { codeBytes, firstCommandScripts } from '../../src/bench/first-command';
import { builtHtml, builtNotes, builtPaths } from './built-pages';
import { reader } from './reader';

const site = reader();

function compressedBytes(path: string): number {
  return gzipSync(readFileSync(`dist${path}`), { level: 9 }).length;
}

/** What the page loads by itself, before anything is pressed, as paths of the site. */
async function loadedAtFirst(path: string): Promise<readonly string[]> {
  const { page } = await site.open(path);
  await page.waitForLoadState('networkidle');
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  return [...new Set(names.map((name) => new URL(name).pathname))];
}

function total(paths: readonly string[], extension: string): number {
  return paths
    .filter((path) => path.endsWith(extension))
    .reduce((sum, path) => sum + compressedBytes(path), 0);
}

test.each(builtPaths())('%s costs at most 10 kB of script and of style, compressed', async (path) => {
  const loaded = await loadedAtFirst(path);
  expect(total(loaded, '.js')).toBeLessThanOrEqual(10_000);
  expect(total(loaded, '.css')).toBeLessThanOrEqual(10_000);
  expect(total(loaded, '.css')).toBeGreaterThan(0);
});

test('the fonts of a note weigh at most 140 kB', async () => {
  const loaded = await loadedAtFirst(builtNotes()[0]?.href ?? '/');
  const fonts = loaded.filter((path) => path.endsWith('.woff2'));
  const bytes = fonts.reduce((sum, path) => sum + readFileSync(`dist${path}`).length, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(140_000);
});

test.each(builtNotes())('the text of “$title” weighs at most 40 kB, compressed', ({ href }) => {
  expect(gzipSync(builtHtml(href), { level: 9 }).length).toBeLessThanOrEqual(40_000);
});

test('all code that a page loads to run its first command weighs at most 150 kB, compressed', async () => {
  const path = builtNotes()[0]?.href ?? '/';
  const { page } = await site.open(path);
  const scripts = await firstCommandScripts(page, path, 'docker ps -a');
  expect(codeBytes(scripts)).toBeGreaterThan(0);
  expect(codeBytes(scripts)).toBeLessThanOrEqual(150_000);
});
