// What a definition is made of once it is read, whether it was written as HCL or as JSON.
import type { SourceRange } from './source-range';
import type { Value } from './values';

export interface Body {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
  /** Where it begins: what is missing is missing there. */
  readonly range: SourceRange;
}

export interface Attribute {
  readonly name: string;
  readonly value: Expression;
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
}

export interface Block {
  readonly type: string;
  readonly labels: readonly { readonly text: string; readonly range: SourceRange }[];
  readonly body: Body;
  readonly typeRange: SourceRange;
  readonly openRange: SourceRange;
}

/** `.name` or `[key]` with a key that is known as it stands. */
export interface TraversalStep {
  readonly key: Value;
  readonly isAttribute: boolean;
  readonly range: SourceRange;
}

export type BinaryOperator =
  '||' | '&&' | '==' | '!=' | '>' | '>=' | '<' | '<=' | '+' | '-' | '*' | '/' | '%';

interface Ranged {
  readonly range: SourceRange;
  /** What an error of the whole points at. */
  readonly startRange: SourceRange;
}

export type Expression = Ranged &
  (
    | { readonly kind: 'literal'; readonly value: Value }
    | { readonly kind: 'parentheses'; readonly inner: Expression }
    | {
        readonly kind: 'variable';
        readonly name: string;
        readonly nameRange: SourceRange;
        readonly steps: readonly TraversalStep[];
      }
    | { readonly kind: 'traversal'; readonly source: Expression; readonly steps: readonly TraversalStep[] }
    | {
        readonly kind: 'index';
        readonly source: Expression;
        readonly key: Expression;
        readonly bracketRange: SourceRange;
      }
    | { readonly kind: 'splat'; readonly source: Expression; readonly each: Expression }
    | { readonly kind: 'splat-item' }
    | { readonly kind: 'template'; readonly parts: readonly Expression[] }
    /** `"${value}"`: the value as it is. */
    | { readonly kind: 'wrap'; readonly inner: Expression }
    /** `%{ for … }`: the texts of a tuple, one after the other. */
    | { readonly kind: 'join'; readonly inner: Expression }
    | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
    | { readonly kind: 'object'; readonly items: readonly ObjectItem[] }
    | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: Expression }
    | {
        readonly kind: 'binary';
        readonly operator: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: 'conditional';
        readonly condition: Expression;
        readonly yes: Expression;
        readonly no: Expression;
      }
    | {
        readonly kind: 'call';
        readonly name: string;
        readonly nameRange: SourceRange;
        readonly closeRange: SourceRange;
        readonly args: readonly Expression[];
        readonly expandsLast: boolean;
      }
    | ForExpression
  );

export interface ObjectItem {
  readonly key: Expression;
  /** A bare word: the key itself. */
  readonly name: string | undefined;
  readonly value: Expression;
}

interface ForExpression {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  /** undefined: a tuple is made. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  readonly isGrouped: boolean;
}
