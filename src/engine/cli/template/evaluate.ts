// Runs a template over data. Source: Go's text/template exec.go (rules and error texts).
import {
  argumentProblem,
  CallError,
  functions as allFunctions,
  type FunctionTable,
  type TemplateFunction,
} from './functions';
import { lineOf } from './lexer';
import {
  TemplateError,
  type Command,
  type Node,
  type Operand,
  type Pipe,
  type Position,
  type Template,
} from './nodes';
import { parseTemplate } from './parser';
import { printValue } from './print';
import { Stringer } from './stringer';
import {
  isRecord,
  isTrue,
  KeyedMap,
  MethodSet,
  NilCollection,
  NoValue,
  noValue,
  Struct,
  typeName,
} from './values';

const functionNames = new Set(Object.keys(allFunctions));

/** Reads a template; throws a TemplateError with Go's text. */
export function compileTemplate(source: string, table?: FunctionTable): Template {
  return parseTemplate(source, table === undefined ? functionNames : new Set(Object.keys(table)));
}

export interface EvaluateOptions {
  readonly functions?: FunctionTable;
  /** What a map without that key gives: an error, nothing (Go's own way), or an empty text. */
  readonly missingKey?: 'error' | 'nothing' | 'empty';
}

/** The text that a template makes of its data; throws a TemplateError with Go's text. */
export function evaluateTemplate(template: Template, data: unknown, options: EvaluateOptions = {}): string {
  return new Evaluation(template, data, options).run();
}

/** As `evaluateTemplate`, but what goes wrong ends the text there, and nobody hears of it. */
export function evaluateSoFar(template: Template, data: unknown, options: EvaluateOptions = {}): string {
  const evaluation = new Evaluation(template, data, options);
  try {
    return evaluation.run();
  } catch (error) {
    if (error instanceof TemplateError) return evaluation.output;
    throw error;
  }
}

interface At {
  readonly position: Position;
  readonly text: string;
}

interface Variable {
  readonly name: string;
  value: unknown;
}

/** How a list of nodes ended: to its end, or at a break or continue. */
type Flow = 'done' | 'break' | 'continue';

const missing = Symbol('no value');
const maxDepth = 1000;

class Evaluation {
  readonly #functions: FunctionTable;
  readonly #missingKey: 'error' | 'nothing' | 'empty';
  #variables: Variable[];
  #output = '';
  #depth = 0;

  constructor(
    private readonly template: Template,
    private readonly data: unknown,
    options: EvaluateOptions,
  ) {
    this.#functions = options.functions ?? allFunctions;
    this.#missingKey = options.missingKey ?? 'error';
    this.#variables = [{ name: '$', value: data }];
  }

  /** What has been written until now. */
  get output(): string {
    return this.#output;
  }

  run(): string {
    this.#list(this.template.nodes, this.data);
    return this.#output;
  }

