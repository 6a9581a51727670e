// From what was written to what can be run: names are looked up, types are found (parse_expr.c).
import { aggregateCall, isAggregate } from './aggregates';
import { coerce, condition, constant, known, quoted } from './casts';
import { functionCall } from './calls';
import { binaryOperator, compareNodes, comparison, unaryOperator } from './operators';
import { compileQuery } from './query';
import { patternNode } from './patterns';
import { expressionKey, findColumn, type Env, type Node, type Scope } from './scope';
import { notModelled, SqlError } from './sql-error';
import type { Expression, Query } from './syntax';
import { typeOf } from './type-names';
import {
  arrayOf,
  bare,
  BIGINT,
  BOOLEAN,
  commonType,
  INTEGER,
  isUnknown,
  NUMERIC,
  TEXT,
  typeText,
  UNKNOWN,
  type SqlType,
  type Value,
} from './types';
import { equalityKey, isComposite, isList } from './values';
import { isWindowFunction, windowCall } from './windows';
import { readNumeric } from './numeric';

/** Throws SqlError in PostgreSQL's words. */
export function compile(scope: Scope, expression: Expression): Node {
  const { group } = scope;
  if (group && scope.isInAggregate !== true) {
    const text = expressionKey(expression, scope);
    const index = group.keys.findIndex((key) => key.text === text);
    const key = group.keys[index];
    if (key)
      return {
        ...place(scope, expression),
        type: key.type,
        run: (env) => env.keys?.[index] ?? null,
        show: (all, isFull) => key.node.show(all, isFull),
      };
  }
  const node = compileAny(scope, expression);
  return scope.hidesPlaces === true ? withoutPlace(node) : node;
}

function withoutPlace(node: Node): Node {
  const { at: _at, ...rest } = node;
  return rest;
}

function place(scope: Scope, expression: Expression): Pick<Node, 'at'> {
  return scope.hidesPlaces === true ? {} : { at: startOf(expression) };
}

/** Where an expression begins. */
function startOf(expression: Expression): number {
  return expression.at;
}

