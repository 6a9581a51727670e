// What an expression may name, and how its column is found (parse_relation.c).
import type { Cluster, Database, Row, Table } from './database';
import { SqlError } from './sql-error';
import type { Expression, Window } from './syntax';
import type { Clock } from './times';
import type { SqlType, Value } from './types';

/** What a statement reads and changes. */
export interface Work {
  cluster: Cluster;
  database: Database;
}

/** What expressions ask of the server around them. */
export interface Around {
  readonly clock: Clock;
  /** As whom the statement runs, and who has connected. */
  readonly user: string;
  readonly sessionUser: string;
  readonly isSuperuser: boolean;
  readonly version: string;
  readonly pid: number;
  readonly work: Work;
  /** The database as the statement found it. */
  readonly snapshot: Database;
  /** Schemas in which names are looked for. */
  readonly path: readonly string[];
  readonly parameters: readonly { readonly type: SqlType; readonly value: Value }[];
  /** What the session's sequences gave last, by name. */
  readonly drawn: Map<string, string>;
  random(): number;
  setting(name: string): string | undefined;
  /** Sets a setting, for the transaction alone where `isLocal`, and gives its value. Throws SqlError. */
  configure(name: string, value: string, isLocal: boolean): string;
  /** A pause that the statement asks for, in milliseconds. */
  sleep(ms: number): void;
}

/** A row on its way through a query. */
export interface Env {
  readonly row: Row;
  readonly outer?: Env;
  /** Of a group: its keys and its aggregates. */
  readonly keys?: readonly Value[];
  readonly aggregates?: readonly Value[];
  readonly windows?: readonly Value[];
}

export const NO_ROW: Env = { row: [] };

/** An expression that has found its columns, functions and type. */
export interface Node {
  readonly type: SqlType;
  run(env: Env): Value;
  readonly at?: number;
  /** Of a text whose type is not known yet. */
  readonly literal?: string | null;
  /** It gives several rows. */
  runSet?(env: Env): readonly Value[];
  /** The name of the one column of its rows. */
  readonly column?: string;
  /** As the catalogue shows it (ruleutils.c); `isFull`: with every bracket, as a dump writes it. */
  show(withImplicit: boolean, isFull?: boolean): string;
  /** What stands around it may need brackets: an operator's sign, `and`, `or`, `not`. */
  readonly operator?: string;
  /** A cast that nobody wrote. */
  readonly isImplicit?: boolean;
}

export interface ScopeColumn {
  readonly table: string;
  readonly name: string;
  readonly type: SqlType;
  /** Where it comes from, for what depends on a primary key. */
  readonly from?: Table;
  /** A column of the right side that USING has merged: only its table's name finds it. */
  readonly isMerged?: boolean;
  /** The system's table of which only some columns are modelled, so that `*` cannot be answered. */
  readonly partOf?: string;
}

export interface Aggregate {
  step(envs: readonly Env[]): Value;
  /** The order in which it wants its rows. */
  sort?(envs: readonly Env[]): readonly Env[];
}

export interface WindowCall {
  readonly window: Window;
  compute(rows: readonly Env[], place: WindowPlace): Value;
}

/** Where in its partition a row stands. */
export interface WindowPlace {
  readonly index: number;
  /** The rows of its frame. */
  readonly frame: readonly Env[];
  /** The first and the last row that are equal in the window's order. */
  readonly firstPeer: number;
  readonly lastPeer: number;
  /** How many different rows stand before it. */
  readonly peersBefore: number;
}

export interface Grouping {
  readonly keys: readonly { readonly text: string; readonly type: SqlType; readonly node: Node }[];
  readonly aggregates: Aggregate[];
  /** Columns that a grouped primary key decides. */
  readonly decided: ReadonlySet<number>;
}

export interface Scope {
  readonly around: Around;
  readonly columns: readonly ScopeColumn[];
  readonly outer?: Scope;
  readonly tables: CommonTables;
  readonly group?: Grouping;
  readonly windows?: WindowCall[];
  readonly namedWindows?: readonly { readonly name: string; readonly window: Window }[];
  /** Where aggregates are not allowed: `WHERE`. */
  readonly place?: string;
  /** In an aggregate's argument. */
  readonly isInAggregate?: boolean;
  /** Whether errors point into the statement's text: not into a view's. */
  readonly hidesPlaces?: boolean;
  /** In EXISTS: whether there are rows is asked, not what they hold. */
  readonly isTested?: boolean;
  /** A value instead of a column: a domain's or a generated column's row. */
  readonly onlyTable?: string;
}

