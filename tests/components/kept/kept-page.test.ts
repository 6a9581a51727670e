import { expect, test } from 'vitest';
import { KEY_PREFIX } from '../../../components/kept/has-kept';
import {
  keptPaths,
  type KeptPage,
  type KeptStorage,
  MAX_AGE_DAYS,
  MAX_PAGE_LENGTH,
  readKept,
  writeKept,
} from '../../../components/kept/kept-page';
import type { Timeline } from '../../../src/notes/timeline';

const nowMs = Date.UTC(2026, 10, 26);
const key = { path: '/a/', fingerprint: 'f' };

/** The browser's storage, with room for so many characters. */
function storage(room = Infinity): KeptStorage & { readonly map: Map<string, string> } {
  const map = new Map<string, string>();
  return {
    map,
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (name) => map.get(name) ?? null,
    removeItem: (name) => void map.delete(name),
    setItem: (name, value) => {
      const others = [...map].filter(([other]) => other !== name).map(([, text]) => text.length);
      if (others.reduce((sum, length) => sum + length, value.length) > room)
        throw new Error('QuotaExceededError');
      map.set(name, value);
    },
  };
}

function timeline(...lines: readonly string[]): Timeline {
  return {
    actions: lines.map((text, index) => ({ step: { kind: 'line', text }, atMs: nowMs + index })),
    at: lines.length,
  };
}

function pageWith(savedMs: number, id = 'example-1', line = 'docker ps'): KeptPage {
  return {
    sessions: new Map([[id, { savedMs, fromStart: false, timeline: timeline(line) }]]),
    files: new Map([['Dockerfile', { savedMs, content: 'FROM alpine\n' }]]),
  };
}

test('what was kept comes back as it was', () => {
  const local = storage();
  const page = pageWith(nowMs);
  expect(writeKept(local, key, page)).toBeUndefined();
  expect(readKept(local, key, nowMs)).toEqual({ page });
  expect(keptPaths(local)).toEqual(['/a/']);
});

test('when nothing is left, nothing is stored', () => {
  const local = storage();
  writeKept(local, key, pageWith(nowMs));
  writeKept(local, key, { sessions: new Map(), files: new Map() });
  expect(local.map.size).toBe(0);
});

test.each([
  ['half of it', (text: string) => text.slice(0, text.length / 2), 'damaged'],
  ['no JSON', () => '<b>', 'damaged'],
  ['null', () => 'null', 'damaged'],
  ['a timeline that is none', (text: string) => text.replace('"actions"', '"deeds"'), 'damaged'],
  ['a file that is a number', (text: string) => text.replace('"FROM alpine\\n"', '1'), 'damaged'],
  ['another version', (text: string) => text.replace('"version":1', '"version":2'), 'another version'],
  ['other examples', (text: string) => text.replace('"f"', '"g"'), 'have changed'],
])('%s is dropped with a word', (_, change, word) => {
  const local = storage();
  writeKept(local, key, pageWith(nowMs));
  const text = local.map.get(KEY_PREFIX + key.path) ?? '';
  const changed = change(text);
  expect(changed).not.toBe(text);
  local.map.set(KEY_PREFIX + key.path, changed);
  const { page, problem } = readKept(local, key, nowMs);
  expect(page.sessions.size + page.files.size).toBe(0);
  expect(problem).toContain(word);
  expect(problem).toContain('dropped');
  expect(local.map.size).toBe(0);
  expect(readKept(local, key, nowMs).problem).toBeUndefined();
});

test('what is too old is dropped with a word, what is younger stays', () => {
  const local = storage();
  const old = pageWith(nowMs - (MAX_AGE_DAYS + 1) * 86_400_000);
  writeKept(local, key, { ...old, sessions: pageWith(nowMs).sessions });
  const { page, problem } = readKept(local, key, nowMs);
  expect([page.sessions.size, page.files.size]).toEqual([1, 0]);
  expect(problem).toContain(`${MAX_AGE_DAYS} days`);
});

test('the oldest of a page goes first when it is too much; one that is too long is not kept', () => {
  const local = storage();
  const long = 'x'.repeat(MAX_PAGE_LENGTH / 2);
  const sessions = new Map([
    ...pageWith(nowMs + 1, 'new', long).sessions,
    ...pageWith(nowMs, 'old', long).sessions,
  ]);
  expect(writeKept(local, key, { sessions, files: new Map() })).toBeUndefined();
  expect([...readKept(local, key, nowMs).page.sessions.keys()]).toEqual(['new']);
  const longer = pageWith(nowMs, 'longer', 'x'.repeat(MAX_PAGE_LENGTH));
  expect(writeKept(local, key, longer)).toContain('too long');
  expect(local.map.size).toBe(0);
});

test('without room, the pages kept longest ago make room; without any, a word says so', () => {
  const one = pageWith(nowMs);
  const measure = storage();
  writeKept(measure, key, one);
  const size = measure.map.get(KEY_PREFIX + key.path)?.length ?? 0;
  const local = storage(size * 2);
  local.map.set('theme', '');
  writeKept(local, { ...key, path: '/b/' }, pageWith(nowMs - 2));
  writeKept(local, { ...key, path: '/c/' }, pageWith(nowMs - 1));
  expect(writeKept(local, key, one)).toBeUndefined();
  expect(keptPaths(local)).toEqual(['/a/', '/c/']);
  expect(local.map.has('theme')).toBe(true);
  expect(writeKept(storage(10), key, one)).toContain('no room');
});
