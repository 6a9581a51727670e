import { expect, test } from 'vitest';
import { compareScreens } from './screens';

/**
 * A missing file, beside a FROM that earlier builds left in the cache: a race that a real Docker ends either way. Here
 * the FROM was canceled while it was taken out of the cache; in build/build-stdin-dockerfile.transcript it is CACHED,
 * as with us.
 */
const knownToDiffer = ['build-missing'];

test('a build shows in a terminal what the recorded screens show', { timeout: 120_000 }, () => {
  const differing = compareScreens().filter(({ diff }) => diff.length > 0);
  expect(differing.map(({ file }) => file)).toEqual(knownToDiffer);
});
