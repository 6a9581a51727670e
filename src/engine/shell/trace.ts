import type { Task } from '../kernel';
import { expandPrompt } from './prompt';
import { quoteIfNeeded, singleQuote } from './quote';
import type { Shell } from './shell';

/** A line of `set -x`: PS4 (its first character once for each level of substitution) and the command. */
export function* trace(shell: Shell, text: string): Task<void> {
  const on = shell.options.delete('xtrace');
  const prefix = yield* expandPrompt(shell, shell.variables.get('PS4') ?? '');
  if (on) shell.options.add('xtrace');
  const first = prefix.slice(0, 1);
  const repeated = shell.isBash ? first.repeat(Math.min(shell.substitutionDepth, 100)) : '';
  yield* shell.writeError(`${repeated}${prefix}${text}\n`);
}

/** The words of a command as `set -x` shows them: dash as they are, the others so that they could be typed. */
export function traceWords(shell: Shell, words: readonly string[]): string {
  if (shell.dialect.name === 'dash') return words.join(' ');
  if (shell.isBash) return words.map(quoteIfNeeded).join(' ');
  return words
    .map((word) => (word !== '' && /^[\w@%+=:,./-]+$/.test(word) ? word : singleQuote(word)))
    .join(' ');
}
