// Texts with values in them: "…${name}…" and <<EOT. Source: hclsyntax, parser_template.go and scan_string_lit.rl.
import { HclError, rangeBetween, type SourceRange } from './source-range';
import type { Scanner } from './scanner';
import type { Expression } from './syntax';

type ParseExpression = (scanner: Scanner) => Expression;

type Part =
  | { readonly kind: 'text'; text: string; range: SourceRange }
  | { readonly kind: 'value'; readonly value: Expression; readonly range: SourceRange }
  | { readonly kind: 'if'; readonly condition: Expression; readonly range: SourceRange }
  | {
      readonly kind: 'for';
      readonly keyName: string | undefined;
      readonly valueName: string;
      readonly collection: Expression;
      readonly range: SourceRange;
    }
  | { readonly kind: 'else' | 'endif' | 'endfor'; readonly range: SourceRange };

/** Where a template ends, and whether escapes count in it. */
interface Ending {
  readonly isQuoted: boolean;
  /** The closing mark if it stands here. */
  close(scanner: Scanner): string | undefined;
}

const quotedEnding: Ending = {
  isQuoted: true,
  close: (scanner) => (scanner.startsWith('"') ? '"' : undefined),
};

/** A quoted text or a heredoc, whose opening mark comes next. */
export function parseTemplateTerm(scanner: Scanner, parse: ParseExpression): Expression {
  const open = scanner.read();
  const marker = /^<<(-?)(.*?)\r?\n$/.exec(open.text);
  if (open.kind === 'quote' || marker === null)
    return template(scanner, open.range, quotedEnding, false, parse);
  const [, dash = '', word = ''] = marker;
  const closing = new RegExp(`[ \\t]*${word}(?=\\r?\\n|$)`, 'y');
  let isLineStart = true;
  const ending: Ending = {
    isQuoted: false,
    close: (at) => {
      const found = isLineStart ? at.match(closing) : undefined;
      isLineStart = at.startsWith('\n');
      return found;
    },
  };
  return template(scanner, open.range, ending, dash === '-', parse);
}

/** A whole text that is a template, as JSON's strings are. */
export function parseWholeTemplate(scanner: Scanner, range: SourceRange, parse: ParseExpression): Expression {
  const ending: Ending = { isQuoted: false, close: (at) => (at.isAtEnd ? '' : undefined) };
  const parts = readParts(scanner, ending, parse);
  return templateOf(parts, range, range);
}

function template(
  scanner: Scanner,
  openRange: SourceRange,
  ending: Ending,
  isFlush: boolean,
  parse: ParseExpression,
): Expression {
  const parts = readParts(scanner, ending, parse);
  if (isFlush) removeIndent(parts);
  return templateOf(parts, rangeBetween(openRange, scanner.lastRange), openRange);
}

function templateOf(parts: readonly Part[], range: SourceRange, startRange: SourceRange): Expression {
  const [only, ...more] = parts;
  if (only?.kind === 'value' && more.length === 0) {
    return { kind: 'wrap', inner: only.value, range, startRange };
  }
  const read = new PartReader(parts, range).readAll();
  return { kind: 'template', parts: read, range, startRange: read[0]?.startRange ?? startRange };
}

