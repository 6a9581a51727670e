/** A place in a template's text, counted in characters from its start. */
export type Position = number;

/** A value in a template. `text` is how Go writes the node in errors. */
export type Operand =
  | { readonly kind: 'dot'; readonly position: Position; readonly text: string }
  | { readonly kind: 'nil'; readonly position: Position; readonly text: string }
  | {
      readonly kind: 'constant';
      readonly position: Position;
      readonly text: string;
      readonly value: Constant;
    }
  | { readonly kind: 'function'; readonly position: Position; readonly text: string }
  | {
      readonly kind: 'field';
      readonly position: Position;
      readonly text: string;
      readonly names: readonly string[];
    }
  | {
      readonly kind: 'variable';
      readonly position: Position;
      readonly text: string;
      readonly name: string;
      readonly names: readonly string[];
    }
  | {
      readonly kind: 'chain';
      readonly position: Position;
      readonly text: string;
      readonly of: Operand;
      readonly names: readonly string[];
    }
  | { readonly kind: 'pipe'; readonly position: Position; readonly text: string; readonly pipe: Pipe };

export type Constant = string | number | boolean;

/** A function or value and its arguments. */
export interface Command {
  readonly position: Position;
  readonly text: string;
  readonly operands: readonly [Operand, ...Operand[]];
}

/** Commands, each given what the one before it made; the variables are set to what the last makes. */
export interface Pipe {
  readonly position: Position;
  readonly text: string;
  readonly variables: readonly string[];
  readonly isAssignment: boolean;
  readonly commands: readonly Command[];
}

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipe: Pipe }
  | { readonly kind: 'break' | 'continue' }
  | { readonly kind: 'template'; readonly name: string; readonly pipe?: Pipe; readonly position: Position }
  | {
      readonly kind: 'if' | 'range' | 'with';
      readonly pipe: Pipe;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };

/** A template that was read: its own nodes and those of the templates that it defines. */
export interface Template {
  readonly source: string;
  readonly nodes: readonly Node[];
  readonly defined: ReadonlyMap<string, readonly Node[]>;
}

/** What is wrong with a template's text, or with running it. `message` is Go's. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
