import { SqlError } from './sql-error';
import { scalar } from './functions';
import type { Expression, Select } from './syntax';
import {
  BOOLEAN,
  cast,
  INTEGER,
  isNumber,
  isWhole,
  NUMERIC,
  show,
  TEXT,
  TIMESTAMPTZ,
  typeText,
  UNKNOWN,
} from './types';
import type { SqlType, Value } from './types';

export interface Typed {
  readonly value: Value;
  readonly type: SqlType;
}

/** A column that an expression may name, and where its value stands in a row. */
export interface ScopeColumn {
  readonly table: string;
  readonly name: string;
  readonly type: SqlType;
}

/** Rows as they come out of FROM. */
export interface Scope {
  readonly columns: readonly ScopeColumn[];
  readonly outer?: { readonly scope: Scope; readonly row: readonly Value[] };
}

export interface Rows {
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  readonly rows: readonly (readonly Value[])[];
}

/** What expressions ask of the server around them. */
export interface Surroundings {
  readonly nowMs: number;
  readonly user: string;
  readonly database: string;
  readonly version: string;
  random(): number;
  select(select: Select, outer: { readonly scope: Scope; readonly row: readonly Value[] }): Rows;
}

export interface Context extends Surroundings {
  readonly scope: Scope;
  readonly row: readonly Value[];
  /** The rows of the group that is summed up; undefined: no aggregates are allowed here. */
  readonly group?: readonly (readonly Value[])[];
}

export const AGGREGATES: ReadonlySet<string> = new Set([
  'count', 'sum', 'avg', 'min', 'max', 'string_agg', 'array_agg', 'bool_and', 'bool_or',
]); // prettier-ignore

/** The place of a column in the rows of a scope. Throws SqlError. */
export function findColumn(
  { columns }: Scope,
  table: string | undefined,
  name: string,
  at: number,
): number | undefined {
  const found = columns.flatMap((column, index) =>
    column.name === name && (table === undefined || column.table === table) ? [index] : [],
  );
  if (found.length > 1) throw new SqlError(`column reference "${name}" is ambiguous`, at);
  return found[0];
}

function columnOf(c: Context, { table, name, at }: Expression & { kind: 'column' }): Typed {
  for (
    let level: { readonly scope: Scope; readonly row: readonly Value[] } | undefined = c;
    level !== undefined;
    level = level.scope.outer
  ) {
    const index = findColumn(level.scope, table, name, at);
    const column = index === undefined ? undefined : level.scope.columns[index];
    if (index !== undefined && column) return { value: level.row[index] ?? null, type: column.type };
  }
  if (table !== undefined) {
    const isKnown = c.scope.columns.some((column) => column.table === table);
    if (!isKnown) throw new SqlError(`missing FROM-clause entry for table "${table}"`, at);
    throw new SqlError(`column ${table}.${name} does not exist`, at);
  }
  throw new SqlError(`column "${name}" does not exist`, at);
}

