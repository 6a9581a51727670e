// What operators do with values of which types (pg_operator).
import { coerce } from './casts';
import { jsonbText, jsonContains, JsonNumber, JsonObject, normalizeJson, parseJson, type Json } from './json';
import {
  addNumerics,
  divideNumerics,
  multiplyNumerics,
  negateNumeric,
  powerOfNumeric,
  remainderOfNumerics,
  signOfNumeric,
  subtractNumerics,
} from './numeric';
import { realPowerOfNumeric } from './logarithms';
import { compilePattern } from './patterns';
import type { Env, Node, Scope } from './scope';
import { notModelled, SqlError } from './sql-error';
import { addIntervals, addToWall, DAY, momentOf, negateInterval, scaleInterval, wallOf } from './times';
import {
  arrayOf,
  BIGINT,
  BOOLEAN,
  canCast,
  category,
  commonType,
  DATE,
  FLOAT,
  INTEGER,
  INTERVAL,
  isNumber,
  isText,
  isUnknown,
  JSONB,
  NUMERIC,
  TEXT,
  TIMESTAMP,
  TIMESTAMPTZ,
  typeText,
  type SqlType,
  type Value,
} from './types';
import { compareValues, equalityKey, isInterval, isList, showValue, wholeValue } from './values';

const COMPARISONS = new Set(['=', '<>', '<', '>', '<=', '>=']);
/** How strongly operators bind, for the brackets that a shown expression needs. */
const SUMS = new Set(['+', '-']);
const PRODUCTS = new Set(['*', '/', '%']);

