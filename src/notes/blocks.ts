import { type Fence, parseFence } from './fence';
import type { BlockPlace } from './page-run';

/** A fenced block of a text, with what its first line says. */
export interface Block {
  readonly fence: Fence;
  readonly content: string;
  readonly at: BlockPlace;
  /** Where it begins in its file, in characters. */
  readonly index: number;
}

const BLOCK = /^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm;

export function lineAt(source: string, index: number): number {
  return source.slice(0, index).split('\n').length;
}

/** The fenced blocks of a text that begins at `from` in its file. */
export function blocksOf(text: string, from: number, file: string, source = text): readonly Block[] {
  return [...text.matchAll(BLOCK)].map(({ index, 1: language = '', 2: meta = '', 3: content = '' }) => ({
    fence: parseFence(language, meta),
    content: content.replace(/\n$/, ''),
    at: { file, line: lineAt(source, from + index) },
    index: from + index,
  }));
}
