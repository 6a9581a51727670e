// What a server keeps: a value; a statement gives the next one.
import type { Expression, ForeignAction, Query } from './syntax';
import type { SqlType, Value } from './types';

export interface Column {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull: boolean;
  readonly defaultValue?: Expression;
  /** GENERATED ALWAYS AS (…) STORED */
  readonly generated?: Expression;
  readonly identity?: 'always' | 'by default';
  /** The sequence that numbers it: serial, or an identity. */
  readonly sequence?: string;
  readonly comment?: string;
}

export type Row = readonly Value[];

export interface TableConstraint {
  readonly kind: 'primary' | 'unique' | 'check' | 'foreign';
  readonly name: string;
  readonly columns: readonly string[];
  readonly check?: Expression;
  readonly references?: {
    readonly schema: string;
    readonly table: string;
    readonly columns: readonly string[];
    readonly onDelete: ForeignAction;
    readonly onUpdate: ForeignAction;
  };
}

export interface Index {
  readonly name: string;
  readonly isUnique: boolean;
  readonly method: string;
  readonly keys: readonly {
    readonly expression: Expression;
    readonly isDescending: boolean;
    readonly nullsFirst: boolean;
  }[];
  readonly where?: Expression;
}

/** A table, a view or a materialized view. */
export interface Table {
  readonly kind: 'table' | 'view' | 'materialized view';
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  readonly columns: readonly Column[];
  readonly constraints: readonly TableConstraint[];
  readonly indexes: readonly Index[];
  readonly rows: readonly Row[];
  /** Of a view. */
  readonly query?: Query;
  /** A materialized view that has not been filled yet. */
  readonly isEmpty?: true;
  /** Privileges beside the owner's: `reader=r/postgres`. */
  readonly privileges?: readonly string[];
  readonly comment?: string;
}

export interface Sequence {
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  readonly type: string;
  readonly start: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly increment: string;
  readonly isCycling: boolean;
  readonly last: string;
  /** Whether `last` has been given out. */
  readonly isCalled: boolean;
  readonly privileges?: readonly string[];
  readonly ownedBy?: { readonly schema: string; readonly table: string; readonly column: string };
}

export interface EnumType {
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  readonly labels: readonly string[];
}

export interface Schema {
  readonly name: string;
  readonly owner: string;
  readonly privileges?: readonly string[];
  readonly comment?: string;
}

/** What new objects of an owner grant by themselves. */
export interface DefaultPrivileges {
  readonly owner: string;
  readonly schema?: string;
  readonly what: 'table' | 'sequence';
  readonly privileges: readonly string[];
}

export interface Extension {
  readonly name: string;
  readonly version: string;
  readonly comment: string;
}

/** One database. */
export interface Database {
  readonly name: string;
  readonly owner: string;
  readonly comment?: string;
  readonly privileges?: readonly string[];
  readonly schemas: readonly Schema[];
  /** In the order in which they were made. */
  readonly tables: readonly Table[];
  readonly sequences: readonly Sequence[];
  readonly types: readonly EnumType[];
  readonly extensions: readonly Extension[];
  readonly defaultPrivileges?: readonly DefaultPrivileges[];
}

export interface Role {
  readonly name: string;
  readonly password?: string;
  readonly isSuperuser: boolean;
  readonly mayLogIn: boolean;
  readonly mayCreateDatabases: boolean;
  readonly mayCreateRoles: boolean;
  /** Whether it has the rights of the roles that it is a member of. Default yes. */
  readonly inherits?: boolean;
  readonly isReplication?: boolean;
  readonly bypassesRls?: boolean;
  readonly connectionLimit?: number;
  /** Until when its password is good, as a moment's text. */
  readonly validUntil?: string;
  readonly memberOf?: readonly string[];
  readonly comment?: string;
}

/** All that a server keeps in its data folder. */
export interface Cluster {
  readonly roles: readonly Role[];
  readonly databases: readonly Database[];
}

