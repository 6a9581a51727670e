// The functions that definitions may call. Source: buildx, bake/hclparser/stdlib.go; go-cty, cty/function/stdlib.
import { fromBase64, quote, sha256Hex, toBase64 } from '../../../units';
import { refusal } from '../../build-options/build-error';
import { collectionFunctions } from './collection-functions';
import { formatText } from './format';
import {
  anyParameter,
  BadArgument,
  boolParameter,
  numberParameter,
  textParameter,
  type HclFunction,
  type HclParameter,
} from './function';
import { arithmetic } from './operators';
import { HclError } from './source-range';
import { areEqual, ConversionError, isObject, isTuple, sortedEntries, toText, type Value } from './values';

/** Functions of the real one that are refused. */
const notModelled = [
  'bcrypt', 'bytesslice', 'cidrhost', 'cidrnetmask', 'cidrsubnet', 'cidrsubnets', 'convert', 'csvdecode', 'formatdate',
  'homedir', 'log', 'md5', 'regex', 'regex_replace', 'regexall', 'rsadecrypt', 'semvercmp', 'sha1', 'sha512',
  'timeadd', 'unixtimestampparse', 'uuidv4', 'uuidv5',
] as const; // prettier-ignore

function textFunction(
  parameters: readonly string[],
  call: (...args: readonly string[]) => Value,
): HclFunction {
  return {
    parameters: parameters.map(textParameter),
    call: (args) => call(...args.map((arg) => `${toText(arg)}`)),
  };
}

function numberFunction(
  parameters: readonly string[],
  call: (...args: readonly number[]) => Value,
  rest?: HclParameter,
): HclFunction {
  return {
    parameters: parameters.map(numberParameter),
    ...(rest !== undefined && { rest }),
    call: (args) => call(...args.map(Number)),
  };
}

function operatorFunction(operator: Parameters<typeof arithmetic>[0]): HclFunction {
  return {
    parameters: [numberParameter('a'), numberParameter('b')],
    call: ([a = null, b = null]) => arithmetic(operator, a, b),
  };
}

function bool2(call: (a: boolean, b: boolean) => boolean): HclFunction {
  return {
    parameters: [boolParameter('a'), boolParameter('b')],
    call: ([a, b]) => call(a === true, b === true),
  };
}

function equality(isEqual: boolean): HclFunction {
  return {
    parameters: [anyParameter('a', true), anyParameter('b', true)],
    call: ([a = null, b = null]) => areEqual(a, b) === isEqual,
  };
}

/** Text without characters of a set at its ends. */
function trim(text: string, characters: string): string {
  const set = new Set(characters);
  const all = [...text];
  let [start, end] = [0, all.length];
  while (start < end && set.has(all[start] ?? '')) start += 1;
  while (end > start && set.has(all[end - 1] ?? '')) end -= 1;
  return all.slice(start, end).join('');
}

function substr(text: string, offset: number, length: number): string {
  const all = [...text];
  const start = offset < 0 ? Math.max(0, all.length + offset) : offset;
  return all.slice(start, length < 0 ? undefined : start + length).join('');
}

