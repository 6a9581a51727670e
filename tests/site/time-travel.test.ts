import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { builtNotes } from './built-pages';
import { reader } from './reader';

const site = reader();
const notePath = builtNotes()[0]?.href ?? '/';

async function type(example: Locator, line: string): Promise<void> {
  await example.locator('.term-entry input').fill(line);
  await example.locator('.term-entry input').press('Enter');
}

async function shows(example: Locator, text: string): Promise<void> {
  await expect.poll(() => example.locator('code').first().textContent(), { timeout: 20_000 }).toContain(text);
}

async function showsNot(example: Locator, text: string): Promise<void> {
  await expect.poll(() => example.locator('code').first().textContent()).not.toContain(text);
}

test.each([1280, 360])('at %i px: undo, redo and the slider go through what was typed', async (width) => {
  const { page, problems } = await site.open(notePath, { width });
  const example = page.locator('#example-1');
  await type(example, 'echo o-n-e | tr -d -');
  await shows(example, '\none\n');
  await type(example, 'echo t-w-o | tr -d -');
  await shows(example, '\ntwo\n');
  await example.getByRole('button', { name: 'Undo' }).click();
  await showsNot(example, 'two');
  await example.getByRole('button', { name: 'Redo' }).click();
  await shows(example, '\ntwo\n');
  const slider = example.getByRole('slider', { name: 'Moment of this session' });
  await slider.focus();
  await page.keyboard.press('Home');
  await showsNot(example, 'one');
  expect(await slider.getAttribute('aria-valuetext')).toBe('before the first line');
  await page.keyboard.press('ArrowRight');
  await shows(example, '\none\n');
  await showsNot(example, 'two');
  await type(example, 'echo t-h-r-e-e | tr -d -');
  await shows(example, '\nthree\n');
  await expect.poll(() => example.getByRole('button', { name: 'Redo' }).isDisabled()).toBe(true);
  expect(problems).toEqual([]);
});

test('the machine panel follows the session, forth and back, and says what is new', async () => {
  const { page } = await site.open(notePath);
  const example = page.locator('#example-1');
  await type(example, 'docker volume create data');
  await shows(example, '\ndata\n');
  await example.getByRole('button', { name: 'Machine' }).press('Enter');
  const panel = example.locator('.term-panel');
  const volumes = panel.getByRole('region', { name: 'Volumes' });
  await expect.poll(() => volumes.textContent(), { timeout: 20_000 }).toContain('data');
  await type(example, 'docker volume create more');
  await expect.poll(() => volumes.textContent()).toMatch(/more\s*new/);
  await example.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => volumes.textContent()).toMatch(/more\s*removed/);
  await example.getByRole('button', { name: 'Machine' }).click();
  expect(await panel.isVisible()).toBe(false);
});

test.each([1280, 360])(
  'at %i px: all taken back, the page is where it was, and Redo is next',
  async (width) => {
    const { page } = await site.open(notePath, { width });
    const example = page.locator('#example-1');
    const run = example.getByRole('button', { name: 'Run' });
    await run.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await run.click();
    await shows(example, 'docs.docker.com');
    const before = await run.boundingBox();
    await example.getByRole('button', { name: 'Undo' }).press('Enter');
    await showsNot(example, 'docker run');
    const redo = example.getByRole('button', { name: 'Redo' });
    await expect.poll(() => redo.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await run.boundingBox()).toEqual(before);
  },
);
