import { expect, test } from 'vitest';
import type { BuildVerdict, MissReason } from '../../../src/engine/builder';
import { contentDigest } from '../../../src/engine/fs';
import { newMachine } from '../machine/machine-with';
import { build, type Outcome } from './building';
import {
  randomEdit,
  randomNumbers,
  randomProject,
  requestFor,
  type Edit,
  type Project,
} from './random-builds';

/** RANDOM_BUILDS makes more (or fewer), RANDOM_SEED others. */
const cases = Number(process.env['RANDOM_BUILDS'] ?? 60);
const firstSeed = Number(process.env['RANDOM_SEED'] ?? 1);

/** What a build gave: its files' digest, or its error. */
function outcomeOf({ result, error }: Outcome): string {
  const tree = result?.platforms[0]?.tree;
  return error?.message.replace(/ref \S+/, 'ref') ?? (tree === undefined ? 'nothing' : contentDigest(tree));
}

function verdictsOf({ result, error }: Outcome): readonly BuildVerdict[] {
  return result?.verdicts ?? error?.details.verdicts ?? [];
}

/** Whether a reason names what this edit changed. */
function names(reason: MissReason, { what }: Edit): boolean {
  switch (reason.kind) {
    case 'file': {
      const { difference } = reason;
      const paths = [difference.path, ...(difference.kind === 'renamed' ? [difference.to] : [])];
      return what.kind === 'file' && what.paths.some((path) => paths.includes(`/${path}`));
    }
    case 'argument':
    case 'environment':
      return what.kind === reason.kind && what.name === reason.name;
    case 'instruction':
      // A changed line says so itself.
      if (reason.after.endsWith('# changed')) return what.kind === 'line';
      return what.kind === 'line' || what.kind === 'environment' || what.kind === 'argument';
    default:
      return false;
  }
}

/** Whether two edits change different things. */
function areApart({ what: one }: Edit, { what: other }: Edit): boolean {
  if (one.kind === 'file' && other.kind === 'file')
    return !one.paths.some((path) => other.paths.includes(path));
  return one.kind !== other.kind;
}

test('a cached build gives what an uncached one gives, and names what made it run', async () => {
  const machine = await newMachine();
  let checked = 0;
  for (let seed = firstSeed; seed < firstSeed + cases; seed += 1) {
    const random = randomNumbers(seed);
    const start = randomProject(random);
    build(machine, requestFor(start));
    const one = randomEdit(random, start);
    const other = randomEdit(random, start);
    const edits = random(2) === 0 && areApart(one, other) ? [one, other] : [one];
    const apply = (chosen: readonly Edit[]): Project =>
      chosen.reduce((project, edit) => edit.apply(project), start);
    const edited = apply(edits);
    const cached = build(machine, requestFor(edited));
    const label = `seed ${seed}:\n${edited.lines.join('\n')}`;
    // The first step that ran for a reason of its own.
    const first = verdictsOf(cached).find(
      ({ verdict }) => verdict.kind === 'ran' && verdict.reason.kind !== 'parent',
    );
    if (first?.verdict.kind === 'ran') {
      const { reason } = first.verdict;
      const named = edits.filter((edit) => names(reason, edit));
      for (const edit of named) {
        checked += 1;
        const undone = build(machine, requestFor(apply(edits.filter((kept) => kept !== edit))));
        const again = verdictsOf(undone).find(
          ({ stage, range }) => stage === first.stage && range.startLine === first.range.startLine,
        );
        const isOther =
          edits.length > 1 &&
          again?.verdict.kind === 'ran' &&
          JSON.stringify(again.verdict.reason) !== JSON.stringify(reason);
        expect([again?.verdict.kind, isOther], label).toEqual(isOther ? ['ran', true] : ['hit', false]);
      }
      if (edits.length === 1) expect(named, `${label}\n${JSON.stringify(first)}`).toHaveLength(1);
    }
    const uncached = build(machine, requestFor(edited, { noCache: true }));
    expect(outcomeOf(cached), label).toBe(outcomeOf(uncached));
  }
  expect(checked).toBeGreaterThan(cases / 4);
}, 600_000);
