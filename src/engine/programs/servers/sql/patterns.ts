// LIKE, SIMILAR TO and regular expressions.
import { isNestedRepetition } from '../../shared/host-regex';
import { coerce, known } from './casts';
import type { Node, Scope } from './scope';
import { notModelled, SqlError } from './sql-error';
import { BOOLEAN, isText, isUnknown, TEXT, typeText } from './types';

/** `LIKE`'s pattern as a regular expression. */
function likeSource(pattern: string, escape: string): string {
  let source = '';
  const chars = [...pattern];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? '';
    if (char === escape && escape !== '') {
      at++;
      if (at >= chars.length) throw new SqlError('LIKE pattern must not end with escape character');
      source += quotedSign(chars[at] ?? '');
    } else if (char === '%') source += '[\\s\\S]*';
    else if (char === '_') source += '[\\s\\S]';
    else source += quotedSign(char);
  }
  return source;
}

function quotedSign(char: string): string {
  return /[.*+?^${}()|[\]\\/]/.test(char) ? `\\${char}` : char;
}

function similarSource(pattern: string): string {
  return pattern.replace(/\\(.)|[%_.^$]/g, (part, escaped) =>
    escaped !== undefined
      ? quotedSign(String(escaped))
      : part === '%'
        ? '[\\s\\S]*'
        : part === '_'
          ? '[\\s\\S]'
          : `\\${part}`,
  );
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '\\d',
  alnum: '\\p{L}\\d',
  space: '\\s',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\p{L}\\d_',
};

/** A pattern of PostgreSQL as one of the host. Throws SqlError. */
export function compilePattern(pattern: string, flags: string): RegExp {
  const own = flags.replace(/[g]/g, '');
  const bad = /[^icnspqx]/.exec(own);
  if (bad) throw new SqlError(`invalid regular expression option: "${bad[0]}"`);
  let source = pattern
    .replace(/\[\[:[<>]:\]\]|\\[mMy]/g, (part) =>
      part === '\\m' || part === '[[:<:]]' ? '\\b(?=\\w)' : part === '\\y' ? '\\b' : '\\b(?<=\\w)',
    )
    .replace(/\[:(\w+):\]/g, (part, name: string) => CLASSES[name] ?? part);
  let isFolded = own.includes('i');
  const directive = /^(?:\*\*\*:)?\(\?([a-z]+)\)/.exec(source);
  if (directive) {
    isFolded = isFolded || (directive[1]?.includes('i') ?? false);
    source = source.slice(directive[0].length);
  }
  const problem = problemOf(source);
  if (problem !== undefined) throw new SqlError(`invalid regular expression: ${problem}`);
  if (isNestedRepetition(source)) throw notModelled('a repetition of a repetition in a regular expression');
  try {
    return new RegExp(source, `u${isFolded ? 'i' : ''}${own.includes('n') ? 'm' : 's'}`);
  } catch {
    try {
      return new RegExp(source, `${isFolded ? 'i' : ''}${own.includes('n') ? 'm' : 's'}`);
    } catch {
      throw notModelled('this regular expression');
    }
  }
}

/** What PostgreSQL's engine says of a pattern that is none (regcomp.c). */
function problemOf(source: string): string | undefined {
  let depth = 0;
  let isQuantifiable = false;
  for (let at = 0; at < source.length; at++) {
    const char = source[at] ?? '';
    if (char === '\\') {
      if (at + 1 >= source.length) return 'invalid escape \\ sequence';
      at++;
      isQuantifiable = true;
    } else if (char === '[') {
      const from = source[at + 1] === '^' ? at + 2 : at + 1;
      let end = source[from] === ']' ? from + 1 : from;
      while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
      if (end >= source.length) return 'brackets [] not balanced';
      at = end;
      isQuantifiable = true;
    } else if (char === '(') {
      depth++;
      isQuantifiable = false;
      if (source[at + 1] === '?') at += 2;
    } else if (char === ')') {
      if (--depth < 0) return 'parentheses () not balanced';
      isQuantifiable = true;
    } else if (char === '*' || char === '+' || char === '?') {
      if (!isQuantifiable) return 'quantifier operand invalid';
      if (source[at + 1] === '?') at++;
      isQuantifiable = false;
    } else isQuantifiable = char !== '|' && char !== '^';
  }
  return depth > 0 ? 'parentheses () not balanced' : undefined;
}

/** LIKE, ILIKE and SIMILAR TO. */
export function patternNode(
  scope: Scope,
  operator: 'like' | 'ilike' | 'similar to',
  isNot: boolean,
  operand: Node,
  pattern: Node,
  at: number,
  escape: Node | undefined,
): Node {
  const sign = `${isNot ? '!' : ''}${operator === 'ilike' ? '~~*' : operator === 'like' ? '~~' : '~'}`;
  const isFitting = (node: Node): boolean => isText(node.type) || isUnknown(node.type);
  if (!isFitting(operand) || !isFitting(pattern)) {
    throw new SqlError(
      `operator does not exist: ${typeText(operand.type)} ${sign} ${isUnknown(pattern.type) ? 'unknown' : typeText(pattern.type)}`,
      at,
      undefined,
      'No operator matches the given name and argument types. You might need to add explicit type casts.',
    );
  }
  const left = coerce(scope, known(scope, operand), TEXT, 'implicit');
  const right = coerce(scope, known(scope, pattern), TEXT, 'implicit');
  let last: { readonly text: string; readonly regex: RegExp } | undefined;
  const regexOf = (text: string, sign: string): RegExp => {
    const key = `${sign}${text}`;
    if (last?.text !== key) {
      const source = operator === 'similar to' ? similarSource(text) : likeSource(text, sign);
      last = { text: key, regex: new RegExp(`^(?:${source})$`, operator === 'ilike' ? 'iu' : 'u') };
    }
    return last.regex;
  };
  return {
    at,
    type: BOOLEAN,
    operator: sign,
    run(env) {
      const [text, form] = [left.run(env), right.run(env)];
      const sign = escape ? escape.run(env) : '\\';
      if (text === null || form === null || sign === null) return null;
      return regexOf(String(form), String(sign)).test(String(text)) !== isNot;
    },
    show: (_, isFull) => {
      const text = `${left.show(true, isFull)} ${sign} ${right.show(true, isFull)}`;
      return isFull === true ? `(${text})` : text;
    },
  };
}
