// What the parser reads: statements and expressions as they were written, with where in the text they stand.
import type { Modes } from './transactions';

/** A type as it is written: `numeric(8,2)[]`, `app.mood`. */
export interface TypeName {
  readonly name: string;
  readonly schema?: string;
  readonly sizes: readonly number[];
  readonly isArray: boolean;
  readonly at: number;
}

/** A relation's name as it is written. */
export interface ObjectName {
  readonly schema?: string;
  readonly name: string;
  readonly at: number;
}

export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  /** `count(*)` */
  readonly isStar: boolean;
  readonly isDistinct: boolean;
  readonly orderBy: readonly Order[];
  readonly withinGroup?: readonly Order[];
  readonly filter?: Expression;
  readonly over?: Window | string;
  /** Written without brackets: CURRENT_DATE. */
  readonly isWord?: true;
  readonly at: number;
}

export type Expression =
  | { readonly kind: 'number'; readonly text: string; readonly at: number }
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'constant'; readonly value: null | boolean; readonly at: number }
  | { readonly kind: 'parameter'; readonly index: number; readonly at: number }
  | { readonly kind: 'column'; readonly table?: string; readonly name: string; readonly at: number }
  | { readonly kind: 'star'; readonly table?: string; readonly at: number }
  | Call
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'logic';
      readonly operator: 'and' | 'or';
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | { readonly kind: 'not'; readonly operand: Expression; readonly at: number }
  | {
      readonly kind: 'is';
      readonly operand: Expression;
      readonly what: 'null' | 'true' | 'false' | 'unknown';
      readonly not: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'distinct from';
      readonly left: Expression;
      readonly right: Expression;
      readonly not: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'in';
      readonly operand: Expression;
      readonly list: readonly Expression[] | Query;
      readonly not: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'between';
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly not: boolean;
      readonly isSymmetric: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'like';
      readonly operator: 'like' | 'ilike' | 'similar to';
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly escape?: Expression;
      readonly not: boolean;
      readonly at: number;
    }
  /** `1 = ANY (…)` */
  | {
      readonly kind: 'any';
      readonly operator: string;
      readonly isAll: boolean;
      readonly left: Expression;
      readonly right: Expression | Query;
      readonly at: number;
    }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: TypeName; readonly at: number }
  | {
      readonly kind: 'case';
      readonly subject?: Expression;
      readonly branches: readonly (readonly [Expression, Expression])[];
      readonly otherwise?: Expression;
      readonly at: number;
    }
  | { readonly kind: 'subquery'; readonly query: Query; readonly at: number }
  | { readonly kind: 'exists'; readonly query: Query; readonly at: number }
  | { readonly kind: 'array'; readonly items: readonly Expression[] | Query; readonly at: number }
  | { readonly kind: 'row'; readonly items: readonly Expression[]; readonly at: number }
  | {
      readonly kind: 'subscript';
      readonly base: Expression;
      readonly index?: Expression;
      /** Of a slice: `a[1:2]`. */
      readonly upTo?: Expression;
      readonly isSlice: boolean;
      readonly at: number;
    }
  | { readonly kind: 'field'; readonly base: Expression; readonly name: string; readonly at: number };

export interface Order {
  readonly expression: Expression;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
}

export interface Frame {
  readonly mode: 'rows' | 'range' | 'groups';
  readonly start: Bound;
  readonly end: Bound;
}

export interface Bound {
  readonly kind: 'unbounded preceding' | 'preceding' | 'current row' | 'following' | 'unbounded following';
  readonly by?: Expression;
}

export interface Window {
  readonly base?: string;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly Order[];
  readonly frame?: Frame;
}

export interface Alias {
  readonly name: string;
  readonly columns: readonly string[];
}

export type Source =
  | { readonly kind: 'table'; readonly table: ObjectName; readonly alias?: Alias }
  | { readonly kind: 'query'; readonly query: Query; readonly alias?: Alias; readonly isLateral: boolean }
  | {
      readonly kind: 'function';
      readonly call: Call;
      readonly alias?: Alias;
      readonly withOrdinality: boolean;
    }
  | {
      readonly kind: 'join';
      readonly how: 'cross' | 'inner' | 'left' | 'right' | 'full';
      readonly left: Source;
      readonly right: Source;
      readonly on?: Expression;
      readonly using?: readonly string[];
      readonly isNatural: boolean;
      readonly at: number;
    };

