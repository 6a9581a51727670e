import { type Task } from '../kernel';
import { elementTexts, readElement } from './arrays';
import type { ParameterOperator, ParameterPart } from './ast';
import { Failure } from './control';
import {
  assignText,
  evaluateOrFail,
  expandParts,
  expandPattern,
  expandSubscript,
  expandText,
} from './expand';
import type { Sink } from './fields';
import { attributeLetters, declarationText } from './listing';
import { matchesPattern, replacePattern, trimPattern, type PatternOptions } from './pattern';
import { expandPrompt } from './prompt';
import { decodeDollarQuote } from './escapes';
import { alwaysQuote } from './quote';
import type { Shell } from './shell';
import { elementsOf, ReadonlyError } from './variables';

/** What a parameter stands for: one text (undefined: unset), or a list (`$@`, `${a[@]}`). */
interface ParameterValue {
  readonly text?: string | undefined;
  readonly list?: readonly string[];
  /** A list that `*` made: joined inside of quotes. */
  readonly isStar?: boolean;
}

/** Puts the value of `${…}` into `sink`. */
export function* expandParameter(shell: Shell, part: ParameterPart, sink: Sink): Task<void> {
  const { operator } = part;
  if (!operator && !part.subscript && !part.prefix && part.name !== '@' && part.name !== '*') {
    const text = scalarParameter(shell, part.name);
    if (text === undefined) yield* failIfUnset(shell, part.name);
    emit(sink, { text: text ?? '' }, part.quoted, shell);
    return;
  }
  if (part.prefix === 'names') {
    const star = part.subscript?.raw === '*';
    const list = shell.variables
      .names()
      .filter((name) => name.startsWith(part.name) && shell.variables.lookup(name)?.value)
      .sort();
    emit(sink, { list, isStar: star }, part.quoted, shell);
    return;
  }
  if (part.prefix === 'indirect' && (part.subscript?.raw === '@' || part.subscript?.raw === '*')) {
    const list = elementsOf(shell.variables.lookup(part.name)?.value).map(([key]) => key);
    emit(sink, { list, isStar: part.subscript.raw === '*' }, part.quoted, shell);
    return;
  }
  const target = part.prefix === 'indirect' ? yield* indirectPart(shell, part) : part;
  const value = yield* parameterValue(shell, target);
  if (part.prefix === 'length') {
    if (value.text === undefined && !value.list) yield* failIfUnset(shell, part.name);
    const joined = value.list && !shell.isBash ? value.list.join(' ') : undefined;
    const length =
      joined !== undefined ? joined.length : value.list ? value.list.length : [...(value.text ?? '')].length;
    sink.expanded(String(length), part.quoted);
    return;
  }
  if (operator?.kind === 'default') {
    yield* expandDefault(shell, target, operator, value, sink);
    return;
  }
  if (value.text === undefined && !value.list) yield* failIfUnset(shell, target.name);
  const changed = operator ? yield* changeValue(shell, target, operator, value) : value;
  emit(sink, changed, part.quoted, shell);
}

function emit(sink: Sink, value: ParameterValue, quoted: boolean, shell: Shell): void {
  if (!value.list) {
    sink.expanded(value.text ?? '', quoted);
    return;
  }
  if (quoted && value.isStar) {
    const ifs = shell.variables.get('IFS') ?? ' ';
    sink.expanded(value.list.join(ifs.slice(0, 1)), true);
    return;
  }
  for (const [index, text] of value.list.entries()) {
    if (index > 0) sink.separate();
    sink.expanded(text, quoted);
  }
}

function* failIfUnset(shell: Shell, name: string): Task<void> {
  if (!shell.has('nounset') || name === '@' || name === '*') return;
  yield* shell.complain(shell.dialect.messages.unset(name));
  throw new Failure(unsetStatus(shell));
}

/** bash ends `-c` text with 127 here, unless `set -e` is on. */
function unsetStatus(shell: Shell): number {
  if (!shell.isBash) return 2;
  return shell.isCommandText && shell.subshellDepth === 0 && !shell.has('errexit') ? 127 : 1;
}

/** Special parameters, positional ones and variables; undefined where unset. */
export function scalarParameter(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '#':
      return String(shell.positional.length);
    case '?':
      return String(shell.status);
    case '$':
      return String(shell.shellPid);
    case '!':
      return shell.lastBackgroundPid === undefined
        ? shell.isBash || !shell.has('nounset')
          ? ''
          : undefined
        : String(shell.lastBackgroundPid);
    case '-':
      return optionFlags(shell);
    case '0':
      return shell.arg0;
    default:
      return /^\d+$/.test(name) ? shell.positional[Number(name) - 1] : shell.variables.get(name);
  }
}