/** WITH's tables, the nearest first. */
export interface CommonTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  rows(): readonly Row[];
}
export type CommonTables = readonly CommonTable[];

export function emptyScope(around: Around): Scope {
  return { around, columns: [], tables: [] };
}

export interface FoundColumn {
  readonly depth: number;
  readonly index: number;
  readonly column: ScopeColumn;
  readonly scope: Scope;
}

/** The column that a name means. Throws SqlError. */
export function findColumn(scope: Scope, table: string | undefined, name: string, at: number): FoundColumn {
  let depth = 0;
  for (let level: Scope | undefined = scope; level !== undefined; level = level.outer, depth++) {
    const found = level.columns.flatMap((column, index) =>
      column.name === name && (table === undefined ? column.isMerged !== true : column.table === table)
        ? [index]
        : [],
    );
    if (found.length > 1) throw new SqlError(`column reference "${name}" is ambiguous`, at);
    const [index] = found;
    const column = index === undefined ? undefined : level.columns[index];
    if (index !== undefined && column) return { depth, index, column, scope: level };
    if (table !== undefined && level.columns.some((one) => one.table === table)) break;
  }
  throw missingColumn(scope, table, name, at);
}

function missingColumn(scope: Scope, table: string | undefined, name: string, at: number): SqlError {
  if (table !== undefined && !isKnownTable(scope, table))
    return new SqlError(
      `missing FROM-clause entry for table "${table}"`,
      at,
      undefined,
      otherAlias(scope, table),
    );
  const shown = table === undefined ? `"${name}"` : `${table}.${name}`;
  return new SqlError(`column ${shown} does not exist`, at, undefined, nearestColumn(scope, table, name));
}

function isKnownTable(scope: Scope, table: string): boolean {
  for (let level: Scope | undefined = scope; level !== undefined; level = level.outer) {
    if (level.columns.some((column) => column.table === table)) return true;
  }
  return false;
}

/** A table that has an alias is known by that alone. */
function otherAlias(scope: Scope, table: string): string | undefined {
  const aliased = scope.columns.find((column) => column.from?.name === table && column.table !== table);
  return aliased && `Perhaps you meant to reference the table alias "${aliased.table}".`;
}

const MOST_DISTANCE = 3;

/** "Perhaps you meant": the columns whose names are nearest (updateFuzzyAttrMatch). */
function nearestColumn(scope: Scope, table: string | undefined, name: string): string | undefined {
  let nearest = MOST_DISTANCE + 1;
  let found: string[] = [];
  for (let level: Scope | undefined = scope; level !== undefined; level = level.outer) {
    for (const column of level.columns) {
      if (column.table === '') continue;
      const penalty = table === undefined ? 0 : Math.min(distance(table, column.table), MOST_DISTANCE + 1);
      const own = distance(name, column.name);
      if (own > Math.floor(name.length / 2)) continue;
      const whole = own + penalty;
      if (whole < nearest) {
        nearest = whole;
        found = [`"${column.table}.${column.name}"`];
      } else if (whole === nearest && nearest <= MOST_DISTANCE)
        found.push(`"${column.table}.${column.name}"`);
    }
  }
  const [first, second, third] = found;
  if (first === undefined || third !== undefined) return undefined;
  return `Perhaps you meant to reference the column ${first}${second === undefined ? '' : ` or the column ${second}`}.`;
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let line = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(
        Math.min(
          (line[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (line[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    }
    line = next;
  }
  return line[b.length] ?? 0;
}

/** An expression as a text that is the same for the same expression: columns by their places. */
export function expressionKey(expression: Expression, scope: Scope): string {
  return JSON.stringify(expression, (key, value: unknown) => {
    if (key === 'at') return undefined;
    const part = value as Partial<Expression & { readonly kind: 'column' }> | null;
    if (typeof part === 'object' && part !== null && part.kind === 'column' && part.name !== undefined) {
      const name = part.name;
      const places = scope.columns.flatMap((column, index) =>
        column.name === name &&
        (part.table === undefined ? column.isMerged !== true : column.table === part.table)
          ? [index]
          : [],
      );
      return places.length === 1 ? `#${places[0] ?? 0}` : `${part.table ?? ''}.${name}`;
    }
    return value;
  });
}