function compileAny(scope: Scope, expression: Expression): Node {
  const { at } = expression;
  switch (expression.kind) {
    case 'number':
      return number(expression.text, at);
    case 'text':
      return { ...constant(expression.text, UNKNOWN, at, quoted(expression.text)), literal: expression.text };
    case 'constant': {
      const { value } = expression;
      if (value !== null) return constant(value, BOOLEAN, at, String(value));
      return { ...constant(null, UNKNOWN, at, 'NULL'), literal: null };
    }
    case 'parameter': {
      const parameter = scope.around.parameters[expression.index - 1];
      if (parameter === undefined) throw new SqlError(`there is no parameter $${expression.index}`, at);
      return constant(parameter.value, parameter.type, at, `$${expression.index}`);
    }
    case 'column':
      return column(scope, expression);
    case 'star':
      throw new SqlError('syntax error at or near "*"', at);
    case 'call':
      return call(scope, expression);
    case 'unary':
      return unaryOperator(scope, expression.operator, compile(scope, expression.operand), at);
    case 'binary':
      return binary(scope, expression);
    case 'logic':
      return logic(scope, expression);
    case 'not': {
      const operand = condition(scope, compile(scope, expression.operand), 'NOT');
      return {
        at,
        type: BOOLEAN,
        operator: 'not',
        run: (env) => not(operand.run(env)),
        show: (all, isFull) =>
          isFull === true
            ? `(NOT ${operand.show(all, true)})`
            : `NOT ${operand.operator === undefined ? operand.show(all) : `(${operand.show(all)})`}`,
      };
    }
    case 'is':
      return is(scope, expression);
    case 'distinct from': {
      const [left, right] = unify(
        scope,
        [compile(scope, expression.left), compile(scope, expression.right)],
        'IS DISTINCT FROM',
        at,
      );
      if (!left || !right) throw new SqlError('operands are missing', at);
      return {
        at,
        type: BOOLEAN,
        operator: 'is',
        run: (env) =>
          (equalityKey(left.run(env), left.type) === equalityKey(right.run(env), right.type)) ===
          expression.not,
        show: (_, isFull) =>
          bracketed(
            `${left.show(true, isFull)} IS ${expression.not ? 'NOT ' : ''}DISTINCT FROM ${right.show(true, isFull)}`,
            isFull,
          ),
      };
    }
    case 'in':
      return inList(scope, expression);
    case 'between':
      return between(scope, expression);
    case 'like':
      return patternNode(
        scope,
        expression.operator,
        expression.not,
        compile(scope, expression.operand),
        compile(scope, expression.pattern),
        at,
        expression.escape && compile(scope, expression.escape),
      );
    case 'any':
      return any(scope, expression);
    case 'cast': {
      const type = typeOf(scope.around, expression.type);
      const { operand: written } = expression;
      // A list is cast item by item (transformArrayExpr).
      const isItems = type.element && written.kind === 'array' && !('kind' in written.items);
      if (isItems)
        return array(
          scope,
          listOf(written).map((one) => ({
            kind: 'cast',
            operand: one,
            type: { ...expression.type, isArray: false },
            at: one.at,
          })),
          written.at,
        );
      const operand = compile(scope, written);
      const node = coerce(scope, operand, type, 'explicit');
      return node === operand
        ? { ...node, at }
        : { ...node, at: operand.literal === undefined ? at : (operand.at ?? at) };
    }
    case 'case':
      return caseOf(scope, expression);
    case 'subquery':
      return scalarQuery(scope, expression.query, at);
    case 'exists': {
      const plan = compileQuery(
        { ...noGroup(scope), columns: scope.columns, isTested: true },
        expression.query,
      );
      return { at, type: BOOLEAN, run: (env) => plan.run(env).length > 0, show: () => 'EXISTS ( … )' };
    }
    case 'array':
      return array(scope, expression.items, at);
    case 'row':
      return row(scope, expression.items, at);
    case 'subscript':
      return subscript(scope, expression);
    case 'field': {
      const base = compile(scope, expression.base);
      const index = base.type.fields?.findIndex(({ name }) => name === expression.name) ?? -1;
      const field = base.type.fields?.[index];
      if (field === undefined)
        throw new SqlError(`column "${expression.name}" not found in data type ${typeText(base.type)}`, at);
      return {
        at,
        type: field.type,
        run: (env) => {
          const value = base.run(env);
          return isComposite(value) ? (value.fields[index] ?? null) : null;
        },
        show: (all, isFull) => `(${base.show(all, isFull)}).${expression.name}`,
      };
    }
  }
}

const MOST_INTEGER = 2_147_483_647n;
const MOST_BIGINT = 9_223_372_036_854_775_807n;

function number(text: string, at: number): Node {
  const shown = text.startsWith('-') ? (type: string): string => `'${text}'::${type}` : (): string => text;
  if (/^-?\d+$/.test(text)) {
    const value = BigInt(text);
    const size = value < 0n ? -value : value;
    if (size <= MOST_INTEGER) return constant(Number(value), INTEGER, at, shown('integer'));
    if (size <= MOST_BIGINT) return constant(String(value), BIGINT, at, shown('bigint'));
  }
  const value = readNumeric(text) ?? '0';
  return constant(value, NUMERIC, at, text.startsWith('-') ? `'${value}'::numeric` : value);
}

