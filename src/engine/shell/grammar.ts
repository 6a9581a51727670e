/** The part of a shell's grammar that few texts have: loaded before the first one that does is parsed. */
import { part, type Task } from '../kernel';
import type { Shell } from './shell';

const conditionalParser = part<typeof import('./conditional-parser')>('shell/conditional-parser');

/** To be called before a text is parsed with the shell's options. */
export function* loadGrammar(shell: Shell, text: string): Task<void> {
  if (shell.conditional !== undefined || !shell.dialect.syntax.conditional) return;
  if (![text, ...shell.aliases.values()].some(mayHaveConditional)) return;
  shell.conditional = (yield* conditionalParser(shell.p)).parseConditional;
}

/** A line may be cut between the brackets. */
function mayHaveConditional(text: string): boolean {
  return text.replaceAll('\\\n', '').includes('[[');
}
