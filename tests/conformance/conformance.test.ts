import { describe, expect, test } from 'vitest';
import { compareFile, enginePlayer, gapsOf, readKnownGaps, transcriptsIn } from './run';

const play = enginePlayer();
const known = readKnownGaps();

/** All transcripts of a folder at once: what differs must be exactly what is known to. */
describe.each(['cli', 'build'])('%s', (folder) => {
  test(
    'the engine agrees with every recorded command that is not a known gap, and each known gap still is one',
    () => {
      const results = transcriptsIn(`${import.meta.dirname}/${folder}`).map((path) => compareFile(path, play));
      const expected = Object.entries(known).filter(([path]) => path.startsWith(`${folder}/`));
      // When this fails because a gap has closed: npm run conformance -- --quiet --update-gaps
      expect(gapsOf(results)).toEqual(Object.fromEntries(expected));
    },
    30 * 60_000,
  );
});
