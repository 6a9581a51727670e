// What pg_dump writes of a database, entry by entry (pg_dump.c, pg_dump_sort.c).
import { columnsOf } from './changes';
import { shownName } from './compile';
import { copyTo } from './copy';
import type { Database, Sequence, Table, TableConstraint } from './database';
import { indexText, shownExpression } from './description';
import { dependsOn } from './definitions/names';
import { RIGHTS, usualPrivileges, type ObjectClass } from './privileges';
import { emptyScope, type Around, type Scope } from './scope';
import { typeText, type SqlType } from './types';
import { showValue } from './values';
import { viewText } from './view-text';

/** A piece of a dump: what it is, its statements, and how it is taken away. */
export interface DumpEntry {
  readonly kind: string;
  /** `-`: it is in no schema. */
  readonly schema: string;
  /** As its heading names it. */
  readonly name: string;
  readonly owner: string;
  readonly text: string;
  readonly drop?: string;
  readonly section: 'before' | 'data' | 'after';
  /** Rows: what COPY writes, and INSERT for each. */
  readonly rows?: { readonly inserts: string; readonly columnInserts: string };
  /** Who gets it: a statement of its own. */
  readonly ownerText?: string;
  /** The table that it belongs to. */
  readonly table?: string;
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

interface Named {
  readonly schema: string;
  readonly name: string;
}

function full({ schema, name }: Named): string {
  return `${shownName(schema)}.${shownName(name)}`;
}

/** Types of one's own are named with their schema. */
function typeName({ work }: Around, type: SqlType): string {
  const own = (type.element ?? type).labels
    ? work.database.types.find(({ name }) => name === (type.element ?? type).name)
    : undefined;
  return own ? full(own) + (type.element ? '[]' : '') : typeText(type);
}

/** An expression with the schemas of types and all brackets. */
function written(
  around: Around,
  scope: Scope,
  expression: Parameters<typeof shownExpression>[1],
  type: SqlType | undefined,
): string {
  let text = shownExpression(scope, expression, type, true);
  for (const one of around.work.database.types) text = text.replaceAll(`::${one.name}`, `::${full(one)}`);
  return text;
}

/** The whole database, in the order in which it can be made again. Throws SqlError where something cannot be written. */
export function dumpDatabase(around: Around): readonly DumpEntry[] {
  const { database } = around.work;
  const relations = sorted([
    ...database.tables.filter((one) => !one.schema.startsWith('pg_temp')),
    ...database.sequences.filter((one) => !one.schema.startsWith('pg_temp')),
  ]);
  const ordered = placed(around, relations);
  const tables = sorted(
    database.tables.filter((one) => one.kind === 'table' && !one.schema.startsWith('pg_temp')),
  );
  return [
    ...schemaEntries(database),
    ...database.extensions.flatMap(({ name, comment }): DumpEntry[] => [
      {
        kind: 'EXTENSION',
        schema: '-',
        name,
        owner: '-',
        section: 'before',
        text: `CREATE EXTENSION IF NOT EXISTS ${shownName(name)} WITH SCHEMA public;\n`,
        drop: `DROP EXTENSION ${shownName(name)};\n`,
      },
      {
        kind: 'COMMENT',
        schema: '-',
        name: `EXTENSION ${shownName(name)}`,
        owner: '',
        section: 'before',
        text: `COMMENT ON EXTENSION ${shownName(name)} IS ${quote(comment)};\n`,
      },
    ]),
    ...sorted(database.types).map((one): DumpEntry => ({
      kind: 'TYPE',
      schema: one.schema,
      name: one.name,
      owner: one.owner,
      section: 'before',
      text: `CREATE TYPE ${full(one)} AS ENUM (\n${one.labels.map((label) => `    ${quote(label)}`).join(',\n')}\n);\n`,
      ownerText: `ALTER TYPE ${full(one)} OWNER TO ${shownName(one.owner)};\n`,
      drop: `DROP TYPE ${full(one)};\n`,
    })),
    ...ordered.flatMap((one) =>
      'columns' in one ? tableEntries(around, one) : sequenceEntries(database, one),
    ),
    ...tables.flatMap((table) => defaultEntries(database, table)),
    ...tables.map((table) => dataEntry(around, table)),
    ...sorted(database.sequences).map((one): DumpEntry => ({
      kind: 'SEQUENCE SET',
      schema: one.schema,
      name: one.name,
      owner: one.owner,
      section: 'data',
      text: `SELECT pg_catalog.setval('${full(one).replaceAll("'", "''")}', ${one.last}, ${one.isCalled});\n`,
      ...(one.ownedBy ? { table: one.ownedBy.table } : {}),
    })),
    ...constraintEntries(tables, /^(primary|unique)$/, 'CONSTRAINT', around),
    ...indexEntries(around, database),
    ...constraintEntries(tables, /^foreign$/, 'FK CONSTRAINT', around),
    ...privilegeEntries(database, relations),
    ...ordered.flatMap((one): DumpEntry[] =>
      'columns' in one && one.kind === 'materialized view' && one.isEmpty !== true
        ? [
            {
              kind: 'MATERIALIZED VIEW DATA',
              schema: one.schema,
              name: one.name,
              owner: one.owner,
              section: 'after',
              text: `REFRESH MATERIALIZED VIEW ${full(one)};\n`,
            },
          ]
        : [],
    ),
  ];
}

function sorted<T extends Named>(all: readonly T[]): readonly T[] {
  return [...all].sort((a, b) =>
    a.schema === b.schema ? (a.name < b.name ? -1 : 1) : a.schema < b.schema ? -1 : 1,
  );
}

type Relation = Table | Sequence;

/** What depends on another comes after it; otherwise as sorted (TopoSort fills the places from the last one). */
function placed({ path }: Around, all: readonly Relation[]): readonly Relation[] {
  const needs = (one: Relation, other: Relation): boolean => {
    if ('columns' in one)
      return one.query !== undefined && 'columns' in other && other !== one && dependsOn(one, other, path);
    return one.ownedBy?.schema === other.schema && one.ownedBy.table === other.name && 'columns' in other;
  };
  const left = [...all];
  const result: Relation[] = [];
  while (left.length > 0) {
    const index = left.findLastIndex((one) => !left.some((other) => other !== one && needs(other, one)));
    const [next] = left.splice(Math.max(index, 0), 1);
    if (next) result.unshift(next);
  }
  return result;
}

function schemaEntries({ schemas }: Database): readonly DumpEntry[] {
  return [...schemas]
    .filter(({ name }) => name !== 'public' && !name.startsWith('pg_'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, owner }) => ({
      kind: 'SCHEMA',
      schema: '-',
      name,
      owner,
      section: 'before',
      text: `CREATE SCHEMA ${shownName(name)};\n`,
      ownerText: `ALTER SCHEMA ${shownName(name)} OWNER TO ${shownName(owner)};\n`,
      drop: `DROP SCHEMA ${shownName(name)};\n`,
    }));
}

