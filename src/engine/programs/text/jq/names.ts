import type { Definition } from './syntax';
import type { Json } from './values';

/** A function of the program, or an argument of a call, with the names of its place. */
export interface Closure {
  readonly definition: Definition;
  readonly names: Names;
}

/** Functions of one place, and of those around it. */
export interface Functions {
  readonly own: ReadonlyMap<string, Closure>;
  readonly outer: Functions | undefined;
}

/** What names mean at a place of a program, and how many calls deep it is. */
export interface Names {
  readonly variables: ReadonlyMap<string, Json>;
  readonly functions: Functions | undefined;
  readonly labels: ReadonlyMap<string, object>;
  readonly depth: number;
}

/** The name of a function of so many arguments, in maps. */
export const functionKey = (name: string, count: number): string => `${name}/${String(count)}`;

export function withVariable(names: Names, name: string, value: Json): Names {
  return { ...names, variables: new Map([...names.variables, [name, value]]) };
}

/** Functions that may call themselves, and each other. */
export function withDefinitions(names: Names, definitions: readonly Definition[]): Names {
  const own = new Map<string, Closure>();
  const inner = { ...names, functions: { own, outer: names.functions } };
  for (const definition of definitions)
    own.set(functionKey(definition.name, definition.parameters.length), { definition, names: inner });
  return inner;
}

export function findFunction(functions: Functions | undefined, key: string): Closure | undefined {
  for (let place = functions; place; place = place.outer) {
    const found = place.own.get(key);
    if (found) return found;
  }
  return undefined;
}
