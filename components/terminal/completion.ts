const MAX_SHOWN_CANDIDATES = 40;

/** What a word becomes where Tab is pressed, if anything; and what could be typed, where there are several. */
export function completed(
  word: string,
  candidates: readonly string[],
): { readonly text: string | undefined; readonly choices: string } {
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1)
    return { text: only + (only.endsWith('/') ? '' : ' '), choices: '' };
  const common = commonStart(candidates);
  return {
    text: common.length > word.length ? common : undefined,
    choices: candidates.slice(0, MAX_SHOWN_CANDIDATES).join('  '),
  };
}

function commonStart([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