function column(scope: Scope, { table, name, at }: Expression & { readonly kind: 'column' }): Node {
  const wholeRow = table === undefined ? rowOf(scope, name, at) : undefined;
  if (wholeRow) return wholeRow;
  const place = scope.hidesPlaces === true ? {} : { at };
  let found: ReturnType<typeof findColumn>;
  try {
    found = findColumn(scope, table, name, at);
  } catch (error) {
    if (!(error instanceof SqlError) || scope.hidesPlaces !== true) throw error;
    throw new SqlError(error.message, undefined, error.detail, error.hint);
  }
  const { depth, index, column: own, scope: level } = found;
  const { group } = level;
  if (group && level.isInAggregate !== true && !group.decided.has(index)) {
    // A key that is a plain column is found from an inner query, too.
    const key = group.keys.findIndex((one) => one.text === `"#${index}"`);
    if (key < 0) {
      const shown = own.table === '' ? own.name : `${own.table}.${own.name}`;
      throw depth === 0
        ? new SqlError(
            `column "${shown}" must appear in the GROUP BY clause or be used in an aggregate function`,
            at,
          )
        : new SqlError(`subquery uses ungrouped column "${shown}" from outer query`, at);
    }
    return {
      ...place,
      type: own.type,
      run: (env) => outward(env, depth).keys?.[key] ?? null,
      show: () => shownName(name),
    };
  }
  const show = (): string =>
    (level.columns.some((one) => one.table !== own.table) && own.table !== ''
      ? `${shownName(own.table)}.`
      : '') + shownName(name);
  if (depth === 0) return { ...place, type: own.type, run: (env) => env.row[index] ?? null, show };
  return { ...place, type: own.type, run: (env) => outward(env, depth).row[index] ?? null, show };
}

export function shownName(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) &&
    !/^(user|order|group|select|table|from|where|to|end|all|and|or|not|desc|asc|default|check|column|primary|references|unique|limit|offset|in|is|null|true|false)$/.test(
      name,
    )
    ? name
    : `"${name.replaceAll('"', '""')}"`;
}

function outward(env: Env, depth: number): Env {
  let level = env;
  for (let step = 0; step < depth; step++) level = level.outer ?? level;
  return level;
}

/** A table's name alone is its whole row. */
function rowOf(scope: Scope, name: string, at: number): Node | undefined {
  if (scope.columns.some((column) => column.name === name)) return undefined;
  const places = scope.columns.flatMap((column, index) => (column.table === name ? [index] : []));
  if (places.length === 0) return undefined;
  if (scope.group && scope.isInAggregate !== true)
    throw new SqlError(
      `column "${name}.*" must appear in the GROUP BY clause or be used in an aggregate function`,
      at,
    );
  const fields = places.map((index) => ({
    name: scope.columns[index]?.name ?? '',
    type: scope.columns[index]?.type ?? TEXT,
  }));
  return {
    at,
    type: { name: 'record', fields },
    run: (env) => ({ fields: places.map((index) => env.row[index] ?? null) }),
    show: () => `${shownName(name)}.*`,
  };
}

function call(scope: Scope, expression: Expression & { readonly kind: 'call' }): Node {
  if (expression.over !== undefined) return windowCall(scope, expression, compile);
  if (isAggregate(expression.name)) return aggregateCall(scope, expression, compile);
  if (isWindowFunction(expression.name))
    throw new SqlError(`window function ${expression.name} requires an OVER clause`, expression.at);
  return functionCall(scope, expression, compile);
}

function binary(scope: Scope, expression: Expression & { readonly kind: 'binary' }): Node {
  const { left, right, operator, at } = expression;
  const like = /^(!?)~~(\*?)$/.exec(operator);
  if (like)
    return patternNode(
      scope,
      like[2] === '*' ? 'ilike' : 'like',
      like[1] === '!',
      compile(scope, left),
      compile(scope, right),
      at,
      undefined,
    );
  if (left.kind === 'row' && right.kind === 'row') return rows(scope, operator, left.items, right.items, at);
  if (left.kind === 'row' && right.kind === 'subquery')
    throw notModelled('a comparison of a row with a query');
  return binaryOperator(scope, operator, compile(scope, left), compile(scope, right), at);
}

