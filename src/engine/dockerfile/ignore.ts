import { cleanPath, parseIgnorePattern, PatternError, type IgnorePattern } from './ignore-pattern';

/** Says which paths of a build context are left out. */
export interface IgnoreMatcher {
  readonly patterns: readonly IgnorePattern[];
  /** Whether a pattern begins with `!`: then a folder that is left out may still hold files that are not. */
  readonly hasExceptions: boolean;
  /**
   * Whether a path (relative to the context, `/` between names) or a folder above it is left out. The last pattern
   * that matches decides; the context itself never is. Throws a PatternError for a pattern that means nothing.
   */
  isIgnored(path: string): boolean;
}

/**
 * The patterns of a .dockerignore's text: comments and blank lines gone, paths in their shortest spelling and relative
 * to the context. Source: moby/patternmatcher ignorefile.ReadAll.
 */
export function parseIgnoreFile(text: string): readonly string[] {
  const patterns: string[] = [];
  for (const line of text.replace(/^\ufeff/, '').split('\n')) {
    if (line.startsWith('#')) continue;
    const written = line.trim();
    if (written === '') continue;
    const isException = written.startsWith('!');
    const pattern = isException ? written.slice(1).trim() : written;
    const cleaned = pattern === '' ? '' : cleanPath(pattern);
    const relative = cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned;
    patterns.push(isException ? `!${relative}` : relative);
  }
  return patterns;
}

/**
 * A matcher for patterns in order. Throws a PatternError for a pattern that cannot be.
 * Source: moby/patternmatcher, MatchesOrParentMatches.
 */
export function createIgnoreMatcher(lines: readonly string[]): IgnoreMatcher {
  const patterns = lines.flatMap((line) => parseIgnorePattern(line) ?? []);
  return {
    patterns,
    hasExceptions: patterns.some(({ isException }) => isException),
    isIgnored(path) {
      const cleaned = cleanPath(path);
      if (cleaned === '.') return false;
      let isIgnored = false;
      for (const pattern of patterns) {
        // A pattern that could not change the answer is not even tried.
        if (pattern.isException !== isIgnored) continue;
        if (pattern.matches(cleaned)) isIgnored = !pattern.isException;
      }
      return isIgnored;
    },
  };
}

export { PatternError };
