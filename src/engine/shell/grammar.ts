/** The parts of a shell's grammar that few lines have: loaded when the first line that has one is parsed. */
import { part, type Task } from '../kernel';
import { MissingGrammar } from './missing-grammar';
import type { Shell } from './shell';
import type { GrammarParts } from './syntax';

const compoundParser = part<typeof import('./parse-compound')>('shell/parse-compound');
const hereDocuments = part<typeof import('./here-documents')>('shell/here-documents');
const conditionalParser = part<typeof import('./conditional-parser')>('shell/conditional-parser');

/** What `parse` gives, which begins anew with the shell's options when a part of the grammar was not there. */
export function* withGrammar<T>(shell: Shell, parse: () => T): Task<T> {
  for (;;) {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof MissingGrammar)) throw error;
      shell.grammarParts = { ...shell.grammarParts, ...(yield* missing(shell, error.part)) };
    }
  }
}

function* missing({ p }: Shell, name: MissingGrammar['part']): Task<GrammarParts> {
  if (name === 'compound') return { compound: yield* compoundParser(p) };
  if (name === 'here-documents') return { hereDocuments: yield* hereDocuments(p) };
  return { conditional: (yield* conditionalParser(p)).parseConditional };
}
