import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtHtml, builtPaths } from './built-pages';

const ORIGIN = 'http://site.invalid';

function attributeValues(html: string, name: string): readonly string[] {
  return [...html.matchAll(new RegExp(`<[a-z][^>]*?\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) =>
    value.replaceAll('&amp;', '&').replaceAll('&#38;', '&'),
  );
}

const idsByPath = new Map(builtPaths().map((path) => [path, attributeValues(builtHtml(path), 'id')]));

/** Why a link leads nowhere, or `undefined` when it leads somewhere. */
function fault(from: string, href: string): string | undefined {
  const url = new URL(href, `${ORIGIN}${from}`);
  if (url.origin !== ORIGIN) return undefined;
  const path = decodeURIComponent(url.pathname);
  const ids = idsByPath.get(path);
  if (ids === undefined) return existsSync(`dist${path}`) && !path.endsWith('/') ? undefined : 'no such page';
  const id = decodeURIComponent(url.hash.slice(1));
  return id === '' || ids.includes(id) ? undefined : 'no such heading';
}

test('the built site has its home page, its 404 page and at least one note', () => {
  expect(builtPaths()).toEqual(expect.arrayContaining(['/', '/404.html']));
  expect(builtPaths().length).toBeGreaterThanOrEqual(3);
});

test.each(builtPaths())('every link, script, style and fragment on %s exists', (path) => {
  const html = builtHtml(path);
  const links = [...attributeValues(html, 'href'), ...attributeValues(html, 'src')];
  const faults = links.flatMap((href) => {
    const reason = fault(path, href);
    return reason === undefined ? [] : [`${href}: ${reason}`];
  });
  expect(links.length).toBeGreaterThan(0);
  expect(faults).toEqual([]);
});

test.each(builtPaths())('no id occurs twice on %s', (path) => {
  const ids = idsByPath.get(path) ?? [];
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('the check itself finds a page and a fragment that do not exist', () => {
  expect(fault('/', '/no-such-page/')).toBe('no such page');
  expect(fault('/', '#no-such-heading')).toBe('no such heading');
  expect(fault('/', '/')).toBeUndefined();
});