function rows(
  scope: Scope,
  operator: string,
  left: readonly Expression[],
  right: readonly Expression[],
  at: number,
): Node {
  if (left.length !== right.length) throw new SqlError('unequal number of entries in row expressions', at);
  const pairs = left.map((one, index) =>
    compareNodes(scope, '=', compile(scope, one), compile(scope, right[index] ?? one), at),
  );
  return {
    at,
    type: BOOLEAN,
    operator,
    run(env) {
      for (const compare of pairs) {
        const order = compare(env);
        if (order === null) return null;
        if (order !== 0) return comparison(operator, order);
      }
      return comparison(operator, 0);
    },
    show: () => 'ROW(…)',
  };
}

function not(value: Value): Value {
  return value === null ? null : value !== true;
}

function listOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'array' && !('kind' in expression.items) ? expression.items : [];
}

function bracketed(text: string, isFull: boolean | undefined): string {
  return isFull === true ? `(${text})` : text;
}

/** With every bracket, but a row of ANDs, or of ORs, is one. */
function flat(node: Node, operator: string): string {
  const text = node.show(true, true);
  return node.operator === operator ? text.slice(1, -1) : text;
}

function logic(scope: Scope, expression: Expression & { readonly kind: 'logic' }): Node {
  const { operator, at } = expression;
  const word = operator.toUpperCase();
  const left = condition(scope, compile(scope, expression.left), word);
  const right = condition(scope, compile(scope, expression.right), word);
  const decides = operator === 'or';
  const part = (node: Node, all: boolean): string =>
    operator === 'and' && node.operator === 'or' ? `(${node.show(all)})` : node.show(all);
  return {
    at,
    type: BOOLEAN,
    operator,
    run(env) {
      const a = left.run(env);
      if (a === decides) return decides;
      const b = right.run(env);
      if (b === decides) return decides;
      return a === null || b === null ? null : !decides;
    },
    show: (all, isFull) =>
      isFull === true
        ? `(${flat(left, operator)} ${word} ${right.show(all, true)})`
        : `${part(left, all)} ${word} ${part(right, all)}`,
  };
}

function is(scope: Scope, expression: Expression & { readonly kind: 'is' }): Node {
  const { what, at } = expression;
  const operand =
    what === 'null'
      ? compile(scope, expression.operand)
      : condition(
          scope,
          compile(scope, expression.operand),
          `IS ${expression.not ? 'NOT ' : ''}${what.toUpperCase()}`,
        );
  const holds = (value: Value): boolean => {
    if (what === 'null' || what === 'unknown')
      return isComposite(value) ? value.fields.every((one) => one === null) : value === null;
    return value === (what === 'true');
  };
  return {
    at,
    type: BOOLEAN,
    operator: 'is',
    run: (env) => {
      const value = operand.run(env);
      if (expression.not && what === 'null' && isComposite(value))
        return value.fields.every((one) => one !== null);
      return holds(value) !== expression.not;
    },
    show: (all, isFull) =>
      isFull === true
        ? `(${operand.show(all, true)} IS ${expression.not ? 'NOT ' : ''}${what.toUpperCase()})`
        : `${operand.operator === undefined ? operand.show(all) : `(${operand.show(all)})`} IS ${expression.not ? 'NOT ' : ''}${what.toUpperCase()}`,
  };
}

/** Nodes with one type. */
export function unify(
  scope: Scope,
  nodes: readonly Node[],
  what: string,
  at: number | undefined,
): readonly Node[] {
  const type = commonType(nodes.map((node) => node.type));
  if (type === undefined) {
    const [first, other] = [
      nodes.find((node) => !isUnknown(node.type)),
      nodes.find((node, index) => index > 0 && commonType([nodes[0]?.type ?? TEXT, node.type]) === undefined),
    ];
    throw new SqlError(
      `${what} types ${typeText(first?.type ?? TEXT)} and ${typeText(other?.type ?? TEXT)} cannot be matched`,
      other?.at ?? at,
    );
  }
  return nodes.map((node) => coerce(scope, node, type, 'implicit'));
}

