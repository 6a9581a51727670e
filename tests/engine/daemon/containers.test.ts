import { describe, expect, test } from 'vitest';
import { ContainerLog } from '../../../src/engine/daemon/containers/log';
import { mergeConfig } from '../../../src/engine/daemon/containers/merge-config';
import { parseBind } from '../../../src/engine/daemon/containers/mount-spec';
import {
  nextRestart,
  noRestarts,
  type RestartHistory,
} from '../../../src/engine/daemon/containers/restart-policy';
import { createdState, describeState, statusOf } from '../../../src/engine/daemon/containers/state';
import { resolveUser } from '../../../src/engine/daemon/containers/users';

const passwd =
  'root:x:0:0:root:/root:/bin/sh\nwww-data:x:33:33::/var/www:/sbin/nologin\nada:x:1000:1000::/home/ada:/bin/sh\n';
const group = 'root:x:0:\nwww-data:x:33:\nada:x:1000:\nstaff:x:50:ada,bob\n';

describe('a user is read', () => {
  test.each([
    ['', { uid: 0, gid: 0, groups: [0], home: '/root' }],
    ['1000', { uid: 1000, gid: 1000, groups: [1000, 50], home: '/home/ada' }],
    ['ada', { uid: 1000, gid: 1000, groups: [1000, 50], home: '/home/ada' }],
    ['ada:root', { uid: 1000, gid: 0, groups: [0], home: '/home/ada' }],
    ['4242', { uid: 4242, gid: 0, groups: [0], home: '/' }],
    ['4242:77', { uid: 4242, gid: 77, groups: [77], home: '/' }],
    [':33', { uid: 0, gid: 33, groups: [33], home: '/root' }],
  ])('as %j', (spec, expected) => {
    expect(resolveUser(spec, passwd, group)).toEqual(expected);
  });

  test.each([
    ['nosuch', 'unable to find user nosuch: no matching entries in passwd file'],
    ['0:nosuch', 'unable to find group nosuch: no matching entries in group file'],
  ])('but not as %j', (spec, message) => {
    expect(() => resolveUser(spec, passwd, group)).toThrow(message);
  });

  test('with the groups that were added', () => {
    expect(resolveUser('1000', passwd, group, ['www-data', '99']).groups).toEqual([1000, 50, 33, 99]);
  });
});

describe('-v is read', () => {
  test.each([
    ['data:/data', { type: 'volume', source: 'data', target: '/data', readOnly: false, mode: 'z' }],
    [
      '/host/dir/:/data:ro',
      { type: 'bind', source: '/host/dir', target: '/data', readOnly: true, mode: 'ro' },
    ],
    ['/data', { type: 'volume', source: '', target: '/data', readOnly: false, mode: '' }],
    ['data:/a//b/../c:nocopy', { type: 'volume', target: '/a/c', copies: false }],
  ])('as %j', (spec, expected) => {
    expect(parseBind(spec)).toMatchObject(expected);
  });

  test.each([
    ['a:b:c:d', "invalid volume specification: 'a:b:c:d'"],
    [
      '/x:data',
      `invalid volume specification: '/x:data': invalid mount config for type "bind": invalid mount path: 'data' mount path must be absolute`,
    ],
    [
      '/x:/',
      `invalid volume specification: '/x:/': invalid mount config for type "bind": invalid specification: destination can't be '/'`,
    ],
    ['/x:/y:banana', 'invalid mode: banana'],
    ['/x:/y:ro,rw', 'invalid mode: ro,rw'],
  ])('but not as %j', (spec, message) => {
    expect(() => parseBind(spec)).toThrow(message);
  });
});

describe('a restart policy decides', () => {
  const failed = { exitCode: 1, lastedMs: 50, wasStoppedByHand: false };
  const once: RestartHistory = { count: 1, delayMs: 100 };
  test.each([
    ['no', 0, noRestarts, failed, undefined],
    ['always', 0, noRestarts, { ...failed, exitCode: 0 }, { count: 1, delayMs: 100 }],
    ['always', 0, once, failed, { count: 2, delayMs: 200 }],
    ['always', 0, { count: 9, delayMs: 51_200 }, failed, { count: 10, delayMs: 60_000 }],
    [
      'always',
      0,
      { count: 9, delayMs: 51_200 },
      { ...failed, lastedMs: 10_000 },
      { count: 10, delayMs: 100 },
    ],
    ['unless-stopped', 0, once, { ...failed, wasStoppedByHand: true }, undefined],
    ['on-failure', 0, noRestarts, { ...failed, exitCode: 0 }, undefined],
    ['on-failure', 2, once, failed, { count: 2, delayMs: 200 }],
    ['on-failure', 2, { count: 2, delayMs: 200 }, failed, undefined],
  ] as const)('%s:%i after %j and %j', (Name, MaximumRetryCount, history, run, expected) => {
    expect(nextRestart({ Name, MaximumRetryCount }, history, run)).toEqual(expected);
  });
});

describe('a state is described', () => {
  const nowMs = 1_000_000;
  const up = { ...createdState, isRunning: true, startedMs: nowMs - 3_000 };
  test.each([
    ['created', createdState, 'Created'],
    ['running', up, 'Up 3 seconds'],
    ['paused', { ...up, isPaused: true }, 'Up 3 seconds (Paused)'],
    [
      'running',
      { ...up, health: { Status: 'starting', FailingStreak: 0, Log: [] } },
      'Up 3 seconds (health: starting)',
    ],
    [
      'restarting',
      { ...up, isRestarting: true, exitCode: 1, finishedMs: nowMs - 1_000 },
      'Restarting (1) 1 second ago',
    ],
    [
      'exited',
      { ...createdState, startedMs: 1, finishedMs: nowMs - 61_000, exitCode: 137 },
      'Exited (137) About a minute ago',
    ],
    ['dead', { ...createdState, isDead: true }, 'Dead'],
  ] as const)('%s: %j', (status, state, text) => {
    expect([statusOf(state), describeState(state, nowMs)]).toEqual([status, text]);
  });
});

test('what was asked for wins over the image, and what was not is taken from it', () => {
  const image = {
    Env: ['A=1', 'B=2'],
    Cmd: ['serve'],
    Entrypoint: ['/entry'],
    WorkingDir: '/app',
    Labels: { x: '1' },
  };

  expect(mergeConfig({ Env: ['B=3'], Entrypoint: [''], Labels: { y: '2' } }, image)).toMatchObject({
    Env: ['B=3', 'A=1'],
    Entrypoint: null,
    WorkingDir: '/app',
    Labels: { x: '1', y: '2' },
  });
  expect(mergeConfig({ Cmd: ['other'] }, image)).toMatchObject({ Cmd: ['other'], Entrypoint: ['/entry'] });
  expect(mergeConfig({ Entrypoint: ['sh'] }, image)).toMatchObject({ Cmd: null, Entrypoint: ['sh'] });
});

test('a log keeps whole lines, and gives the last one its newline', () => {
  const log = new ContainerLog();
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  log.append('stdout', bytes('one\ntw'), 1);
  log.append('stderr', bytes('oops\n'), 2);
  log.append('stdout', bytes('o\nend'), 3);
  log.finish('stdout', 4);

  const shown = log.entries.map(({ timeMs, stream, line }) => [
    timeMs,
    stream,
    new TextDecoder().decode(line),
  ]);
  expect(shown).toEqual([
    [1, 'stdout', 'one\n'],
    [2, 'stderr', 'oops\n'],
    [3, 'stdout', 'two\n'],
    [4, 'stdout', 'end\n'],
  ]);
});
