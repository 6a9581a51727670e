import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { unzipSync } from 'fflate';
import { unpackTar } from 'modern-tar';
import { expect, test } from 'vitest';
import { readSharedSession } from '../../src/notes/shared-session';
import { momentNames } from '../../src/notes/timeline';
import { builtNotes } from './built-pages';
import { reader } from './reader';

const site = reader();
/** The engine is loaded on the way. */
const SLOW = { timeout: 20_000 };
const notePath = builtNotes()[0]?.href ?? '/';

async function type(example: Locator, line: string): Promise<void> {
  await example.locator('.term-entry input').fill(line);
  await example.locator('.term-entry input').press('Enter');
}

async function shows(example: Locator, text: string): Promise<void> {
  await expect.poll(() => example.locator('code').first().textContent(), SLOW).toContain(text);
}

/** Waits until what was done is written down. */
async function isKept(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage })), SLOW).toContain(text);
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}`));
  });
}

test.each([1280, 360])(
  'at %i px: a link holds the session, a script its lines, a zip its files',
  async (width) => {
    const { page, problems } = await site.open(notePath, { width });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const example = page.locator('#example-1');
    await type(example, 'mkdir box; echo o-n-e | tr -d - > box/one; cat box/one');
    await shows(example, '\none\n');
    await example.getByRole('button', { name: 'Share' }).click();
    await example.getByRole('button', { name: 'Copy link' }).click();
    await expect
      .poll(() => example.locator('.share-status').textContent(), SLOW)
      .toMatch(/copied: [\d,]+ characters/);
    const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect(link.pathname).toBe('/playground/');
    const session = await readSharedSession(link.hash);
    expect('problem' in session ? session.problem : momentNames(session.timeline)).toEqual([
      'mkdir box; echo o-n-e | tr -d - > box/one; cat box/one',
    ]);
    await example.getByRole('button', { name: 'Copy as script' }).click();
    await expect
      .poll(() => example.locator('.share-status').textContent(), SLOW)
      .toContain('script is copied');
    const script = await page.evaluate(() => navigator.clipboard.readText());
    expect(script).toMatch(/^#!.*bash\n/);
    expect(script).toContain('\nmkdir box; echo');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      example.getByRole('button', { name: 'Download files' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('drydock-files.zip');
    const files = unzipSync(readFileSync(await download.path()));
    expect(Object.keys(files)).toContain('drydock/box/one');
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
  },
);

test('where copying is refused, the link stands in a field, selected', async () => {
  const { page } = await site.open(notePath);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  const example = page.locator('#example-1');
  await example.getByRole('button', { name: 'Share' }).press('Enter');
  await example.getByRole('button', { name: 'Copy link' }).press('Enter');
  const field = example.getByRole('textbox', { name: 'Link' });
  await expect.poll(() => field.inputValue(), SLOW).toContain('/playground/#v1.');
  const selected = await field.evaluate(
    (element: HTMLTextAreaElement) => element.selectionEnd - element.selectionStart,
  );
  expect(selected).toBe((await field.inputValue()).length);
});

test.each([1280, 360])('at %i px: the next visit offers to go on, and does; Reset forgets', async (width) => {
  const { page, problems } = await site.open(notePath, { width });
  const example = page.locator('#example-1');
  await type(example, 'mkdir kept; echo first > kept/a');
  await type(example, 'echo o-n-e | tr -d -');
  await shows(example, '\none\n');
  await isKept(page, 'o-n-e');
  await page.reload();
  await expect
    .poll(() => example.locator('.term-kept').textContent(), SLOW)
    .toMatch(/You were here on .*: 2 lines\./);
  expect(await violations(page)).toEqual([]);
  await example.getByRole('button', { name: 'Continue' }).press('Enter');
  await shows(example, '\none\n');
  await type(example, 'cat kept/a');
  await shows(example, '\nfirst\n');
  await isKept(page, 'cat kept/a');
  await example.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
  await page.reload();
  await page.waitForLoadState('networkidle');
  expect(await example.locator('.term-kept').count()).toBe(0);
  expect(problems).toEqual([]);
});

test('a whole page, and all pages, can be forgotten', async () => {
  const { page, problems } = await site.open(notePath);
  const example = page.locator('#example-1');
  await type(example, 'echo o-n-e | tr -d -');
  await isKept(page, 'o-n-e');
  await page.reload();
  await page.getByRole('button', { name: 'Forget everything on this page' }).click();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await expect.poll(() => example.locator('.term-kept').count(), SLOW).toBe(0);
  await type(example, 'echo t-w-o | tr -d -');
  await isKept(page, 't-w-o');
  await page.goto('/kept/');
  await page.getByRole('button', { name: `Forget ${notePath}` }).press('Enter');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(await page.getByRole('status').textContent()).toContain('is forgotten');
  expect(problems).toEqual([]);
});

test.each([
  ['damaged', '{"version":1,'],
  ['another version', '{"version":99}'],
  ['have changed', '{"version":1,"fingerprint":"other","sessions":[],"files":[]}'],
])('state that is %s is dropped with a word, and the page works', async (word, stored) => {
  const { page, problems } = await site.open(notePath);
  await page.evaluate(([path, text]) => localStorage.setItem(`drydock:kept:${path}`, text), [
    notePath,
    stored,
  ] as const);
  await page.reload();
  const example = page.locator('#example-1');
  await expect.poll(() => example.getByRole('status').textContent(), SLOW).toContain(word);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await type(example, 'echo o-n-e | tr -d -');
  await shows(example, '\none\n');
  expect(problems).toEqual([]);
});

test.each([1280, 360])(
  'at %i px: F1 explains the line and follows the typing, and nothing runs',
  async (width) => {
    const { page, problems } = await site.open(notePath, { width });
    const example = page.locator('#example-1');
    await example.locator('.term-entry input').focus();
    await page.keyboard.type('docker run -p 8080:80 <b>nginx');
    await page.keyboard.press('F1');
    const region = example.getByRole('region', { name: 'What the line means' });
    await expect.poll(() => region.textContent(), SLOW).toContain('--publish: Publish a container');
    expect(await region.locator('b').count()).toBe(0);
    await page.keyboard.type(' --bogus', { delay: 5 });
    await page.keyboard.press('Home');
    await page.keyboard.type('sudo ');
    await expect.poll(() => region.textContent(), SLOW).toContain('as the administrator');
    expect(await violations(page)).toEqual([]);
    expect(await example.locator('code').first().textContent()).not.toContain('8080:80');
    await page.keyboard.press('F1');
    await expect.poll(() => region.count(), SLOW).toBe(0);
    expect(problems).toEqual([]);
  },
);

test('an image is saved as an archive for docker load', async () => {
  const { page } = await site.open(notePath);
  const example = page.locator('#example-1');
  await example.getByRole('button', { name: 'Share' }).press('Enter');
  const image = example.getByRole('combobox', { name: 'Image' });
  await expect.poll(() => image.inputValue(), SLOW).toBe('hello-world:latest');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    example.getByRole('button', { name: 'Download image' }).press('Enter'),
  ]);
  expect(download.suggestedFilename()).toBe('hello-world-latest.tar');
  const names = (await unpackTar(readFileSync(await download.path()))).map(({ header }) => header.name);
  expect(names).toEqual(expect.arrayContaining(['index.json', 'manifest.json', 'oci-layout']));
});
