// What `\d` and its like ask of the catalogue, as texts (describe.c's queries, ruleutils.c).
import { coerce } from './casts';
import { columnsOf } from './changes';
import { compile, shownName } from './compile';
import type { Cluster, Database, DefaultPrivileges, Table, TableConstraint } from './database';
import { emptyScope, type Around, type Scope } from './scope';
import { SqlError } from './sql-error';
import type { Expression } from './syntax';
import { BOOLEAN, canCast, isUnknown, typeText, type SqlType } from './types';

export interface DescribedColumn {
  readonly name: string;
  readonly type: string;
  readonly isNotNull: boolean;
  readonly defaultText: string;
  readonly storage: string;
  readonly comment: string;
}

export interface DescribedRelation {
  readonly kind: 'table' | 'view' | 'materialized view' | 'sequence' | 'index';
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  readonly comment: string;
  readonly columns: readonly DescribedColumn[];
  /** Lines below the columns, each group with its heading. */
  readonly footers: readonly { readonly heading: string; readonly lines: readonly string[] }[];
  readonly privileges: readonly string[];
  /** Of an index: its table. */
  readonly table?: string;
  /** Of an index: `primary key, btree, for table "public.users"`. */
  readonly note?: string;
  /** Of a sequence. */
  readonly sequence?: { readonly cells: readonly string[]; readonly ownedBy?: string };
}

export interface Description {
  readonly databases: readonly Pick<Database, 'name' | 'owner' | 'privileges'>[];
  readonly superuser: string;
  readonly roles: Cluster['roles'];
  readonly schemas: Database['schemas'];
  readonly relations: readonly DescribedRelation[];
  readonly types: readonly { readonly schema: string; readonly name: string }[];
  readonly extensions: Database['extensions'];
  readonly defaultPrivileges: readonly DefaultPrivileges[];
  readonly path: readonly string[];
}

export function describe(around: Around): Description {
  const { cluster, database } = around.work;
  return {
    databases: cluster.databases.map((one) => {
      const { name, owner, privileges } = one.name === database.name ? database : one;
      return { name, owner, ...(privileges ? { privileges } : {}) };
    }),
    superuser: cluster.roles[0]?.name ?? 'postgres',
    roles: cluster.roles,
    schemas: database.schemas,
    relations: [
      ...database.tables.flatMap((table) => [relation(around, table), ...indexRelations(around, table)]),
      ...database.sequences.map((one): DescribedRelation => {
        const owner =
          one.ownedBy &&
          database.tables.find(
            (table) => table.schema === one.ownedBy?.schema && table.name === one.ownedBy.table,
          );
        const isIdentity =
          owner?.columns.some((column) => column.sequence === one.name && column.identity !== undefined) ===
          true;
        return {
          kind: 'sequence',
          schema: one.schema,
          name: one.name,
          owner: one.owner,
          comment: '',
          columns: [],
          footers: [],
          privileges: one.privileges ?? [],
          sequence: {
            cells: [
              one.type,
              one.start,
              one.minimum,
              one.maximum,
              one.increment,
              one.isCycling ? 'yes' : 'no',
              '1',
            ],
            ...(one.ownedBy
              ? {
                  ownedBy: `${isIdentity ? 'Sequence for identity column' : 'Owned by'}: ${one.ownedBy.schema}.${one.ownedBy.table}.${one.ownedBy.column}`,
                }
              : {}),
          },
        };
      }),
    ],
    types: database.types,
    extensions: database.extensions,
    defaultPrivileges: database.defaultPrivileges ?? [],
    path: around.path,
  };
}

function relation(around: Around, table: Table): DescribedRelation {
  return {
    kind: table.kind,
    schema: table.schema,
    name: table.name,
    owner: table.owner,
    comment: table.comment ?? '',
    columns: table.columns.map((column) => ({
      name: column.name,
      type: typeText(column.type),
      isNotNull: column.notNull,
      defaultText: defaultText(around, table, column),
      storage: storageOf(column.type),
      comment: column.comment ?? '',
    })),
    footers: table.kind === 'view' ? [] : footersOf(around, table),
    privileges: table.privileges ?? [],
  };
}

