/** POSIX regular expressions for grep, sed, awk, find, expr and less. Patterns and texts are byte strings. */
import { Nfa } from './nfa';
import type { Captures } from './nfa';
import { parseRegex } from './parse';
import type { RegexNode, RegexSyntax } from './parse';

export { RegexError } from './parse';
export type { RegexSyntax } from './parse';

export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** [0] is the whole; undefined: the group took no part. */
  readonly groups: readonly (string | undefined)[];
}

export interface Regex {
  readonly groups: number;
  test(text: string): boolean;
  /** The leftmost match at or after `from`, the longest of those. */
  exec(text: string, from?: number): RegexMatch | undefined;
}

export interface RegexOptions {
  readonly ignoreCase?: boolean;
  /** `^` and `$` at every line of the text. */
  readonly multiline?: boolean;
}

function quote(char: string): string {
  if (/[\\^$.*+?()[\]{}|/]/.test(char)) return `\\${char}`;
  return char === '\n' ? '\\n' : char;
}

function toJs(node: RegexNode): string {
  switch (node.kind) {
    case 'char':
      return quote(node.char);
    case 'any':
      return '[^]';
    case 'class':
      return `[${node.source}]`;
    case 'assert':
      return node.source;
    case 'back':
      return `(?:\\${String(node.index)})`;
    case 'sequence':
      return node.items.map(toJs).join('');
    case 'either':
      return `(?:${node.options.map(toJs).join('|')})`;
    case 'group':
      return `(${toJs(node.item)})`;
    case 'repeat': {
      const { min, max } = node;
      const simple = /^(char|any|class|group|back)$/.test(node.item.kind);
      const item = simple ? toJs(node.item) : `(?:${toJs(node.item)})`;
      if (max === Infinity && min < 2) return item + (min === 0 ? '*' : '+');
      if (min === 0 && max === 1) return `${item}?`;
      return `${item}{${String(min)},${max === Infinity ? '' : String(max)}}`;
    }
  }
}

function children(node: RegexNode): readonly RegexNode[] {
  if (node.kind === 'sequence') return node.items;
  if (node.kind === 'either') return node.options;
  return node.kind === 'group' || node.kind === 'repeat' ? [node.item] : [];
}

function some(node: RegexNode, test: (node: RegexNode) => boolean): boolean {
  return test(node) || children(node).some((child) => some(child, test));
}

/** A repetition inside a repetition: where backtracking can take exponential time. */
function isDangerous(node: RegexNode): boolean {
  const repeats = (one: RegexNode): boolean => one.kind === 'repeat' && one.max > 1;
  return some(
    node,
    (one) => repeats(one) && children(one).some((child) => some(child, repeats) || some(child, isAmbiguous)),
  );
}

/** The character that a match must start with, where that is one. */
function firstChar(node: RegexNode): string | undefined {
  if (node.kind === 'char') return node.char;
  if (node.kind === 'group') return firstChar(node.item);
  if (node.kind === 'sequence') return node.items[0] && firstChar(node.items[0]);
  return node.kind === 'repeat' && node.min > 0 ? firstChar(node.item) : undefined;
}

/** Alternatives of which several can match at one place: there JS takes the first, POSIX the longest. */
function isAmbiguous(node: RegexNode): boolean {
  if (node.kind !== 'either') return false;
  const firsts = node.options.map(firstChar);
  return firsts.includes(undefined) || new Set(firsts).size < firsts.length;
}

function matchOf(text: string, captures: Captures, groups: number): RegexMatch {
  const found: (string | undefined)[] = [];
  for (let index = 0; index <= groups; index++) {
    const start = captures[index * 2];
    const end = captures[index * 2 + 1];
    found.push(start === undefined || end === undefined ? undefined : text.slice(start, end));
  }
  return { start: captures[0] ?? 0, end: captures[1] ?? 0, groups: found };
}

/** Compiles a pattern (a byte string). Throws RegexError with regcomp's message. */
export function compileRegex(pattern: string, syntax: RegexSyntax, options: RegexOptions = {}): Regex {
  const { root, groups } = parseRegex(pattern, syntax);
  const flags = `${options.ignoreCase ? 'i' : ''}${options.multiline ? 'm' : ''}`;
  const js = new RegExp(toJs(root), `${flags}g`);
  const hasBack = some(root, (node) => node.kind === 'back');
  const dangerous = !hasBack && isDangerous(root);
  const nfa = dangerous || (!hasBack && some(root, isAmbiguous)) ? new Nfa(root, flags) : undefined;
  const useful = nfa && !nfa.tooBig ? nfa : undefined;

  const exec = (text: string, from = 0): RegexMatch | undefined => {
    if (useful && dangerous) {
      for (let start = from; start <= text.length; start++) {
        const captures = useful.longestAt(text, start);
        if (captures) return matchOf(text, captures, groups);
      }
      return undefined;
    }
    js.lastIndex = from;
    const found = js.exec(text);
    if (!found) return undefined;
    const captures = useful?.longestAt(text, found.index);
    if (captures) return matchOf(text, captures, groups);
    return { start: found.index, end: found.index + found[0].length, groups: [...found] };
  };
  return {
    groups,
    test: (text) => {
      if (useful && dangerous) return exec(text) !== undefined;
      js.lastIndex = 0;
      return js.test(text);
    },
    exec,
  };
}

/** A pattern that stands for itself. */
export function literalRegex(text: string, options: RegexOptions = {}): Regex {
  return compileRegex(text.replace(/[\\^$.*[\]]/g, '\\$&').replace(/\n/g, '\\n'), 'basic', options);
}
