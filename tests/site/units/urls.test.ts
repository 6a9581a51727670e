import { expect, test } from 'vitest';
import { PARTS } from '../../../src/site/parts';
import { noteAddress, pagePath } from '../../../src/site/urls';

test.each([
  ['1-running-containers/01-run-a-container.mdx', 'running-containers/run-a-container'],
  ['2-writing-images/10-create-images.mdx', 'writing-images/create-images'],
  ['reference/docker-run.mdx', 'reference/docker-run'],
  ['reference/cli/02-ps.mdx', 'reference/cli/ps'],
])('the note content/%s is the page %s', (file, slug) => {
  expect(noteAddress(file).slug).toBe(slug);
});

test('a note knows its part', () => {
  expect(noteAddress('3-secure-images/01-build-cache.mdx').part).toBe(PARTS[2]);
});

test.each(['4-elsewhere/01-page.mdx', 'page.mdx'])('a note outside the parts is refused: %s', (file) => {
  expect(() => noteAddress(file)).toThrow(
    `content/${file} lies in no part of the notes. A note belongs in one of: content/1-running-containers/, content/2-writing-images/, content/3-secure-images/, content/reference/`,
  );
});

test('the path of a page has slashes at both ends, and the home page has one', () => {
  expect([pagePath('reference/docker-run'), pagePath('')]).toEqual(['/reference/docker-run/', '/']);
});
