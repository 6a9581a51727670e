// What an expression comes to. Source: hclsyntax, expression.go and expression_ops.go; hcl, ops.go and traversal.go.
import { BadArgument, type HclFunction } from './function';
import { applyBinary } from './operators';
import { didYouMean, HclError, rangeBetween, type SourceRange } from './source-range';
import type { Expression, ObjectItem, TraversalStep } from './syntax';
import {
  ConversionError,
  isObject,
  isTuple,
  sortedEntries,
  toBool,
  toNumber,
  toText,
  typeName,
  type Value,
} from './values';

/** The names that an expression sees. */
export interface Scope {
  /** undefined: there is none of that name. `range`: where it is named. */
  variable(name: string, steps: readonly TraversalStep[]): Value | undefined;
  readonly variableNames: Iterable<string>;
  function(name: string): HclFunction | undefined;
  readonly functionNames: Iterable<string>;
}

/** A scope with names of its own before those of another. */
export function childScope(parent: Scope, own: ReadonlyMap<string, Value>): Scope {
  return {
    variable: (name, steps) => (own.has(name) ? (own.get(name) ?? null) : parent.variable(name, steps)),
    variableNames: [...own.keys(), ...parent.variableNames],
    function: (name) => parent.function(name),
    functionNames: parent.functionNames,
  };
}

/** The value; throws what hcl finds wrong with it. */
export function evaluate(expression: Expression, scope: Scope): Value {
  return new Evaluation(scope).value(expression);
}

class Evaluation {
  constructor(
    private readonly scope: Scope,
    /** What a splat's marker stands for. */
    private readonly item: Value = null,
  ) {}

  value(expression: Expression): Value {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'parentheses':
      case 'wrap':
        return this.value(expression.inner);
      case 'splat-item':
        return this.item;
      case 'variable':
        return this.#variable(expression);
      case 'traversal':
        return traverse(this.value(expression.source), expression.steps);
      case 'index':
        return indexOf(this.value(expression.source), this.value(expression.key), expression.bracketRange);
      case 'splat':
        return this.#splat(expression);
      case 'template':
        return expression.parts.map((part) => this.#partText(part)).join('');
      case 'join':
        return this.#joined(this.value(expression.inner), expression.range);
      case 'tuple':
        return expression.items.map((item) => this.value(item));
      case 'object':
        return new Map(expression.items.map((item) => [this.#key(item), this.value(item.value)]));
      case 'unary':
        return this.#unary(expression);
      case 'binary':
        return this.#binary(expression);
      case 'conditional':
        return this.#conditional(expression);
      case 'call':
        return this.#call(expression);
      case 'for':
        return this.#for(expression);
    }
  }

  #variable({ name, nameRange, steps }: Extract<Expression, { readonly kind: 'variable' }>): Value {
    const value = this.scope.variable(name, steps);
    if (value !== undefined) return traverse(value, steps);
    throw new HclError(
      'Unknown variable',
      `There is no variable named ${JSON.stringify(name)}.${didYouMean(name, this.scope.variableNames)}`,
      nameRange,
    );
  }

  #splat({ source, each }: Extract<Expression, { readonly kind: 'splat' }>): Value {
    const whole = this.value(source);
    const items = isTuple(whole) ? whole : whole === null ? [] : [whole];
    return items.map((item) => new Evaluation(this.scope, item).value(each));
  }

  #partText(part: Expression): string {
    const value = this.value(part);
    if (value === null) {
      throw new HclError(
        'Invalid template interpolation value',
        'The expression result is null. Cannot include a null value in a string template.',
        part.range,
      );
    }
    return converted(
      () => toText(value) ?? '',
      (problem) =>
        new HclError(
          'Invalid template interpolation value',
          `Cannot include the given value in a string template: ${problem}.`,
          part.range,
        ),
    );
  }

  #joined(value: Value, range: SourceRange): Value {
    return (isTuple(value) ? value : []).map((each) => this.#partText(literal(each, range))).join('');
  }

