import { expect, test } from 'vitest';
import { builtNotes } from './built-pages';
import { reader } from './reader';

const site = reader();
/** What is not running text: what is typed and printed, pictures, and the title with its lede. */
const NOT_TEXT =
  'pre, svg, drydock-terminal, drydock-picture, drydock-compare, h1, .eyebrow, .lede, .challenge';

const notes = builtNotes().filter(({ href }) => !href.startsWith('/reference/'));

test.each(notes)('“$title” has 600 to 1,500 words, outputs apart', async ({ href }) => {
  const { page } = await site.open(href, { hasScript: false });
  const words = await page.locator('article').evaluate((article, notText) => {
    const text = article.cloneNode(true);
    if (!(text instanceof Element)) return 0;
    for (const element of text.querySelectorAll(notText)) element.remove();
    return (text.textContent ?? '').match(/[A-Za-z][A-Za-z'’-]*/g)?.length ?? 0;
  }, NOT_TEXT);
  expect(words).toBeGreaterThanOrEqual(600);
  expect(words).toBeLessThanOrEqual(1_500);
});
