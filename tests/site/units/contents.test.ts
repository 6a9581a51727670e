import { expect, test } from 'vitest';
import { tableOfContents, type Heading } from '../../../src/site/contents';

function heading(depth: number, text: string): Heading {
  return { depth, text, slug: text.toLowerCase() };
}

test('sections hold their own subsections; deeper headings and the title are left out', () => {
  const headings = [
    heading(1, 'Title'),
    heading(3, 'Stray'),
    heading(2, 'One'),
    heading(3, 'Inner'),
    heading(4, 'Deep'),
    heading(2, 'Two'),
  ];
  expect(tableOfContents(headings)).toEqual([
    { heading: heading(2, 'One'), sections: [heading(3, 'Inner')] },
    { heading: heading(2, 'Two'), sections: [] },
  ]);
});