export function comparison(operator: string, order: number): boolean {
  if (operator === '=') return order === 0;
  if (operator === '<>') return order !== 0;
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

function noOperator(operator: string, left: Node, right: Node, at: number): SqlError {
  return new SqlError(
    `operator does not exist: ${typeText(left.type)} ${operator} ${typeText(right.type)}`,
    at,
    undefined,
    'No operator matches the given name and argument types. You might need to add explicit type casts.',
  );
}

/** Two operands with one type to compare them by. */
function alike(scope: Scope, operator: string, left: Node, right: Node, at: number): readonly [Node, Node] {
  if (isUnknown(left.type) && isUnknown(right.type))
    return [coerce(scope, left, TEXT, 'implicit'), coerce(scope, right, TEXT, 'implicit')];
  const whole = (type: SqlType): SqlType =>
    type.name === 'character varying' ? TEXT : { ...type, ...(type.element ? {} : {}) };
  if (isUnknown(left.type)) return [coerce(scope, left, withoutLength(whole(right.type)), 'implicit'), right];
  if (isUnknown(right.type)) {
    const own = withoutLength(whole(left.type));
    return [
      left.type.name === 'character varying' ? coerce(scope, left, TEXT, 'implicit') : left,
      coerce(scope, right, own, 'implicit'),
    ];
  }
  const type =
    left.type.name === right.type.name
      ? withoutLength(whole(left.type))
      : commonType([left.type, right.type]);
  const mixesDateAndTime =
    type !== undefined &&
    category(type) === 'D' &&
    !canCast(left.type, type, 'implicit') &&
    left.type.name !== type.name;
  if (type === undefined || mixesDateAndTime || type.name === 'json')
    throw noOperator(operator, left, right, at);
  return [coerce(scope, left, type, 'implicit'), coerce(scope, right, type, 'implicit')];
}

function withoutLength(type: SqlType): SqlType {
  const { length: _length, scale: _scale, ...rest } = type;
  return rest;
}

/** Below, at or above zero; null where one of them is. Throws SqlError where they are of two kinds. */
export function compareNodes(
  scope: Scope,
  operator: string,
  left: Node,
  right: Node,
  at: number,
): (env: Env) => number | null {
  const [a, b] = alike(scope, operator, left, right, at);
  const { type } = a;
  return (env) => {
    const [x, y] = [a.run(env), b.run(env)];
    return x === null || y === null ? null : compareValues(x, y, type);
  };
}

/** Families whose members have operators between each other: no cast stands there (pg_operator). */
const ACROSS = [
  /^(smallint|integer|bigint)$/,
  /^(real|double precision)$/,
  /^(date|timestamp with(out)? time zone)$/,
];

function ownText(node: Node, isFull: boolean | undefined): string {
  const isCrossed = node.isImplicit === true && ACROSS.some((family) => family.test(node.type.name));
  return node.show(!isCrossed, isFull);
}

/** An operand as it stands beside an operator. */
function shown(node: Node, parent: string, isLeft: boolean): string {
  const text = ownText(node, false);
  const { operator } = node;
  if (operator === undefined) return text;
  const isSum = SUMS.has(parent);
  if (isSum && PRODUCTS.has(operator)) return text;
  if (isLeft && isSum && SUMS.has(operator)) return text;
  if (isLeft && PRODUCTS.has(parent) && PRODUCTS.has(operator)) return text;
  return `(${text})`;
}

function both(a: Node, operator: string, b: Node, isFull: boolean | undefined): string {
  return isFull === true
    ? `(${ownText(a, true)} ${operator} ${ownText(b, true)})`
    : `${shown(a, operator, true)} ${operator} ${shown(b, operator, false)}`;
}

export function binaryOperator(scope: Scope, operator: string, left: Node, right: Node, at: number): Node {
  const place = scope.hidesPlaces === true ? {} : { at };
  if (COMPARISONS.has(operator)) {
    const [a, b] = alike(scope, operator, left, right, at);
    const compare = compareNodes(scope, operator, a, b, at);
    return {
      ...place,
      type: BOOLEAN,
      operator,
      run(env) {
        const order = compare(env);
        return order === null ? null : comparison(operator, order);
      },
      show: (_, isFull) => both(a, operator, b, isFull),
    };
  }
  const found = special(scope, operator, left, right) ?? arithmetic(scope, operator, left, right, at);
  if (found === undefined) throw noOperator(operator, left, right, at);
  const { a, b, type, run } = found;
  return {
    ...place,
    type,
    operator,
    run(env) {
      const [x, y] = [a.run(env), b.run(env)];
      return x === null || y === null ? (found.onNull?.(x, y) ?? null) : run(x, y);
    },
    show: (_, isFull) => both(a, operator, b, isFull),
  };
}

interface Found {
  readonly a: Node;
  readonly b: Node;
  readonly type: SqlType;
  run(x: Value, y: Value): Value;
  /** What becomes of NULL, where it is not NULL. */
  onNull?(x: Value, y: Value): Value;
}

/** Operators of texts, JSON and arrays. */
function special(scope: Scope, operator: string, left: Node, right: Node): Found | undefined {
  const as = (node: Node, type: SqlType): Node => coerce(scope, node, type, 'implicit');
  const { clock } = scope.around;
  const isJson =
    left.type.name === 'json' ||
    left.type.name === 'jsonb' ||
    (isUnknown(left.type) && right.type.name === 'jsonb');
  switch (operator) {
    case '||': {
      if (left.type.element || right.type.element) return joinArrays(scope, left, right);
      if (left.type.name === 'jsonb' || right.type.name === 'jsonb') {
        return {
          a: as(left, JSONB),
          b: as(right, JSONB),
          type: JSONB,
          run: (x, y) => jsonbText(normalizeJson(joinJson(parseJson(String(x)), parseJson(String(y))))),
        };
      }
      if (left.type.name === 'bytea' && right.type.name === 'bytea')
        return { a: left, b: right, type: left.type, run: (x, y) => String(x) + String(y) };
      const isEither = [left, right].some((node) => isText(node.type) || isUnknown(node.type));
      if (!isEither) return undefined;
      const text = (node: Node): Node => (isText(node.type) || isUnknown(node.type) ? as(node, TEXT) : node);
      const [a, b] = [text(left), text(right)];
      const shownAs = (value: Value, node: Node): string =>
        typeof value === 'boolean' ? String(value) : showValue(value, node.type, clock);
      return { a, b, type: TEXT, run: (x, y) => shownAs(x, a) + shownAs(y, b) };
    }
    case '~':
    case '~*':
    case '!~':
    case '!~*': {
      if (![left, right].every((node) => isText(node.type) || isUnknown(node.type))) return undefined;
      let last: { readonly pattern: string; readonly regex: RegExp } | undefined;
      return {
        a: as(left, TEXT),
        b: as(right, TEXT),
        type: BOOLEAN,
        run(x, y) {
          const pattern = String(y);
          if (last?.pattern !== pattern)
            last = { pattern, regex: compilePattern(pattern, operator.endsWith('*') ? 'i' : '') };
          return last.regex.test(String(x)) !== operator.startsWith('!');
        },
      };
    }
    case '->':
    case '->>': {
      if (!isJson) return undefined;
      const b = isUnknown(right.type) ? as(right, TEXT) : right;
      if (b.type.name !== 'text' && b.type.name !== 'integer') return undefined;
      const { name } = left.type;
      return {
        a: left,
        b,
        type: operator === '->>' ? TEXT : { name },
        run: (x, y) => member(parseJson(String(x)), [y], name, operator === '->>'),
      };
    }
    case '#>':
    case '#>>': {
      if (!isJson) return undefined;
      const { name } = left.type;
      return {
        a: left,
        b: as(right, arrayOf(TEXT)),
        type: operator === '#>>' ? TEXT : { name },
        run: (x, y) => member(parseJson(String(x)), isList(y) ? y : [], name, operator === '#>>'),
      };
    }
    case '@>':
    case '<@': {
      if (left.type.name === 'jsonb' || right.type.name === 'jsonb') {
        return {
          a: as(left, JSONB),
          b: as(right, JSONB),
          type: BOOLEAN,
          run(x, y) {
            const [a, b] = [parseJson(String(x)), parseJson(String(y))];
            return operator === '@>' ? jsonContains(a, b) : jsonContains(b, a);
          },
        };
      }
      return arrays(scope, operator, left, right);
    }
    case '&&':
      return arrays(scope, operator, left, right);
    case '?':
      if (left.type.name !== 'jsonb') return undefined;
      return {
        a: left,
        b: as(right, TEXT),
        type: BOOLEAN,
        run: (x, y) => hasKey(parseJson(String(x)), String(y)),
      };
    case '?|':
    case '?&':
      if (left.type.name !== 'jsonb') return undefined;
      return {
        a: left,
        b: as(right, arrayOf(TEXT)),
        type: BOOLEAN,
        run(x, y) {
          const json = parseJson(String(x));
          const names = isList(y) ? y : [];
          return operator === '?|'
            ? names.some((name) => hasKey(json, String(name)))
            : names.every((name) => hasKey(json, String(name)));
        },
      };
    case '-':
      if (left.type.name !== 'jsonb') return undefined;
      return {
        a: left,
        b: isUnknown(right.type) ? as(right, TEXT) : right,
        type: JSONB,
        run: (x, y) => jsonbText(without(parseJson(String(x)), y)),
      };
    case '#-':
      if (left.type.name !== 'jsonb') return undefined;
      return {
        a: left,
        b: as(right, arrayOf(TEXT)),
        type: JSONB,
        run: (x, y) => jsonbText(withoutPath(parseJson(String(x)), isList(y) ? y.map(String) : [])),
      };
    default:
      return undefined;
  }
}

function joinArrays(scope: Scope, left: Node, right: Node): Found | undefined {
  const element = commonType([left.type.element ?? left.type, right.type.element ?? right.type]);
  if (element === undefined) return undefined;
  const type = arrayOf(element);
  const typed = (node: Node, other: Node): Node => {
    if (node.type.element) return coerce(scope, node, type, 'implicit');
    // A literal beside an array is an array, too.
    return coerce(
      scope,
      node,
      node.literal !== undefined && other.type.element && node.literal !== null ? type : element,
      'implicit',
    );
  };
  const [a, b] = [typed(left, right), typed(right, left)];
  return {
    a,
    b,
    type,
    run: (x, y) => [...(isList(x) ? x : [x]), ...(isList(y) ? y : [y])],
    onNull: (x, y) =>
      a.type.element && b.type.element ? (x ?? y) : isList(x) ? [...x, y] : isList(y) ? [x, ...y] : null,
  };
}

function arrays(scope: Scope, operator: string, left: Node, right: Node): Found | undefined {
  const type = left.type.element ? left.type : right.type;
  if (!type.element) return undefined;
  const [a, b] = [coerce(scope, left, type, 'implicit'), coerce(scope, right, type, 'implicit')];
  const { element } = type;
  const keys = (value: Value): readonly string[] =>
    isList(value) ? value.map((item) => equalityKey(item, element)) : [];
  return {
    a,
    b,
    type: BOOLEAN,
    run(x, y) {
      const [p, q] = [keys(x), keys(y)];
      if (operator === '&&') return p.some((key) => q.includes(key));
      return operator === '@>' ? q.every((key) => p.includes(key)) : p.every((key) => q.includes(key));
    },
  };
}

function joinJson(a: Json, b: Json): Json {
  if (a instanceof JsonObject && b instanceof JsonObject) return new JsonObject([...a.members, ...b.members]);
  const list = (json: Json): readonly Json[] => (Array.isArray(json) ? json : [json]);
  return [...list(a), ...list(b)];
}

function hasKey(json: Json, name: string): boolean {
  if (json instanceof JsonObject) return json.get(name) !== undefined;
  return Array.isArray(json) ? json.includes(name) : json === name;
}

function without(json: Json, key: Value): Json {
  const names = isList(key) ? key.map(String) : [String(key)];
  if (json instanceof JsonObject)
    return new JsonObject(json.members.filter(([name]) => !names.includes(name)));
  if (!Array.isArray(json)) throw new SqlError('cannot delete from scalar');
  const items: readonly Json[] = json;
  if (typeof key === 'number')
    return items.filter((_, index) => index !== (key < 0 ? items.length + key : key));
  return items.filter((item) => typeof item !== 'string' || !names.includes(item));
}

function withoutPath(json: Json, path: readonly string[]): Json {
  const [first, ...others] = path;
  if (first === undefined) return json;
  if (json instanceof JsonObject) {
    return new JsonObject(
      json.members.flatMap(([name, value]): [string, Json][] =>
        name !== first ? [[name, value]] : others.length === 0 ? [] : [[name, withoutPath(value, others)]],
      ),
    );
  }
  if (!Array.isArray(json)) return json;
  const items: readonly Json[] = json;
  const index = Number(first) < 0 ? items.length + Number(first) : Number(first);
  return items.flatMap((item, place): Json[] =>
    place !== index ? [item] : others.length === 0 ? [] : [withoutPath(item, others)],
  );
}

/** What `->` and `#>` find, as json or as text. */
export function member(json: Json, path: readonly Value[], type: string, isText: boolean): Value {
  let found: Json | undefined = json;
  for (const key of path) {
    if (found instanceof JsonObject) found = typeof key === 'number' ? undefined : found.get(String(key));
    else if (Array.isArray(found)) {
      const items: readonly Json[] = found;
      const index: number =
        typeof key === 'number' || path.length !== 1 || /^-?\d+$/.test(String(key)) ? Number(key) : NaN;
      found =
        typeof key === 'string' && path.length === 1
          ? undefined
          : items[index < 0 ? items.length + index : index];
    } else found = undefined;
    if (found === undefined) return null;
  }
  if (isText) return found === null ? null : jsonAsText(found ?? null, type);
  return jsonTextOf(found ?? null, type);
}

export function jsonAsText(json: Json, type: string): string {
  return typeof json === 'string' ? json : jsonTextOf(json, type);
}

/** json keeps how it was written; here that is without blanks where parts of it are taken out. */
export function jsonTextOf(json: Json, type: string): string {
  if (type === 'jsonb') return jsonbText(json);
  if (json instanceof JsonNumber) return json.text;
  if (json instanceof JsonObject)
    return `{${json.members.map(([name, value]) => `${jsonbText(name)}:${jsonTextOf(value, type)}`).join(',')}}`;
  if (Array.isArray(json)) return `[${json.map((item: Json) => jsonTextOf(item, type)).join(',')}]`;
  return jsonbText(json);
}

// Numbers and times

const RANKS = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'];

function arithmetic(scope: Scope, operator: string, left: Node, right: Node, at: number): Found | undefined {
  const as = (node: Node, type: SqlType): Node => coerce(scope, node, type, 'implicit');
  if (isUnknown(left.type) && isUnknown(right.type)) {
    throw new SqlError(
      `operator is not unique: unknown ${operator} unknown`,
      at,
      undefined,
      'Could not choose a best candidate operator. You might need to add explicit type casts.',
    );
  }
  const moments = momentArithmetic(scope, operator, left, right, at);
  if (moments) return moments;
  const [x, y] = isUnknown(left.type)
    ? [as(left, right.type), right]
    : isUnknown(right.type)
      ? [left, as(right, left.type)]
      : [left, right];
  if (!isNumber(x.type) || !isNumber(y.type)) return undefined;
  if (x.type.name === 'money' || y.type.name === 'money') return money(operator, x, y);
  const type = numberType(operator, x.type, y.type);
  if (type === undefined) return undefined;
  if (/^(&|\||#|<<|>>)$/.test(operator))
    return bits(operator, as(x, type), /^(<<|>>)$/.test(operator) ? as(y, INTEGER) : as(y, type), type);
  return { a: as(x, type), b: as(y, type), type, run: (p, q) => calculate(operator, p, q, type) };
}

function numberType(operator: string, left: SqlType, right: SqlType): SqlType | undefined {
  const [a, b] = [RANKS.indexOf(left.name), RANKS.indexOf(right.name)];
  if (a < 0 || b < 0) return undefined;
  const isWhole = a < 3 && b < 3;
  if (operator === '^') return a === 3 || b === 3 ? (a > 3 || b > 3 ? FLOAT : NUMERIC) : FLOAT;
  if (/^(&|\||#|<<|>>)$/.test(operator))
    return isWhole ? { name: RANKS[Math.max(a, b)] ?? 'integer' } : undefined;
  if (!/^[-+*/%]$/.test(operator)) return undefined;
  if (operator === '%' && (a > 3 || b > 3)) return undefined;
  if (a !== b && (a > 3 || b > 3)) return FLOAT;
  return { name: RANKS[Math.max(a, b)] ?? 'integer' };
}

function bits(operator: string, a: Node, b: Node, type: SqlType): Found {
  return {
    a,
    b,
    type,
    run(x, y) {
      const [p, q] = [BigInt(String(x)), BigInt(String(y))];
      const width = type.name === 'bigint' ? 64 : type.name === 'integer' ? 32 : 16;
      const result =
        operator === '&'
          ? p & q
          : operator === '|'
            ? p | q
            : operator === '#'
              ? p ^ q
              : operator === '<<'
                ? BigInt.asIntN(width, p << (q % BigInt(width)))
                : p >> (q % BigInt(width));
      return wholeValue(result, type.name);
    },
  };
}

function money(operator: string, a: Node, b: Node): Found | undefined {
  const isMoney = (node: Node): boolean => node.type.name === 'money';
  const type: SqlType = { name: 'money' };
  const rounded = (text: string): Value => String(Number(text).toFixed(2));
  if (/^[-+]$/.test(operator)) {
    if (!isMoney(a) || !isMoney(b)) return undefined;
    return {
      a,
      b,
      type,
      run: (x, y) =>
        operator === '+' ? addNumerics(String(x), String(y)) : subtractNumerics(String(x), String(y)),
    };
  }
  if (operator === '/' && isMoney(a) && isMoney(b))
    return { a, b, type: FLOAT, run: (x, y) => Number(x) / Number(y) };
  if (!/^[*/]$/.test(operator)) return undefined;
  return {
    a,
    b,
    type,
    run: (x, y) =>
      rounded(
        operator === '*' ? multiplyNumerics(String(x), String(y)) : divideNumerics(String(x), String(y)),
      ),
  };
}

function calculate(operator: string, x: Value, y: Value, type: SqlType): Value {
  if (type.name === 'numeric') return decimal(operator, String(x), String(y));
  if (type.name === 'real' || type.name === 'double precision')
    return floating(operator, Number(x), Number(y), type.name);
  const [p, q] = [BigInt(String(x)), BigInt(String(y))];
  if ((operator === '/' || operator === '%') && q === 0n) throw new SqlError('division by zero');
  const result =
    operator === '+'
      ? p + q
      : operator === '-'
        ? p - q
        : operator === '*'
          ? p * q
          : operator === '/'
            ? p / q
            : p % q;
  return wholeValue(result, type.name);
}

function decimal(operator: string, x: string, y: string): Value {
  switch (operator) {
    case '+':
      return addNumerics(x, y);
    case '-':
      return subtractNumerics(x, y);
    case '*':
      return multiplyNumerics(x, y);
    case '/':
      return divideNumerics(x, y);
    case '%':
      return remainderOfNumerics(x, y);
    default: {
      const power = powerOfNumeric(x, y);
      if (power !== undefined) return power;
      if (signOfNumeric(x) < 0)
        throw new SqlError('a negative number raised to a non-integer power yields a complex result');
      return signOfNumeric(x) === 0 ? '0.0000000000000000' : realPowerOfNumeric(x, y);
    }
  }
}

function floating(operator: string, x: number, y: number, type: string): Value {
  if (operator === '/' && y === 0) throw new SqlError('division by zero');
  if (operator === '^' && x === 0 && y < 0)
    throw new SqlError('zero raised to a negative power is undefined');
  if (operator === '^' && x < 0 && !Number.isInteger(y))
    throw new SqlError('a negative number raised to a non-integer power yields a complex result');
  const result =
    operator === '+'
      ? x + y
      : operator === '-'
        ? x - y
        : operator === '*'
          ? x * y
          : operator === '/'
            ? x / y
            : x ** y;
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y))
    throw new SqlError('value out of range: overflow');
  return type === 'real' ? Math.fround(result) : result;
}

const TIME: SqlType = { name: 'time without time zone' };

function momentArithmetic(
  scope: Scope,
  operator: string,
  left: Node,
  right: Node,
  at: number,
): Found | undefined {
  const as = (node: Node, type: SqlType): Node => coerce(scope, node, type, 'implicit');
  const [l, r] = [left.type.name, right.type.name];
  const isMoment = (name: string): boolean => name.startsWith('timestamp');
  const { zone } = scope.around.clock;
  if (operator === '*' || operator === '/') {
    if (l === 'interval' && isNumber(right.type))
      return { a: left, b: right, type: INTERVAL, run: (x, y) => scaled(x, y, operator) };
    if (r === 'interval' && operator === '*' && isNumber(left.type))
      return { a: left, b: right, type: INTERVAL, run: (x, y) => scaled(y, x, operator) };
    return undefined;
  }
  if (operator !== '+' && operator !== '-') return undefined;
  const sign = operator === '+' ? 1 : -1;
  const shift = (wall: Value, by: Value): number =>
    isInterval(by) ? addToWall(Number(wall), sign === 1 ? by : negateInterval(by)) : Number(wall);
  if (
    operator === '+' &&
    (r === 'date' || isMoment(r) || r === TIME.name) &&
    (l === 'interval' || (r === 'date' && l === 'integer'))
  ) {
    const swapped = momentArithmetic(scope, operator, right, left, at);
    return swapped && { ...swapped, a: swapped.b, b: swapped.a, run: (x, y) => swapped.run(y, x) };
  }
  if (l === 'date') {
    if (isUnknown(right.type)) {
      if (operator === '-')
        return { a: left, b: as(right, DATE), type: INTEGER, run: (x, y) => Number(x) - Number(y) };
      throw new SqlError(
        `operator is not unique: date + unknown`,
        at,
        undefined,
        'Could not choose a best candidate operator. You might need to add explicit type casts.',
      );
    }
    if (r === 'integer' || r === 'smallint')
      return { a: left, b: right, type: DATE, run: (x, y) => Number(x) + sign * Number(y) };
    if (r === 'date' && operator === '-')
      return { a: left, b: right, type: INTEGER, run: (x, y) => Number(x) - Number(y) };
    if (r === 'interval')
      return { a: left, b: right, type: TIMESTAMP, run: (x, y) => shift(Number(x) * DAY, y) };
    if (r === TIME.name && operator === '+')
      return { a: left, b: right, type: TIMESTAMP, run: (x, y) => Number(x) * DAY + Number(y) };
  }
  if (
    (l === 'interval' && (r === 'interval' || isUnknown(right.type))) ||
    (r === 'interval' && isUnknown(left.type))
  ) {
    return {
      a: as(left, INTERVAL),
      b: as(right, INTERVAL),
      type: INTERVAL,
      run: (x, y) =>
        isInterval(x) && isInterval(y) ? addIntervals(x, sign === 1 ? y : negateInterval(y)) : null,
    };
  }
  if (isMoment(l) && r === 'interval') {
    const hasZone = l === TIMESTAMPTZ.name;
    return {
      a: left,
      b: right,
      type: { name: l },
      run: (x, y) => (hasZone ? momentOf(shift(wallOf(Number(x), zone), y), zone) : shift(x, y)),
    };
  }
  const isDateOrMoment = (name: string): boolean => isMoment(name) || name === 'date';
  if (operator === '-' && isMoment(l) && (isUnknown(right.type) || isDateOrMoment(r)))
    return difference(scope, left, isUnknown(right.type) ? as(right, left.type) : right);
  if (operator === '-' && isMoment(r) && l === 'date') return difference(scope, left, right);
  if (l === TIME.name && r === 'interval')
    return {
      a: left,
      b: right,
      type: TIME,
      run: (x, y) => (((Number(x) + sign * (isInterval(y) ? y.micros : 0)) % DAY) + DAY) % DAY,
    };
  if (l === TIME.name && r === TIME.name && operator === '-')
    return {
      a: left,
      b: right,
      type: INTERVAL,
      run: (x, y) => ({ months: 0, days: 0, micros: Number(x) - Number(y) }),
    };
  return undefined;
}

function difference(scope: Scope, left: Node, right: Node): Found {
  const type =
    left.type.name === TIMESTAMPTZ.name || right.type.name === TIMESTAMPTZ.name ? TIMESTAMPTZ : TIMESTAMP;
  return {
    a: coerce(scope, left, type, 'implicit'),
    b: coerce(scope, right, type, 'implicit'),
    type: INTERVAL,
    run(x, y) {
      const micros = Number(x) - Number(y);
      const days = Math.trunc(micros / DAY);
      return { months: 0, days, micros: micros - days * DAY };
    },
  };
}

function scaled(interval: Value, by: Value, operator: string): Value {
  if (!isInterval(interval)) return null;
  const factor = Number(by);
  if (operator === '/' && factor === 0) throw new SqlError('division by zero');
  return scaleInterval(interval, operator === '*' ? factor : 1 / factor);
}

export function unaryOperator(scope: Scope, operator: string, operand: Node, at: number): Node {
  const place = scope.hidesPlaces === true ? {} : { at };
  const make = (node: Node, type: SqlType, run: (value: Value) => Value): Node => ({
    ...place,
    type,
    operator,
    run(env) {
      const value = node.run(env);
      return value === null ? null : run(value);
    },
    show: (_, isFull) =>
      isFull === true
        ? `(${operator} ${node.show(true, true)})`
        : `${operator}${operator.length > 1 ? ' ' : ''}${shown(node, operator, false)}`,
  });
  const node = isUnknown(operand.type)
    ? coerce(scope, operand, operator === '~' ? BIGINT : FLOAT, 'implicit')
    : operand;
  const { type } = node;
  if (operator === '-' && type.name === 'interval')
    return make(node, INTERVAL, (value) => (isInterval(value) ? negateInterval(value) : null));
  if (!isNumber(type)) {
    throw new SqlError(
      `operator does not exist: ${operator} ${typeText(type)}`,
      at,
      undefined,
      'No operator matches the given name and argument type. You might need to add an explicit type cast.',
    );
  }
  switch (operator) {
    case '+':
      return make(node, type, (value) => value);
    case '-':
      return make(node, type, (value) => negative(value, type));
    case '@':
      return make(node, type, (value) => (Number(value) < 0 ? negative(value, type) : value));
    case '~':
      return make(node, type, (value) => wholeValue(~BigInt(String(value)), type.name));
    case '|/':
      return make(coerce(scope, node, FLOAT, 'implicit'), FLOAT, (value) => {
        if (Number(value) < 0) throw new SqlError('cannot take square root of a negative number');
        return Math.sqrt(Number(value));
      });
    case '||/':
      return make(coerce(scope, node, FLOAT, 'implicit'), FLOAT, (value) => Math.cbrt(Number(value)));
    default:
      throw notModelled(`the operator ${operator}`);
  }
}

function negative(value: Value, type: SqlType): Value {
  if (type.name === 'numeric' || type.name === 'money') return negateNumeric(String(value));
  if (type.name === 'real' || type.name === 'double precision') return -Number(value);
  return wholeValue(-BigInt(String(value)), type.name);
}
