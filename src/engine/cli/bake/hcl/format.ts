// The function format. Source: go-cty, cty/function/stdlib/format.go.
import { quote } from '../../../units';
import { refusal } from '../../build-options/build-error';
import {
  ConversionError,
  isObject,
  isTuple,
  numberText,
  toBool,
  toNumber,
  toText,
  type Value,
} from './values';

/** Fills `%s`, `%d` and so on with values, in order or by number; throws a ConversionError. */
export function formatText(pattern: string, args: readonly Value[]): string {
  let next = 0;
  let highest = 0;
  const text = pattern.replace(
    /%(?:%|([-+0 #]*)(\d+)?(?:\.(\d+))?(?:\[(\d+)\])?(.))/gsu,
    (
      whole,
      flags: string | undefined,
      width: string | undefined,
      precision: string | undefined,
      index: string | undefined,
      verb: string | undefined,
    ) => {
      if (verb === undefined) return '%';
      const position = index === undefined ? next : Number(index) - 1;
      next = position + 1;
      highest = Math.max(highest, next);
      if (position >= args.length) {
        throw new ConversionError(
          `not enough arguments for ${quote(whole)} at ${pattern.indexOf(whole)}: need index ${position + 1} but have ${args.length} total`,
        );
      }
      const shown = formatOne(verb, args[position] ?? null, precision, whole);
      return padded(shown, flags ?? '', Number(width ?? 0));
    },
  );
  if (highest < args.length) {
    throw new ConversionError(`too many arguments; only ${highest} used by format string`);
  }
  return text;
}

function formatOne(verb: string, value: Value, precision: string | undefined, whole: string): string {
  switch (verb) {
    case 's':
      return truncated(wanted(toText(value), whole), precision);
    case 'q':
      return quote(truncated(wanted(toText(value), whole), precision));
    case 'd':
      return numberText(Math.trunc(wanted(toNumber(value), whole)));
    case 'f':
      return wanted(toNumber(value), whole).toFixed(Number(precision ?? 6));
    case 'x':
      return Math.trunc(wanted(toNumber(value), whole)).toString(16);
    case 't':
      return `${wanted(toBool(value), whole)}`;
    case 'v':
      if (value === null) return 'null';
      if (!isTuple(value) && !isObject(value)) return `${toText(value)}`;
  }
  throw refusal(`the verb ${whole} of bake's function format is not modelled here`);
}

function wanted<T>(value: T | null, whole: string): T {
  if (value === null)
    throw new ConversionError(`unsupported value for ${quote(whole)}: null value cannot be formatted`);
  return value;
}

function truncated(text: string, precision: string | undefined): string {
  return precision === undefined ? text : [...text].slice(0, Number(precision)).join('');
}

function padded(text: string, flags: string, width: number): string {
  const missing = Math.max(0, width - [...text].length);
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (!flags.includes('0')) return ' '.repeat(missing) + text;
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}
