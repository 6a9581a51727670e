import { joinBytes, splitBytes } from './bytes';

/**
 * Patterns as POSIX XCU 2.13 and bash's extglob define them. A backslash makes the next character literal:
 * that is how quoted text arrives here.
 */
type PatternNode =
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'many' }
  | { readonly kind: 'set'; readonly negated: boolean; readonly matches: (character: string) => boolean }
  | {
      readonly kind: 'group';
      readonly symbol: '?' | '*' | '+' | '@' | '!';
      readonly alternatives: readonly Pattern[];
    };

export type Pattern = readonly PatternNode[];

export interface PatternOptions {
  readonly extended: boolean;
  readonly ignoreCase?: boolean;
  /** `[^a]` is a set with `^` in it (dash), not what is not `a`. */
  readonly caretIsPlain?: boolean;
  /** The locale has no characters of several bytes: `?` is one byte. */
  readonly isBytewise?: boolean;
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alpha: /\p{L}/u,
  digit: /[0-9]/,
  alnum: /[\p{L}0-9]/u,
  upper: /\p{Lu}/u,
  lower: /\p{Ll}/u,
  space: /\s/,
  blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/,
  cntrl: /[\x00-\x1f\x7f]/,
  xdigit: /[0-9A-Fa-f]/,
  print: /[^\x00-\x1f\x7f]/,
  graph: /[^\x00-\x20\x7f]/,
  word: /\w/,
};

export function compilePattern(text: string, options: PatternOptions): Pattern {
  const characters = charactersOf(text, { ...options, ignoreCase: false });
  const { nodes } = parseNodes(characters, 0, options, false);
  return nodes;
}

function parseNodes(
  characters: readonly string[],
  from: number,
  options: PatternOptions,
  inGroup: boolean,
): { nodes: PatternNode[]; end: number } {
  const nodes: PatternNode[] = [];
  let i = from;
  while (i < characters.length) {
    const c = characters[i] ?? '';
    if (inGroup && (c === '|' || c === ')')) break;
    if (
      options.extended &&
      characters[i + 1] === '(' &&
      (c === '?' || c === '*' || c === '+' || c === '@' || c === '!')
    ) {
      const group = parseGroup(characters, i + 2, options);
      if (group) {
        nodes.push({ kind: 'group', symbol: c, alternatives: group.alternatives });
        i = group.end;
        continue;
      }
    }
    if (c === '*') {
      if (nodes.at(-1)?.kind !== 'many') nodes.push({ kind: 'many' });
      i++;
    } else if (c === '?') {
      nodes.push({ kind: 'any' });
      i++;
    } else if (c === '[') {
      const set = parseSet(characters, i, options);
      if (set) nodes.push(set.node);
      else nodes.push({ kind: 'literal', character: c });
      i = set ? set.end : i + 1;
    } else if (c === '\\' && i + 1 < characters.length) {
      nodes.push(literal(characters[i + 1] ?? '', options));
      i += 2;
    } else {
      nodes.push(literal(c, options));
      i++;
    }
  }
  return { nodes, end: i };
}

function literal(character: string, options: PatternOptions): PatternNode {
  return { kind: 'literal', character: options.ignoreCase ? character.toLowerCase() : character };
}

function parseGroup(
  characters: readonly string[],
  from: number,
  options: PatternOptions,
): { alternatives: Pattern[]; end: number } | undefined {
  const alternatives: Pattern[] = [];
  for (let i = from; ;) {
    const { nodes, end } = parseNodes(characters, i, options, true);
    alternatives.push(nodes);
    if (end >= characters.length) return undefined;
    if (characters[end] === ')') return { alternatives, end: end + 1 };
    i = end + 1;
  }
}

function parseSet(
  characters: readonly string[],
  open: number,
  options: PatternOptions,
): { node: PatternNode; end: number } | undefined {
  let i = open + 1;
  const negated = characters[i] === '!' || (characters[i] === '^' && !options.caretIsPlain);
  if (negated) i++;
  const tests: ((character: string) => boolean)[] = [];
  for (let isFirst = true; ; isFirst = false) {
    let c = characters[i];
    if (c === undefined) return undefined;
    if (c === ']' && !isFirst) break;
    if (c === '[' && characters[i + 1] === ':') {
      const end = characters.findIndex((x, at) => at > i + 1 && x === ':' && characters[at + 1] === ']');
      const expression = end < 0 ? undefined : CLASSES[characters.slice(i + 2, end).join('')];
      if (expression) {
        tests.push((x) => expression.test(x));
        i = end + 2;
        continue;
      }
    }
    if (c === '\\') c = characters[++i] ?? '\\';
    const next = characters[i + 1];
    let last = characters[i + 2];
    if (next === '-' && last !== undefined && last !== ']') {
      i += 3;
      if (last === '\\') last = characters[i++] ?? '\\';
      const [low, high] = [c, last];
      tests.push((x) => x >= low && x <= high);
    } else {
      const same = c;
      tests.push((x) => x === same);
      i++;
    }
  }
  const matches = options.ignoreCase
    ? (x: string): boolean => tests.some((test) => test(x.toLowerCase()) || test(x.toUpperCase()))
    : (x: string): boolean => tests.some((test) => test(x));
  return { node: { kind: 'set', negated, matches }, end: i + 1 };
}