/** Where values of a type are stored, when they are long. */
function storageOf({ name, element }: SqlType): string {
  if (element || /^(text|character|character varying|json|jsonb|bytea)$/.test(name)) return 'extended';
  return /^(numeric|inet)$/.test(name) ? 'main' : 'plain';
}

function defaultText(around: Around, table: Table, column: Table['columns'][number]): string {
  if (column.identity !== undefined) return `generated ${column.identity} as identity`;
  if (column.sequence !== undefined)
    return `nextval('${qualified(around, table.schema, column.sequence)}'::regclass)`;
  if (column.generated) {
    const node = compile(
      { ...emptyScope(around), columns: columnsOf(table), hidesPlaces: true },
      column.generated,
    );
    return `generated always as (${node.show(false)}) stored`;
  }
  if (!column.defaultValue) return '';
  return textOf({ ...emptyScope(around), hidesPlaces: true }, column.defaultValue, column.type);
}

/** An expression as a dump (`isFull`) or `\d` writes it. Throws SqlError. */
export function shownExpression(
  scope: Scope,
  expression: Expression,
  type: SqlType | undefined,
  isFull: boolean,
): string {
  const node = compile(scope, expression);
  if (type === undefined) return node.show(false, isFull);
  if (node.literal !== undefined || isUnknown(node.type))
    return coerce(
      scope,
      node,
      type.length !== undefined && /^(character varying|numeric)$/.test(type.name)
        ? { name: type.name }
        : type,
      'assignment',
    ).show(false, isFull);
  return canCast(node.type, type, 'assignment')
    ? coerce(scope, node, { ...type }, 'assignment').show(false, isFull)
    : node.show(false, isFull);
}

/** An expression as the catalogue shows it; what cannot be shown any more shows as a mark. */
function textOf(scope: Scope, expression: Expression, type: SqlType | undefined): string {
  try {
    return shownExpression(scope, expression, type, false);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return '?';
  }
}

function qualified({ path }: Around, schema: string, name: string): string {
  return path.includes(schema) ? shownName(name) : `${shownName(schema)}.${shownName(name)}`;
}

/** `btree (lower(name)) WHERE (total > 0)`, as CREATE INDEX has it. */
export function indexText(around: Around, table: Table, index: Table['indexes'][number]): string {
  const scope: Scope = { ...emptyScope(around), columns: columnsOf(table), hidesPlaces: true };
  const where = index.where ? shownExpression(scope, index.where, undefined, true) : '';
  return `${index.method} (${keyText(scope, index, true)})${where === '' ? '' : ` WHERE ${where}`}`;
}

function keyText(scope: Scope, { keys }: Table['indexes'][number], isFull = false): string {
  return keys
    .map(({ expression, isDescending, nullsFirst }) => {
      const text =
        expression.kind === 'column'
          ? shownName(expression.name)
          : expression.kind === 'call'
            ? textOf(scope, expression, undefined)
            : isFull
              ? shownExpression(scope, expression, undefined, true)
              : `(${textOf(scope, expression, undefined)})`;
      const nulls = nullsFirst === isDescending ? '' : nullsFirst ? ' NULLS FIRST' : ' NULLS LAST';
      return text + (isDescending ? ' DESC' : '') + nulls;
    })
    .join(', ');
}

