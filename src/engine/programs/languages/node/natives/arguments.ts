/** Arguments that Node's own functions refuse. Source: Node.js, lib/internal/errors.js, determineSpecificType. */
import { className, inspect } from '../inspect';
import { throwInside } from '../internals';
import { plainString } from '../objects';
import { type Err, Fn, Obj, type Value } from '../values';
import type { Vm } from '../vm';

/** How a refusal says what it was given. */
export function received(vm: Vm, value: Value): string {
  if (value === undefined || value === null) return String(value);
  if (value instanceof Fn) return `function ${value.name}`;
  if (value instanceof Obj) {
    const name = className(value);
    return name === undefined ? inspect(vm, value) : `an instance of ${name}`;
  }
  const text = inspect(vm, value);
  return `type ${typeof value === 'object' ? 'symbol' : typeof value} (${text.length > 28 ? `${text.slice(0, 25)}...` : text})`;
}

/** `wanted` is what the sentence says after "must be". */
export function badArgument(vm: Vm, name: Value, wanted: Value, value: Value): Err {
  const made = vm.makeError(
    'TypeError',
    `The "${plainString(name)}" ${plainString(name).includes('.') ? 'property' : 'argument'} must be ${plainString(wanted)}. Received ${received(vm, value)}`,
  );
  made.put('code', 'ERR_INVALID_ARG_TYPE');
  made.tag = 'ERR_INVALID_ARG_TYPE';
  return throwInside(vm, made, [], 'argument');
}
