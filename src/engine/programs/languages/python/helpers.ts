/** What the modules of the library have in common. */
import { define, type Given } from './call';
import { raised } from './errors';
import { repr } from './text';
import { classOf, type Named, Obj, OBJECT, plain, PyBytes, PyClass, PyTuple, type Value } from './values';
import type { Vm } from './vm';

export function text(given: Value | undefined): string {
  const value = plain(given ?? null);
  if (typeof value === 'string') return value;
  throw raised('TypeError', `expected str, not ${classOf(value ?? null).name}`);
}

export function whole(given: Value | undefined, otherwise = 0): number {
  const value = plain(given ?? null);
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  throw raised('TypeError', `'${classOf(value).name}' object cannot be interpreted as an integer`);
}

export function float(given: Value | undefined, otherwise = 0): number {
  const value = plain(given ?? null);
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return Number(value);
  throw raised('TypeError', `must be real number, not ${classOf(value).name}`);
}

/** A byte string as bytes. */
export function bytesFrom(bytes: string): PyBytes {
  return new PyBytes(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}

/** A tuple whose parts have names: os.stat's result, sys.version_info. */
export function record(
  name: string,
  fields: readonly (readonly [string, Value])[],
  module?: string,
): PyTuple {
  const cls = new PyClass(name, [OBJECT]);
  cls.module = module ?? 'builtins';
  define(cls.members, {
    __repr__: [
      'self',
      function* (vm) {
        const parts: string[] = [];
        for (const [key, value] of fields) parts.push(`${key}=${yield* repr(vm, value)}`);
        return `${module === undefined ? '' : `${module}.`}${name}(${parts.join(', ')})`;
      },
    ],
  });
  const made = new PyTuple(
    fields.map(([, value]) => value),
    cls,
  );
  for (const [key, value] of fields) made.set(key, value);
  return made;
}

/** A native class with methods; its things are plain objects. */
export function nativeClass(
  name: string,
  module: string,
  methods: Parameters<typeof define>[1] = {},
  bases: readonly PyClass[] = [OBJECT],
): PyClass {
  const cls = new PyClass(name, bases);
  cls.module = module;
  define(cls.members, methods);
  return cls;
}

/** An attribute of a thing of ours. */
export function part(self: Value | undefined, name: string): Value {
  return (self instanceof Obj ? self.attributes?.get(name) : undefined) ?? null;
}

export type Method = (vm: Vm, given: Given, named: Named) => Value;
