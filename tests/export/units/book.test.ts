import { expect, test } from 'vitest';
import { bookHtml, escapeHtml, type Book } from '../../../src/export/book';

const book: Book = {
  title: 'Notes',
  subtitle: 'A & B',
  language: 'en',
  styleSheets: ['/a.css'],
  style: 'p{}',
  chapters: [
    {
      id: 'one',
      title: 'Say "hi"',
      part: 'Part 1',
      sections: [{ id: 'one--a', title: 'A <b>' }],
      html: '<article id="one" data-index="0"></article>',
    },
  ],
};

test('a running title is a CSS string, whatever stands in it', () => {
  expect(bookHtml(book, new Map())).toContain('@top-right { content: "Say \\22 hi\\22 " }');
});

test('the contents link to chapters and sections and give their pages', () => {
  const html = bookHtml(
    book,
    new Map([
      ['one', 3],
      ['one--a', 4],
    ]),
  );
  expect(
    [...html.matchAll(/href="#([\w-]+)"><span class="entry">(.*?)<\/span>.*?number">(\d*)</g)].map(
      ([, ...found]) => found,
    ),
  ).toEqual([
    ['one', 'Say &#34;hi&#34;', '3'],
    ['one--a', 'A &#60;b&#62;', '4'],
  ]);
});

test('text is escaped where HTML would read it as markup', () => {
  expect(escapeHtml('<a href="x">&</a>')).toBe('&#60;a href=&#34;x&#34;&#62;&#38;&#60;/a&#62;');
});
