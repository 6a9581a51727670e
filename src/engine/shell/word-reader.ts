import type { ParameterOperator, Script, Word, WordPart } from './ast';
import { ParseError } from './parse-error';
import { decodeDollarQuote } from './escapes';
import type { Lexer } from './lexer';

/** How quotes work where a word is read: as in a plain word, as inside double quotes, or in a here-document. */
type Mode = 'plain' | 'double' | 'heredoc';

const WORD_END = new Set([' ', '\t', '\n', ';', '&', '|', '<', '>', '(', ')']);

/** Reads one word: its quotes, its expansions, and where it ends. */
export class WordReader {
  #parts: WordPart[] = [];
  #text = '';
  #textQuoted = false;
  #hasText = false;

  constructor(readonly lexer: Lexer) {}

  readWord(): Word {
    const start = this.lexer.position;
    this.#readTilde(false);
    this.#readUntil('plain', (c) => WORD_END.has(c), false);
    return this.#finish(start);
  }

  /** A word of `[[ … ]]` after `=~`: parentheses and bars belong to it. */
  readRegularExpression(): Word {
    const start = this.lexer.position;
    let depth = 0;
    this.#readUntil(
      'plain',
      (c) => {
        if (c === '(') depth++;
        else if (c === ')') return --depth < 0;
        else if (c === ' ' || c === '\t' || c === '\n') return depth === 0;
        return false;
      },
      false,
    );
    return this.#finish(start);
  }

  readHeredocBody(): Word {
    this.#readUntil('heredoc', () => false, true);
    return this.#finish(0);
  }

  /** `mode` text up to (not including) an unquoted character that `isEnd` names; `closer` must come. */
  readPart(mode: Mode, quoted: boolean, isEnd: (c: string) => boolean): Word {
    const start = this.lexer.position;
    this.#readUntil(mode, isEnd, quoted);
    return this.#finish(start);
  }

  #finish(start: number): Word {
    this.#flush();
    return { parts: this.#parts, raw: this.lexer.text.slice(start, this.lexer.position) };
  }

  #flush(): void {
    if (!this.#hasText) return;
    this.#parts.push({ kind: 'text', text: this.#text, quoted: this.#textQuoted });
    this.#text = '';
    this.#hasText = false;
  }

  #add(text: string, quoted: boolean): void {
    if (this.#hasText && this.#textQuoted !== quoted) this.#flush();
    this.#text += text;
    this.#textQuoted = quoted;
    this.#hasText = true;
  }

  #push(part: WordPart): void {
    this.#flush();
    this.#parts.push(part);
  }

  #readTilde(inAssignment: boolean): void {
    const end = inAssignment ? '[/:\\s;&|<>()}]|$' : '[/\\s;&|<>()}]|$';
    const match = new RegExp(`~([A-Za-z_][\\w.-]*|[+-])?(?=${end})`, 'y');
    match.lastIndex = this.lexer.position;
    const found = match.exec(this.lexer.text);
    if (!found) return;
    this.#push({ kind: 'tilde', user: found[1] ?? '', quoted: false });
    this.lexer.position = match.lastIndex;
  }

  #readUntil(mode: Mode, isEnd: (c: string) => boolean, quoted: boolean): void {
    const { lexer } = this;
    let isAssignment = false;
    const wordStart = lexer.position;
    while (lexer.position < lexer.text.length) {
      const c = lexer.text[lexer.position] ?? '';
      const following = lexer.text[lexer.position + 1];
      if (c === '\\') {
        this.#readBackslash(mode, quoted);
        continue;
      }
      if (c === '$') {
        this.#readDollar(mode, quoted);
        continue;
      }
      if (c === '`') {
        this.#readBackquotes(mode, quoted);
        continue;
      }
      if (c === '"' && mode !== 'heredoc' && !isEnd(c)) {
        this.#readDoubleQuotes();
        continue;
      }
      if (mode === 'plain') {
        if (c === "'") {
          const end = lexer.text.indexOf("'", lexer.position + 1);
          if (end < 0) lexer.failUnterminated("'", 'quote', lexer.position);
          this.#add(lexer.text.slice(lexer.position + 1, end), true);
          lexer.position = end + 1;
          continue;
        }
        if (following === '(' && '?*+@!'.includes(c) && lexer.extendedPatterns) {
          this.#readExtendedPattern();
          continue;
        }
        if (
          (c === '<' || c === '>') &&
          following === '(' &&
          lexer.options.syntax.processSubstitution &&
          isEnd(c)
        ) {
          this.#readProcess(c);
          continue;
        }
      }
      if (isEnd(c)) return;
      this.#add(c, quoted);
      lexer.position++;
      if (mode !== 'plain' || quoted) continue;
      if (c === '=' && !isAssignment) {
        const before = lexer.text.slice(wordStart, lexer.position - 1);
        isAssignment = /^[A-Za-z_]\w*(\[.*\])?\+?$/s.test(before);
        if (isAssignment) {
          if (following === '(' && lexer.arraysAllowed && lexer.options.syntax.bash) return;
          this.#readTilde(true);
        }
      } else if (
        c === '[' &&
        lexer.options.syntax.bash &&
        lexer.arraysAllowed &&
        /^[A-Za-z_]\w*\[$/.test(lexer.text.slice(wordStart, lexer.position))
      ) {
        this.#readSubscriptText();
      } else if (c === ':' && isAssignment) this.#readTilde(true);
    }
  }

  /** The subscript of `name[…]=`: blanks belong to it. Left alone where no assignment follows. */
  #readSubscriptText(): void {
    const { lexer } = this;
    const rest = /^[^\]\n"'`$]*[ \t][^\]\n"'`$]*(?=\]\+?=)/.exec(lexer.text.slice(lexer.position));
    if (!rest) return;
    this.#add(rest[0], false);
    lexer.position += rest[0].length;
  }

  #readBackslash(mode: Mode, quoted: boolean): void {
    const { lexer } = this;
    const c = lexer.text[lexer.position + 1];
    if (c === undefined) {
      if (!lexer.options.isFinal) lexer.failUnterminated('\\', 'quote', lexer.position);
      this.#add('\\', true);
      lexer.position++;
      return;
    }
    if (c === '\n') {
      lexer.skipContinuation();
      return;
    }
    lexer.position += 2;
    const escapes =
      mode === 'plain' ||
      c === '$' ||
      c === '`' ||
      c === '\\' ||
      (c === '"' && mode === 'double') ||
      (c === '}' && mode === 'double' && this.#inBrace);
    if (escapes) this.#add(c, true);
    else this.#add(`\\${c}`, mode === 'double' || mode === 'heredoc' || quoted);
  }

  #inBrace = false;

  #readDoubleQuotes(): void {
    const { lexer } = this;
    const start = lexer.position;
    lexer.position++;
    const inner = new WordReader(lexer).readPart('double', true, (c) => c === '"');
    if (lexer.text[lexer.position] !== '"') lexer.failUnterminated('"', 'quote', start);
    lexer.position++;
    if (inner.parts.length === 0) this.#add('', true);
    this.#flush();
    this.#parts.push(...inner.parts);
  }

  #readDollar(mode: Mode, quoted: boolean): void {
    const { lexer } = this;
    const start = lexer.position;
    const c = lexer.text[start + 1] ?? '';
    const isQuoted = quoted || mode !== 'plain';
    if (c === '(') {
      const isDoubled = lexer.text[start + 2] === '(';
      if (isDoubled && this.#readArithmetic(isQuoted)) return;
      lexer.position = start + 2;
      const body = this.#inside(start, isDoubled);
      this.#push({ kind: 'command', body, quoted: isQuoted });
      return;
    }
    if (c === '{') {
      this.#readBraces(isQuoted);
      return;
    }
    if (c === '[' && lexer.options.syntax.bash) {
      lexer.position = start + 2;
      const expression = this.#bracketed(']');
      this.#push({ kind: 'arithmetic', expression, quoted: isQuoted });
      return;
    }
    if ((mode === 'plain' || this.#inBrace) && c === "'" && lexer.options.syntax.dollarQuote) {
      const body = /'((?:\\[\s\S]|[^'\\])*)'/y;
      body.lastIndex = start + 1;
      const found = body.exec(lexer.text);
      if (!found) lexer.failUnterminated("'", 'quote', start);
      this.#add(decodeDollarQuote(found?.[1] ?? '', lexer.options.isBytewise), true);
      lexer.position = body.lastIndex;
      return;
    }
    if (mode === 'plain' && c === '"' && lexer.options.syntax.bash) {
      lexer.position++;
      return;
    }
    const name = /[A-Za-z_]\w*|[0-9@*#?$!-]/y;
    name.lastIndex = start + 1;
    const found = name.exec(lexer.text);
    if (!found) {
      this.#add('$', isQuoted);
      lexer.position++;
      return;
    }
    lexer.position = name.lastIndex;
    this.#push({ kind: 'parameter', name: found[0], quoted: isQuoted, raw: `$${found[0]}` });
  }

  /** The commands up to the closing parenthesis: it is what is missing where the text ends. */
  #inside(start: number, isDoubled = false): Script {
    const { lexer } = this;
    try {
      return lexer.nested(() => lexer.grammar.inside(lexer));
    } catch (error) {
      const isEnd =
        error instanceof ParseError && error.problem.kind === 'unexpected' && error.problem.type === 'eof';
      if (isEnd && lexer.options.syntax.bash)
        lexer.failUnterminated(')', isDoubled ? 'arithmetic' : 'command', start);
      throw error;
    }
  }

  /** `$((…))`; false (and nothing read) where it is a command substitution that starts with a subshell. */
  #readArithmetic(quoted: boolean): boolean {
    const { lexer } = this;
    const start = lexer.position;
    lexer.position += 3;
    const expression = this.readArithmeticText();
    if (lexer.text.startsWith('))', lexer.position)) {
      lexer.position += 2;
      this.#push({ kind: 'arithmetic', expression, quoted });
      return true;
    }
    if (lexer.position >= lexer.text.length) lexer.failUnterminated(')', 'arithmetic', start);
    lexer.position = start;
    return false;
  }

  /** Up to the parenthesis that is not opened here. */
  readArithmeticText(alsoEnds = ''): Word {
    const { lexer } = this;
    let depth = 0;
    return new WordReader(lexer).readPart('double', true, (c) => {
      if (c === '(') depth++;
      else if (c === ')') {
        // To the Almquist shells one parenthesis alone is text.
        if (depth === 0 && !lexer.options.syntax.bash && lexer.text[lexer.position + 1] !== ')') return false;
        return --depth < 0;
      }
      return depth === 0 && c !== '' && alsoEnds.includes(c);
    });
  }

  /** From after an opening bracket to its closing one, which is read too. */
  #bracketed(closer: ']'): Word {
    const { lexer } = this;
    const start = lexer.position;
    let depth = 0;
    const word = new WordReader(lexer).readPart('double', true, (c) => {
      if (c === '[') depth++;
      return c === closer && --depth < 0;
    });
    if (lexer.text[lexer.position] !== closer) lexer.failUnterminated(closer, 'brace', start);
    lexer.position++;
    return word;
  }

  #readBackquotes(mode: Mode, quoted: boolean): void {
    const { lexer } = this;
    const start = lexer.position;
    const body = /`((?:\\[\s\S]|[^`\\])*)`/y;
    body.lastIndex = start;
    const found = body.exec(lexer.text);
    if (!found) lexer.failUnterminated('`', 'backquote', start);
    const escaped = mode === 'double' ? /\\([$`\\"])/g : /\\([$`\\])/g;
    const inner = (found?.[1] ?? '').replace(escaped, '$1');
    lexer.position = body.lastIndex;
    const firstLine = lexer.lineAt(start);
    const isQuoted = quoted || mode !== 'plain';
    try {
      this.#push({ kind: 'command', body: lexer.grammar.text(inner, firstLine), quoted: isQuoted });
    } catch (error) {
      if (!(error instanceof ParseError) || !lexer.options.syntax.bash) throw error;
      this.#push({
        kind: 'command',
        body: { items: [] },
        unread: { text: inner, firstLine },
        quoted: isQuoted,
      });
    }
  }

  #readProcess(direction: '<' | '>'): void {
    const { lexer } = this;
    lexer.position += 2;
    const body = this.#inside(lexer.position - 2);
    this.#push({ kind: 'process', direction, body, quoted: false });
  }

  #readExtendedPattern(): void {
    const { lexer } = this;
    const start = lexer.position;
    this.#add(lexer.text.slice(start, start + 2), false);
    lexer.position += 2;
    let depth = 0;
    this.#readUntil(
      'plain',
      (c) => {
        if (c === '(') depth++;
        return c === ')' && --depth < 0;
      },
      false,
    );
    if (lexer.text[lexer.position] !== ')') lexer.failUnterminated(')', 'command', start);
    this.#add(')', false);
    lexer.position++;
  }

  #readBraces(quoted: boolean): void {
    const { lexer } = this;
    const { syntax } = lexer.options;
    const start = lexer.position;
    lexer.position += 2;
    const at = (): string => lexer.text[lexer.position] ?? '';
    let prefix: 'length' | 'indirect' | undefined;
    const afterHash = lexer.text.slice(lexer.position, lexer.position + 2);
    if (afterHash[0] === '#' && afterHash[1] !== '}' && !/^#[:%=+?#-]/.test(afterHash)) prefix = 'length';
    else if (/^#[#?-]\}/.test(lexer.text.slice(lexer.position, lexer.position + 3))) prefix = 'length';
    else if (afterHash[0] === '!' && syntax.bashParameters && /[A-Za-z_0-9@*#]/.test(afterHash[1] ?? ''))
      prefix = 'indirect';
    if (prefix) lexer.position++;
    const name = /[A-Za-z_]\w*|\d+|[@*#?$!-]/y;
    name.lastIndex = lexer.position;
    const found = name.exec(lexer.text);
    const bad = (): void => {
      new WordReader(lexer).readPart('double', true, (c) => c === '}');
      if (at() !== '}') lexer.failUnterminated('}', 'brace', start);
      lexer.position++;
      this.#push({ kind: 'bad', raw: lexer.text.slice(start, lexer.position), quoted });
    };
    if (!found) return bad();
    lexer.position = name.lastIndex;
    let subscript: Word | undefined;
    if (at() === '[' && syntax.bashParameters && /^[A-Za-z_]/.test(found[0])) {
      lexer.position++;
      subscript = this.#bracketed(']');
    }
    let isNames = false;
    if (prefix === 'indirect' && (at() === '*' || at() === '@') && lexer.text[lexer.position + 1] === '}') {
      isNames = true;
      subscript = { parts: [], raw: at() };
      lexer.position++;
    }
    let operator: ParameterOperator | undefined;
    if (at() !== '}') {
      if (lexer.position >= lexer.text.length) lexer.failUnterminated('}', 'brace', start);
      operator = prefix === 'length' ? undefined : this.#readOperator(quoted);
      if (!operator) return bad();
    }
    if (at() !== '}') {
      if (lexer.position >= lexer.text.length) lexer.failUnterminated('}', 'brace', start);
      return bad();
    }
    lexer.position++;
    this.#push({
      kind: 'parameter',
      name: found[0],
      ...(subscript && { subscript }),
      ...(isNames ? { prefix: 'names' as const } : prefix && { prefix }),
      ...(operator && { operator }),
      quoted,
      raw: lexer.text.slice(start, lexer.position),
    });
  }

  #operand(quoted: boolean, isEnd: (c: string) => boolean = (c) => c === '}'): Word {
    const reader = new WordReader(this.lexer);
    reader.#inBrace = true;
    const start = this.lexer.position;
    if (!quoted) reader.#readTilde(false);
    const word = reader.readPart(quoted ? 'double' : 'plain', quoted, isEnd);
    return { parts: word.parts, raw: this.lexer.text.slice(start, this.lexer.position) };
  }

  #readOperator(quoted: boolean): ParameterOperator | undefined {
    const { lexer } = this;
    const { syntax } = lexer.options;
    const rest = lexer.text.slice(lexer.position, lexer.position + 2);
    const c = rest[0] ?? '';
    const take = (n: number): void => {
      lexer.position += n;
    };
    const fallback = /^(:?)([-=?+])/.exec(rest);
    if (fallback) {
      take(fallback[0].length);
      const symbol = fallback[2];
      if (symbol !== '-' && symbol !== '=' && symbol !== '?' && symbol !== '+') return undefined;
      return { kind: 'default', symbol, colon: fallback[1] === ':', word: this.#operand(quoted) };
    }
    if (c === '#' || c === '%') {
      const longest = rest[1] === c;
      take(longest ? 2 : 1);
      return { kind: 'trim', from: c === '#' ? 'start' : 'end', longest, pattern: this.#operand(false) };
    }
    if (c === ':' && syntax.substring) {
      take(1);
      const part = (): Word => {
        let depth = 0;
        return new WordReader(lexer).readPart('double', true, (x) => {
          if (x === '(' || x === '?') depth++;
          else if (x === ')' || (x === ':' && depth > 0)) {
            depth--;
            return false;
          }
          return x === '}' || (x === ':' && depth <= 0);
        });
      };
      const offset = part();
      if (lexer.text[lexer.position] !== ':') return { kind: 'substring', offset };
      take(1);
      return { kind: 'substring', offset, length: part() };
    }
    if (c === '/' && syntax.substring) {
      const all = rest[1] === '/';
      const anchor =
        !all && syntax.bashParameters && (rest[1] === '#' || rest[1] === '%') ? rest[1] : undefined;
      take(all || anchor ? 2 : 1);
      const pattern = this.#operand(false, (x) => x === '}' || x === '/');
      let replacement: Word = { parts: [], raw: '' };
      if (lexer.text[lexer.position] === '/') {
        take(1);
        replacement = this.#operand(false);
      }
      const where = all ? 'all' : anchor === '#' ? 'start' : anchor === '%' ? 'end' : 'first';
      return { kind: 'replace', where, pattern, replacement };
    }
    if (!syntax.bashParameters) return undefined;
    if (c === '^' || c === ',' || c === '~') {
      const all = rest[1] === c;
      take(all ? 2 : 1);
      const pattern = this.#operand(false);
      const to = c === '^' ? 'upper' : c === ',' ? 'lower' : 'toggle';
      return pattern.parts.length > 0 ? { kind: 'case', to, all, pattern } : { kind: 'case', to, all };
    }
    if (c === '@' && /^[UuLQEPAKak]$/.test(rest[1] ?? '')) {
      take(2);
      return { kind: 'transform', letter: rest[1] ?? '' };
    }
    return undefined;
  }
}