export interface Item {
  readonly expression: Expression;
  readonly alias?: string;
}

export interface Select {
  readonly kind: 'select';
  /** `DISTINCT ON (…)` has expressions. */
  readonly distinct?: readonly Expression[];
  readonly items: readonly Item[];
  readonly from: readonly Source[];
  readonly where?: Expression;
  /** Each set of GROUPING SETS, ROLLUP or CUBE; plain GROUP BY is one set. */
  readonly groupBy: readonly (readonly Expression[])[];
  readonly having?: Expression;
  readonly windows: readonly { readonly name: string; readonly window: Window }[];
  readonly at: number;
}

export type Body =
  | Select
  | { readonly kind: 'values'; readonly rows: readonly (readonly Expression[])[]; readonly at: number }
  | {
      readonly kind: 'set';
      readonly operator: 'union' | 'intersect' | 'except';
      readonly isAll: boolean;
      readonly left: Query;
      readonly right: Query;
    };

export interface CommonTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly statement: Query | Insert | Update | Delete;
  readonly at: number;
}

export interface With {
  readonly isRecursive: boolean;
  readonly tables: readonly CommonTable[];
}

/** A body with what may stand around it. */
export interface Query {
  readonly kind: 'query';
  readonly with?: With;
  readonly body: Body;
  readonly orderBy: readonly Order[];
  readonly limit?: Expression;
  readonly offset?: Expression;
  readonly at: number;
}

export interface Constraint {
  readonly kind: 'primary' | 'unique' | 'check' | 'foreign';
  readonly name?: string;
  readonly columns: readonly string[];
  readonly check?: Expression;
  readonly references?: References;
  readonly at: number;
}

export type ForeignAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface References {
  readonly table: ObjectName;
  readonly columns: readonly string[];
  readonly onDelete: ForeignAction;
  readonly onUpdate: ForeignAction;
}

export interface ColumnDefinition {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
  readonly isNullable: boolean;
  readonly defaultValue?: Expression;
  /** GENERATED … AS IDENTITY */
  readonly identity?: 'always' | 'by default';
  readonly sequence?: SequenceOptions;
  readonly generated?: Expression;
  readonly constraints: readonly Constraint[];
  readonly at: number;
}

export interface SequenceOptions {
  readonly start?: string;
  readonly increment?: string;
  readonly minimum?: string;
  readonly maximum?: string;
  readonly isCycling?: boolean;
  readonly restart?: string | true;
  readonly type?: string;
  /** `none`, or schema, table and column. */
  readonly ownedBy?: readonly string[];
  /** Of an identity: how its sequence is called. */
  readonly name?: ObjectName;
}

export interface Insert {
  readonly kind: 'insert';
  readonly with?: With;
  readonly table: ObjectName;
  readonly alias?: string;
  readonly columns: readonly { readonly name: string; readonly at: number }[];
  /** Undefined: DEFAULT VALUES. */
  readonly source?: Query;
  readonly overriding?: 'system' | 'user';
  readonly conflict?: {
    readonly columns: readonly string[];
    readonly constraint?: string;
    readonly sets?: readonly Assignment[];
    readonly where?: Expression;
    readonly at: number;
  };
  readonly returning: readonly Item[];
}

export interface Assignment {
  readonly name: string;
  readonly at: number;
  /** Undefined: DEFAULT. */
  readonly value?: Expression;
}

export interface Update {
  readonly kind: 'update';
  readonly with?: With;
  readonly table: ObjectName;
  readonly alias?: string;
  readonly sets: readonly Assignment[];
  readonly from: readonly Source[];
  readonly where?: Expression;
  readonly returning: readonly Item[];
}

export interface Delete {
  readonly kind: 'delete';
  readonly with?: With;
  readonly table: ObjectName;
  readonly alias?: string;
  readonly using: readonly Source[];
  readonly where?: Expression;
  readonly returning: readonly Item[];
}

