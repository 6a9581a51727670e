/** How values stand in order: `<`, `>`, `<=`, `>=`. */
import type { Task } from '../../../kernel';
import { special } from './attributes';
import { call } from './call';
import { deeper } from './depth';
import { firstDifference } from './equality';
import { raised } from './errors';
import { typeName } from './type-names';
import { NOT_IMPLEMENTED, Obj, PyBytes, PyList, PySet, PyTuple, type Value, plain } from './values';
import type { Vm } from './vm';

const ORDER: Readonly<Record<string, readonly [string, string]>> = {
  '<': ['__lt__', '__gt__'],
  '>': ['__gt__', '__lt__'],
  '<=': ['__le__', '__ge__'],
  '>=': ['__ge__', '__le__'],
};

export function quickOrder(operator: string, a: Value, b: Value): boolean | undefined {
  const [x, y] = [typeof a === 'boolean' ? BigInt(a) : a, typeof b === 'boolean' ? BigInt(b) : b];
  const areNumbers =
    (typeof x === 'bigint' || typeof x === 'number') && (typeof y === 'bigint' || typeof y === 'number');
  if (!areNumbers && !(typeof x === 'string' && typeof y === 'string')) return undefined;
  if (x === null || y === null) return undefined;
  switch (operator) {
    case '<':
      return x < y;
    case '>':
      return x > y;
    case '<=':
      return x <= y;
    default:
      return x >= y;
  }
}

export function* order(vm: Vm, operator: string, a: Value, b: Value): Task<Value> {
  const quick = quickOrder(operator, a, b);
  if (quick !== undefined) return quick;
  const isOurs = !(a instanceof Obj && !a.cls.isNative) && !(b instanceof Obj && !b.cls.isNative);
  const own = isOurs ? yield* nativeOrder(vm, operator, a, b) : undefined;
  if (own !== undefined) return own;
  const [name = '', reflected = ''] = ORDER[operator] ?? [];
  for (const [method, one, other] of [
    [name, a, b],
    [reflected, b, a],
  ] as const) {
    const found = special(one, method);
    if (found === undefined) continue;
    const result = yield* call(vm, found, [one, other]);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  const last = isOurs ? undefined : yield* nativeOrder(vm, operator, a, b);
  if (last !== undefined) return last;
  throw raised(
    'TypeError',
    `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}

/** How builtin things stand in order; undefined: they say nothing of each other. */
export function* nativeOrder(vm: Vm, operator: string, left: Value, right: Value): Task<Value | undefined> {
  const [a, b] = [plain(left), plain(right)];
  const quick = quickOrder(operator, a, b);
  if (quick !== undefined) return quick;
  if ((a instanceof PyList && b instanceof PyList) || (a instanceof PyTuple && b instanceof PyTuple)) {
    const at = yield* firstDifference(vm, a.items, b.items);
    if (at === undefined)
      return quickOrder(operator, BigInt(a.items.length), BigInt(b.items.length)) ?? false;
    return yield* deeper(vm, order(vm, operator, a.items[at] ?? null, b.items[at] ?? null));
  }
  if (a instanceof PySet && b instanceof PySet) {
    const [small, large] = operator.startsWith('<') ? [a, b] : [b, a];
    const isWithin = [...small.map.keys()].every((key) => large.map.has(key));
    return isWithin && (operator.length === 2 || small.map.size < large.map.size);
  }
  if (a instanceof PyBytes && b instanceof PyBytes) {
    const text = (bytes: PyBytes): string => String.fromCharCode(...bytes.data.subarray(0, 10_000));
    return quickOrder(operator, text(a), text(b)) ?? false;
  }
  return undefined;
}
