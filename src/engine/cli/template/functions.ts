// The functions of templates: Go's own and Docker's. Source: Go's text/template funcs.go, docker/cli templates.
import { toJson } from './json';
import { print, printf } from './print';
import { Stringer } from './stringer';
import {
  isRecord,
  isTrue,
  JsonNumber,
  KeyedMap,
  MethodSet,
  NilCollection,
  NoValue,
  noValue,
  typeName,
} from './values';

/** What a parameter takes. */
export type Parameter = 'string' | 'int' | 'texts' | 'any';

/** A function of templates. Errors that it throws read `error calling NAME: …`. */
export interface TemplateFunction {
  readonly parameters: readonly Parameter[];
  /** The last parameter may come any number of times. */
  readonly isVariadic?: true;
  readonly call: (...args: readonly unknown[]) => unknown;
}

/** A function's own refusal. */
export class CallError extends Error {}

export type FunctionTable = Readonly<Record<string, TemplateFunction>>;

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function ofText(convert: (value: string) => unknown): TemplateFunction {
  return { parameters: ['string'], call: (value) => convert(text(value)) };
}

const variadic = (
  parameters: readonly Parameter[],
  call: (...args: readonly unknown[]) => unknown,
): TemplateFunction => ({ parameters, isVariadic: true, call });

