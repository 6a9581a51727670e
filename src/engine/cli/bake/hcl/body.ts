// Files of arguments and blocks. Source: hclsyntax, parser.go (ParseBody).
import { HclError, formatRange, rangeBetween, type SourceRange } from './source-range';
import { parseExpression } from './expression';
import { Scanner, type Token } from './scanner';
import type { Attribute, Block, Body, Expression } from './syntax';
import { parseTemplateTerm } from './template';

/** Reads a whole file; throws what hcl finds wrong with it. */
export function parseHcl(text: string, file: string): Body {
  const scanner = new Scanner(file, text.replace(/^\ufeff/, ''));
  return parseBody(scanner, scanner.lastRange, 'end');
}

const required = 'Argument or block definition required';
const requiredHere = 'An argument or block definition is required here.';

function parseBody(scanner: Scanner, range: SourceRange, end: 'end' | '}'): Body {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  for (;;) {
    const next = scanner.peek();
    if (end === 'end' ? next.kind === 'end' : scanner.isSign('}')) {
      scanner.read();
      return { attributes, blocks, range };
    }
    if (next.kind === 'newline') {
      scanner.read();
    } else if (next.kind === 'name') {
      const item = parseItem(scanner);
      if ('type' in item) blocks.push(item);
      else addAttribute(attributes, item);
    } else {
      refuseItem(next, range);
    }
  }
}

function addAttribute(attributes: Map<string, Attribute>, attribute: Attribute): void {
  const { name, nameRange } = attribute;
  const existing = attributes.get(name);
  if (existing === undefined) {
    attributes.set(name, attribute);
    return;
  }
  throw new HclError(
    'Attribute redefined',
    `The argument ${JSON.stringify(name)} was already set at ${formatRange(existing.nameRange)}. Each argument may be set only once.`,
    nameRange,
  );
}

function refuseItem({ kind, range }: Token, start: SourceRange): never {
  if (kind === 'quote') {
    throw new HclError('Invalid argument name', 'Argument names must not be quoted.', range);
  }
  if (kind === 'end') throw unclosed(start);
  throw new HclError(required, requiredHere, range);
}

function unclosed(range: SourceRange): HclError {
  return new HclError(
    'Unclosed configuration block',
    'There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.',
    range,
  );
}

function parseItem(scanner: Scanner): Attribute | Block {
  const name = scanner.read();
  if (scanner.isSign('=')) {
    const attribute = parseAttribute(scanner, name);
    endAttribute(scanner);
    return attribute;
  }
  const next = scanner.peek();
  if (next.kind === 'quote' || next.kind === 'name' || scanner.isSign('{')) return parseBlock(scanner, name);
  throw equalsWanted(name);
}

function equalsWanted({ range }: Token): HclError {
  return new HclError(
    required,
    `${requiredHere} To set an argument, use the equals sign "=" to introduce the argument value.`,
    range,
  );
}

function parseAttribute(scanner: Scanner, name: Token): Attribute {
  scanner.read();
  const value = parseExpression(scanner);
  return {
    name: name.text,
    value,
    nameRange: name.range,
    range: rangeBetween(name.range, scanner.lastRange),
  };
}

function endAttribute(scanner: Scanner): void {
  const end = scanner.peek();
  if (end.kind === 'newline') scanner.read();
  if (end.kind === 'newline' || end.kind === 'end') return;
  const detail = 'An argument definition must end with a newline.';
  throw scanner.isSign(',')
    ? new HclError(
        'Unexpected comma after argument',
        `Argument definitions must be separated by newlines, not commas. ${detail}`,
        end.range,
      )
    : new HclError('Missing newline after argument', detail, end.range);
}

function parseBlock(scanner: Scanner, type: Token): Block {
  const labels: { readonly text: string; readonly range: SourceRange }[] = [];
  while (!scanner.isSign('{')) {
    const next = scanner.peek();
    if (next.kind === 'quote') labels.push(parseLabel(scanner));
    else if (next.kind === 'name') labels.push(scanner.read());
    else refuseHeader(scanner, next);
  }
  const open = scanner.read();
  const body = parseBlockBody(scanner, open);
  const end = scanner.peek();
  if (end.kind === 'newline') scanner.read();
  else if (end.kind !== 'end') {
    throw new HclError(
      'Missing newline after block definition',
      'A block definition must end with a newline.',
      end.range,
    );
  }
  return { type: type.text, labels, body, typeRange: type.range, openRange: open.range };
}

function refuseHeader(scanner: Scanner, next: Token): never {
  const summary = 'Invalid block definition';
  if (scanner.isSign('=')) {
    throw new HclError(
      summary,
      'The equals sign "=" indicates an argument definition, and must not be used when defining a block.',
      next.range,
    );
  }
  throw new HclError(
    summary,
    next.kind === 'newline'
      ? 'A block definition must have block content delimited by "{" and "}", starting on the same line as the block header.'
      : 'Either a quoted string block label or an opening brace ("{") is expected here.',
    next.range,
  );
}

function parseLabel(scanner: Scanner): { readonly text: string; readonly range: SourceRange } {
  const label: Expression = parseTemplateTerm(scanner, parseExpression);
  const parts = label.kind === 'template' ? label.parts : [label];
  const text = parts.map((part) =>
    part.kind === 'literal' && typeof part.value === 'string' ? part.value : undefined,
  );
  if (!text.includes(undefined)) return { text: text.join(''), range: label.range };
  throw new HclError(
    'Invalid string literal',
    'Template sequences are not allowed in this string. To include a literal "$", double it (as "$$") to escape it.',
    label.range,
  );
}

function parseBlockBody(scanner: Scanner, open: Token): Body {
  const next = scanner.peek();
  if (next.kind === 'newline' || next.kind === 'end' || scanner.isSign('}')) {
    return parseBody(scanner, open.range, '}');
  }
  return parseOneLineBody(scanner, open);
}

function parseOneLineBody(scanner: Scanner, open: Token): Body {
  const name = scanner.read();
  if (name.kind !== 'name') throw new HclError(required, requiredHere, name.range);
  const next = scanner.peek();
  if (!scanner.isSign('=')) {
    if (next.kind !== 'quote' && next.kind !== 'name' && !scanner.isSign('{')) throw equalsWanted(name);
    throw new HclError(
      'Argument definition required',
      `A single-line block definition can contain only a single argument. If you meant to define argument ${JSON.stringify(name.text)}, use an equals sign to assign it a value. To define a nested block, place it on a line of its own within its parent block.`,
      rangeBetween(name.range, next.range),
    );
  }
  const attribute = parseAttribute(scanner, name);
  if (!scanner.isSign('}')) refuseOneLineEnd(scanner, open);
  scanner.read();
  return { attributes: new Map([[name.text, attribute]]), blocks: [], range: attribute.range };
}

function refuseOneLineEnd(scanner: Scanner, open: Token): never {
  const { kind, range } = scanner.peek();
  if (kind === 'end') throw unclosed(open.range);
  const detail = scanner.isSign(',')
    ? 'Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line.'
    : kind === 'newline'
      ? "An argument definition on the same line as its containing block creates a single-line block definition, which must also be closed on the same line. Place the block's closing brace immediately after the argument definition."
      : 'A single-line block definition must end with a closing brace immediately after its single argument definition.';
  throw new HclError('Invalid single-argument block definition', detail, range);
}