function inList(scope: Scope, expression: Expression & { readonly kind: 'in' }): Node {
  const { list, at } = expression;
  const word = expression.not ? 'NOT IN' : 'IN';
  if ('kind' in list) return inQuery(scope, expression, list);
  if (expression.operand.kind === 'row') {
    const { items } = expression.operand;
    const tests = list.map((one) => rows(scope, '=', items, one.kind === 'row' ? one.items : [one], at));
    return {
      at,
      type: BOOLEAN,
      operator: 'in',
      run: (env) =>
        found(
          tests.map((test) => test.run(env)),
          expression.not,
        ),
      show: () => 'ROW(…)',
    };
  }
  const operand = compile(scope, expression.operand);
  const items = list.map((one) => compile(scope, one));
  const tests = items.map((item) => compareNodes(scope, '=', operand, item, at));
  return {
    at,
    type: BOOLEAN,
    operator: 'in',
    run(env) {
      return found(
        tests.map((test) => {
          const order = test(env);
          return order === null ? null : order === 0;
        }),
        expression.not,
      );
    },
    show: (_, isFull) => bracketed(showList(scope, operand, items, word, isFull), isFull),
  };
}

/** `x = ANY (ARRAY['a'::text, 'b'::text])` */
function showList(
  scope: Scope,
  operand: Node,
  items: readonly Node[],
  word: string,
  isFull: boolean | undefined,
): string {
  const type = commonType([operand.type, ...items.map((item) => item.type)]) ?? TEXT;
  const wanted =
    isUnknown(operand.type) || operand.type.name === 'character varying'
      ? { name: type.name === 'character varying' ? 'character varying' : type.name }
      : type;
  const texts = items.map((item) =>
    coerce(scope, item, item.literal === undefined ? item.type : wanted, 'implicit').show(true, isFull),
  );
  const list = `ARRAY[${texts.join(', ')}]`;
  const isVarchar = operand.type.name === 'character varying';
  const shown = isVarchar ? `(${list})::text[]` : list;
  const own = operand.show(true, isFull);
  return `${isVarchar ? `${bracketed(own, isFull)}::text` : own} ${word === 'IN' ? '= ANY' : '<> ALL'} (${shown})`;
}

function found(results: readonly Value[], isNot: boolean): Value {
  if (results.includes(true)) return !isNot;
  return results.includes(null) ? null : isNot;
}

function inQuery(scope: Scope, expression: Expression & { readonly kind: 'in' }, query: Query): Node {
  const plan = compileQuery(noGroup(scope), query);
  const operands = expression.operand.kind === 'row' ? expression.operand.items : [expression.operand];
  if (plan.columns.length !== operands.length)
    throw new SqlError(
      `subquery has too ${plan.columns.length > operands.length ? 'many' : 'few'} columns`,
      expression.at,
    );
  const nodes = operands.map((one) => compile(scope, one));
  return {
    at: expression.at,
    type: BOOLEAN,
    operator: 'in',
    run(env) {
      const results: Value[] = [];
      const rowsOf = plan.run(env);
      for (const one of rowsOf) {
        let result: Value = true;
        for (const [index, node] of nodes.entries()) {
          const type = plan.columns[index]?.type ?? TEXT;
          const order = compareNodes(
            scope,
            '=',
            node,
            constant(one[index] ?? null, type, undefined, ''),
            expression.at,
          )(env);
          if (order === null) result = result === false ? false : null;
          else if (order !== 0) result = false;
        }
        if (result === true) return !expression.not;
        results.push(result);
      }
      return found(results, expression.not);
    },
    show: () => '(… IN ( … ))',
  };
}