export function evaluate(c: Context, expression: Expression): Typed {
  switch (expression.kind) {
    case 'literal':
      return { value: expression.value, type: expression.type };
    case 'column':
      return columnOf(c, expression);
    case 'star':
      throw new SqlError('syntax error at or near "*"');
    case 'cast': {
      const { value, type } = evaluate(c, expression.operand);
      const from = value !== null && typeof value !== 'string' ? show(value, type) : value;
      const target = expression.type;
      return { value: cast(isNumber(target) ? value : from, target, expression.at), type: target };
    }
    case 'unary':
      return unary(c, expression.operator, expression.operand);
    case 'binary':
      return binary(c, expression);
    case 'is': {
      const { value } = evaluate(c, expression.operand);
      const holds = expression.what === 'null' ? value === null : value === (expression.what === 'true');
      return truth(holds !== expression.not);
    }
    case 'between': {
      const operand = evaluate(c, expression.operand);
      const low = compare(operand, evaluate(c, expression.low));
      const high = compare(operand, evaluate(c, expression.high));
      if (low === null || high === null) return truth(null);
      return truth((low >= 0 && high <= 0) !== expression.not);
    }
    case 'in':
      return isIn(c, expression);
    case 'case': {
      const subject = expression.subject && evaluate(c, expression.subject);
      for (const [condition, result] of expression.branches) {
        const tested = evaluate(c, condition);
        const holds = subject ? compare(subject, tested) === 0 : tested.value === true;
        if (holds) return known(evaluate(c, result));
      }
      return expression.otherwise ? known(evaluate(c, expression.otherwise)) : { value: null, type: TEXT };
    }
    case 'subquery': {
      const { columns, rows } = c.select(expression.select, c);
      if (rows.length > 1)
        throw new SqlError('more than one row returned by a subquery used as an expression');
      return { value: rows[0]?.[0] ?? null, type: columns[0]?.type ?? TEXT };
    }
    case 'exists':
      return truth(c.select(expression.select, c).rows.length > 0);
    case 'call':
      if (AGGREGATES.has(expression.name)) return aggregate(c, expression);
      return scalar(c, expression, (argument) => evaluate(c, argument));
  }
}

/** A literal whose type nobody asked for is a text. */
function known({ value, type }: Typed): Typed {
  return { value, type: type.name === 'unknown' ? TEXT : type };
}

function truth(value: boolean | null): Typed {
  return { value, type: BOOLEAN };
}

function isIn(c: Context, { operand, list, not }: Expression & { kind: 'in' }): Typed {
  const wanted = evaluate(c, operand);
  if (wanted.value === null) return truth(null);
  let others: Typed[];
  if ('kind' in list) {
    const { columns, rows } = c.select(list, c);
    others = rows.map(([value = null]) => ({ value, type: columns[0]?.type ?? TEXT }));
  } else others = list.map((one) => evaluate(c, one));
  const results = others.map((other) => compare(wanted, other));
  if (results.includes(0)) return truth(!not);
  return truth(results.includes(null) ? null : not);
}

function unary(c: Context, operator: string, operand: Expression): Typed {
  const { value, type } = evaluate(c, operand);
  if (operator === 'not') return truth(value === null ? null : !cast(value, BOOLEAN));
  const own = type.name === 'unknown' ? INTEGER : type;
  const number = cast(value, own);
  return { value: typeof number === 'number' ? -number : null, type: own };
}

/** Below, at or above zero; null where one of them is unknown. Throws SqlError where they are of two kinds. */
export function compare(left: Typed, right: Typed, operator = '=', at?: number): number | null {
  const type = left.type.name === 'unknown' ? right.type : left.type;
  const other = right.type.name === 'unknown' ? type : right.type;
  const isAlike =
    (isNumber(type) && isNumber(other)) || kindOf(type) === kindOf(other) || type.name === 'unknown';
  if (!isAlike) {
    throw new SqlError(
      `operator does not exist: ${typeText(type)} ${operator} ${typeText(other)}`,
      at,
      undefined,
      'No operator matches the given name and argument types. You might need to add explicit type casts.',
    );
  }
  const a = left.type.name === 'unknown' ? cast(left.value, bare(type)) : left.value;
  const b = right.type.name === 'unknown' ? cast(right.value, bare(type)) : right.value;
  if (a === null || b === null) return null;
  return a < b ? -1 : a > b ? 1 : 0;
}

function bare(type: SqlType): SqlType {
  return { name: type.name === 'character varying' || type.name === 'unknown' ? 'text' : type.name };
}

function kindOf({ name }: SqlType): string {
  if (name === 'text' || name.startsWith('character')) return 'text';
  return name === 'date' || name.startsWith('timestamp') ? 'time' : name;
}

