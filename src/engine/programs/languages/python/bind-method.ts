import { Boxed, Builtin, classOf, Obj, PyClass, PyFunction, PyModule, PySuper, type Value } from './values';
import { isPlainMethod } from './attributes';

/** A method of a thing's class that can be called with the thing first; undefined: look the name up. */
export function bindMethod(object: Value, name: string): PyFunction | Builtin | undefined {
  if (object instanceof PyModule || object instanceof PyClass || object instanceof PySuper) return undefined;
  if (object instanceof Obj && object.attributes?.has(name)) return undefined;
  const member = classOf(object).find(name);
  if (object instanceof Boxed && member instanceof Builtin) return undefined;
  return member !== undefined && isPlainMethod(member) ? member : undefined;
}
