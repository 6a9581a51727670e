/** Words that an option of GNU's takes: each row the names of one meaning. */
export type Choices = readonly (readonly string[])[];

export const WHEN: Choices = [
  ['always', 'yes', 'force'],
  ['never', 'no', 'none'],
  ['auto', 'tty', 'if-tty'],
];

/** The first name of what a word (or its beginning) means; an answer in GNU's words where that is none or several. */
export function chosen(
  option: string,
  word: string,
  choices: Choices,
): string | { readonly problem: string } {
  const exact = choices.find((row) => row.includes(word));
  const near = exact ? [exact] : choices.filter((row) => row.some((name) => name.startsWith(word)));
  const [first] = near;
  if (first?.[0] !== undefined && near.length === 1) return first[0];
  const kind = near.length > 1 ? 'ambiguous' : 'invalid';
  const rows = choices.map((row) => `  - ${row.map((name) => `'${name}'`).join(', ')}`);
  return {
    problem: `${kind} argument '${word}' for '--${option}'\nValid arguments are:\n${rows.join('\n')}`,
  };
}
