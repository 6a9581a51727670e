import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { builtNotes } from './built-pages';
import { reader } from './reader';

const site = reader();
const notePath = builtNotes()[0]?.href ?? '/';
const WAIT = { timeout: 30_000 };
/** An example has no more stops than this. */
const MOST_STOPS = 40;

/** Presses Tab (or Shift-Tab) until what has the focus is called so. */
async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await page.keyboard.press(key);
    const reached = await page.evaluate(() => {
      const one = document.activeElement;
      const label = one instanceof HTMLSelectElement ? one.labels[0]?.firstChild?.textContent : undefined;
      return (one?.getAttribute('aria-label') ?? label ?? one?.textContent ?? '').trim();
    });
    if (reached === name) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}

test.each([1280, 360])(
  'at %i px, by Tab, Enter and arrows alone: time travel, every panel, and what is shared',
  async (width) => {
    const { page, problems } = await site.open(notePath, { width });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const example = page.locator('#example-1');
    const screen = example.locator('code').first();
    const panel = example.locator('.term-panel');
    await example.locator('.term-entry input').focus();
    await page.keyboard.type('docker volume create first\n');
    await expect.poll(() => screen.textContent(), WAIT).toContain('\nfirst\n');
    await page.keyboard.type('docker pull busybox\n');
    await expect.poll(() => screen.textContent(), WAIT).toContain('docker.io/library/busybox:latest');
    await tabTo(page, 'Undo');
    await page.keyboard.press('Enter');
    await expect.poll(() => screen.textContent(), WAIT).not.toContain('busybox');
    await tabTo(page, 'Redo');
    await page.keyboard.press('Enter');
    await expect.poll(() => screen.textContent(), WAIT).toContain('busybox:latest');
    await tabTo(page, 'Moment of this session');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => screen.textContent(), WAIT).not.toContain('busybox');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => screen.textContent(), WAIT).toContain('busybox:latest');
    for (const [name, shown] of [
      ['Machine', 'first'],
      ['Layers', 'in layers'],
      ['Files', '/home/'],
      ['Build', 'Nothing'],
      ['Explain', 'Download an image from a registry'],
      ['Share', 'Copy link'],
    ] as const) {
      await tabTo(page, name);
      await page.keyboard.press('Enter');
      await expect.poll(() => panel.textContent(), WAIT).toContain(shown);
    }
    await tabTo(page, 'Copy link');
    await page.keyboard.press('Enter');
    await expect.poll(() => example.locator('.share-status').textContent(), WAIT).toContain('copied');
    await tabTo(page, 'Share', 'Shift+Tab');
    await page.keyboard.press('Enter');
    expect(await panel.isVisible()).toBe(false);
    await tabTo(page, 'Layers', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => panel.textContent(), WAIT).toContain('in layers');
    await tabTo(page, 'Image');
    await page.keyboard.type('busy');
    await expect.poll(() => panel.textContent(), WAIT).toContain('busybox:latest');
    expect(problems).toEqual([]);
  },
);

test('a challenge is tried by Tab and Enter alone', async () => {
  const { page, problems } = await site.open(notePath, { width: 360 });
  const challenge = page.locator('#challenge-shop');
  await challenge.locator('.term-entry input').focus();
  await page.keyboard.type('docker rename shop old; docker run -d --name shop -p 9000:80 nginx\n');
  await expect
    .poll(() => challenge.locator('drydock-terminal').getAttribute('data-state'), WAIT)
    .toBe('prompt');
  await tabTo(page, 'Check');
  await page.keyboard.press('Enter');
  await expect.poll(() => challenge.getByRole('status').last().textContent(), WAIT).toContain('Reached.');
  expect(problems).toEqual([]);
});