function binary(c: Context, { operator, left, right, at }: Expression & { kind: 'binary' }): Typed {
  const a = evaluate(c, left);
  if (operator === 'and' || operator === 'or') {
    const x = cast(a.value, BOOLEAN);
    if (x === (operator === 'or')) return truth(x);
    const y = cast(evaluate(c, right).value, BOOLEAN);
    if (y === (operator === 'or')) return truth(y);
    return truth(x === null || y === null ? null : operator === 'and');
  }
  const b = evaluate(c, right);
  switch (operator) {
    case '=':
    case '<>':
    case '<':
    case '>':
    case '<=':
    case '>=': {
      const order = compare(a, b, operator, at);
      return truth(order === null ? null : holds(operator, order));
    }
    case '||':
      if (a.value === null || b.value === null) return { value: null, type: TEXT };
      return { value: show(a.value, a.type) + show(b.value, b.type), type: TEXT };
    case 'like':
    case 'ilike':
    case '~':
    case '~*':
    case '!~':
    case '!~*': {
      if (a.value === null || b.value === null) return truth(null);
      return truth(matches(operator, show(a.value, a.type), show(b.value, b.type)));
    }
    case '->':
    case '->>':
      return member(a.value, b.value, operator === '->>');
    default:
      return arithmetic(operator, a, b, at);
  }
}

