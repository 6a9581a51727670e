import { expect, test } from 'vitest';
import { sourceExcerpt } from '../../../../src/engine/cli/build-progress/excerpt';
import { LogWindow } from '../../../../src/engine/cli/build-progress/log-window';
import { RawJsonDisplay } from '../../../../src/engine/cli/build-progress/raw-json';
import { formatBytes } from '../../../../src/engine/cli/build-progress/texts';
import { warningsText } from '../../../../src/engine/cli/build-progress/warnings';
import { log, status, vertex, warning } from './statuses';

const text = 'FROM alpine\nRUN one\nRUN two \\\n  more\nCMD x\n';

test('an excerpt shows the lines in question and those around them', () => {
  expect(sourceExcerpt({ name: 'Dockerfile', text }, [{ startLine: 3, endLine: 4 }])).toBe(
    [
      'Dockerfile:3',
      '--------------------',
      '   2 |     RUN one',
      '   3 | >>> RUN two \\',
      '   4 | >>>   more',
      '   5 |     CMD x',
      '--------------------',
      '',
    ].join('\n'),
  );
  expect(sourceExcerpt({ name: 'Dockerfile', text: 'FROM x' }, [{ startLine: 0, endLine: 0 }])).toBe('');
});

test('warnings are counted, and explained with --debug', () => {
  const one = warning('x', 'Rule: text (line 2)', 2, text);
  expect(warningsText([], false)).toBe('');
  expect(warningsText([one], false)).toBe(
    '\n \x1b[33m1 warning found (use docker --debug to expand):\n\x1b[0m - Rule: text (line 2)\n',
  );
  const explained = warningsText([one, one], true);
  expect(explained).toContain('2 warnings found:\n');
  expect(explained).toContain(
    'What the rule is about\nMore info: https://docs.docker.com/go/dockerfile/rule/x/\n',
  );
  expect(explained).toContain('   2 | >>> RUN one\n');
});

test('sizes have two digits after the point from a kilobyte on', () => {
  expect([0, 999, 1234, 29_720_000].map(formatBytes)).toEqual(['0B', '999B', '1.23kB', '29.72MB']);
});

test('the window follows carriage returns, tabs and erasing, and leaves colours out', () => {
  const window = new LogWindow(30);
  window.write(new TextEncoder().encode('10%\r50%\r\x1b[K100%\n\x1b[32mgreen\x1b[0m\tend\n'));
  expect(window.lines.map((line) => line.trimEnd())).toEqual(['100%', 'green   end']);
  window.write(new TextEncoder().encode('x'.repeat(25)));
  expect(window.lines.slice(2).map((line) => line.trimEnd())).toEqual(['x'.repeat(20), 'x'.repeat(5)]);
});

test('raw JSON is one object a line, as the client has it', () => {
  const display = new RawJsonDisplay();
  display.update(vertex('[1/1] RUN a && b', [0, 1500], { cached: true }));
  display.update(status('[1/1] RUN a && b', 'extracting', [10], [1, 2]));
  display.update(log('[1/1] RUN a && b', 'hi\n', 20));
  expect(display.refresh().split('\n')).toEqual([
    '{"vertexes":[{"digest":"sha256:[1/1] RUN a \\u0026\\u0026 b","name":"[1/1] RUN a \\u0026\\u0026 b","started":"2026-11-24T09:00:00Z","completed":"2026-11-24T09:00:01.5Z","cached":true}]}',
    '{"statuses":[{"id":"extracting","vertex":"sha256:[1/1] RUN a \\u0026\\u0026 b","total":2,"current":1,"timestamp":"2026-11-24T09:00:00.01Z","started":"2026-11-24T09:00:00.01Z"}]}',
    '{"logs":[{"vertex":"sha256:[1/1] RUN a \\u0026\\u0026 b","stream":1,"data":"aGkK","timestamp":"2026-11-24T09:00:00.02Z"}]}',
    '',
  ]);
});
