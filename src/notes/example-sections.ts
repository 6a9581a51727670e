import { AuthorError } from './author-error';
import { type Block, blocksOf, lineAt } from './blocks';

const HEADING = /^## (.+)$/gm;

/**
 * The examples of a reference page: a text of `## NAME` headings, each with blocks as a note has them. Every heading
 * begins with new machines, so that none needs what another did.
 */
export function exampleSections(source: string, file: string): ReadonlyMap<string, readonly Block[]> {
  const headings = [...source.matchAll(HEADING)];
  const sections = headings.map(({ 0: heading, 1: name = '', index }, at) => {
    const from = index + heading.length;
    const text = source.slice(from, headings[at + 1]?.index);
    const blocks = blocksOf(text, from, file, source);
    const outside = text.replaceAll(/^```[\s\S]*?^```$/gm, '').trim();
    if (blocks.length === 0 || outside !== '') {
      const found = outside === '' ? 'has none' : `has the text ${JSON.stringify(outside)}`;
      throw new AuthorError(file, lineAt(source, index), `"${name}" is to have blocks alone; it ${found}`);
    }
    return [
      name.trim(),
      blocks.map((block, index) => (index === 0 ? withFreshMachines(block) : block)),
    ] as const;
  });
  return new Map(sections);
}

function withFreshMachines(block: Block): Block {
  const { language, options } = block.fence;
  return { ...block, fence: { language, options: new Map([...options, ['fresh', true]]) } };
}