export interface CreateTable {
  readonly kind: 'create table';
  readonly table: ObjectName;
  readonly ifNotExists: boolean;
  readonly isTemporary: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly constraints: readonly Constraint[];
  readonly like: readonly { readonly table: ObjectName; readonly all: boolean }[];
  readonly as?: { readonly query: Query; readonly columns: readonly string[]; readonly withData: boolean };
}

export type TableChange =
  | { readonly kind: 'add column'; readonly column: ColumnDefinition; readonly ifNotExists: boolean }
  | {
      readonly kind: 'drop column';
      readonly column: string;
      readonly ifExists: boolean;
      readonly isCascading: boolean;
    }
  | { readonly kind: 'rename column'; readonly column: string; readonly to: string }
  | { readonly kind: 'rename constraint'; readonly name: string; readonly to: string }
  | { readonly kind: 'rename'; readonly to: string }
  | { readonly kind: 'type'; readonly column: string; readonly type: TypeName; readonly using?: Expression }
  | { readonly kind: 'default'; readonly column: string; readonly value?: Expression }
  | { readonly kind: 'not null'; readonly column: string; readonly isSet: boolean }
  | {
      readonly kind: 'add identity';
      readonly column: string;
      readonly identity: 'always' | 'by default';
      readonly options: SequenceOptions;
    }
  | { readonly kind: 'drop identity'; readonly column: string; readonly ifExists: boolean }
  | { readonly kind: 'add constraint'; readonly constraint: Constraint }
  | { readonly kind: 'drop constraint'; readonly name: string; readonly ifExists: boolean }
  | { readonly kind: 'owner'; readonly role: string }
  | { readonly kind: 'schema'; readonly schema: string };

export type ObjectKind =
  'table' | 'view' | 'materialized view' | 'sequence' | 'index' | 'schema' | 'type' | 'extension';

export interface RoleOptions {
  readonly password?: string | null;
  readonly mayLogIn?: boolean;
  readonly isSuperuser?: boolean;
  readonly mayCreateDatabases?: boolean;
  readonly mayCreateRoles?: boolean;
  readonly inherits?: boolean;
  readonly isReplication?: boolean;
  readonly bypassesRls?: boolean;
  readonly connectionLimit?: number;
  readonly validUntil?: string;
  readonly memberOf?: readonly string[];
  /** Roles that become its members. */
  readonly members?: readonly string[];
}

export type Copy = {
  readonly kind: 'copy';
  readonly table?: ObjectName;
  readonly columns: readonly { readonly name: string; readonly at: number }[];
  readonly query?: Query;
  readonly way: 'from' | 'to';
  /** Undefined: STDIN or STDOUT. */
  readonly file?: string;
  readonly isCsv: boolean;
  readonly hasHeader: boolean;
  readonly delimiter?: string;
  readonly nullText?: string;
};

