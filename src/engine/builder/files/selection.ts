import { contentDigest, resolvePath, type Node, type Tree } from '../../fs';
import { digestOfText } from '../../oci';
import { FileOpError } from './file-op-error';
import { filterTree } from './filter-tree';
import { excluding, including } from './path-filters';
import { containsWildcards, findMatches, type FoundNode } from './wildcards';

/** What a step takes of a tree: its build context, another stage, an image. */
export interface Selector {
  /** Absolute, in its shortest spelling; may hold wildcards. */
  readonly path: string;
  /** Wildcards in the path are characters like others. */
  readonly isLiteral?: true;
  /** With `--parents`: patterns relative to `path` of what is taken of it, where only some is. */
  readonly includes: readonly string[];
  /** Paths relative to `path` that have to be there. */
  readonly requires: readonly string[];
  /** `--exclude`. */
  readonly excludes: readonly string[];
}

/** What a selector found. `path` is the name that counts: of a symlink that was followed its own. */
export interface Selection {
  /**
   * The same for two selections exactly if a step does the same with both: names (but the first one's own),
   * kinds, modes, owners, bytes, link targets. Times do not count. Source: BuildKit cache/contenthash.
   */
  readonly key: string;
  readonly found: readonly FoundNode[];
}

/**
 * Finds what a selector means. Nothing matched by a wildcard is no error; a missing path is: `"/nope": not
 * found`. Costs what the tree's new folders cost, not its size. Throws FileOpError.
 */
export function select(tree: Tree, selector: Selector): Selection {
  const { path, includes, requires, excludes } = selector;
  const isWildcard = selector.isLiteral !== true && containsWildcards(path);
  const matches = isWildcard ? findMatches(tree, path) : [{ path, node: followed(tree, path) }];
  const found = matches.flatMap((match) => {
    const node = isWildcard && match.node.kind === 'symlink' ? followed(tree, match.path) : match.node;
    const kept = filtered(match.path, node, includes, excludes);
    return kept === undefined ? [] : [{ path: match.path, node: kept }];
  });
  const [first] = found;
  for (const required of requires) {
    const isThere = first?.node.kind === 'directory' && resolvePath(first.node, required) !== undefined;
    if (!isThere) throw notFound(`${path === '/' ? '' : path}/${required}`);
  }
  const key =
    !isWildcard && first !== undefined
      ? contentDigest(first.node)
      : digestOfText(found.map((one) => `${baseName(one.path)}\0${contentDigest(one.node)}`).join('\0'));
  return { key, found };
}

function followed(tree: Tree, path: string): Node {
  const target = resolvePath(tree, path);
  if (target === undefined) throw notFound(path);
  return target.node;
}

function notFound(path: string): FileOpError {
  return new FileOpError('not-found', `${JSON.stringify(path)}: not found`);
}

function filtered(
  path: string,
  node: Node,
  includes: readonly string[],
  excludes: readonly string[],
): Node | undefined {
  if (node.kind !== 'directory') {
    if (excludes.length === 0) return node;
    return excluding(excludes).verdict(baseName(path), node) === 'keep' ? node : undefined;
  }
  const included = includes.length === 0 ? node : filterTree(node, including(includes));
  return excludes.length === 0 ? included : filterTree(included, excluding(excludes));
}

/** The last name of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
