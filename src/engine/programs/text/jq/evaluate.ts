import { FORMATS } from './conversions';
import { Break, JqNotModelled } from './endings';
import { FUNCTIONS, TAKES_TEXTS } from './functions';
import { type Closure, findFunction, functionKey, type Names, withDefinitions, withVariable } from './names';
import { deletePaths, getPath, type Path, setPath } from './paths';
import { isPath, made, noPath, pathOf, type Slot, untracked } from './slots';
import { type Caller, SPECIAL } from './special';
import type { Node, Pattern } from './syntax';
import {
  arithmetic,
  at,
  compareJson,
  each,
  fail,
  isArray,
  isObject,
  isTrue,
  type Json,
  type JsonObject,
  JqError,
  plain,
  shown,
} from './values';
import type { JqVersion } from './version';

const MOST_STEPS = 2_000_000;
const MOST_DEPTH = 400;
/** In the place of an argument that a call has not. */
const NOTHING: Node = { kind: 'literal', value: null };

/** Where inputs come from: the next one, or undefined at the end; the file and the line of the last. */
export interface Inputs {
  nextInput(): Json | undefined;
  fileName(): string | undefined;
  line(): number;
}

/** Runs programs. */
export class Evaluator implements Caller {
  #steps = 0;
  #messages = '';

  constructor(
    readonly inputs: Inputs,
    readonly nowMs: number,
    readonly version: JqVersion,
  ) {}

  /** What `debug` and `stderr` had to say since the last time. */
  takeMessages(): string {
    const messages = this.#messages;
    this.#messages = '';
    return messages;
  }

  say(message: string): void {
    this.#messages += message;
  }

  /** What a program makes of a value. Throws JqError, JqHalt, JqNotModelled. */
  *run(node: Node, input: Json, names: Names): Iterable<Json> {
    try {
      for (const { value } of this.eval(node, untracked(input), names)) yield value;
    } catch (error) {
      if (error instanceof Break) throw new JqError('break');
      throw error;
    }
  }