export type Statement =
  | Query
  | Insert
  | Update
  | Delete
  | CreateTable
  | Copy
  | {
      readonly kind: 'drop';
      readonly what: ObjectKind;
      readonly names: readonly ObjectName[];
      readonly ifExists: boolean;
      readonly isCascading: boolean;
    }
  | {
      readonly kind: 'truncate';
      readonly names: readonly ObjectName[];
      readonly restarts: boolean;
      readonly isCascading: boolean;
    }
  | {
      readonly kind: 'alter table';
      readonly table: ObjectName;
      readonly what: 'table' | 'view' | 'index' | 'materialized view';
      readonly ifExists: boolean;
      readonly changes: readonly TableChange[];
    }
  | {
      readonly kind: 'create view';
      readonly view: ObjectName;
      readonly orReplace: boolean;
      readonly isMaterialized: boolean;
      readonly ifNotExists: boolean;
      readonly columns: readonly string[];
      readonly query: Query;
      /** WITH NO DATA: it has no rows before it is refreshed. */
      readonly isEmpty: boolean;
    }
  | { readonly kind: 'refresh'; readonly view: ObjectName }
  | {
      readonly kind: 'create index';
      readonly name?: string;
      readonly table: ObjectName;
      readonly isUnique: boolean;
      readonly ifNotExists: boolean;
      readonly method: string;
      readonly keys: readonly Order[];
      readonly where?: Expression;
    }
  | {
      readonly kind: 'create sequence';
      readonly sequence: ObjectName;
      readonly ifNotExists: boolean;
      readonly options: SequenceOptions;
    }
  | { readonly kind: 'alter sequence'; readonly sequence: ObjectName; readonly options: SequenceOptions }
  | { readonly kind: 'create type'; readonly type: ObjectName; readonly labels: readonly string[] }
  | {
      readonly kind: 'add label';
      readonly type: ObjectName;
      readonly label: string;
      readonly ifNotExists: boolean;
      readonly beside?: { readonly label: string; readonly isBefore: boolean };
    }
  | {
      readonly kind: 'create schema';
      readonly name: string;
      readonly ifNotExists: boolean;
      readonly owner?: string;
    }
  | { readonly kind: 'create extension'; readonly name: string; readonly ifNotExists: boolean }
  | {
      readonly kind: 'transaction';
      readonly what: 'begin' | 'commit' | 'rollback';
      readonly tag: string;
      readonly modes?: Modes;
    }
  | { readonly kind: 'savepoint'; readonly what: 'savepoint' | 'release' | 'rollback'; readonly name: string }
  | {
      readonly kind: 'create database';
      readonly name: string;
      readonly owner?: string;
      readonly template?: string;
    }
  | { readonly kind: 'drop database'; readonly name: string; readonly ifExists: boolean }
  | { readonly kind: 'rename database'; readonly name: string; readonly to: string }
  | {
      readonly kind: 'create role';
      readonly name: string;
      readonly isUser: boolean;
      readonly options: RoleOptions;
    }
  | {
      readonly kind: 'alter role';
      readonly name: string;
      readonly options: RoleOptions;
      readonly to?: string;
    }
  | { readonly kind: 'drop role'; readonly names: readonly string[]; readonly ifExists: boolean }
  | {
      readonly kind: 'grant';
      readonly isGrant: boolean;
      readonly privileges: readonly string[];
      readonly what: 'table' | 'schema' | 'database' | 'sequence' | 'all tables' | 'all sequences' | 'role';
      readonly names: readonly ObjectName[];
      readonly roles: readonly string[];
      /** Of another statement that does the same. */
      readonly tag?: string;
    }
  /** ALTER DEFAULT PRIVILEGES */
  | {
      readonly kind: 'default privileges';
      readonly owners: readonly string[];
      readonly schemas: readonly string[];
      readonly isGrant: boolean;
      readonly privileges: readonly string[];
      readonly what: 'table' | 'sequence';
      readonly roles: readonly string[];
    }
  /** DROP OWNED and REASSIGN OWNED */
  | { readonly kind: 'owned'; readonly roles: readonly string[]; readonly to?: string }
  | {
      readonly kind: 'alter owner';
      readonly what: 'schema' | 'database' | 'sequence' | 'type';
      readonly name: string;
      readonly schema?: string;
      readonly owner?: string;
      readonly to?: string;
    }
  | {
      readonly kind: 'comment';
      readonly what:
        | 'table'
        | 'column'
        | 'view'
        | 'database'
        | 'role'
        | 'schema'
        | 'extension'
        | 'type'
        | 'sequence'
        | 'index';
      readonly name: ObjectName;
      readonly column?: string;
      readonly text: string | null;
    }
  | {
      readonly kind: 'set';
      readonly name: string;
      readonly values: readonly string[] | 'default';
      readonly isLocal: boolean;
      /** Of SET TRANSACTION. */
      readonly modes?: Modes;
    }
  | { readonly kind: 'reset'; readonly name: string }
  | { readonly kind: 'set role'; readonly role?: string }
  | { readonly kind: 'show'; readonly name: string }
  | {
      readonly kind: 'prepare';
      readonly name: string;
      readonly types: readonly TypeName[];
      readonly statement: Query | Insert | Update | Delete;
    }
  | { readonly kind: 'execute'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'deallocate'; readonly name: string | 'all' }
  | { readonly kind: 'lock'; readonly names: readonly ObjectName[] }
  | { readonly kind: 'analyze'; readonly tag: string; readonly names: readonly ObjectName[] };
