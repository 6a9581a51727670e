import { expandWord } from './words';

/** A here-document: `<<EOF` and the lines up to `EOF`. */
export interface Heredoc {
  readonly name: string;
  /** The number before `<<`; 0 when there is none. */
  readonly fileDescriptor: number;
  /** Whether variables in the content are expanded: no part of the name is quoted. */
  readonly expands: boolean;
  /** Whether leading tabs go (`<<-`); `content` still has them. */
  readonly chomps: boolean;
  readonly content: string;
}

const noVariables = new Map<string, string>();

/**
 * The here-document that a word opens, its content still empty; undefined when the word is none.
 * Throws a DockerfileError when quotes in the name are not closed.
 */
export function parseHeredoc(word: string): Heredoc | undefined {
  const [, digits = '', dash = '', rest = ''] = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/.exec(word) ?? [];
  if (rest === '') return undefined;
  const { words } = expandWord(rest, noVariables, '\\', { keepUnset: true });
  const [name, ...others] = words;
  if (name === undefined || others.length > 0) return undefined;
  const { words: raw } = expandWord(rest, noVariables, '\\', { keepUnset: true, keepQuotes: true });
  return {
    name,
    fileDescriptor: Number(digits),
    // Quotes that survive unquoting were escaped; any more than these quote a part of the name.
    expands: countQuotes(name) === countQuotes(raw[0] ?? ''),
    chomps: dash === '-',
    content: '',
  };
}

function countQuotes(text: string): number {
  return text.length - text.replaceAll(/['"]/g, '').length;
}

/** The here-documents that an instruction's line opens, in order. A line that is no list of words opens none. */
export function heredocsInLine(line: string): readonly Heredoc[] {
  if (!line.includes('<<')) return [];
  return wordsOf(line).flatMap((word) => parseHeredoc(word) ?? []);
}

function wordsOf(line: string): readonly string[] {
  try {
    return expandWord(line, noVariables, '\\', { keepQuotes: true, keepEscapes: true, keepUnset: true })
      .words;
  } catch {
    return [];
  }
}

/** Takes the tabs at the start of every line away, as `<<-` does. */
export function chompHeredoc(content: string): string {
  return content.replace(/^\t+/gm, '');
}
