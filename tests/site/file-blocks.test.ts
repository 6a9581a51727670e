import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { reader } from './reader';

const site = reader();
const path = '/writing-images/manage-files/';
const WAIT = { timeout: 30_000 };

const block = (page: Page): Locator => page.locator('.code-file[data-file="app/Dockerfile"]').first();

/** The first example below the block. */
async function below(page: Page): Promise<Locator> {
  const id = await block(page).evaluate(
    (figure) =>
      [...document.querySelectorAll('drydock-terminal')].find(
        (one) => (figure.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
      )?.id,
  );
  return page.locator(`#${id}`);
}

async function type(example: Locator, line: string): Promise<void> {
  await example.locator('.term-entry input').fill(line);
  await example.locator('.term-entry input').press('Enter');
}

const shown = (example: Locator): Promise<string | null> => example.locator('code').first().textContent();

test.each([1280, 360])(
  'at %i px: what a reader edits holds for the examples below, also for open ones',
  async (width) => {
    const { page, problems } = await site.open(path, { width });
    const example = await below(page);
    await block(page).getByRole('button', { name: 'Edit app/Dockerfile' }).click();
    const editor = block(page).getByRole('textbox', { name: 'app/Dockerfile' });
    const original = await editor.inputValue();
    await editor.fill(`${original}\n# e-d-i-t-e-d`);
    await expect.poll(() => block(page).getByRole('status').first().textContent()).toContain('edited by you');
    await type(example, 'tail -n 1 app/Dockerfile | tr -d -');
    await expect.poll(() => shown(example), WAIT).toContain('\n# edited\n');
    await editor.fill(`${original}\n# t-w-i-c-e`);
    await editor.press('Control+s');
    await type(example, 'tail -n 1 app/Dockerfile | tr -d -');
    await expect.poll(() => shown(example), WAIT).toContain('\n# twice\n');
    await block(page).getByRole('button', { name: 'Reset app/Dockerfile' }).click();
    expect(await editor.inputValue()).toBe(original);
    await type(example, 'grep -c t-w app/Dockerfile');
    await expect.poll(() => shown(example), WAIT).toContain('\n0\n');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(problems).toEqual([]);
  },
);

test('by keyboard alone: the checks’ messages come as one types, and lead to their lines; Tab leaves the editor', async () => {
  const { page, problems } = await site.open(path, { theme: 'dark' });
  await block(page).getByRole('button', { name: 'Edit app/Dockerfile' }).press('Enter');
  const editor = block(page).getByRole('textbox', { name: 'app/Dockerfile' });
  await expect.poll(() => editor.evaluate((one) => one === document.activeElement), WAIT).toBe(true);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\nWORKDIR app\nRUM true');
  const messages = block(page).getByRole('list', { name: 'Messages for app/Dockerfile' });
  await expect.poll(() => messages.textContent(), WAIT).toContain('unknown instruction: RUM');
  expect(await editor.getAttribute('aria-invalid')).toBe('true');
  expect(await block(page).locator('.editor-line[data-mark="error"]').textContent()).toContain('RUM true');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(
    await editor.evaluate((one: HTMLTextAreaElement) =>
      one.value.slice(one.selectionStart, one.selectionEnd),
    ),
  ).toBe('RUM true');
  await page.keyboard.press('Control+z');
  expect(await editor.inputValue()).not.toContain('RUM true');
  expect(problems).toEqual([]);
});
