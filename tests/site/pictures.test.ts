import { expect, test } from 'vitest';
import { reader } from './reader';

const site = reader();
const WAIT = { timeout: 30_000 };

test.each([1280, 360])(
  'at %i px: a picture goes with what is done in the example above it; Undo and Reset take it back',
  async (width) => {
    const { page, problems } = await site.open('/running-containers/work-with-containers/', { width });
    const picture = page.locator('drydock-picture').first();
    const built = await picture.textContent();
    const id = await picture.evaluate(
      (one: HTMLElement) =>
        [
          ...document.querySelectorAll<HTMLElement>(
            `drydock-terminal[data-machine="${one.dataset['machine'] ?? ''}"]`,
          ),
        ].findLast(
          (example) => (example.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
        )?.id,
    );
    const example = page.locator(`#${id}`);
    await example.locator('.term-entry input').fill('docker create --name follower busybox');
    await example.locator('.term-entry input').press('Enter');
    await expect.poll(() => picture.textContent(), WAIT).toContain('follower');
    await example.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => picture.textContent(), WAIT).toMatch(/follower\s*removed/);
    await example.locator('.term-entry input').fill('docker create --name second busybox');
    await example.locator('.term-entry input').press('Enter');
    await expect.poll(() => picture.textContent(), WAIT).toContain('second');
    await example.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => picture.textContent(), WAIT).toBe(built);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(problems).toEqual([]);
  },
);