function tableEntries(around: Around, table: Table): readonly DumpEntry[] {
  const { schema, name, owner, kind } = table;
  const base = { schema, name, owner, section: 'before' as const, table: name };
  const word = kind.toUpperCase();
  const own = full(table);
  const common = {
    ...base,
    kind: word,
    ownerText: `ALTER ${word} ${own} OWNER TO ${shownName(owner)};\n`,
    drop: `DROP ${word} ${own};\n`,
  };
  const comments: DumpEntry[] = [
    ...(table.comment === undefined
      ? []
      : [
          {
            ...base,
            kind: 'COMMENT',
            name: `${word} ${shownName(name)}`,
            text: `COMMENT ON ${word} ${own} IS ${quote(table.comment)};\n`,
          },
        ]),
    ...table.columns.flatMap((column) =>
      column.comment === undefined
        ? []
        : [
            {
              ...base,
              kind: 'COMMENT',
              name: `COLUMN ${shownName(name)}.${shownName(column.name)}`,
              text: `COMMENT ON COLUMN ${own}.${shownName(column.name)} IS ${quote(column.comment)};\n`,
            },
          ],
    ),
  ];
  if (table.query) {
    const end = kind === 'view' ? ';\n' : '\n  WITH NO DATA;\n';
    return [
      { ...common, text: `CREATE ${word} ${own} AS\n${viewText(around, table.query)}${end}` },
      ...comments,
    ];
  }
  const scope: Scope = { ...emptyScope(around), columns: columnsOf(table), hidesPlaces: true };
  const lines = [
    ...table.columns.map((column) => {
      const generated = column.generated
        ? ` GENERATED ALWAYS AS (${bracketed(written(around, scope, column.generated, undefined))}) STORED`
        : '';
      const usual =
        column.defaultValue && !column.generated
          ? ` DEFAULT ${written(around, { ...scope, columns: [] }, column.defaultValue, column.type)}`
          : '';
      return `${shownName(column.name)} ${typeName(around, column.type)}${generated}${usual}${column.notNull ? ' NOT NULL' : ''}`;
    }),
    ...[...table.constraints]
      .filter(({ check }) => check)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(
        ({ name: constraint, check }) =>
          `CONSTRAINT ${shownName(constraint)} CHECK (${check ? bracketed(written(around, scope, check, { name: 'boolean' })) : ''})`,
      ),
  ];
  const text = `CREATE TABLE ${own} (\n${lines.map((line) => `    ${line}`).join(',\n')}\n);\n`;
  return [{ ...common, text }, ...comments];
}

