import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseTranscript } from '../../conformance/transcript';
import expected from './recorded-verdicts.json';
import { playBuilds } from './recorded-verdicts';

const folder = resolve(import.meta.dirname, '../../conformance/build');
const names = readdirSync(folder).filter((name) => name.startsWith('cache-') && name.endsWith('.transcript'));

/** By transcript: for each of its builds, each step and why it ran or did not. */
const verdicts: Readonly<Record<string, readonly (readonly string[])[]>> = expected;

test('every recording of the cache has its verdicts', () => {
  expect(Object.keys(verdicts).sort()).toEqual(names.map((name) => name.replace('.transcript', '')).sort());
});

test.each(names)('%s: each step ran, or did not, for the reason that it should', (file) => {
  const builds = playBuilds(parseTranscript(readFileSync(join(folder, file), 'utf8')));
  const told = builds.map(({ steps }) => steps.map(({ name, verdict }) => `${name} | ${verdict}`));
  expect(told).toEqual(verdicts[file.replace('.transcript', '')]);
  for (const { recorded, steps } of builds) {
    for (const [name, isCached] of recorded) {
      // Recordings have one blank where several stood.
      const step = steps.find((one) => one.name.replace(/ +/g, ' ') === name.replace(/ +/g, ' '));
      expect(step?.verdict === 'hit', `${name}: ${step?.verdict ?? 'no such step'}`).toBe(isCached);
    }
  }
});
