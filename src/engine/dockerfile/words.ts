import { DockerfileError } from './dockerfile-error';
import { removePrefix, removeSuffix, replacePattern } from './word-pattern';
import { failure, next, peek, readName, wordCollector, type Reader } from './word-reader';
import { quote } from '../units';

/** The character that escapes and continues lines: the `escape` directive allows these two. */
export type EscapeToken = '\\' | '`';

/** Names and their values, in the order in which they were set. */
export type Variables = ReadonlyMap<string, string>;

/** How a word is read. All default to false. */
export interface ExpandOptions {
  /** Leave quotes in the result. */
  readonly keepQuotes?: boolean;
  /** Leave escapes in the result. */
  readonly keepEscapes?: boolean;
  /** Leave variables that are not set as they are written. */
  readonly keepUnset?: boolean;
  /** Treat quotes as plain characters: the content of a here-document. */
  readonly ignoreQuotes?: boolean;
}

/** What a word became. */
export interface Expansion {
  readonly text: string;
  /** The text split at blanks outside quotes; blanks that a variable brought split too. */
  readonly words: readonly string[];
  /** Variables that were used and are set, and used and not set, each once, in the order of use. */
  readonly matched: readonly string[];
  readonly unmatched: readonly string[];
}

/** Deeper `${a:-${b:-…}}` than this is refused, to keep within any host's stack. Docker has no such limit. */
const maxNesting = 500;

/** What `String(EOF)` is in Go: the mark for a character that is not there. */
const replacementCharacter = '\ufffd';

/** `NAME=value` texts as variables; the last value of a name wins, a text without `=` is an empty value. */
export function variablesFrom(assignments: readonly string[]): Map<string, string> {
  const variables = new Map<string, string>();
  for (const assignment of assignments) {
    const index = assignment.indexOf('=');
    const name = index < 0 ? assignment : assignment.slice(0, index);
    variables.set(name, index < 0 ? '' : assignment.slice(index + 1));
  }
  return variables;
}

/**
 * Expands one word: `$name`, `${name…}` with all of BuildKit's modifiers, quotes and escapes.
 * Throws a DockerfileError of code `expansion` without range. Source: BuildKit frontend/dockerfile/shell.
 */
export function expandWord(
  word: string,
  variables: Variables,
  escape: EscapeToken,
  options: ExpandOptions = {},
): Expansion {
  const matched = new Set<string>();
  const unmatched = new Set<string>();
  const reader: Reader = {
    characters: [...word],
    position: 0,
    nesting: 0,
    keepsEscapes: options.keepEscapes ?? false,
    escape,
    options,
    lookUp(name) {
      const value = variables.get(name);
      (value === undefined ? unmatched : matched).add(name);
      return value;
    },
  };
  try {
    const { text, words } = readUntil(reader, undefined, reader.keepsEscapes);
    return { text, words, matched: [...matched], unmatched: [...unmatched] };
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    throw new DockerfileError('expansion', `failed to process ${quote(word)}: ${error.message}`);
  }
}

function readUntil(reader: Reader, stop: string | undefined, keepsEscapes: boolean) {
  const outerKeepsEscapes = reader.keepsEscapes;
  reader.keepsEscapes = keepsEscapes;
  const collector = wordCollector();
  let text = '';
  for (;;) {
    const character = peek(reader);
    if (character === undefined) {
      if (stop !== undefined) throw failure(`unexpected end of statement while looking for matching ${stop}`);
      break;
    }
    if (character === stop) {
      reader.position++;
      break;
    }
    if (character === '$') {
      const value = readDollar(reader);
      text += value;
      collector.addPlain(value);
    } else if (character === '<') {
      const value = readHeredocMark(reader);
      text += value;
      collector.addQuoted(value);
    } else if ((character === "'" || character === '"') && reader.options.ignoreQuotes !== true) {
      const value = character === "'" ? readSingleQuotes(reader) : readDoubleQuotes(reader);
      text += value;
      collector.addQuoted(value);
    } else {
      reader.position++;
      if (character !== reader.escape) {
        text += character;
        collector.addPlain(character);
        continue;
      }
      if (keepsEscapes) {
        text += character;
        collector.addQuoted(character);
      }
      const escaped = next(reader);
      if (escaped === undefined) continue;
      text += escaped;
      collector.addQuoted(escaped);
    }
  }
  reader.keepsEscapes = outerKeepsEscapes;
  return { text, words: collector.finish() };
}

/** `<<` keeps the blanks behind it: `<< EOF` is one word. */
function readHeredocMark(reader: Reader): string {
  reader.position++;
  if (peek(reader) !== '<') return '<';
  let text = '<';
  do {
    text += next(reader) ?? '';
  } while (/^[ \t\r]$/.test(peek(reader) ?? ''));
  return text;
}

