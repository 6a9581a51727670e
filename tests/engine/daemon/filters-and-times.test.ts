import { describe, expect, test } from 'vitest';
import { booleanOf, matches, matchesLabels } from '../../../src/engine/daemon/filters';
import { isValidName, randomName } from '../../../src/engine/daemon/names';
import { parseSignal } from '../../../src/engine/daemon/signals';
import { formatTime, parseMoment } from '../../../src/engine/daemon/timestamps';
import { parseDuration } from '../../../src/engine/units';

const nowMs = Date.UTC(2026, 10, 24, 12, 0, 0);

describe('--since is read', () => {
  test.each([
    ['1h', '2026-11-24T11:00:00.000Z'],
    ['1m30s', '2026-11-24T11:58:30.000Z'],
    ['2026-11-24', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24T10:30', '2026-11-24T10:30:00.000Z'],
    ['2026-11-24T10:30:15.5Z', '2026-11-24T10:30:15.500Z'],
    ['2026-11-24T10:30:15+02:00', '2026-11-24T08:30:15.000Z'],
    ['1700000000', '2023-11-14T22:13:20.000Z'],
    ['1700000000.25', '2023-11-14T22:13:20.250Z'],
  ])('as %s', (text, expected) => {
    const moment = parseMoment(text, nowMs, (duration) => parseDuration(duration) / 1e6);
    expect(moment === undefined ? undefined : new Date(moment).toISOString()).toBe(expected);
  });

  test('but not as yesterday', () => {
    expect(parseMoment('yesterday', nowMs, () => 0)).toBeUndefined();
  });
});

test.each([
  [undefined, '0001-01-01T00:00:00Z'],
  [nowMs, '2026-11-24T12:00:00Z'],
  [nowMs + 250, '2026-11-24T12:00:00.25Z'],
])('the moment %s is written as %s', (moment, expected) => {
  expect(formatTime(moment)).toBe(expected);
});

test.each([
  ['9', 'KILL'],
  ['sigterm', 'TERM'],
  ['SIGUSR1', 'USR1'],
])('the signal %s is %s', (text, expected) => {
  expect(parseSignal(text)).toBe(expected);
});

test('what is no signal is refused', () => {
  expect(() => parseSignal('NOPE')).toThrow('invalid signal: NOPE');
});

test('a filter is a whole text or a pattern that occurs; labels are all wanted', () => {
  const filters = new Map([
    ['name', ['^web-1$', 'db']],
    ['label', ['app', 'tier=web']],
    ['label!', ['old']],
  ]);

  expect(['web-1', 'web-10', 'mydb'].map((name) => matches(filters, 'name', name))).toEqual([
    true,
    false,
    true,
  ]);
  expect(matchesLabels(filters, { app: '', tier: 'web' })).toBe(true);
  expect(matchesLabels(filters, { app: '', tier: 'db' })).toBe(false);
  expect(matchesLabels(filters, { app: '', tier: 'web', old: '1' })).toBe(false);
  expect(() => booleanOf(new Map([['dangling', ['maybe']]]), 'dangling', false)).toThrow(
    "invalid filter 'dangling=[maybe]'",
  );
});

test('a random name is an adjective and a surname; a taken one gets a digit in the end', () => {
  const random = (() => {
    let state = 1;
    return () => (state = (state * 16807) % 2147483647) / 2147483647;
  })();

  expect(randomName(random, () => false)).toMatch(/^[a-z]+_[a-z]+$/);
  let refused = 0;
  expect(randomName(random, () => refused++ < 10)).toMatch(/^[a-z]+_[a-z]+\d$/);
});

test.each([
  ['web-1', true],
  ['a', false],
  ['-web', false],
  ['not valid', false],
])('%j may be a name: %s', (name, expected) => {
  expect(isValidName(name)).toBe(expected);
});
