/** `npm run note -- FILE.mdx …`: plays notes without building the site, and prints what their pages would show. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { allParts, type BuildView } from '../engine';
import { wholeLaptop } from '../engine/world/whole';
import { AuthorError } from './author-error';
import { blocksOf, lineAt } from './blocks';
import { Comparison, playedAtOnce } from './comparison';
import { solveChallenge } from './challenge-source';
import { readComparison, type SourceBlock } from './comparison-source';
import { exampleSections } from './example-sections';
import { comparisonMachines } from './comparison-machines';
import { pageMachines } from './page-machines';
import { type BlockPlace, type NewMachine, PageRun } from './page-run';
import type { Attributes } from './pictures';
import { lineText } from './transcript';

/** Elements whose blocks are not typed on the page's machine. */
const APART = /^<(BuildCompare|Challenge)([^>]*)>\n([\s\S]*?)^<\/\1>$/gm;
const ATTRIBUTE = /(\w+)="([^"]*)"/g;

function runNote(path: string): string {
  const file = relative(process.cwd(), path);
  const source = readFileSync(path, 'utf8');
  const run = new PageRun(() => machines(file));
  const shown: string[] = [];
  const isApart = (at: number): boolean =>
    [...source.matchAll(APART)].some(({ index, 0: { length } }) => at > index && at < index + length);
  const blocks = file.endsWith('.md')
    ? [...exampleSections(source, file).values()].flat()
    : blocksOf(source, 0, file);
  for (const { fence, content, at, index } of blocks) {
    const { language } = fence;
    if (isApart(index)) continue;
    if (language === 'console' && fence.options.has('show')) continue;
    if (language === 'console' && fence.options.has('prepare')) run.prepare(fence, content, at);
    else if (language === 'console') {
      const { lines } = run.console(fence, content, at);
      shown.push(`--- line ${at.line}`, ...lines.map(lineText));
    } else if (fence.options.has('title')) run.file(fence, content, at);
  }
  for (const { index, 0: whole, 1: name, 2: attributes = '', 3: text = '' } of source.matchAll(APART)) {
    const place = { file, line: lineAt(source, index) };
    const inside = blocksOf(text, index + whole.indexOf(text), file, source).map(
      ({ fence, content, at }) => ({ fence, text: content, place: at }),
    );
    shown.push(
      ...(name === 'Challenge'
        ? solutionLines(inside, place)
        : comparisonLines(
            new Map([...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, value])),
            inside,
            place,
          )),
    );
  }
  return [`${file}: ${run.commandCount} commands`, ...shown].join('\n');
}

function comparisonLines(
  attributes: Attributes,
  blocks: readonly SourceBlock[],
  place: BlockPlace,
): readonly string[] {
  const setup = readComparison(attributes, blocks, place);
  const { builds } = playedAtOnce(
    new Comparison(comparisonMachines(allParts(), wholeLaptop(), setup.seed), setup),
  );
  return [
    `--- line ${place.line}: builds compared`,
    ...builds.flatMap(({ title, build }) => [title, ...buildLines(build)]),
  ];
}

function solutionLines(blocks: readonly SourceBlock[], place: BlockPlace): readonly string[] {
  const seed = `${place.file} challenge`;
  const { solution } = solveChallenge(blocks, place, seed, () => machines(seed));
  return [`--- line ${place.line}: a challenge, solved`, ...solution.lines.map(lineText)];
}

function machines(seed: string): NewMachine {
  return pageMachines(allParts(), wholeLaptop(), seed);
}

function buildLines({ steps, tookMs }: BuildView): readonly string[] {
  const lines = steps.map((step) =>
    `  ${step.fate.padEnd(11)} ${Math.round(step.tookMs)} ms  ${step.name}  ${step.why ?? ''}`.trimEnd(),
  );
  return [...lines, `  ${Math.round(tookMs)} ms`];
}

export async function main(paths: readonly string[]): Promise<number> {
  let status = paths.length === 0 ? 2 : 0;
  if (status === 2) process.stderr.write('usage: npm run note -- content/…/page.mdx …\n');
  for (const path of paths) {
    try {
      process.stdout.write(`${runNote(path)}\n`);
    } catch (error) {
      if (!(error instanceof AuthorError)) throw error;
      process.stderr.write(`${error.message}\n`);
      status = 1;
    }
  }
  return status;
}
