// How functions are declared: `lpad(text, integer, text) text`, and what they do.
import type { Around } from '../scope';
import { arrayOf, BOOLEAN, typeNamed, type SqlType, type Value } from '../types';

/** What a function may ask of the call. */
export interface CallSite {
  readonly around: Around;
  /** The types of the arguments, as they are given. */
  readonly types: readonly SqlType[];
  readonly result: SqlType;
}

export interface Definition {
  readonly name: string;
  /** Types; `any`, `anyelement`, `anyarray` stand for whatever is given. */
  readonly args: readonly string[];
  /** Its last argument may stand any number of times. */
  readonly isVariadic: boolean;
  readonly result: string;
  run(args: readonly Value[], site: CallSite): Value;
  /** It looks at NULL itself; others give NULL for it. */
  readonly takesNull?: true;
  /** It gives rows, each a value or, with `fields`, a row of them. */
  readonly isSet?: true;
  readonly fields?: readonly { readonly name: string; readonly type: SqlType }[];
  /** The name of its one column, where it has one of its own. */
  readonly column?: string;
}

type Run = (args: readonly Value[], site: CallSite) => Value;

function read(signature: string): Pick<Definition, 'name' | 'args' | 'isVariadic' | 'result'> {
  const [, name = '', list = '', result = ''] = /^(\w+)\((.*?)\) (.+)$/.exec(signature) ?? [];
  const args = list === '' ? [] : list.split(',').map((one) => one.trim());
  const isVariadic = args.at(-1)?.startsWith('...') ?? false;
  return { name, args: args.map((one) => one.replace('...', '')), isVariadic, result };
}

/** A function that gives NULL where an argument is NULL. */
export function define(signature: string, run: Run): Definition {
  return { ...read(signature), run };
}

/** A function that looks at NULL itself. */
export function defineOpen(signature: string, run: Run): Definition {
  return { ...read(signature), run, takesNull: true };
}

/** A function that gives rows. */
export function defineSet(
  signature: string,
  run: (args: readonly Value[], site: CallSite) => readonly Value[],
  fields?: Definition['fields'],
): Definition {
  return { ...read(signature), run, isSet: true, ...(fields ? { fields } : {}) };
}

/** A type by the short names that signatures use. */
export function namedType(name: string): SqlType {
  if (name.endsWith('[]')) return arrayOf(namedType(name.slice(0, -2)));
  const full = typeNamed(name);
  return full === undefined ? BOOLEAN : { name: full };
}
