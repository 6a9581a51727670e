// The list of results: what its columns are called, and whether it sums up.
import { isAggregate } from './aggregates';
import type { Expression, Item } from './syntax';
import { shortName, typeNamed } from './types';

/** A result's name (FigureColname). */
export function nameOf({ expression, alias }: Item): string {
  return alias ?? ownName(expression)?.name ?? '?column?';
}

interface Name {
  readonly name: string;
  /** A cast does not take the place of a name of its own. */
  readonly isStrong: boolean;
}

function ownName(expression: Expression): Name | undefined {
  const strong = (name: string): Name => ({ name, isStrong: true });
  switch (expression.kind) {
    case 'column':
    case 'field':
      return strong(expression.name);
    case 'subscript':
      return ownName(expression.base);
    case 'call':
      return strong(
        expression.name === 'char_length' || expression.name === 'character_length'
          ? expression.name
          : expression.name,
      );
    case 'cast': {
      const inner = ownName(expression.operand);
      if (inner?.isStrong) return inner;
      const full = typeNamed(expression.type.name);
      return {
        name:
          full === undefined
            ? expression.type.name
            : expression.type.name === 'name'
              ? 'name'
              : shortName({ name: full }),
        isStrong: false,
      };
    }
    case 'case': {
      const inner = expression.otherwise && ownName(expression.otherwise);
      return inner?.isStrong ? inner : { name: 'case', isStrong: false };
    }
    case 'exists':
      return strong('exists');
    case 'array':
      return strong('array');
    case 'row':
      return strong('row');
    case 'subquery': {
      const { body } = expression.query;
      const first = body.kind === 'select' ? body.items[0] : undefined;
      if (body.kind === 'values') return strong('column1');
      return first && (first.alias === undefined ? ownName(first.expression) : strong(first.alias));
    }
    default:
      return undefined;
  }
}

/** Whether an aggregate stands in an expression, inner queries left out. */
export function hasAggregate(expression: Expression): boolean {
  if (expression.kind === 'call') {
    if (expression.over === undefined && isAggregate(expression.name)) return true;
    return (
      expression.args.some(hasAggregate) ||
      expression.orderBy.some((order) => hasAggregate(order.expression)) ||
      windowHasAggregate(expression.over)
    );
  }
  return partsOf(expression).some(hasAggregate);
}

function windowHasAggregate(over: (Expression & { readonly kind: 'call' })['over']): boolean {
  if (over === undefined || typeof over === 'string') return false;
  return over.partitionBy.some(hasAggregate) || over.orderBy.some((order) => hasAggregate(order.expression));
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'unary':
    case 'not':
    case 'is':
    case 'cast':
      return [expression.operand];
    case 'binary':
    case 'logic':
    case 'distinct from':
      return [expression.left, expression.right];
    case 'any':
      return [expression.left, ...(expression.right.kind === 'query' ? [] : [expression.right])];
    case 'in':
      return [expression.operand, ...('kind' in expression.list ? [] : expression.list)];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'like':
      return [expression.operand, expression.pattern];
    case 'case':
      return [
        ...(expression.subject ? [expression.subject] : []),
        ...expression.branches.flat(),
        ...(expression.otherwise ? [expression.otherwise] : []),
      ];
    case 'array':
      return 'kind' in expression.items ? [] : expression.items;
    case 'row':
      return expression.items;
    case 'subscript':
      return [expression.base, ...(expression.index ? [expression.index] : [])];
    case 'field':
      return [expression.base];
    default:
      return [];
  }
}
