import type { SqlType, Value } from './types';

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value; readonly type: SqlType; readonly at: number }
  | { readonly kind: 'column'; readonly table?: string; readonly name: string; readonly at: number }
  | { readonly kind: 'star'; readonly table?: string }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly isDistinct: boolean;
      readonly at: number;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'is';
      readonly operand: Expression;
      readonly what: 'null' | 'true' | 'false';
      readonly not: boolean;
    }
  | {
      readonly kind: 'in';
      readonly operand: Expression;
      readonly list: readonly Expression[] | Select;
      readonly not: boolean;
    }
  | {
      readonly kind: 'between';
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly not: boolean;
    }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: SqlType; readonly at: number }
  | {
      readonly kind: 'case';
      readonly subject?: Expression;
      readonly branches: readonly (readonly [Expression, Expression])[];
      readonly otherwise?: Expression;
    }
  | { readonly kind: 'subquery'; readonly select: Select }
  | { readonly kind: 'exists'; readonly select: Select };

export interface Source {
  readonly table: string | Select;
  readonly alias?: string;
  readonly at: number;
  /** How it joins those before it. */
  readonly join: 'cross' | 'inner' | 'left' | 'right' | 'full';
  readonly on?: Expression;
  readonly using?: readonly string[];
}

export interface Order {
  readonly expression: Expression;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
}

export interface Select {
  readonly kind: 'select';
  readonly isDistinct: boolean;
  readonly items: readonly { readonly expression: Expression; readonly alias?: string }[];
  readonly from: readonly Source[];
  readonly where?: Expression;
  readonly groupBy: readonly Expression[];
  readonly having?: Expression;
  readonly orderBy: readonly Order[];
  readonly limit?: Expression;
  readonly offset?: Expression;
}

export interface ColumnDefinition {
  readonly name: string;
  readonly type: SqlType;
  readonly isSerial: boolean;
  readonly notNull: boolean;
  readonly isPrimary: boolean;
  readonly isUnique: boolean;
  readonly defaultValue?: Expression;
  readonly check?: Expression;
  /** GENERATED … AS IDENTITY */
  readonly identity?: 'always' | 'by default';
}

export type Statement =
  | Select
  | {
      readonly kind: 'create table';
      readonly name: string;
      readonly ifNotExists: boolean;
      readonly columns: readonly ColumnDefinition[];
      readonly keys: readonly { readonly columns: readonly string[]; readonly isPrimary: boolean }[];
      readonly as?: Select;
    }
  | { readonly kind: 'drop table'; readonly names: readonly string[]; readonly ifExists: boolean }
  | { readonly kind: 'truncate'; readonly names: readonly string[] }
  | { readonly kind: 'alter table'; readonly name: string; readonly at: number; readonly change: TableChange }
  | {
      readonly kind: 'insert';
      readonly table: string;
      readonly at: number;
      readonly columns: readonly { readonly name: string; readonly at: number }[];
      readonly rows: readonly (readonly (Expression | 'default')[])[] | Select;
      readonly ignoresConflicts: boolean;
      readonly returning: Select['items'];
    }
  | {
      readonly kind: 'update';
      readonly table: string;
      readonly at: number;
      readonly sets: readonly { readonly name: string; readonly at: number; readonly value: Expression }[];
      readonly where?: Expression;
      readonly returning: Select['items'];
    }
  | {
      readonly kind: 'delete';
      readonly table: string;
      readonly at: number;
      readonly where?: Expression;
      readonly returning: Select['items'];
    }
  | { readonly kind: 'transaction'; readonly what: 'begin' | 'commit' | 'rollback' }
  | { readonly kind: 'create database'; readonly name: string }
  | { readonly kind: 'drop database'; readonly name: string; readonly ifExists: boolean }
  | {
      readonly kind: 'role';
      readonly name: string;
      readonly password?: string;
      readonly isNew: boolean;
      readonly mayLogIn: boolean;
    }
  | { readonly kind: 'accepted'; readonly tag: string };

export type TableChange =
  | { readonly kind: 'add'; readonly column: ColumnDefinition }
  | { readonly kind: 'drop'; readonly column: string }
  | { readonly kind: 'rename column'; readonly column: string; readonly to: string }
  | { readonly kind: 'rename'; readonly to: string };
