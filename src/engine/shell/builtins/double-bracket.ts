// BusyBox ash's `[[`: `test` with patterns. It is a command: its words are split and matched with file names.
import type { Task } from '../../kernel';
import { matchesPattern } from '../pattern';
import { compileRegularExpression } from '../regular-expression';
import type { Shell } from '../shell';
import { binaryTest, TestError } from '../test-expression';
import { runTest } from './test';

/** A comparison of strings is fnmatch(3)'s, and `=~` regexec(3)'s. */
function compare(shell: Shell, left: string, operator: string, right: string): boolean {
  if (operator === '=~') {
    const expression = compileRegularExpression([{ text: right, quoted: false }], false);
    if (!expression) throw new TestError(`bad regex '${right}'`);
    return expression.test(left);
  }
  if (operator !== '=' && operator !== '==' && operator !== '!=')
    return binaryTest(shell, left, operator, right);
  return matchesPattern(right, left, { extended: false }) === (operator !== '!=');
}

export function* doubleBracket(shell: Shell, args: readonly string[]): Task<number> {
  return yield* runTest(shell, args, ']]', { added: '=~', compare });
}
