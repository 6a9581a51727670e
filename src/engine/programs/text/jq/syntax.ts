/** jq programs as trees. Source: the jq manual. */
import type { Json } from './values';

/** What `as`, reduce and foreach bind: a name, or names in the places of an array or of an object. */
export type Pattern =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly Pattern[] }
  | {
      readonly kind: 'object';
      readonly entries: readonly {
        readonly key: Node;
        readonly variable?: string;
        readonly value?: Pattern;
      }[];
    };

export type Node =
  | { readonly kind: 'identity' }
  | { readonly kind: 'literal'; readonly value: Json }
  | {
      readonly kind: 'string';
      readonly format: string | undefined;
      readonly parts: readonly (string | Node)[];
    }
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'index'; readonly base: Node; readonly key: Node }
  | { readonly kind: 'slice'; readonly base: Node; readonly from?: Node; readonly to?: Node }
  | { readonly kind: 'iterate'; readonly base: Node }
  | { readonly kind: 'array'; readonly body?: Node }
  | { readonly kind: 'object'; readonly entries: readonly { readonly key: Node; readonly value: Node }[] }
  | { readonly kind: 'negate'; readonly body: Node }
  | { readonly kind: 'pipe'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'comma'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'assign'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'if'; readonly test: Node; readonly yes: Node; readonly no?: Node }
  | { readonly kind: 'try'; readonly body: Node; readonly handler?: Node }
  | {
      readonly kind: 'reduce';
      readonly source: Node;
      readonly pattern: Pattern;
      readonly start: Node;
      readonly update: Node;
    }
  | {
      readonly kind: 'foreach';
      readonly source: Node;
      readonly pattern: Pattern;
      readonly start: Node;
      readonly update: Node;
      readonly extract?: Node;
    }
  | {
      readonly kind: 'as';
      readonly source: Node;
      readonly pattern: Pattern;
      /** Patterns behind `?//`. */
      readonly others: readonly Pattern[];
      readonly body: Node;
    }
  | { readonly kind: 'define'; readonly definition: Definition; readonly body: Node }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[]; readonly at: number }
  | { readonly kind: 'variable'; readonly name: string; readonly at: number }
  | { readonly kind: 'label'; readonly name: string; readonly body: Node }
  | { readonly kind: 'break'; readonly name: string; readonly at: number };

/** `def f(g; $x): body;` */
export interface Definition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Node;
}

/** What is wrong at a place of a program; `at` is its offset, undefined where no place is told. */
export interface SyntaxFault {
  readonly message: string;
  readonly at?: number;
}

/** What is wrong with a program, in jq's words, before anything runs. */
export class JqSyntaxError extends Error {
  constructor(readonly faults: readonly SyntaxFault[]) {
    super('a program is not understood');
  }
}
