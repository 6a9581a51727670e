import type { Language } from './language';
import { type Token, type TokenLine, tokensBy } from './token';

const STRINGS = `"(?:\\\\.|[^"\\\\])*"?|'(?:\\\\.|[^'\\\\])*'?`;

function keywords(words: string): string {
  return `\\b(?:${words.split(' ').join('|')})\\b`;
}

function pattern(parts: Readonly<Record<string, string>>): RegExp {
  const groups = Object.entries(parts).map(([kind, source]) => `(?<${kind}>${source})`);
  return new RegExp(groups.join('|'), 'gm');
}

const SHELL = pattern({
  comment: '(?<=^|\\s)#.*$',
  string: `"(?:\\\\.|[^"\\\\])*"?|'[^']*'?`,
  constant: '\\$(?:\\{[^}]*\\}?|\\w+|[@*#?$!-])',
  keyword: keywords(
    'if then elif else fi for in do done while until case esac function return exit set exec',
  ),
  punctuation: '&&|\\|\\||[|;]|\\\\$',
});

/** What is simple of each language, a line at a time; strings over several lines are not followed. */
const PATTERNS: Readonly<Record<Exclude<Language, 'dockerfile' | 'text'>, RegExp>> = {
  shell: SHELL,
  ignore: pattern({ comment: '^#.*$', keyword: '^\\s*!', constant: '\\*\\*|[*?]|\\[[^\\]]*\\]' }),
  python: pattern({
    comment: '#.*$',
    string: STRINGS,
    keyword: keywords(
      'and as assert async await break class continue def del elif else except False finally for from global if ' +
        'import in is lambda None nonlocal not or pass raise return True try while with yield',
    ),
    constant: '\\b\\d[\\d_.]*\\b',
  }),
  script: pattern({
    comment: '//.*$|^#!.*$|/\\*.*?\\*/',
    string: `${STRINGS}|\`[^\`]*\`?`,
    keyword: keywords(
      'async await break case catch chan class const continue default defer do else export extends false finally ' +
        'for func function go if import in interface let map new nil null of package range return select static ' +
        'struct switch this throw true try type typeof undefined var while yield void int char include',
    ),
    constant: '\\b\\d[\\d_.]*\\b',
  }),
  json: pattern({
    parameter: '"(?:\\\\.|[^"\\\\])*"(?=\\s*:)',
    string: '"(?:\\\\.|[^"\\\\])*"?',
    keyword: keywords('true false null'),
    constant: '-?\\b\\d[\\d.eE+-]*\\b',
  }),
  yaml: pattern({
    comment: '(?<=^|\\s)[#;].*$',
    keyword: '^\\s*(?:- )*[\\w.-]+(?=\\s*[:=])|^\\s*\\[[^\\]]*\\]',
    string: STRINGS,
    constant: '\\b(?:true|false|null)\\b|\\b\\d[\\d.]*\\b|\\$\\{?\\w+\\}?',
  }),
};

export function shellTokens(line: string): Token[] {
  return tokensBy(SHELL, line);
}

/** The lines of a file as coloured pieces. */
export function codeLines(language: Exclude<Language, 'dockerfile'>, text: string): readonly TokenLine[] {
  const lines = text.split('\n');
  if (language === 'text') return lines.map((line) => (line === '' ? [] : [{ text: line }]));
  return lines.map((line) => tokensBy(PATTERNS[language], line));
}
