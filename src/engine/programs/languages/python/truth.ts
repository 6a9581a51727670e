/** Whether a value counts as true. */
import type { Task } from '../../../kernel';
import { special } from './attributes';
import { call } from './call';
import { raised } from './errors';
import { Boxed, Obj, PyBytes, PyDict, PyList, PyRange, PySet, PyTuple, type Value, classOf } from './values';
import type { Vm } from './vm';

/** undefined: code of the program's has to be asked. */
export function quickTruth(value: Value): boolean | undefined {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'bigint':
      return value !== 0n;
    case 'number':
      return value !== 0;
    case 'string':
      return value !== '';
  }
  if (value === null) return false;
  if (!value.cls.isNative) return undefined;
  return nativeTruth(value);
}

function nativeTruth(value: Obj): boolean | undefined {
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
  if (value instanceof PyDict || value instanceof PySet) return value.map.size > 0;
  if (value instanceof PyBytes) return value.data.length > 0;
  if (value instanceof Boxed) return Boolean(value.value);
  if (value instanceof PyRange) return value.length > 0n;
  return undefined;
}

export function* truth(vm: Vm, value: Value): Task<boolean> {
  const quick = quickTruth(value);
  if (quick !== undefined) return quick;
  const method = special(value, '__bool__');
  if (method !== undefined) {
    const result = yield* call(vm, method, [value]);
    if (typeof result !== 'boolean')
      throw raised('TypeError', `__bool__ should return bool, returned ${classOf(result).name}`);
    return result;
  }
  const length = special(value, '__len__');
  if (length !== undefined) return (yield* call(vm, length, [value])) !== 0n;
  return (value instanceof Obj ? nativeTruth(value) : undefined) ?? true;
}
