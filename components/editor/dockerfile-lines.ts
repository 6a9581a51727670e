import { shellTokens } from './code-lines';
import { type Token, type TokenLine, tokensBy } from './token';

const INSTRUCTIONS: ReadonlySet<string> = new Set(
  (
    'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER ' +
    'VOLUME WORKDIR'
  ).split(' '),
);
const WORDS =
  /(?<string>"(?:\\.|[^"\\])*"?|'[^']*'?)|(?<constant>\$(?:\{[^}]*\}?|\w+))|(?<punctuation><<-?(["']?)\w+\4|&&|\|\||[|;]|\\\s*$)/g;
const FLAG = /^(\s*)(--[\w-]+)(=?)(\S*)/;
const HEREDOC = /<<(-?)(["']?)(\w+)\2/g;

interface Heredoc {
  readonly name: string;
  /** Tabs before its end do not count. */
  readonly isChomped: boolean;
  readonly isShell: boolean;
}

/** The lines of a Dockerfile as coloured pieces; what cannot be read stays plain. */
export function dockerfileLines(text: string): readonly TokenLine[] {
  const escape = /^#\s*escape\s*=\s*`\s*$/im.test(text.split(/^[^#]/m)[0] ?? '') ? '`' : '\\';
  const heredocs: Heredoc[] = [];
  /** Of the instruction that the line before goes on with. */
  let instruction: string | undefined;
  return text.split('\n').map((line): TokenLine => {
    const [heredoc] = heredocs;
    if (heredoc !== undefined) {
      if ((heredoc.isChomped ? line.replace(/^\t+/, '') : line) === heredoc.name) {
        heredocs.shift();
        return [{ text: line, kind: 'punctuation' }];
      }
      return heredoc.isShell ? shellTokens(line) : line === '' ? [] : [{ text: line, kind: 'string' }];
    }
    if (/^\s*#/.test(line)) return [{ text: line, kind: 'comment' }];
    const isContinued = instruction !== undefined;
    const { tokens, name } = isContinued ? { tokens: [], name: instruction } : beginning(line);
    const rest = line.slice(tokens.reduce((sum, one) => sum + one.text.length, 0));
    const current = name ?? '';
    if (['RUN', 'COPY', 'ADD'].includes(current))
      for (const [, dash, , end = ''] of rest.matchAll(HEREDOC))
        heredocs.push({ name: end, isChomped: dash === '-', isShell: current === 'RUN' });
    const goesOn = line.trimEnd().endsWith(escape) || (isContinued && line.trim() === '');
    instruction = goesOn && name !== undefined ? name : undefined;
    return [...tokens, ...restTokens(rest, current)];
  });
}

/** The instruction at the beginning of a line, ONBUILD's own included. */
function beginning(line: string): { readonly tokens: Token[]; readonly name: string | undefined } {
  const tokens: Token[] = [];
  let name: string | undefined;
  for (;;) {
    const read = tokens.reduce((sum, { text }) => sum + text.length, 0);
    const found = /^(\s*)([A-Za-z]+)(?=\s|$)/.exec(line.slice(read));
    const word = found?.[2]?.toUpperCase();
    if (word === undefined || !INSTRUCTIONS.has(word)) return { tokens, name };
    if (found?.[1] !== '') tokens.push({ text: found?.[1] ?? '' });
    tokens.push({ text: found?.[2] ?? '', kind: 'keyword' });
    name = word;
    if (word !== 'ONBUILD') return { tokens, name };
  }
}

function restTokens(text: string, instruction: string): Token[] {
  const tokens: Token[] = [];
  let rest = text;
  for (let flag = FLAG.exec(rest); flag !== null; flag = FLAG.exec(rest)) {
    const [whole, space = '', name = '', sign = '', value = ''] = flag;
    tokens.push({ text: space }, { text: name, kind: 'parameter' }, ...tokensBy(WORDS, sign + value));
    rest = rest.slice(whole.length);
  }
  const inner = { FROM: /^(.*\s)(as)(\s.*)$/i, HEALTHCHECK: /^(.*\s)?(CMD|NONE)(\s.*)?$/i }[instruction];
  const [, before = '', word, after = ''] = inner?.exec(rest) ?? [];
  if (word === undefined) return [...tokens, ...tokensBy(WORDS, rest)].filter((one) => one.text !== '');
  tokens.push(...tokensBy(WORDS, before), { text: word, kind: 'keyword' }, ...tokensBy(WORDS, after));
  return tokens.filter((one) => one.text !== '');
}
