import { familiarName, familiarString, InvalidReferenceError, type Reference } from './reference';

/** Whether a shell pattern matches the familiar string or name (`docker images --filter reference=`). */
export function familiarMatch(pattern: string, reference: Reference): boolean {
  const matcher = patternMatcher(pattern);
  return matcher.test(familiarString(reference)) || matcher.test(familiarName(reference));
}

/** Go's path.Match as a regular expression: `*` and `?` stop at a slash. */
function patternMatcher(pattern: string): RegExp {
  const parts = /\\(.)|\[(\^?)((?:\\.|[^\]\\])+)\]|([*?])|([^])/gsu;
  let source = '';
  for (const [, escaped, negation, set, wildcard, literal] of pattern.matchAll(parts)) {
    if (set !== undefined) source += `[${negation ?? ''}${set.replace(/[[&]/g, '\\$&')}]`;
    else if (wildcard !== undefined) source += wildcard === '*' ? '[^/]*' : '[^/]';
    else source += (escaped ?? literal ?? '').replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&');
  }
  if (/(?:^|[^\\])\[[^\]]*$/.test(pattern)) {
    throw new InvalidReferenceError('format', 'syntax error in pattern');
  }
  return new RegExp(`^${source}$`, 'su');
}