/** In brackets, where it is not yet. */
function bracketed(text: string): string {
  return text.startsWith('(') && text.endsWith(')') ? text : `(${text})`;
}

function sequenceLines(sequence: Sequence): string {
  const { start, increment, minimum, maximum, isCycling, type } = sequence;
  const isDown = increment.startsWith('-');
  const most = { smallint: '32767', integer: '2147483647' }[type] ?? '9223372036854775807';
  const usualLeast = isDown ? `-${BigInt(most) + 1n}` : '1';
  return [
    `    START WITH ${start}`,
    `    INCREMENT BY ${increment}`,
    minimum === usualLeast ? '    NO MINVALUE' : `    MINVALUE ${minimum}`,
    maximum === (isDown ? '-1' : most) ? '    NO MAXVALUE' : `    MAXVALUE ${maximum}`,
    `    CACHE 1${isCycling ? '\n    CYCLE' : ''}`,
  ].join('\n');
}

function sequenceEntries({ tables }: Database, sequence: Sequence): readonly DumpEntry[] {
  const { schema, name, owner, ownedBy, type } = sequence;
  const base = {
    schema,
    name,
    owner,
    section: 'before' as const,
    ...(ownedBy ? { table: ownedBy.table } : {}),
  };
  const own = full(sequence);
  const column = tables
    .find((one) => one.schema === ownedBy?.schema && one.name === ownedBy.table)
    ?.columns.find((one) => one.name === ownedBy?.column);
  if (ownedBy && column?.identity !== undefined && column.sequence === name) {
    const table = full({ schema: ownedBy.schema, name: ownedBy.table });
    return [
      {
        ...base,
        kind: 'SEQUENCE',
        text: `ALTER TABLE ${table} ALTER COLUMN ${shownName(ownedBy.column)} ADD GENERATED ${column.identity.toUpperCase()} AS IDENTITY (\n    SEQUENCE NAME ${own}\n${sequenceLines(sequence)}\n);\n`,
      },
    ];
  }
  const made: DumpEntry = {
    ...base,
    kind: 'SEQUENCE',
    text: `CREATE SEQUENCE ${own}\n${type === 'bigint' ? '' : `    AS ${type}\n`}${sequenceLines(sequence)};\n`,
    ownerText: `ALTER SEQUENCE ${own} OWNER TO ${shownName(owner)};\n`,
    drop: `DROP SEQUENCE ${own};\n`,
  };
  if (!ownedBy) return [made];
  const place = `${full({ schema: ownedBy.schema, name: ownedBy.table })}.${shownName(ownedBy.column)}`;
  return [made, { ...base, kind: 'SEQUENCE OWNED BY', text: `ALTER SEQUENCE ${own} OWNED BY ${place};\n` }];
}

/** Defaults that draw from a sequence come when that is there. */
function defaultEntries({ sequences }: Database, table: Table): readonly DumpEntry[] {
  return table.columns.flatMap((column): DumpEntry[] => {
    if (column.sequence === undefined || column.identity !== undefined) return [];
    const sequence = sequences.find((one) => one.schema === table.schema && one.name === column.sequence);
    const alter = `ALTER TABLE ONLY ${full(table)} ALTER COLUMN ${shownName(column.name)}`;
    const name = full(sequence ?? { schema: table.schema, name: column.sequence });
    return [
      {
        kind: 'DEFAULT',
        schema: table.schema,
        name: `${shownName(table.name)} ${shownName(column.name)}`,
        owner: table.owner,
        section: 'before',
        text: `${alter} SET DEFAULT nextval('${name.replaceAll("'", "''")}'::regclass);\n`,
        drop: `ALTER TABLE ${full(table)} ALTER COLUMN ${shownName(column.name)} DROP DEFAULT;\n`,
        table: table.name,
      },
    ];
  });
}

