/** Oniguruma's patterns (its Perl syntax, which jq takes) as JavaScript's. Source: Oniguruma's doc/RE. */
import { isNestedRepetition } from '../../shared/host-regex';
import { JqNotModelled } from './endings';
import { fail } from './values';

export interface Pattern {
  readonly regex: RegExp;
  /** The names of the groups that capture, in the order in which they stand. */
  readonly names: readonly (string | null)[];
}

const CLASSES: Readonly<Record<string, string>> = {
  alnum: '\\p{L}\\p{M}\\p{Nd}',
  alpha: '\\p{L}\\p{M}',
  ascii: '\\0-\\x7f',
  blank: '\\p{Zs}\\t',
  cntrl: '\\p{Cc}',
  digit: '\\p{Nd}',
  graph: '!-~\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}',
  lower: '\\p{Ll}',
  print: ' -~\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}',
  punct: '\\p{P}$+<=>^`|~',
  space: '\\s\\x85',
  upper: '\\p{Lu}',
  word: '\\p{L}\\p{M}\\p{Nd}\\p{Pc}',
  xdigit: '0-9a-fA-F',
};

/** Letters of escapes that mean a set of characters. */
const SETS: Readonly<Record<string, string>> = { d: 'digit', w: 'word', s: 'space' };

/** Places: of the whole text, not of its lines. */
const ANCHORS: Readonly<Record<string, string>> = {
  '^': '(?<![^])',
  $: '(?=\\n?(?![^]))',
  '\\A': '(?<![^])',
  '\\Z': '(?=\\n?(?![^]))',
  '\\z': '(?![^])',
};

const TOKEN =
  /\\(?:x[\da-fA-F]{1,2}|[pP]\{\^?\w+\}|k<\w+>|[^]|$)|\[\^?\]?(?:\[:\^?\w+:\]|\\[^]|[^\]\\])*(\]?)|\(\?<(\w+)>|\(\?[^]?|\{\d+(?:,\d*)?\}|[^]/gu;
const REPEATED = /^(?:[*+?]|\{\d+(?:,\d*)?\})$/;

function escaped(token: string, isInClass: boolean): string {
  const letter = token.slice(1);
  const set = SETS[letter.toLowerCase()];
  if (set !== undefined) {
    const isOther = letter !== letter.toLowerCase();
    if (!isOther) return isInClass ? (CLASSES[set] ?? '') : `[${CLASSES[set] ?? ''}]`;
    if (isInClass) throw new JqNotModelled(`'${token}' in a character class`);
    return `[^${CLASSES[set] ?? ''}]`;
  }
  if (letter === 'a') return '\\x07';
  if (letter === 'e') return '\\x1b';
  if (/^x/.test(letter)) return `\\x${letter.slice(1).padStart(2, '0')}`;
  if (/^[pP]\{\^?\w+\}$/.test(letter)) {
    const name = letter.slice(2, -1);
    const isOther = letter.startsWith('P') !== name.startsWith('^');
    const own = CLASSES[name.replace('^', '').toLowerCase()];
    if (own === undefined) return `\\${isOther ? 'P' : 'p'}{${name.replace('^', '')}}`;
    if (isInClass && isOther) throw new JqNotModelled(`'${token}' in a character class`);
    return isInClass ? own : `[${isOther ? '^' : ''}${own}]`;
  }
  if (/^(?:[tnrfv1-9]|k<\w+>)$/.test(letter) || (letter === 'b' && !isInClass)) return token;
  if (letter === 'B' && !isInClass) return token;
  if (letter === 'b') return '\\b';
  if (/^[a-zA-Z\d]$/.test(letter)) throw new JqNotModelled(`'${token}' in a regular expression`);
  return literal(letter);
}

const literal = (char: string): string => (/[\^$\\.*+?()[\]{}|/-]/.test(char) ? `\\x${hex(char)}` : char);
const hex = (char: string): string => char.charCodeAt(0).toString(16).padStart(2, '0');

function characterClass(token: string): string {
  const [open = '', isOther] = /^\[(\^?)/.exec(token) ?? [];
  const body = token.slice(open.length, -1);
  const inner = body.replace(
    /\[:(\^?)(\w+):\]|\\(?:[pP]\{\^?\w+\}|x[\da-fA-F]{1,2}|[^])|[^]/gu,
    (part, other, name) => {
      if (part.startsWith('\\')) return escaped(part, true);
      if (!part.startsWith('[:')) return /[[\]^&~(){}/|]/.test(part) ? literal(part) : part;
      const set = CLASSES[String(name)];
      if (set === undefined || other !== '') throw new JqNotModelled(`'${part}' in a regular expression`);
      return set;
    },
  );
  // A set is no end of a range: `[\w-]` has a hyphen.
  const own = inner.replace(/-$/, '\\-').replace(/(\\[ps]\{?\w*\}?)-/g, '$1\\-');
  return `[${isOther ?? ''}${own}]`;
}

/** Compiles a pattern; `flags` are those of JavaScript. Fails with Oniguruma's words. */
export function compilePattern(pattern: string, flags: string): Pattern {
  const wrong = (why: string): never => fail(`Regex failure: ${why}`);
  const names: (string | null)[] = [];
  let own = flags;
  let source = '';
  let depth = 0;
  let isStart = true;
  const body = pattern.replace(/^\(\?i\)/, () => {
    own = flags.includes('i') ? flags : `${flags}i`;
    return '';
  });
  for (const [token, closing, name] of body.matchAll(TOKEN)) {
    if (token === '\\') return wrong('end pattern at escape');
    if (closing === '') return wrong('premature end of char-class');
    if (isStart && REPEATED.test(token)) return wrong('target of repeat operator is not specified');
    if (token.startsWith('(')) {
      depth++;
      if (token === '(') names.push(null);
      if (name !== undefined) names.push(name);
      if (/^\(\?[^:=!<]$/.test(token)) throw new JqNotModelled(`'${token}' in a regular expression`);
    }
    if (token === ')' && --depth < 0) return wrong('unmatched close parenthesis');
    isStart = token.startsWith('(') || token === '|';
    source +=
      ANCHORS[token] ??
      (token.startsWith('\\')
        ? escaped(token, false)
        : closing !== undefined
          ? characterClass(token)
          : /^[{}\]]$/.test(token)
            ? literal(token)
            : token);
  }
  if (depth > 0) return wrong('end pattern with unmatched parenthesis');
  if (isNestedRepetition(source))
    throw new JqNotModelled('a repetition within a repetition in a regular expression');
  try {
    return { regex: new RegExp(source, own), names };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new JqNotModelled(`the regular expression '${pattern}'`);
  }
}
