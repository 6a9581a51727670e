import { allParts } from '../engine';
import { wholeLaptop } from '../engine/world/whole';
import type { Block } from '../notes/blocks';
import { exampleSections } from '../notes/example-sections';
import { pageMachines } from '../notes/page-machines';
import { PageRun } from '../notes/page-run';
import { noteCommandCount } from '../notes/run-report';
import { type TerminalElement, terminalElement } from '../notes/terminal-html';

/** What a page shows of an example: a file of its machine, or what was typed and printed. */
export type ExamplePiece =
  | { readonly kind: 'file'; readonly title: string; readonly language: string; readonly content: string }
  | { readonly kind: 'terminal'; readonly terminal: TerminalElement };

/** Runs the examples of a reference page, by their headings. Throws an AuthorError where one is not as written. */
export function playExamples(source: string, file: string): ReadonlyMap<string, readonly ExamplePiece[]> {
  const parts = allParts();
  const world = wholeLaptop();
  const run = new PageRun((onNeed) => {
    const loaded = (key: string): unknown => {
      onNeed(key);
      return parts.loaded(key);
    };
    return pageMachines({ ...parts, loaded }, world, file);
  });
  const played = [...exampleSections(source, file)].map(([name, blocks]) => {
    const pieces = blocks.flatMap((block, index) => playBlock(run, block, `${idOf(name)}-${index + 1}`));
    return [name, pieces] as const;
  });
  noteCommandCount(file, run.commandCount);
  return new Map(played);
}

function playBlock(run: PageRun, { fence, content, at }: Block, id: string): readonly ExamplePiece[] {
  const { language, options } = fence;
  if (language !== 'console') {
    run.file(fence, content, at);
    return [{ kind: 'file', title: String(options.get('title')), language, content }];
  }
  if (options.has('prepare')) {
    run.prepare(fence, content, at);
    return [];
  }
  return [
    { kind: 'terminal', terminal: terminalElement(`try-${id}`, at.file, run.console(fence, content, at)) },
  ];
}

function idOf(name: string): string {
  return name.toLowerCase().replaceAll(/\W+/g, '-');
}
