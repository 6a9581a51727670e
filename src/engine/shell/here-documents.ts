// Here-documents (POSIX XCU 2.7.4): `<<` and `<<-`.
import type { Redirect, Word } from './ast';
import { Lexer } from './lexer';
import { WordReader } from './word-reader';

/** Has the body of a redirection read, which stands behind the current line. */
export function hereDocument(lexer: Lexer, redirect: Redirect): Redirect {
  const { raw, parts } = redirect.target;
  const isQuoted = /["'\\]/.test(raw);
  const delimiter = isQuoted ? parts.map((part) => (part.kind === 'text' ? part.text : '')).join('') : raw;
  const document: { -readonly [K in keyof Redirect]: Redirect[K] } = redirect;
  lexer.afterLine(() => {
    document.body = bodyOf(lexer, redirect, delimiter, isQuoted);
  });
  return document;
}

function bodyOf(lexer: Lexer, { operator, line }: Redirect, delimiter: string, isQuoted: boolean): Word {
  const { text, options } = lexer;
  const firstLine = lexer.lineAt(lexer.position);
  const lines: string[] = [];
  for (;;) {
    if (lexer.position >= text.length) {
      if (!options.isFinal)
        lexer.fail({ kind: 'unterminated', closer: delimiter, opened: 'command' }, lexer.position, true);
      options.onUnendedHeredoc?.(delimiter, line, lexer.lineAt(lexer.position));
      break;
    }
    const end = text.indexOf('\n', lexer.position);
    const raw = text.slice(lexer.position, end < 0 ? undefined : end);
    lexer.position = end < 0 ? text.length : end + 1;
    const content = operator === '<<-' ? raw.replace(/^\t+/, '') : raw;
    if (content === delimiter) break;
    lines.push(end < 0 ? content : `${content}\n`);
  }
  const body = lines.join('');
  if (isQuoted) return { parts: [{ kind: 'text', text: body, quoted: true }], raw: body };
  return new WordReader(new Lexer(body, { ...options, firstLine }, lexer.grammar)).readHeredocBody();
}
