/** Values of shell variables. Elements of an indexed array are sorted when they are listed. */
export type Value =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'indexed'; readonly elements: ReadonlyMap<number, string> }
  | { readonly kind: 'associative'; readonly elements: ReadonlyMap<string, string> };

export interface Attributes {
  readonly exported?: boolean;
  readonly readonly?: boolean;
  readonly integer?: boolean;
  readonly letterCase?: 'upper' | 'lower';
  readonly nameref?: boolean;
}

/** A variable that exists may still have no value (`export x`, `local x`). */
export interface Variable extends Attributes {
  readonly value?: Value;
}

export class ReadonlyError extends Error {
  constructor(readonly variable: string) {
    super(variable);
  }
}

/** A variable whose value is made when it is asked for (RANDOM, SECONDS, LINENO …). */
export interface DynamicVariable {
  get(): Value | undefined;
  /** Undefined: an assignment is forgotten. */
  set?(text: string): void;
}

/** The variables of one shell with the scopes of its functions: a local hides its name until the function ends. */
export class Variables {
  #map: Map<string, Variable>;
  #scopes: Map<string, Variable | undefined>[] = [];
  readonly dynamic = new Map<string, DynamicVariable>();

  constructor(map: Map<string, Variable> = new Map()) {
    this.#map = map;
  }

  /** For a subshell; dynamic variables are its own. */
  clone(): Variables {
    const copy = new Variables(new Map(this.#map));
    copy.#scopes = this.#scopes.map((scope) => new Map(scope));
    return copy;
  }

  lookup(name: string): Variable | undefined {
    const dynamic = this.dynamic.get(name);
    if (dynamic) {
      const value = dynamic.get();
      return value ? { value } : undefined;
    }
    const variable = this.#map.get(name);
    return variable?.nameref ? this.#target(variable, name) : variable;
  }

  /** The variable itself, even where it is a reference to another one. */
  lookupDirectly(name: string): Variable | undefined {
    return this.#map.get(name);
  }

  #target(variable: Variable, name: string): Variable | undefined {
    const target = this.resolve(name);
    return target === name ? variable : this.#map.get(target);
  }

  /** The name behind a `declare -n` reference. */
  resolve(name: string): string {
    let current = name;
    for (let i = 0; i < 16; i++) {
      const variable = this.#map.get(current);
      if (!variable?.nameref || variable.value?.kind !== 'scalar' || variable.value.text === '')
        return current;
      current = variable.value.text;
    }
    return current;
  }

  get(name: string): string | undefined {
    return scalarOf(this.lookup(name)?.value);
  }

  set(name: string, text: string): void {
    this.setValue(this.resolve(name), { kind: 'scalar', text });
  }

  /** Gives a variable a value and keeps its attributes (which may change the text, except `integer`). */
  setValue(name: string, value: Value | undefined, attributes: Attributes = {}): void {
    const dynamic = this.dynamic.get(name);
    if (dynamic) {
      if (value?.kind === 'scalar') dynamic.set?.(value.text);
      return;
    }
    const old = this.#map.get(name);
    if (old?.readonly) throw new ReadonlyError(name);
    const letterCase = attributes.letterCase ?? old?.letterCase;
    const shaped =
      letterCase && value
        ? mapText(value, (text) => (letterCase === 'upper' ? text.toUpperCase() : text.toLowerCase()))
        : value;
    const variable: Variable = { ...old, ...attributes };
    this.#map.set(name, shaped ? { ...variable, value: shaped } : variable);
  }

  setAttributes(name: string, attributes: Attributes): void {
    this.#map.set(name, { ...this.#map.get(name), ...attributes });
  }

  unset(name: string): void {
    if (this.#map.get(name)?.readonly) throw new ReadonlyError(name);
    this.dynamic.delete(name);
    this.#map.delete(name);
  }

  names(): string[] {
    return [...new Set([...this.#map.keys(), ...this.dynamic.keys()])];
  }

  entries(): IterableIterator<[string, Variable]> {
    return this.#map.entries();
  }

  get isInFunction(): boolean {
    return this.#scopes.length > 0;
  }

  enterScope(): void {
    this.#scopes.push(new Map());
  }

  leaveScope(): void {
    const scope = this.#scopes.pop();
    for (const [name, variable] of scope ?? []) this.restore(name, variable);
  }

  /** Makes `name` local to the running function. `inherit` keeps its value (dash does), `exports` that it is exported. */
  makeLocal(name: string, inherit: boolean, exports = true): void {
    const scope = this.#scopes.at(-1);
    if (!scope || scope.has(name)) return;
    const old = this.#map.get(name);
    if (old?.readonly && !inherit) throw new ReadonlyError(name);
    scope.set(name, old);
    if (inherit) return;
    if (old?.exported && exports) this.#map.set(name, { exported: true });
    else this.#map.delete(name);
    if (!this.#map.has(name)) this.#map.set(name, {});
  }

  isLocal(name: string): boolean {
    return this.#scopes.at(-1)?.has(name) ?? false;
  }

  localNames(): string[] {
    return [...(this.#scopes.at(-1)?.keys() ?? [])];
  }

  /** Puts a variable back as it was (a command's own assignments, a function's locals). */
  restore(name: string, variable: Variable | undefined): void {
    if (variable) this.#map.set(name, variable);
    else this.#map.delete(name);
  }
}

export function scalarOf(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'scalar') return value.text;
  return value.kind === 'indexed' ? value.elements.get(0) : value.elements.get('0');
}

/** Elements with their keys, in the order in which bash lists them. */
export function elementsOf(value: Value | undefined): readonly (readonly [string, string])[] {
  if (value === undefined) return [];
  if (value.kind === 'scalar') return [['0', value.text]];
  if (value.kind === 'associative') return sortByHash([...value.elements], 1024);
  return [...value.elements].sort(([a], [b]) => a - b).map(([key, text]) => [String(key), text]);
}

function mapText(value: Value, change: (text: string) => string): Value {
  if (value.kind === 'scalar') return { kind: 'scalar', text: change(value.text) };
  if (value.kind === 'indexed')
    return {
      kind: 'indexed',
      elements: new Map([...value.elements].map(([key, text]) => [key, change(text)])),
    };
  return {
    kind: 'associative',
    elements: new Map([...value.elements].map(([key, text]) => [key, change(text)])),
  };
}

/** Order of bash's hash tables: by bucket of an FNV-1 hash, newest first in one bucket. */
export function sortByHash<T>(
  entries: readonly (readonly [string, T])[],
  buckets: number,
): (readonly [string, T])[] {
  const bucketOf = (key: string): number => {
    let hash = 2166136261;
    for (const byte of new TextEncoder().encode(key)) hash = (Math.imul(hash, 16777619) ^ byte) >>> 0;
    return hash & (buckets - 1);
  };
  return [...entries]
    .reverse()
    .map((entry) => ({ entry, bucket: bucketOf(entry[0]) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ entry }) => entry);
}

/** Order of the Almquist shells' tables (39 buckets: that of the variables), oldest first in one bucket. */
export function sortByAlmquistHash<T>(
  entries: readonly (readonly [string, T])[],
  buckets = 39,
): (readonly [string, T])[] {
  const bucketOf = (key: string): number => {
    let hash = key.charCodeAt(0) << 4;
    for (let i = 0; i < key.length; i++) hash += key.charCodeAt(i);
    return (hash & 0x7fff) % buckets;
  };
  return [...entries]
    .map((entry) => ({ entry, bucket: bucketOf(entry[0]) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ entry }) => entry);
}