function readParts(scanner: Scanner, ending: Ending, parse: ParseExpression): Part[] {
  const parts: Part[] = [];
  let trimsNext = false;
  for (;;) {
    const close = ending.close(scanner);
    if (close !== undefined) {
      scanner.take(close);
      return parts;
    }
    if (scanner.isAtEnd) {
      throw new HclError(
        'Unterminated template string',
        'No closing marker was found for the string.',
        scanner.take(''),
      );
    }
    const opener = scanner.match(/[$%]\{~?/y);
    if (opener !== undefined) {
      const last = parts.at(-1);
      if (opener.endsWith('~') && last?.kind === 'text') last.text = last.text.trimEnd();
      const { part, trims } = readSequence(scanner, opener, parts[0]?.range, ending.isQuoted, parse);
      parts.push(part);
      trimsNext = trims;
      continue;
    }
    const { text, range } = readLiteral(scanner, ending.isQuoted);
    const shown: string = trimsNext ? text.trimStart() : text;
    const last = parts.at(-1);
    if (last?.kind === 'text') {
      last.text += shown;
      last.range = rangeBetween(last.range, range);
    } else {
      parts.push({ kind: 'text', text: shown, range });
    }
    trimsNext = trimsNext && shown === '';
  }
}

/** One character, or an escape. */
function readLiteral(
  scanner: Scanner,
  isQuoted: boolean,
): { readonly text: string; readonly range: SourceRange } {
  const doubled = scanner.match(/(?:\$\$|%%)\{/y);
  if (doubled !== undefined) return { text: doubled.slice(1), range: scanner.take(doubled) };
  if (!isQuoted) {
    const plain = scanner.match(/[^]/uy) ?? '';
    return { text: plain, range: scanner.take(plain) };
  }
  const newline = scanner.match(/\r?\n/y);
  if (newline !== undefined) {
    throw new HclError(
      'Invalid multi-line string',
      'Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline character or use the "heredoc" multi-line template syntax.',
      scanner.take(newline),
    );
  }
  const escape = scanner.match(/\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])?/uy);
  if (escape !== undefined) return { text: escaped(escape, scanner), range: scanner.take(escape) };
  const plain = scanner.match(/[^]/uy) ?? '';
  return { text: plain, range: scanner.take(plain) };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

function escaped(escape: string, scanner: Scanner): string {
  const selector = escape.slice(1);
  const known = escapes.get(selector);
  if (known !== undefined) return known;
  const code = /^[uU](.+)$/.exec(selector)?.[1];
  if (code !== undefined) {
    const point = Number.parseInt(code, 16);
    if (point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) return String.fromCodePoint(point);
    throw new HclError(
      'Invalid escape sequence',
      `Cannot encode character U+${point.toString(16).padStart(4, '0')} in UTF-8.`,
      scanner.take(escape),
    );
  }
  const [digits, count] = selector === 'u' ? ['\\u', 'four'] : ['\\U', 'eight'];
  throw new HclError(
    'Invalid escape sequence',
    selector === 'u' || selector === 'U'
      ? `The ${digits} escape sequence must be followed by ${count} hexadecimal digits.`
      : `The symbol ${JSON.stringify(selector)} is not a valid escape sequence selector.`,
    scanner.take(escape),
  );
}

function readSequence(
  scanner: Scanner,
  opener: string,
  firstRange: SourceRange | undefined,
  isQuoted: boolean,
  parse: ParseExpression,
): { readonly part: Part; readonly trims: boolean } {
  const startRange = scanner.take(opener);
  return scanner.withNewlines(false, () => {
    const part = opener.startsWith('$')
      ? ({ kind: 'value', value: parse(scanner), range: startRange } as const)
      : readDirective(scanner, startRange, parse);
    if (!scanner.isSign('}', '~}')) refuseRest(scanner, part.kind, firstRange ?? startRange, isQuoted);
    const close = scanner.read();
    return { part: { ...part, range: rangeBetween(startRange, close.range) }, trims: close.text === '~}' };
  });
}

function refuseRest(scanner: Scanner, kind: Part['kind'], firstRange: SourceRange, isQuoted: boolean): never {
  const close = scanner.peek();
  if (kind !== 'value') {
    throw new HclError(
      'Extra characters in template directive',
      'Expected a closing brace to end the template directive, but found extra characters.',
      close.range,
    );
  }
  if (close.kind === 'end' || (close.kind === 'quote' && isQuoted)) {
    const where = close.kind === 'end' ? 'file' : 'quoted template';
    throw new HclError(
      'Unclosed template interpolation sequence',
      `There is no closing brace for this interpolation sequence before the end of the ${where}. This might be caused by incorrect nesting inside the given expression.`,
      firstRange,
    );
  }
  throw new HclError(
    'Extra characters after interpolation expression',
    scanner.isSign(':')
      ? 'Template interpolation doesn\'t expect a colon at this location. Did you intend this to be a literal sequence to be processed as part of another language? If so, you can escape it by starting with "$${" instead of just "${".'
      : 'Expected a closing brace to end the interpolation expression, but found extra characters.\n\nThis can happen when you include interpolation syntax for another language, such as shell scripting, but forget to escape the interpolation start token. If this is an embedded sequence for another language, escape it by starting with "$${" instead of just "${".',
    close.range,
  );
}

function readDirective(scanner: Scanner, range: SourceRange, parse: ParseExpression): Part {
  const keyword = scanner.peek();
  if (keyword.kind !== 'name') {
    throw new HclError(
      'Invalid template directive',
      'A template directive keyword ("if", "for", etc) is expected at the beginning of a %{ sequence.',
      keyword.range,
    );
  }
  scanner.read();
  switch (keyword.text) {
    case 'if':
      return { kind: 'if', condition: parse(scanner), range };
    case 'else':
    case 'endif':
    case 'endfor':
      return { kind: keyword.text, range };
    case 'for':
      return readFor(scanner, range, parse);
    default:
      throw new HclError(
        'Invalid template control keyword',
        `${JSON.stringify(keyword.text)} is not a valid template control keyword.`,
        keyword.range,
      );
  }
}

function readFor(scanner: Scanner, range: SourceRange, parse: ParseExpression): Part {
  const first = nameInFor(scanner, "For directive requires variable name after 'for'.");
  const hasKey = scanner.isSign(',');
  if (hasKey) scanner.read();
  const second = hasKey
    ? nameInFor(scanner, 'For directive requires value variable name after comma.')
    : undefined;
  if (!scanner.isName('in')) {
    throw new HclError(
      "Invalid 'for' directive",
      "For directive requires 'in' keyword after names.",
      scanner.peek().range,
    );
  }
  scanner.read();
  const collection = parse(scanner);
  return {
    kind: 'for',
    keyName: second === undefined ? undefined : first,
    valueName: second ?? first,
    collection,
    range,
  };
}

function nameInFor(scanner: Scanner, detail: string): string {
  const next = scanner.peek();
  if (next.kind !== 'name') throw new HclError("Invalid 'for' directive", detail, next.range);
  return scanner.read().text;
}

/** <<-EOT: what all lines are indented by is taken away. */
function removeIndent(parts: readonly Part[]): void {
  const whole = parts.map((part) => (part.kind === 'text' ? part.text : '\0')).join('');
  const lines = whole.split('\n').filter((line, index, all) => line !== '' || index < all.length - 1);
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents, Infinity);
  if (!Number.isFinite(indent) || indent === 0) return;
  const pattern = new RegExp(`^[ \\t]{1,${indent}}`, 'gm');
  let isLineStart = true;
  for (const part of parts) {
    if (part.kind !== 'text') {
      isLineStart = false;
      continue;
    }
    const lead = isLineStart ? '' : '\0';
    part.text = `${lead}${part.text}`.replace(pattern, '').slice(lead.length);
    isLineStart = part.text.endsWith('\n');
  }
}

