import { expect, test } from 'vitest';
import { compareScreens } from './screens';

/** The missing file is found at once: the FROM beside it, which is cached, is done by then and not canceled. */
const knownToDiffer = ['build-missing'];

test('a build shows in a terminal what the recorded screens show', { timeout: 120_000 }, () => {
  const differing = compareScreens().filter(({ diff }) => diff.length > 0);
  expect(differing.map(({ file }) => file)).toEqual(knownToDiffer);
});
