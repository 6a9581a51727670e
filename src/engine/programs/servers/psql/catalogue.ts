// psql's informational commands: `\l`, `\d` and its like (describe.c).
import type { DescribedRelation, Description } from '../sql/description';
import { tableText, type Style } from './table';

interface Listed {
  readonly columns: readonly { readonly name: string; readonly type: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

function listed(names: readonly string[], rows: readonly (readonly (string | null)[])[]): Listed {
  return { columns: names.map((name) => ({ name, type: 'text', isNumber: false })), rows };
}

/** What a command shows, or that there is nothing of that name. */
export interface Answer {
  readonly text: string;
  readonly isError?: boolean;
}

/** `public.us*` as a test of a schema and a name. */
function matcher(
  pattern: string | undefined,
  path: readonly string[],
): (schema: string, name: string) => boolean {
  if (pattern === undefined) return (schema) => path.includes(schema);
  const parts = pattern.split('.');
  const regex = (text: string): RegExp =>
    new RegExp(
      `^(?:${
        text.startsWith('"')
          ? text.slice(1, -1)
          : text
              .toLowerCase()
              .replace(/[$^|+(){}\\]/g, '\\$&')
              .replaceAll('*', '.*')
              .replaceAll('?', '.')
      })$`,
    );
  const [schemaPattern, namePattern] =
    parts.length > 1 ? [regex(parts[0] ?? ''), regex(parts[1] ?? '')] : [undefined, regex(pattern)];
  return (schema, name) =>
    (schemaPattern ? schemaPattern.test(schema) : path.includes(schema)) && namePattern.test(name);
}

function none(what: string, pattern: string | undefined): Answer {
  return {
    text:
      pattern === undefined
        ? `Did not find any ${what}s.\n`
        : `Did not find any ${what} named "${pattern}".\n`,
    isError: true,
  };
}

function bySchema(
  a: { readonly schema: string; readonly name: string },
  b: { readonly schema: string; readonly name: string },
): number {
  return a.schema === b.schema ? (a.name < b.name ? -1 : 1) : a.schema < b.schema ? -1 : 1;
}

const KINDS: Readonly<Record<string, readonly DescribedRelation['kind'][]>> = {
  t: ['table'],
  v: ['view'],
  m: ['materialized view'],
  i: ['index'],
  s: ['sequence'],
};

/** What an informational command shows; undefined: no such command, `not modelled`: a real one. */
export function informational(
  description: Description,
  style: Style,
  command: string,
  pattern: string | undefined,
): Answer | 'not modelled' | undefined {
  const name = command.replace(/[+S]*$/, '');
  const isLong = command.includes('+');
  if (name === 'l' || name === 'list')
    return isLong ? 'not modelled' : databases(description, style, pattern);
  if (name === 'z' || name === 'dp') return privileges(description, style, pattern);
  if (!name.startsWith('d')) return undefined;
  switch (name) {
    case 'd':
      return pattern === undefined
        ? relations(description, style, ['table', 'view', 'materialized view', 'sequence'], undefined, isLong)
        : described(description, style, pattern, isLong);
    case 'du':
    case 'dg':
      return roles(description, style, pattern, isLong);
    case 'dn':
      return schemas(description, style, pattern, isLong);
    case 'ddp':
      return defaults(description, style);
    case 'dx':
      return isLong ? 'not modelled' : extensions(description, style);
    case 'dT':
      return isLong ? 'not modelled' : types(description, style, pattern);
    case 'df':
      return pattern === undefined && !isLong
        ? {
            text: tableText(
              listed(['Schema', 'Name', 'Result data type', 'Argument data types', 'Type'], []),
              style,
              { title: 'List of functions' },
            ),
          }
        : 'not modelled';
    case 'db':
      return isLong || pattern !== undefined
        ? 'not modelled'
        : {
            text: tableText(
              listed(
                ['Name', 'Owner', 'Location'],
                ['pg_default', 'pg_global'].map((one) => [one, description.superuser, '']),
              ),
              style,
              { title: 'List of tablespaces' },
            ),
          };
    default:
      break;
  }
  const letters = [...name.slice(1)];
  if (letters.every((letter) => KINDS[letter]))
    return relations(
      description,
      style,
      letters.flatMap((letter) => KINDS[letter] ?? []),
      pattern,
      isLong,
    );
  return /^d([aAcCDEFlLoOPrReyX]|et|ew|eu|es|Rp|Rs|rds|rg|config|A[cfop]|F[dpt])$/.test(name)
    ? 'not modelled'
    : undefined;
}

function databases(
  { databases: all, superuser }: Description,
  style: Style,
  pattern: string | undefined,
): Answer {
  const fits = matcher(pattern, ['']);
  const rows = [...all]
    .filter(({ name }) => fits('', name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, owner, privileges: list }) => [
      name,
      owner,
      'UTF8',
      'libc',
      'en_US.utf8',
      'en_US.utf8',
      null,
      null,
      name.startsWith('template')
        ? `=c/${superuser}\n${superuser}=CTc/${superuser}`
        : (list?.join('\n') ?? null),
    ]);
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
  return { text: tableText(listed(names, rows), style, { title: 'List of databases' }) };
}

function relations(
  description: Description,
  style: Style,
  kinds: readonly DescribedRelation['kind'][],
  pattern: string | undefined,
  isLong: boolean,
): Answer | 'not modelled' {
  const fits = matcher(pattern, description.path);
  const found = description.relations
    .filter((one) => kinds.includes(one.kind) && fits(one.schema, one.name))
    .sort(bySchema);
  if (found.length === 0) return none('relation', pattern);
  if (isLong) return 'not modelled';
  const isIndex = kinds.includes('index');
  const rows = found.map((one) => [
    one.schema,
    one.name,
    one.kind,
    one.owner,
    ...(isIndex ? [one.table ?? null] : []),
  ]);
  return {
    text: tableText(listed(['Schema', 'Name', 'Type', 'Owner', ...(isIndex ? ['Table'] : [])], rows), style, {
      title: 'List of relations',
    }),
  };
}

function described(
  description: Description,
  style: Style,
  pattern: string,
  isLong: boolean,
): Answer | 'not modelled' {
  const isWild = /[*?]/.test(pattern);
  const fits = matcher(pattern, description.path);
  const all = description.relations.filter((one) => fits(one.schema, one.name)).sort(bySchema);
  // Of several schemas the first on the path is meant.
  const found =
    isWild || pattern.includes('.')
      ? all
      : [...all]
          .sort((a, b) => description.path.indexOf(a.schema) - description.path.indexOf(b.schema))
          .slice(0, 1);
  if (found.length === 0) return none('relation', pattern);
  if (isLong && found.some(({ kind }) => kind !== 'table')) return 'not modelled';
  return { text: found.map((one) => oneRelation(one, style, isLong)).join('') };
}

const TITLES: Readonly<Record<DescribedRelation['kind'], string>> = {
  table: 'Table',
  view: 'View',
  'materialized view': 'Materialized view',
  sequence: 'Sequence',
  index: 'Index',
};

function oneRelation(one: DescribedRelation, style: Style, isLong: boolean): string {
  const title = `${one.schema.startsWith('pg_temp') && one.kind === 'table' ? 'Table' : TITLES[one.kind]} "${one.schema}.${one.name}"`;
  if (one.sequence) {
    const { cells, ownedBy } = one.sequence;
    const columns = ['Type', 'Start', 'Minimum', 'Maximum', 'Increment', 'Cycles?', 'Cache'].map((name) => ({
      name,
      type: 'text',
      isNumber: /^(Start|Minimum|Maximum|Increment|Cache)$/.test(name),
    }));
    return tableText({ columns, rows: [cells] }, style, {
      title,
      footer: ownedBy === undefined ? '' : `${ownedBy}\n`,
    });
  }
  if (one.kind === 'index') {
    const rows = one.columns.map((column) => [column.name, column.type, 'yes', column.defaultText]);
    return tableText(listed(['Column', 'Type', 'Key?', 'Definition'], rows), style, {
      title,
      footer: `${one.note ?? ''}\n`,
    });
  }
  const names = [
    'Column',
    'Type',
    'Collation',
    'Nullable',
    'Default',
    ...(isLong ? ['Storage', 'Compression', 'Stats target', 'Description'] : []),
  ];
  const rows = one.columns.map((column) => [
    column.name,
    column.type,
    '',
    column.isNotNull ? 'not null' : '',
    column.defaultText,
    ...(isLong ? [column.storage, '', '', column.comment] : []),
  ]);
  const groups = one.footers
    .map(({ heading, lines }) => `${heading}:\n${lines.map((line) => `    ${line}\n`).join('')}`)
    .join('');
  return tableText(listed(names, rows), style, {
    title,
    footer: groups + (isLong ? 'Access method: heap\n' : ''),
  });
}

function roles(
  { roles: all }: Description,
  style: Style,
  pattern: string | undefined,
  isLong: boolean,
): Answer {
  const fits = matcher(pattern, ['']);
  const rows = [...all]
    .filter(({ name }) => fits('', name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((role) => {
      const parts = [
        ...(role.isSuperuser ? ['Superuser'] : []),
        ...(role.inherits === false ? ['No inheritance'] : []),
        ...(role.mayCreateRoles ? ['Create role'] : []),
        ...(role.mayCreateDatabases ? ['Create DB'] : []),
        ...(role.mayLogIn ? [] : ['Cannot login']),
        ...(role.isReplication === true ? ['Replication'] : []),
        ...(role.bypassesRls === true ? ['Bypass RLS'] : []),
      ];
      const { connectionLimit: limit = -1, validUntil } = role;
      const lines = [
        parts.join(', '),
        ...(limit < 0
          ? []
          : [limit === 0 ? 'No connections' : `${limit} connection${limit === 1 ? '' : 's'}`]),
        ...(validUntil === undefined ? [] : [`Password valid until ${validUntil}`]),
      ].filter((line, index, list) => index > 0 || line !== '' || list.length === 1);
      return [role.name, lines.join('\n'), ...(isLong ? [role.comment ?? null] : [])];
    });
  const names = ['Role name', 'Attributes', ...(isLong ? ['Description'] : [])];
  return { text: tableText(listed(names, rows), style, { title: 'List of roles', footer: '' }) };
}

function schemas(
  { schemas: all }: Description,
  style: Style,
  pattern: string | undefined,
  isLong: boolean,
): Answer {
  const fits = matcher(pattern, ['']);
  const rows = [...all]
    .filter(({ name }) => !name.startsWith('pg_') && fits('', name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, owner, privileges: list, comment }) => [
      name,
      owner,
      ...(isLong ? [list?.join('\n') ?? null, comment ?? null] : []),
    ]);
  const names = ['Name', 'Owner', ...(isLong ? ['Access privileges', 'Description'] : [])];
  return { text: tableText(listed(names, rows), style, { title: 'List of schemas' }) };
}

function defaults({ defaultPrivileges: all }: Description, style: Style): Answer {
  const rows = [...all]
    .sort((a, b) =>
      a.owner < b.owner ? -1 : a.owner > b.owner ? 1 : (a.schema ?? '') < (b.schema ?? '') ? -1 : 1,
    )
    .map(({ owner, schema, what, privileges: list }) => [owner, schema ?? null, what, list.join('\n')]);
  return {
    text: tableText(listed(['Owner', 'Schema', 'Type', 'Access privileges'], rows), style, {
      title: 'Default access privileges',
    }),
  };
}

function extensions({ extensions: all }: Description, style: Style): Answer {
  const rows = [
    ...all.map(({ name, version, comment }) => [name, version, 'public', comment]),
    ['plpgsql', '1.0', 'pg_catalog', 'PL/pgSQL procedural language'],
  ].sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return {
    text: tableText(listed(['Name', 'Version', 'Schema', 'Description'], rows), style, {
      title: 'List of installed extensions',
    }),
  };
}

function types({ types: all, path }: Description, style: Style, pattern: string | undefined): Answer {
  const fits = matcher(pattern, path);
  const rows = all
    .filter(({ schema, name }) => fits(schema, name))
    .sort(bySchema)
    .map(({ schema, name }) => [schema, name, null]);
  return {
    text: tableText(listed(['Schema', 'Name', 'Description'], rows), style, { title: 'List of data types' }),
  };
}

function privileges(
  { relations: all, path }: Description,
  style: Style,
  pattern: string | undefined,
): Answer {
  const fits = matcher(pattern, path);
  const rows = all
    .filter((one) => one.kind !== 'index' && fits(one.schema, one.name))
    .sort(bySchema)
    .map((one) => [
      one.schema,
      one.name,
      one.kind,
      one.privileges.length === 0 ? null : one.privileges.join('\n'),
      '',
      '',
    ]);
  return {
    text: tableText(
      listed(['Schema', 'Name', 'Type', 'Access privileges', 'Column privileges', 'Policies'], rows),
      style,
      { title: 'Access privileges' },
    ),
  };
}