function dataEntry(around: Around, table: Table): DumpEntry {
  const columns = table.columns.filter(({ generated }) => generated === undefined);
  const list = columns.map(({ name }) => shownName(name)).join(', ');
  const { copied = '' } = copyTo(around, {
    kind: 'copy',
    table: { ...table, at: 0 },
    columns: [],
    way: 'to',
    isCsv: false,
    hasHeader: false,
  });
  const places = columns.map((column) => table.columns.indexOf(column));
  const overriding = columns.some(({ identity }) => identity === 'always') ? ' OVERRIDING SYSTEM VALUE' : '';
  const inserts = (names: string): string =>
    table.rows
      .map((row) => {
        const values = places.map((place) => {
          const value = row[place] ?? null;
          const type = table.columns[place]?.type ?? { name: 'text' };
          if (value === null) return 'NULL';
          const text = showValue(value, type, around.clock);
          if (type.name === 'boolean') return value === true ? 'true' : 'false';
          return /^(smallint|integer|bigint|numeric|real|double precision|oid)$/.test(type.name) &&
            /^[-\d.e+]+$/.test(text)
            ? text
            : quote(text);
        });
        return `INSERT INTO ${full(table)}${names}${overriding} VALUES (${values.join(', ')});\n`;
      })
      .join('');
  return {
    kind: 'TABLE DATA',
    schema: table.schema,
    name: table.name,
    owner: table.owner,
    section: 'data',
    text: `COPY ${full(table)} (${list}) FROM stdin;\n${copied}\\.\n`,
    rows: { inserts: inserts(''), columnInserts: inserts(` (${list})`) },
    table: table.name,
  };
}

function constraintEntries(
  tables: readonly Table[],
  kinds: RegExp,
  kind: string,
  around: Around,
): readonly DumpEntry[] {
  const found = tables.flatMap((table) =>
    table.constraints
      .filter((one) => kinds.test(one.kind))
      .map((one) => ({ table, one, schema: table.schema, name: one.name })),
  );
  return sorted(found).map(({ table, one }) => ({
    kind,
    schema: table.schema,
    name: `${shownName(table.name)} ${shownName(one.name)}`,
    owner: table.owner,
    section: 'after',
    text: `ALTER TABLE ONLY ${full(table)}\n    ADD CONSTRAINT ${shownName(one.name)} ${constraintText(one)};\n`,
    drop: `ALTER TABLE ONLY ${full(table)} DROP CONSTRAINT ${shownName(one.name)};\n`,
    table: table.name,
    ...(around ? {} : {}),
  }));
}

function constraintText({ kind, columns, references }: TableConstraint): string {
  const list = `(${columns.map(shownName).join(', ')})`;
  if (kind !== 'foreign' || !references) return `${kind === 'primary' ? 'PRIMARY KEY' : 'UNIQUE'} ${list}`;
  const action = (way: 'onUpdate' | 'onDelete', word: string): string =>
    references[way] === 'no action' ? '' : ` ON ${word} ${references[way].toUpperCase()}`;
  const other = full({ schema: references.schema, name: references.table });
  return `FOREIGN KEY ${list} REFERENCES ${other}(${references.columns.map(shownName).join(', ')})${action('onUpdate', 'UPDATE')}${action('onDelete', 'DELETE')}`;
}

function indexEntries(around: Around, { tables }: Database): readonly DumpEntry[] {
  const found = tables.flatMap((table) =>
    table.indexes.map((index) => ({ table, index, schema: table.schema, name: index.name })),
  );
  return sorted(found).map(({ table, index }) => ({
    kind: 'INDEX',
    schema: table.schema,
    name: index.name,
    owner: table.owner,
    section: 'after',
    text: `CREATE ${index.isUnique ? 'UNIQUE ' : ''}INDEX ${shownName(index.name)} ON ${full(table)} USING ${indexText(around, table, index)};\n`,
    drop: `DROP INDEX ${full({ schema: table.schema, name: index.name })};\n`,
    table: table.name,
  }));
}

// Privileges

