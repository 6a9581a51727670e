import { part, readTextIfThere, type Task } from '../kernel';
import type { Assignment, Word, WordPart } from './ast';
import { Failure } from './control';
import { fieldText, FieldSink, SingleSink, type Field, type Sink } from './fields';
import { fieldPattern, isGlob } from './glob';
import { expandParameter } from './parameter';
import type { Shell } from './shell';
import { commandOutput, processFile } from './substitution';
import { ReadonlyError } from './variables';

const arithmetic = part<typeof import('./constructs/arithmetic')>('shell/constructs/arithmetic');
export const arrays = part<typeof import('./constructs/array-assignment')>(
  'shell/constructs/array-assignment',
);
const braces = part<typeof import('./constructs/braces')>('shell/constructs/braces');
const pathnames = part<typeof import('./constructs/pathnames')>('shell/constructs/pathnames');

/** Is the literal text of a word split too? So it is in the word of `${x:-…}` outside of quotes. */
type TextRule = 'kept' | 'split';

/** A command's words: braces, all expansions, splitting, file names, quotes. */
/** A variable's text from this length on counts as memory of the shell's process. */
const NOTED_LENGTH = 65_536;
/** A longer one is more than memory holds. */
const MOST_LENGTH = 2 ** 26;

export function* expandWords(shell: Shell, words: readonly Word[]): Task<string[]> {
  const result: string[] = [];
  for (const word of words) {
    const only = word.parts[0];
    if (word.parts.length === 1 && only?.kind === 'text' && (only.quoted || !/[*?[{\\(]/.test(only.text))) {
      result.push(only.text);
      continue;
    }
    const braced =
      shell.isBash && shell.has('braceexpand') && hasBrace(word)
        ? (yield* braces(shell.p)).expandBraces(word)
        : [word];
    for (const one of braced) {
      const fields = yield* expandFields(shell, one);
      for (const field of fields) result.push(...(yield* namesOf(shell, field)));
    }
  }
  return result;
}

function hasBrace({ parts }: Word): boolean {
  return parts.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{'));
}

function* expandFields(shell: Shell, word: Word): Task<Field[]> {
  const sink = new FieldSink(shell.variables.get('IFS') ?? ' \t\n');
  yield* expandParts(shell, word.parts, sink, 'kept');
  return sink.finish();
}

function* namesOf(shell: Shell, field: Field): Task<string[]> {
  const extended = shell.isBash && shell.shopts.has('extglob');
  if (shell.has('noglob') || !isGlob(field, extended)) return [fieldText(field)];
  const pattern = fieldPattern(field);
  const { expandGlob } = yield* pathnames(shell.p);
  const names = expandGlob(shell.p, pattern, {
    extended,
    ignoreCase: shell.shopts.has('nocaseglob'),
    caretIsPlain: shell.dialect.name === 'dash',
    isBytewise: shell.isBytewise,
    dotFiles: shell.shopts.has('dotglob'),
    star: shell.shopts.has('globstar'),
    skipsDots: shell.isBash && shell.shopts.has('globskipdots'),
  });
  if (names.length > 0) return names;
  if (shell.shopts.has('failglob')) {
    yield* shell.complain(`no match: ${fieldText(field)}`);
    throw new Failure(1, 'line');
  }
  return shell.shopts.has('nullglob') ? [] : [fieldText(field)];
}

/** One text, neither split nor matched with files: assignments, here-documents, the subject of `case`. */
export function* expandText(shell: Shell, word: Word): Task<string> {
  const [only] = word.parts;
  if (word.parts.length === 0) return '';
  if (word.parts.length === 1 && only?.kind === 'text') return only.text;
  const sink = new SingleSink();
  yield* expandParts(shell, word.parts, sink, 'kept');
  return fieldText(sink.segments);
}

/** A pattern, in which what was quoted stands for itself. */
export function* expandPattern(shell: Shell, word: Word): Task<string> {
  const sink = new SingleSink();
  yield* expandParts(shell, word.parts, sink, 'kept');
  return fieldPattern(sink.segments);
}

/** The word of `=~`, as segments: quoted text matches itself. */
export function* expandSegments(shell: Shell, word: Word): Task<Field> {
  const sink = new SingleSink();
  yield* expandParts(shell, word.parts, sink, 'kept');
  return sink.segments;
}

export function* expandParts(
  shell: Shell,
  parts: readonly WordPart[],
  sink: Sink,
  rule: TextRule,
): Task<void> {
  for (const one of parts) yield* expandPart(shell, one, sink, rule);
}

function* expandPart(shell: Shell, part: WordPart, sink: Sink, rule: TextRule): Task<void> {
  switch (part.kind) {
    case 'text':
      if (rule === 'split' && !part.quoted) sink.expanded(part.text, false);
      else sink.literal(part.text, part.quoted);
      return;
    case 'tilde':
      sink.literal(homeOf(shell, part.user), true);
      return;
    case 'parameter':
      yield* expandParameter(shell, part, sink);
      return;
    case 'bad':
      yield* shell.fail(shell.dialect.messages.badSubstitution(part.raw));
      return;
    case 'command':
      sink.expanded(yield* commandOutput(shell, part), part.quoted);
      return;
    case 'arithmetic': {
      const expression = yield* expandText(shell, part.expression);
      const value = yield* evaluateOrFail(shell, expression);
      sink.expanded(String(value), part.quoted);
      return;
    }
    case 'process':
      sink.literal(yield* processFile(shell, part.direction, part.body), true);
      return;
  }
}

/** The folder of `~user`; the text itself where nobody has that name. */
function homeOf(shell: Shell, user: string): string {
  if (user === '')
    return shell.variables.get('HOME') ?? (shell.isBash ? homeInPasswd(shell, undefined) : undefined) ?? '~';
  if (shell.isBash && user === '+') return shell.variables.get('PWD') ?? '~+';
  if (shell.isBash && user === '-') return shell.variables.get('OLDPWD') ?? '~-';
  return homeInPasswd(shell, user) ?? `~${user}`;
}

function homeInPasswd(shell: Shell, user: string | undefined): string | undefined {
  for (const line of (readTextIfThere(shell.p.files, '/etc/passwd') ?? '').split('\n')) {
    const [name, , uid, , , home] = line.split(':');
    if (user === undefined ? Number(uid) === shell.p.credentials.uid : name === user) return home;
  }
  return undefined;
}

/** Evaluates arithmetic; an error is reported in the shell's words and ends the command. */
export function* evaluateOrFail(shell: Shell, expression: string, command?: string): Task<bigint> {
  return yield* (yield* arithmetic(shell.p)).evaluate(shell, expression, command);
}

/** As `evaluateOrFail`, for commands whose failure is only a status: `((`, `let`. */
export function* evaluateOrComplain(
  shell: Shell,
  expression: string,
  command: string,
): Task<bigint | undefined> {
  try {
    return yield* evaluateOrFail(shell, expression, command);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Evaluates the subscript of an array element: an index, or the key of an associative array. */
export function* expandSubscript(shell: Shell, name: string, subscript: Word): Task<string> {
  const text = yield* expandText(shell, subscript);
  if (shell.variables.lookup(shell.variables.resolve(name))?.value?.kind === 'associative') return text;
  return String(yield* evaluateOrFail(shell, text));
}

/** Runs `name=value` (all its forms) in this shell. */
export function* assign(shell: Shell, assignment: Assignment): Task<void> {
  const { value } = assignment;
  try {
    if ('elements' in value) {
      yield* (yield* arrays(shell.p)).assignArray(shell, assignment, value.elements);
      return;
    }
    const text = yield* expandText(shell, value);
    if (text.length >= NOTED_LENGTH) {
      if (text.length > MOST_LENGTH) throw new RangeError('Invalid string length');
      const old = shell.variables.get(assignment.name) ?? '';
      shell.p.allocate(text.length - (old.length >= NOTED_LENGTH ? old.length : 0));
    }
    if (assignment.subscript) {
      const key = yield* expandSubscript(shell, assignment.name, assignment.subscript);
      const { assignElement } = yield* arrays(shell.p);
      assignElement(shell, assignment.name, key, text, assignment.append);
      return;
    }
    yield* assignText(shell, assignment.name, text, assignment.append);
  } catch (error) {
    if (!(error instanceof ReadonlyError)) throw error;
    yield* shell.complain(shell.dialect.messages.isReadonly(error.variable));
    throw new Failure(shell.isBash ? 1 : 2, shell.isBash ? 'line' : 'shell');
  }
}

/** Gives a variable a text in the way of its attributes (an integer is evaluated). */
export function* assignText(shell: Shell, rawName: string, text: string, append: boolean): Task<void> {
  const name = shell.variables.resolve(rawName);
  const old = shell.variables.lookupDirectly(name);
  let result = text;
  if (old?.integer) {
    const added = yield* evaluateOrFail(shell, text);
    const before = append ? yield* evaluateOrFail(shell, shell.variables.get(name) ?? '0') : 0n;
    result = String(before + added);
  } else if (append) result = (shell.variables.get(name) ?? '') + text;
  const kind = old?.value?.kind;
  if (kind === 'indexed' || kind === 'associative')
    (yield* arrays(shell.p)).assignElement(shell, name, '0', result, false);
  else shell.variables.setValue(name, { kind: 'scalar', text: result });
  if (shell.has('allexport')) shell.variables.setAttributes(name, { exported: true });
  if (name === 'PATH') shell.hashed.clear();
  if (name === 'OPTIND') shell.getopts = { word: Number(result) || 1, offset: 1 };
}
