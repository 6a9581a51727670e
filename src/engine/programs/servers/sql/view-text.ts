// A view's query as a dump writes it (ruleutils.c, get_query_def).
import { compile, shownName } from './compile';
import { nameOf } from './items';
import { emptyScope, type Around, type Node, type Scope } from './scope';
import { compileSources } from './sources';
import { notModelled } from './sql-error';
import type { Expression, Order, Query, Select, Source } from './syntax';

/** Throws SqlError where the query is not of the kinds that can be shown. */
export function viewText(around: Around, query: Query): string {
  const { body } = query;
  if (body.kind === 'set') {
    const own = `${viewText(around, body.left)}\n${body.operator.toUpperCase()}${body.isAll ? ' ALL' : ''}\n${viewText(around, body.right)}`;
    if (query.orderBy.length > 0 || query.limit || query.offset || query.with)
      throw notModelled('a dump of this view');
    return own;
  }
  if (body.kind !== 'select' || query.with || body.windows.length > 0)
    throw notModelled('a dump of this view');
  return selectText(around, body, query);
}

function selectText(around: Around, select: Select, { orderBy, limit, offset }: Query): string {
  const outer: Scope = { ...emptyScope(around), hidesPlaces: true };
  const relation = compileSources(outer, select.from);
  const tables = new Set(relation.columns.map((column) => column.table));
  const scope: Scope = {
    ...outer,
    columns: relation.columns,
    group: { keys: [], aggregates: [], decided: new Set(relation.columns.keys()) },
  };
  const text = (expression: Expression): string => {
    const node: Node = compile(scope, expression);
    const shown = node.show(true, true);
    if (shown.includes('…')) throw notModelled('a dump of this view');
    return shown;
  };
  const items = select.items.flatMap((item): readonly string[] => {
    const { expression } = item;
    if (expression.kind === 'star')
      return relation.columns
        .filter(
          ({ table, isMerged }) =>
            (expression.table === undefined || expression.table === table) && isMerged !== true,
        )
        .map(({ table, name }) =>
          tables.size > 1 ? `${shownName(table)}.${shownName(name)}` : shownName(name),
        );
    const shown = outermost(text(expression));
    const name = nameOf(item);
    const isPlain = expression.kind === 'column' && expression.name === name;
    return [isPlain ? shown : `${shown} AS ${shownName(name)}`];
  });
  const order = ({ expression, isDescending, nullsFirst }: Order): string => {
    const nulls = nullsFirst === isDescending ? '' : nullsFirst ? ' NULLS FIRST' : ' NULLS LAST';
    const own =
      expression.kind === 'number'
        ? select.items[Number(expression.text) - 1]?.expression
        : (select.items.find(({ alias }) => expression.kind === 'column' && alias === expression.name)
            ?.expression ?? expression);
    return `${text(own ?? expression)}${isDescending ? ' DESC' : ''}${nulls}`;
  };
  const [group = []] = select.groupBy;
  if (select.groupBy.length > 1) throw notModelled('a dump of this view');
  const distinct =
    select.distinct === undefined
      ? ''
      : select.distinct.length === 0
        ? 'DISTINCT '
        : `DISTINCT ON (${select.distinct.map(text).join(', ')}) `;
  return [
    ` SELECT ${distinct}${items.join(',\n    ')}`,
    ...(select.from.length === 0
      ? []
      : [`   FROM ${select.from.map((source) => sourceText(around, source, text)).join(',\n    ')}`]),
    ...(select.where ? [`  WHERE ${text(select.where)}`] : []),
    ...(group.length > 0 ? [`  GROUP BY ${group.map(text).join(', ')}`] : []),
    ...(select.having ? [` HAVING ${text(select.having)}`] : []),
    ...(orderBy.length > 0 ? [`  ORDER BY ${orderBy.map(order).join(', ')}`] : []),
    ...(offset ? [` OFFSET ${text(offset)}`] : []),
    ...(limit ? [` LIMIT ${text(limit)}`] : []),
  ].join('\n');
}

/** The list of what is selected has no brackets around its operators. */
function outermost(text: string): string {
  return text;
}

function sourceText(around: Around, source: Source, text: (expression: Expression) => string): string {
  if (source.kind === 'table') {
    const { table, alias } = source;
    const schema =
      table.schema ??
      around.path.find((one) =>
        around.work.database.tables.some((own) => own.schema === one && own.name === table.name),
      );
    if (alias && alias.columns.length > 0) throw notModelled('a dump of this view');
    const own = `${schema === undefined ? '' : `${shownName(schema)}.`}${shownName(table.name)}`;
    return alias && alias.name !== table.name ? `${own} ${shownName(alias.name)}` : own;
  }
  if (source.kind !== 'join' || source.isNatural || source.using) throw notModelled('a dump of this view');
  const words = {
    inner: 'JOIN',
    left: 'LEFT JOIN',
    right: 'RIGHT JOIN',
    full: 'FULL JOIN',
    cross: 'CROSS JOIN',
  };
  const on = source.on ? ` ON (${text(source.on)})` : '';
  return `(${sourceText(around, source.left, text)}\n     ${words[source.how]} ${sourceText(around, source.right, text)}${on})`;
}