function readSingleQuotes(reader: Reader): string {
  reader.position++;
  const mark = reader.options.keepQuotes === true ? "'" : '';
  let text = mark;
  for (;;) {
    const character = next(reader);
    if (character === undefined) {
      throw failure('unexpected end of statement while looking for matching single-quote');
    }
    if (character === "'") return text + mark;
    text += character;
  }
}

function readDoubleQuotes(reader: Reader): string {
  reader.position++;
  const mark = reader.options.keepQuotes === true ? '"' : '';
  let text = mark;
  for (;;) {
    const character = peek(reader);
    if (character === undefined) {
      throw failure('unexpected end of statement while looking for matching double-quote');
    }
    if (character === '$') {
      text += readDollar(reader);
      continue;
    }
    reader.position++;
    if (character === '"') return text + mark;
    if (character !== reader.escape) {
      text += character;
      continue;
    }
    if (reader.keepsEscapes) text += character;
    const escaped = peek(reader);
    if (escaped === undefined) continue;
    if (escaped === '"' || escaped === '$' || escaped === reader.escape) {
      reader.position++;
      text += escaped;
    } else text += character;
  }
}

function readDollar(reader: Reader): string {
  reader.position++;
  if (peek(reader) !== '{') {
    const name = readName(reader);
    if (name === '') return '$';
    const value = reader.lookUp(name);
    return value ?? (reader.options.keepUnset === true ? `$${name}` : '');
  }
  reader.position++;
  const first = peek(reader);
  if (first === undefined) throw failure("syntax error: missing '}'");
  if (first === '{' || first === '}' || first === ':') throw failure('syntax error: bad substitution');
  if (++reader.nesting > maxNesting) throw failure('syntax error: substitutions are nested too deeply');
  const value = readBraces(reader, readName(reader));
  reader.nesting--;
  return value;
}

/** The rest of `${name…}` after the name. */
function readBraces(reader: Reader, name: string): string {
  const keepsUnset = reader.options.keepUnset === true;
  const operator = next(reader) ?? replacementCharacter;
  if (operator === '}') return reader.lookUp(name) ?? (keepsUnset ? `\${${name}}` : '');
  if (operator === '/') return readReplacement(reader, name);
  const hasColon = operator === ':';
  const modifier = hasColon ? (next(reader) ?? replacementCharacter) : operator;
  const written = hasColon ? `:${modifier}` : modifier;
  const isPattern = modifier === '#' || modifier === '%';
  const unsupported = (): DockerfileError => failure(`unsupported modifier (${written}) in substitution`);
  if (!hasColon && !'+-?#%'.includes(modifier)) throw unsupported();
  if (hasColon && isPattern) throw unsupported();
  const word = readPart(reader, '}', isPattern, "syntax error: missing '}'");
  const value = reader.lookUp(name);
  if (value === undefined && keepsUnset) return `\${${name}${written}${word}}`;
  const isMissing = value === undefined || (hasColon && value === '');
  switch (modifier) {
    case '-':
      return isMissing ? word : value;
    case '+':
      return isMissing ? '' : word;
    case '?':
      if (!isMissing) return value;
      throw failure(`${name}: ${word || `is not allowed to be ${value === undefined ? 'unset' : 'empty'}`}`);
    case '#':
    case '%': {
      const isGreedy = word.startsWith(modifier);
      const pattern = isGreedy ? word.slice(1) : word;
      const remove = modifier === '#' ? removePrefix : removeSuffix;
      return remove(value ?? '', pattern, isGreedy);
    }
    default:
      throw unsupported();
  }
}

/** `${name/pattern/text}` after the first slash. */
function readReplacement(reader: Reader, name: string): string {
  const isGlobal = peek(reader) === '/';
  if (isGlobal) reader.position++;
  const pattern = readPart(reader, '/', true, "syntax error: missing '/' in ${}");
  const replacement = readPart(reader, '}', true, "syntax error: missing '}'");
  const value = reader.lookUp(name);
  if (value === undefined && reader.options.keepUnset === true)
    return `\${${name}/${pattern}/${replacement}}`;
  return replacePattern(value ?? '', pattern, replacement, isGlobal);
}

/** Text up to `stop`; at the end of the word BuildKit says `atEnd` whatever else was wrong. */
function readPart(reader: Reader, stop: string, keepsEscapes: boolean, atEnd: string): string {
  try {
    return readUntil(reader, stop, keepsEscapes).text;
  } catch (error) {
    if (error instanceof DockerfileError && peek(reader) === undefined) throw failure(atEnd);
    throw error;
  }
}