function between(scope: Scope, expression: Expression & { readonly kind: 'between' }): Node {
  const { at } = expression;
  const operand = compile(scope, expression.operand);
  const [low, high] = [compile(scope, expression.low), compile(scope, expression.high)];
  const above = compareNodes(scope, '>=', operand, low, at);
  const below = compareNodes(scope, '<=', operand, high, at);
  return {
    at,
    type: BOOLEAN,
    operator: expression.not ? 'or' : 'between',
    run(env) {
      const [a, b] = [above(env), below(env)];
      const within = (first: number | null, second: number | null): Value => {
        if ((first !== null && first < 0) || (second !== null && second > 0)) return false;
        return first === null || second === null ? null : true;
      };
      let result = within(a, b);
      if (expression.isSymmetric && result === false) result = within(b, a);
      return expression.not ? not(result) : result;
    },
    show(_, isFull) {
      const own = operand.show(true, isFull);
      const common = bare(commonType([operand.type, low.type, high.type]) ?? operand.type);
      const typed = (node: Node): string => coerce(scope, node, common, 'implicit').show(true, isFull);
      if (isFull === true)
        return expression.not
          ? `((${own} < ${typed(low)}) OR (${own} > ${typed(high)}))`
          : `((${own} >= ${typed(low)}) AND (${own} <= ${typed(high)}))`;
      return expression.not
        ? `${own} < ${typed(low)} OR ${own} > ${typed(high)}`
        : `${own} >= ${typed(low)} AND ${own} <= ${typed(high)}`;
    },
  };
}

function any(scope: Scope, expression: Expression & { readonly kind: 'any' }): Node {
  const { operator, isAll, at, right } = expression;
  const left = compile(scope, expression.left);
  const decides = !isAll;
  const combine = (results: readonly Value[]): Value => {
    if (results.includes(decides)) return decides;
    return results.includes(null) ? null : !decides;
  };
  if (right.kind === 'query') {
    const plan = compileQuery(noGroup(scope), right);
    const type = plan.columns[0]?.type ?? TEXT;
    return {
      at,
      type: BOOLEAN,
      run: (env) =>
        combine(
          plan
            .run(env)
            .map(([value = null]) =>
              binaryOperator(scope, operator, left, constant(value, type, undefined, ''), at).run(env),
            ),
        ),
      show: () => `${left.show(true)} ${operator} ${isAll ? 'ALL' : 'ANY'} ( … )`,
    };
  }
  let list = compile(scope, right);
  if (list.literal !== undefined)
    list = coerce(scope, list, arrayOf(isUnknown(left.type) ? TEXT : left.type), 'implicit');
  const { element } = list.type;
  if (element === undefined) throw new SqlError(`op ANY/ALL (array) requires array on right side`, at);
  return {
    at,
    type: BOOLEAN,
    run(env) {
      const value = list.run(env);
      if (!isList(value)) return null;
      return combine(
        value.map((item) =>
          binaryOperator(scope, operator, left, constant(item, element, undefined, ''), at).run(env),
        ),
      );
    },
    show: (_, isFull) =>
      bracketed(
        `${left.show(true, isFull)} ${operator} ${isAll ? 'ALL' : 'ANY'} (${list.show(true, isFull)})`,
        isFull,
      ),
  };
}

function caseOf(scope: Scope, expression: Expression & { readonly kind: 'case' }): Node {
  const { at } = expression;
  const subject = expression.subject && compile(scope, expression.subject);
  const tests = expression.branches.map(([test]) => {
    const node = compile(scope, test);
    if (!subject) return condition(scope, node, 'CASE/WHEN');
    const compare = compareNodes(scope, '=', subject, node, at);
    return { ...node, run: (env: Env): Value => compare(env) === 0 };
  });
  const otherwise = expression.otherwise && compile(scope, expression.otherwise);
  const results = expression.branches.map(([, result]) => compile(scope, result));
  // The type of ELSE counts first.
  const all = unify(scope, [...(otherwise ? [otherwise] : []), ...results], 'CASE', at);
  const values = otherwise ? all.slice(1) : all;
  const last = otherwise ? all[0] : undefined;
  return {
    at,
    type: all[0]?.type ?? TEXT,
    run(env) {
      const index = tests.findIndex((test) => test.run(env) === true);
      return (index < 0 ? last : values[index])?.run(env) ?? null;
    },
    show: (withImplicit, isFull) =>
      `CASE${subject ? ` ${subject.show(withImplicit, isFull)}` : ''}\n${tests
        .map(
          (test, index) =>
            `    WHEN ${test.show(withImplicit, isFull)} THEN ${values[index]?.show(withImplicit, isFull) ?? ''}\n`,
        )
        .join(
          '',
        )}    ELSE ${last ? last.show(withImplicit, isFull) : `NULL::${typeText(all[0]?.type ?? TEXT)}`}\nEND`,
  };
}

