import { expect, test } from 'vitest';
import { allParts } from '../../src/engine';
import { wholeLaptop } from '../../src/engine/world/whole';
import { AuthorError } from '../../src/notes/author-error';
import { parseFence } from '../../src/notes/fence';
import { pageMachines } from '../../src/notes/page-machines';
import { PageRun } from '../../src/notes/page-run';
import { lineText } from '../../src/notes/transcript';

const place = { file: 'page.mdx', line: 1 };
const newRun = (): PageRun => new PageRun(() => pageMachines(allParts(), wholeLaptop(), 'page.mdx'));

test('a block with `later` finds its machine so much later, and says so to the page', () => {
  const run = newRun();
  const before = run.console(parseFence('console', ''), '$ date +%F', place);
  const after = run.console(parseFence('console', 'later="30 days"'), '$ date +%F', place);
  const days = [before, after].map(({ lines }) => Date.parse(lines.map(lineText)[1] ?? '') / 86_400_000);
  expect((days[1] ?? 0) - (days[0] ?? 0)).toBe(30);
  expect(after.before).toEqual([{ kind: 'wait', ms: 30 * 86_400_000 }]);
});

test('a time that is none is the author’s mistake', () => {
  const run = (): unknown => newRun().console(parseFence('console', 'later=soon'), '$ date', place);
  expect(run).toThrow(AuthorError);
});
