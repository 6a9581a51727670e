/** A Perl program as it was read. */

/** Names of what stands before a bracket: an element is `$x[0]`, its variable is `@x`. */
export interface Names {
  readonly mine: Map<string, number | string>;
  readonly parent: Names | undefined;
}

/** What has been said of the text so far: it ends with the block that it is said in. */
export interface Pragmas {
  readonly isStrict: boolean;
  readonly warns: boolean;
  readonly inPackage: string;
  readonly says: boolean;
}

export type Sigil = '$' | '@' | '%' | '&' | '*';
export type Declarator = 'my' | 'our' | 'local' | 'state';

/** `id`: of the declaration that a name belongs to; undefined: a variable of a package, by its whole name. */
export interface Variable {
  readonly k: 'var';
  readonly sigil: Sigil;
  readonly name: string;
  readonly id: number | undefined;
}

/** What a whole file or text of eval comes to. */
export interface Program {
  readonly file: string;
  readonly body: readonly Node[];
  /** What is done before it: use and BEGIN. */
  readonly begin: readonly Node[];
  /** Every named sub, wherever it stands. */
  readonly subs: readonly Kind<'sub'>[];
  /** Every END block, wherever it stands. */
  readonly ends: readonly Kind<'end'>[];
  /** What stands after __END__ or __DATA__. */
  readonly data: string | undefined;
}

export interface Block {
  readonly k: 'block';
  readonly body: readonly Node[];
}

export interface MatchNode {
  readonly k: 'match';
  readonly target: Node | undefined;
  readonly pattern: Node;
  readonly flags: string;
}

export type Node =
  | { readonly k: 'const'; readonly value: string | number | bigint }
  | { readonly k: 'interp'; readonly parts: readonly Node[] }
  | { readonly k: 'joined'; readonly e: Node }
  | { readonly k: 'case'; readonly how: string; readonly e: Node }
  | Variable
  | {
      readonly k: 'declare';
      readonly how: Declarator;
      readonly vars: readonly Node[];
      readonly isList: boolean;
    }
  | { readonly k: 'deref'; readonly sigil: Sigil; readonly e: Node }
  | { readonly k: 'elem'; readonly array: Node; readonly index: Node }
  | { readonly k: 'helem'; readonly hash: Node; readonly key: Node }
  | { readonly k: 'slice'; readonly array: Node; readonly list: Node }
  | { readonly k: 'hslice'; readonly hash: Node; readonly list: Node; readonly pairs: boolean }
  | { readonly k: 'lslice'; readonly e: Node; readonly list: Node }
  | { readonly k: 'lastIndex'; readonly array: Node }
  | {
      readonly k: 'call';
      readonly name: string;
      readonly args: readonly Node[];
      readonly keepsArgs: boolean;
      readonly line: number;
    }
  | { readonly k: 'callRef'; readonly e: Node; readonly args: readonly Node[]; readonly keepsArgs: boolean }
  | {
      readonly k: 'method';
      readonly on: Node;
      readonly name: string | Node;
      readonly args: readonly Node[];
    }
  | { readonly k: 'anonArray'; readonly items: readonly Node[] }
  | { readonly k: 'anonHash'; readonly items: readonly Node[] }
  | { readonly k: 'anonSub'; readonly body: readonly Node[]; readonly inPackage: string }
  | { readonly k: 'ref'; readonly e: Node }
  | { readonly k: 'list'; readonly items: readonly Node[] }
  | { readonly k: 'bin'; readonly op: string; readonly l: Node; readonly r: Node }
  | { readonly k: 'logic'; readonly op: '&&' | '||' | '//'; readonly l: Node; readonly r: Node }
  | { readonly k: 'unary'; readonly op: '!' | '-' | '~' | '+'; readonly e: Node }
  | { readonly k: 'step'; readonly op: '++' | '--'; readonly isPrefix: boolean; readonly e: Node }
  | { readonly k: 'assign'; readonly op: string; readonly l: Node; readonly r: Node }
  | { readonly k: 'cond'; readonly test: Node; readonly yes: Node; readonly no: Node }
  | { readonly k: 'range'; readonly l: Node; readonly r: Node }
  | MatchNode
  | {
      readonly k: 'subst';
      readonly target: Node | undefined;
      readonly pattern: Node;
      readonly by: Node;
      readonly flags: string;
    }
  | {
      readonly k: 'trans';
      readonly target: Node | undefined;
      readonly from: string;
      readonly to: string;
      readonly flags: string;
    }
  | { readonly k: 'qr'; readonly pattern: Node; readonly flags: string }
  | { readonly k: 'readline'; readonly handle: Node | string }
  | { readonly k: 'files'; readonly pattern: Node }
  | { readonly k: 'backtick'; readonly e: Node }
  | { readonly k: 'fileTest'; readonly op: string; readonly e: Node }
  | {
      readonly k: 'print';
      readonly how: 'print' | 'say' | 'printf';
      readonly handle: Node | undefined;
      readonly args: readonly Node[];
    }
  | { readonly k: 'builtin'; readonly name: string; readonly args: readonly Node[]; readonly line: number }
  | { readonly k: 'sort' | 'map' | 'grep'; readonly by: Node | undefined; readonly args: readonly Node[] }
  | { readonly k: 'doBlock' | 'evalBlock'; readonly body: readonly Node[] }
  | { readonly k: 'evalText'; readonly e: Node; readonly names: Names; readonly pragmas: Pragmas }
  | { readonly k: 'bareword'; readonly name: string }
  | { readonly k: 'jump'; readonly how: 'next' | 'last' | 'redo'; readonly label: string | undefined }
  | { readonly k: 'return'; readonly e: Node | undefined }
  // Statements
  | { readonly k: 'at'; readonly line: number; readonly e: Node }
  | Block
  | {
      readonly k: 'if';
      readonly test: Node;
      readonly yes: Block;
      readonly no: Node | undefined;
      readonly line: number;
    }
  | {
      readonly k: 'while';
      readonly label: string | undefined;
      readonly test: Node | undefined;
      readonly body: Block;
      readonly step: Node | undefined;
      readonly init: Node | undefined;
      readonly isPost: boolean;
    }
  | {
      readonly k: 'foreach';
      readonly label: string | undefined;
      readonly variable: Variable;
      readonly list: Node;
      readonly body: Block;
    }
  | { readonly k: 'bare'; readonly label: string | undefined; readonly body: Block }
  | { readonly k: 'sub'; readonly name: string; readonly body: readonly Node[]; readonly inPackage: string }
  | {
      readonly k: 'use';
      readonly module: string;
      readonly items: Node | undefined;
      readonly isNo: boolean;
      readonly line: number;
    }
  | { readonly k: 'end'; readonly body: readonly Node[] }
  | { readonly k: 'package'; readonly name: string }
  | { readonly k: 'flags'; readonly warns: boolean }
  | { readonly k: 'nothing' };

export type Kind<K extends Node['k']> = Extract<Node, { readonly k: K }>;
