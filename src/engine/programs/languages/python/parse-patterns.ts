import type { Expression, Pattern } from './syntax';

interface PatternTokens {
  is(text: string): boolean;
  accept(text: string): boolean;
  expect(text: string): void;
  name(): string;
  isName(): boolean;
  nextIs(text: string): boolean;
  value(): Expression;
  dotted(): Expression;
  bind(name: string): void;
  unexpected(): never;
  nested<T>(rule: () => T): T;
}

type Item = Pattern | { readonly kind: 'rest'; readonly name: string | undefined };

/** What follows `case`, as far as its colon or guard. */
export function parsePattern(tokens: PatternTokens): Pattern {
  const first = item(tokens);
  if (!tokens.is(',')) return first.kind === 'rest' ? { kind: 'sequence', items: [first] } : first;
  const items: Item[] = [first];
  while (tokens.accept(',')) {
    if (tokens.is(':') || tokens.is('if')) break;
    items.push(item(tokens));
  }
  return { kind: 'sequence', items };
}

function item(tokens: PatternTokens): Item {
  if (!tokens.accept('*')) return whole(tokens);
  return { kind: 'rest', name: capture(tokens) };
}

function capture(tokens: PatternTokens): string | undefined {
  const name = tokens.name();
  if (name === '_') return undefined;
  tokens.bind(name);
  return name;
}

function whole(tokens: PatternTokens): Pattern {
  return tokens.nested(() => {
    const options = [closed(tokens)];
    while (tokens.accept('|')) options.push(closed(tokens));
    const [only] = options;
    const pattern: Pattern = options.length === 1 && only ? only : { kind: 'or', options };
    if (!tokens.accept('as')) return pattern;
    const name = tokens.name();
    tokens.bind(name);
    return { kind: 'as', pattern, name };
  });
}

function closed(tokens: PatternTokens): Pattern {
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
  ] as const) {
    if (!tokens.accept(open)) continue;
    const items: Item[] = [];
    let hasComma = false;
    while (!tokens.is(close)) {
      items.push(item(tokens));
      if (!tokens.accept(',')) break;
      hasComma = true;
    }
    tokens.expect(close);
    const [only] = items;
    if (open === '(' && !hasComma && only && only.kind !== 'rest') return only;
    return { kind: 'sequence', items };
  }
  if (tokens.is('{')) return mapping(tokens);
  if (!tokens.isName()) return { kind: 'value', value: tokens.value() };
  if (!tokens.nextIs('.') && !tokens.nextIs('(')) return { kind: 'capture', name: capture(tokens) };
  const cls = tokens.dotted();
  if (!tokens.accept('(')) return { kind: 'value', value: cls };
  const items: Pattern[] = [];
  const named: (readonly [string, Pattern])[] = [];
  while (!tokens.is(')')) {
    if (tokens.isName() && tokens.nextIs('=')) {
      const name = tokens.name();
      tokens.expect('=');
      named.push([name, whole(tokens)]);
    } else items.push(whole(tokens));
    if (!tokens.accept(',')) break;
  }
  tokens.expect(')');
  return { kind: 'class', cls, items, named };
}

function mapping(tokens: PatternTokens): Pattern {
  tokens.expect('{');
  const items: (readonly [Expression, Pattern])[] = [];
  let rest: string | undefined;
  while (!tokens.is('}')) {
    if (tokens.accept('**')) rest = capture(tokens);
    else {
      const key = tokens.value();
      tokens.expect(':');
      items.push([key, whole(tokens)]);
    }
    if (!tokens.accept(',')) break;
  }
  tokens.expect('}');
  return { kind: 'mapping', items, rest };
}
