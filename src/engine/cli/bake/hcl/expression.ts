// Expressions. Source: hclsyntax, parser.go (ParseExpression and what it calls).
import { HclError, rangeBetween, type SourceRange } from './source-range';
import type { Scanner, Token } from './scanner';
import type { BinaryOperator, Expression, ObjectItem, TraversalStep } from './syntax';
import { parseTemplateTerm } from './template';

/** Operators that bind alike, those that bind least first. */
const operatorLevels: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['>', '>=', '<', '<='],
  ['+', '-'],
  ['*', '/', '%'],
];

export function parseExpression(scanner: Scanner): Expression {
  const condition = parseBinary(scanner, 0);
  if (!scanner.isSign('?')) return condition;
  scanner.read();
  const yes = parseExpression(scanner);
  if (!scanner.isSign(':')) {
    throw new HclError(
      'Missing false expression in conditional',
      'The conditional operator (...?...:...) requires a false expression, delimited by a colon.',
      scanner.peek().range,
    );
  }
  scanner.read();
  const no = parseExpression(scanner);
  const range = rangeBetween(condition.range, no.range);
  return { kind: 'conditional', condition, yes, no, range, startRange: condition.startRange };
}

function parseBinary(scanner: Scanner, level: number): Expression {
  const operators = operatorLevels[level];
  if (operators === undefined) return parseTraversals(scanner, parseTerm(scanner));
  let left = parseBinary(scanner, level + 1);
  for (;;) {
    const operator = operators.find((each) => scanner.isSign(each));
    if (operator === undefined) return left;
    scanner.read();
    const right = parseBinary(scanner, level + 1);
    const range = rangeBetween(left.range, right.range);
    left = { kind: 'binary', operator, left, right, range, startRange: left.startRange };
  }
}

function parseTraversals(scanner: Scanner, from: Expression): Expression {
  let expression = from;
  for (;;) {
    if (scanner.isSign('.')) expression = parseDot(scanner, expression);
    else if (scanner.isSign('[')) expression = parseIndex(scanner, expression);
    else return expression;
  }
}

function parseDot(scanner: Scanner, source: Expression): Expression {
  const dot = scanner.read();
  const next = scanner.peek();
  if (next.kind === 'name' || next.kind === 'number') {
    scanner.read();
    const range = rangeBetween(dot.range, next.range);
    if (next.text.includes('.')) {
      const [first, second] = next.text.split('.');
      throw new HclError(
        'Invalid legacy index syntax',
        `When using the legacy index syntax, chaining two indexes together is not permitted. Use the proper index syntax instead, like [${first}][${second}].`,
        next.range,
      );
    }
    const isAttribute = next.kind === 'name';
    return withStep(source, { key: isAttribute ? next.text : Number(next.text), isAttribute, range });
  }
  if (scanner.isSign('*')) {
    const marker = scanner.read();
    const markerRange = rangeBetween(dot.range, marker.range);
    let each: Expression = { kind: 'splat-item', range: markerRange, startRange: markerRange };
    while (scanner.isSign('.')) each = parseDot(scanner, each);
    return splat(source, each);
  }
  throw new HclError('Invalid attribute name', 'An attribute name is required after a dot.', next.range);
}

function splat(source: Expression, each: Expression): Expression {
  return {
    kind: 'splat',
    source,
    each,
    range: rangeBetween(source.range, each.range),
    startRange: source.startRange,
  };
}

function parseIndex(scanner: Scanner, source: Expression): Expression {
  const open = scanner.read();
  if (scanner.isSign('*')) {
    scanner.read();
    const close = scanner.read();
    if (close.text !== ']') {
      throw new HclError(
        'Missing close bracket on splat index',
        'The star for a full splat operator must be immediately followed by a closing bracket ("]").',
        close.range,
      );
    }
    const range = rangeBetween(open.range, close.range);
    return splat(source, parseTraversals(scanner, { kind: 'splat-item', range, startRange: range }));
  }
  return scanner.withNewlines(false, () => {
    const key = parseExpression(scanner);
    const close = scanner.read();
    if (close.text !== ']') {
      throw new HclError(
        'Missing close bracket on index',
        'The index operator must end with a closing bracket ("]").',
        close.range,
      );
    }
    const bracketRange = rangeBetween(open.range, close.range);
    if (key.kind === 'literal')
      return withStep(source, { key: key.value, isAttribute: false, range: bracketRange });
    const range = rangeBetween(source.range, bracketRange);
    return { kind: 'index', source, key, bracketRange, range, startRange: open.range };
  });
}

function withStep(source: Expression, step: TraversalStep): Expression {
  const range = rangeBetween(source.range, step.range);
  if (source.kind === 'variable' || source.kind === 'traversal') {
    return { ...source, steps: [...source.steps, step], range, startRange: range };
  }
  return { kind: 'traversal', source, steps: [step], range, startRange: range };
}

