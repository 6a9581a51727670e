import { compareNames, pathNames, resolvePath, type Node, type Tree } from '../../fs';
import { FileOpError } from './file-op-error';

/** Whether Go's filepath.Match would take the text for more than a name. */
export function containsWildcards(text: string): boolean {
  return /^(?:\\[^]|[^\\*?[])*[*?[]/.test(text);
}

/** A node of a tree, and the absolute path by which it was reached. */
export interface FoundNode {
  readonly path: string;
  readonly node: Node;
}

/**
 * What a path with wildcards names, in the order of a walk. Symlinks are followed in front of the first
 * wildcard only; no wildcard stands for a slash. A folder in front of it that is not there is an error, one
 * that matches nothing is not. Source: fsutil copy.ResolveWildcards. Throws FileOpError.
 */
export function findMatches(tree: Tree, path: string): readonly FoundNode[] {
  const names = pathNames(path);
  const first = names.findIndex(containsWildcards);
  const patterns = names.slice(first).map(nameMatcher);
  const prefix = `/${names.slice(0, first).join('/')}`;
  const start = resolvePath(tree, prefix);
  if (start === undefined) throw new FileOpError('not-found', `lstat ${prefix}: no such file or directory`);
  return matchesBelow({ path: start.path === '/' ? '' : start.path, node: start.node }, patterns);
}

function matchesBelow({ path, node }: FoundNode, patterns: readonly RegExp[]): readonly FoundNode[] {
  const [pattern, ...rest] = patterns;
  if (pattern === undefined) return [{ path, node }];
  if (node.kind !== 'directory') return [];
  return [...node.entries]
    .filter(([name]) => pattern.test(name))
    .sort(([a], [b]) => compareNames(a, b))
    .flatMap(([name, child]) => matchesBelow({ path: `${path}/${name}`, node: child }, rest));
}

/** One name's pattern as a regular expression: `*`, `?`, `[a-z]`, `[^a]`, `\` before what is meant itself. */
export function nameMatcher(pattern: string): RegExp {
  const parts = /\\([^])|\[(\^?)((?:\\[^]|[^\]\\])+)\]|([*?])|([^\\[])/gsuy;
  let source = '';
  let end = 0;
  for (const part of pattern.matchAll(parts)) {
    const [text, escaped, negation, set, wildcard, literal] = part;
    end = part.index + text.length;
    if (set !== undefined) source += `[${negation ?? ''}${set.replace(/[[&^]/g, '\\$&')}]`;
    else if (wildcard !== undefined) source += wildcard === '*' ? '[^]*' : '[^]';
    else source += (escaped ?? literal ?? '').replace(/[\^$\\.*+?()[\]{}|/-]/g, '\\$&');
  }
  if (end < pattern.length) throw new FileOpError('pattern', 'syntax error in pattern');
  try {
    // Hyphens outside of brackets need no escape, and with the flag `u` may have none.
    return new RegExp(`^${source.replaceAll('\\-', '-')}$`, 's');
  } catch {
    throw new FileOpError('pattern', 'syntax error in pattern');
  }
}
