import { describe, expect, test } from 'vitest';
import {
  searchEntries,
  searchQueries,
  searchStatus,
  type FoundSection,
} from '../../../src/site/search-results';

function section(title: string, ...scores: readonly number[]): FoundSection {
  return {
    title,
    url: `/page/#${title}`,
    excerpt: `<mark>${title}</mark>`,
    weighted_locations: scores.map((score) => ({ balanced_score: score })),
  };
}

describe('entries', () => {
  test('are the best sections of each page, best first, and keep the order of pages', () => {
    const pages = [
      {
        url: '/page/',
        meta: { title: 'Page' },
        sub_results: [section('Page', 1), section('b', 2, 3), section('c', 4)],
      },
      { url: '/other/', meta: {}, sub_results: [section('d', 9)] },
    ];
    expect(searchEntries(pages, 'a b c d Page')).toEqual([
      { page: 'Page', section: 'b', url: '/page/#b', excerpt: '<mark>b</mark>' },
      { page: 'Page', section: 'c', url: '/page/#c', excerpt: '<mark>c</mark>' },
      { page: 'Page', section: undefined, url: '/page/#Page', excerpt: '<mark>Page</mark>' },
      { page: '/other/', section: 'd', url: '/page/#d', excerpt: '<mark>d</mark>' },
    ]);
  });

  test('are at most four of a page', () => {
    const sub_results = ['a', 'b', 'c', 'd', 'e'].map((title) => section(title, 1));
    expect(searchEntries([{ url: '/page/', meta: {}, sub_results }], 'a b c d e')).toHaveLength(4);
  });

  test('leave out what only begins with the same letter', () => {
    const sub_results = [section('xargs', 1), section('running', 1)];
    const titles = (typed: string): readonly (string | undefined)[] =>
      searchEntries([{ url: '/page/', meta: {}, sub_results }], typed).map((entry) => entry.section);
    expect(titles('xyzzy')).toEqual([]);
    expect(titles('runs')).toEqual(['running']);
  });
});

test.each([
  { typed: '  ', queries: [] },
  { typed: 'logs', queries: ['logs'] },
  { typed: ' docker  ps ', queries: ['"docker ps"', 'docker ps'] },
  { typed: 'say "hello" twice', queries: ['"say hello twice"', 'say hello twice'] },
])('“$typed” is asked for as a phrase first, if it is one', ({ typed, queries }) => {
  expect(searchQueries(typed)).toEqual(queries);
});

test.each([
  { query: '', found: 0, status: '' },
  { query: ' x ', found: 0, status: 'Nothing found for “x”.' },
  { query: 'x', found: 1, status: '1 section found.' },
  { query: 'x', found: 5, status: '5 sections found.' },
])('the status of $found sections for “$query” is “$status”', ({ query, found, status }) => {
  expect(searchStatus(query, found)).toBe(status);
});
