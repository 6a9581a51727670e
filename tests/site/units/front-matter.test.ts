import { expect, test } from 'vitest';
import { frontMatter } from '../../../src/site/front-matter';

/** What an author is told about front matter that does not do. */
function messages(data: unknown): readonly string[] {
  const result = frontMatter.safeParse(data);
  return result.success ? [] : result.error.issues.map((issue) => issue.message);
}

const good = { title: 'Run a container', description: 'Start and stop one.', order: 1 };

test('a title, a description and an order are all that a note needs', () => {
  expect(frontMatter.parse(good)).toEqual(good);
});

test.each([
  [{ ...good, title: undefined }, '"title" is the name of the page, as "Run a container"; found: missing'],
  [{ ...good, title: '' }, '"title" is the name of the page, as "Run a container"; found: ""'],
  [
    { ...good, description: 7 },
    '"description" is what the reader can do afterwards, in one sentence; found: 7',
  ],
  [{ ...good, order: '1' }, `"order" is the page's place in its part: a whole number from 1; found: "1"`],
  [{ ...good, order: 1.5 }, `"order" is the page's place in its part: a whole number from 1; found: 1.5`],
  [{ ...good, order: 0 }, `"order" is the page's place in its part: a whole number from 1; found: 0`],
  [{ ...good, draft: true }, `"draft" is no key of a note's front matter; it has: title, description, order`],
])('what is wrong is named, with what is expected: %j', (data, message) => {
  expect(messages(data)).toEqual([message]);
});