function indexLines(
  around: Around,
  table: Table,
): readonly {
  readonly name: string;
  readonly line: string;
  readonly isPrimary: boolean;
  readonly note: string;
  readonly columns: readonly DescribedColumn[];
}[] {
  const scope: Scope = { ...emptyScope(around), columns: columnsOf(table), hidesPlaces: true };
  const column = (name: string): DescribedColumn => ({
    name,
    type: typeText(table.columns.find((one) => one.name === name)?.type ?? { name: 'text' }),
    isNotNull: false,
    defaultText: shownName(name),
    storage: '',
    comment: '',
  });
  const owner = `for table "${table.schema}.${table.name}"`;
  const keys = table.constraints.flatMap((one) => {
    if (one.kind !== 'primary' && one.kind !== 'unique') return [];
    const isPrimary = one.kind === 'primary';
    return [
      {
        name: one.name,
        isPrimary,
        line: `${isPrimary ? 'PRIMARY KEY' : 'UNIQUE CONSTRAINT'}, btree (${one.columns.map(shownName).join(', ')})`,
        note: `${isPrimary ? 'primary key' : 'unique'}, btree, ${owner}`,
        columns: one.columns.map(column),
      },
    ];
  });
  const indexes = table.indexes.map((one) => ({
    name: one.name,
    isPrimary: false,
    line: `${one.isUnique ? 'UNIQUE, ' : ''}${one.method} (${keyText(scope, one)})${one.where ? ` WHERE ${textOf(scope, one.where, undefined)}` : ''}`,
    note: `${one.isUnique ? 'unique, ' : ''}${one.method}, ${owner}${one.where ? `, predicate (${textOf(scope, one.where, undefined)})` : ''}`,
    columns: one.keys.map(({ expression }) =>
      expression.kind === 'column'
        ? column(expression.name)
        : {
            name: expression.kind === 'call' ? expression.name : 'expr',
            type: typeText(compile(scope, expression).type),
            isNotNull: false,
            defaultText: textOf(scope, expression, undefined),
            storage: '',
            comment: '',
          },
    ),
  }));
  return [...keys, ...indexes].sort(
    (a, b) => Number(b.isPrimary) - Number(a.isPrimary) || (a.name < b.name ? -1 : 1),
  );
}

function indexRelations(around: Around, table: Table): readonly DescribedRelation[] {
  return indexLines(around, table).map(({ name, note, columns }) => ({
    kind: 'index',
    schema: table.schema,
    name,
    owner: table.owner,
    comment: '',
    columns,
    footers: [],
    privileges: [],
    table: table.name,
    note,
  }));
}

function foreignText(around: Around, { columns, references }: TableConstraint): string {
  if (!references) return '';
  const actions = (['onUpdate', 'onDelete'] as const).map((way) =>
    references[way] === 'no action'
      ? ''
      : ` ON ${way === 'onUpdate' ? 'UPDATE' : 'DELETE'} ${references[way].toUpperCase()}`,
  );
  return `FOREIGN KEY (${columns.map(shownName).join(', ')}) REFERENCES ${qualified(around, references.schema, references.table)}(${references.columns.map(shownName).join(', ')})${actions.join('')}`;
}

function footersOf(around: Around, table: Table): DescribedRelation['footers'] {
  const scope: Scope = { ...emptyScope(around), columns: columnsOf(table), hidesPlaces: true };
  const byName = [...table.constraints].sort((a, b) => (a.name < b.name ? -1 : 1));
  const checks = byName.flatMap(({ name, check }) =>
    check ? [`"${name}" CHECK (${coerceText(scope, check)})`] : [],
  );
  const foreign = byName.flatMap((one) =>
    one.kind === 'foreign' ? [`"${one.name}" ${foreignText(around, one)}`] : [],
  );
  const referring = around.work.database.tables
    .flatMap((other) =>
      other.constraints
        .filter(({ references }) => references?.schema === table.schema && references.table === table.name)
        .map((one) => ({ other, one })),
    )
    .sort((a, b) => (a.one.name < b.one.name ? -1 : 1))
    .map(
      ({ other, one }) =>
        `TABLE "${qualified(around, other.schema, other.name)}" CONSTRAINT "${one.name}" ${foreignText(around, one)}`,
    );
  const groups = [
    { heading: 'Indexes', lines: indexLines(around, table).map(({ name, line }) => `"${name}" ${line}`) },
    { heading: 'Check constraints', lines: checks },
    { heading: 'Foreign-key constraints', lines: foreign },
    { heading: 'Referenced by', lines: referring },
  ];
  return groups.filter(({ lines }) => lines.length > 0);
}

function coerceText(scope: Scope, check: Expression): string {
  return textOf(scope, check, BOOLEAN);
}