function optionFlags(shell: Shell): string {
  const letters = shell.isBash ? 'aefhkmnptuvxBCEHPT' : 'efIimnsxvVECabu';
  const flags = [...letters].filter((letter) => shell.hasLetter(letter)).join('');
  if (!shell.isBash) return flags;
  const at = flags.search(/[A-Z]/);
  const lower = at < 0 ? flags : flags.slice(0, at);
  const interactive = shell.isInteractive ? 'i' : '';
  const input = shell.isCommandText ? 'c' : shell.has('stdin') ? 's' : '';
  return [...(lower + interactive)].sort().join('') + (at < 0 ? '' : flags.slice(at)) + input;
}

/** The part that `${!name}` means: the same with the name (and subscript) that the variable holds. */
function* indirectPart(shell: Shell, part: ParameterPart): Task<ParameterPart> {
  const { value } = yield* valueOfPlain(shell, part);
  const match = /^([A-Za-z_]\w*|\d+|[@*#?$!-])(?:\[(.*)\])?$/s.exec(value ?? '');
  const name = match?.[1];
  if (name === undefined) {
    const text =
      value === undefined ? `${part.name}: invalid indirect expansion` : `${value}: invalid variable name`;
    return yield* shell.fail(text);
  }
  const { prefix: _prefix, subscript: _subscript, ...rest } = part;
  const subscript = match?.[2];
  if (subscript === undefined) return { ...rest, name };
  return {
    ...rest,
    name,
    subscript: { parts: [{ kind: 'text', text: subscript, quoted: false }], raw: subscript },
  };
}

function* valueOfPlain(shell: Shell, part: ParameterPart): Task<{ value: string | undefined }> {
  const { prefix: _prefix, ...plain } = part;
  const found = yield* parameterValue(shell, plain);
  return { value: found.text };
}

function* parameterValue(shell: Shell, part: ParameterPart): Task<ParameterValue> {
  if (part.name === '@' || part.name === '*') {
    return { list: shell.positional, isStar: part.name === '*' };
  }
  const { subscript } = part;
  if (!subscript) return { text: scalarParameter(shell, part.name) };
  if (subscript.raw === '@' || subscript.raw === '*')
    return { list: elementTexts(shell.variables.lookup(part.name)?.value), isStar: subscript.raw === '*' };
  const key = yield* expandSubscript(shell, part.name, subscript);
  return { text: readElement(shell, part.name, key) };
}

function* expandDefault(
  shell: Shell,
  part: ParameterPart,
  operator: ParameterOperator & { kind: 'default' },
  value: ParameterValue,
  sink: Sink,
): Task<void> {
  const joined = value.list ? (value.list.length === 0 ? undefined : value.list.join(' ')) : value.text;
  const isMissing = joined === undefined || (operator.colon && joined === '');
  const rule = part.quoted ? 'kept' : 'split';
  if (operator.symbol === '+') {
    if (isMissing) sink.expanded('', part.quoted);
    else yield* expandParts(shell, operator.word.parts, sink, rule);
    return;
  }
  if (!isMissing) {
    emit(sink, value, part.quoted, shell);
    return;
  }
  if (operator.symbol === '-') {
    if (operator.word.parts.length === 0) sink.expanded('', part.quoted);
    yield* expandParts(shell, operator.word.parts, sink, rule);
    return;
  }
  const text = yield* expandText(shell, operator.word);
  if (operator.symbol === '=') {
    if (!/^[A-Za-z_]\w*$/.test(part.name)) {
      const place = shell.isBash
        ? `$${part.name}: cannot assign in this way`
        : shell.dialect.messages.badSubstitution(part.raw);
      yield* shell.fail(place);
    }
    try {
      yield* assignText(shell, part.name, text, false);
    } catch (error) {
      if (!(error instanceof ReadonlyError)) throw error;
      yield* shell.fail(shell.dialect.messages.isReadonly(part.name));
    }
    sink.expanded(text, part.quoted);
    return;
  }
  const reason =
    operator.word.parts.length > 0
      ? `${part.name}: ${text}`
      : shell.dialect.messages.required(part.name, operator.colon);
  yield* shell.complain(reason);
  throw new Failure(unsetStatus(shell));
}

function* changeValue(
  shell: Shell,
  part: ParameterPart,
  operator: Exclude<ParameterOperator, { kind: 'default' }>,
  value: ParameterValue,
): Task<ParameterValue> {
  const options: PatternOptions = {
    extended: shell.isBash && shell.shopts.has('extglob'),
    ignoreCase: shell.shopts.has('nocasematch'),
  };
  const each = (change: (text: string) => string): ParameterValue =>
    value.list ? { ...value, list: value.list.map(change) } : { text: change(value.text ?? '') };
  switch (operator.kind) {
    case 'trim': {
      const pattern = yield* expandPattern(shell, operator.pattern);
      return each((text) =>
        trimPattern(text, pattern, operator.from, operator.longest, { ...options, ignoreCase: false }),
      );
    }
    case 'replace': {
      const pattern = yield* expandPattern(shell, operator.pattern);
      const replacement = yield* expandPattern(shell, operator.replacement);
      const fill = (matched: string): string =>
        replacement.replace(
          /\\([\s\S])|&/g,
          (all: string, escaped: string | undefined) =>
            escaped ?? (shell.shopts.has('patsub_replacement') && shell.isBash ? matched : all),
        );
      return each((text) => replacePattern(text, pattern, operator.where, fill, options));
    }
    case 'substring':
      return yield* substring(shell, part, operator, value);
    case 'case': {
      const pattern = operator.pattern ? yield* expandPattern(shell, operator.pattern) : '?';
      return each((text) => changeCase(text, pattern, operator.to, operator.all, options));
    }
    case 'transform':
      return yield* transform(shell, part, operator.letter, value, each);
  }
}

function changeCase(
  text: string,
  pattern: string,
  to: 'upper' | 'lower' | 'toggle',
  all: boolean,
  options: PatternOptions,
): string {
  const change = (c: string): string => {
    if (!matchesPattern(pattern, c, options)) return c;
    if (to === 'toggle') return c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase();
    return to === 'upper' ? c.toUpperCase() : c.toLowerCase();
  };
  return [...text].map((c, index) => (all || index === 0 ? change(c) : c)).join('');
}

function* substring(
  shell: Shell,
  part: ParameterPart,
  operator: ParameterOperator & { kind: 'substring' },
  value: ParameterValue,
): Task<ParameterValue> {
  const offset = Number(yield* evaluateOrFail(shell, yield* expandText(shell, operator.offset)));
  const length = operator.length
    ? Number(yield* evaluateOrFail(shell, yield* expandText(shell, operator.length)))
    : undefined;
  if (value.list) {
    if (length !== undefined && length < 0)
      return yield* shell.fail(`${operator.length?.raw ?? ''}: substring expression < 0`);
    return { ...value, list: slice(keyedList(shell, part, value.list), offset, length) };
  }
  const characters = [...(value.text ?? '')];
  if (characters.length === 0) return { text: '' };
  const from = offset < 0 ? characters.length + offset : offset;
  if (from < 0 || from > characters.length) return { text: '' };
  if (length === undefined) return { text: characters.slice(from).join('') };
  const to = length < 0 ? characters.length + length : from + length;
  if (to < from) return yield* shell.fail(`${operator.length?.raw ?? ''}: substring expression < 0`);
  return { text: characters.slice(from, to).join('') };
}

/** The texts of a list with their places: `$0` counts, and an array may have gaps. */
function keyedList(
  shell: Shell,
  part: ParameterPart,
  list: readonly string[],
): (readonly [number, string])[] {
  if (part.name === '@' || part.name === '*') return [shell.arg0, ...list].map((text, at) => [at, text]);
  const elements = elementsOf(shell.variables.lookup(part.name)?.value);
  return elements.map(([key, text], at) => [/^\d+$/.test(key) ? Number(key) : at, text]);
}

function slice(
  list: readonly (readonly [number, string])[],
  offset: number,
  length: number | undefined,
): string[] {
  const from = offset < 0 ? offset + (list.at(-1)?.[0] ?? -1) + 1 : offset;
  if (from < 0) return [];
  const rest = list.filter(([at]) => at >= from).map(([, text]) => text);
  return length === undefined ? rest : rest.slice(0, length);
}

function* transform(
  shell: Shell,
  part: ParameterPart,
  letter: string,
  value: ParameterValue,
  each: (change: (text: string) => string) => ParameterValue,
): Task<ParameterValue> {
  switch (letter) {
    case 'U':
      return each((text) => text.toUpperCase());
    case 'L':
      return each((text) => text.toLowerCase());
    case 'u':
      return each((text) => text.charAt(0).toUpperCase() + text.slice(1));
    case 'Q':
      return value.text === undefined && !value.list ? { text: '' } : each(alwaysQuote);
    case 'E':
      return each(decodeDollarQuote);
    case 'P':
      return { text: yield* expandPrompt(shell, value.text ?? '') };
    case 'a':
      return { text: attributeLetters(shell.variables.lookup(part.name)) };
    case 'A': {
      const variable = shell.variables.lookup(part.name);
      return { text: variable ? declarationText(part.name, variable, true) : '' };
    }
    default: {
      const elements = elementsOf(shell.variables.lookup(part.name)?.value);
      if (letter === 'k' && value.list) return { list: elements.flatMap(([key, text]) => [key, text]) };
      return value.list
        ? { text: elements.map(([key, text]) => `${key} ${JSON.stringify(text)}`).join(' ') }
        : each(alwaysQuote);
    }
  }
}