  #error(at: At, problem: string): TemplateError {
    const before = this.template.source.slice(0, at.position);
    const column = at.position - (before.lastIndexOf('\n') + 1);
    const place = `template: :${lineOf(this.template.source, at.position)}:${column}`;
    return new TemplateError(`${place}: executing "" at <${at.text}>: ${problem}`);
  }

  #list(nodes: readonly Node[], dot: unknown): Flow {
    for (const node of nodes) {
      const flow = this.#node(node, dot);
      if (flow !== 'done') return flow;
    }
    return 'done';
  }

  #node(node: Node, dot: unknown): Flow {
    switch (node.kind) {
      case 'text':
        this.#output += node.text;
        return 'done';
      case 'action': {
        const value = this.#pipe(node.pipe, dot);
        if (node.pipe.variables.length === 0) this.#output += printValue(value);
        return 'done';
      }
      case 'break':
      case 'continue':
        return node.kind;
      case 'template':
        return this.#call(node, dot);
      default:
        return this.#scoped(() => this.#control(node, dot));
    }
  }

  /** Forgets the variables that are declared inside. */
  #scoped<Result>(run: () => Result): Result {
    const count = this.#variables.length;
    const result = run();
    this.#variables.length = count;
    return result;
  }

  #control(node: Extract<Node, { readonly body: readonly Node[] }>, dot: unknown): Flow {
    if (node.kind === 'range') return this.#range(node, dot);
    const value = this.#pipe(node.pipe, dot);
    const isChosen = isTrue(value);
    return this.#list(isChosen ? node.body : node.otherwise, isChosen && node.kind === 'with' ? value : dot);
  }

  #range(node: Extract<Node, { readonly body: readonly Node[] }>, dot: unknown): Flow {
    const { pipe } = node;
    const value = this.#pipe({ ...pipe, variables: [] }, dot);
    const entries = this.#entries(value, pipe);
    if (entries.length === 0) return this.#list(node.otherwise, dot);
    for (const [key, item] of entries) {
      const flow = this.#scoped(() => {
        const [first, second] = pipe.variables;
        if (first !== undefined && second !== undefined) this.#set(first, key, pipe.isAssignment);
        const own = second ?? first;
        if (own !== undefined) this.#set(own, item, pipe.isAssignment);
        return this.#list(node.body, item);
      });
      if (flow === 'break') break;
    }
    return 'done';
  }

  #entries(value: unknown, at: At): readonly (readonly [unknown, unknown])[] {
    if (value === null || value === undefined || value instanceof NoValue) return [];
    if (value instanceof NilCollection) return [];
    if (value instanceof KeyedMap) return value.entries;
    if (Array.isArray(value)) return value.map((item, index) => [index, item] as const);
    if (typeof value === 'number' && Number.isInteger(value)) {
      return Array.from({ length: Math.max(value, 0) }, (_, index) => [index, index] as const);
    }
    if (!isRecord(value)) throw this.#error(at, `range can't iterate over ${printValue(value)}`);
    return Object.keys(value)
      .sort()
      .map((key) => [key, value[key]] as const);
  }

  #call(node: Extract<Node, { readonly kind: 'template' }>, dot: unknown): Flow {
    const at = { position: node.position, text: `{{template "${node.name}"}}` };
    const body = this.template.defined.get(node.name);
    if (body === undefined) throw this.#error(at, `template "${node.name}" not defined`);
    if (this.#depth >= maxDepth) throw this.#error(at, `exceeded maximum template depth (${maxDepth})`);
    const data = node.pipe === undefined ? null : this.#pipe(node.pipe, dot);
    const outer = this.#variables;
    this.#variables = [{ name: '$', value: data }];
    this.#depth += 1;
    this.#list(body, data);
    this.#depth -= 1;
    this.#variables = outer;
    return 'done';
  }

  #set(name: string, value: unknown, isAssignment: boolean): void {
    const known = isAssignment ? this.#variables.findLast((variable) => variable.name === name) : undefined;
    if (known === undefined) this.#variables.push({ name, value });
    else known.value = value;
  }

  #pipe(pipe: Pipe, dot: unknown): unknown {
    let value: unknown = missing;
    for (const command of pipe.commands) value = this.#command(command, dot, value);
    for (const name of pipe.variables) this.#set(name, value, pipe.isAssignment);
    return value;
  }

  /** @param piped what the command before made, or `missing`. */
  #command(command: Command, dot: unknown, piped: unknown): unknown {
    const [first, ...rest] = command.operands;
    switch (first.kind) {
      case 'function':
        return this.#callFunction(first, command, rest, dot, piped);
      case 'field':
        return this.#fields(dot, first, first.names, rest, dot, piped);
      case 'chain':
        return this.#fields(this.#operand(first.of, dot), first, first.names, rest, dot, piped);
      case 'variable':
        return this.#fields(this.#variable(first), first, first.names, rest, dot, piped);
      case 'nil':
        throw this.#error(first, 'nil is not a command');
      default:
        if (rest.length > 0 || piped !== missing) {
          throw this.#error(first, `can't give argument to non-function ${first.text}`);
        }
        return this.#operand(first, dot);
    }
  }

  #variable(operand: Extract<Operand, { readonly kind: 'variable' }>): unknown {
    return this.#variables.findLast(({ name }) => name === operand.name)?.value;
  }

  #operand(operand: Operand, dot: unknown): unknown {
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return null;
      case 'constant':
        return operand.value;
      case 'pipe':
        return this.#scoped(() => this.#pipe(operand.pipe, dot));
      default:
        return this.#command({ ...operand, operands: [operand] }, dot, missing);
    }
  }

  /** Follows names from a value; arguments belong to the last. */
  #fields(
    start: unknown,
    at: At,
    names: readonly string[],
    rest: readonly Operand[],
    dot: unknown,
    piped: unknown,
  ): unknown {
    const given = rest.map((operand) => this.#operand(operand, dot));
    if (piped !== missing) given.push(piped);
    if (names.length === 0 && given.length > 0) {
      throw this.#error(at, `can't give argument to non-function ${at.text}`);
    }
    let value = start;
    for (const [index, name] of names.entries()) {
      value = this.#field(value, name, at, index === names.length - 1 ? given : []);
    }
    return value;
  }

  #field(value: unknown, name: string, at: At, args: readonly unknown[]): unknown {
    if (value instanceof MethodSet) {
      const method = Object.hasOwn(value.methods, name) ? value.methods[name] : undefined;
      if (method === undefined)
        throw this.#error(at, `can't evaluate field ${name} in type ${value.typeName}`);
      if (args.length !== method.length) {
        throw this.#error(at, `wrong number of args for ${name}: want ${method.length} got ${args.length}`);
      }
      return method(...args);
    }
    if (value instanceof Stringer && value.struct !== undefined) {
      const { typeName, fields } = value.struct;
      if (!Object.hasOwn(fields, name))
        throw this.#error(at, `can't evaluate field ${name} in type ${typeName}`);
      return fields[name];
    }
    if (value instanceof Struct) {
      const field = value.field(name);
      if (field === undefined)
        throw this.#error(at, `can't evaluate field ${name} in type ${value.typeName}`);
      if (args.length > 0) throw this.#error(at, `${name} has arguments but cannot be invoked as function`);
      return field.value();
    }
    if (value instanceof NilCollection || isRecord(value)) {
      if (args.length > 0) throw this.#error(at, `${name} is not a method but has arguments`);
      if (isRecord(value) && Object.hasOwn(value, name)) return value[name];
      if (this.#missingKey === 'empty') return '';
      if (this.#missingKey === 'nothing') return noValue;
      throw this.#error(at, `map has no entry for key "${name}"`);
    }
    if (value instanceof NoValue && this.#missingKey === 'nothing') return noValue;
    if (value === null || value === undefined || value instanceof NoValue) {
      throw this.#error(at, `nil data; no entry for key "${name}"`);
    }
    throw this.#error(at, `can't evaluate field ${name} in type ${typeName(value)}`);
  }

  #callFunction(at: Operand, command: At, rest: readonly Operand[], dot: unknown, piped: unknown): unknown {
    const name = at.text;
    const definition = this.#functions[name];
    if (definition === undefined) throw this.#error(at, `${name} is not a defined function`);
    const count = rest.length + (piped === missing ? 0 : 1);
    this.#checkCount(at, definition, count);
    if (name === 'and' || name === 'or') return this.#decide(name, rest, dot, piped);
    const values = rest.map((operand, index) => {
      const value = this.#operand(operand, dot);
      this.#checkArgument(operand, definition, index, value);
      return value;
    });
    if (piped !== missing) this.#checkArgument(at, definition, rest.length, piped);
    try {
      return definition.call(...(piped === missing ? values : [...values, piped]));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      throw this.#error(command, `error calling ${name}: ${error.message}`);
    }
  }

  #checkCount(at: Operand, { parameters, isVariadic }: TemplateFunction, count: number): void {
    const least = isVariadic ? parameters.length - 1 : parameters.length;
    if (count >= least && (isVariadic || count === least)) return;
    const wanted = isVariadic ? `at least ${least}` : String(least);
    throw this.#error(at, `wrong number of args for ${at.text}: want ${wanted} got ${count}`);
  }

  #checkArgument(at: At, { parameters }: TemplateFunction, index: number, value: unknown): void {
    const problem = argumentProblem(parameters[Math.min(index, parameters.length - 1)] ?? 'any', value);
    if (problem !== undefined) throw this.#error(at, problem);
  }

  /** and, or: evaluates no further than the argument that decides. */
  #decide(name: 'and' | 'or', rest: readonly Operand[], dot: unknown, piped: unknown): unknown {
    let value: unknown = piped;
    for (const operand of rest) {
      value = this.#operand(operand, dot);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return piped === missing ? value : piped;
  }
}
