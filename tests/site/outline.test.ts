import { describe, expect, test } from 'vitest';
import { builtHtml, builtPaths } from './built-pages';

/** The notes' pages, by their address, with the figures that each shows. */
const PAGES = {
  '/running-containers/run-a-container/': [1, 2, 3, 4, 5, 6],
  '/running-containers/work-with-containers/': [7],
  '/running-containers/manage-local-images/': [8, 9, 10],
  '/writing-images/distribute-images/': [11, 12, 13, 14, 15],
  '/writing-images/create-images/': [16, 17],
  '/writing-images/manage-files/': [18, 19, 20, 21, 22],
  '/writing-images/choose-a-start-command/': [23, 24, 25, 26],
  '/secure-images/build-cache/': [27, 28, 29, 30, 31],
  '/secure-images/users-and-the-working-directory/': [32, 33, 34, 35, 36, 37, 38],
  '/secure-images/variables/': [],
  '/secure-images/secrets/': [],
  '/secure-images/smaller-trusted-bases/': [],
  '/secure-images/harden-what-runs/': [],
  '/reference/glossary/': [],
  '/reference/container/': [],
  '/reference/image/': [],
  '/reference/build/': [],
  '/reference/network/': [],
  '/reference/volume/': [],
  '/reference/registry/': [],
  '/reference/system/': [],
  '/reference/context/': [],
  '/reference/plugin/': [],
  '/reference/swarm/': [],
  '/reference/dockerfile/': [],
  '/reference/build-checks/': [],
  '/reference/honest-edge/': [],
} as const;

type Page = keyof typeof PAGES;

/** The rows of the two tables of commands. */
const ROWS = {
  '/running-containers/work-with-containers/':
    'run ps ps-a start stop restart rm logs exec inspect top attach update rename cp',
  '/running-containers/manage-local-images/':
    'images build tag rmi image-prune load image-inspect history search',
} as const;

/** Pages that are still being written. The list only shrinks: a page that has appeared is to leave it. */
const notYet: readonly Page[] = [];

const paths = builtPaths();
const htmlByPath = new Map(paths.map((path) => [path, builtHtml(path)]));

/** The opening tags of a page, whole: what looks like a tag within an attribute is none. */
function tagsOf(html: string): readonly string[] {
  return html.match(/<[a-z][^\s>]*(?:\s+[^\s"=>]+(?:="[^"]*")?)*\s*\/?>/g) ?? [];
}

const idsByPath = new Map(
  [...htmlByPath].map(([path, html]) => [path, tagsOf(html).map((tag) => /\sid="([^"]*)"/.exec(tag)?.[1])]),
);

/** Where elements with this id stand: a page's path for each. */
function pagesWithId(id: string): readonly string[] {
  return [...idsByPath].flatMap(([path, ids]) => ids.filter((one) => one === id).map(() => path));
}

function isPage(path: string): path is Page {
  return path in PAGES;
}

const pages = Object.keys(PAGES).filter(isPage);
const written = pages.filter((page) => !notYet.includes(page));

describe('the outline', () => {
  test('has every page on the site, but for those that are being written', () => {
    expect(pages.filter((page) => !paths.includes(page))).toEqual([...notYet]);
  });

  test('has every page of the site in its list', () => {
    const outside = ['/', '/404.html', '/kept/', '/playground/'];
    expect(paths.filter((path) => !isPage(path) && !outside.includes(path))).toEqual([]);
  });

  test('has 38 figures and 24 rows', () => {
    expect(Object.values(PAGES).flat()).toEqual(Array.from({ length: 38 }, (_, index) => index + 1));
    expect(Object.values(ROWS).map((rows) => rows.split(' ').length)).toEqual([15, 9]);
  });

  test.each(written.flatMap((page) => PAGES[page].map((number) => ({ page, id: `F${number}` }))))(
    'has $id once, on $page',
    ({ page, id }) => {
      expect(pagesWithId(id)).toEqual([page]);
    },
  );

  test.each(
    Object.entries(ROWS).flatMap(([page, rows]) =>
      rows.split(' ').map((row) => ({ page, id: `row-${row}` })),
    ),
  )('has $id once, on $page', ({ page, id }) => {
    expect(pagesWithId(id)).toEqual([page]);
  });
});

describe.each(paths)('%s', (path) => {
  const names = tagsOf(htmlByPath.get(path) ?? '').map((tag) => /^<(\w+)/.exec(tag)?.[1] ?? '');
  /** Depths of the headings in the order of the page. */
  const depths = names.filter((name) => /^h[1-6]$/.test(name)).map((name) => Number(name.slice(1)));

  test('has one h1, and it comes first', () => {
    expect(depths.filter((depth) => depth === 1)).toEqual([1]);
    expect(depths[0]).toBe(1);
  });

  test('goes down one depth of heading at a time', () => {
    const jumps = depths.filter((depth, index) => depth > (depths[index - 1] ?? 0) + 1);
    expect(jumps).toEqual([]);
  });
});
