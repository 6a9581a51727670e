/** Whether a name is what a pattern of `*`, `?` and `[…]` means. Source: Go, path.Match. */
export function matchesPattern(pattern: string, name: string): boolean {
  const source = pattern.replace(
    /\[(\^?)([^\]]+)\]|[^]/gu,
    (part, negation: string | undefined, set: string | undefined) => {
      if (set !== undefined) return `[${negation ?? ''}${set.replace(/[\\\]^]/g, '\\$&')}]`;
      if (part === '*') return '[^/]*';
      return part === '?' ? '[^/]' : part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    },
  );
  try {
    return new RegExp(`^${source}$`, 'u').test(name);
  } catch {
    return false;
  }
}
