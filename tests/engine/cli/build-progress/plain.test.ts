import { expect, test } from 'vitest';
import { PlainDisplay } from '../../../../src/engine/cli/build-progress/plain';
import type { SolveStatus } from '../../../../src/engine/builder';
import { log, startMs, status, vertex, warning } from './statuses';

/** What is written when everything is drawn at the moment it is told, `[when, what]`. */
function shown(told: readonly (readonly [number, ...SolveStatus[]])[], description?: string): string {
  const display = new PlainDisplay(description);
  let text = '';
  for (const [at, ...statuses] of told) {
    for (const each of statuses) display.update(each, startMs + at);
    text += display.refresh(startMs + at);
  }
  return text + display.finish(startMs + (told.at(-1)?.[0] ?? 0));
}

const load = '[internal] load build definition from Dockerfile';

test('the builder is named, then each step in a block of its own', () => {
  expect(
    shown(
      [
        [
          20,
          vertex(load, [0]),
          status(load, 'transferring dockerfile:', [2, 8], [123]),
          vertex(load, [0, 20]),
        ],
        [1300, vertex('[2/2] RUN make', [30]), vertex('[2/2] RUN make', [30, 1300])],
      ],
      'building with "default" instance using docker driver',
    ),
  ).toBe(
    [
      '#0 building with "default" instance using docker driver',
      '',
      '#1 [internal] load build definition from Dockerfile',
      '#1 transferring dockerfile: 123B done',
      '#1 DONE 0.0s',
      '',
      '#2 [2/2] RUN make',
      '#2 DONE 1.3s',
      '',
    ].join('\n'),
  );
});

test('what a process prints has the time since its step began; a line may come in pieces', () => {
  const run = '[2/2] RUN x';
  expect(
    shown([
      [0, vertex(run, [0])],
      [150, log(run, 'one\ntw', 123)],
      [300, log(run, 'o\n', 260)],
      [12_500, log(run, 'no end', 12_345)],
      [13_000, vertex(run, [0, 13_000])],
    ]),
  ).toBe('#1 [2/2] RUN x\n#1 0.123 one\n#1 0.123 two\n#1 12.35 no end\n#1 DONE 13.0s\n');
});

test('a step that another one overtakes is shown again, with dots where it was left', () => {
  expect(
    shown([
      [10, vertex('one', [0])],
      [20, vertex('two', [5])],
      [100, vertex('two', [5, 100])],
      [200, log('one', 'hello\n', 150)],
      [300, vertex('one', [0, 300])],
    ]),
  ).toBe('#1 one\n#1 ...\n\n#2 two\n#2 DONE 0.1s\n\n#1 one\n#1 0.150 hello\n#1 DONE 0.3s\n');
});

test('cached, canceled and failed steps say so, and the last lines of the failed one are repeated', () => {
  const lines = Array.from({ length: 12 }, (_, index) => `line ${index + 1}\n`).join('');
  const text = shown([
    [10, vertex('a', [0, 10], { cached: true })],
    [20, vertex('b', [10]), vertex('c', [10])],
    [30, log('b', lines, 25)],
    [40, vertex('b', [10, 40], { error: 'process "make" did not complete successfully: exit code: 2' })],
    [41, vertex('c', [10, 41], { error: 'context canceled' })],
  ]);
  expect(text).toContain('#1 a\n#1 CACHED\n');
  expect(text).toContain('#3 c\n#3 CANCELED\n');
  expect(text).toContain('#2 ERROR: process "make" did not complete successfully: exit code: 2\n');
  expect(text.slice(text.indexOf('------'))).toBe(
    [
      '------',
      ' > b:',
      ...Array.from({ length: 10 }, (_, index) => `0.015 line ${index + 3}`),
      '------',
      '',
    ].join('\n'),
  );
});

test('a download is told of again only when enough of it is new', () => {
  const from = '[1/1] FROM debian';
  const layer = 'sha256:abc';
  expect(
    shown([
      [0, vertex(from, [0]), status(from, layer, [0], [0, 10_000_000])],
      [100, status(from, layer, [0], [100_000, 10_000_000])],
      [200, status(from, layer, [0], [1_050_000, 10_000_000])],
      [700, status(from, layer, [0, 700], [10_000_000, 10_000_000]), vertex(from, [0, 700])],
    ]),
  ).toBe(
    [
      '#1 [1/1] FROM debian',
      '#1 sha256:abc 0B / 10.00MB',
      '#1 sha256:abc 1.05MB / 10.00MB',
      '#1 sha256:abc 10.00MB / 10.00MB 0.7s done',
      '#1 DONE 0.7s',
      '',
    ].join('\n'),
  );
});

test('a warning stands with its step', () => {
  const warnings = {
    vertexes: [],
    statuses: [],
    logs: [],
    warnings: [warning(load, 'Rule: text (line 2)', 2, '')],
  };
  expect(shown([[10, vertex(load, [0, 10]), warnings]])).toBe(
    `#1 ${load}\n#1 WARN: Rule: text (line 2)\n#1 DONE 0.0s\n`,
  );
});