  #key({ key, name }: ObjectItem): string {
    if (name !== undefined) return name;
    if (key.kind === 'variable') {
      throw new HclError(
        'Ambiguous attribute key',
        "If this expression is intended to be a reference, wrap it in parentheses. If it's instead intended as a literal name containing periods, wrap it in quotes to create a string literal.",
        key.range,
      );
    }
    const value = this.value(key);
    if (value === null)
      throw new HclError('Null value as key', "Can't use a null value as a key.", key.range);
    return converted(
      () => toText(value) ?? '',
      (problem) =>
        new HclError('Incorrect key type', `Can't use this value as a key: ${problem}.`, key.range),
    );
  }

  #unary({ operator, operand }: Extract<Expression, { readonly kind: 'unary' }>): Value {
    const given = this.value(operand);
    const value = converted(
      () => (operator === '-' ? toNumber(given) : toBool(given)),
      (problem) => unsuitable('unary', problem, operand.range),
    );
    if (value === null) throw failedOperation('argument must not be null', operand.range);
    return typeof value === 'number' ? -value : !value;
  }

  #binary({ operator, left, right, range }: Extract<Expression, { readonly kind: 'binary' }>): Value {
    const values = [this.value(left), this.value(right)] as const;
    const sides = ['left', 'right'] as const;
    const convert = applyBinary(operator);
    const [a, b] = sides.map((side, index) =>
      converted(
        () => convert.operand(values[index] ?? null),
        (problem) => unsuitable(side, problem, index === 0 ? left.range : right.range),
      ),
    );
    return converted(
      () => convert.apply(a ?? null, b ?? null),
      (problem) => failedOperation(problem, range),
    );
  }

  #conditional(expression: Extract<Expression, { readonly kind: 'conditional' }>): Value {
    const { condition, yes, no } = expression;
    const given = this.value(condition);
    if (given === null) {
      throw new HclError(
        'Null condition',
        'The condition value is null. Conditions must either be true or false.',
        condition.range,
      );
    }
    const isTrue = converted(
      () => toBool(given),
      () =>
        new HclError(
          'Incorrect condition type',
          'The condition expression must be of type bool.',
          condition.range,
        ),
    );
    const chosen = this.value(isTrue === true ? yes : no);
    const other = this.#ifItCan(isTrue === true ? no : yes);
    return other === undefined
      ? chosen
      : unified(chosen, other, isTrue === true, rangeBetween(yes.range, no.range));
  }

  /** What is wrong with the branch that is not taken does not matter. */
  #ifItCan(expression: Expression): Value | undefined {
    try {
      return this.value(expression);
    } catch (error) {
      if (error instanceof HclError) return undefined;
      throw error;
    }
  }

  #call(expression: Extract<Expression, { readonly kind: 'call' }>): Value {
    const { name, nameRange, closeRange, range, startRange } = expression;
    const found = this.scope.function(name);
    if (found === undefined) {
      throw new HclError(
        'Call to unknown function',
        `There is no function named ${JSON.stringify(name)}.${didYouMean(name, this.scope.functionNames)}`,
        nameRange,
      );
    }
    if (found.lazy !== undefined) {
      return found.lazy(
        expression.args.map((arg) => () => this.value(arg)),
        range,
      );
    }
    const args = this.#arguments(expression);
    const { parameters, rest } = found;
    const missing = parameters[args.length];
    if (missing !== undefined) {
      const atLeast = rest === undefined ? '' : ' at least';
      throw new HclError(
        'Not enough function arguments',
        `Function ${JSON.stringify(name)} expects${atLeast} ${parameters.length} argument(s). Missing value for ${JSON.stringify(missing.name)}.`,
        closeRange,
      );
    }
    const extra = args[parameters.length];
    if (rest === undefined && extra !== undefined) {
      throw new HclError(
        'Too many function arguments',
        `Function ${JSON.stringify(name)} expects only ${parameters.length} argument(s).`,
        extra.startRange,
      );
    }
    const values = args.map((arg, index) => {
      const parameter = parameters[index] ?? rest;
      return converted(
        () => parameter?.convert(arg.value) ?? null,
        (problem) => badArgument(parameter?.name ?? '', problem, arg.startRange),
      );
    });
    try {
      return found.call(values);
    } catch (error) {
      if (error instanceof BadArgument) {
        const parameter = parameters[error.index] ?? rest;
        throw badArgument(parameter?.name ?? '', error.message, args[error.index]?.startRange ?? range);
      }
      if (!(error instanceof ConversionError)) throw error;
      throw new HclError(
        'Error in function call',
        `Call to function ${JSON.stringify(name)} failed: ${error.message}.`,
        startRange,
      );
    }
  }

  #arguments({ args, expandsLast }: Extract<Expression, { readonly kind: 'call' }>): readonly Argument[] {
    const given = args.map((arg) => ({
      value: this.value(arg),
      startRange: arg.startRange,
      range: arg.range,
    }));
    const last = given.at(-1);
    if (!expandsLast || last === undefined) return given;
    if (!isTuple(last.value)) {
      throw new HclError(
        'Invalid expanding argument value',
        last.value === null
          ? 'The expanding argument (indicated by ...) must not be null.'
          : 'The expanding argument (indicated by ...) must be of a tuple, list, or set type.',
        last.range,
      );
    }
    return [...given.slice(0, -1), ...last.value.map((value) => ({ ...last, value }))];
  }

  #for(expression: Extract<Expression, { readonly kind: 'for' }>): Value {
    const { keyName, valueName, key, value, isGrouped } = expression;
    const tuple: Value[] = [];
    const object = new Map<string, Value>();
    for (const [index, each] of this.#elements(expression.collection)) {
      const own = new Map([[valueName, each]]);
      if (keyName !== undefined) own.set(keyName, index);
      const inner = new Evaluation(childScope(this.scope, own), this.item);
      if (expression.condition !== undefined && !inner.#isWanted(expression.condition)) continue;
      if (key === undefined) {
        tuple.push(inner.value(value));
        continue;
      }
      const name = inner.#forKey(key);
      const before = object.get(name);
      if (isGrouped) {
        object.set(name, [...(before !== undefined && isTuple(before) ? before : []), inner.value(value)]);
      } else if (before === undefined) {
        object.set(name, inner.value(value));
      } else {
        throw new HclError(
          'Duplicate object key',
          `Two different items produced the key ${JSON.stringify(name)} in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.`,
          key.range,
        );
      }
    }
    return key === undefined ? tuple : object;
  }

  #elements(collection: Expression): readonly (readonly [Value, Value])[] {
    const whole = this.value(collection);
    if (isTuple(whole)) return whole.map((each, index) => [index, each]);
    if (isObject(whole)) return sortedEntries(whole);
    throw whole === null
      ? new HclError(
          'Iteration over null value',
          "A null value cannot be used as the collection in a 'for' expression.",
          collection.range,
        )
      : new HclError(
          'Iteration over non-iterable value',
          `A value of type ${typeName(whole)} cannot be used as the collection in a 'for' expression.`,
          collection.range,
        );
  }

  #isWanted(condition: Expression): boolean {
    const given = this.value(condition);
    const summary = "Invalid 'for' condition";
    if (given === null) {
      throw new HclError(summary, "The value of the 'if' clause must not be null.", condition.range);
    }
    return converted(
      () => toBool(given) === true,
      (problem) => new HclError(summary, `The 'if' clause value is invalid: ${problem}.`, condition.range),
    );
  }

  #forKey(key: Expression): string {
    const given = this.value(key);
    const summary = 'Invalid object key';
    if (given === null) {
      throw new HclError(
        summary,
        "Key expression in 'for' expression must not produce a null value.",
        key.range,
      );
    }
    return converted(
      () => toText(given) ?? '',
      (problem) =>
        new HclError(summary, `The key expression produced an invalid result: ${problem}.`, key.range),
    );
  }
}

