/** Perl's text, read a character at a time: what a character means depends on what came before. */
import { CompileError, NotModelled } from './values';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const MAX_NEAR = 200;

export class Scanner {
  at = 0;
  /** Where heredocs stand whose line is not over: from the line's end to their own. */
  readonly #bodies = new Map<number, number>();
  #tokenAt = 0;
  #tokenBefore = 0;
  #lineAt = 0;
  #lineKnown = 1;

  constructor(
    public source: string,
    readonly file: string,
    readonly firstLine = 1,
  ) {}

  get line(): number {
    return this.lineOf(this.at);
  }

  lineOf(at: number): number {
    if (at < this.#lineAt) {
      this.#lineAt = 0;
      this.#lineKnown = 1;
    }
    for (let one = this.#lineAt; one < at; one++) if (this.source[one] === '\n') this.#lineKnown++;
    this.#lineAt = at;
    return this.#lineKnown + this.firstLine - 1;
  }

  get char(): string {
    return this.source[this.at] ?? '';
  }

  looksAt(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  /** What a pattern with the flag y finds here; it is not taken. */
  test(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.source) ?? undefined;
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    const found = this.test(pattern);
    if (found) {
      this.mark();
      this.at += found[0].length;
    }
    return found;
  }

  /** A token begins here, for what an error says it is near to. */
  mark(): void {
    if (this.at === this.#tokenAt) return;
    this.#tokenBefore = this.#tokenAt;
    this.#tokenAt = this.at;
  }

  accept(text: string): boolean {
    if (!this.looksAt(text)) return false;
    this.mark();
    this.at += text.length;
    return true;
  }

  /** Over white space, comments, pod and the heredocs that stand after this line. */
  space(): void {
    for (;;) {
      const { char } = this;
      if (char === '\n') this.#newline();
      else if (char === ' ' || char === '\t' || char === '\r' || char === '\f') this.at++;
      else if (char === '#') {
        const end = this.source.indexOf('\n', this.at);
        this.at = end < 0 ? this.source.length : end;
      } else if (
        char === '=' &&
        this.#isLineStart() &&
        /^=[a-zA-Z]/.test(this.source.slice(this.at, this.at + 2))
      ) {
        const end = /^=cut\b.*$/m.exec(this.source.slice(this.at));
        this.at = end ? this.at + end.index + end[0].length : this.source.length;
      } else return;
    }
  }

  #isLineStart(): boolean {
    return this.at === 0 || this.source[this.at - 1] === '\n';
  }

  #newline(): void {
    this.at = this.#bodies.get(this.at) ?? this.at + 1;
  }

  /** A heredoc's lines, which begin after the line that this stands in. */
  heredoc(tag: string, isIndented: boolean): string {
    let end = this.source.indexOf('\n', this.at);
    if (end < 0) end = this.source.length;
    const start = this.#bodies.get(end) ?? end + 1;
    const lines: string[] = [];
    for (let at = start; at < this.source.length;) {
      let next = this.source.indexOf('\n', at);
      if (next < 0) next = this.source.length;
      const line = this.source.slice(at, next);
      if ((isIndented ? line.trimStart() : line) === tag) {
        this.#bodies.set(end, next + 1);
        return unindented(lines, isIndented);
      }
      lines.push(line);
      at = next + 1;
    }
    throw this.error(
      `Can't find string terminator ${tag.includes('"') ? "'" : '"'}${tag}${tag.includes('"') ? "'" : '"'} anywhere before EOF`,
    );
  }

  /** What stands between the delimiter that is next and its partner; the delimiter itself is kept escaped. */
  delimited(): { readonly text: string; readonly open: string; readonly line: number } {
    const open = this.char;
    const close = CLOSING[open] ?? open;
    const { line } = this;
    let depth = 1;
    let text = '';
    for (this.at++; this.at < this.source.length; this.at++) {
      const { char } = this;
      if (char === '\\') {
        const next = this.source[this.at + 1] ?? '';
        // A delimiter that pairs with nothing loses its backslash; others keep it for who reads the text.
        text += (next === close || next === open) && !/[\\^$.|?*+()[\]{}<>]/.test(next) ? next : char + next;
        this.at++;
        continue;
      }
      if (char === close && --depth === 0) {
        this.at++;
        return { text, open, line };
      }
      if (char === open && open !== close) depth++;
      text += char;
    }
    throw new CompileError(
      `Can't find string terminator ${close === '"' ? `'"'` : `"${close}"`} anywhere before EOF at ${this.file} line ${String(line)}.\n`,
    );
  }

  error(message: string, line = this.line): CompileError {
    return new CompileError(`${message} at ${this.file} line ${String(line)}.\n`);
  }

  syntaxError(): CompileError {
    this.space();
    const place = `at ${this.file} line ${String(this.line)}`;
    const token = this.test(/[\w$@%]+|\S/y)?.[0];
    if (token === undefined) return this.aborted(`syntax error ${place}, at EOF\n`);
    const from = this.#tokenAt === this.at ? this.#tokenBefore : this.#tokenAt;
    const end = this.at + token.length;
    const near = this.source.slice(end - from < MAX_NEAR ? from : this.at, end).trimStart();
    return this.aborted(`syntax error ${place}, near "${near}"\n`);
  }

  lineAtEnd(): number {
    return this.lineOf(this.source.endsWith('\n') ? this.source.length - 1 : this.source.length);
  }

  /** A brace that closes nothing. */
  unmatched(): CompileError {
    const place = `at ${this.file} line ${String(this.line)}`;
    const near = this.source.slice(this.at).split('\n')[0] ?? '';
    return this.aborted(
      `Unmatched right curly bracket ${place}, at end of line\nsyntax error ${place}, near "${near}"\n`,
    );
  }

  /** An error after which the rest is not run: perl says so in a line of its own. */
  aborted(message: string): CompileError {
    return new CompileError(`${message}Execution of ${this.file} aborted due to compilation errors.\n`);
  }

  refuse(what: string): NotModelled {
    return new NotModelled(what);
  }
}

function unindented(lines: readonly string[], isIndented: boolean): string {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const cut = isIndented && indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => `${line.slice(cut)}\n`).join('');
}
