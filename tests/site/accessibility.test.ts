import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { builtPaths } from './built-pages';
import { reader, type Visit } from './reader';

declare global {
  interface Window {
    /** What axe's source defines in the page. */
    readonly axe: typeof axe;
  }
}

const site = reader();

/** The rules that the page breaks, each with the elements that break it. */
async function violations({ page }: Visit): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}`));
  });
}

describe.each(builtPaths())('%s', (path) => {
  test.each([
    { theme: 'light', width: 360 },
    { theme: 'light', width: 1440 },
    { theme: 'dark', width: 360 },
    { theme: 'dark', width: 1440 },
  ] as const)('breaks no rule of axe in the $theme theme at $width pixels', async (setting) => {
    expect(await violations(await site.open(path, setting))).toEqual([]);
  });
});

test('the open contents on a phone and the open search break no rule of axe', async () => {
  const note = builtPaths().find((path) => path.startsWith('/running-containers/')) ?? '/';
  const phone = await site.open(note, { width: 360 });
  await phone.page.getByRole('button', { name: 'Contents' }).click();
  expect(await violations(phone)).toEqual([]);

  const wide = await site.open(note, { theme: 'dark' });
  await wide.page.getByRole('button', { name: 'Search' }).click();
  await wide.page.getByRole('searchbox').fill('docker run');
  await wide.page.getByRole('dialog').getByRole('link').first().waitFor();
  expect(await violations(wide)).toEqual([]);
});

test.each([
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 360 },
] as const)(
  'the playground at work breaks no rule of axe in the $theme theme at $width pixels',
  async (setting) => {
    const visit = await site.open('/playground/', setting);
    const { page } = visit;
    await page.getByRole('combobox', { name: 'Start from' }).focus();
    await page.getByRole('button', { name: 'New file' }).waitFor();
    await page.getByRole('combobox', { name: 'Start from' }).selectOption('mistakes');
    await page.locator('.editor-messages li').first().waitFor();
    await page.getByRole('button', { name: 'New file' }).click();
    await page.getByRole('button', { name: 'Build image' }).click();
    await page.locator('.playground-pictures').getByText('mended').waitFor();
    expect(await violations(visit)).toEqual([]);
  },
);

test('axe itself finds a fault where there is one', async () => {
  const visit = await site.open('/');
  await visit.page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  expect(await violations(visit)).toEqual(['button-name: #main > button']);
});