interface Argument {
  readonly value: Value;
  readonly startRange: SourceRange;
  readonly range: SourceRange;
}

function literal(value: Value, range: SourceRange): Expression {
  return { kind: 'literal', value, range, startRange: range };
}

function converted<T>(convert: () => T, refusal: (problem: string) => HclError): T {
  try {
    return convert();
  } catch (error) {
    if (error instanceof ConversionError) throw refusal(error.message);
    throw error;
  }
}

function unsuitable(side: string, problem: string, range: SourceRange): HclError {
  const operand = side === 'unary' ? 'unary operand' : `${side} operand`;
  return new HclError('Invalid operand', `Unsuitable value for ${operand}: ${problem}.`, range);
}

function failedOperation(problem: string, range: SourceRange): HclError {
  return new HclError('Operation failed', `Error during operation: ${problem}.`, range);
}

function badArgument(name: string, problem: string, range: SourceRange): HclError {
  return new HclError(
    'Invalid function argument',
    `Invalid value for ${JSON.stringify(name)} parameter: ${problem}.`,
    range,
  );
}

/** Both branches of a conditional have one type: a number beside a text becomes a text. */
function unified(chosen: Value, other: Value, isFirst: boolean, range: SourceRange): Value {
  if (chosen === null || other === null || typeName(chosen) === typeName(other)) return chosen;
  const primitives = [chosen, other].every((each) => !isTuple(each) && !isObject(each));
  if (primitives && [chosen, other].some((each) => typeof each === 'string')) return toText(chosen);
  const [yes, no] = isFirst ? [chosen, other] : [other, chosen];
  throw new HclError(
    'Inconsistent conditional result types',
    `The true and false result expressions must have consistent types. The 'true' value is ${typeName(yes)}, but the 'false' value is ${typeName(no)}.`,
    range,
  );
}

