// Variables of a definition: their blocks, and what the environment says instead of their defaults.
// Source: buildx, bake/hclparser/hclparser.go (resolveValue).
import { parseBool, quote, ValueError } from '../../units';
import { splitCsv } from '../csv';
import { refusal } from '../build-options/build-error';
import type { SourceRange } from './hcl/source-range';
import type { Block, Expression } from './hcl/syntax';
import { ConversionError, toBool, toNumber, toText, typeName, type Value } from './hcl/values';

export interface Variable {
  readonly name: string;
  readonly description: string;
  /** As it was written: `string`, `list(string)`; undefined: it follows from the default. */
  readonly type: string | undefined;
  readonly default: Expression | undefined;
  readonly validations: readonly {
    readonly condition: Expression | undefined;
    readonly message: Expression | undefined;
  }[];
  readonly range: SourceRange;
}

/** The variables of these blocks, without those whose names are taken; the last of a name counts. */
export function readVariables(
  blocks: readonly Block[],
  reserved: ReadonlySet<string>,
): ReadonlyMap<string, Variable> {
  return new Map(
    blocks
      .map(readVariable)
      .filter(({ name }) => !reserved.has(name))
      .map((variable) => [variable.name, variable]),
  );
}

function readVariable({ labels, body }: Block): Variable {
  const description = body.attributes.get('description')?.value;
  const type = body.attributes.get('type')?.value;
  return {
    name: labels[0]?.text ?? '',
    description: description === undefined ? '' : literalText(description),
    type: type === undefined ? undefined : typeText(type),
    default: body.attributes.get('default')?.value,
    validations: body.blocks
      .filter((block) => block.type === 'validation')
      .map(({ body: { attributes } }) => ({
        condition: attributes.get('condition')?.value,
        message: attributes.get('error_message')?.value,
      })),
    range: body.range,
  };
}

function literalText(expression: Expression): string {
  const parts = expression.kind === 'template' ? expression.parts : [expression];
  return parts.map((part) => (part.kind === 'literal' ? (toText(part.value) ?? '') : '')).join('');
}

/** A type as it is written. */
function typeText(expression: Expression): string {
  if (expression.kind === 'variable' && expression.steps.length === 0) return expression.name;
  if (expression.kind === 'call') return `${expression.name}(${expression.args.map(typeText).join(', ')})`;
  const text = literalText(expression);
  if (text !== '') return text;
  throw refusal('types of objects and tuples are not modelled here in variables of bake');
}

/** A variable's value. `given`: what --var or the environment says. */
export function variableValue(
  { name, type, default: fallback }: Variable,
  given: string | undefined,
  evaluate: (expression: Expression) => Value,
): Value {
  if (type !== undefined) {
    if (given !== undefined) return typedText(name, type, given);
    return fallback === undefined ? null : typed(type, evaluate(fallback));
  }
  if (fallback === undefined) return given ?? '';
  const value = evaluate(fallback);
  if (given === undefined) return value;
  if (value === null || typeof value === 'string') return given;
  if (typeof value === 'boolean') return boolOf(name, given);
  if (typeof value === 'number') return numberOf(name, given);
  throw new ConversionError(`unsupported type ${typeName(value)} for variable ${name}`);
}

function boolOf(name: string, text: string): boolean {
  try {
    return parseBool(text);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new ConversionError(
      `failed to parse ${name} as bool: strconv.ParseBool: parsing ${quote(text)}: invalid syntax`,
    );
  }
}

function numberOf(name: string, text: string): number {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
  throw new ConversionError(
    `failed to parse ${name} as number: strconv.ParseFloat: parsing ${quote(text)}: invalid syntax`,
  );
}

function typed(type: string, value: Value): Value {
  switch (type) {
    case 'string':
      return toText(value);
    case 'number':
      return toNumber(value);
    case 'bool':
      return toBool(value);
    default:
      return value;
  }
}

/** What the environment says of a variable whose type is written: lists as comma-separated values. */
function typedText(name: string, type: string, text: string): Value {
  switch (type) {
    case 'string':
    case 'any':
      return text;
    case 'number':
      return numberOf(name, text);
    case 'bool':
      return boolOf(name, text);
  }
  const element = /^(?:list|set)\((string|number|bool)\)$/.exec(type)?.[1];
  if (element !== undefined) return splitCsv(text).map((field) => typedText(name, element, field));
  throw refusal(`setting the variable ${name} of type ${type} from outside is not modelled here`);
}
