import type { ArrayElement, Assignment, Word, WordPart } from './ast';

/** The literal text of a word without any quotes or expansions; undefined for others. */
export function plainText(word: Word): string | undefined {
  const [part, second] = word.parts;
  return part?.kind === 'text' && !part.quoted && !second && part.text === word.raw ? part.text : undefined;
}

/** `name=value`, `name+=value`, `name[sub]=value` as a word: taken apart, or undefined where it is none. */
export function assignmentOf(word: Word, arrays: boolean): Assignment | undefined {
  const first = word.parts[0];
  if (first?.kind !== 'text' || first.quoted) return undefined;
  const simple = /^([A-Za-z_]\w*)(\+?)=/.exec(first.text);
  if (simple && (simple[2] === '' || arrays)) {
    const value = withoutStart(word, simple[0].length);
    return { name: simple[1] ?? '', append: simple[2] === '+', value };
  }
  if (!arrays) return undefined;
  const name = /^([A-Za-z_]\w*)\[/.exec(first.text);
  if (!name) return undefined;
  return subscriptAssignment(word, name[1] ?? '', name[0].length);
}

function withoutStart(word: Word, length: number): Word {
  const [first, ...others] = word.parts;
  if (first?.kind !== 'text') return word;
  const text = first.text.slice(length);
  return { parts: text === '' ? others : [{ ...first, text }, ...others], raw: word.raw.slice(length) };
}

function subscriptAssignment(word: Word, name: string, open: number): Assignment | undefined {
  const subscript: WordPart[] = [];
  for (const [index, part] of word.parts.entries()) {
    const text =
      part.kind === 'text' && !part.quoted ? (index === 0 ? part.text.slice(open) : part.text) : undefined;
    const end = text === undefined ? null : /\](\+?)=/.exec(text);
    if (text === undefined || !end) {
      subscript.push(text === undefined ? part : { kind: 'text', text, quoted: false });
      continue;
    }
    if (end.index > 0) subscript.push({ kind: 'text', text: text.slice(0, end.index), quoted: false });
    const rest = text.slice(end.index + end[0].length);
    const parts: WordPart[] = rest === '' ? [] : [{ kind: 'text', text: rest, quoted: false }];
    const equals = word.raw.indexOf('=');
    const rawSubscript = word.raw.slice(
      open,
      Math.max(open, word.raw.lastIndexOf(']', equals < 0 ? undefined : equals)),
    );
    return {
      name,
      subscript: { parts: subscript, raw: rawSubscript },
      append: end[1] === '+',
      value: { parts: [...parts, ...word.parts.slice(index + 1)], raw: word.raw.slice(equals + 1) },
    };
  }
  return undefined;
}

/** One element of `name=(…)`: `[key]=value` or a word. */
export function elementOf(word: Word): ArrayElement {
  const first = word.parts[0];
  if (first?.kind === 'text' && !first.quoted && first.text.startsWith('[')) {
    const assignment = subscriptAssignment({ parts: word.parts, raw: word.raw }, '', 1);
    if (assignment?.subscript && 'parts' in assignment.value)
      return { key: assignment.subscript, value: assignment.value };
  }
  return { value: word };
}

/** Outside of assignments the Almquist shells know `~` only at the start of a word. */
export function withoutInnerTildes(word: Word): Word {
  if (!word.parts.some((part, index) => part.kind === 'tilde' && index > 0)) return word;
  const parts = word.parts.map((part, index): WordPart =>
    part.kind === 'tilde' && index > 0 ? { kind: 'text', text: `~${part.user}`, quoted: false } : part,
  );
  return { ...word, parts };
}
