// Functions over the rows of a group (nodeAgg.c).
import { coerce, condition, known } from './casts';
import { toJsonText } from './functions/json';
import { jsonbText, normalizeJson, parseJson, quoteJson } from './json';
import {
  addNumerics,
  divideNumerics,
  multiplyNumerics,
  rootOfNumeric,
  roundNumeric,
  subtractNumerics,
} from './numeric';
import { keysOfOrder, sortBy } from './ordering';
import type { Aggregate, Node, Scope } from './scope';
import { notModelled, SqlError } from './sql-error';
import type { Call, Expression } from './syntax';
import { scaleInterval } from './times';
import {
  arrayOf,
  BIGINT,
  BOOLEAN,
  canCast,
  category,
  FLOAT,
  isText,
  isUnknown,
  JSONB,
  JSON_TYPE,
  NUMERIC,
  TEXT,
  typeText,
  type SqlType,
  type Value,
} from './types';
import { addValues, compareValues, equalityKey, isInterval, showValue } from './values';

const NAMES = new Set(
  'count sum avg min max string_agg array_agg bool_and bool_or every json_agg jsonb_agg json_object_agg jsonb_object_agg stddev stddev_samp stddev_pop variance var_samp var_pop percentile_cont percentile_disc mode bit_and bit_or any_value corr'.split(
    ' ',
  ),
);

export function isAggregate(name: string): boolean {
  return NAMES.has(name);
}

type Compile = (scope: Scope, expression: Expression) => Node;

/** What an aggregate makes of the values of its rows. */
export interface Summary {
  readonly type: SqlType;
  /** For each row its arguments, without the rows that are left out. */
  sum(rows: readonly (readonly Value[])[]): Value;
}

function noAggregate(name: string, args: readonly Node[], at: number): SqlError {
  return new SqlError(
    `function ${name}(${args.map(({ type }) => typeText(type)).join(', ')}) does not exist`,
    at,
    undefined,
    'No function matches the given name and argument types. You might need to add explicit type casts.',
  );
}

export function aggregateCall(scope: Scope, call: Call, compile: Compile): Node {
  const { name, at } = call;
  if (scope.isInAggregate === true) throw new SqlError('aggregate function calls cannot be nested', at);
  const { group } = scope;
  if (!group) throw new SqlError(`aggregate functions are not allowed in ${scope.place ?? 'this place'}`, at);
  const inner: Scope = { ...scope, isInAggregate: true };
  const step = stepOf(inner, call, compile);
  const index = group.aggregates.length;
  group.aggregates.push(step.aggregate);
  return {
    at,
    type: step.type,
    run: (env) => env.aggregates?.[index] ?? null,
    show: (_, isFull) =>
      `${name}(${call.isStar ? '*' : step.args.map((arg) => arg.show(true, isFull)).join(', ')})`,
  };
}

/** The same for a window's frame. */
export function stepOf(
  scope: Scope,
  call: Call,
  compile: Compile,
): { readonly type: SqlType; readonly aggregate: Aggregate; readonly args: readonly Node[] } {
  const { name, at } = call;
  if (name === 'percentile_cont' || name === 'percentile_disc' || name === 'mode')
    return orderedSet(scope, call, compile);
  if (call.isStar && name !== 'count')
    throw new SqlError(`${name}(*) specified, but ${name} is not an aggregate function`, at);
  const args = call.args.map((arg) => compile(scope, arg));
  const summary = summaryOf(scope, call, args);
  const { nodes } = summary;
  const filter = call.filter && condition(scope, compile(scope, call.filter), 'FILTER');
  const orders = call.orderBy.map((order) => ({
    ...order,
    node: known(scope, compile(scope, order.expression)),
  }));
  const aggregate: Aggregate = {
    step(envs) {
      let kept = filter ? envs.filter((env) => filter.run(env) === true) : envs;
      if (orders.length > 0) kept = sortBy(kept, keysOfOrder(orders));
      let rows: (readonly Value[])[] = kept.map((env) => nodes.map((node) => node.run(env)));
      if (summary.skipsNull) rows = rows.filter(([value = null]) => value !== null);
      if (call.isDistinct) rows = distinct(rows, nodes, orders.length > 0);
      return summary.sum(rows);
    },
    ...(orders.length > 0 ? { sort: (envs) => sortBy(envs, keysOfOrder(orders)) } : {}),
  };
  return { type: summary.type, aggregate, args: nodes };
}

