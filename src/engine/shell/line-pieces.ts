import { parseConditional } from './conditional-parser';
import * as hereDocuments from './here-documents';
import * as compound from './parse-compound';
import type { Word } from './ast';
import { builtinNames } from './builtins';
import type { Dialect } from './dialect';
import { Lexer, type Token } from './lexer';
import { ParseError } from './parse-error';
import { grammarOf, type TextFault } from './parser';
import { BASH_RESERVED_WORDS, RESERVED_WORDS } from './syntax';
import { assignmentOf, plainText } from './word-parts';

/**
 * What a piece of a line is to the shell. `command`: the first word of a simple command, whose `argument`s follow;
 * `target`: the file (or descriptor, delimiter, text) of the redirection before it.
 */
export type PieceRole =
  'command' | 'argument' | 'assignment' | 'reserved' | 'operator' | 'redirection' | 'target';

/** One token of a line, with where it stands. A descriptor (the 2 of `2>`) is a redirection of its own. */
export interface LinePiece {
  readonly role: PieceRole;
  readonly start: number;
  readonly end: number;
  /** As it stands in the line. */
  readonly raw: string;
  /** What a program is given; undefined where that is known only when the line runs. */
  readonly text: string | undefined;
  /** Variables whose values are put in. */
  readonly variables: readonly string[];
  /** Where commands stand in it whose output is put in: `$(…)`, from the first character inside to the last. */
  readonly commands: readonly { readonly start: number; readonly end: number }[];
}

export interface LinePieces {
  readonly pieces: readonly LinePiece[];
  /** What keeps the line from running as it stands. */
  readonly fault?: TextFault;
}

/** Reserved words after which a command begins; after the others, plain words follow. */
const BEFORE_COMMANDS = new Set([
  'if',
  'then',
  'else',
  'elif',
  'do',
  'while',
  'until',
  '{',
  '!',
  'time',
  'coproc',
]);
const ENDING = new Set(['fi', 'done', 'esac', '}', ']]']);

/** Takes a line apart as the shell reads it, as far as it can be read. Nothing is expanded, and nothing runs. */
export function linePieces(dialect: Dialect, line: string): LinePieces {
  const options = {
    syntax: dialect.syntax,
    alias: () => undefined,
    extendedPatterns: () => true,
    compound,
    hereDocuments,
    conditional: parseConditional,
    isFinal: false,
    firstLine: 1,
  };
  const lexer = new Lexer(line, options, grammarOf(options));
  const pieces: LinePiece[] = [];
  let expects: 'command' | 'argument' | 'target' = 'command';
  let afterTarget: 'command' | 'argument' = 'command';
  try {
    for (;;) {
      const token = lexer.peek();
      const end = lexer.position;
      lexer.next();
      if (token.type === 'newline' || token.type === 'eof') {
        if (token.type === 'eof') return { pieces };
        expects = 'command';
        continue;
      }
      const piece = pieceOf(token, end, line, expects);
      pieces.push(piece);
      if (piece.role === 'redirection') {
        if (expects !== 'target') afterTarget = expects;
        expects = token.type === 'descriptor' ? expects : 'target';
      } else if (piece.role === 'target') expects = afterTarget;
      else if (piece.role === 'operator') expects = 'command';
      else if (piece.role === 'reserved') {
        expects = BEFORE_COMMANDS.has(piece.raw) ? 'command' : 'argument';
      } else if (piece.role !== 'assignment') expects = 'argument';
    }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { pieces, fault: error.isIncomplete ? 'incomplete' : 'wrong' };
  }
}

function pieceOf(
  token: Token,
  end: number,
  line: string,
  expects: 'command' | 'argument' | 'target',
): LinePiece {
  const { start } = token;
  const raw = line.slice(start, end);
  const place = { start, end, raw };
  if (token.type !== 'word') {
    const role = token.type === 'operator' && !/[<>]/.test(raw) ? 'operator' : 'redirection';
    return { ...place, role, text: raw, variables: [], commands: [] };
  }
  const role = expects === 'command' ? commandRole(token.word) : expects;
  return { ...place, role, ...contentOf(token.word, start) };
}

function commandRole(word: Word): PieceRole {
  const plain = plainText(word);
  if (
    plain !== undefined &&
    (RESERVED_WORDS.has(plain) || BASH_RESERVED_WORDS.has(plain) || ENDING.has(plain))
  ) {
    return 'reserved';
  }
  return assignmentOf(word, true) === undefined ? 'command' : 'assignment';
}

function contentOf(word: Word, start: number): Pick<LinePiece, 'text' | 'variables' | 'commands'> {
  let text: string | undefined = '';
  const variables: string[] = [];
  let hasCommand = false;
  for (const part of word.parts) {
    if (part.kind === 'text') text = text === undefined ? undefined : text + part.text;
    else {
      text = undefined;
      if (part.kind === 'parameter') variables.push(part.name);
      if (part.kind === 'command' || part.kind === 'process') hasCommand = true;
    }
  }
  return { text, variables, commands: hasCommand ? commandsIn(word.raw, start) : [] };
}

/** The outermost `$(…)` of a word that is known to be whole. */
function commandsIn(raw: string, start: number): LinePiece['commands'] {
  const found: { start: number; end: number }[] = [];
  for (let at = raw.indexOf('$('); at >= 0; at = raw.indexOf('$(', at)) {
    const inside = at + 2;
    let depth = 1;
    let end = inside;
    while (end < raw.length && depth > 0) {
      if (raw[end] === '(') depth++;
      if (raw[end] === ')') depth--;
      end++;
    }
    if (raw[inside] !== '(') found.push({ start: start + inside, end: start + end - 1 });
    at = end;
  }
  return found;
}

/** Whether the shell runs it itself, without a program. */
export function isBuiltin(dialect: Dialect, name: string): boolean {
  return builtinNames(dialect.name).includes(name);
}
