/**
 * re, on the host's own regular expressions. Those go back and try again without end on patterns with a repetition
 * inside of a repetition; such a pattern, and a very long text, is refused in plain words.
 */
import type { Task } from '../../../../kernel';
import { isNestedRepetition } from '../../../shared/host-regex';
import { call, define, native, notModelled } from '../call';
import { exceptionClass, raised } from '../errors';
import { nativeClass, text, whole } from '../helpers';
import { iteratorOver } from '../iterate';
import { checkPattern, PatternProblem } from '../pattern-check';
import { quote, str } from '../text';
import {
  type Attributes,
  Obj,
  OBJECT,
  PyClass,
  PyDict,
  PyList,
  PyProperty,
  PyTuple,
  type Value,
} from '../values';
import type { Vm } from '../vm';

const MAX_TEXT = 200_000;
const ERROR = new PyClass('PatternError', [exceptionClass('Exception')]);
ERROR.module = 're';
const FLAGS: Readonly<Record<string, number>> = {
  I: 2,
  IGNORECASE: 2,
  M: 8,
  MULTILINE: 8,
  S: 16,
  DOTALL: 16,
  X: 64,
  VERBOSE: 64,
  A: 256,
  ASCII: 256,
  U: 32,
  UNICODE: 32,
};

class Pattern extends Obj {
  constructor(
    readonly source: string,
    readonly regex: RegExp,
    readonly flags: number,
  ) {
    super(PATTERN);
  }
}

class Match extends Obj {
  constructor(
    readonly pattern: Pattern,
    readonly found: RegExpExecArray,
  ) {
    super(MATCH);
  }
}

const cache = new Map<string, Pattern>();