function distinct(
  rows: readonly (readonly Value[])[],
  nodes: readonly Node[],
  isSorted: boolean,
): (readonly Value[])[] {
  const type = nodes[0]?.type ?? TEXT;
  const seen = new Map(rows.map((row) => [equalityKey(row[0] ?? null, type), row]));
  const all = [...seen.values()];
  if (isSorted) return all;
  return all.sort(([a = null], [b = null]) => (a === null ? 1 : b === null ? -1 : compareValues(a, b, type)));
}

interface Own extends Summary {
  readonly nodes: readonly Node[];
  readonly skipsNull: boolean;
}

function summaryOf(scope: Scope, { name, isStar, at }: Call, args: readonly Node[]): Own {
  const make = (nodes: readonly Node[], type: SqlType, sum: Summary['sum'], skipsNull = true): Own => ({
    nodes,
    type,
    sum,
    skipsNull,
  });
  const [first, second] = args;
  if (name === 'count') {
    if (isStar) return make([], BIGINT, (rows) => String(rows.length), false);
    if (!first || args.length > 1) {
      if (first) throw noAggregate(name, args, at);
      throw new SqlError('count(*) must be used to call a parameterless aggregate function', at);
    }
    return make([known(scope, first)], BIGINT, (rows) => String(rows.length));
  }
  if (!first) throw noAggregate(name, args, at);
  const node = known(scope, first);
  const { type } = node;
  const { clock } = scope.around;
  switch (name) {
    case 'sum':
    case 'avg':
      return total(scope, name, first, args, at);
    case 'min':
    case 'max': {
      if (args.length !== 1 || category(type) === 'B' || type.name === 'uuid' || type.name.startsWith('json'))
        throw noAggregate(name, args, at);
      const sign = name === 'min' ? -1 : 1;
      const own: SqlType =
        isText(type) && type.name !== 'character' ? TEXT : type.name === 'numeric' ? NUMERIC : type;
      return make([node], own, (rows) =>
        rows
          .map(([value = null]) => value)
          .reduce<Value>(
            (best, value) =>
              best === null || (value !== null && compareValues(value, best, type) * sign > 0) ? value : best,
            null,
          ),
      );
    }
    case 'any_value':
      return make([node], type, (rows) => rows[0]?.[0] ?? null);
    case 'string_agg': {
      if (!second || args.length !== 2 || !(isText(type) || isUnknown(first.type)))
        throw noAggregate(name, args, at);
      const separator = coerce(scope, second, TEXT, 'implicit');
      return make([node, separator], TEXT, (rows) =>
        rows.length === 0
          ? null
          : rows
              .map(
                ([value = null, sign = null], index) =>
                  (index === 0 || sign === null ? '' : String(sign)) + showValue(value, type, clock),
              )
              .join(''),
      );
    }
    case 'array_agg':
      return make(
        [node],
        arrayOf(type),
        (rows) => (rows.length === 0 ? null : rows.map(([value = null]) => value)),
        false,
      );
    case 'bool_and':
    case 'every':
    case 'bool_or': {
      const own = condition(scope, first, name);
      return make([own], BOOLEAN, (rows) =>
        rows.length === 0
          ? null
          : name === 'bool_or'
            ? rows.some(([value]) => value === true)
            : rows.every(([value]) => value === true),
      );
    }
    case 'bit_and':
    case 'bit_or':
      return make([node], type, (rows) =>
        rows.length === 0
          ? null
          : rows.map(([value]) => Number(value)).reduce((a, b) => (name === 'bit_and' ? a & b : a | b)),
      );
    case 'json_agg':
      return make(
        [node],
        JSON_TYPE,
        (rows) =>
          rows.length === 0
            ? null
            : `[${rows.map(([value = null]) => toJsonText(value, type, scope)).join(type.name === 'record' ? ', \n ' : ', ')}]`,
        false,
      );
    case 'jsonb_agg':
      return make(
        [node],
        JSONB,
        (rows) =>
          rows.length === 0
            ? null
            : jsonbText(
                normalizeJson(
                  parseJson(`[${rows.map(([value = null]) => toJsonText(value, type, scope)).join(',')}]`),
                ),
              ),
        false,
      );
    case 'json_object_agg':
    case 'jsonb_object_agg': {
      if (!second) throw noAggregate(name, args, at);
      const value = known(scope, second);
      const pairs = (rows: readonly (readonly Value[])[]): readonly (readonly [string, string])[] =>
        rows.map(([key = null, own = null]) => {
          if (key === null)
            throw new SqlError(
              name.startsWith('jsonb')
                ? 'field name must not be null'
                : 'null value not allowed for object key',
            );
          return [quoteJson(showValue(key, type, clock)), toJsonText(own, value.type, scope)] as const;
        });
      if (name === 'json_object_agg')
        return make(
          [node, value],
          JSON_TYPE,
          (rows) =>
            rows.length === 0
              ? null
              : `{ ${pairs(rows)
                  .map(([key, own]) => `${key} : ${own}`)
                  .join(', ')} }`,
          false,
        );
      return make(
        [node, value],
        JSONB,
        (rows) =>
          rows.length === 0
            ? null
            : jsonbText(
                normalizeJson(
                  parseJson(
                    `{${pairs(rows)
                      .map(([key, own]) => `${key}:${own}`)
                      .join(',')}}`,
                  ),
                ),
              ),
        false,
      );
    }
    case 'corr':
      throw notModelled(`the function ${name}`);
    default:
      return spread(scope, name, first, args, at);
  }
}

