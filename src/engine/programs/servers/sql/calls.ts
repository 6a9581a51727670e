// Which function a call means, by its name and its arguments' types (parse_func.c).
import { coerce, constant, known } from './casts';
import { ARRAY_FUNCTIONS } from './functions/arrays';
import { namedType, type CallSite, type Definition } from './functions/definition';
import { JSON_FUNCTIONS } from './functions/json';
import { NUMBER_FUNCTIONS } from './functions/numbers';
import { SESSION_FUNCTIONS } from './functions/session';
import { TEXT_FUNCTIONS } from './functions/text';
import { TIME_FUNCTIONS } from './functions/times';
import type { Env, Node, Scope } from './scope';
import { notModelled, placed, SqlError } from './sql-error';
import type { Call, Expression } from './syntax';
import {
  arrayOf,
  canCast,
  category,
  commonType,
  isPreferred,
  isUnknown,
  TEXT,
  typeNamed,
  typeText,
  UNKNOWN,
  type SqlType,
  type Value,
} from './types';
import { compareValues, isList } from './values';

const BY_NAME = new Map<string, Definition[]>();
for (const definition of [
  ...TEXT_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...TIME_FUNCTIONS,
  ...JSON_FUNCTIONS,
  ...ARRAY_FUNCTIONS,
  ...SESSION_FUNCTIONS,
]) {
  BY_NAME.set(definition.name, [...(BY_NAME.get(definition.name) ?? []), definition]);
}

/** Functions of PostgreSQL that are real and not here: a name that is no function at all is said to be none. */
const NOT_MODELLED =
  /^(to_tsvector|to_tsquery|plainto_tsquery|ts_\w+|pg_\w+|has_\w+|inet_\w+|jsonb?_(path_\w+|populate_record\w*|to_record\w*|insert|object|agg_strict)|xml\w*|lo_\w+|col_description|obj_description|format_type|txid_\w+|current_query|currtid|crypt|gen_salt|digest|hmac|similarity|uuid_generate_\w+|unaccent|age_\w+|normalize|erf|erfc|random_normal|setweight|convert_(from|to)|convert|get_bit|get_byte|set_bit|set_byte|crc32|sha(224|384|512)|generate_random_\w+|array_sample|array_shuffle|trim_array|parse_ident|unistr|bit_count|query_to_xml|date_add|date_subtract|timeofday|to_ascii|row_security_active|dblink\w*)$/;

export interface Resolved {
  readonly definition: Definition;
  readonly args: readonly Node[];
  readonly result: SqlType;
}

type Compile = (scope: Scope, expression: Expression) => Node;

/** The arguments, those that are named in their places. */
function argumentsOf(scope: Scope, call: Call, compile: Compile): readonly Node[] {
  const isNamed = call.args.some((arg) => arg.kind === 'field' && arg.name.startsWith('=>'));
  if (!isNamed) return call.args.map((arg) => compile(scope, arg));
  if (call.name !== 'make_interval') throw notModelled(`named arguments of ${call.name}`);
  const names = ['years', 'months', 'weeks', 'days', 'hours', 'mins', 'secs'];
  const given = new Map(
    call.args.flatMap((arg) => (arg.kind === 'field' ? [[arg.name.slice(2), arg.base] as const] : [])),
  );
  return names.map((name) => {
    const own = given.get(name);
    return own
      ? compile(scope, own)
      : constant(0, { name: name === 'secs' ? 'double precision' : 'integer' }, undefined, '0');
  });
}

