/** A text before and after the first separator, and whether there was one (Go's strings.Cut). */
export function cut(
  text: string,
  separator: string,
): readonly [before: string, after: string, found: boolean] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, '', false] : [text.slice(0, index), text.slice(index + separator.length), true];
}

/** Texts `key=value` as an object; without a value it is ''. */
export function pairsToRecord(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.map((pair) => cut(pair, '=').slice(0, 2)));
}

/** An absolute path without `.`, `..` and doubled slashes (Go's path.Clean, filepath.Abs). */
export function absolutePath(path: string, cwd = '/'): string {
  const kept: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}

/** Go's `map[string]struct{}`: the keys, each with an empty object. */
export function emptyObjects(keys: readonly string[]): Readonly<Record<string, object>> {
  return Object.fromEntries(keys.map((key) => [key, {}]));
}

/** A list that nobody filled is Go's nil. */
export function orNull(values: readonly string[]): readonly string[] | null {
  return values.length > 0 ? values : null;
}
