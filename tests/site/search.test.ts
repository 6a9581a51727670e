import { expect, test } from 'vitest';
import { builtNotes } from './built-pages';
import { reader, type Visit } from './reader';

const site = reader();
const notePath = builtNotes()[0]?.href ?? '/';

/** Types into the open search and returns the sections that it lists. */
async function find({ page }: Visit, text: string): Promise<readonly string[]> {
  const dialog = page.getByRole('dialog', { name: 'Search the notes' });
  await dialog.getByRole('searchbox').fill(text);
  await dialog.getByText(/sections? found|Nothing found/).waitFor();
  await page.waitForTimeout(300); // a later answer may still replace the first
  return dialog.locator('.section').allTextContents();
}

test.each(['/', 'Control+k', 'Meta+k'])('%s opens the search, and Escape closes it', async (key) => {
  const { page } = await site.open(notePath);
  const dialog = page.getByRole('dialog');
  await page.keyboard.press(key);
  expect(await dialog.isVisible()).toBe(true);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  await page.keyboard.press('Escape');
  expect(await dialog.isVisible()).toBe(false);
});

test('nothing of the index loads before the search is opened', async () => {
  const { page } = await site.open(notePath);
  await page.waitForLoadState('networkidle');
  const loaded = (): Promise<number> =>
    page.evaluate(
      () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/pagefind/')).length,
    );
  expect(await loaded()).toBe(0);
  await page.keyboard.press('/');
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/pagefind/')),
  );
});

test.each([
  { text: 'docker ps -a', why: 'a command with a flag' },
  { text: '--rm', why: 'a flag alone' },
  { text: 'POSTGRES_PASSWORD', why: 'a variable' },
  { text: 'No such file or directory', why: 'an error text' },
])('$text is found: $why', async ({ text }) => {
  const visit = await site.open('/');
  await visit.page.keyboard.press('/');
  expect(await find(visit, text)).not.toEqual([]);
});

test('what is not in the notes is said not to be', async () => {
  const visit = await site.open('/');
  await visit.page.keyboard.press('/');
  expect(await find(visit, 'ωκεανός')).toEqual([]);
  expect(await visit.page.getByRole('status').textContent()).toBe('Nothing found for “ωκεανός”.');
});

test('arrows choose a section and Enter opens it at its heading', async () => {
  const visit = await site.open('/');
  const { page } = visit;
  await page.keyboard.press('/');
  const [first] = await find(visit, 'detach');
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate(() => document.activeElement?.querySelector('.section')?.textContent)).toBe(
    first,
  );
  await page.keyboard.press('ArrowUp');
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('input');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/running-containers\//);
  expect(await page.locator(':target').textContent()).toBe(first);
});

test('a slash that is typed into a field stays a slash', async () => {
  const { page } = await site.open(notePath);
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    document.querySelector('main')?.prepend(field);
    field.focus();
  });
  await page.keyboard.press('/');
  expect(await page.locator('main textarea').inputValue()).toBe('/');
  expect(await page.getByRole('dialog').isVisible()).toBe(false);
});