export function functionCall(scope: Scope, call: Call, compile: Compile): Node {
  const { name, at } = call;
  if (call.isStar || call.isDistinct || call.orderBy.length > 0 || call.filter || call.withinGroup) {
    if (BY_NAME.has(name))
      throw new SqlError(
        call.filter
          ? `FILTER specified, but ${name} is not an aggregate function`
          : call.isDistinct
            ? `DISTINCT specified, but ${name} is not an aggregate function`
            : `${name}(*) specified, but ${name} is not an aggregate function`,
        at,
      );
  }
  const args = argumentsOf(scope, call, compile);
  const choice = chosen(scope, name, args, at);
  if (choice) return choice;
  const cast = castCall(scope, name, args);
  if (cast) return cast;
  const { definition, args: own, result } = resolve(scope, name, args, at);
  const site: CallSite = { around: scope.around, types: own.map((arg) => arg.type), result };
  const valuesOf = (env: Env): readonly Value[] | undefined => {
    const values = own.map((arg) => arg.run(env));
    return definition.takesNull !== true && values.includes(null) ? undefined : values;
  };
  // Only what concerns a name in a text points at it.
  const pointing = /^(nextval|currval|setval)$/.test(name) ? own[0]?.at : undefined;
  const run = (env: Env): Value => {
    const values = valuesOf(env);
    if (values === undefined) return null;
    try {
      return definition.run(values, site);
    } catch (error) {
      if (pointing !== undefined && error instanceof SqlError && error.message.startsWith('relation'))
        throw placed(error, pointing);
      throw error;
    }
  };
  const show = (_: boolean, isFull?: boolean): string =>
    call.isWord
      ? name.toUpperCase()
      : `${name === 'btrim' ? 'TRIM(BOTH FROM ' : `${name}(`}${own.map((arg) => arg.show(true, isFull)).join(', ')})`;
  if (!definition.isSet) return { at, type: result, run, show };
  return {
    at,
    type: definition.fields ? { name: 'record', fields: definition.fields } : result,
    run: () => null,
    ...(definition.column === undefined ? {} : { column: definition.column }),
    runSet(env) {
      const values = run(env);
      return isList(values) ? values : [];
    },
    show,
  };
}

/** coalesce, nullif, greatest and least: their arguments have one type. */
function chosen(scope: Scope, name: string, args: readonly Node[], at: number): Node | undefined {
  if (!/^(coalesce|nullif|greatest|least)$/.test(name)) return undefined;
  const type = commonType(args.map((arg) => arg.type));
  if (type === undefined) {
    const [first] = args;
    const other = args.find((arg) => first && commonType([first.type, arg.type]) === undefined);
    if (name === 'nullif')
      throw new SqlError(
        `operator does not exist: ${typeText(first?.type ?? TEXT)} = ${typeText(other?.type ?? TEXT)}`,
        at,
        undefined,
        'No operator matches the given name and argument types. You might need to add explicit type casts.',
      );
    throw new SqlError(
      `${name.toUpperCase()} types ${typeText(first?.type ?? TEXT)} and ${typeText(other?.type ?? TEXT)} cannot be matched`,
      other?.at,
    );
  }
  const nodes = args.map((arg) => coerce(scope, arg, type, 'implicit'));
  const show = (_: boolean, isFull?: boolean): string =>
    `${name.toUpperCase()}(${nodes.map((node) => node.show(true, isFull)).join(', ')})`;
  if (name === 'coalesce') {
    return {
      at,
      type,
      run(env) {
        for (const node of nodes) {
          const value = node.run(env);
          if (value !== null) return value;
        }
        return null;
      },
      show,
    };
  }
  if (name === 'nullif') {
    const [a, b] = nodes;
    if (!a || !b) throw new SqlError(`syntax error at or near ")"`, at);
    return {
      at,
      type: isUnknown(args[0]?.type ?? UNKNOWN) ? type : (args[0]?.type ?? type),
      run(env) {
        const [x, y] = [a.run(env), b.run(env)];
        return x !== null && y !== null && compareValues(x, y, type) === 0 ? null : x;
      },
      show,
    };
  }
  const sign = name === 'greatest' ? 1 : -1;
  return {
    at,
    type,
    run: (env) =>
      nodes
        .map((node) => node.run(env))
        .reduce(
          (best, value) =>
            value === null
              ? best
              : best === null || compareValues(value, best, type) * sign > 0
                ? value
                : best,
          null,
        ),
    show,
  };
}

/** `text(1)`, `float8('1')`: a type's name called with one argument is a cast. */
function castCall(scope: Scope, name: string, args: readonly Node[]): Node | undefined {
  const type = typeNamed(name);
  const [only] = args;
  if (type === undefined || only === undefined || args.length !== 1 || BY_NAME.has(name)) return undefined;
  return coerce(scope, only, { name: type }, 'explicit');
}

function noFunction(name: string, args: readonly Node[], at: number): SqlError {
  return new SqlError(
    `function ${name}(${args.map((arg) => typeText(arg.type)).join(', ')}) does not exist`,
    at,
    undefined,
    'No function matches the given name and argument types. You might need to add explicit type casts.',
  );
}

export function resolve(scope: Scope, name: string, args: readonly Node[], at: number): Resolved {
  const all = BY_NAME.get(name);
  if (all === undefined) {
    if (NOT_MODELLED.test(name)) throw notModelled(`the function ${name}`);
    throw noFunction(name, args, at);
  }
  const candidates = all.filter(
    (one) =>
      (one.isVariadic ? args.length >= one.args.length : args.length === one.args.length) &&
      args.every((arg, index) => fits(arg.type, argument(one, index))),
  );
  const best = candidates
    .map((one) => ({ one, score: scoreOf(one, args) }))
    .sort((a, b) => b.score - a.score)[0]?.one;
  if (best === undefined) throw noFunction(name, args, at);
  const element = elementOf(best, args);
  const own = args.map((arg, index) => {
    const wanted = argument(best, index);
    if (wanted === 'any') return name === 'pg_typeof' ? arg : known(scope, arg);
    if (wanted === 'anyelement') return coerce(scope, arg, element, 'implicit');
    if (wanted === 'anyarray') return coerce(scope, arg, arrayOf(element), 'implicit');
    if (wanted === 'anyenum' || wanted === 'record') return arg;
    // A relation is found by its name: its number is its name's text here.
    if (wanted === 'regclass')
      return arg.type.name === 'regclass' ? arg : coerce(scope, arg, TEXT, 'implicit');
    return coerce(scope, arg, namedType(wanted), 'implicit');
  });
  const result =
    best.result === 'anyelement'
      ? element
      : best.result === 'anyarray'
        ? arrayOf(element)
        : best.result === 'anyenum'
          ? (own[0]?.type ?? TEXT)
          : best.result === 'anyenum[]'
            ? arrayOf(own[0]?.type ?? TEXT)
            : namedType(best.result);
  return { definition: best, args: own, result };
}

function argument(definition: Definition, index: number): string {
  return definition.args[Math.min(index, definition.args.length - 1)] ?? 'any';
}

function fits(type: SqlType, wanted: string): boolean {
  if (wanted === 'any' || isUnknown(type)) return true;
  if (wanted === 'anyelement') return true;
  if (wanted === 'anyarray') return type.element !== undefined;
  if (wanted === 'anyenum') return type.labels !== undefined;
  if (wanted === 'record') return type.name === 'record';
  if (wanted === 'regclass') return type.name === 'text' || canCast(type, { name: 'regclass' }, 'implicit');
  return canCast(type, namedType(wanted), 'implicit');
}

/** How near a candidate is: exact types first, then preferred ones; texts for what has no type yet. */
function scoreOf(definition: Definition, args: readonly Node[]): number {
  return args.reduce((sum, arg, index) => {
    const wanted = argument(definition, index);
    if (/^(any|anyelement|anyarray|anyenum|record|regclass)$/.test(wanted))
      return sum + (isUnknown(arg.type) ? 1 : 5);
    const type = namedType(wanted);
    if (arg.type.name === type.name) return sum + 100;
    if (isUnknown(arg.type)) return sum + (category(type) === 'S' ? 3 : isPreferred(type) ? 2 : 1);
    return sum + (isPreferred(type) ? 10 : 5);
  }, 0);
}

/** What `anyelement` stands for. */
function elementOf(definition: Definition, args: readonly Node[]): SqlType {
  const types = args.flatMap((arg, index): SqlType[] => {
    const wanted = argument(definition, index);
    if (isUnknown(arg.type)) return [];
    if (wanted === 'anyarray') return arg.type.element ? [arg.type.element] : [];
    return wanted === 'anyelement' ? [arg.type] : [];
  });
  return commonType(types) ?? types[0] ?? TEXT;
}