export function newDatabase(name: string, owner: string): Database {
  return {
    name,
    owner,
    schemas: [
      {
        name: 'public',
        owner: 'pg_database_owner',
        privileges: ['pg_database_owner=UC/pg_database_owner', '=U/pg_database_owner'],
        comment: 'standard public schema',
      },
    ],
    tables: [],
    sequences: [],
    types: [],
    extensions: [],
  };
}

export function newCluster(superuser: string, password: string | undefined): Cluster {
  const role: Role = {
    name: superuser,
    isSuperuser: true,
    mayLogIn: true,
    mayCreateDatabases: true,
    mayCreateRoles: true,
    isReplication: true,
    bypassesRls: true,
    ...(password ? { password } : {}),
  };
  return {
    roles: [role],
    databases: ['postgres', 'template0', 'template1'].map((name) => newDatabase(name, superuser)),
  };
}

interface Named {
  readonly schema: string;
  readonly name: string;
}

/** The first of that name along the path of schemas. */
export function findNamed<T extends Named>(
  all: readonly T[],
  path: readonly string[],
  name: string,
): T | undefined {
  for (const schema of path) {
    const found = all.find((one) => one.schema === schema && one.name === name);
    if (found) return found;
  }
  return undefined;
}

function replaceNamed<T extends Named>(all: readonly T[], next: T): readonly T[] {
  const isKnown = all.some((one) => one.schema === next.schema && one.name === next.name);
  return isKnown
    ? all.map((one) => (one.schema === next.schema && one.name === next.name ? next : one))
    : [...all, next];
}

export function withTable(database: Database, table: Table): Database {
  return { ...database, tables: replaceNamed(database.tables, table) };
}

export function withSequence(database: Database, sequence: Sequence): Database {
  return { ...database, sequences: replaceNamed(database.sequences, sequence) };
}

export function withType(database: Database, type: EnumType): Database {
  return { ...database, types: replaceNamed(database.types, type) };
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

/** Numbers that were drawn stay drawn, whatever becomes of the statement that drew them. */
export function withDrawnNumbers(database: Database, drawn: Database): Database {
  const sequences = database.sequences.map((one) => {
    const other = drawn.sequences.find(({ schema, name }) => schema === one.schema && name === one.name);
    return other && other.increment === one.increment
      ? { ...one, last: other.last, isCalled: other.isCalled }
      : one;
  });
  return { ...database, sequences };
}

/**
 * A transaction's changes in a database that others have changed meanwhile: what it has not touched is as the others
 * left it.
 */
export function mergeChanges(current: Database, before: Database, after: Database): Database {
  if (current === before) return after;
  const merge = <T extends Named>(
    now: readonly T[],
    old: readonly T[],
    own: readonly T[],
    both: (now: T, past: T, mine: T) => T,
  ): readonly T[] => {
    const at = (all: readonly T[], { schema, name }: Named): T | undefined =>
      all.find((one) => one.schema === schema && one.name === name);
    const kept = now.flatMap((one): T[] => {
      const [past, mine] = [at(old, one), at(own, one)];
      if (past !== undefined && mine === undefined) return [];
      if (mine === undefined || mine === past) return [one];
      return [past === undefined || past === one ? mine : both(one, past, mine)];
    });
    return [...kept, ...own.filter((one) => at(now, one) === undefined && at(old, one) === undefined)];
  };
  return {
    ...current,
    ...(after.schemas === before.schemas ? {} : { schemas: after.schemas }),
    ...(after.extensions === before.extensions ? {} : { extensions: after.extensions }),
    tables: merge(current.tables, before.tables, after.tables, withBothRows),
    sequences: merge(current.sequences, before.sequences, after.sequences, (_now, _past, mine) => mine),
    types: merge(current.types, before.types, after.types, (_now, _past, mine) => mine),
  };
}

/** A table that both have changed: the rows that one has taken away are gone, those that one has added are there. */
function withBothRows(now: Table, past: Table, mine: Table): Table {
  if (now.columns !== past.columns) return now;
  const had = new Set(past.rows);
  const kept = new Set(mine.rows);
  const stay = now.rows.filter((row) => !had.has(row) || kept.has(row));
  return { ...mine, rows: [...stay, ...mine.rows.filter((row) => !had.has(row))] };
}
