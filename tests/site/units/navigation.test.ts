import { describe, expect, test } from 'vitest';
import { buildNavigation, neighboursOf, type NoteSummary } from '../../../src/site/navigation';

function note(file: string, order: number): NoteSummary {
  return { file, order, title: `Title of ${file}`, description: 'What it is for.' };
}

const notes = [
  note('2-writing-images/01-create-images.mdx', 1),
  note('1-running-containers/02-work.mdx', 2),
  note('1-running-containers/01-run.mdx', 1),
];

describe('navigation', () => {
  test('lists the parts as declared and the pages of each by their order', () => {
    const outline = buildNavigation(notes).map(({ part, pages }) => [
      part.slug,
      ...pages.map((page) => page.slug),
    ]);
    expect(outline).toEqual([
      ['running-containers', 'running-containers/run', 'running-containers/work'],
      ['writing-images', 'writing-images/create-images'],
      ['secure-images'],
      ['reference'],
    ]);
  });

  test('refuses two notes of a part with the same order, and names both', () => {
    expect(() => buildNavigation([note('reference/a.mdx', 3), note('reference/b.mdx', 3)])).toThrow(
      'content/reference/a.mdx and content/reference/b.mdx both have "order: 3"; each note of a part needs its own',
    );
  });

  test('refuses two notes with one address, and names both', () => {
    expect(() => buildNavigation([note('reference/01-a.mdx', 1), note('reference/02-a.mdx', 2)])).toThrow(
      'content/reference/01-a.mdx and content/reference/02-a.mdx would both be the page /reference/a/',
    );
  });
});

test('generated pages follow the notes of the reference, and say where they come from', () => {
  const made = { slug: 'network', title: 'Network commands', description: 'Create them.', source: 'a/b.md' };
  const [reference] = buildNavigation([note('reference/glossary.mdx', 1)], [made]).slice(-1);
  expect(reference?.pages.map(({ href, source }) => [href, source])).toEqual([
    ['/reference/glossary/', 'content/reference/glossary.mdx'],
    ['/reference/network/', 'a/b.md'],
  ]);
});

describe('neighbours', () => {
  const slugs = (slug: string): readonly (string | undefined)[] => {
    const { previous, next } = neighboursOf(buildNavigation(notes), slug);
    return [previous?.slug, next?.slug];
  };

  test.each([
    { slug: 'running-containers/run', around: [undefined, 'running-containers/work'] },
    { slug: 'running-containers/work', around: ['running-containers/run', 'writing-images/create-images'] },
    { slug: 'writing-images/create-images', around: ['running-containers/work', undefined] },
    { slug: 'no/such-page', around: [undefined, undefined] },
  ])('of $slug are found across parts', ({ slug, around }) => {
    expect(slugs(slug)).toEqual(around);
  });
});