/** The words of privileges, in the order in which pg_dump writes them (dumputils.c). */
const WORDS: Readonly<Record<ObjectClass, readonly (readonly [string, string])[]>> = {
  table: [
    ['r', 'SELECT'],
    ['a', 'INSERT'],
    ['x', 'REFERENCES'],
    ['d', 'DELETE'],
    ['t', 'TRIGGER'],
    ['D', 'TRUNCATE'],
    ['m', 'MAINTAIN'],
    ['w', 'UPDATE'],
  ],
  sequence: [
    ['r', 'SELECT'],
    ['U', 'USAGE'],
    ['w', 'UPDATE'],
  ],
  schema: [
    ['C', 'CREATE'],
    ['U', 'USAGE'],
  ],
  database: [
    ['C', 'CREATE'],
    ['c', 'CONNECT'],
    ['T', 'TEMPORARY'],
  ],
  function: [['X', 'EXECUTE']],
};

/** GRANT and REVOKE that make an object's access list of the usual one. */
export function grantTexts(
  what: ObjectClass,
  name: string,
  owner: string,
  list: readonly string[] | undefined,
  usual: readonly string[] = usualPrivileges(what, owner),
): string {
  if (list === undefined) return '';
  const word = what.toUpperCase();
  const split = (entry: string): readonly [string, string] => {
    const [role = '', letters = ''] = entry.split(/[=/]/);
    return [role, letters];
  };
  const shown = (letters: string): string =>
    [...RIGHTS[what]].every((letter) => letters.includes(letter))
      ? 'ALL'
      : WORDS[what]
          .filter(([letter]) => letters.includes(letter))
          .map(([, text]) => text)
          .join(',');
  const role = (one: string): string => (one === '' ? 'PUBLIC' : shownName(one));
  const before = new Map(usual.map(split));
  const after = new Map(list.map(split));
  const lines: string[] = [];
  for (const [one, letters] of before) {
    const gone = [...letters].filter((letter) => !(after.get(one) ?? '').includes(letter)).join('');
    if (gone === '') continue;
    // All is taken, and what is left is given anew.
    lines.push(`REVOKE ${shown(letters)} ON ${word} ${name} FROM ${role(one)};\n`);
    before.set(one, '');
  }
  for (const [one, letters] of after) {
    const more = [...letters].filter((letter) => !(before.get(one) ?? '').includes(letter)).join('');
    if (more !== '') lines.push(`GRANT ${shown(more)} ON ${word} ${name} TO ${role(one)};\n`);
  }
  return lines.join('');
}

function privilegeEntries(database: Database, relations: readonly Relation[]): readonly DumpEntry[] {
  const start = ['pg_database_owner=UC/pg_database_owner', '=U/pg_database_owner'];
  const base = { kind: 'ACL', section: 'after' as const };
  const schemas = [...database.schemas]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, owner, privileges }): DumpEntry => ({
      ...base,
      schema: '-',
      name: `SCHEMA ${shownName(name)}`,
      owner,
      text: grantTexts('schema', shownName(name), owner, privileges, name === 'public' ? start : undefined),
    }));
  const objects = relations.map((one): DumpEntry => {
    const what = 'columns' in one ? 'table' : 'sequence';
    return {
      ...base,
      schema: one.schema,
      name: `${what.toUpperCase()} ${shownName(one.name)}`,
      owner: one.owner,
      text: grantTexts(what, full(one), one.owner, one.privileges),
      table: one.name,
    };
  });
  const defaults = (database.defaultPrivileges ?? []).map(
    ({ owner, schema, what, privileges }): DumpEntry => ({
      kind: 'DEFAULT ACL',
      section: 'after',
      schema: schema ?? '-',
      name: `DEFAULT PRIVILEGES FOR ${what.toUpperCase()}S`,
      owner,
      text: grantTexts(what, '', owner, privileges, schema === undefined ? undefined : [])
        .replaceAll(new RegExp(`ON ${what.toUpperCase()} `, 'g'), `ON ${what.toUpperCase()}S`)
        .replaceAll(
          /^/gm,
          `ALTER DEFAULT PRIVILEGES FOR ROLE ${shownName(owner)}${schema === undefined ? '' : ` IN SCHEMA ${shownName(schema)}`} `,
        )
        .replace(/ALTER [^;]*$/, ''),
    }),
  );
  return [...schemas, ...objects, ...defaults].filter(({ text }) => text !== '');
}
