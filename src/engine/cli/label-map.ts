/** `name=value` words as a map; a name alone has the empty value (docker/cli, opts.ConvertKVStringsToMap). */
export function labelMap(
  words: readonly string[] | Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (!isList(words)) return words;
  return Object.fromEntries(
    words.map((word) => {
      const separator = word.indexOf('=');
      return separator < 0 ? [word, ''] : [word.slice(0, separator), word.slice(separator + 1)];
    }),
  );
}

function isList(words: readonly string[] | Readonly<Record<string, string>>): words is readonly string[] {
  return Array.isArray(words);
}
