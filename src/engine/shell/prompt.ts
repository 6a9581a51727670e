import { part, type Task } from '../kernel';
import { withGrammar } from './grammar';
import { Parser } from './parser';
import { ParseError } from './parse-error';
import type { Word } from './ast';
import { expandText } from './expand';
import type { Shell } from './shell';
import { WordReader } from './word-reader';

const escapes = part<typeof import('./prompt-escapes')>('shell/prompt-escapes');

/** The text of a prompt variable: backslash escapes (bash, ash), then parameters. */
export function* expandPrompt(shell: Shell, text: string): Task<string> {
  const isPlain = shell.dialect.name === 'dash' || !text.includes('\\');
  const decoded = isPlain ? text : (yield* escapes(shell.p)).decodeEscapes(shell, text);
  if (!/[$`]/.test(decoded)) return decoded;
  const status = shell.status;
  const word = yield* withGrammar(shell, () => promptWord(shell, decoded));
  const shown = word ? yield* expandText(shell, word) : decoded;
  shell.status = status;
  return shown;
}

function promptWord(shell: Shell, text: string): Word | undefined {
  const { lexer } = new Parser(text, shell.parseOptions(true, shell.line));
  try {
    return new WordReader(lexer).readHeredocBody();
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