function traverse(value: Value, steps: readonly TraversalStep[]): Value {
  return steps.reduce<Value>(
    (from, { key, isAttribute, range }) =>
      isAttribute ? attributeOf(from, key, range) : indexOf(from, key, range),
    value,
  );
}

function attributeOf(value: Value, key: Value, range: SourceRange): Value {
  if (value === null) {
    throw new HclError(
      'Attempt to get attribute from null value',
      'This value is null, so it does not have any attributes.',
      range,
    );
  }
  const name = `${typeof key === 'string' ? key : ''}`;
  if (isObject(value)) {
    const found = value.get(name);
    if (found !== undefined) return found;
    throw new HclError(
      'Unsupported attribute',
      `This object does not have an attribute named ${JSON.stringify(name)}.`,
      range,
    );
  }
  throw new HclError(
    'Unsupported attribute',
    isTuple(value)
      ? 'This value does not have any attributes.'
      : `Can't access attributes on a primitive-typed value (${typeName(value)}).`,
    range,
  );
}

function indexOf(value: Value, key: Value, range: SourceRange): Value {
  const summary = 'Invalid index';
  const none = 'The given key does not identify an element in this collection value';
  if (value === null) {
    throw new HclError(
      'Attempt to index null value',
      'This value is null, so it does not have any indices.',
      range,
    );
  }
  if (key === null) throw new HclError(summary, "Can't use a null value as an indexing key.", range);
  const refused = (problem: string): HclError => new HclError(summary, `${none}: ${problem}.`, range);
  if (isTuple(value)) {
    const index = converted(() => toNumber(key) ?? 0, refused);
    const found = value[index];
    if (found !== undefined) return found;
    if (!Number.isInteger(index)) {
      throw refused('indexing a sequence requires a whole number, but the given index has a fractional part');
    }
    if (index < 0) throw refused('a negative number is not a valid index for a sequence');
    throw refused(
      value.length === 0
        ? 'the collection has no elements'
        : 'the given index is greater than or equal to the length of the collection',
    );
  }
  if (!isObject(value)) throw new HclError(summary, 'This value does not have any indices.', range);
  const found = value.get(converted(() => toText(key) ?? '', refused));
  if (found !== undefined) return found;
  const hint =
    typeof key === 'number'
      ? ' An object only supports looking up attributes by name, not by numeric index.'
      : '';
  throw new HclError(summary, `${none}.${hint}`, range);
}
