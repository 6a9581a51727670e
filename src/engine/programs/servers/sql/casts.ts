// How an expression gets another type (parse_coerce.c).
import { NO_ROW, type Node, type Scope } from './scope';
import { placed, SqlError } from './sql-error';
import { showValue, castValue, readValue } from './values';
import {
  canCast,
  isText,
  isUnknown,
  TEXT,
  typeText,
  type CastContext,
  type SqlType,
  type Value,
} from './types';

/** A constant. */
export function constant(value: Value, type: SqlType, at: number | undefined, shown: string): Node {
  return { type, run: () => value, show: () => shown, ...(at === undefined ? {} : { at }) };
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The node with another type. Throws SqlError where there is no such cast. */
export function coerce(scope: Scope, node: Node, type: SqlType, context: CastContext): Node {
  if (isUnknown(type)) return node;
  if (node.literal !== undefined) return literalAs(scope, node, node.literal, type, context);
  const { clock } = scope.around;
  if (isUnknown(node.type)) {
    return {
      ...rest(node),
      type,
      run: (env) => castValue(node.run(env), TEXT, type, clock, true),
      show: (_, isFull) => `${inCast(node, isFull)}::${typeText(type)}`,
    };
  }
  const isSame =
    node.type.name === type.name && (type.length === undefined || typeText(node.type) === typeText(type));
  if (isSame && !(type.element && type.element.length !== undefined)) return node;
  if (!canCast(node.type, type, context)) {
    throw new SqlError(`cannot cast type ${typeText(node.type)} to ${typeText(type)}`, node.at);
  }
  const from = node.type;
  const isExplicit = context === 'explicit';
  return {
    ...(node.at === undefined ? {} : { at: node.at }),
    ...(node.runSet
      ? {
          runSet: (env) =>
            (node.runSet?.(env) ?? []).map((value) => castValue(value, from, type, clock, isExplicit)),
        }
      : {}),
    type,
    isImplicit: !isExplicit,
    run: (env) => castValue(node.run(env), from, type, clock, isExplicit),
    show: (withImplicit, isFull) =>
      isExplicit || withImplicit
        ? `${inCast(node, isFull)}::${typeText(type)}`
        : node.show(withImplicit, isFull),
  };
}

function rest(node: Node): Pick<Node, 'at'> {
  return node.at === undefined ? {} : { at: node.at };
}

function inCast(node: Node, isFull: boolean | undefined): string {
  const text = node.show(true, isFull);
  if (isFull === true) return `(${text})`;
  return node.operator === undefined ? text : `(${text})`;
}

/** A literal is read as the type that is wanted, once and for all. */
function literalAs(
  scope: Scope,
  node: Node,
  literal: string | null,
  type: SqlType,
  context: CastContext,
): Node {
  const { clock } = scope.around;
  const shownType = type.name === 'character' && type.length === undefined ? 'bpchar' : typeText(type);
  if (literal === null) return constant(null, type, node.at, `NULL::${shownType}`);
  try {
    // A cast that was asked for cuts what is too long.
    const isCut = context === 'explicit' && isText(type) && type.length !== undefined;
    const value = isCut ? castValue(literal, TEXT, type, clock, true) : readValue(literal, type, clock);
    return constant(value, type, node.at, `${quoted(showValue(value, type, clock))}::${shownType}`);
  } catch (error) {
    throw placed(error, node.at);
  }
}

/** As a value of a column takes it, or an error that names the column. */
export function assigned(
  scope: Scope,
  node: Node,
  column: { readonly name: string; readonly type: SqlType },
): Node {
  const { type } = column;
  if (node.literal === undefined && !isUnknown(node.type) && !canCast(node.type, type, 'assignment')) {
    throw new SqlError(
      `column "${column.name}" is of type ${typeText({ ...type })} but expression is of type ${typeText(node.type)}`,
      node.at,
      undefined,
      'You will need to rewrite or cast the expression.',
    );
  }
  // What is too long is found when the value is stored, not where it stands.
  if (node.literal !== undefined && type.length !== undefined && !type.element) {
    const { length: _length, scale: _scale, ...whole } = type;
    return coerce(scope, coerce(scope, node, whole, 'assignment'), type, 'assignment');
  }
  return coerce(scope, node, type, 'assignment');
}

/** A text where nobody asked for another type. */
export function known(scope: Scope, node: Node): Node {
  return isUnknown(node.type) ? coerce(scope, node, TEXT, 'implicit') : node;
}

/** A condition. Throws SqlError: `argument of WHERE must be type boolean, not type integer`. */
export function condition(scope: Scope, node: Node, what: string): Node {
  const type: SqlType = { name: 'boolean' };
  if (node.literal !== undefined || isUnknown(node.type)) return coerce(scope, node, type, 'implicit');
  if (node.type.name !== 'boolean')
    throw new SqlError(`argument of ${what} must be type boolean, not type ${typeText(node.type)}`, node.at);
  return node;
}

/** The value of an expression without columns. */
export function valueOf(node: Node): Value {
  return node.run(NO_ROW);
}
