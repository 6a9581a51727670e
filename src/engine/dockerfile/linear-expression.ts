// A regular expression that never takes longer than its size times the text's: all states advance together.
// Only what patterns of .dockerignore become: characters, classes, `.`, `*`, and the optional group `(.*/)?`.

/** A compiled expression. */
export interface Expression {
  /** Whether the whole text matches, or what stands before one of its `separator` characters. */
  testUpTo(text: string, separator: string): boolean;
}

type CharacterTest = (character: string) => boolean;

/** One state: take a character that passes, or go on at other states without taking one. */
type State = { readonly take: CharacterTest } | { readonly goto: readonly number[] };

/** Compiles `^…$`; undefined when Go's regexp would refuse it. */
export function compileExpression(source: string): Expression | undefined {
  const states = build([...source.slice(1, -1)]);
  return states === undefined ? undefined : { testUpTo: (text, separator) => run(states, text, separator) };
}

function build(source: readonly string[]): readonly State[] | undefined {
  const states: State[] = [];
  let position = 0;
  const addRepeated = (take: CharacterTest): void => {
    states.push({ goto: [states.length + 1, states.length + 3] }, { take }, { goto: [states.length] });
  };
  while (position < source.length) {
    if (source.slice(position, position + 6).join('') === '(.*/)?') {
      const start = states.length;
      states.push({ goto: [start + 1, start + 5] });
      addRepeated(anyCharacter);
      states.push({ take: (character) => character === '/' });
      position += 6;
      continue;
    }
    const atom = readAtom(source, position);
    if (atom === undefined) return undefined;
    position = atom.end;
    if (source[position] === '*') {
      addRepeated(atom.take);
      position++;
    } else states.push({ take: atom.take });
  }
  return states;
}

const anyCharacter: CharacterTest = (character) => character !== '\n';

interface Atom {
  readonly take: CharacterTest;
  /** Where the next one begins. */
  readonly end: number;
}

function readAtom(source: readonly string[], position: number): Atom | undefined {
  const character = source[position] ?? '';
  if (character === '[') return readClass(source, position + 1);
  if (character === '.') return { take: anyCharacter, end: position + 1 };
  if (character === '\\') return readEscape(source, position + 1);
  return { take: (other) => other === character, end: position + 1 };
}

const controlEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const classEscapes: Readonly<Record<string, RegExp>> = {
  d: /^[0-9]$/,
  D: /^[^0-9]$/u,
  s: /^[\t\n\f\r ]$/,
  S: /^[^\t\n\f\r ]$/u,
  w: /^[0-9A-Za-z_]$/,
  W: /^[^0-9A-Za-z_]$/u,
};

/** What follows a backslash. A letter that escapes nothing makes the expression invalid. */
function readEscape(source: readonly string[], position: number): Atom | undefined {
  const character = source[position] ?? '';
  const end = position + 1;
  const set = Object.hasOwn(classEscapes, character) ? classEscapes[character] : undefined;
  if (set !== undefined) return { take: (other) => set.test(other), end };
  const plain = Object.hasOwn(controlEscapes, character) ? controlEscapes[character] : character;
  if (plain === character && /^[0-9A-Za-z]?$/.test(character)) return undefined;
  return { take: (other) => other === plain, end };
}

/** A bracket after its `[`. */
function readClass(source: readonly string[], start: number): Atom | undefined {
  let position = start;
  const isNegated = source[position] === '^';
  if (isNegated) position++;
  const tests: CharacterTest[] = [];
  for (let isFirst = true; isFirst || source[position] !== ']'; isFirst = false) {
    const from = readMember(source, position);
    if (from === undefined) return undefined;
    position = from.end;
    if (source[position] !== '-' || source[position + 1] === ']') {
      tests.push(from.take);
      continue;
    }
    const to = readMember(source, position + 1);
    if (to?.code === undefined || from.code === undefined || to.code < from.code) return undefined;
    tests.push(rangeTest(from.code, to.code));
    position = to.end;
  }
  const isMember: CharacterTest = (character) => tests.some((test) => test(character));
  return { take: (character) => isMember(character) !== isNegated, end: position + 1 };
}

function rangeTest(from: number, to: number): CharacterTest {
  return (character) => {
    const code = character.codePointAt(0) ?? -1;
    return code >= from && code <= to;
  };
}

/** One member of a class; `code` is undefined for a set such as `\d`. */
function readMember(
  source: readonly string[],
  position: number,
): (Atom & { readonly code: number | undefined }) | undefined {
  const character = source[position];
  if (character === undefined) return undefined;
  if (character !== '\\') {
    return { take: (other) => other === character, end: position + 1, code: character.codePointAt(0) };
  }
  const escaped = source[position + 1] ?? '';
  const atom = readEscape(source, position + 1);
  const plain = Object.hasOwn(controlEscapes, escaped) ? controlEscapes[escaped] : escaped;
  return atom && { ...atom, code: Object.hasOwn(classEscapes, escaped) ? undefined : plain?.codePointAt(0) };
}

function run(states: readonly State[], text: string, separator: string): boolean {
  let current = closure(states, [0]);
  for (const character of text) {
    if (character === separator && current.has(states.length)) return true;
    const next: number[] = [];
    for (const index of current) {
      const state = states[index];
      if (state !== undefined && 'take' in state && state.take(character)) next.push(index + 1);
    }
    if (next.length === 0) return false;
    current = closure(states, next);
  }
  return current.has(states.length);
}

/** All states that can be reached without taking a character. */
function closure(states: readonly State[], start: readonly number[]): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = [...start];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    const state = states[index];
    if (state !== undefined && 'goto' in state) open.push(...state.goto);
  }
  return reached;
}
