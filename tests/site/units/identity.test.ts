import { expect, test } from 'vitest';
import { editAddress } from '../../../src/site/identity';

test('a page is edited in the repository, where the site names one', () => {
  const source = 'content/reference/glossary.mdx';
  expect(editAddress(source, 'https://github.com/harbour/drydock')).toBe(
    'https://github.com/harbour/drydock/edit/main/content/reference/glossary.mdx',
  );
  expect(editAddress(source, undefined)).toBeUndefined();
});