const WHOLE = /^(smallint|integer|bigint)$/;

function total(scope: Scope, name: string, first: Node, args: readonly Node[], at: number): Own {
  const { type } = first;
  const isFloat = type.name === 'real' || type.name === 'double precision';
  const isFitting = WHOLE.test(type.name) || isFloat || /^(numeric|interval|money)$/.test(type.name);
  if (!isFitting || args.length !== 1 || (name === 'avg' && type.name === 'money')) {
    if (isUnknown(type))
      throw new SqlError(
        `function ${name}(unknown) is not unique`,
        at,
        undefined,
        'Could not choose a best candidate function. You might need to add explicit type casts.',
      );
    throw noAggregate(name, args, at);
  }
  const sumType: SqlType =
    type.name === 'bigint' ? NUMERIC : WHOLE.test(type.name) ? BIGINT : { name: type.name };
  const node = WHOLE.test(type.name) ? coerce(scope, first, sumType, 'implicit') : first;
  const add = (rows: readonly (readonly Value[])[]): Value =>
    rows.map(([value = null]) => value).reduce((a, b) => addValues(a, b, sumType));
  if (name === 'sum')
    return {
      nodes: [node],
      type: sumType,
      skipsNull: true,
      sum: (rows) => (rows.length === 0 ? null : add(rows)),
    };
  const result: SqlType = type.name === 'interval' ? type : isFloat ? FLOAT : NUMERIC;
  return {
    nodes: [isFloat ? coerce(scope, first, FLOAT, 'implicit') : node],
    type: { name: result.name },
    skipsNull: true,
    sum(rows) {
      if (rows.length === 0) return null;
      const whole = add(rows);
      if (isInterval(whole)) return scaleInterval(whole, 1 / rows.length);
      return isFloat ? Number(whole) / rows.length : divideNumerics(String(whole), String(rows.length));
    },
  };
}

