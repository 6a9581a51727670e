/** A line's words as redis-cli and the server split them; undefined where a quote is not closed. */
export function parseWords(line: string): string[] | undefined {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line[at] ?? '')) {
      at++;
      continue;
    }
    let word = '';
    while (at < line.length && !/\s/.test(line[at] ?? '')) {
      const char = line[at++] ?? '';
      if (char !== '"' && char !== "'") {
        word += char;
        continue;
      }
      const end = closing(line, at, char);
      if (end === undefined) return undefined;
      const inside = line.slice(at, end);
      word +=
        char === '"'
          ? inside.replace(/\\(?:x([0-9a-fA-F]{2})|([\s\S]))/g, (_, hex: string | undefined, letter = '') =>
              hex === undefined
                ? (ESCAPES[String(letter)] ?? String(letter))
                : String.fromCharCode(parseInt(hex, 16)),
            )
          : inside.replaceAll("\\'", "'");
      at = end + 1;
    }
    words.push(word);
  }
  return words;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

function closing(line: string, from: number, quote: string): number | undefined {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === quote) return at;
  }
  return undefined;
}
