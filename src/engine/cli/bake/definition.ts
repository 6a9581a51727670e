// From the bodies of definition files to groups and targets. Source: buildx, bake/hclparser/hclparser.go (Parse).
import { decodeAttribute, decodeTarget, targetAttributes } from './decode-target';
import { evaluate, childScope, type Scope } from './hcl/evaluate';
import { anyParameter, type HclFunction } from './hcl/function';
import { HclError, type SourceRange } from './hcl/source-range';
import type { Block, Body, Expression, TraversalStep } from './hcl/syntax';
import { ConversionError, isObject, isTuple, sortedEntries, toText, type Value } from './hcl/values';
import { mergeTargets, type Group, type Target } from './target';
import { readVariables, variableValue, type Variable } from './variables';

/** What the files come to. */
export interface Definition {
  readonly groups: readonly Group[];
  readonly targets: readonly Target[];
  readonly variables: readonly VariableInfo[];
}

/** A variable as `--list` shows it; without a value it is null. */
export interface VariableInfo {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly value: string | undefined;
}

export interface DefinitionSettings {
  /** Variables that are there without being defined. */
  readonly builtIn: ReadonlyMap<string, string>;
  /** A variable's value from --var or the environment. */
  lookUp(name: string): string | undefined;
  readonly functions: ReadonlyMap<string, HclFunction>;
}

/** Reads definitions; throws what hcl finds wrong with them. */
export function readDefinition(bodies: readonly Body[], settings: DefinitionSettings): Definition {
  return new DefinitionReader(bodies, settings).read();
}

const validName = /^[a-zA-Z0-9_-]+$/;

/** One target or group of a block; a block with a matrix makes several. */
interface Made {
  readonly block: Block;
  readonly name: string;
  readonly scope: Scope;
  readonly values: Map<string, Value>;
  readonly underWay: Set<string>;
}

class DefinitionReader {
  readonly #blocks: readonly Block[];
  readonly #globals: ReadonlyMap<string, Expression>;
  readonly #globalRanges: ReadonlyMap<string, SourceRange>;
  readonly #variables: ReadonlyMap<string, Variable>;
  readonly #functionBlocks = new Map<string, Block>();
  readonly #functions = new Map<string, HclFunction>();
  readonly #known = new Map<string, Value>();
  readonly #underWay = new Set<string>();
  readonly #made = new Map<Block, readonly Made[]>();
  readonly #scope: Scope;