function parseTerm(scanner: Scanner): Expression {
  const start = scanner.peek();
  const { range } = start;
  switch (start.kind) {
    case 'number':
      scanner.read();
      return { kind: 'literal', value: Number(start.text), range, startRange: range };
    case 'name':
      return parseName(scanner);
    case 'quote':
    case 'heredoc':
      return parseTemplateTerm(scanner, parseExpression);
    case 'end':
      throw new HclError(
        'Missing expression',
        'Expected the start of an expression, but found the end of the file.',
        range,
      );
    default:
      return parseSignTerm(scanner, start);
  }
}

function parseSignTerm(scanner: Scanner, start: Token): Expression {
  switch (start.text) {
    case '(':
      return parseParentheses(scanner);
    case '-':
    case '!': {
      scanner.read();
      const operand = parseTraversals(scanner, parseTerm(scanner));
      const range = rangeBetween(start.range, operand.range);
      return { kind: 'unary', operator: start.text, operand, range, startRange: start.range };
    }
    case '[':
      return parseTuple(scanner);
    case '{':
      return parseObject(scanner);
    default:
      throw new HclError(
        'Invalid expression',
        'Expected the start of an expression, but found an invalid expression token.',
        start.range,
      );
  }
}

function parseParentheses(scanner: Scanner): Expression {
  const open = scanner.read();
  return scanner.withNewlines(false, () => {
    const inner = parseExpression(scanner);
    if (!scanner.isSign(')')) {
      throw new HclError(
        'Unbalanced parentheses',
        'Expected a closing parenthesis to terminate the expression.',
        scanner.peek().range,
      );
    }
    const range = rangeBetween(open.range, scanner.read().range);
    return { kind: 'parentheses', inner, range, startRange: inner.startRange };
  });
}

const keywords: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function parseName(scanner: Scanner): Expression {
  const { text: name, range } = scanner.read();
  if (scanner.isSign('(')) return parseCall(scanner, name, range);
  const value = keywords.get(name);
  if (value !== undefined) return { kind: 'literal', value, range, startRange: range };
  return { kind: 'variable', name, nameRange: range, steps: [], range, startRange: range };
}

function parseCall(scanner: Scanner, name: string, nameRange: SourceRange): Expression {
  const open = scanner.read();
  const startRange = rangeBetween(nameRange, open.range);
  return scanner.withNewlines(false, () => {
    const args: Expression[] = [];
    let expandsLast = false;
    while (!scanner.isSign(')')) {
      args.push(parseExpression(scanner));
      if (scanner.isSign(')')) break;
      const separator = scanner.read();
      if (separator.text === '...') {
        expandsLast = true;
        if (scanner.isSign(')')) break;
        throw new HclError(
          'Missing closing parenthesis',
          'An expanded function argument (with ...) must be immediately followed by closing parentheses.',
          separator.range,
        );
      }
      if (separator.kind === 'end') {
        throw new HclError(
          'Unterminated function call',
          'There is no closing parenthesis for this function call before the end of the file. This may be caused by incorrect parenthesis nesting elsewhere in this file.',
          startRange,
        );
      }
      if (separator.kind !== 'sign' || separator.text !== ',') {
        throw new HclError(
          'Missing argument separator',
          'A comma is required to separate each function argument from the next.',
          separator.range,
        );
      }
    }
    const closeRange = scanner.read().range;
    const range = rangeBetween(nameRange, closeRange);
    return { kind: 'call', name, nameRange, closeRange, args, expandsLast, range, startRange };
  });
}

function parseTuple(scanner: Scanner): Expression {
  const open = scanner.read();
  return scanner.withNewlines(false, () => {
    if (scanner.isName('for')) return parseFor(scanner, open);
    const items: Expression[] = [];
    while (!scanner.isSign(']')) {
      items.push(parseExpression(scanner));
      if (scanner.isSign(']')) break;
      const next = scanner.peek();
      if (next.kind === 'end') {
        throw new HclError(
          'Unterminated tuple constructor expression',
          'There is no corresponding closing bracket before the end of the file. This may be caused by incorrect bracket nesting elsewhere in this file.',
          open.range,
        );
      }
      if (!scanner.isSign(',')) {
        throw new HclError(
          'Missing item separator',
          'Expected a comma to mark the beginning of the next item.',
          next.range,
        );
      }
      scanner.read();
    }
    return {
      kind: 'tuple',
      items,
      range: rangeBetween(open.range, scanner.read().range),
      startRange: open.range,
    };
  });
}

