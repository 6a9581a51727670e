/** `npm run note -- FILE.mdx …`: plays notes without building the site, and prints what their pages would show. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { allParts, type BuildView } from '../engine';
import { wholeLaptop } from '../engine/world/whole';
import { AuthorError } from './author-error';
import { blocksOf, lineAt } from './blocks';
import { Comparison, playedAtOnce } from './comparison';
import { readComparison } from './comparison-source';
import { exampleSections } from './example-sections';
import { pageMachines } from './page-machines';
import { PageRun } from './page-run';
import { lineText } from './transcript';

const COMPARISON = /^<BuildCompare([^>]*)>\n([\s\S]*?)^<\/BuildCompare>$/gm;
const ATTRIBUTE = /(\w+)="([^"]*)"/g;

function runNote(path: string): string {
  const file = relative(process.cwd(), path);
  const source = readFileSync(path, 'utf8');
  const run = new PageRun(() => pageMachines(allParts(), wholeLaptop(), file));
  const shown: string[] = [];
  const isCompared = (at: number): boolean =>
    [...source.matchAll(COMPARISON)].some(({ index, 0: { length } }) => at > index && at < index + length);
  const blocks = file.endsWith('.md')
    ? [...exampleSections(source, file).values()].flat()
    : blocksOf(source, 0, file);
  for (const { fence, content, at, index } of blocks) {
    const { language } = fence;
    if (isCompared(index)) continue;
    if (language === 'console' && fence.options.has('show')) continue;
    if (language === 'console' && fence.options.has('prepare')) run.prepare(fence, content, at);
    else if (language === 'console') {
      const { lines } = run.console(fence, content, at);
      shown.push(`--- line ${at.line}`, ...lines.map(lineText));
    } else if (fence.options.has('title')) run.file(fence, content, at);
  }
  for (const { index, 0: whole, 1: attributes = '', 2: text = '' } of source.matchAll(COMPARISON)) {
    const place = { file, line: lineAt(source, index) };
    const blocks = blocksOf(text, index + whole.indexOf(text), file, source);
    const setup = readComparison(
      new Map([...attributes.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, value])),
      blocks.map(({ fence, content, at }) => ({ fence, text: content, place: at })),
      place,
    );
    const { builds } = playedAtOnce(
      new Comparison(pageMachines(allParts(), wholeLaptop(), setup.seed), setup),
    );
    shown.push(`--- line ${place.line}: builds compared`);
    for (const { title, build } of builds) shown.push(title, ...buildLines(build));
  }
  return [`${file}: ${run.commandCount} commands`, ...shown].join('\n');
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
