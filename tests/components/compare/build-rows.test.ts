import { describe, expect, test } from 'vitest';
import {
  axisEnd,
  buildRows,
  cachedText,
  formatSeconds,
  savingText,
} from '../../../components/compare/build-rows';
import type { BuildStepView, BuildView } from '../../../src/engine';

function step(facts: Partial<BuildStepView>): BuildStepView {
  return {
    name: '[1/2] FROM alpine',
    fate: 'ran',
    why: undefined,
    isConsequence: false,
    isFirstBuild: false,
    stage: 0,
    lines: { from: 1, to: 1 },
    startedMs: 0,
    tookMs: 0,
    bytes: undefined,
    log: [],
    ...facts,
  };
}

function build(steps: readonly BuildStepView[], text = ''): BuildView {
  return {
    dockerfile: { name: 'Dockerfile', text },
    status: 'completed',
    error: undefined,
    tookMs: 0,
    cachedSteps: 0,
    steps,
    stages: [],
    layers: undefined,
  };
}

const rebuilt = build(
  [
    step({ name: 'load', fate: 'own', lines: undefined }),
    step({ name: '[1/3] FROM alpine', fate: 'cached' }),
    step({
      name: '[2/3] COPY . .',
      why: 'the content of app.py changed',
      startedMs: 500,
      tookMs: 250,
      lines: { from: 2, to: 2 },
    }),
    step({
      name: '[build 3/3] RUN make',
      why: 'it stands on [2/3] COPY . ., which ran with another result',
      isConsequence: true,
      lines: { from: 3, to: 5 },
    }),
  ],
  'FROM alpine\nCOPY . .\nRUN make \\\n# why\n  all\n',
);

describe('rows of a build', () => {
  const [own, from, copy, run] = buildRows(rebuilt, 1000, true);

  test('the first step that ran for a reason of its own is the first miss, and says why', () => {
    expect([own, from, copy, run].map((row) => row?.isFirstMiss)).toEqual([false, false, true, false]);
    expect(copy?.sentence).toBe('It ran because the content of app.py changed.');
    expect(from?.sentence).toBe('Nothing that it depends on has changed.');
  });

  test('in a first build nothing is a miss', () => {
    expect(buildRows(rebuilt, 1000, false).some(({ isFirstMiss }) => isFirstMiss)).toBe(false);
  });

  test('each fate has its own word', () => {
    const fates = ['cached', 'ran', 'failed', 'not-needed', 'not-reached', 'own'] as const;
    const words = buildRows(build(fates.map((fate) => step({ fate }))), 1000, true).map(({ word }) => word);
    expect(new Set(words).size).toBe(fates.length);
    expect(words[0]).toBe('CACHED');
  });

  test('bars lie on the axis', () => {
    expect([copy?.start, copy?.length]).toEqual([500, 250]);
  });

  test('an instruction stands on one line, as written, without comments', () => {
    expect(run?.instruction).toBe('RUN make all');
    expect([own?.place, copy?.place, run?.place]).toEqual(['', '2/3', 'build 3/3']);
  });

  test('how many steps are CACHED is told of those that were asked for', () => {
    expect(cachedText(rebuilt)).toBe('1 of 3 steps CACHED');
    expect(cachedText(build([step({ fate: 'cached' }), step({ fate: 'not-needed' })]))).toBe(
      '1 of 1 step CACHED',
    );
    // It ended before any step of the Dockerfile was reached.
    expect(cachedText(build([step({ fate: 'own' })]))).toBeUndefined();
  });
});

test('an axis ends at a round number, at or after the longest', () => {
  expect([[17_516, 1207], [1000], [2], []].map(axisEnd)).toEqual([20_000, 1000, 2, 1]);
});

test('times are told as precisely as BuildKit does, long ones in minutes', () => {
  expect([0, 44, 17_516, 125_000].map(formatSeconds)).toEqual(['0.0 s', '0.0 s', '17.5 s', '2 min 5 s']);
});

test('the saving names the faster build and both times; a failure is no saving', () => {
  const slow = { title: 'A', ms: 10_000, isFailed: false, isStopped: false };
  expect(savingText(slow, { title: 'B', ms: 2500, isFailed: false, isStopped: false })).toBe(
    '“B” takes 2.5 s in place of 10.0 s: it saves 7.5 s, 75 %.',
  );
  expect(savingText(slow, { ...slow, title: 'B' })).toBe('Both take the same time.');
  expect(savingText(slow, { title: 'B', ms: 10, isFailed: true, isStopped: false })).toContain('“B” failed');
});
