// Definitions as JSON: objects are blocks where blocks are known, and every text is a template.
// Source: hcl, json/parser.go and json/structure.go.
import { parseExpression } from './expression';
import { Scanner } from './scanner';
import { HclError, type SourcePosition, type SourceRange } from './source-range';
import type { Attribute, Block, Body, Expression } from './syntax';
import { parseWholeTemplate } from './template';

type Node = { readonly range: SourceRange } & (
  | { readonly kind: 'object'; readonly entries: readonly Entry[] }
  | { readonly kind: 'array'; readonly items: readonly Node[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'other'; readonly value: number | boolean | null }
);

interface Entry {
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly value: Node;
}

/** Blocks by their type, with the blocks within them. */
interface BlockTypes {
  readonly [type: string]: { readonly labels: number; readonly inner: BlockTypes };
}

const blockTypes: BlockTypes = {
  variable: { labels: 1, inner: { validation: { labels: 0, inner: {} } } },
  function: { labels: 1, inner: {} },
  group: { labels: 1, inner: {} },
  target: { labels: 1, inner: {} },
};

/** Reads a whole file; throws what hcl finds wrong with it. */
export function parseJsonBody(text: string, file: string): Body {
  const reader = new JsonReader(text, file);
  const node = reader.readWhole();
  if (node.kind !== 'object') {
    throw new HclError(
      'Root value must be object',
      'The root value in a JSON-based configuration must be either a JSON object or a JSON array of objects.',
      node.range,
    );
  }
  return bodyOf(node, node.range, blockTypes);
}

function bodyOf(
  { entries }: { readonly entries: readonly Entry[] },
  range: SourceRange,
  types: BlockTypes,
): Body {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  for (const { name, nameRange, value } of entries) {
    const type = types[name];
    if (type !== undefined && Object.hasOwn(types, name)) {
      blocks.push(...blocksOf(name, nameRange, value, type));
    } else if (name !== '//') {
      attributes.set(name, { name, nameRange, range: nameRange, value: expressionOf(value) });
    }
  }
  return { attributes, blocks, range };
}

function blocksOf(
  name: string,
  nameRange: SourceRange,
  value: Node,
  type: BlockTypes[string],
): readonly Block[] {
  const block = (node: Node, labels: Block['labels']): readonly Block[] => {
    if (node.kind === 'array') return node.items.flatMap((item) => block(item, labels));
    const entries = entriesOf(node);
    return [
      {
        type: name,
        labels,
        body: bodyOf({ entries }, node.range, type.inner),
        typeRange: nameRange,
        openRange: node.range,
      },
    ];
  };
  if (type.labels === 0) return block(value, []);
  const nodes = value.kind === 'array' ? value.items : [value];
  return nodes.flatMap((node) =>
    entriesOf(node).flatMap((entry) => block(entry.value, [{ text: entry.name, range: entry.nameRange }])),
  );
}

function entriesOf(node: Node): readonly Entry[] {
  if (node.kind === 'object') return node.entries;
  throw new HclError(
    'Incorrect JSON value type',
    'Either a JSON object or a JSON array is required here.',
    node.range,
  );
}

function expressionOf(node: Node): Expression {
  const { range } = node;
  switch (node.kind) {
    case 'text':
      return parseWholeTemplate(new Scanner(range.file, node.text), range, parseExpression);
    case 'array':
      return { kind: 'tuple', items: node.items.map(expressionOf), range, startRange: range };
    case 'object': {
      const items = node.entries.map(({ name, nameRange, value }) => ({
        key: expressionOf({ kind: 'text', text: name, range: nameRange }),
        name: undefined,
        value: expressionOf(value),
      }));
      return { kind: 'object', items, range, startRange: range };
    }
    case 'other':
      return { kind: 'literal', value: node.value, range, startRange: range };
  }
}

class JsonReader {
  #at = 0;
  #line = 1;
  #column = 1;

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {}

  readWhole(): Node {
    const node = this.#value();
    const rest = this.#peek();
    if (rest !== '') {
      throw this.#refusal('Extraneous data after value', 'Extra characters appear after the JSON value.');
    }
    return node;
  }

  get #position(): SourcePosition {
    return { line: this.#line, column: this.#column };
  }

  #take(text: string): SourceRange {
    const start = this.#position;
    for (const character of text) {
      this.#at += character.length;
      this.#column = character === '\n' ? 1 : this.#column + 1;
      if (character === '\n') this.#line += 1;
    }
    return { file: this.file, start, end: this.#position };
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.text)?.[0];
  }

  /** The next character after blanks; empty at the end. */
  #peek(): string {
    this.#take(this.#match(/[ \t\r\n]+/y) ?? '');
    return this.text[this.#at] ?? '';
  }

  #refusal(summary: string, detail: string): HclError {
    return new HclError(summary, detail, this.#take(this.#match(/[^]/uy) ?? ''));
  }

  #value(): Node {
    const next = this.#peek();
    if (next === '{') return this.#object();
    if (next === '[') return this.#array();
    if (next === '"') {
      const { text, range } = this.#string();
      return { kind: 'text', text, range };
    }
    const number = this.#match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return { kind: 'other', value: Number(number), range: this.#take(number) };
    const word = this.#match(/[a-zA-Z]+/y);
    if (word === 'true' || word === 'false')
      return { kind: 'other', value: word === 'true', range: this.#take(word) };
    if (word === 'null') return { kind: 'other', value: null, range: this.#take(word) };
    if (word !== undefined) {
      throw new HclError(
        'Invalid JSON keyword',
        `${JSON.stringify(word)} is not a valid JSON keyword.`,
        this.#take(word),
      );
    }
    throw next === ''
      ? this.#refusal('Missing value', 'The JSON data ends prematurely.')
      : this.#refusal(
          'Invalid start of value',
          'A JSON value must start with a brace, a bracket, a number, a string, or a keyword.',
        );
  }

  #string(): { readonly text: string; readonly range: SourceRange } {
    const written = this.#match(/"(?:[^"\\\n]|\\[^\n])*"/y);
    if (written === undefined) {
      throw new HclError(
        'Unterminated string literal',
        'Unable to find the closing quote mark before the end of the line.',
        this.#take(this.#match(/[^\n]*/y) ?? ''),
      );
    }
    if (/\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})|[\0-\x1f]/.test(written.replaceAll('\\\\', ''))) {
      throw new HclError('Invalid JSON string', 'The given JSON string is invalid.', this.#take(written));
    }
    const text: unknown = JSON.parse(written);
    return { text: typeof text === 'string' ? text : '', range: this.#take(written) };
  }

  #object(): Node {
    const open = this.#take('{');
    const entries: Entry[] = [];
    if (this.#peek() === '}') return this.#closed({ kind: 'object', entries }, open, '}');
    for (;;) {
      const next = this.#peek();
      if (next === '')
        throw new HclError('Unclosed object', 'No closing brace was found for this JSON object.', open);
      if (next !== '"') {
        throw this.#refusal('Invalid object property name', 'A JSON object property name must be a string.');
      }
      const { text: name, range: nameRange } = this.#string();
      if (this.#peek() !== ':') {
        throw this.#refusal(
          'Missing property value colon',
          "A colon must appear between an object property's name and its value.",
        );
      }
      this.#take(':');
      entries.push({ name, nameRange, value: this.#value() });
      const end = this.#peek();
      if (end === '}') return this.#closed({ kind: 'object', entries }, open, '}');
      if (end === '')
        throw new HclError('Unclosed object', 'No closing brace was found for this JSON object.', open);
      if (end === ']') {
        throw this.#refusal('Mismatched braces', 'A JSON object must be closed with a brace, not a bracket.');
      }
      if (end !== ',') {
        throw this.#refusal(
          'Missing attribute seperator comma',
          'A comma must appear between each attribute declaration in an object.',
        );
      }
      const comma = this.#take(',');
      if (this.#peek() === '}') {
        throw new HclError(
          'Trailing comma in object',
          'JSON does not permit a trailing comma after the final property in an object.',
          comma,
        );
      }
    }
  }

  #array(): Node {
    const open = this.#take('[');
    const items: Node[] = [];
    if (this.#peek() === ']') return this.#closed({ kind: 'array', items }, open, ']');
    for (;;) {
      items.push(this.#value());
      const end = this.#peek();
      if (end === ']') return this.#closed({ kind: 'array', items }, open, ']');
      if (end === '')
        throw new HclError('Unclosed array', 'No closing bracket was found for this JSON array.', open);
      if (end !== ',') {
        throw end === '}'
          ? this.#refusal('Mismatched brackets', 'A JSON array must be closed with a bracket, not a brace.')
          : this.#refusal(
              'Missing attribute seperator comma',
              'A comma must appear between each value in an array.',
            );
      }
      const comma = this.#take(',');
      if (this.#peek() === ']') {
        throw new HclError(
          'Trailing comma in array',
          'JSON does not permit a trailing comma after the final value in an array.',
          comma,
        );
      }
    }
  }

  #closed(
    node:
      | { readonly kind: 'object'; readonly entries: readonly Entry[] }
      | { readonly kind: 'array'; readonly items: readonly Node[] },
    open: SourceRange,
    sign: string,
  ): Node {
    return { ...node, range: { ...open, end: this.#take(sign).end } };
  }
}
