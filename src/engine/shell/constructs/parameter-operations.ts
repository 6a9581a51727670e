// What `${…}` does beyond a value and a default for it: loaded when a shell first meets such a thing.
import type { Task } from '../../kernel';
import { elementTexts, readElement } from '../arrays';
import type { ParameterOperator, ParameterPart } from '../ast';
import { joinBytes } from '../bytes';
import { decodeDollarQuote } from '../escapes';
import { evaluateOrFail, expandPattern, expandSubscript, expandText } from '../expand';
import type { Sink } from '../fields';
import { attributeLetters, declarationText } from '../variable-listing';
import { emit, expandDefault, failIfUnset, plainValue, type ParameterValue } from '../parameter';
import { charactersOf, matchesPattern, replacePattern, trimPattern, type PatternOptions } from '../pattern';
import { expandPrompt } from '../prompt';
import { alwaysQuote, doubleQuote } from '../quote';
import type { Shell } from '../shell';
import { elementsOf } from '../variables';

/** Puts the value of a `${…}` with a prefix, a subscript or an operator into `sink`. */
export function* expandOperation(shell: Shell, part: ParameterPart, sink: Sink): Task<void> {
  const { operator } = part;
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
      joined !== undefined
        ? joined.length
        : value.list
          ? value.list.length
          : charactersOf(value.text ?? '', shell).length;
    sink.expanded(String(length), part.quoted);
    return;
  }
  if (operator?.kind === 'default') {
    yield* expandDefault(shell, target, operator, value, sink);
    return;
  }
  if (value.text === undefined && !value.list)
    yield* failIfUnset(shell, target.name, target.subscript && `${target.name}[${target.subscript.raw}]`);
  const changed = operator ? yield* changeValue(shell, target, operator, value) : value;
  emit(sink, changed, part.quoted, shell);
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
  const { subscript } = part;
  if (!subscript || part.name === '@' || part.name === '*') return plainValue(shell, part.name);
  if (subscript.raw === '@' || subscript.raw === '*')
    return { list: elementTexts(shell.variables.lookup(part.name)?.value), isStar: subscript.raw === '*' };
  const key = yield* expandSubscript(shell, part.name, subscript);
  return { text: readElement(shell, part.name, key) };
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
    caretIsPlain: shell.dialect.name === 'dash',
    isBytewise: shell.isBytewise,
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
  const characters = charactersOf(value.text ?? '', shell);
  if (characters.length === 0) return { text: '' };
  const from = offset < 0 ? characters.length + offset : offset;
  if (from < 0 || from > characters.length) return { text: '' };
  if (length === undefined) return { text: joinBytes(characters.slice(from).join('')) };
  const to = length < 0 ? characters.length + length : from + length;
  if (to < from) return yield* shell.fail(`${operator.length?.raw ?? ''}: substring expression < 0`);
  return { text: joinBytes(characters.slice(from, to).join('')) };
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
      return value.text === undefined && !value.list
        ? { text: '' }
        : each((text) => alwaysQuote(text, shell.isBytewise));
    case 'E':
      return each((text) => decodeDollarQuote(text, shell.isBytewise));
    case 'P':
      return { text: yield* expandPrompt(shell, value.text ?? '') };
    case 'a':
      return { text: attributeLetters(shell.variables.lookup(part.name)) };
    case 'A': {
      const variable = shell.variables.lookup(part.name);
      return { text: variable ? declarationText(shell, part.name, variable, true) : '' };
    }
    default: {
      const stored = shell.variables.lookup(part.name)?.value;
      const isAssociative = stored?.kind === 'associative';
      const elements = elementsOf(stored);
      if (letter === 'k' && value.list) return { list: elements.flatMap(([key, text]) => [key, text]) };
      return value.list
        ? {
            text:
              elements.map(([key, text]) => `${key} ${doubleQuote(text, shell.isBytewise)}`).join(' ') +
              (isAssociative ? ' ' : ''),
          }
        : each((text) => alwaysQuote(text, shell.isBytewise));
    }
  }
}
