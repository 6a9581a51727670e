import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { builtNotes } from './built-pages';
import { reader } from './reader';

const site = reader();
const notePath = builtNotes()[0]?.href ?? '/';

async function type(challenge: Locator, line: string): Promise<void> {
  await challenge.locator('.term-entry input').fill(line);
  await challenge.locator('.term-entry input').press('Enter');
}

test.each([1280, 360])(
  'at %i px: a challenge says what is missing, and is reached in a way of one’s own',
  async (width) => {
    const { page, problems } = await site.open(notePath, { width });
    const challenge = page.locator('#challenge-shop');
    const result = challenge.getByRole('status').last();
    await challenge.getByRole('button', { name: 'Check' }).press('Enter');
    await expect
      .poll(() => result.textContent(), { timeout: 20_000 })
      .toContain('Not yet. 2 lines print something else');
    await type(challenge, 'docker rename shop old; docker run -d --name shop -p 9000:80 nginx');
    await expect
      .poll(() => challenge.locator('drydock-terminal').getAttribute('data-state'), { timeout: 20_000 })
      .toBe('prompt');
    await challenge.getByRole('button', { name: 'Check' }).click();
    await expect.poll(() => result.textContent(), { timeout: 20_000 }).toContain('Reached.');
    expect(problems).toEqual([]);
  },
);

test('without JavaScript a challenge tells its goal and a way there', async () => {
  const { page } = await site.open(notePath, { hasScript: false });
  const challenge = page.locator('#challenge-shop');
  expect(await challenge.textContent()).toContain('shop from nginx');
  await challenge.getByText('A way there').click();
  expect(await challenge.getByText('docker rm shop').isVisible()).toBe(true);
});
