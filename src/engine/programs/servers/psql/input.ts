// What psql reads: statements up to a semicolon, its variables, and commands with their arguments (psqlscan.l, psqlscanslash.l).

/** A variable's value where `:name`, `:'name'` or `:"name"` stands; quoted texts stay as they are. */
export function withVariables(text: string, variables: ReadonlyMap<string, string>): string {
  const parts =
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|::|:(?:'(\w+)'|"(\w+)"|\{\?(\w+)\}|(\w+))/g;
  return text.replace(
    parts,
    (
      whole,
      _tag,
      literal: string | undefined,
      identifier: string | undefined,
      isSet: string | undefined,
      plain: string | undefined,
    ) => {
      if (isSet !== undefined) return variables.has(isSet) ? 'TRUE' : 'FALSE';
      const name = literal ?? identifier ?? plain;
      const value = name === undefined ? undefined : variables.get(name);
      if (value === undefined) return whole;
      if (literal !== undefined) return `'${value.replaceAll("'", "''")}'`;
      return identifier === undefined ? value : `"${value.replaceAll('"', '""')}"`;
    },
  );
}

/** What is sent of a text: `\\;` is a semicolon that did not send it. */
export function unescaped(text: string): string {
  return text.replaceAll('\\;', ';');
}

/** A line of input: SQL, and commands between. */
export type Piece =
  | { readonly kind: 'sql'; readonly text: string; readonly isComplete: boolean }
  | { readonly kind: 'command'; readonly name: string; readonly rest: string };

const SKIP =
  /--[^\n]*|\/\*[\s\S]*?\*\/|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$|[A-Za-z_][\w$]*/y;

/** What of a text is complete, one after another, up to the first command (whose line it takes), and what is over. */
export function nextPiece(text: string): { readonly piece: Piece; readonly rest: string } {
  let at = 0;
  let depth = 0;
  while (at < text.length) {
    SKIP.lastIndex = at;
    const skipped = SKIP.exec(text);
    if (skipped) at += skipped[0].length;
    else if (
      text[at] === "'" ||
      text[at] === '"' ||
      text.startsWith('/*', at) ||
      /^\$(?:[A-Za-z_]\w*)?\$/.test(text.slice(at, at + 64))
    )
      break;
    else if (text[at] === ';' && depth <= 0)
      return {
        piece: { kind: 'sql', text: text.slice(0, at + 1), isComplete: true },
        rest: text.slice(at + 1),
      };
    else if (text[at] === '\\') {
      // `\;` is a semicolon that does not send.
      if (text[at + 1] === ';') {
        at += 2;
        continue;
      }
      if (text.slice(0, at).trim() !== '')
        return { piece: { kind: 'sql', text: text.slice(0, at), isComplete: false }, rest: text.slice(at) };
      const [whole = '', name = '', rest = ''] = /^\\([^\s\\'"]*)([^\n]*)/.exec(text.slice(at)) ?? [];
      const isShell = name.startsWith('!');
      const end = isShell ? -1 : secondCommand(rest);
      const own = end < 0 ? rest : rest.slice(0, end);
      const taken = end < 0 ? at + whole.length : at + 1 + name.length + end;
      return {
        piece: { kind: 'command', name: isShell ? '!' : name, rest: isShell ? name.slice(1) + own : own },
        rest: text.slice(taken).replace(/^\\\\/, ''),
      };
    } else {
      if (text[at] === '(') depth++;
      else if (text[at] === ')') depth--;
      at++;
    }
  }
  return { piece: { kind: 'sql', text, isComplete: false }, rest: '' };
}

/** Where on a command's line another one begins. */
function secondCommand(rest: string): number {
  const quotes = /'(?:[^'\\]|\\.|'')*'|"[^"]*"|`[^`]*`/y;
  for (let at = 0; at < rest.length; at++) {
    quotes.lastIndex = at;
    const skipped = quotes.exec(rest);
    if (skipped) at += skipped[0].length - 1;
    else if (rest[at] === '\\') return at;
  }
  return -1;
}

/** A command's arguments: quotes are taken away, variables filled in. */
export function argumentsOf(rest: string, variables: ReadonlyMap<string, string>): readonly string[] {
  const words: string[] = [];
  const part = /\s+|((?:'(?:[^'\\]|\\.|'')*'|"(?:[^"]|"")*"|[^\s'"])+)/g;
  for (const [, word] of rest.matchAll(part)) {
    if (word === undefined) continue;
    words.push(
      word.replace(
        /'((?:[^'\\]|\\.|'')*)'|:'(\w+)'|:"(\w+)"|:(\w+)/g,
        (
          whole,
          text: string | undefined,
          literal: string | undefined,
          identifier: string | undefined,
          plain: string | undefined,
        ) => {
          if (text !== undefined)
            return text
              .replaceAll("''", "'")
              .replace(
                /\\(.)/g,
                (_, sign: string) => ({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' })[sign] ?? sign,
              );
          const value = variables.get(literal ?? identifier ?? plain ?? '');
          return value === undefined
            ? whole
            : literal === undefined
              ? value
              : `'${value.replaceAll("'", "''")}'`;
        },
      ),
    );
  }
  return words;
}