function holds(operator: string, order: number): boolean {
  if (operator === '=') return order === 0;
  if (operator === '<>') return order !== 0;
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

function matches(operator: string, text: string, pattern: string): boolean {
  const isFolded = operator.endsWith('*') || operator === 'ilike';
  const source = operator.endsWith('like')
    ? `^${pattern
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replaceAll('%', '[\\s\\S]*')
        .replaceAll('_', '[\\s\\S]')}$`
    : pattern;
  try {
    const found = new RegExp(source, isFolded ? 'iu' : 'u').test(text);
    return operator.startsWith('!') ? !found : found;
  } catch {
    throw new SqlError(`invalid regular expression: ${pattern}`);
  }
}

function member(json: Value, key: Value, isText: boolean): Typed {
  const type = isText ? TEXT : { name: 'json' };
  if (json === null || key === null) return { value: null, type };
  const whole: unknown = JSON.parse(String(json));
  const found: unknown =
    typeof whole === 'object' && whole !== null
      ? Object.entries(whole).find(([name]) => name === String(key))?.[1]
      : undefined;
  if (found === undefined || (found === null && isText)) return { value: null, type };
  return { value: isText && typeof found === 'string' ? found : JSON.stringify(found), type };
}

function arithmetic(operator: string, a: Typed, b: Typed, at: number): Typed {
  const left = a.type.name === 'unknown' ? (isNumber(b.type) ? b.type : INTEGER) : a.type;
  const right = b.type.name === 'unknown' ? left : b.type;
  if (!isNumber(left) || !isNumber(right)) {
    throw new SqlError(
      `operator does not exist: ${typeText(left)} ${operator} ${typeText(right)}`,
      at,
      undefined,
      'No operator matches the given name and argument types. You might need to add explicit type casts.',
    );
  }
  const x = cast(a.value, { name: left.name });
  const y = cast(b.value, { name: right.name });
  const isFloat =
    [left, right].some(({ name }) => name === 'real' || name === 'double precision') || operator === '^';
  const isInteger = isWhole(left) && isWhole(right) && !isFloat;
  const whole = left.name === 'bigint' || right.name === 'bigint' ? { name: 'bigint' } : INTEGER;
  const type = isFloat
    ? { name: 'double precision' }
    : isInteger
      ? whole
      : numericOf(operator, left, right, x, y);
  if (typeof x !== 'number' || typeof y !== 'number') return { value: null, type };
  if ((operator === '/' || operator === '%') && y === 0) throw new SqlError('division by zero');
  const value = calculate(operator, x, y);
  return { value: cast(isInteger ? Math.trunc(value) : value, { name: type.name }), type };
}

function calculate(operator: string, x: number, y: number): number {
  if (operator === '+') return x + y;
  if (operator === '-') return x - y;
  if (operator === '*') return x * y;
  if (operator === '/') return x / y;
  return operator === '%' ? x % y : x ** y;
}

/** How many digits a numeric result shows after its point (numeric.c). */
function numericOf(operator: string, left: SqlType, right: SqlType, x: Value, y: Value): SqlType {
  const [a, b] = [left.scale ?? digits(x), right.scale ?? digits(y)];
  if (operator === '/') {
    const quotient = typeof x === 'number' && typeof y === 'number' && y !== 0 ? x / y : 0;
    return { ...NUMERIC, scale: Math.max(divisionScale(quotient), a, b) };
  }
  return { ...NUMERIC, scale: operator === '*' ? a + b : Math.max(a, b) };
}

function digits(value: Value): number {
  return String(value ?? '').split('.')[1]?.length ?? 0;
}

/** At least sixteen significant digits, counted in groups of four before the point. */
function divisionScale(quotient: number): number {
  const groups = quotient === 0 ? 0 : Math.floor(Math.log10(Math.abs(quotient)) / 4);
  return Math.max(0, 16 - 4 * groups);
}

function aggregate(c: Context, { name, args, isDistinct, at }: Expression & { kind: 'call' }): Typed {
  const { group } = c;
  if (group === undefined) throw new SqlError(`aggregate functions are not allowed here`, at);
  const [argument] = args;
  if (argument === undefined || argument.kind === 'star') {
    if (name !== 'count') throw new SqlError(`function ${name}() does not exist`, at);
    return { value: group.length, type: { name: 'bigint' } };
  }
  const { group: _, ...without } = c;
  const all = group.map((row) => evaluate({ ...without, row }, argument));
  const type = all[0]?.type ?? typeOf({ ...without, row: [] }, argument);
  let values = all.flatMap(({ value }) => (value === null ? [] : [value]));
  if (isDistinct) values = [...new Set(values)];
  if (name === 'count') return { value: values.length, type: { name: 'bigint' } };
  if (name === 'sum' || name === 'avg') return total(name, values, type, at);
  if (values.length === 0) return { value: null, type };
  if (name === 'bool_and') return truth(values.every((value) => value === true));
  if (name === 'bool_or') return truth(values.some((value) => value === true));
  if (name === 'array_agg')
    return { value: `{${values.map((value) => show(value, type)).join(',')}}`, type: TEXT };
  if (name === 'string_agg') {
    const separator = args[1] ? String(evaluate(without, args[1]).value ?? '') : '';
    return { value: values.map((value) => show(value, type)).join(separator), type: TEXT };
  }
  const least = name === 'min' ? -1 : 1;
  const best = values.reduce((kept, value) => {
    return compare({ value, type }, { value: kept, type }) === least ? value : kept;
  });
  return { value: best, type };
}

function total(name: string, values: readonly Value[], type: SqlType, at: number): Typed {
  if (!isNumber(type)) {
    throw new SqlError(
      `function ${name}(${typeText(type)}) does not exist`,
      at,
      undefined,
      'No function matches the given name and argument types. You might need to add explicit type casts.',
    );
  }
  const isFloat = type.name === 'real' || type.name === 'double precision';
  const scale = type.scale ?? 0;
  const whole: SqlType = isWhole(type)
    ? { name: type.name === 'bigint' ? 'numeric' : 'bigint' }
    : { ...NUMERIC, scale };
  const own = isFloat ? { name: 'double precision' } : whole;
  if (values.length === 0) return { value: null, type: name === 'sum' ? own : NUMERIC };
  const sum = values.reduce<number>((so, value) => so + Number(value), 0);
  if (name === 'sum') return { value: sum, type: own };
  const average = sum / values.length;
  return {
    value: average,
    type: isFloat ? own : { ...NUMERIC, scale: Math.max(scale, divisionScale(average)) },
  };
}

/** The type of an expression over no rows. */
export function typeOf(c: Context, expression: Expression): SqlType {
  try {
    const { type } = evaluate(
      { ...c, row: c.scope.columns.map(() => null), group: c.group ?? [] },
      expression,
    );
    return type.name === UNKNOWN.name ? TEXT : type;
  } catch (error) {
    if (error instanceof SqlError) throw error;
    return TIMESTAMPTZ;
  }
}