function compile(source: Value | undefined, flagsValue: Value | undefined): Pattern {
  if (source instanceof Pattern) return source;
  const given = text(source);
  const inline = /^\(\?([aimsux]+)\)/.exec(given);
  let flags = whole(flagsValue);
  for (const letter of inline?.[1] ?? '') flags |= FLAGS[letter.toUpperCase()] ?? 0;
  const key = `${String(flags)}:${given}`;
  const known = cache.get(key);
  if (known) return known;
  try {
    checkPattern(given, (flags & 64) !== 0);
  } catch (error) {
    if (!(error instanceof PatternProblem)) throw error;
    throw patternError(error.message, given, error.position);
  }
  let body = inline ? given.slice(inline[0].length) : given;
  if (flags & 64)
    body = body.replace(/\\[\s\S]|\[(?:\\.|[^\]])*\]|\s+|#[^\n]*/g, (part) =>
      /^[\s#]/.test(part) ? '' : part,
    );
  if (isNestedRepetition(body))
    throw notModelled(`the pattern ${quote(given)}: a repetition inside of a repetition`);
  const translated = body.replace(
    /\\A|\\Z|\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\(\?P<|\(\?P=(\w+)\)|\(\?#[^)]*\)|\./g,
    (part, name: string | undefined) =>
      part === '\\A'
        ? '(?<![\\s\\S])'
        : part === '\\Z'
          ? '(?![\\s\\S])'
          : part === '(?P<'
            ? '(?<'
            : part.startsWith('(?#')
              ? ''
              : name !== undefined
                ? `\\k<${name}>`
                : part === '.' && (flags & 16) === 0
                  ? '[^\\n]'
                  : part,
  );
  const letters = `dg${flags & 2 ? 'i' : ''}${flags & 8 ? 'm' : ''}${flags & 16 ? 's' : ''}`;
  try {
    const made = new Pattern(given, new RegExp(translated, `${letters}u`), flags);
    cache.set(key, made);
    return made;
  } catch {
    try {
      return new Pattern(given, new RegExp(translated, letters), flags);
    } catch {
      throw notModelled(`the pattern ${quote(given)}`);
    }
  }
}

/** re.error, with where it is in the pattern. */
function patternError(message: string, pattern: string, position: number): Error {
  const before = pattern.slice(0, position).split('\n');
  const line = before.length;
  const column = (before[before.length - 1] ?? '').length + 1;
  const where = pattern.includes('\n') ? ` (line ${String(line)}, column ${String(column)})` : '';
  const error = raised(ERROR, `${message} at position ${String(position)}${where}`);
  const details = {
    msg: message,
    pattern,
    pos: BigInt(position),
    lineno: BigInt(line),
    colno: BigInt(column),
  };
  for (const [name, value] of Object.entries(details)) error.exception.set(name, value);
  return error;
}

function search(
  pattern: Pattern,
  subject: string,
  how: 'search' | 'match' | 'fullmatch',
  from = 0,
): Match | null {
  if (subject.length > MAX_TEXT)
    throw notModelled(`a search in a text of ${String(subject.length)} characters`);
  const { regex } = pattern;
  const source = how === 'fullmatch' ? `(?:${regex.source})(?![\\s\\S])` : regex.source;
  const own = new RegExp(source, how === 'search' ? regex.flags : `${regex.flags.replace('g', '')}y`);
  own.lastIndex = from;
  const found = own.exec(subject);
  return found ? new Match(pattern, found) : null;
}

function* each(vm: Vm, pattern: Pattern, subject: string): Task<Match[]> {
  const all: Match[] = [];
  if (subject.length > MAX_TEXT)
    throw notModelled(`a search in a text of ${String(subject.length)} characters`);
  for (const found of subject.matchAll(pattern.regex)) {
    all.push(new Match(pattern, found));
    if (vm.isTurnDue()) yield* vm.turn();
  }
  return all;
}

function group(match: Match, which: Value | undefined): Value {
  const { found } = match;
  if (typeof which === 'string') {
    if (!found.groups || !(which in found.groups)) throw raised('IndexError', 'no such group');
    return found.groups[which] ?? null;
  }
  const index = whole(which);
  if (index < 0 || index >= found.length) throw raised('IndexError', 'no such group');
  return found[index] ?? null;
}

function span(match: Match, which: Value | undefined): [number, number] {
  const { indices } = match.found;
  const found = typeof which === 'string' ? indices?.groups?.[which] : indices?.[whole(which)];
  return found ? [found[0], found[1]] : [-1, -1];
}

function* replaced(
  vm: Vm,
  pattern: Pattern,
  by: Value,
  subject: string,
  most: number,
): Task<[string, number]> {
  let made = '';
  let last = 0;
  let count = 0;
  for (const match of yield* each(vm, pattern, subject)) {
    if (most > 0 && count >= most) break;
    count++;
    made += subject.slice(last, match.found.index);
    made += typeof by === 'string' ? expanded(match, by) : yield* str(vm, yield* call(vm, by, [match]));
    last = match.found.index + match.found[0].length;
  }
  return [made + subject.slice(last), count];
}

function expanded(match: Match, template: string): string {
  return template.replace(
    /\\(?:g<(\w+)>|(\d{1,2})|([\s\S]))/g,
    (_whole, name: string | undefined, number: string | undefined, char: string | undefined) => {
      const which = name ?? number;
      if (which !== undefined)
        return String((group(match, /^\d+$/.test(which) ? BigInt(which) : which) as string | null) ?? '');
      return { n: '\n', t: '\t', r: '\r' }[char ?? ''] ?? (char === '\\' ? '\\' : `\\${char ?? ''}`);
    },
  );
}

const MATCH = nativeClass('Match', 're', {
  group: [
    'self *groups',
    (_vm, [self, groups]) => {
      const wanted = (groups as PyTuple).items;
      if (wanted.length < 2) return group(self as Match, wanted[0]);
      return new PyTuple(wanted.map((one) => group(self as Match, one)));
    },
  ],
  __getitem__: ['self group', (_vm, [self, which]) => group(self as Match, which)],
  groups: [
    'self default?',
    (_vm, [self, otherwise = null]) =>
      new PyTuple((self as Match).found.slice(1).map((one) => one ?? otherwise)),
  ],
  groupdict: [
    'self',
    (_vm, [self]) => {
      const dict = new PyDict();
      for (const [name, value] of Object.entries((self as Match).found.groups ?? {}))
        dict.setText(name, value ?? null);
      return dict;
    },
  ],
  start: ['self group?', (_vm, [self, which]) => BigInt(span(self as Match, which)[0])],
  end: ['self group?', (_vm, [self, which]) => BigInt(span(self as Match, which)[1])],
  span: [
    'self group?',
    (_vm, [self, which]) => new PyTuple(span(self as Match, which).map((at) => BigInt(at))),
  ],
  __repr__: [
    'self',
    (_vm, [self]) => {
      const [from, to] = span(self as Match, undefined);
      return `<re.Match object; span=(${String(from)}, ${String(to)}), match=${quote((self as Match).found[0])}>`;
    },
  ],
  __bool__: ['self', () => true],
  expand: ['self template', (_vm, [self, template]) => expanded(self as Match, text(template))],
});
const matchPart = (name: string, read: (match: Match) => Value): void =>
  void MATCH.members.set(name, new PyProperty(native(name, 'self', (_vm, [self]) => read(self as Match))));
matchPart('string', ({ found }) => found.input);
matchPart('re', ({ pattern }) => pattern);
matchPart('pos', () => 0n);
matchPart('endpos', ({ found }) => BigInt(found.input.length));
matchPart('lastindex', ({ found }) => {
  // Of the groups that took part, the one that ended last.
  let last = 0;
  for (let index = 1; index < found.length; index++) {
    const end = found.indices?.[index]?.[1];
    if (end === undefined) continue;
    if (last === 0 || end > (found.indices?.[last]?.[1] ?? -1)) last = index;
  }
  return last === 0 ? null : BigInt(last);
});
matchPart('lastgroup', ({ found }) => {
  const names = Object.keys(found.groups ?? {}).filter((name) => found.groups?.[name] !== undefined);
  return names[names.length - 1] ?? null;
});

type Functions = Parameters<typeof define>[1];

/** Functions of the module, and the same as methods of a pattern. */
function functions(prefix: string, isMethod: boolean): Functions {
  const flags = isMethod ? '' : ' flags?';
  const patternOf = (pattern: Value | undefined, flagsValue: Value | undefined): Pattern =>
    compile(pattern, isMethod ? undefined : flagsValue);
  const one = (how: 'search' | 'match' | 'fullmatch'): Functions[string] => [
    `${prefix} string${flags}`,
    (_vm, [pattern, subject, flagsValue]) => search(patternOf(pattern, flagsValue), text(subject), how),
  ];
  return {
    search: one('search'),
    match: one('match'),
    fullmatch: one('fullmatch'),
    findall: [
      `${prefix} string${flags}`,
      function* (vm, [pattern, subject, flagsValue]) {
        const all = yield* each(vm, patternOf(pattern, flagsValue), text(subject));
        return new PyList(
          all.map(({ found }) =>
            found.length === 1
              ? found[0]
              : found.length === 2
                ? (found[1] ?? '')
                : new PyTuple(found.slice(1).map((part) => part ?? '')),
          ),
        );
      },
    ],
    finditer: [
      `${prefix} string${flags}`,
      function* (vm, [pattern, subject, flagsValue]) {
        return iteratorOver(ITERATOR, yield* each(vm, patternOf(pattern, flagsValue), text(subject)));
      },
    ],
    sub: [
      `${prefix} repl string count?${flags}`,
      function* (vm, [pattern, by = null, subject, most, flagsValue]) {
        return (yield* replaced(vm, patternOf(pattern, flagsValue), by, text(subject), whole(most)))[0];
      },
    ],
    subn: [
      `${prefix} repl string count?${flags}`,
      function* (vm, [pattern, by = null, subject, most, flagsValue]) {
        const [made, count] = yield* replaced(
          vm,
          patternOf(pattern, flagsValue),
          by,
          text(subject),
          whole(most),
        );
        return new PyTuple([made, BigInt(count)]);
      },
    ],
    split: [
      `${prefix} string maxsplit?${flags}`,
      function* (vm, [pattern, subject, most, flagsValue]) {
        const parts: Value[] = [];
        let last = 0;
        const own = text(subject);
        for (const { found } of yield* each(vm, patternOf(pattern, flagsValue), own)) {
          if (whole(most) > 0 && parts.length >= whole(most)) break;
          parts.push(own.slice(last, found.index), ...found.slice(1).map((part) => part ?? null));
          last = found.index + found[0].length;
        }
        return new PyList([...parts, own.slice(last)]);
      },
    ],
  };
}

const ITERATOR = new PyClass('callable_iterator', [OBJECT]);
const PATTERN = nativeClass('Pattern', 're', {
  ...functions('self', true),
  __repr__: ['self', (_vm, [self]) => patternText(self as Pattern)],
});
const patternPart = (name: string, read: (pattern: Pattern) => Value): void =>
  void PATTERN.members.set(
    name,
    new PyProperty(native(name, 'self', (_vm, [self]) => read(self as Pattern))),
  );
patternPart('pattern', ({ source }) => source);
patternPart('flags', ({ flags }) => BigInt(flags | 32));
patternPart('groups', ({ regex }) => BigInt((new RegExp(`${regex.source}|`).exec('')?.length ?? 1) - 1));
patternPart('groupindex', ({ regex }) => {
  const dict = new PyDict();
  for (const name of Object.keys(new RegExp(`${regex.source}|`).exec('')?.groups ?? {}))
    dict.setText(name, 0n);
  return dict;
});

const FLAG_WORDS: readonly (readonly [number, string])[] = [
  [2, 're.IGNORECASE'],
  [8, 're.MULTILINE'],
  [16, 're.DOTALL'],
  [64, 're.VERBOSE'],
  [256, 're.ASCII'],
];

function patternText({ source, flags }: Pattern): string {
  const words = FLAG_WORDS.filter(([bit]) => (flags & bit) !== 0).map(([, word]) => word);
  return `re.compile(${quote(source)}${words.length > 0 ? `, ${words.join('|')}` : ''})`;
}

function fillRe(_vm: Vm, members: Attributes): void {
  for (const [name, value] of Object.entries(FLAGS)) members.set(name, BigInt(value));
  members.set('error', ERROR);
  members.set('PatternError', ERROR);
  members.set('Pattern', PATTERN);
  members.set('Match', MATCH);
  define(members, {
    ...functions('pattern', false),
    compile: ['pattern flags?', (_inner, [pattern, flags]) => compile(pattern, flags)],
    escape: [
      'pattern',
      (_inner, [pattern]) => text(pattern).replace(/[^A-Za-z0-9_'"!%,/:;<=>@`]/g, (char) => `\\${char}`),
    ],
    purge: ['', () => null],
  });
}

export const modules = { re: fillRe };
