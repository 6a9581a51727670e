import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { reader } from './reader';

const site = reader();
const WAIT = { timeout: 30_000 };
const FILES = '/writing-images/manage-files/';
const COMPARISON = '/secure-images/build-cache/';
const PLAYGROUND = '/playground/';

const block = (page: Page): Locator => page.locator('.code-file[data-file="app/Dockerfile"]').first();
const keptLength = (page: Page): Promise<number> => page.evaluate(() => localStorage.length);

async function isKept(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage })), WAIT).toContain(text);
}

async function type(example: Locator, line: string): Promise<void> {
  await example.locator('.term-entry input').fill(line);
  await example.locator('.term-entry input').press('Enter');
}

test.each([1280, 360])(
  'at %i px: a note’s file that was edited is so on the next visit, and the examples below take it',
  async (width) => {
    const { page, problems } = await site.open(FILES, { width });
    await block(page).getByRole('button', { name: 'Edit app/Dockerfile' }).click();
    const editor = block(page).getByRole('textbox', { name: 'app/Dockerfile' });
    const original = await editor.inputValue();
    await editor.fill(`${original}\n# m-i-n-e`);
    await page.reload();
    await expect.poll(() => editor.inputValue(), WAIT).toContain('# m-i-n-e');
    expect(await block(page).getByRole('status').first().textContent()).toContain('edited by you');
    const id = await block(page).evaluate(
      (figure) =>
        [...document.querySelectorAll('drydock-terminal')].find(
          (one) => (figure.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
        )?.id,
    );
    const example = page.locator(`#${id}`);
    await type(example, 'tail -n 1 app/Dockerfile | tr -d -');
    await expect.poll(() => example.locator('code').first().textContent(), WAIT).toContain('\n# mine\n');
    await block(page).getByRole('button', { name: 'Reset app/Dockerfile' }).click();
    await example.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => keptLength(page), WAIT).toBe(0);
    await page.reload();
    await page.waitForLoadState('networkidle');
    expect(await block(page).getByRole('textbox').count()).toBe(0);
    expect(problems).toEqual([]);
  },
);

test('a comparison’s files that were edited are so on the next visit; Reset and forgetting end it', async () => {
  const { page, problems } = await site.open(COMPARISON);
  const figure = page.locator('#F31');
  const right = figure.getByRole('textbox', { name: 'Dockerfile, Dependencies first' });
  await figure.hover();
  await right.fill('FROM busybox\nRUN echo m-i-n-e');
  await page.reload();
  await expect.poll(() => right.inputValue(), WAIT).toContain('m-i-n-e');
  await expect.poll(() => figure.getByRole('status').textContent(), WAIT).toContain('earlier visit');
  await page.goto('/kept/');
  expect(await page.getByRole('listitem').first().textContent()).toContain('1 edited file');
  await page.goto(COMPARISON);
  await expect.poll(() => right.inputValue(), WAIT).toContain('m-i-n-e');
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => keptLength(page), WAIT).toBe(0);
  expect(await right.inputValue()).toContain('FROM python');
  await right.fill('FROM busybox\nRUN echo again');
  await isKept(page, 'again');
  await page.getByRole('button', { name: 'Forget everything on this page' }).click();
  await page.reload();
  await page.waitForLoadState('networkidle');
  expect(await keptLength(page)).toBe(0);
  expect(problems).toEqual([]);
});

test('the playground opens where it was left, and each starting point keeps its own session', async () => {
  const { page, problems } = await site.open(PLAYGROUND);
  const start = page.getByRole('combobox', { name: 'Start from' });
  const terminal = page.locator('drydock-terminal');
  await page.locator('drydock-playground').hover();
  await expect.poll(() => page.getByRole('textbox').count(), WAIT).toBeGreaterThan(1);
  await start.selectOption('stages');
  const editor = page.getByRole('textbox', { name: 'Dockerfile', exact: true });
  const first = await editor.inputValue();
  await editor.fill('FROM busybox\nRUN echo m-i-n-e\n');
  await type(terminal, 'grep m- Dockerfile | tr -d -');
  await expect
    .poll(() => terminal.locator('code').first().textContent(), WAIT)
    .toContain('\nRUN echo mine\n');
  await isKept(page, 'tr -d');
  await start.selectOption('empty');
  await expect.poll(() => editor.inputValue(), WAIT).not.toContain('m-i-n-e');
  expect(await terminal.locator('.term-kept').count()).toBe(0);
  await page.reload();
  await expect.poll(() => start.inputValue(), WAIT).toBe('stages');
  await expect.poll(() => terminal.locator('.term-kept').textContent(), WAIT).toContain('You were here');
  expect(await editor.inputValue()).toBe(first);
  await terminal.getByRole('button', { name: 'Continue' }).click();
  await expect.poll(() => editor.inputValue(), WAIT).toContain('m-i-n-e');
  await terminal.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => keptLength(page), WAIT).toBe(0);
  expect(await editor.inputValue()).toBe(first);
  expect(problems).toEqual([]);
});
