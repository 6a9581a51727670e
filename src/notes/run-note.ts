/** `npm run note -- FILE.mdx …`: plays notes without building the site, and prints what their pages would show. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { allParts } from '../engine';
import { wholeLaptop } from '../engine/world/whole';
import { AuthorError } from './author-error';
import { parseFence } from './fence';
import { pageMachines } from './page-machines';
import { PageRun } from './page-run';
import { lineText } from './transcript';

const BLOCK = /^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm;

function runNote(path: string): string {
  const file = relative(process.cwd(), path);
  const source = readFileSync(path, 'utf8');
  const run = new PageRun(() => pageMachines(allParts(), wholeLaptop(), file));
  const shown: string[] = [];
  for (const match of source.matchAll(BLOCK)) {
    const [, language = '', meta = '', text = ''] = match;
    const fence = parseFence(language, meta);
    const at = { file, line: source.slice(0, match.index).split('\n').length };
    const content = text.replace(/\n$/, '');
    if (language === 'console' && fence.options.has('show')) continue;
    if (language === 'console' && fence.options.has('prepare')) run.prepare(fence, content, at);
    else if (language === 'console') {
      const { lines } = run.console(fence, content, at);
      shown.push(`--- line ${at.line}`, ...lines.map(lineText));
    } else if (fence.options.has('title')) run.file(fence, content, at);
  }
  return [`${file}: ${run.commandCount} commands`, ...shown].join('\n');
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
