import type { TextPart, Word, WordPart } from '../ast';

/** A character of unquoted text, or a part that braces do not look into. */
type Item = string | Exclude<WordPart, TextPart> | (TextPart & { readonly quoted: true });

/** bash's brace expansion: `{a,b}` and `{1..3}` make several words of one, before anything else is expanded. */
export function expandBraces(word: Word): readonly Word[] {
  const items: Item[] = [];
  for (const part of word.parts) {
    if (part.kind === 'text' && !part.quoted) items.push(...part.text);
    else if (part.kind === 'text') items.push({ ...part, quoted: true });
    else items.push(part);
  }
  return expandItems(items).map((expanded) => ({ parts: toParts(expanded), raw: word.raw }));
}

function toParts(items: readonly Item[]): WordPart[] {
  const parts: WordPart[] = [];
  let text = '';
  for (const item of [...items, undefined]) {
    if (typeof item === 'string') {
      text += item;
      continue;
    }
    if (text !== '') parts.push({ kind: 'text', text, quoted: false });
    text = '';
    if (item) parts.push(item);
  }
  return parts;
}

function expandItems(items: readonly Item[]): Item[][] {
  for (let open = 0; open < items.length; open++) {
    if (items[open] !== '{') continue;
    const close = closingBrace(items, open);
    if (close === undefined) continue;
    const alternatives = alternativesOf(items.slice(open + 1, close));
    if (!alternatives) continue;
    const before = items.slice(0, open);
    const rests = expandItems(items.slice(close + 1));
    if (alternatives.length * rests.length > MOST_WORDS) throw new RangeError('Invalid array length');
    return alternatives.flatMap((middle) => rests.map((rest) => [...before, ...middle, ...rest]));
  }
  return [[...items]];
}

function closingBrace(items: readonly Item[], open: number): number | undefined {
  let depth = 0;
  for (let i = open; i < items.length; i++) {
    if (items[i] === '{') depth++;
    else if (items[i] === '}' && --depth === 0) return i;
  }
  return undefined;
}

function alternativesOf(inside: readonly Item[]): Item[][] | undefined {
  const parts: Item[][] = [[]];
  let depth = 0;
  for (const item of inside) {
    if (item === '{') depth++;
    else if (item === '}') depth--;
    if (item === ',' && depth === 0) parts.push([]);
    else parts.at(-1)?.push(item);
  }
  if (parts.length > 1) return parts.flatMap((part) => expandItems(part));
  if (!inside.every((item) => typeof item === 'string')) return undefined;
  return sequence(inside.join(''))?.map((text) => [...text]);
}

/** More words than this are too many to hold. */
const MOST_WORDS = 500_000;

function sequence(text: string): string[] | undefined {
  const match = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(text);
  const [, first, last, by] = match ?? [];
  if (first === undefined || last === undefined) return undefined;
  const isNumber = /\d/.test(first);
  if (isNumber !== /\d/.test(last)) return undefined;
  const from = isNumber ? Number(first) : first.charCodeAt(0);
  const to = isNumber ? Number(last) : last.charCodeAt(0);
  const increment = Math.max(1, Math.abs(Number(by ?? 1)));
  const isPadded = isNumber && (/^-?0\d/.test(first) || /^-?0\d/.test(last));
  const width = isPadded ? Math.max(first.length, last.length) : 0;
  const values: string[] = [];
  for (let i = 0; i * increment <= Math.abs(to - from); i++) {
    if (i >= MOST_WORDS) throw new RangeError('Invalid array length');
    const value = from < to ? from + i * increment : from - i * increment;
    if (!isNumber) values.push(String.fromCharCode(value));
    else if (value < 0) values.push(`-${String(-value).padStart(width - 1, '0')}`);
    else values.push(String(value).padStart(width, '0'));
  }
  return values;
}
