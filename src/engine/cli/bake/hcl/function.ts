// What a function is. Source: go-cty, cty/function.
import type { SourceRange } from './source-range';
import { ConversionError, toBool, toNumber, toText, type Value } from './values';

export interface HclParameter {
  readonly name: string;
  /** The argument as the function takes it; throws a ConversionError. */
  convert(value: Value): Value;
}

export interface HclFunction {
  readonly parameters: readonly HclParameter[];
  /** The parameter of all arguments that follow; undefined: there are no more. */
  readonly rest?: HclParameter;
  /** Throws a ConversionError, or a BadArgument for one of them. */
  call(args: readonly Value[]): Value;
  /** Where arguments are not to be evaluated before. */
  lazy?(args: readonly (() => Value)[], range: SourceRange): Value;
}

/** What is wrong with one argument. */
export class BadArgument extends Error {
  override readonly name = 'BadArgument';

  constructor(
    readonly index: number,
    message: string,
  ) {
    super(message);
  }
}

function refuseNull(value: Value): Value {
  if (value === null) throw new ConversionError('argument must not be null');
  return value;
}

export function textParameter(name: string): HclParameter {
  return { name, convert: (value) => refuseNull(toText(value)) };
}

export function numberParameter(name: string): HclParameter {
  return { name, convert: (value) => refuseNull(toNumber(value)) };
}

export function boolParameter(name: string): HclParameter {
  return { name, convert: (value) => refuseNull(toBool(value)) };
}

/** Any value; `allowsNull`: a null as well. */
export function anyParameter(name: string, allowsNull = false): HclParameter {
  return { name, convert: (value) => (allowsNull ? value : refuseNull(value)) };
}