/** Puts directives and what belongs to them together. */
class PartReader {
  #at = 0;

  constructor(
    private readonly parts: readonly Part[],
    private readonly range: SourceRange,
  ) {}

  readAll(): Expression[] {
    const read: Expression[] = [];
    while (this.#at < this.parts.length) read.push(this.#read());
    return read;
  }

  #read(): Expression {
    const part = this.parts[this.#at];
    this.#at += 1;
    if (part === undefined)
      throw this.#unbalanced('The control directives within this template are unbalanced.');
    const { range } = part;
    switch (part.kind) {
      case 'text':
        return { kind: 'literal', value: part.text, range, startRange: range };
      case 'value':
        return part.value;
      case 'if': {
        const yes = this.#until(part, 'if', ['else', 'endif']);
        const no = yes.end === 'else' ? this.#until(part, 'if', ['endif']).inner : emptyText(range);
        return {
          kind: 'conditional',
          condition: part.condition,
          yes: yes.inner,
          no,
          range,
          startRange: range,
        };
      }
      case 'for': {
        const { inner } = this.#until(part, 'for', ['endfor']);
        const each: Expression = {
          ...part,
          key: undefined,
          value: inner,
          condition: undefined,
          isGrouped: false,
          startRange: range,
        };
        return { kind: 'join', inner: each, range, startRange: range };
      }
      default:
        throw new HclError(
          `Unexpected ${part.kind} directive`,
          'The control directives within this template are unbalanced.',
          range,
        );
    }
  }

  #until(
    open: Part,
    name: string,
    ends: readonly string[],
  ): { readonly inner: Expression; readonly end: string } {
    const read: Expression[] = [];
    for (;;) {
      const next = this.parts[this.#at];
      if (next === undefined) {
        const at = `${open.range.file}:${open.range.start.line},${open.range.start.column}-${open.range.end.column}`;
        throw this.#unbalanced(
          `The ${name} directive at ${at} is missing its corresponding end${name} directive.`,
        );
      }
      if (ends.includes(next.kind)) {
        this.#at += 1;
        const { range } = open;
        return { inner: { kind: 'template', parts: read, range, startRange: range }, end: next.kind };
      }
      read.push(this.#read());
    }
  }

  #unbalanced(detail: string): HclError {
    const { file, end } = this.range;
    return new HclError('Unexpected end of template', detail, { file, start: end, end });
  }
}

function emptyText(range: SourceRange): Expression {
  return { kind: 'literal', value: '', range, startRange: range };
}
