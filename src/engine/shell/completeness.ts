import { parseConditional } from './conditional-parser';
import * as hereDocuments from './here-documents';
import * as compound from './parse-compound';
import type { Dialect } from './dialect';
import { faultOfText, type TextFault } from './parser';

/** Could this text run as it is, or does the shell need more lines (an open quote, `do`, a here-document)? */
export function isComplete(dialect: Dialect, text: string): boolean {
  return faultIn(dialect, text) !== 'incomplete';
}

/** What keeps a text from running as it is. */
export function faultIn(dialect: Dialect, text: string): TextFault | undefined {
  return faultOfText(text, {
    syntax: dialect.syntax,
    alias: () => undefined,
    extendedPatterns: () => true,
    compound,
    conditional: parseConditional,
    hereDocuments,
  });
}