function noGroup(scope: Scope): Scope {
  return scope;
}

function scalarQuery(scope: Scope, query: Query, at: number): Node {
  const plan = compileQuery(noGroup(scope), query);
  const [first] = plan.columns;
  if (plan.columns.length !== 1 || first === undefined)
    throw new SqlError('subquery must return only one column', at);
  return {
    at,
    type: first.type,
    run(env) {
      const all = plan.run(env);
      if (all.length > 1)
        throw new SqlError('more than one row returned by a subquery used as an expression');
      return all[0]?.[0] ?? null;
    },
    show: () => '( SELECT … )',
  };
}

function array(scope: Scope, items: readonly Expression[] | Query, at: number): Node {
  if ('kind' in items) {
    const plan = compileQuery(noGroup(scope), items);
    return {
      at,
      type: arrayOf(plan.columns[0]?.type ?? TEXT),
      run: (env) => plan.run(env).map(([value = null]) => value),
      show: () => 'ARRAY( … )',
    };
  }
  if (items.length === 0) {
    throw new SqlError(
      'cannot determine type of empty array',
      at,
      undefined,
      'Explicitly cast to the desired type, for example ARRAY[]::integer[].',
    );
  }
  const nodes = unify(
    scope,
    items.map((one) => compile(scope, one)),
    'ARRAY',
    at,
  );
  const type = nodes[0]?.type ?? TEXT;
  return {
    at,
    type: type.element ? type : arrayOf(type),
    run: (env) => nodes.map((node) => node.run(env)),
    show: (_, isFull) => `ARRAY[${nodes.map((node) => node.show(true, isFull)).join(', ')}]`,
  };
}

function row(scope: Scope, items: readonly Expression[], at: number): Node {
  const nodes = items.map((one) => known(scope, compile(scope, one)));
  return {
    at,
    type: {
      name: 'record',
      fields: nodes.map((node, index) => ({ name: `f${index + 1}`, type: node.type })),
    },
    run: (env) => ({ fields: nodes.map((node) => node.run(env)) }),
    show: (_, isFull) => `ROW(${nodes.map((node) => node.show(true, isFull)).join(', ')})`,
  };
}

function subscript(scope: Scope, expression: Expression & { readonly kind: 'subscript' }): Node {
  const { at, isSlice } = expression;
  const base = compile(scope, expression.base);
  if (base.type.name === 'jsonb' && !isSlice && expression.index) {
    return binaryOperator(scope, '->', base, compile(scope, expression.index), at);
  }
  const { element } = base.type;
  if (element === undefined)
    throw new SqlError(
      `cannot subscript type ${typeText(base.type)} because it does not support subscripting`,
      base.at ?? at,
    );
  const bound = (one: Expression | undefined): Node | undefined =>
    one && coerce(scope, compile(scope, one), INTEGER, 'assignment');
  const [index, upTo] = [bound(expression.index), bound(expression.upTo)];
  const type: SqlType = isSlice ? base.type : element;
  return {
    at,
    type,
    run(env) {
      const value = base.run(env);
      if (!isList(value)) return null;
      const from = index ? index.run(env) : 1;
      if (from === null) return null;
      if (!isSlice) {
        const item = value[Number(from) - 1] ?? null;
        return item;
      }
      const to = upTo ? upTo.run(env) : value.length;
      return to === null ? null : value.slice(Math.max(0, Number(from) - 1), Math.max(0, Number(to)));
    },
    show: () => `${base.show(true)}[…]`,
  };
}
