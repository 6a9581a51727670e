// The lowest part of reading words: characters, names, and collecting what comes out.
import { DockerfileError } from './dockerfile-error';
import { isSpace } from './text';
import type { EscapeToken, ExpandOptions } from './words';

/** A word while it is read. */
export interface Reader {
  readonly characters: readonly string[];
  readonly escape: EscapeToken;
  readonly options: ExpandOptions;
  position: number;
  nesting: number;
  keepsEscapes: boolean;
  lookUp(name: string): string | undefined;
}

/** The next character, left where it is; undefined at the end. */
export function peek(reader: Reader): string | undefined {
  return reader.characters[reader.position];
}

/** The next character, taken. */
export function next(reader: Reader): string | undefined {
  return reader.characters[reader.position++];
}

export function failure(message: string): DockerfileError {
  return new DockerfileError('expansion', message);
}

/** Collects words: plain characters split at blanks, quoted and escaped ones do not. */
export function wordCollector() {
  const words: string[] = [];
  let word = '';
  const end = (): void => {
    if (word !== '') words.push(word);
    word = '';
  };
  return {
    addPlain(text: string): void {
      for (const character of text) {
        if (isSpace(character)) end();
        else word += character;
      }
    },
    addQuoted(text: string): void {
      word += text;
    },
    finish(): string[] {
      end();
      return words;
    },
  };
}

/** `@` and the like: names that a shell sets. They are one character long and never set here. */
const specialNames = new Set(['@', '*', '#', '?', '-', '$', '!', '0']);

/** A variable's name; empty when there is none here. */
export function readName(reader: Reader): string {
  const first = peek(reader);
  if (first === undefined) return '';
  const isDigits = /^\p{Nd}$/u.test(first);
  if (!isDigits && specialNames.has(first)) {
    reader.position++;
    return first;
  }
  const belongs = isDigits ? /^\p{Nd}$/u : /^[\p{L}\p{Nd}_]$/u;
  let name = '';
  for (
    let character = peek(reader);
    character !== undefined && belongs.test(character);
    character = peek(reader)
  ) {
    name += character;
    reader.position++;
  }
  return name;
}
