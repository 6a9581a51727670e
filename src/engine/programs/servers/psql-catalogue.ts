import type { Message, RowsMessage } from './postgres-session';
import { tableText, type Style } from './psql-text';
import { findTable, type Column, type Table } from './sql/database';
import type { Expression } from './sql/syntax';
import { show, typeText } from './sql/types';

type Catalogue = Message & { kind: 'catalogue' };

function rowsOf(names: readonly string[], rows: readonly (readonly string[])[]): RowsMessage {
  return { kind: 'rows', columns: names.map((name) => ({ name, isNumber: false })), rows };
}

/** `\l` */
export function databasesText({ cluster }: Catalogue, style: Style): string {
  const [owner = 'postgres'] = cluster.roles.map(({ name }) => name);
  const rows = [...cluster.databases]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, owner: own }) => {
      const rights = name.startsWith('template') ? `=c/${owner}\n${owner}=CTc/${owner}` : '';
      return [name, own, 'UTF8', 'libc', 'en_US.utf8', 'en_US.utf8', '', '', rights];
    });
  const names = [
    'Name',
    'Owner',
    'Encoding',
    'Locale Provider',
    'Collate',
    'Ctype',
    'Locale',
    'ICU Rules',
    'Access privileges',
  ];
  return tableText(rowsOf(names, rows), style, { title: 'List of databases' });
}

/** `\dt` and `\d` without a name: undefined where there is nothing to list. */
export function relationsText(
  { database }: Catalogue,
  style: Style,
  pattern: string | undefined,
  withSequences: boolean,
): string | undefined {
  const wanted = new RegExp(`^${(pattern ?? '*').replace(/^public\./, '').replaceAll('*', '.*')}$`);
  const rows = database.tables
    .flatMap((table) => [
      ['public', table.name, 'table', table.owner],
      ...(withSequences ? sequencesOf(table).map((name) => ['public', name, 'sequence', table.owner]) : []),
    ])
    .filter(([, name = '']) => wanted.test(name))
    .sort(([, a = ''], [, b = '']) => (a < b ? -1 : 1));
  if (rows.length === 0) return undefined;
  return tableText(rowsOf(['Schema', 'Name', 'Type', 'Owner'], rows), style, { title: 'List of relations' });
}

function sequencesOf({ name, columns }: Table): string[] {
  return columns.filter(({ isSerial }) => isSerial).map((column) => `${name}_${column.name}_seq`);
}

/** `\d TABLE`; undefined where there is none of that name. */
export function describeTable({ database }: Catalogue, style: Style, name: string): string | undefined {
  const table = findTable(database, name.replace(/^public\./, ''));
  if (table === undefined) return undefined;
  const rows = table.columns.map((column) => [
    column.name,
    typeText(column.type),
    '',
    column.notNull ? 'not null' : '',
    defaultText(table, column),
  ]);
  const keys = table.keys.map(
    (key) =>
      `    "${key.name}" ${key.isPrimary ? 'PRIMARY KEY' : 'UNIQUE CONSTRAINT'}, btree (${key.columns.join(', ')})\n`,
  );
  const footer = keys.length > 0 ? `Indexes:\n${keys.join('')}` : '';
  const title = `Table "public.${table.name}"`;
  return tableText(rowsOf(['Column', 'Type', 'Collation', 'Nullable', 'Default'], rows), style, {
    title,
    footer,
  });
}

function defaultText(table: Table, { name, isSerial, identity, defaultValue }: Column): string {
  if (identity !== undefined) return `generated ${identity} as identity`;
  if (isSerial) return `nextval('${table.name}_${name}_seq'::regclass)`;
  return defaultValue === undefined ? '' : expressionText(defaultValue);
}

function expressionText(expression: Expression): string {
  if (expression.kind === 'literal') {
    const { value, type } = expression;
    return typeof value === 'string'
      ? `'${value}'::text`
      : value === null
        ? 'NULL'
        : typeof value === 'boolean'
          ? String(value)
          : show(value, type);
  }
  if (expression.kind !== 'call') return '…';
  const isWord = /^(current_|local|session_)/.test(expression.name);
  return isWord
    ? expression.name.toUpperCase()
    : `${expression.name}(${expression.args.map(expressionText).join(', ')})`;
}

/** `\du` */
export function rolesText({ cluster }: Catalogue, style: Style): string {
  const rows = cluster.roles.map(({ name, isSuperuser, mayLogIn }) => [
    name,
    isSuperuser
      ? 'Superuser, Create role, Create DB, Replication, Bypass RLS'
      : mayLogIn
        ? ''
        : 'Cannot login',
  ]);
  return tableText(rowsOf(['Role name', 'Attributes'], rows), style, { title: 'List of roles', footer: '' });
}

/** `\dn` */
export function schemasText(style: Style): string {
  return tableText(rowsOf(['Name', 'Owner'], [['public', 'pg_database_owner']]), style, {
    title: 'List of schemas',
  });
}