/** All places where a match that starts at one of `starts` can end: a set of states, so it never backtracks. */
function endsFrom(pattern: Pattern, characters: readonly string[], starts: ReadonlySet<number>): Set<number> {
  let current = new Set(starts);
  for (const node of pattern) {
    if (current.size === 0) break;
    current = step(node, characters, current);
  }
  return current;
}

function step(node: PatternNode, characters: readonly string[], starts: ReadonlySet<number>): Set<number> {
  const ends = new Set<number>();
  if (node.kind === 'many') {
    let first = Infinity;
    for (const start of starts) first = Math.min(first, start);
    for (let i = first; i <= characters.length; i++) ends.add(i);
    return ends;
  }
  if (node.kind === 'group') return groupEnds(node, characters, starts);
  for (const start of starts) {
    const c = characters[start];
    if (c === undefined) continue;
    const fits =
      node.kind === 'any' ||
      (node.kind === 'literal' ? node.character === c : node.matches(c) !== node.negated);
    if (fits) ends.add(start + 1);
  }
  return ends;
}

function groupEnds(
  node: PatternNode & { kind: 'group' },
  characters: readonly string[],
  starts: ReadonlySet<number>,
): Set<number> {
  const once = (from: ReadonlySet<number>): Set<number> => {
    const ends = new Set<number>();
    for (const alternative of node.alternatives)
      for (const end of endsFrom(alternative, characters, from)) ends.add(end);
    return ends;
  };
  if (node.symbol === '@') return once(starts);
  if (node.symbol === '?') return new Set([...starts, ...once(starts)]);
  if (node.symbol === '!') {
    const ends = new Set<number>();
    for (const start of starts) {
      const matched = once(new Set([start]));
      for (let end = start; end <= characters.length; end++) if (!matched.has(end)) ends.add(end);
    }
    return ends;
  }
  const reached = new Set(node.symbol === '*' ? starts : []);
  let frontier = once(starts);
  while (frontier.size > 0) {
    const fresh = new Set([...frontier].filter((end) => !reached.has(end)));
    for (const end of fresh) reached.add(end);
    frontier = fresh.size > 0 ? once(fresh) : fresh;
  }
  return reached;
}

/** What a pattern sees as its characters. */
export function charactersOf(
  text: string,
  options: Pick<PatternOptions, 'ignoreCase' | 'isBytewise'>,
): string[] {
  const folded = options.ignoreCase ? text.toLowerCase() : text;
  return options.isBytewise ? splitBytes(folded) : [...folded];
}

/** Does the whole of `text` match? */
export function matchesPattern(patternText: string, text: string, options: PatternOptions): boolean {
  const characters = charactersOf(text, options);
  return endsFrom(compilePattern(patternText, options), characters, new Set([0])).has(characters.length);
}

/** `${x#p}` and its kin: what is left without the shortest or longest match at one side. */
export function trimPattern(
  text: string,
  patternText: string,
  from: 'start' | 'end',
  longest: boolean,
  options: PatternOptions,
): string {
  const pattern = compilePattern(patternText, options);
  const original = charactersOf(text, { ...options, ignoreCase: false });
  const characters = charactersOf(text, options);
  if (from === 'start') {
    const ends = [...endsFrom(pattern, characters, new Set([0]))];
    if (ends.length === 0) return text;
    return joinBytes(original.slice(longest ? Math.max(...ends) : Math.min(...ends)).join(''));
  }
  const order = characters.map((_, i) => i);
  order.push(characters.length);
  if (!longest) order.reverse();
  const start = order.find((at) => endsFrom(pattern, characters, new Set([at])).has(characters.length));
  return start === undefined ? text : joinBytes(original.slice(0, start).join(''));
}

/** `${x/p/r}`; `replacement` is given what matched. */
export function replacePattern(
  text: string,
  patternText: string,
  where: 'first' | 'all' | 'start' | 'end',
  replacement: (matched: string) => string,
  options: PatternOptions,
): string {
  const pattern = compilePattern(patternText, options);
  const original = charactersOf(text, { ...options, ignoreCase: false });
  const characters = charactersOf(text, options);
  if (patternText === '') {
    if (where === 'start') return replacement('') + text;
    return where === 'end' ? text + replacement('') : text;
  }
  let result = '';
  let i = 0;
  while (i <= characters.length) {
    if (where === 'start' && i > 0) break;
    const ends = [...endsFrom(pattern, characters, new Set([i]))];
    const end =
      where === 'end' ? (ends.includes(characters.length) ? characters.length : -1) : Math.max(-1, ...ends);
    if (end > i || (end === i && characters.length === 0)) {
      result += replacement(joinBytes(original.slice(i, end).join('')));
      i = end;
      if (where !== 'all' || characters.length === 0) break;
    } else result += original[i++] ?? '';
  }
  return joinBytes(result + original.slice(i).join(''));
}
