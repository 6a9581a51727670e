import { expect, test } from 'vitest';
import { compareScreens } from './screens';

/** Seconds that a step may be off: what like steps differ by from one recording to the next. */
const slackSeconds = 0.3;
/** What adds up from others. */
const sums: ReadonlySet<string> = new Set(['the whole build', 'exporting to image']);
const slackOfSums = 0.6;

test('steps take about as long as they took on the recorded screens', { timeout: 120_000 }, () => {
  const times = compareScreens().flatMap(({ file, times: ofFile }) => ofFile.map((time) => ({ file, ...time })));
  const table = times.map(
    ({ file, step, recorded, ours }) => `${file.padEnd(16)} ${step.padEnd(66)} ${recorded} ${ours}`,
  );
  if (process.env['SCREEN_TIMES'] !== undefined) process.stdout.write(`${table.join('\n')}\n`);
  const off = table.filter((_, index) => {
    const { step = '', recorded = 0, ours = 0 } = times[index] ?? {};
    return Math.abs(recorded - ours) > (sums.has(step) ? slackOfSums : slackSeconds) + 1e-9;
  });
  expect(times.length).toBeGreaterThan(100);
  expect(off).toEqual([]);
});
