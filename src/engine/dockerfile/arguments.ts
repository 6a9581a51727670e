// How the text after an instruction's name splits into flags and arguments; each instruction uses one of these forms.
import { quote } from '../units';
import { DockerfileError } from './dockerfile-error';
import { cut, cutAtBlanks, isSpace, splitAtBlanks, trim, trimStart } from './text';
import type { EscapeToken } from './words';

/** Arguments of an instruction, and whether they were a JSON array. */
export interface Arguments {
  readonly args: readonly string[];
  readonly isJson: boolean;
}

/** Reads the text of an instruction's arguments. */
export type ArgumentForm = (text: string, escape: EscapeToken) => Arguments;

const none: Arguments = { args: [], isJson: false };

function plain(args: readonly string[]): Arguments {
  return { args, isJson: false };
}

/** A line's instruction name, its `--flags` and the rest. */
export function splitInstruction(line: string): { keyword: string; flags: readonly string[]; rest: string } {
  const [keyword, after] = cutAtBlanks(trim(line));
  if (after === undefined) return { keyword, flags: [], rest: '' };
  const { flags, rest } = takeFlags(after);
  return { keyword, flags, rest: trim(rest) };
}

/** Takes leading words that start with `--`; quotes and backslashes in them are resolved, `--` alone ends them. */
function takeFlags(text: string): { readonly flags: readonly string[]; readonly rest: string } {
  const flags: string[] = [];
  let position = 0;
  for (;;) {
    while (position < text.length && isSpace(text.charAt(position))) position++;
    if (!text.startsWith('--', position)) return { flags, rest: text.slice(position) };
    let flag = '';
    let isQuoted = false;
    let openQuote = '';
    for (; position < text.length; position++) {
      const character = text.charAt(position);
      if (openQuote === '' && isSpace(character)) break;
      if (character === openQuote) openQuote = '';
      else if (openQuote === '' && (character === "'" || character === '"')) {
        openQuote = character;
        isQuoted = true;
      } else if (character === '\\') flag += text.charAt(++position);
      else flag += character;
    }
    if (flag === '--') return { flags, rest: text.slice(position) };
    if (isQuoted || flag !== '') flags.push(flag);
  }
}

/** Words at blanks, quotes and escapes kept: they are resolved when the word is expanded. */
export function splitWords(text: string, escape: EscapeToken): string[] {
  const words: string[] = [];
  let word = '';
  let isStarted = false;
  let openQuote = '';
  const end = (): void => {
    if (isStarted) words.push(word);
    word = '';
    isStarted = false;
  };
  for (let position = 0; position < text.length; position++) {
    const character = text.charAt(position);
    if (openQuote === '' && isSpace(character)) {
      end();
      continue;
    }
    const isEscape = character === escape && openQuote !== "'";
    if (isEscape && position + 1 === text.length) break;
    isStarted = true;
    word += character;
    if (isEscape) word += text.charAt(++position);
    else if (character === openQuote) openQuote = '';
    else if (openQuote === '' && (character === "'" || character === '"')) openQuote = character;
  }
  end();
  return words;
}

const notStrings = 'when using JSON array syntax, arrays must be comprised of strings only';

/**
 * The strings of a JSON array; undefined when the text is no JSON array.
 * Throws a DockerfileError when it is one and holds anything but strings.
 */
export function parseJsonStrings(text: string): readonly string[] | undefined {
  const rest = trimStart(text);
  if (!rest.startsWith('[')) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(rest);
  } catch {
    return undefined;
  }
  if (!Array.isArray(json)) return undefined;
  return json.map((item: unknown) => {
    if (typeof item !== 'string') throw new DockerfileError('syntax', notStrings);
    return item;
  });
}

/** ENV and LABEL: name, value and separator of each pair, flat. An empty separator is the old form `NAME value`. */
export function parsePairs(text: string, name: string, escape: EscapeToken): readonly string[] {
  const words = splitWords(text, escape);
  const [first] = words;
  if (first === undefined) return [];
  if (!first.includes('=')) {
    const [key, value] = cutAtBlanks(text);
    if (value === undefined) throw new DockerfileError('syntax', `${name} must have two arguments`);
    return [key, value, ''];
  }
  return words.flatMap((word) => {
    const pair = cut(word, '=');
    if (pair !== undefined) return [...pair, '='];
    throw new DockerfileError(
      'syntax',
      `Syntax error - can't find = in ${quote(word)}. Must be of the form: name=value`,
    );
  });
}

const wholeText: ArgumentForm = (text) => (text === '' ? none : plain([text]));

const blankSeparated: ArgumentForm = (text) => (text === '' ? none : plain(splitAtBlanks(text)));

const jsonOrText: ArgumentForm = (text, escape) => {
  const strings = parseJsonStrings(text);
  return strings === undefined ? wholeText(text, escape) : { args: strings, isJson: true };
};

const jsonOrList: ArgumentForm = (text, escape) => {
  const strings = parseJsonStrings(text);
  return strings === undefined ? blankSeparated(text, escape) : { args: strings, isJson: true };
};

/** HEALTHCHECK: a word, then a command. */
const typeAndCommand: ArgumentForm = (text, escape) => {
  let end = 0;
  while (end < text.length && !isSpace(text.charAt(end))) end++;
  if (end === 0) return none;
  const { args, isJson } = jsonOrText(trimStart(text.slice(end)), escape);
  return { args: [text.slice(0, end), ...args], isJson };
};

/** An instruction that does not exist: kept, so that its name can be reported later. */
const ignored: ArgumentForm = () => plain(['']);

/** The form of each instruction's arguments, by its name in lower case. ONBUILD is not here: it holds a line. */
const forms: Readonly<Record<string, ArgumentForm>> = {
  add: jsonOrList,
  arg: (text, escape) => plain(splitWords(text, escape)),
  cmd: jsonOrText,
  copy: jsonOrList,
  entrypoint: jsonOrText,
  env: (text, escape) => plain(parsePairs(text, 'ENV', escape)),
  expose: blankSeparated,
  from: blankSeparated,
  healthcheck: typeAndCommand,
  label: (text, escape) => plain(parsePairs(text, 'LABEL', escape)),
  maintainer: wholeText,
  run: jsonOrText,
  shell: jsonOrText,
  stopsignal: wholeText,
  user: wholeText,
  volume: jsonOrList,
  workdir: wholeText,
};

export function argumentForm(keyword: string): ArgumentForm {
  const name = keyword.toLowerCase();
  return (Object.hasOwn(forms, name) ? forms[name] : undefined) ?? ignored;
}

/** JSON arguments as they are; others as one text. */
export function commandWords(args: readonly string[], isJson: boolean): readonly string[] {
  return args.length === 0 || isJson ? args : [args.join(' ')];
}
