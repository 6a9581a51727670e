// ORDER BY.
import type { Env, Node } from './scope';
import type { SqlType, Value } from './types';
import { compareValues } from './values';

export interface SortKey {
  readonly type: SqlType;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
  value(env: Env): Value;
}

export function keysOfOrder(
  orders: readonly { readonly node: Node; readonly isDescending: boolean; readonly nullsFirst: boolean }[],
): readonly SortKey[] {
  return orders.map(({ node, isDescending, nullsFirst }) => ({
    type: node.type,
    isDescending,
    nullsFirst,
    value: (env) => node.run(env),
  }));
}

export function compareByKeys(
  a: readonly Value[],
  b: readonly Value[],
  keys: readonly Omit<SortKey, 'value'>[],
): number {
  for (const [index, { type, isDescending, nullsFirst }] of keys.entries()) {
    const [x = null, y = null] = [a[index], b[index]];
    if (x === null || y === null) {
      if (x === y) continue;
      return (x === null) === nullsFirst ? -1 : 1;
    }
    const order = compareValues(x, y, type);
    if (order !== 0) return isDescending ? -order : order;
  }
  return 0;
}

/** In order; what is equal stays as it was. */
export function sortBy(envs: readonly Env[], keys: readonly SortKey[]): readonly Env[] {
  return envs
    .map((env) => ({ env, values: keys.map((key) => key.value(env)) }))
    .sort((a, b) => compareByKeys(a.values, b.values, keys))
    .map(({ env }) => env);
}
