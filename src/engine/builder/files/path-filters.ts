import { createIgnoreMatcher, PatternError } from '../../dockerfile';
import { FileOpError } from './file-op-error';
import type { PathFilter } from './filter-tree';

function matcherOf(patterns: readonly string[]) {
  try {
    return createIgnoreMatcher(patterns);
  } catch (error) {
    if (error instanceof PatternError) throw new FileOpError('pattern', error.message);
    throw error;
  }
}

/** Leaves out what patterns as in a .dockerignore say. Throws FileOpError. */
export function excluding(patterns: readonly string[]): PathFilter {
  const matcher = matcherOf(patterns);
  return {
    key: `-${patterns.join('\0')}`,
    verdict(path, node) {
      if (!matcher.isIgnored(path)) return 'keep';
      return node.kind === 'directory' && matcher.hasExceptions ? 'within' : 'drop';
    },
  };
}

/** Keeps only what patterns say, with what is in it and the folders that lead to it. Throws FileOpError. */
export function including(patterns: readonly string[]): PathFilter {
  const matcher = matcherOf(patterns);
  return {
    key: `+${patterns.join('\0')}`,
    verdict(path, node) {
      if (matcher.isIgnored(path)) return 'keep';
      return node.kind === 'directory' ? 'within' : 'drop';
    },
  };
}
