import type { Expression } from './syntax';
import type { SqlType, Value } from './types';

export interface Column {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull: boolean;
  readonly defaultValue?: Expression;
  readonly check?: Expression;
  /** Numbers itself: serial, or an identity. */
  readonly isSerial: boolean;
  readonly identity?: 'always' | 'by default';
}

/** A unique or primary key. */
export interface Key {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isPrimary: boolean;
}

export interface Table {
  readonly name: string;
  readonly owner: string;
  readonly columns: readonly Column[];
  readonly keys: readonly Key[];
  readonly rows: readonly (readonly Value[])[];
  /** The next numbers of its serial columns, by name. */
  readonly next: Readonly<Record<string, number>>;
}

/** One database: a value; a statement gives the next one. */
export interface Database {
  readonly name: string;
  readonly owner: string;
  /** By name, in the order in which they were made. */
  readonly tables: readonly Table[];
}

export interface Role {
  readonly name: string;
  readonly password?: string;
  readonly isSuperuser: boolean;
  readonly mayLogIn: boolean;
}

/** All that a server keeps in its data folder. */
export interface Cluster {
  readonly roles: readonly Role[];
  readonly databases: readonly Database[];
}

export function newCluster(superuser: string, password: string | undefined): Cluster {
  const role: Role = {
    name: superuser,
    isSuperuser: true,
    mayLogIn: true,
    ...(password ? { password } : {}),
  };
  const names = ['postgres', 'template0', 'template1'];
  return { roles: [role], databases: names.map((name) => ({ name, owner: superuser, tables: [] })) };
}

export function findTable({ tables }: Database, name: string): Table | undefined {
  return tables.find((table) => table.name === name);
}

export function withTable(database: Database, table: Table): Database {
  const isKnown = findTable(database, table.name) !== undefined;
  const tables = isKnown
    ? database.tables.map((one) => (one.name === table.name ? table : one))
    : [...database.tables, table];
  return { ...database, tables };
}

export function withDatabase(cluster: Cluster, database: Database): Cluster {
  const isKnown = cluster.databases.some(({ name }) => name === database.name);
  return {
    ...cluster,
    databases: isKnown
      ? cluster.databases.map((one) => (one.name === database.name ? database : one))
      : [...cluster.databases, database],
  };
}
