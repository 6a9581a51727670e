import { expect, test } from 'vitest';
import { progressColours } from '../../../../src/engine/cli/build-progress/colours';
import { TerminalDisplay } from '../../../../src/engine/cli/build-progress/terminal';
import { Screen } from '../../../../src/notes/screen';
import { log, startMs, status, vertex } from './statuses';

const usual = progressColours(new Map());
const load = '[internal] load build definition from Dockerfile';

function display(columns = 60, rows = 24): TerminalDisplay {
  return new TerminalDisplay('docker:default', usual, () => ({ columns, rows }));
}

/** A screen on which the command has just been typed. */
function screenBelowPrompt(): Screen {
  const screen = new Screen();
  screen.write('$ docker build .\r\n');
  return screen;
}

function linesOf(screen: Screen): readonly string[] {
  const lines = Array.from({ length: screen.rowCount }, (_, row) => screen.lineText(row).trimEnd());
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

test('the head counts, each line has its time at the right edge', () => {
  const view = display();
  const screen = screenBelowPrompt();
  view.update(vertex(load, [0]), startMs);
  view.update(vertex('[1/2] FROM docker.io/library/debian:trixie@sha256:0123456789'), startMs);
  screen.write(view.refresh(startMs + 200).replaceAll('\n', '\r\n'));
  expect(linesOf(screen).slice(1)).toEqual([
    '[+] Building 0.2s (0/2)                      docker:default',
    ' => [internal] load build definition from Dockerfile   0.2s',
  ]);
});

test('it is drawn over what stood there; names are cut to the width', () => {
  const view = display();
  const screen = screenBelowPrompt();
  const from = '[1/2] FROM docker.io/library/debian:trixie@sha256:0123456789';
  view.update(vertex(load, [0]), startMs);
  screen.write(view.refresh(startMs + 100).replaceAll('\n', '\r\n'));
  view.update(status(load, 'transferring dockerfile:', [0, 10], [259]), startMs + 120);
  view.update(vertex(load, [0, 120]), startMs + 120);
  view.update(vertex(from, [120, 1300], { cached: true }), startMs + 1300);
  screen.write(view.finish(startMs + 1300).replaceAll('\n', '\r\n'));
  expect(linesOf(screen).slice(1)).toEqual([
    '[+] Building 1.3s (2/2) FINISHED             docker:default',
    ' => [internal] load build definition from Dockerfile   0.1s',
    ' => => transferring dockerfile: 259B                   0.0s',
    ' => CACHED [1/2] FROM docker.io/library/debian:trixie  1.2s',
  ]);
});

test('completed lines are blue, failed ones red, canceled ones yellow', () => {
  const view = display();
  view.update(vertex('done', [0, 60]), startMs);
  view.update(vertex('bad', [0, 60], { error: 'exit code: 1' }), startMs);
  view.update(vertex('other', [0, 60], { error: 'context canceled' }), startMs);
  const text = view.finish(startMs + 100);
  expect(text).toMatch(/\x1b\[34m => done .*0\.1s\n\x1b\[0m/);
  expect(text).toMatch(/\x1b\[31m => ERROR bad .*\n\x1b\[0m/);
  expect(text).toMatch(/\x1b\[33m => CANCELED other .*\n\x1b\[0m/);
  expect(text).toContain('------\n > bad:\n------\n');
});

test('a step at work shows the last lines that it printed, until it is done', () => {
  const view = display();
  const screen = screenBelowPrompt();
  view.update(vertex('[2/2] RUN x', [0]), startMs);
  for (let line = 1; line <= 8; line += 1)
    view.update(log('[2/2] RUN x', `line ${line}\n`, line), startMs + line);
  screen.write(view.refresh(startMs + 100).replaceAll('\n', '\r\n'));
  expect(linesOf(screen).slice(2)).toEqual([
    ` => [2/2] RUN x${' '.repeat(38)}  0.1s`,
    ...[4, 5, 6, 7, 8].map((line) => ` => => # line ${line}`),
  ]);
  view.update(vertex('[2/2] RUN x', [0, 200]), startMs + 200);
  screen.write(view.finish(startMs + 200).replaceAll('\n', '\r\n'));
  expect(linesOf(screen).slice(2)).toEqual([` => [2/2] RUN x${' '.repeat(38)}  0.2s`]);
});

test('in a small window what is at work stays in sight', () => {
  const view = display(60, 6);
  const screen = screenBelowPrompt();
  view.update(vertex('slow', [0]), startMs);
  for (let step = 1; step <= 6; step += 1) view.update(vertex(`step ${step}`, [0, 60]), startMs);
  screen.write(view.refresh(startMs + 100).replaceAll('\n', '\r\n'));
  const names = linesOf(screen)
    .slice(2)
    .map((line) => line.slice(4, 12).trimEnd());
  expect(names).toEqual(['slow', 'step 4', 'step 5', 'step 6']);
});

test('colours can be taken away and chosen', () => {
  expect(progressColours(new Map([['NO_COLOR', '1']])).run).toBe('');
  expect(progressColours(new Map([['BUILDKIT_COLORS', 'run=green:error=255,0,0:cancel=nonsense']]))).toEqual({
    run: '\x1b[32m',
    error: '\x1b[38;2;255;0;0m',
    cancel: '\x1b[33m',
    warning: '\x1b[33m',
  });
});