  step(): void {
    if (++this.#steps > MOST_STEPS) throw new JqNotModelled('a program of so many steps');
  }

  *eval(node: Node, slot: Slot, names: Names): Iterable<Slot> {
    this.step();
    switch (node.kind) {
      case 'identity':
        yield slot;
        return;
      case 'literal':
        yield made(slot, node.value);
        return;
      case 'string':
        for (const text of this.#texts(node.parts, this.#format(node.format ?? '@text'), slot, names))
          yield made(slot, text);
        return;
      case 'format':
        yield made(slot, this.#format(node.name)(slot.value));
        return;
      case 'index':
        for (const base of this.eval(node.base, slot, names))
          for (const key of this.values(node.key, slot, names)) yield this.#at(base, key);
        return;
      case 'slice':
        for (const base of this.eval(node.base, slot, names))
          for (const to of node.to ? this.values(node.to, slot, names) : [null])
            for (const from of node.from ? this.values(node.from, slot, names) : [null])
              yield this.#at(
                base,
                new Map([
                  ['start', from],
                  ['end', to],
                ]),
              );
        return;
      case 'iterate':
        for (const base of this.eval(node.base, slot, names)) {
          const { value } = base;
          const keys: readonly Json[] = isArray(value)
            ? value.map((_, index) => index)
            : isObject(value)
              ? [...value.keys()]
              : each(value);
          for (const key of keys) yield this.#at(base, key);
        }
        return;
      case 'array':
        yield made(slot, node.body ? [...this.values(node.body, slot, names)] : []);
        return;
      case 'object':
        for (const value of this.#objects(node.entries, 0, new Map(), slot, names)) yield made(slot, value);
        return;
      case 'negate':
        for (const value of this.values(node.body, slot, names)) {
          const double = plain(value);
          if (typeof double !== 'number') fail(`${shown(value)} cannot be negated`);
          else yield made(slot, -double);
        }
        return;
      case 'pipe':
        for (const left of this.eval(node.left, slot, names)) yield* this.eval(node.right, left, names);
        return;
      case 'comma':
        yield* this.eval(node.left, slot, names);
        yield* this.eval(node.right, slot, names);
        return;
      case 'binary':
        yield* this.#binary(node, slot, names);
        return;
      case 'assign':
        for (const value of this.#assigned(node, slot.value, names)) yield made(slot, value);
        return;
      case 'if':
        for (const test of this.values(node.test, slot, names)) {
          if (isTrue(test)) yield* this.eval(node.yes, slot, names);
          else if (node.no) yield* this.eval(node.no, slot, names);
          else yield slot;
        }
        return;
      case 'try':
        yield* this.#tried(node, slot, names);
        return;
      case 'reduce':
        yield* this.#reduced(node, slot, names);
        return;
      case 'foreach':
        yield* this.#folded(node, slot, names);
        return;
      case 'as':
        for (const value of this.values(node.source, slot, names))
          if (node.others.length > 0) yield* this.#alternatives(node, value, slot, names);
          else
            for (const inner of this.#bound(node.pattern, value, slot, names))
              yield* this.eval(node.body, slot, inner);
        return;
      case 'define':
        yield* this.eval(node.body, slot, withDefinitions(names, [node.definition]));
        return;
      case 'variable':
        yield made(slot, names.variables.get(node.name) ?? null);
        return;
      case 'label':
        yield* this.#labelled(node, slot, names);
        return;
      case 'break': {
        const label = names.labels.get(node.name);
        throw new Break(label ?? {});
      }
      case 'call':
        yield* this.#call(node, slot, names);
    }
  }

  /** What a program makes of a value, where its paths are of no interest. */
  *values(node: Node, slot: Slot, names: Names): Iterable<Json> {
    for (const { value } of this.eval(node, untracked(slot.value), names)) yield value;
  }

  #format(name: string): (value: Json) => string {
    const format = FORMATS[name];
    if (!format) return () => fail(`${name.slice(1)} is not a valid format`);
    return format;
  }

  /** `?//`: where a pattern, or what comes of it, fails, the next one is tried. */
  *#alternatives(
    { pattern, others, body }: Node & { kind: 'as' },
    value: Json,
    slot: Slot,
    names: Names,
  ): Iterable<Slot> {
    const all = [pattern, ...others];
    let empty = names;
    for (const name of all.flatMap(variablesOf)) empty = withVariable(empty, name, null);
    for (const [index, one] of all.entries()) {
      try {
        for (const inner of this.#bound(one, value, slot, empty)) yield* this.eval(body, slot, inner);
        return;
      } catch (error) {
        if (!(error instanceof JqError) || index === all.length - 1) throw error;
      }
    }
  }

  #at({ value, path }: Slot, key: Json): Slot {
    if (path === 'new') return noPath(value);
    return { value: at(value, key), path: isPath(path) ? [...path, key] : path };
  }

  *#texts(
    parts: readonly (string | Node)[],
    format: (value: Json) => string,
    slot: Slot,
    names: Names,
  ): Iterable<string> {
    const [part, ...rest] = parts;
    if (part === undefined) {
      yield '';
      return;
    }
    for (const end of this.#texts(rest, format, slot, names)) {
      if (typeof part === 'string') yield part + end;
      else for (const value of this.values(part, slot, names)) yield format(value) + end;
    }
  }

  *#objects(
    entries: readonly { readonly key: Node; readonly value: Node }[],
    index: number,
    made: JsonObject,
    slot: Slot,
    names: Names,
  ): Iterable<Json> {
    const entry = entries[index];
    if (entry === undefined) {
      yield made;
      return;
    }
    for (const key of this.values(entry.key, slot, names)) {
      if (typeof key !== 'string') fail(`Cannot use ${shown(key)} as object key`);
      else
        for (const value of this.values(entry.value, slot, names))
          yield* this.#objects(entries, index + 1, new Map(made).set(key, value), slot, names);
    }
  }

  *#binary(node: Node & { kind: 'binary' }, slot: Slot, names: Names): Iterable<Slot> {
    const { operator, left, right } = node;
    if (operator === '//') {
      yield* this.#alternative(left, right, slot, names);
      return;
    }
    if (operator === 'and' || operator === 'or') {
      for (const a of this.values(left, slot, names)) {
        if (isTrue(a) === (operator === 'or')) yield made(slot, operator === 'or');
        else for (const b of this.values(right, slot, names)) yield made(slot, isTrue(b));
      }
      return;
    }
    for (const b of this.values(right, slot, names))
      for (const a of this.values(left, slot, names))
        yield made(slot, combined(operator, a, b, this.version));
  }