const dockerFunctions: FunctionTable = {
  json: { parameters: ['any'], call: toJson },
  split: { parameters: ['string', 'string'], call: (value, separator) => text(value).split(text(separator)) },
  join: {
    parameters: ['texts', 'string'],
    call: (values, separator) =>
      Array.isArray(values)
        ? values
            .map((value: unknown) => (value instanceof Stringer ? value.text : value))
            .join(text(separator))
        : '',
  },
  title: ofText((value) => value.replace(/(?<![\p{L}\p{Nd}_'])\p{L}/gu, (letter) => letter.toUpperCase())),
  lower: ofText((value) => value.toLowerCase()),
  upper: ofText((value) => value.toUpperCase()),
  pad: {
    parameters: ['string', 'int', 'int'],
    call: (value, before, after) =>
      text(value) === '' ? '' : ' '.repeat(number(before)) + text(value) + ' '.repeat(number(after)),
  },
  truncate: {
    parameters: ['string', 'int'],
    call: (value, length) => text(value).slice(0, number(length)),
  },
};

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return new TextEncoder().encode(value).length;
  if (Array.isArray(value)) return value.length;
  if (value instanceof NilCollection) return 0;
  if (value instanceof KeyedMap) return value.entries.length;
  if (isRecord(value)) return Object.keys(value).length;
  if (value instanceof JsonNumber) return value.text.length;
  throw new CallError(value === null ? 'len of nil pointer' : `len of type ${typeName(value)}`);
}

function indexOf(value: unknown, ...keys: readonly unknown[]): unknown {
  return indexed(value, keys, '');
}

/** @param absent what a map gives for a key that it does not have. */
function indexed(value: unknown, keys: readonly unknown[], absent: unknown): unknown {
  return keys.reduce((item, key) => {
    if (isNothing(item)) throw new CallError('index of untyped nil');
    if (Array.isArray(item) || item instanceof NilCollection || typeof item === 'string') {
      const list = Array.isArray(item)
        ? item
        : typeof item === 'string'
          ? new TextEncoder().encode(item)
          : [];
      if (item instanceof NilCollection && item.kind === 'map') return absent;
      if (typeof key !== 'number') throw new CallError(`cannot index slice/array with type ${typeName(key)}`);
      if (key < 0 || key >= list.length) throw new CallError(`index out of range: ${key}`);
      return list[key];
    }
    if (!isRecord(item)) throw new CallError(`can't index item of type ${typeName(item)}`);
    if (typeof key !== 'string') {
      throw new CallError(`value has type ${typeName(key)}; should be string`);
    }
    return Object.hasOwn(item, key) ? item[key] : absent;
  }, value);
}

function sliceOf(value: unknown, ...bounds: readonly unknown[]): unknown {
  if (typeof value !== 'string' && !Array.isArray(value)) {
    throw new CallError(
      value === null ? 'slice of untyped nil' : `can't slice item of type ${typeName(value)}`,
    );
  }
  const length = value.length;
  const [start = 0, end = length] = bounds.map(number);
  for (const bound of [start, end]) {
    if (bound < 0 || bound > length) throw new CallError(`index out of range: ${bound}`);
  }
  if (start > end) throw new CallError(`invalid slice index: ${start} > ${end}`);
  return value.slice(start, end);
}

type Basic = string | number | boolean;

function basic(value: unknown): Basic | undefined {
  if (value instanceof JsonNumber) return value.text;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value instanceof NoValue;
}

function equal(first: unknown, ...others: readonly unknown[]): boolean {
  if (others.length === 0) throw new CallError('missing argument for comparison');
  return others.some((other) => {
    if (isNothing(first) || isNothing(other)) return isNothing(first) && isNothing(other);
    const [a, b] = [basic(first), basic(other)];
    if (a === undefined || b === undefined) {
      throw new CallError(`non-comparable type ${typeName(a === undefined ? first : other)}`);
    }
    if (typeof a !== typeof b) throw new CallError('incompatible types for comparison');
    return a === b;
  });
}

function less(first: unknown, second: unknown): boolean {
  const [a, b] = [basic(first), basic(second)];
  if (a === undefined || b === undefined || typeof a === 'boolean') {
    throw new CallError('invalid type for comparison');
  }
  if (typeof a !== typeof b) throw new CallError('incompatible types for comparison');
  return a < b;
}

const comparison = (call: (a: unknown, b: unknown) => boolean): TemplateFunction => ({
  parameters: ['any', 'any'],
  call,
});

const escapesForHtml: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

/** What every template of Go knows. */
export const goFunctions: FunctionTable = {
  // and, or: the evaluator stops at the first argument that decides.
  and: variadic(['any', 'any'], (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1)),
  or: variadic(['any', 'any'], (...values) => values.find(isTrue) ?? values.at(-1)),
  not: { parameters: ['any'], call: (value) => !isTrue(value) },
  len: { parameters: ['any'], call: lengthOf },
  index: variadic(['any', 'any'], indexOf),
  slice: variadic(['any', 'any'], sliceOf),
  eq: variadic(['any', 'any'], equal),
  ne: comparison((a, b) => !equal(a, b)),
  lt: comparison(less),
  le: comparison((a, b) => less(a, b) || equal(a, b)),
  gt: comparison((a, b) => !less(a, b) && !equal(a, b)),
  ge: comparison((a, b) => !less(a, b)),
  print: variadic(['any'], (...values) => print(values)),
  println: variadic(['any'], (...values) => `${values.map((value) => print([value])).join(' ')}\n`),
  printf: variadic(['string', 'any'], (format, ...values) => printf(text(format), values)),
  html: variadic(['any'], (...values) =>
    print(values).replace(/["'&<>]/g, (mark) => escapesForHtml[mark] ?? mark),
  ),
  urlquery: variadic(['any'], (...values) => encodeURIComponent(print(values)).replaceAll('%20', '+')),
  js: variadic(['any'], (...values) => JSON.stringify(print(values)).slice(1, -1).replaceAll("'", "\\'")),
};

/** All functions that a `--format` may call. */
export const functions: FunctionTable = { ...goFunctions, ...dockerFunctions };

/** The functions over JSON as it was read: a map has nothing where it does not have the key. */
export const jsonFunctions: FunctionTable = {
  ...functions,
  index: variadic(['any', 'any'], (value, ...keys) => indexed(value, keys, noValue)),
};

/** The functions while a table's header is made: Docker's own give the column's name as it is. */
export const headerFunctions: FunctionTable = {
  ...functions,
  ...Object.fromEntries(
    Object.entries(dockerFunctions).map(([name, { parameters, call }]) => [
      name,
      name === 'pad'
        ? { parameters, call }
        : { parameters: parameters.map((): Parameter => 'any'), call: (value: unknown) => value },
    ]),
  ),
};

/** What does not fit a parameter, as Go says it; undefined when it fits. */
export function argumentProblem(parameter: Parameter, value: unknown): string | undefined {
  const isRight =
    parameter === 'any' ||
    (parameter === 'string' && typeof value === 'string') ||
    (parameter === 'int' && Number.isInteger(value)) ||
    (parameter === 'texts' &&
      (value instanceof NilCollection ||
        (Array.isArray(value) &&
          value.every((item) => typeof item === 'string' || item instanceof Stringer))));
  if (isRight) return undefined;
  const expected = parameter === 'texts' ? '[]string' : parameter;
  const given = value instanceof MethodSet ? value.typeName : typeName(value);
  if (isNothing(value)) return `invalid value; expected ${expected}`;
  return `wrong type for value; expected ${expected}; got ${given}`;
}
