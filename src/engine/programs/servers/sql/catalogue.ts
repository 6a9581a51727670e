// The system's own tables that learners ask: pg_database, pg_tables, information_schema … with the database's own objects.
import type { Row, Table } from './database';
import type { Around } from './scope';
import { notModelled } from './sql-error';
import type { ObjectName } from './syntax';
import { BOOLEAN, INTEGER, NAME, TEXT, type SqlType, type Value } from './types';

interface SystemTable {
  /** Whether columns are missing that the real one has. */
  readonly isPartial?: boolean;
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  readonly rows: readonly Row[];
}

const OID: SqlType = { name: 'oid' };

type Builder = (around: Around) => SystemTable;

function table(columns: string, rows: readonly Row[]): SystemTable {
  const types: Readonly<Record<string, SqlType>> = {
    n: NAME,
    t: TEXT,
    b: BOOLEAN,
    i: INTEGER,
    o: OID,
    z: { name: 'timestamp with time zone' },
    l: { name: 'bigint' },
  };
  return {
    columns: columns.split(' ').map((one) => {
      const [name = '', kind = 't'] = one.split(':');
      return { name, type: types[kind] ?? TEXT };
    }),
    rows,
  };
}

const TABLES: Readonly<Record<string, Builder>> = {
  'pg_catalog.pg_user': ({ work }) =>
    table(
      'usename:n usesysid:o usecreatedb:b usesuper:b userepl:b usebypassrls:b passwd valuntil:z useconfig',
      work.cluster.roles.flatMap((role, index): Row[] =>
        role.mayLogIn
          ? [
              [
                role.name,
                index === 0 ? '10' : String(16_383 + index),
                role.mayCreateDatabases,
                role.isSuperuser,
                index === 0,
                index === 0,
                '********',
                null,
                null,
              ],
            ]
          : [],
      ),
    ),
  'information_schema.tables': ({ work }) =>
    table(
      'table_catalog:n table_schema:n table_name:n table_type self_referencing_column_name:n reference_generation user_defined_type_catalog:n user_defined_type_schema:n user_defined_type_name:n is_insertable_into is_typed commit_action',
      work.database.tables.flatMap((one): Row[] =>
        one.kind === 'materialized view'
          ? []
          : [
              [
                work.database.name,
                one.schema,
                one.name,
                one.kind === 'view' ? 'VIEW' : 'BASE TABLE',
                null,
                null,
                null,
                null,
                null,
                'YES',
                'NO',
                null,
              ],
            ],
      ),
    ),
  'information_schema.schemata': ({ work }) =>
    table(
      'catalog_name:n schema_name:n schema_owner:n',
      work.database.schemas.map(({ name, owner }) => [work.database.name, name, owner]),
    ),
};

/** Tables of which some columns are modelled: `*` would show too few of them, so it is refused. */
const PARTIAL: Readonly<Record<string, Builder>> = {
  'pg_catalog.pg_database': ({ work }) =>
    table(
      'oid:o datname:n datdba:o encoding:i datistemplate:b datallowconn:b datconnlimit:i datcollate datctype',
      [...work.cluster.databases].map(({ name }, index) => [
        name === 'postgres'
          ? '5'
          : name === 'template1'
            ? '1'
            : name === 'template0'
              ? '4'
              : String(16_384 + index),
        name,
        '10',
        6,
        name.startsWith('template'),
        name !== 'template0',
        -1,
        'en_US.utf8',
        'en_US.utf8',
      ]),
    ),
  'pg_catalog.pg_roles': ({ work }) =>
    table(
      'rolname:n rolsuper:b rolinherit:b rolcreaterole:b rolcreatedb:b rolcanlogin:b rolreplication:b rolconnlimit:i rolbypassrls:b rolvaliduntil',
      work.cluster.roles.map((role) => [
        role.name,
        role.isSuperuser,
        role.inherits !== false,
        role.mayCreateRoles,
        role.mayCreateDatabases,
        role.mayLogIn,
        role.isReplication === true,
        role.connectionLimit ?? -1,
        role.bypassesRls === true,
        role.validUntil ?? null,
      ]),
    ),
  'information_schema.columns': ({ work }) =>
    table(
      'table_catalog:n table_schema:n table_name:n column_name:n ordinal_position:i is_nullable data_type character_maximum_length:i',
      work.database.tables.flatMap((one) =>
        one.columns.map((column, index): Row => [
          work.database.name,
          one.schema,
          one.name,
          column.name,
          index + 1,
          column.notNull ? 'NO' : 'YES',
          column.type.element ? 'ARRAY' : column.type.labels ? 'USER-DEFINED' : column.type.name,
          /^character/.test(column.type.name) ? (column.type.length ?? null) : null,
        ]),
      ),
    ),
  'pg_catalog.pg_tables': ({ work }) =>
    table(
      'schemaname:n tablename:n tableowner:n hasindexes:b',
      work.database.tables
        .filter(({ kind }) => kind === 'table')
        .map((one) => [one.schema, one.name, one.owner, indexNames(one).length > 0]),
    ),
  'pg_catalog.pg_views': ({ work }) =>
    table(
      'schemaname:n viewname:n viewowner:n',
      work.database.tables
        .filter(({ kind }) => kind === 'view')
        .map((one) => [one.schema, one.name, one.owner]),
    ),
  'pg_catalog.pg_indexes': ({ work }) =>
    table(
      'schemaname:n tablename:n indexname:n',
      work.database.tables.flatMap((one) => indexNames(one).map((name): Row => [one.schema, one.name, name])),
    ),
  'pg_catalog.pg_stat_activity': ({ work, user, pid }) =>
    table('datname:n pid:i usename:n application_name state backend_type', [
      [work.database.name, pid, user, 'psql', 'active', 'client backend'],
    ]),
  'pg_catalog.pg_extension': ({ work }) =>
    table('extname:n extversion', [
      ['plpgsql', '1.0'],
      ...work.database.extensions.map(({ name, version }): readonly Value[] => [name, version]),
    ]),
};

function indexNames(one: Table): readonly string[] {
  return [
    ...one.constraints.filter(({ kind }) => kind === 'primary' || kind === 'unique').map(({ name }) => name),
    ...one.indexes.map(({ name }) => name),
  ];
}

/** A table of the system; undefined: none of that name is known to be one. Throws SqlError where it is not modelled. */
export function catalogueTable(around: Around, { schema, name }: ObjectName): SystemTable | undefined {
  const full = schema === undefined ? `pg_catalog.${name}` : `${schema}.${name}`;
  const whole = TABLES[full];
  if (whole) return whole(around);
  const partial = PARTIAL[full];
  if (partial) return { ...partial(around), isPartial: true };
  if (
    schema === 'information_schema' ||
    schema === 'pg_catalog' ||
    (schema === undefined && SYSTEM.test(name))
  )
    throw notModelled(`the system's table ${name}`);
  return undefined;
}

const SYSTEM =
  /^pg_(aggregate|am|amop|amproc|attrdef|attribute|auth_members|authid|cast|class|collation|constraint|conversion|cursors|db_role_setting|default_acl|depend|description|enum|event_trigger|file_settings|foreign_\w+|group|hba_file_rules|index|inherits|init_privs|language|largeobject\w*|locks|matviews|namespace|opclass|operator|opfamily|parameter_acl|partitioned_table|policies|policy|prepared_\w+|proc|publication\w*|range|replication_\w+|rewrite|rules|seclabel\w*|sequence|sequences|settings|shadow|shdepend|shdescription|stat\w*|subscription\w*|tablespace|timezone_\w+|transform|trigger|ts_\w+|type|user_mapping\w*)$/;
