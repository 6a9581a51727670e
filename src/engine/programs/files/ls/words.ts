// The words that GNU's ls takes for its options.
import { chosen, WHEN, type Choices } from '../../shared/choices';

const SORTS: Choices = [['none'], ['size'], ['time'], ['version'], ['extension'], ['name'], ['width']];
const TIMES: Choices = [
  ['atime', 'access', 'use'],
  ['ctime', 'status'],
  ['mtime', 'modification'],
  ['birth', 'creation'],
];
const FORMATS: Choices = [
  ['verbose', 'long'],
  ['commas'],
  ['horizontal', 'across'],
  ['vertical'],
  ['single-column'],
];

/** What was given for `--color`, `--sort`, `--time` and `--format`; each may be the beginning of a word. */
export interface LsWords {
  readonly color?: string;
  readonly sort?: string;
  readonly time?: string;
  readonly format?: string;
}

/** The words' meanings, by the first name of each; or what is wrong with one. */
export function readWords(given: {
  readonly color: string | undefined;
  readonly sort: string | undefined;
  readonly time: string | undefined;
  readonly format: string | undefined;
}): LsWords | { readonly problem: string } {
  const known = { color: WHEN, sort: SORTS, time: TIMES, format: FORMATS };
  const words: { -readonly [Key in keyof LsWords]: LsWords[Key] } = {};
  for (const key of ['color', 'sort', 'time', 'format'] as const) {
    const word = given[key];
    if (word === undefined) continue;
    const meaning = word === '' && key === 'color' ? 'always' : chosen(key, word, known[key]);
    if (typeof meaning !== 'string') return meaning;
    words[key] = meaning;
  }
  return words;
}
