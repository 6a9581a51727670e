import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { builtNotes, builtPaths } from './built-pages';
import { reader } from './reader';

const site = reader();
const [firstNote] = builtNotes();
if (firstNote === undefined) throw new Error('the site has no note');
const { href: notePath, title: noteTitle } = firstNote;

/** How far the page can be scrolled sideways, in pixels. */
function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

function background(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
}

describe('without JavaScript', () => {
  test('a note can be read, and no button is shown that would do nothing', async () => {
    const { page } = await site.open(notePath, { hasScript: false });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(noteTitle);
    expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(0);
    expect(await page.getByRole('button', { name: 'Search' }).isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: /Theme/ }).isVisible()).toBe(false);
  });

  test('the contents open on a phone', async () => {
    const { page } = await site.open(notePath, { hasScript: false, width: 360 });
    const contents = page.getByRole('navigation', { name: 'Notes' });
    expect(await contents.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Contents' }).click();
    expect(await contents.isVisible()).toBe(true);
  });
});

describe('on any screen', () => {
  test.each(builtPaths().flatMap((path) => [320, 360, 768, 1440].map((width) => ({ path, width }))))(
    '$path does not scroll sideways at $width pixels',
    async ({ path, width }) => {
      const { page } = await site.open(path, { width });
      await page.evaluate(() => document.fonts.ready);
      expect(await sidewaysScroll(page)).toBe(0);
    },
  );

  test('the site serves the fonts that its text is set in', async () => {
    const { page } = await site.open(notePath);
    const loaded = await page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family);
    });
    expect([...new Set(loaded.map((family) => family.replaceAll('"', '')))].toSorted()).toEqual([
      'IBM Plex Mono',
      'Source Sans 3',
      'Source Serif 4',
    ]);
  });

  test('the cascade layers are declared before any style', async () => {
    const { page } = await site.open(notePath);
    const first = await page.evaluate(() => document.styleSheets[0]?.cssRules[0]?.cssText);
    expect(first).toBe('@layer reset, tokens, base, prose, components, print;');
  });
});

describe('by keyboard alone', () => {
  test('the first Tab reaches a link that skips to the text', async () => {
    const { page } = await site.open(notePath);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the text');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  test('each place where Tab stops on the first note can be seen to have the focus', async () => {
    const { page } = await site.open(notePath);
    const unseen: string[] = [];
    for (let stop = 0; stop < 40; stop += 1) {
      await page.keyboard.press('Tab');
      const fault = await page.evaluate(() => {
        const focused = document.activeElement;
        if (focused === null || focused === document.body) return undefined;
        const { outlineStyle, outlineWidth } = getComputedStyle(focused);
        const { width, height } = focused.getBoundingClientRect();
        const isSeen = outlineStyle !== 'none' && outlineWidth !== '0px' && width > 1 && height > 1;
        return isSeen ? undefined : focused.outerHTML.slice(0, 80);
      });
      if (fault !== undefined) unseen.push(fault);
    }
    expect(unseen).toEqual([]);
  });

  test('the contents on a phone open with Enter and close with Escape', async () => {
    const { page } = await site.open(notePath, { width: 360 });
    await page.getByRole('button', { name: 'Contents' }).focus();
    await page.keyboard.press('Enter');
    const contents = page.getByRole('navigation', { name: 'Notes' });
    expect(await contents.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await contents.isVisible()).toBe(false);
  });

  test('the list of sections leads to a heading and marks it as the one being read', async () => {
    const { page } = await site.open(notePath);
    const sections = page.getByRole('list', { name: 'On this page' }).getByRole('link');
    const second = sections.nth(1);
    const hash = await second.getAttribute('href');
    await second.focus();
    await page.keyboard.press('Enter');
    await page.locator('[aria-current="location"]').waitFor();
    expect(new URL(page.url()).hash).toBe(hash);
    expect(await page.locator('[aria-current="location"]').getAttribute('href')).toBe(hash);
  });
});

describe('theme', () => {
  test('the system decides until the reader does, and the choice outlasts the page', async () => {
    const { page } = await site.open(notePath, { theme: 'dark' });
    const dark = await background(page);
    const button = page.getByRole('button', { name: /^Theme/ });
    expect(await button.getAttribute('aria-label')).toBe('Theme: system');

    await button.click();
    expect(await button.getAttribute('aria-label')).toBe('Theme: light');
    const light = await background(page);
    expect(light).not.toBe(dark);

    await page.reload();
    expect(await background(page)).toBe(light);
    await page.emulateMedia({ colorScheme: 'light' });
    await button.click();
    expect(await button.getAttribute('aria-label')).toBe('Theme: dark');
    expect(await background(page)).toBe(dark);
    await button.click();
    expect(await background(page)).toBe(light);
  });

  test('paper is white and its text dark, whatever the theme', async () => {
    const { page } = await site.open(notePath, { theme: 'dark' });
    await page.getByRole('button', { name: /^Theme/ }).click();
    await page.getByRole('button', { name: /^Theme/ }).click();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await background(page)).toBe('rgb(255, 255, 255)');
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(27, 35, 38)');
  });
});
