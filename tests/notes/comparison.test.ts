import { describe, expect, test } from 'vitest';
import { allParts } from '../../src/engine';
import { wholeLaptop } from '../../src/engine/world/whole';
import { AuthorError } from '../../src/notes/author-error';
import {
  Comparison,
  type ComparisonSetup,
  type ComparisonState,
  type MachineWork,
} from '../../src/notes/comparison';
import { readComparison } from '../../src/notes/comparison-source';
import { parseFence } from '../../src/notes/fence';
import { comparisonMachines } from '../../src/notes/comparison-machines';

const place = { file: 'page.mdx', line: 7 };

function block(info: string, text: string) {
  const [language = '', ...meta] = info.split(' ');
  return { fence: parseFence(language, meta.join(' ')), text, place };
}

const DOCKERFILE = 'FROM busybox\nCOPY . .\nRUN echo built';
const pair = (attributes: Readonly<Record<string, string>>): ComparisonSetup =>
  readComparison(
    new Map(Object.entries({ id: 'F31', ...attributes })),
    [
      block('dockerfile title="Dockerfile" side=left', DOCKERFILE),
      block('dockerfile title="Dockerfile" side=right', 'FROM busybox\nRUN echo built\nCOPY . .'),
      block('text title="a.txt"', 'one'),
      block('console change="Change a.txt"', '$ echo two > a.txt'),
      block('console change="Wait" later="30 days"', ''),
    ],
    place,
  );

function done<T>(work: MachineWork<T>): T {
  let step = work.next();
  for (; step.done !== true; step = work.next())
    if (step.value.needs().length > 0) throw new Error('everything is at hand here');
  return step.value;
}

function started(setup: ComparisonSetup): {
  readonly comparison: Comparison;
  readonly state: ComparisonState;
} {
  const comparison = new Comparison(comparisonMachines(allParts(), wholeLaptop(), setup.seed), setup);
  return { comparison, state: done(comparison.begin()) };
}

const fates = ({ builds }: ComparisonState): readonly string[] =>
  builds.map(({ build }) =>
    build.steps
      .filter(({ fate }) => fate !== 'own')
      .map(({ fate }) => fate)
      .join(' '),
  );

describe('two sides', () => {
  test('an edit between two builds costs the side more that copies first', () => {
    const { state } = started(pair({ edit: 'Change a.txt' }));
    expect(fates(state)).toEqual(['cached ran ran', 'cached cached ran']);
    expect(state.builds.map(({ number }) => number)).toEqual([2, 2]);
    expect(state.builds[0]?.build.steps.find(({ fate }) => fate === 'ran')?.why).toBe(
      'the content of a.txt changed',
    );
    expect(state.files).toEqual([{ path: 'a.txt', text: 'two', mode: 0o644 }]);
    expect(state.sideFiles.map(([file]) => file?.path)).toEqual(['Dockerfile', 'Dockerfile']);
  });

  test('without an edit both are built once; what a reader edits and builds again is compared from there', () => {
    const { comparison, state } = started(pair({}));
    expect(fates(state)).toEqual(['ran ran ran', 'ran ran ran']);
    comparison.edit(state.files, state.sideFiles);
    expect(fates(done(comparison.build(['', ''])))).toEqual(['cached cached cached', 'cached cached cached']);
    comparison.edit([{ path: 'a.txt', text: 'three', mode: 0o644 }], state.sideFiles);
    const again = done(comparison.build(['', '--no-cache']));
    expect(fates(again)).toEqual(['cached ran ran', 'cached ran ran']);
    expect(again.builds[1]?.build.steps.find(({ fate }) => fate === 'ran')?.why).toContain('--no-cache');
  });

  test('what a change prints when it fails is told; a change may add files', () => {
    const { comparison } = started(pair({}));
    expect(done(comparison.change({ label: '', lines: ['cat nothing'], laterMs: 0 })).problem).toContain(
      'No such file or directory',
    );
    const added = done(comparison.change({ label: '', lines: ['echo new > b.txt'], laterMs: 0 }));
    expect(added.problem).toBe('');
    expect(added.files.map(({ path }) => path)).toEqual(['a.txt', 'b.txt']);
  });

  test('a flag that docker does not know is told in its words, and no build is made up', () => {
    const { comparison, state } = started(pair({}));
    const wrong = done(comparison.build(['--nothing', '']));
    expect(wrong.problem).toContain('unknown flag: --nothing');
    expect(wrong.builds[0]).toEqual(state.builds[0]);
  });

  test('the same setup gives the same state', () => {
    expect(started(pair({})).state).toEqual(started(pair({})).state);
  });
});

test('one side is compared with itself: before and after', () => {
  const setup = readComparison(
    new Map([['flags', '--no-cache']]),
    [block('dockerfile title="Dockerfile"', DOCKERFILE)],
    place,
  );
  const { state } = started(setup);
  expect(state.builds.map(({ title }) => title)).toEqual(['First build', 'Second build']);
  expect(fates(state)).toEqual(['ran ran ran', 'cached ran ran']);
});

test('a failed build is shown as far as it came', () => {
  const dockerfile = 'FROM busybox\nRUN false\nRUN echo never';
  const { state } = started(
    readComparison(new Map(), [block('dockerfile title="Dockerfile"', dockerfile)], place),
  );
  expect(fates(state)[0]).toBe('ran failed not-reached');
  expect(state.builds[0]?.build.error).toContain('exit code: 1');
});

describe('what the author wrote wrong is told with what is allowed', () => {
  test.each([
    [new Map([['titel', 'x']]), block('dockerfile title="Dockerfile"', ''), 'has no option `titel`'],
    [
      new Map<string, string>(),
      block('dockerfile title="Dockerfile" side=top', ''),
      'side=left or side=right',
    ],
    [new Map<string, string>(), block('dockerfile', ''), 'title="app.py"'],
    [new Map<string, string>(), block('console', '$ x'), 'change="Touch app.py"'],
    [new Map<string, string>(), block('console change=x later=soon', ''), 'later="30 days"'],
    [new Map<string, string>(), block('text title="a"', ''), 'no block with title="Dockerfile"'],
  ])('%#', (attributes, one, message) => {
    const read = (): unknown => readComparison(attributes, [one], place);
    expect(read).toThrow(AuthorError);
    expect(read).toThrow(message);
  });
});

test('a build that does not end can be stopped between two slices of work, and the next one works', () => {
  const { comparison } = started(pair({}));
  const [left, right] = ['FROM busybox\nRUN while true; do :; done\nRUN echo after', DOCKERFILE];
  const files = (text: string) => [{ path: 'Dockerfile', text, mode: 0o644 }];
  comparison.edit([], [files(left), files(right)]);
  const stop = new AbortController();
  const work = comparison.build(['', ''], stop.signal);
  for (let slices = 0; slices < 20; slices++) expect(work.next().done).toBe(false);
  stop.abort();
  expect(fates(done(work))[0]).toBe('cached stopped not-reached');
  comparison.edit([], [files(DOCKERFILE), files(right)]);
  expect(fates(done(comparison.build(['', ''])))[0]).toBe('cached cached cached');
});

test('a build that is stopped before it begins ends at its first slice, and the other is not begun', () => {
  const { comparison } = started(pair({}));
  const left = 'FROM busybox\nRUN while true; do :; done';
  comparison.edit([], [[{ path: 'Dockerfile', text: left, mode: 0o644 }], []]);
  const { builds } = done(comparison.build(['', ''], AbortSignal.abort()));
  expect(builds.map(({ number }) => number)).toEqual([2, 1]);
  expect(builds[0]?.build.error).toContain('canceled');
});