  constructor(
    bodies: readonly Body[],
    private readonly settings: DefinitionSettings,
  ) {
    const reserved = new Set(['group', 'target', ...settings.builtIn.keys()]);
    this.#blocks = bodies.flatMap(({ blocks }) => blocks);
    for (const block of this.#blocks) checkLabels(block);
    this.#variables = readVariables(
      this.#blocks.filter(({ type }) => type === 'variable'),
      reserved,
    );
    for (const block of this.#blocks) {
      if (block.type === 'function') this.#functionBlocks.set(block.labels[0]?.text ?? '', block);
    }
    const attributes = bodies
      .flatMap((body) => [...body.attributes.values()])
      .filter(({ name }) => !reserved.has(name) && name !== 'function');
    this.#globals = new Map(attributes.map(({ name, value }) => [name, value]));
    this.#globalRanges = new Map(attributes.map(({ name, range }) => [name, range]));
    for (const [name, value] of settings.builtIn) this.#known.set(name, value);
    this.#scope = {
      variable: (name, steps) => this.#lookUp(name, steps),
      variableNames: [...settings.builtIn.keys(), ...this.#variables.keys(), ...this.#globals.keys()],
      function: (name) => this.#function(name),
      functionNames: [...settings.functions.keys(), ...this.#functionBlocks.keys()],
    };
  }

  read(): Definition {
    const variables = [...this.#variables.values()].map((variable) => this.#variableInfo(variable));
    for (const variable of this.#variables.values()) this.#validate(variable);
    for (const [name, block] of this.#functionBlocks) this.#checkFunction(name, block);
    const made = this.#blocks
      .filter(({ type }) => type === 'group' || type === 'target')
      .flatMap((block) => this.#makings(block));
    const groups = new Map<string, Group>();
    const targets = new Map<string, Target>();
    for (const each of made) {
      if (each.block.type === 'group') groups.set(each.name, this.#group(each));
      else {
        const target = this.#target(each);
        const before = targets.get(each.name);
        targets.set(each.name, before === undefined ? target : mergeTargets(before, target));
      }
    }
    for (const [label, names] of renamed(made)) {
      if (!groups.has(label)) groups.set(label, { name: label, description: '', targets: names });
    }
    for (const name of this.#globals.keys()) this.#checkGlobal(name);
    return { groups: [...groups.values()], targets: [...targets.values()], variables };
  }

  #lookUp(name: string, steps: readonly TraversalStep[]): Value | undefined {
    if (name === 'target' || name === 'group') return this.#blockValue(name, steps);
    const known = this.#known.get(name);
    if (known !== undefined || this.#known.has(name)) return known ?? null;
    const global = this.#globals.get(name);
    const variable = this.#variables.get(name);
    if (global === undefined && variable === undefined) return undefined;
    if (this.#underWay.has(name)) throw new ConversionError(`variable cycle not allowed for ${name}`);
    this.#underWay.add(name);
    const found =
      global === undefined && variable !== undefined
        ? variableValue(variable, this.settings.lookUp(name), (value) => this.#value(value, this.#scope))
        : this.#value(global, this.#scope);
    this.#known.set(name, found);
    return found;
  }

  /** Evaluates; a cycle is told of where it is closed. */
  #value(expression: Expression | undefined, scope: Scope): Value {
    if (expression === undefined) return null;
    try {
      return evaluate(expression, scope);
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      throw new HclError('Invalid expression', error.message, expression.range);
    }
  }

  /** `target.app.tags`: what a block says, as far as it is asked for. */
  #blockValue(type: string, [nameStep, attributeStep]: readonly TraversalStep[]): Value {
    if (nameStep === undefined) throw new ConversionError(`cannot access ${type} as a variable`);
    const name = nameStep.isAttribute && typeof nameStep.key === 'string' ? nameStep.key : undefined;
    if (name === undefined) throw new ConversionError(`cannot traverse ${type} without attribute`);
    const blocks = this.#blocks.filter((block) => block.type === type);
    const made = blocks.flatMap((block) => this.#makings(block)).findLast((each) => each.name === name);
    if (made === undefined) return new Map();
    const wanted = attributeStep?.key;
    const attributes = type === 'target' ? targetAttributes : ['description', 'targets'];
    const names = attributes.filter((each) => attributeStep === undefined || each === wanted);
    return new Map([[name, new Map(names.map((each) => [each, this.#attribute(made, each)]))]]);
  }

  #attribute(made: Made, name: string): Value {
    const known = made.values.get(name);
    if (known !== undefined || made.values.has(name)) return known ?? null;
    if (made.underWay.has(name)) {
      throw new ConversionError(`reference cycle not allowed for ${made.block.type}.${made.name}.${name}`);
    }
    made.underWay.add(name);
    const value = this.#value(made.block.body.attributes.get(name)?.value, made.scope);
    made.values.set(name, value);
    return value;
  }

  /** The targets that a block makes, with the names of its matrix. */
  #makings(block: Block): readonly Made[] {
    const before = this.#made.get(block);
    if (before !== undefined) return before;
    const [label] = block.labels;
    if (label === undefined) return [];
    try {
      const scopes = this.#matrixScopes(block);
      const made = scopes.map((scope) => ({
        block,
        scope,
        name: this.#madeName(block, scope),
        values: new Map<string, Value>(),
        underWay: new Set<string>(),
      }));
      const names = made.map(({ name }) => name);
      const double = names.find((name, index) => names.indexOf(name) !== index);
      if (double !== undefined) throw new ConversionError(`duplicate name ${JSON.stringify(double)}`);
      this.#made.set(block, made);
      return made;
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      throw new HclError('Invalid name', error.message, label.range);
    }
  }

  #madeName({ type, labels, body }: Block, scope: Scope): string {
    const label = labels[0]?.text ?? '';
    checkName(label);
    const name = body.attributes.get('name');
    if (type === 'group') {
      for (const each of ['name', 'matrix']) {
        if (body.attributes.has(each)) throw new ConversionError(`${each} is not supported for groups`);
      }
    }
    if (name === undefined) return label;
    if (!body.attributes.has('matrix')) throw new ConversionError('name requires matrix');
    const text = toText(this.#value(name.value, scope)) ?? '';
    checkName(text);
    return text;
  }

  #matrixScopes({ type, body }: Block): readonly Scope[] {
    const matrix = body.attributes.get('matrix');
    if (matrix === undefined) return [this.#scope];
    if (type === 'group') throw new ConversionError('matrix is not supported for groups');
    const value = this.#value(matrix.value, this.#scope);
    if (!isObject(value)) throw new ConversionError('matrix must be a map');
    let rows: readonly ReadonlyMap<string, Value>[] = [new Map()];
    for (const [name, items] of sortedEntries(value)) {
      if (!isTuple(items)) throw new ConversionError('matrix values must be a list');
      rows = items.flatMap((item) => rows.map((row) => new Map([...row, [name, item]])));
    }
    return rows.map((row) => childScope(this.#scope, row));
  }

  #target(made: Made): Target {
    return decodeTarget(made.name, made.block.body, (attribute) => this.#attribute(made, attribute));
  }

  #group(made: Made): Group {
    const { body } = made.block;
    if (!body.attributes.has('targets')) {
      const { file, start } = body.range;
      throw new HclError(
        'Missing required argument',
        'The argument "targets" is required, but no definition was found.',
        { file, start, end: start },
      );
    }
    const valueOf = (name: string): Value => this.#attribute(made, name);
    const description = decodeAttribute(body, 'description', 'text', valueOf);
    const targets = decodeAttribute(body, 'targets', 'texts', valueOf);
    const names = Array.isArray(targets) ? targets.map(String) : [];
    return {
      name: made.name,
      description: typeof description === 'string' ? description : '',
      targets: [...new Set(names)],
    };
  }

  #function(name: string): HclFunction | undefined {
    const standard = this.settings.functions.get(name) ?? this.#functions.get(name);
    if (standard !== undefined) return standard;
    const block = this.#functionBlocks.get(name);
    if (block === undefined) return undefined;
    const { attributes } = block.body;
    const result = attributes.get('result');
    const params = attributes.get('params');
    if (result === undefined) throw new ConversionError(`empty result not allowed for ${name}`);
    if (params === undefined) throw new ConversionError(`empty params not allowed for ${name}`);
    const names = parameterNames(params.value);
    const variadic = attributes.get('variadic_params');
    const rest = variadic === undefined ? undefined : keyword(variadic.value);
    const made: HclFunction = {
      parameters: names.map((each) => anyParameter(each, true)),
      ...(rest !== undefined && { rest: anyParameter(rest, true) }),
      call: (args) => {
        if (this.#underWay.has(`${name}()`))
          throw new ConversionError(`function cycle not allowed for ${name}`);
        const own = new Map(names.map((each, index) => [each, args[index] ?? null]));
        if (rest !== undefined) own.set(rest, args.slice(names.length));
        this.#underWay.add(`${name}()`);
        try {
          return this.#value(result.value, childScope(this.#scope, own));
        } finally {
          this.#underWay.delete(`${name}()`);
        }
      },
    };
    this.#functions.set(name, made);
    return made;
  }

  #checkFunction(name: string, block: Block): void {
    try {
      this.#function(name);
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      const range = block.body.attributes.get('params')?.range ?? block.labels[0]?.range ?? block.typeRange;
      throw new HclError('Invalid function', error.message, range);
    }
  }

  #checkGlobal(name: string): void {
    try {
      this.#lookUp(name, []);
    } catch (error) {
      const range = this.#globalRanges.get(name);
      if (!(error instanceof ConversionError) || range === undefined) throw error;
      throw new HclError('Invalid attribute', error.message, range);
    }
  }

  #variableInfo(variable: Variable): VariableInfo {
    const { name, range } = variable;
    try {
      const value = this.#lookUp(name, []) ?? null;
      const { description, type } = variable;
      return { name, description, type: type ?? shownType(value), value: shownValue(value) };
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      const { file, start } = range;
      throw new HclError('Invalid value', error.message, { file, start, end: start });
    }
  }

  #validate({ validations }: Variable): void {
    for (const { condition, message } of validations) {
      if (condition === undefined || this.#value(condition, this.#scope) === true) continue;
      const text = this.#value(message, this.#scope);
      throw new HclError('Validation failed', typeof text === 'string' ? text : '', condition.range);
    }
  }
}

/** Labels of blocks whose matrix gives them other names stand for all of these. */
function renamed(made: readonly Made[]): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string[]>();
  for (const { block, name } of made) {
    const label = block.labels[0]?.text ?? '';
    const names = all.get(label) ?? [];
    if (!names.includes(name)) names.push(name);
    all.set(label, names);
  }
  return new Map([...all].filter(([label, names]) => names.length !== 1 || names[0] !== label));
}

function checkName(name: string): void {
  if (!validName.test(name)) throw new ConversionError('only "[a-zA-Z0-9_-]+" are allowed');
}

function checkLabels({ type, labels, openRange }: Block): void {
  if (type !== 'variable' && type !== 'function' && type !== 'group' && type !== 'target') return;
  if (labels.length === 0) {
    throw new HclError(
      `Missing name for ${type}`,
      `All ${type} blocks must have 1 labels (name).`,
      openRange,
    );
  }
  const extra = labels[1];
  if (extra === undefined) return;
  throw new HclError(
    `Extraneous label for ${type}`,
    `Only 1 labels (name) are expected for ${type} blocks.`,
    extra.range,
  );
}

function keyword(expression: Expression): string {
  if (expression.kind === 'variable' && expression.steps.length === 0) return expression.name;
  const [part] = expression.kind === 'template' ? expression.parts : [];
  if (part?.kind === 'literal' && typeof part.value === 'string') return part.value;
  throw new HclError('Invalid param element', 'Each parameter name must be an identifier.', expression.range);
}

function parameterNames(expression: Expression): readonly string[] {
  if (expression.kind === 'tuple') return expression.items.map(keyword);
  throw new HclError('Invalid expression', 'A static list expression is required.', expression.range);
}

function shownType(value: Value): string {
  return typeof value === 'string' || typeof value === 'number'
    ? typeof value
    : typeof value === 'boolean'
      ? 'bool'
      : '';
}

function shownValue(value: Value): string | undefined {
  if (value === null) return undefined;
  return isTuple(value) || isObject(value) ? '' : (toText(value) ?? '');
}