function parseObject(scanner: Scanner): Expression {
  const open = scanner.read();
  if (scanner.withNewlines(false, () => scanner.isName('for'))) {
    return scanner.withNewlines(false, () => parseFor(scanner, open));
  }
  return scanner.withNewlines(true, () => {
    const items: ObjectItem[] = [];
    while (!scanner.isSign('}')) {
      if (scanner.peek().kind === 'newline') {
        scanner.read();
        continue;
      }
      items.push(parseItem(scanner, open));
      if (scanner.isSign('}')) break;
      const next = scanner.peek();
      if (next.kind === 'end') throw unterminatedObject(open);
      if (next.kind !== 'newline' && !scanner.isSign(',')) {
        throw new HclError(
          'Missing attribute separator',
          'Expected a newline or comma to mark the beginning of the next attribute.',
          next.range,
        );
      }
      scanner.read();
    }
    return {
      kind: 'object',
      items,
      range: rangeBetween(open.range, scanner.read().range),
      startRange: open.range,
    };
  });
}

function unterminatedObject(open: Token): HclError {
  return new HclError(
    'Unterminated object constructor expression',
    'There is no corresponding closing brace before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.',
    open.range,
  );
}

function parseItem(scanner: Scanner, open: Token): ObjectItem {
  const key = parseExpression(scanner);
  if (!scanner.isSign('=', ':')) {
    const next = scanner.peek();
    if (next.kind === 'end') throw unterminatedObject(open);
    if (next.kind === 'newline' || scanner.isSign(',')) {
      throw new HclError(
        'Missing attribute value',
        'Expected an attribute value, introduced by an equals sign ("=").',
        next.range,
      );
    }
    const hint =
      next.kind === 'name'
        ? ' If you intended to given an attribute name containing periods or spaces, write the name in quotes to create a string literal.'
        : '';
    throw new HclError(
      'Missing key/value separator',
      `Expected an equals sign ("=") to mark the beginning of the attribute value.${hint}`,
      next.range,
    );
  }
  scanner.read();
  return { key, name: bareName(key), value: parseExpression(scanner) };
}

function bareName(key: Expression): string | undefined {
  if (key.kind === 'variable' && key.steps.length === 0) return key.name;
  return key.kind === 'literal' && (key.value === null || typeof key.value === 'boolean')
    ? `${key.value}`
    : undefined;
}

function parseFor(scanner: Scanner, open: Token): Expression {
  const refuse = (detail: string): HclError =>
    new HclError("Invalid 'for' expression", detail, scanner.peek().range);
  const name = (detail: string): string => {
    if (scanner.peek().kind !== 'name') throw refuse(detail);
    return scanner.read().text;
  };
  scanner.read();
  const first = name("For expression requires variable name after 'for'.");
  let second: string | undefined;
  if (scanner.isSign(',')) {
    scanner.read();
    second = name('For expression requires value variable name after comma.');
  }
  if (!scanner.isName('in')) {
    throw refuse("For expression requires the 'in' keyword after its name declarations.");
  }
  scanner.read();
  const collection = parseExpression(scanner);
  if (!scanner.isSign(':')) throw refuse('For expression requires a colon after the collection expression.');
  scanner.read();
  let value = parseExpression(scanner);
  let key: Expression | undefined;
  if (scanner.isSign('=>')) {
    scanner.read();
    key = value;
    value = parseExpression(scanner);
  }
  const isGrouped = scanner.isSign('...');
  const ellipsis = isGrouped ? scanner.read().range : open.range;
  let condition: Expression | undefined;
  if (scanner.isName('if')) {
    scanner.read();
    condition = parseExpression(scanner);
  }
  const isObject = open.text === '{';
  if (!scanner.isSign(isObject ? '}' : ']')) {
    throw refuse("Extra characters after the end of the 'for' expression.");
  }
  const range = rangeBetween(open.range, scanner.read().range);
  checkFor({ isObject, key, value, isGrouped, ellipsis });
  return {
    kind: 'for',
    keyName: second === undefined ? undefined : first,
    valueName: second ?? first,
    collection,
    key,
    value,
    condition,
    isGrouped,
    range,
    startRange: open.range,
  };
}

function checkFor(given: {
  readonly isObject: boolean;
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly isGrouped: boolean;
  readonly ellipsis: SourceRange;
}): void {
  const summary = "Invalid 'for' expression";
  if (given.isObject && given.key === undefined) {
    throw new HclError(summary, 'Key expression is required when building an object.', given.value.range);
  }
  if (given.isObject) return;
  if (given.key !== undefined) {
    throw new HclError(summary, 'Key expression is not valid when building a tuple.', given.key.range);
  }
  if (given.isGrouped) {
    throw new HclError(
      summary,
      'Grouping ellipsis (...) cannot be used when building a tuple.',
      given.ellipsis,
    );
  }
}
