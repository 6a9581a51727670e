import type { SourceRange } from '../dockerfile-error';

/** Where a finding is about a line or instruction as a whole. */
export function placeOf({
  range,
  comments,
}: {
  readonly range: SourceRange;
  readonly comments: readonly string[];
}) {
  return { range, comments };
}

/** Whether a word is all lower or all upper case. */
export function isOneCase(word: string): boolean {
  return word === word.toLowerCase() || word === word.toUpperCase();
}