/** Standard deviations and variances. */
function spread(scope: Scope, name: string, first: Node, args: readonly Node[], at: number): Own {
  const isFloat = first.type.name === 'real' || first.type.name === 'double precision';
  if (!isFloat && !canCast(first.type, NUMERIC, 'implicit')) throw noAggregate(name, args, at);
  const type = isFloat ? FLOAT : NUMERIC;
  const isPopulation = name.endsWith('_pop');
  const isRoot = name.startsWith('stddev');
  return {
    nodes: [coerce(scope, first, type, 'implicit')],
    type,
    skipsNull: true,
    sum(rows) {
      const count = rows.length;
      if (count === 0 || (!isPopulation && count === 1)) return null;
      const values = rows.map(([value]) => String(value));
      if (isFloat) {
        const mean = values.reduce((sum, value) => sum + Number(value), 0) / count;
        const variance =
          values.reduce((sum, value) => sum + (Number(value) - mean) ** 2, 0) /
          (isPopulation ? count : count - 1);
        return isRoot ? Math.sqrt(variance) : variance;
      }
      // N * sum(x²) - sum(x)², over N * (N - 1): as numeric.c has it.
      const n = String(count);
      const sum = values.reduce((so, value) => addNumerics(so, value), '0');
      const squares = values.reduce((so, value) => addNumerics(so, multiplyNumerics(value, value)), '0');
      const top = subtractNumerics(multiplyNumerics(n, squares), multiplyNumerics(sum, sum));
      if (/^-?0*\.?0*$/.test(top)) return '0';
      const variance = divideNumerics(top, multiplyNumerics(n, isPopulation ? n : String(count - 1)));
      if (!isRoot) return variance;
      const root = rootOfNumeric(variance);
      const scale = variance.split('.')[1]?.length ?? 0;
      return roundNumeric(root, Math.max(root.split('.')[1]?.length ?? 0, scale));
    },
  };
}

/** `percentile_cont(0.5) WITHIN GROUP (ORDER BY x)` */
function orderedSet(scope: Scope, call: Call, compile: Compile): ReturnType<typeof stepOf> {
  const { name, at } = call;
  const [order] = call.withinGroup ?? [];
  if (!order) throw new SqlError(`WITHIN GROUP is required for ordered-set aggregate ${name}`, at);
  const share = call.args[0] && coerce(scope, compile(scope, call.args[0]), FLOAT, 'implicit');
  const own = known(scope, compile(scope, order.expression));
  const isContinuous = name === 'percentile_cont';
  const node = isContinuous && own.type.name !== 'interval' ? coerce(scope, own, FLOAT, 'implicit') : own;
  const filter = call.filter && condition(scope, compile(scope, call.filter), 'FILTER');
  const aggregate: Aggregate = {
    step(envs) {
      const kept = filter ? envs.filter((env) => filter.run(env) === true) : envs;
      const values = sortBy(kept, keysOfOrder([{ ...order, node }]))
        .map((env) => node.run(env))
        .filter((value) => value !== null);
      if (values.length === 0) return null;
      if (name === 'mode') return mostCommon(values, node.type);
      const at = Number(share?.run(kept[0] ?? { row: [] }) ?? 0);
      if (at < 0 || at > 1) throw new SqlError(`percentile value ${at} is not between 0 and 1`);
      if (!isContinuous) return values[Math.max(0, Math.ceil(at * values.length) - 1)] ?? null;
      const place = at * (values.length - 1);
      const [low, high] = [values[Math.floor(place)] ?? null, values[Math.ceil(place)] ?? null];
      if (isInterval(low) && isInterval(high)) return low;
      return Number(low) + (place - Math.floor(place)) * (Number(high) - Number(low));
    },
  };
  return { type: node.type, aggregate, args: [node] };
}

function mostCommon(values: readonly Value[], type: SqlType): Value {
  let [best, most, run]: [Value, number, number] = [null, 0, 0];
  for (const [index, value] of values.entries()) {
    run =
      index > 0 && equalityKey(values[index - 1] ?? null, type) === equalityKey(value, type) ? run + 1 : 1;
    if (run > most) [best, most] = [value, run];
  }
  return best;
}
