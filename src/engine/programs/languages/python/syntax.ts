/** A Python program as a tree. Lines count from 1, columns from 0. */

export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Argument {
  /** undefined: by position. */
  readonly name?: string;
  readonly stars: 0 | 1 | 2;
  readonly value: Expression;
}

export interface Clause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
  readonly isAsync: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly kind: 'position only' | 'normal' | 'rest' | 'keyword only' | 'named rest';
  readonly fallback?: Expression;
  readonly annotation?: Expression;
}

/** A function, lambda, class body or comprehension: what has names of its own. */
export interface Scope {
  readonly names: ReadonlySet<string>;
  readonly globals: ReadonlySet<string>;
  readonly nonlocals: ReadonlySet<string>;
}

export interface FunctionNode {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly scope: Scope;
  readonly isGenerator: boolean;
  readonly isAsync: boolean;
  readonly documentation: string | null;
  readonly line: number;
  readonly returns?: Expression;
  readonly typeParameters?: readonly TypeParameter[];
}

/** `T`, `T: bound`, `*Ts` or `**P` in the brackets behind a name. */
export interface TypeParameter {
  readonly name: string;
  readonly stars: 0 | 1 | 2;
  readonly bound?: Expression;
}

export type FormattedPart =
  | string
  | {
      readonly value: Expression;
      readonly conversion: string;
      readonly format: readonly FormattedPart[] | undefined;
      /** The text of `{x=}`. */
      readonly shown?: string;
    };

type Shape =
  | { readonly kind: 'constant'; readonly value: null | boolean | bigint | number | string }
  | { readonly kind: 'bytes'; readonly value: string }
  | { readonly kind: 'ellipsis' }
  | { readonly kind: 'imaginary'; readonly value: number }
  | { readonly kind: 'formatted'; readonly parts: readonly FormattedPart[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'tuple' | 'list' | 'set'; readonly items: readonly Expression[] }
  | { readonly kind: 'dict'; readonly items: readonly (readonly [Expression | undefined, Expression])[] }
  | { readonly kind: 'star'; readonly value: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly operatorPlace: { readonly line: number; readonly column: number };
    }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | {
      readonly kind: 'compare';
      readonly first: Expression;
      readonly rest: readonly { readonly operator: string; readonly value: Expression }[];
    }
  | {
      readonly kind: 'call';
      readonly callee: Expression;
      readonly args: readonly Argument[];
      /** Every argument is by position, without stars. */
      readonly isPlain: boolean;
    }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly kind: 'subscript'; readonly object: Expression; readonly index: Expression }
  | {
      readonly kind: 'slice';
      readonly start: Expression | undefined;
      readonly stop: Expression | undefined;
      readonly step: Expression | undefined;
    }
  | {
      readonly kind: 'if else';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: 'lambda'; readonly definition: FunctionNode }
  | {
      readonly kind: 'comprehension';
      readonly makes: 'list' | 'set' | 'dict' | 'generator';
      readonly element: Expression;
      readonly value?: Expression;
      readonly clauses: readonly Clause[];
      readonly scope: Scope;
    }
  | { readonly kind: 'yield'; readonly value: Expression | undefined }
  | { readonly kind: 'yield from'; readonly value: Expression }
  | { readonly kind: 'await'; readonly value: Expression }
  | { readonly kind: 'walrus'; readonly name: string; readonly value: Expression };

export type Expression = Shape & Place & { readonly depth: number };
export type Of<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>;

export interface Handler extends Place {
  readonly type: Expression | undefined;
  readonly name: string | undefined;
  readonly body: readonly Statement[];
}

export interface ImportedName {
  readonly name: string;
  readonly as: string | undefined;
}

export interface Case {
  readonly pattern: Pattern;
  readonly guard: Expression | undefined;
  readonly body: readonly Statement[];
}

export type Pattern =
  | { readonly kind: 'value'; readonly value: Expression }
  | { readonly kind: 'capture'; readonly name: string | undefined }
  | { readonly kind: 'or'; readonly options: readonly Pattern[] }
  | { readonly kind: 'as'; readonly pattern: Pattern; readonly name: string }
  | {
      readonly kind: 'sequence';
      readonly items: readonly (Pattern | { readonly kind: 'rest'; readonly name: string | undefined })[];
    }
  | {
      readonly kind: 'mapping';
      readonly items: readonly (readonly [Expression, Pattern])[];
      readonly rest: string | undefined;
    }
  | {
      readonly kind: 'class';
      readonly cls: Expression;
      readonly items: readonly Pattern[];
      readonly named: readonly (readonly [string, Pattern])[];
    };

type StatementShape =
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'assign'; readonly targets: readonly Expression[]; readonly value: Expression }
  | {
      readonly kind: 'augment';
      readonly target: Expression;
      readonly operator: string;
      readonly value: Expression;
    }
  | {
      readonly kind: 'annotate';
      readonly target: Expression;
      readonly annotation: Expression;
      readonly value: Expression | undefined;
    }
  | { readonly kind: 'return'; readonly value: Expression | undefined }
  | { readonly kind: 'raise'; readonly value: Expression | undefined; readonly cause: Expression | undefined }
  | { readonly kind: 'delete'; readonly targets: readonly Expression[] }
  | { readonly kind: 'assert'; readonly test: Expression; readonly message: Expression | undefined }
  | { readonly kind: 'pass' | 'break' | 'continue' | 'scope' }
  | {
      readonly kind: 'import';
      readonly names: readonly ImportedName[];
    }
  | {
      readonly kind: 'from';
      readonly module: string;
      readonly level: number;
      /** Empty: `*`. */
      readonly names: readonly ImportedName[];
    }
  | {
      readonly kind: 'if' | 'while';
      readonly test: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly kind: 'for';
      readonly target: Expression;
      readonly iterable: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
      readonly isAsync: boolean;
    }
  | {
      readonly kind: 'try';
      readonly body: readonly Statement[];
      readonly handlers: readonly Handler[];
      readonly otherwise: readonly Statement[];
      readonly final: readonly Statement[];
      /** `except*`: of groups of exceptions. */
      readonly isStar: boolean;
    }
  | {
      readonly kind: 'with';
      readonly items: readonly { readonly context: Expression; readonly target: Expression | undefined }[];
      readonly body: readonly Statement[];
      readonly isAsync: boolean;
    }
  | {
      readonly kind: 'function';
      readonly definition: FunctionNode;
      readonly decorators: readonly Expression[];
    }
  | {
      readonly kind: 'class';
      readonly name: string;
      readonly args: readonly Argument[];
      readonly body: readonly Statement[];
      readonly scope: Scope;
      readonly decorators: readonly Expression[];
      readonly documentation: string | null;
      readonly typeParameters?: readonly TypeParameter[];
    }
  | {
      readonly kind: 'type alias';
      readonly name: string;
      readonly typeParameters: readonly TypeParameter[];
      readonly value: FunctionNode;
    }
  | { readonly kind: 'match'; readonly subject: Expression; readonly cases: readonly Case[] };

export type Statement = StatementShape & Place;

/** A program that is not Python. */
export class PySyntaxError extends Error {
  constructor(
    message: string,
    readonly place: Place,
    readonly type: 'SyntaxError' | 'IndentationError' | 'TabError' = 'SyntaxError',
    /** More lines could make it right: the prompt asks for them. */
    readonly isIncomplete = false,
    /** Shown without a mark under the line. */
    readonly isUnmarked = false,
  ) {
    super(message);
  }
}
