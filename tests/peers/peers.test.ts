import { describe, expect, test } from 'vitest';
import { recognise } from './recognise';
import { readKnownGaps, readOwnData, suites } from './run';
import { scoreSuite } from './score';

const ownData = readOwnData();
const knownGaps = readKnownGaps();

describe('against the Docker projects’ own tables', () => {
  test.each(suites.map((suite) => [suite.name, suite] as const))(
    '%s fails exactly where known-gaps.json says',
    (name, suite) => {
      const data = ownData.get(name);
      if (data === undefined) throw new Error(`tests/peers/${name}.json is missing`);
      const failed = scoreSuite(suite, data).failures.map((failure) => failure.name);
      expect(failed).toEqual(Object.keys(knownGaps[name] ?? {}));
    },
    60_000,
  );

  test('each gap says why the table is not followed', () => {
    const reasons = Object.values(knownGaps).flatMap((gaps) => Object.values(gaps));
    expect(reasons.filter((reason) => !/\w{3} .*\.$/.test(reason))).toEqual([]);
  });

  test('a gap is listed only for a suite that is run', () => {
    const names = new Set(suites.map(({ name }) => name));
    expect(Object.keys(knownGaps).filter((name) => !names.has(name))).toEqual([]);
  });

  test('a file under another name is recognised by its ops', () => {
    const units = ownData.get('units');
    if (units === undefined) throw new Error('tests/peers/units.json is missing');
    const renamed = { name: 'sizes', cases: units.cases.slice(0, 40) };
    expect(recognise(renamed, suites, ownData)?.name).toBe('units');
  });

  test('prose for people is no suite', () => {
    const prose = {
      name: 'rules',
      cases: [{ name: 'a', rule: 'b', kind: 'inferred', scenario: {}, expected: [], where: 'c' }],
    };
    expect(recognise(prose, suites, ownData)).toBeUndefined();
  });
});
