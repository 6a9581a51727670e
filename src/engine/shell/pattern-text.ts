/** Escapes what is special, so that `text` as a pattern matches itself only. */
export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]!^()|@+-]/g, '\\$&');
}

/** Does the pattern text hold anything that makes it more than a name? */
export function hasPattern(text: string, extended: boolean): boolean {
  const bare = text.replace(/\\[\s\S]/g, '');
  return /[*?]|\[.+\]/s.test(bare) || (extended && /[@!+]\(/.test(bare));
}