/** Every word begins with a capital letter, as Go's strings.Title has it. */
function title(text: string): string {
  return text.replace(
    /(^|[^\p{L}\p{N}_'])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

function parseInteger(text: string, base: number): number {
  const digits = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
  const plain = text.toLowerCase().replace(/^[+-]/, '');
  if (plain === '' || [...plain].some((digit) => !digits.includes(digit))) {
    throw new BadArgument(0, `cannot parse ${quote(text)} as a base ${base} integer`);
  }
  return Number.parseInt(text, base);
}

function baseName(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : (trimmed.split('/').at(-1) ?? '');
}

function directoryName(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  const folder = path.slice(0, slash).replace(/\/+/g, '/').replace(/\/$/, '');
  return folder === '' ? (path.startsWith('/') ? '/' : '.') : folder;
}

const urlSafe = /[A-Za-z0-9\-_.~]/;

function urlEncode(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (character === ' ') return '+';
      return byte < 0x80 && urlSafe.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

/** JSON as Go writes it, with `<`, `>` and `&` escaped. */
function jsonText(value: Value): string {
  if (isTuple(value)) return `[${value.map(jsonText).join(',')}]`;
  if (isObject(value)) {
    return `{${sortedEntries(value)
      .map(([key, each]) => `${jsonText(key)}:${jsonText(each)}`)
      .join(',')}}`;
  }
  if (typeof value !== 'string') return value === null ? 'null' : `${toText(value)}`;
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function fromJson(value: unknown): Value {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).map(([key, each]) => [key, fromJson(each)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function parseJsonText(text: string): Value {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadArgument(0, 'the text is not JSON (what exactly is wrong is not modelled here)');
  }
  return fromJson(value);
}

/** The first argument that has a value and not an error. */
const tryFunction: HclFunction = {
  parameters: [],
  rest: anyParameter('expressions', true),
  call: () => null,
  lazy: (args, range) => {
    for (const arg of args) {
      try {
        return arg();
      } catch (error) {
        if (!(error instanceof HclError)) throw error;
      }
    }
    throw new HclError(
      'Error in function call',
      args.length === 0
        ? 'Call to function "try" failed: at least one argument is required.'
        : 'Call to function "try" failed: no expression succeeded.',
      range,
    );
  },
};

const canFunction: HclFunction = {
  parameters: [anyParameter('expression', true)],
  call: () => true,
  lazy: ([arg]) => {
    try {
      arg?.();
      return true;
    } catch (error) {
      if (error instanceof HclError) return false;
      throw error;
    }
  },
};

const own: Readonly<Record<string, HclFunction>> = {
  absolute: numberFunction(['num'], (num) => Math.abs(num ?? 0)),
  add: operatorFunction('+'),
  and: bool2((a, b) => a && b),
  base64decode: textFunction(['str'], (text = '') => {
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
      throw new ConversionError(`failed to decode base64 data '${text}'`);
    }
    return new TextDecoder().decode(fromBase64(text));
  }),
  base64encode: textFunction(['str'], (text) => toBase64(new TextEncoder().encode(text))),
  basename: textFunction(['path'], (path = '') => baseName(path)),
  can: canFunction,
  ceil: numberFunction(['num'], (num) => Math.ceil(num ?? 0)),
  chomp: textFunction(['str'], (text = '') => text.replace(/(?:\r\n|\n|\r)+$/, '')),
  dirname: textFunction(['path'], (path = '') => directoryName(path)),
  divide: operatorFunction('/'),
  equal: equality(true),
  floor: numberFunction(['num'], (num) => Math.floor(num ?? 0)),
  format: {
    parameters: [textParameter('format')],
    rest: anyParameter('args', true),
    call: ([text, ...args]) => formatText(`${toText(text ?? '')}`, args),
  },
  greaterthan: operatorFunction('>'),
  greaterthanorequalto: operatorFunction('>='),
  indent: {
    parameters: [numberParameter('spaces'), textParameter('str')],
    call: ([spaces, text]) => `${toText(text ?? '')}`.replaceAll('\n', `\n${' '.repeat(Number(spaces))}`),
  },
  int: numberFunction(['num'], (num) => Math.trunc(num ?? 0)),
  join: {
    parameters: [textParameter('separator')],
    rest: anyParameter('lists'),
    call: ([separator, ...lists]) =>
      lists
        .flatMap((list) => (isTuple(list) ? list : [list]))
        .map((each) => `${toText(each)}`)
        .join(`${toText(separator ?? '')}`),
  },
  jsondecode: textFunction(['str'], (text = '') => parseJsonText(text)),
  jsonencode: { parameters: [anyParameter('val', true)], call: ([value = null]) => jsonText(value) },
  lessthan: operatorFunction('<'),
  lessthanorequalto: operatorFunction('<='),
  lower: textFunction(['str'], (text = '') => text.toLowerCase()),
  max: numberFunction([], (...numbers) => Math.max(...atLeastOne(numbers)), numberParameter('numbers')),
  min: numberFunction([], (...numbers) => Math.min(...atLeastOne(numbers)), numberParameter('numbers')),
  modulo: operatorFunction('%'),
  multiply: operatorFunction('*'),
  negate: numberFunction(['num'], (num) => -(num ?? 0)),
  not: { parameters: [boolParameter('val')], call: ([value]) => value !== true },
  notequal: equality(false),
  or: bool2((a, b) => a || b),
  parseint: {
    parameters: [anyParameter('number'), numberParameter('base')],
    call: ([text = '', base]) => parseInteger(`${toText(text)}`, Number(base)),
  },
  pow: numberFunction(['num', 'power'], (num = 0, power = 0) => num ** power),
  replace: textFunction(['str', 'substr', 'replace'], (text = '', from = '', to = '') =>
    text.replaceAll(from, () => to),
  ),
  reverse: textFunction(['str'], (text = '') => [...text].reverse().join('')),
  sanitize: textFunction(['name'], (text = '') => text.replace(/[^a-zA-Z0-9_-]/gu, '_')),
  sha256: textFunction(['str'], (text) => sha256Hex(new TextEncoder().encode(text))),
  signum: numberFunction(['num'], (num) => Math.sign(num ?? 0)),
  split: textFunction(['separator', 'str'], (separator = '', text = '') => text.split(separator)),
  strlen: textFunction(['str'], (text = '') => [...text].length),
  byteslen: textFunction(['buf'], (text = '') => new TextEncoder().encode(text).length),
  substr: {
    parameters: [textParameter('str'), numberParameter('offset'), numberParameter('length')],
    call: ([text, offset, length]) => substr(`${toText(text ?? '')}`, Number(offset), Number(length)),
  },
  subtract: operatorFunction('-'),
  title: textFunction(['str'], (text = '') => title(text)),
  trim: textFunction(['str', 'cutset'], (text = '', characters = '') => trim(text, characters)),
  trimprefix: textFunction(['str', 'prefix'], (text = '', prefix = '') =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimspace: textFunction(['str'], (text = '') => text.trim()),
  trimsuffix: textFunction(['str', 'suffix'], (text = '', suffix = '') =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  try: tryFunction,
  upper: textFunction(['str'], (text = '') => text.toUpperCase()),
  urlencode: textFunction(['str'], (text = '') => urlEncode(text)),
};

function atLeastOne(numbers: readonly number[]): readonly number[] {
  if (numbers.length === 0) throw new ConversionError('must pass at least one number');
  return numbers;
}

/** All functions by name. `now`: the time, as `timestamp` gives it. */
export function standardFunctions(now: () => string): ReadonlyMap<string, HclFunction> {
  const refused = notModelled.map((name): [string, HclFunction] => [
    name,
    {
      parameters: [],
      rest: anyParameter('args', true),
      call: () => {
        throw refusal(`the function ${name} of bake's definitions is not modelled here`);
      },
    },
  ]);
  return new Map([
    ...Object.entries(own),
    ...Object.entries(collectionFunctions),
    ...refused,
    ['timestamp', { parameters: [], call: () => now() }],
  ]);
}
