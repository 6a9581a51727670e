/** awk programs as trees. Source: POSIX awk, with what mawk and BusyBox share beyond it. */
import type { Regex } from '../../shared/regex';

export type Expr =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'regex'; readonly regex: Regex }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly index: Expr }
  | { readonly kind: 'element'; readonly name: string; readonly keys: readonly Expr[] }
  | { readonly kind: 'assign'; readonly operator: string; readonly target: Expr; readonly value: Expr }
  | { readonly kind: 'conditional'; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expr }
  | { readonly kind: 'step'; readonly operator: string; readonly prefix: boolean; readonly target: Expr }
  | { readonly kind: 'match'; readonly negated: boolean; readonly left: Expr; readonly pattern: Expr }
  | { readonly kind: 'in'; readonly keys: readonly Expr[]; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | { readonly kind: 'builtin'; readonly name: string; readonly args: readonly Expr[] }
  | { readonly kind: 'group'; readonly items: readonly Expr[] }
  | {
      readonly kind: 'getline';
      readonly target: Expr | undefined;
      readonly source: Expr | undefined;
      readonly how: 'main' | 'file' | 'command';
    };

export type Statement =
  | { readonly kind: 'expression'; readonly value: Expr }
  | {
      readonly kind: 'print';
      readonly formatted: boolean;
      readonly items: readonly Expr[];
      readonly redirect: { readonly how: string; readonly target: Expr } | undefined;
    }
  | { readonly kind: 'if'; readonly test: Expr; readonly yes: Statement; readonly no: Statement | undefined }
  | { readonly kind: 'while'; readonly test: Expr; readonly body: Statement; readonly after: boolean }
  | {
      readonly kind: 'for';
      readonly start: Statement | undefined;
      readonly test: Expr | undefined;
      readonly step: Statement | undefined;
      readonly body: Statement;
    }
  | { readonly kind: 'each'; readonly variable: Expr; readonly name: string; readonly body: Statement }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'delete'; readonly name: string; readonly keys: readonly Expr[] | undefined }
  | {
      readonly kind: 'jump';
      readonly how: 'next' | 'nextfile' | 'break' | 'continue' | 'exit' | 'return';
      readonly value: Expr | undefined;
    };

export interface Rule {
  /** undefined: every line. */
  readonly first: Expr | undefined;
  readonly second: Expr | undefined;
  /** undefined: print the line. */
  readonly body: Statement | undefined;
}

export interface AwkFunction {
  readonly parameters: readonly string[];
  readonly body: Statement;
}

export interface AwkProgram {
  readonly begin: readonly Statement[];
  readonly rules: readonly Rule[];
  readonly end: readonly Statement[];
  readonly functions: ReadonlyMap<string, AwkFunction>;
}

/** What is wrong with a program; the message is BusyBox'. */
export class AwkSyntaxError extends Error {
  constructor(
    readonly line: number,
    message: string,
    /** mawk's sentences. */
    readonly mawk: readonly string[],
  ) {
    super(message);
  }
}
