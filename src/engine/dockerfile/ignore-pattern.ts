// One pattern of a .dockerignore. Source: moby/patternmatcher and Go's filepath.Match.
import { compileExpression, type Expression } from './linear-expression';

/** Says that a pattern is malformed. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

const badPattern = 'syntax error in pattern';

/** How a pattern is compared: as a whole, by its beginning, by its end, or as a regular expression. */
export interface IgnorePattern {
  /** The pattern without `!`, shortest spelling. */
  readonly text: string;
  /** Whether it began with `!`: what it matches is not ignored after all. */
  readonly isException: boolean;
  readonly kind: 'exact' | 'prefix' | 'suffix' | 'expression';
  /** Of kind `expression`: the regular expression. */
  readonly source?: string;
  /** Whether a path, or a folder above it, is what the pattern means. Throws a PatternError when it means nothing. */
  matches(path: string): boolean;
}

/** The shortest path that means the same, by its text alone. Source: Go's path.Clean. */
export function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isAbsolute) parts.push(part);
  }
  const joined = parts.join('/');
  return isAbsolute ? `/${joined}` : joined === '' ? '.' : joined;
}

/** Reads one line of patterns; undefined for a blank one. Throws a PatternError. */
export function parseIgnorePattern(line: string): IgnorePattern | undefined {
  const trimmed = line.trim();
  if (trimmed === '') return undefined;
  const cleaned = cleanPath(trimmed);
  const isException = cleaned.startsWith('!');
  if (cleaned === '!') throw new PatternError('illegal exclusion pattern: "!"');
  const text = isException ? cleaned.slice(1) : cleaned;
  if (!isGlob(text)) throw new PatternError(badPattern);
  return compile(text, isException);
}

/** Whether Go's filepath.Match takes the pattern: its brackets and escapes are complete. */
function isGlob(pattern: string): boolean {
  let position = 0;
  /** Reads one character of a bracket, which must not be its last. */
  const readMember = (): boolean => {
    const character = pattern.charAt(position);
    if (character === '' || character === '-' || character === ']') return false;
    position += character === '\\' ? 2 : 1;
    return position < pattern.length;
  };
  while (position < pattern.length) {
    const character = pattern.charAt(position++);
    if (character === '\\' && position++ >= pattern.length) return false;
    if (character !== '[') continue;
    if (pattern.charAt(position) === '^') position++;
    for (let members = 0; members === 0 || pattern.charAt(position) !== ']'; members++) {
      if (!readMember()) return false;
      if (pattern.charAt(position) !== '-') continue;
      position++;
      if (!readMember()) return false;
    }
    position++;
  }
  return true;
}

function compile(text: string, isException: boolean): IgnorePattern {
  const { kind, source } = translate(text);
  if (kind !== 'expression') return { text, isException, kind, matches: plainMatcher(kind, text) };
  const expression = compileExpression(source);
  return { text, isException, kind, source, matches: expressionMatcher(expression) };
}

function plainMatcher(kind: 'exact' | 'prefix' | 'suffix', text: string): (path: string) => boolean {
  if (kind === 'exact') return (path) => path === text || path.startsWith(`${text}/`);
  if (kind === 'prefix') return (path) => path.startsWith(text.slice(0, -2));
  const suffix = text.slice(2);
  const ends = (path: string) =>
    path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
  return (path) => [path, ...foldersAbove(path)].some(ends);
}

function* foldersAbove(path: string): Iterable<string> {
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    yield path.slice(0, slash);
  }
}

function expressionMatcher(expression: Expression | undefined): (path: string) => boolean {
  return (path) => {
    if (expression === undefined) throw new PatternError(badPattern);
    return expression.testUpTo(path, '/');
  };
}

/** Says how a pattern is compared, and its regular expression if it needs one. */
function translate(pattern: string): { readonly kind: IgnorePattern['kind']; readonly source: string } {
  let kind: IgnorePattern['kind'] = 'exact';
  let source = '^';
  const characters = [...pattern];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    const isFirst = index === 0;
    if (character === '*' && characters[index + 1] === '*') {
      index += characters[index + 2] === '/' ? 2 : 1;
      const isLast = index === characters.length - 1;
      if (isLast && kind === 'exact') kind = 'prefix';
      else {
        source += isLast ? '.*' : '(.*/)?';
        kind = 'expression';
      }
      if (isFirst) kind = 'suffix';
      continue;
    }
    if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '\\' && index + 1 < characters.length) source += `\\${characters[++index] ?? ''}`;
    else if ('.+()|{}$\\'.includes(character)) {
      source += `\\${character}`;
      continue;
    } else {
      source += character;
      if (character !== '[' && character !== ']') continue;
    }
    kind = 'expression';
  }
  return { kind, source: `${source}$` };
}
