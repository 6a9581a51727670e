import { describe, expect, test } from 'vitest';
import { foldRows, layerRows } from '../../../components/pictures/layer-rows';
import type { OpenedImageView } from '../../../src/engine';

interface Step {
  readonly by: string;
  /** Without it, a setting. */
  readonly bytes?: number;
  readonly wasted?: number;
  readonly created?: string;
}

const TODAY = '2026-11-24T09:00:00Z';
const LAST_YEAR = '2025-11-24T09:00:00Z';

/** An image with these steps, from the first to the last. */
function image(steps: readonly Step[]): OpenedImageView {
  const withLayer = steps.filter(({ bytes }) => bytes !== undefined);
  return {
    id: 'sha256:1',
    names: ['app'],
    diskUsageBytes: 0,
    users: [],
    history: steps.map((step) => ({
      createdBy: step.by,
      created: step.created ?? TODAY,
      layer: step.bytes === undefined ? undefined : withLayer.indexOf(step),
    })),
    layers: withLayer.map(({ by, bytes = 0, wasted = 0 }) => ({
      diffId: 'sha256:2',
      sizeBytes: bytes,
      createdBy: by,
      sharedWith: [],
      wastedBytes: wasted,
    })),
    changes: withLayer.map(() => []),
  };
}

/** What the stack shows, from the top down: instructions, and for folded ones their number. */
function shown(steps: readonly Step[]): readonly (string | number)[] {
  return foldRows(layerRows(image(steps))).map((row) =>
    'folded' in row ? row.folded.length : row.instruction,
  );
}

const setting = (by: string, created?: string): Step => (created === undefined ? { by } : { by, created });

describe('a stack of layers', () => {
  test('is shown whole where it is short', () => {
    expect(shown([{ by: 'FROM', bytes: 1_000_000 }, setting('ENV A=1'), setting('ENV B=2')])).toEqual([
      'ENV B=2',
      'ENV A=1',
      'FROM',
    ]);
  });

  test('folds what is small and what is only a setting, and keeps the order', () => {
    expect(
      shown([
        { by: 'base', bytes: 80_000_000 },
        { by: 'small one', bytes: 3_000 },
        { by: 'small two', bytes: 2_000 },
        setting('ENV A=1'),
        setting('ENV B=1'),
        { by: 'RUN install', bytes: 70_000_000 },
        setting('EXPOSE 80'),
        setting('CMD x'),
      ]),
    ).toEqual([2, 'RUN install', 4, 'base']);
  });

  test('keeps what the image’s own build added on a long base, however small', () => {
    const base = Array.from({ length: 7 }, (_, index) => setting(`ENV A=${index}`, LAST_YEAR));
    expect(
      shown([
        { by: 'base', bytes: 80_000_000, created: LAST_YEAR },
        ...base,
        { by: 'COPY a /', bytes: 5 },
        setting('CMD x'),
      ]),
    ).toEqual(['CMD x', 'COPY a /', 7, 'base']);
  });

  test('does not fold a single row', () => {
    const steps = Array.from({ length: 7 }, (_, index) => ({ by: `RUN ${index}`, bytes: 1_000_000 }));
    expect(shown([...steps, setting('CMD x')])[0]).toBe('CMD x');
  });

  test('speaks of waste in a long stack only where it is a part of the size that matters', () => {
    const many = Array.from({ length: 6 }, (_, index) => ({ by: `RUN ${index}`, bytes: 10_000_000 }));
    const waste = (wasted: number): number =>
      layerRows(image([{ by: 'base', bytes: 10_000_000, wasted }, ...many])).reduce(
        (sum, { wastedBytes }) => sum + wastedBytes,
        0,
      );
    expect(waste(1_000)).toBe(0);
    expect(waste(1_000_000)).toBe(1_000_000);
  });
});
