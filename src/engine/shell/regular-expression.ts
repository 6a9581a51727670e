import type { Field } from './fields';

const CLASSES: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '0-9',
  alnum: '\\p{L}0-9',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  xdigit: '0-9A-Fa-f',
  cntrl: '\\x00-\\x1f\\x7f',
  print: ' -~\\u00a0-\\u{10ffff}',
  graph: '!-~\\u00a1-\\u{10ffff}',
};

/** A POSIX extended regular expression (what was quoted is literal); undefined where it is none. */
export function compileRegularExpression(field: Field, ignoreCase: boolean): RegExp | undefined {
  const source = field
    .map(({ text, quoted }) => (quoted ? text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&') : translate(text)))
    .join('');
  try {
    return new RegExp(source, ignoreCase ? 'sui' : 'su');
  } catch {
    return undefined;
  }
}

function translate(text: string): string {
  let result = '';
  for (let i = 0; i < text.length;) {
    const c = text[i] ?? '';
    if (c === '[') {
      const bracket = translateBracket(text, i);
      result += bracket.source;
      i = bracket.end;
    } else if (c === '\\') {
      const next = text[i + 1] ?? '';
      const known: Readonly<Record<string, string>> = {
        '<': '\\b(?=\\w)',
        '>': '\\b(?<=\\w)',
        w: '\\w',
        W: '\\W',
        s: '\\s',
        S: '\\S',
        b: '\\b',
        B: '\\B',
      };
      result += known[next] ?? (/[\\^$.*+?()[\]{}|/]/.test(next) ? `\\${next}` : next);
      i += 2;
    } else if (c === '{' && !/^\{\d*,?\d*\}/.test(text.slice(i))) {
      result += '\\{';
      i++;
    } else if (c === '}' && !/\{\d*,?\d*$/.test(text.slice(0, i))) {
      result += '\\}';
      i++;
    } else {
      result += c === '/' || c === ']' ? `\\${c}` : c;
      i++;
    }
  }
  return result;
}

function translateBracket(text: string, open: number): { source: string; end: number } {
  let i = open + 1;
  let source = '[';
  if (text[i] === '^') {
    source += '^';
    i++;
  }
  for (let isFirst = true; i < text.length; isFirst = false) {
    const c = text[i] ?? '';
    if (c === ']' && !isFirst) return { source: `${source}]`, end: i + 1 };
    const name = /^\[:(\w+):\]/.exec(text.slice(i));
    const known = name ? CLASSES[name[1] ?? ''] : undefined;
    if (name && known !== undefined) {
      source += known;
      i += name[0].length;
      continue;
    }
    source += /[\\[\]&~|/^{}()]/.test(c) ? `\\${c}` : c;
    i++;
  }
  // It is not closed: no expression.
  return { source: '[', end: open + 1 };
}