  *#alternative(left: Node, right: Node, slot: Slot, names: Names): Iterable<Slot> {
    let any = false;
    const source = this.eval(left, slot, names)[Symbol.iterator]();
    for (;;) {
      let step;
      try {
        step = source.next();
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
        break;
      }
      if (step.done) break;
      if (!isTrue(step.value.value)) continue;
      any = true;
      yield step.value;
    }
    if (!any) yield* this.eval(right, slot, names);
  }

  *#tried({ body, handler }: Node & { kind: 'try' }, slot: Slot, names: Names): Iterable<Slot> {
    // What goes wrong behind the outputs is none of its own.
    const source = this.eval(body, slot, names)[Symbol.iterator]();
    for (;;) {
      let step;
      try {
        step = source.next();
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
        if (handler) yield* this.eval(handler, made(slot, error.value), names);
        return;
      }
      if (step.done) return;
      yield step.value;
    }
  }

  *#reduced(node: Node & { kind: 'reduce' }, slot: Slot, names: Names): Iterable<Slot> {
    for (const start of this.eval(node.start, slot, names)) {
      let held = start;
      for (const value of this.values(node.source, slot, names))
        for (const inner of this.#bound(node.pattern, value, slot, names)) {
          let last: Slot = made(slot, null);
          for (const next of this.eval(node.update, held, inner)) last = next;
          held = last;
        }
      yield held;
    }
  }

  *#folded(node: Node & { kind: 'foreach' }, slot: Slot, names: Names): Iterable<Slot> {
    for (const start of this.eval(node.start, slot, names)) {
      let held = start;
      for (const value of this.values(node.source, slot, names))
        for (const inner of this.#bound(node.pattern, value, slot, names))
          for (const next of this.eval(node.update, held, inner)) {
            held = next;
            if (node.extract) yield* this.eval(node.extract, next, inner);
            else yield next;
          }
    }
  }

  *#labelled({ name, body }: Node & { kind: 'label' }, slot: Slot, names: Names): Iterable<Slot> {
    const label = {};
    try {
      yield* this.eval(body, slot, { ...names, labels: new Map([...names.labels, [name, label]]) });
    } catch (error) {
      if (!(error instanceof Break) || error.label !== label) throw error;
    }
  }

  *#bound(pattern: Pattern, value: Json, slot: Slot, names: Names): Iterable<Names> {
    switch (pattern.kind) {
      case 'variable':
        yield withVariable(names, pattern.name, value);
        return;
      case 'array':
        yield* this.#boundAll(
          pattern.items.map((item, index) => ({ pattern: item, key: { kind: 'literal', value: index } })),
          value,
          slot,
          names,
        );
        return;
      case 'object':
        yield* this.#boundAll(
          pattern.entries.flatMap(({ key, variable, value: inner }) => [
            ...(variable === undefined
              ? []
              : [{ pattern: { kind: 'variable', name: variable } as const, key }]),
            ...(inner ? [{ pattern: inner, key }] : []),
          ]),
          value,
          slot,
          names,
        );
    }
  }

  *#boundAll(
    parts: readonly { readonly pattern: Pattern; readonly key: Node }[],
    value: Json,
    slot: Slot,
    names: Names,
  ): Iterable<Names> {
    const [part, ...rest] = parts;
    if (part === undefined) {
      yield names;
      return;
    }
    for (const key of this.values(part.key, slot, names))
      for (const inner of this.#bound(part.pattern, at(value, key), slot, names))
        yield* this.#boundAll(rest, value, slot, inner);
  }

  // Changes.

  *#paths(node: Node, value: Json, names: Names): Iterable<Path> {
    for (const found of this.eval(node, { value, path: [] }, names)) yield pathOf(found);
  }

  *#assigned(
    { operator, left, right }: Node & { kind: 'assign' },
    input: Json,
    names: Names,
  ): Iterable<Json> {
    if (operator === '|=') {
      yield this.#updated(left, right, input, names);
      return;
    }
    for (const value of this.values(right, untracked(input), names)) {
      let result = input;
      for (const path of [...this.#paths(left, input, names)]) {
        const before = getPath(result, path);
        const set =
          operator === '='
            ? value
            : operator === '//='
              ? isTrue(before)
                ? before
                : value
              : arithmetic(operator.slice(0, -1), before, value, this.version);
        result = setPath(result, path, set);
      }
      yield result;
    }
  }

  /** `paths |= program`: its first output; where it has none, the place goes. */
  #updated(left: Node, right: Node, input: Json, names: Names): Json {
    let result = input;
    const gone: Path[] = [];
    for (const path of [...this.#paths(left, input, names)]) {
      let isThere = false;
      for (const value of this.values(right, untracked(getPath(result, path)), names)) {
        result = setPath(result, path, value);
        isThere = true;
        break;
      }
      // 1.6 removes each at once, and what comes after it moves.
      if (!isThere && this.version.isOld) result = deletePaths(result, [path]);
      else if (!isThere) gone.push(path);
    }
    return deletePaths(result, gone);
  }

  // Calls.

  *#call(node: Node & { kind: 'call' }, slot: Slot, names: Names): Iterable<Slot> {
    const key = functionKey(node.name, node.args.length);
    const closure = findFunction(names.functions, key);
    if (closure) {
      yield* this.#apply(closure, node.args, slot, names);
      return;
    }
    const special = SPECIAL[key];
    if (special) {
      const [first = NOTHING, second = NOTHING, third = NOTHING] = node.args;
      yield* special(this, slot, names, [first, second, third]);
      return;
    }
    const native = FUNCTIONS[key] ?? fail(`${key} is not defined`);
    const [first, second] = node.args;
    const own = TAKES_TEXTS.has(key) ? (value: Json): Json => value : plain;
    const input = own(slot.value);
    for (const b of second ? this.values(second, slot, names) : [null])
      for (const a of first ? this.values(first, slot, names) : [null])
        yield key === 'getpath/1'
          ? this.#getPath(slot, a)
          : made(slot, native(input, own(a), own(b), this.version));
  }

  #getPath(slot: Slot, keys: Json): Slot {
    const path: Path = isArray(keys) ? keys : fail('Path must be specified as an array');
    return {
      value: getPath(slot.value, path),
      path: isPath(slot.path) ? [...slot.path, ...path] : slot.path,
    };
  }

  *#apply(
    { definition, names: own }: Closure,
    args: readonly Node[],
    slot: Slot,
    names: Names,
  ): Iterable<Slot> {
    const { parameters, body } = definition;
    const depth = names.depth + 1;
    if (depth > MOST_DEPTH) throw new JqNotModelled('a program of so many calls in calls');
    if (parameters.length === 0) {
      yield* this.eval(body, slot, { ...own, depth });
      return;
    }
    const functions = new Map<string, Closure>();
    for (const [index, parameter] of parameters.entries()) {
      const arg = args[index];
      if (arg === undefined) continue;
      const name = parameter.replace(/^\$/, '');
      const made = { name, parameters: [], body: arg };
      functions.set(functionKey(name, 0), { definition: made, names });
    }
    const inner = { ...own, depth, functions: { own: functions, outer: own.functions } };
    yield* this.#withValues(parameters, args, 0, body, slot, names, inner);
  }

  /** `$x` among the parameters: the body runs once for each value of the argument. */
  *#withValues(
    parameters: readonly string[],
    args: readonly Node[],
    index: number,
    body: Node,
    slot: Slot,
    outer: Names,
    inner: Names,
  ): Iterable<Slot> {
    const parameter = parameters[index];
    const arg = args[index];
    if (parameter === undefined || arg === undefined) yield* this.eval(body, slot, inner);
    else if (!parameter.startsWith('$'))
      yield* this.#withValues(parameters, args, index + 1, body, slot, outer, inner);
    else
      for (const value of this.values(arg, slot, outer)) {
        const bound = withVariable(inner, parameter, value);
        yield* this.#withValues(parameters, args, index + 1, body, slot, outer, bound);
      }
  }
}

/** The names that a pattern binds. */
function variablesOf(pattern: Pattern): readonly string[] {
  switch (pattern.kind) {
    case 'variable':
      return [pattern.name];
    case 'array':
      return pattern.items.flatMap(variablesOf);
    case 'object':
      return pattern.entries.flatMap(({ variable, value }) => [
        ...(variable === undefined ? [] : [variable]),
        ...(value ? variablesOf(value) : []),
      ]);
  }
}

function combined(operator: string, a: Json, b: Json, version: JqVersion): Json {
  switch (operator) {
    case '==':
      return compareJson(a, b) === 0;
    case '!=':
      return compareJson(a, b) !== 0;
    case '<':
      return compareJson(a, b) < 0;
    case '<=':
      return compareJson(a, b) <= 0;
    case '>':
      return compareJson(a, b) > 0;
    case '>=':
      return compareJson(a, b) >= 0;
    default:
      return arithmetic(operator, a, b, version);
  }
}
