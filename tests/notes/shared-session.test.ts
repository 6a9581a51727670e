import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { SessionStart } from '../../src/notes/protocol';
import { readSharedSession, sharedFragment } from '../../src/notes/shared-session';

const startMs = Date.UTC(2026, 10, 26, 9);

const session: SessionStart = {
  origin: {
    seed: 'a-page',
    machine: 'laptop',
    steps: [
      {
        machine: 'laptop',
        step: { kind: 'file', path: 'app/Dockerfile', content: 'FROM alpine\n', mode: 0o644 },
      },
      { machine: 'other', step: { kind: 'line', text: 'echo "ä 🐳 \ud800" | cat' } },
    ],
    parts: ['program:./text/cat.ts'],
  },
  shownSteps: [
    { kind: 'line', text: 'docker ps' },
    { kind: 'wait', ms: 1_500 },
  ],
  timeline: {
    actions: [
      { step: { kind: 'line', text: 'docker run -it alpine' }, atMs: startMs },
      { step: { kind: 'keys', keys: '^C' }, atMs: startMs + 4_000.5 },
      { step: { kind: 'file', path: '/tmp/x', content: '', mode: 0o755 }, atMs: startMs + 5_000 },
    ],
    at: 1,
  },
};

/** A link with this JSON in it, made as an attacker would. */
function fragmentOf(value: unknown): string {
  return `v1.${deflateSync(JSON.stringify(value)).toString('base64url')}`;
}

const packed = {
  seed: 's',
  machine: 'm',
  parts: [],
  before: [],
  shown: [],
  timeline: { actions: [[startMs, 'ls']], at: 1 },
};

test('a session comes out of its link as it went in', async () => {
  const fragment = await sharedFragment(session);
  expect(fragment).toMatch(/^v1\.[\w-]+$/);
  expect(await readSharedSession(fragment)).toEqual(session);
  expect(await readSharedSession(`#${fragment}`)).toEqual(session);
});

test('a session of a hundred lines keeps below the length that messengers carry', async () => {
  const actions = Array.from({ length: 100 }, (_, index) => ({
    step: { kind: 'line', text: `docker run --name web-${index} -p ${8000 + index}:80 nginx:1.27` } as const,
    atMs: startMs + index * 7_013,
  }));
  const fragment = await sharedFragment({ ...session, timeline: { actions, at: 100 } });
  expect(fragment.length).toBeLessThan(4_000);
});

test('a link of another version says so, and what to do', async () => {
  const fragment = await sharedFragment(session);
  expect(await readSharedSession(fragment.replace('v1', 'v2'))).toEqual({
    problem: expect.stringContaining('newer version of this site (v2'),
  });
  expect(await readSharedSession(fragment.replace('v1', 'v0'))).toEqual({
    problem: expect.stringContaining('older version of this site (v0'),
  });
});

test('a link that was cut or changed at any place says so', async () => {
  const fragment = await sharedFragment(session);
  const damaged = { problem: expect.stringContaining('damaged') };
  for (let length = 3; length < fragment.length; length += 7) {
    expect(await readSharedSession(fragment.slice(0, length))).toEqual(damaged);
  }
  for (let at = 3; at < fragment.length - 1; at += 11) {
    const other = fragment[at] === 'A' ? 'B' : 'A';
    const changed = fragment.slice(0, at) + other + fragment.slice(at + 1);
    expect(await readSharedSession(changed)).toEqual(damaged);
  }
  expect(await readSharedSession(`${fragment}%20<b>`)).toEqual(damaged);
});

test.each(['', '#', 'example-1', 'v1', 'javascript:alert(1)'])('“%s” is no session', async (fragment) => {
  expect(await readSharedSession(fragment)).toEqual({ problem: expect.stringContaining('no session') });
});

test.each([
  ['null', null],
  ['a list', []],
  ['no timeline', { ...packed, timeline: undefined }],
  ['a step that is a number', { ...packed, shown: [1] }],
  ['a step of no kind', { ...packed, shown: [{}] }],
  ['a file without content', { ...packed, shown: [{ file: '/x', mode: 0o644 }] }],
  ['a mode beyond permissions', { ...packed, shown: [{ file: '/x', content: '', mode: 0o10000 }] }],
  ['a wait of years', { ...packed, shown: [{ wait: 1e13 }] }],
  ['a moment that is not there', { ...packed, timeline: { ...packed.timeline, at: 2 } }],
  ['half a moment', { ...packed, timeline: { ...packed.timeline, at: 0.5 } }],
  [
    'time that goes back',
    {
      ...packed,
      timeline: {
        actions: [
          [startMs, 'a'],
          [-1, 'b'],
        ],
        at: 1,
      },
    },
  ],
  [
    'a session of a year',
    {
      ...packed,
      timeline: {
        actions: [
          [startMs, 'a'],
          [3e10, 'b'],
        ],
        at: 1,
      },
    },
  ],
  ['too many steps', { ...packed, shown: Array.from({ length: 5_000 }, () => 'ls') }],
  ['a name without end', { ...packed, machine: 'm'.repeat(1_000) }],
  ['a prototype', JSON.parse('{"__proto__":{"seed":"s"}}')],
])('%s is damaged, and nothing of it is taken', async (_, value) => {
  expect(await readSharedSession(fragmentOf(value))).toEqual({ problem: expect.stringContaining('damaged') });
});

test('the hostile links above differ from one that opens only by their fault', async () => {
  expect(await readSharedSession(fragmentOf(packed))).toMatchObject({
    origin: { seed: 's' },
    timeline: { at: 1 },
  });
});

test('a small link that unpacks to more than a session can hold is refused before it takes room', async () => {
  const bomb = fragmentOf({ ...packed, seed: 'x'.repeat(9_000_000) });
  expect(bomb.length).toBeLessThan(100_000);
  expect(await readSharedSession(bomb)).toEqual({ problem: expect.stringContaining('more than a session') });
  expect(await readSharedSession(`v1.${'A'.repeat(1_000_001)}`)).toEqual({
    problem: expect.stringContaining('more than a session'),
  });
});
