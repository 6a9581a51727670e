/** The parts of a shell's grammar that few lines have: loaded when the first line that has one is parsed. */
import { part, type Task } from '../kernel';
import { MissingGrammar } from './missing-grammar';
import type { Shell } from './shell';

const compoundParser = part<typeof import('./parse-compound')>('shell/parse-compound');
const conditionalParser = part<typeof import('./conditional-parser')>('shell/conditional-parser');

/** What `parse` gives, which begins anew with the shell's options when a part of the grammar was not there. */
export function* withGrammar<T>(shell: Shell, parse: () => T): Task<T> {
  for (;;) {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof MissingGrammar)) throw error;
      if (error.part === 'compound') shell.compound = yield* compoundParser(shell.p);
      else shell.conditional = (yield* conditionalParser(shell.p)).parseConditional;
    }
  }
}
