/**
 * What the parser makes of a script (POSIX XCU 2.9 and 2.10, with bash's additions). Quotes are resolved
 * here, expansions are not: a word is a list of parts that `expand` turns into fields each time it runs.
 */

/** How a parameter expansion changes its value: the part after the name in `${…}`. */
export type ParameterOperator =
  | {
      readonly kind: 'default';
      readonly symbol: '-' | '=' | '?' | '+';
      readonly colon: boolean;
      readonly word: Word;
    }
  | {
      readonly kind: 'trim';
      readonly from: 'start' | 'end';
      readonly longest: boolean;
      readonly pattern: Word;
    }
  | {
      readonly kind: 'replace';
      readonly where: 'first' | 'all' | 'start' | 'end';
      readonly pattern: Word;
      readonly replacement: Word;
    }
  | { readonly kind: 'substring'; readonly offset: Word; readonly length?: Word }
  | {
      readonly kind: 'case';
      readonly to: 'upper' | 'lower' | 'toggle';
      readonly all: boolean;
      readonly pattern?: Word;
    }
  | { readonly kind: 'transform'; readonly letter: string };

export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
  /** Quoted text is neither split nor a pattern. */
  readonly quoted: boolean;
}

export interface ParameterPart {
  readonly kind: 'parameter';
  readonly name: string;
  /** Between `[` and `]`; `@` and `*` mean all elements. */
  readonly subscript?: Word;
  /** `#` its length, `!` the variable that it names (or the names or keys). */
  readonly prefix?: 'length' | 'indirect' | 'names';
  readonly operator?: ParameterOperator;
  readonly quoted: boolean;
  /** As written, for error texts. */
  readonly raw: string;
}

/** `${…}` that no shell understands: an error when it is expanded, not before. */
export interface BadPart {
  readonly kind: 'bad';
  readonly raw: string;
  readonly quoted: boolean;
}

export interface CommandPart {
  readonly kind: 'command';
  readonly body: Script;
  /** bash reads what stands between backquotes when it runs it: kept here where it is no script. */
  readonly unread?: { readonly text: string; readonly firstLine: number };
  /** `$(< file)` reads the file without a process. */
  readonly quoted: boolean;
}

export interface ArithmeticPart {
  readonly kind: 'arithmetic';
  readonly expression: Word;
  readonly quoted: boolean;
}

/** bash's `<(…)` and `>(…)`. */
export interface ProcessPart {
  readonly kind: 'process';
  readonly direction: '<' | '>';
  readonly body: Script;
  readonly quoted: boolean;
}

/** `~` or `~user` at a word's start (or after a colon in an assignment). */
export interface TildePart {
  readonly kind: 'tilde';
  readonly user: string;
  readonly quoted: boolean;
}

export type WordPart =
  TextPart | ParameterPart | BadPart | CommandPart | ArithmeticPart | ProcessPart | TildePart;

export interface Word {
  readonly parts: readonly WordPart[];
  /** As written. */
  readonly raw: string;
}

export interface ArrayElement {
  readonly key?: Word;
  readonly value: Word;
}

export interface Assignment {
  readonly name: string;
  readonly subscript?: Word;
  readonly append: boolean;
  readonly value: Word | { readonly elements: readonly ArrayElement[]; readonly raw: string };
}

export type RedirectOperator =
  '<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '&>' | '&>>' | '<<' | '<<-' | '<<<';

export interface Redirect {
  readonly operator: RedirectOperator;
  /** Undefined: the operator's own; a name: bash's `{name}>`. */
  readonly fd?: number | string;
  /** The file, the descriptor, or of a here-document its delimiter. */
  readonly target: Word;
  /** Of a here-document. */
  readonly body?: Word;
  readonly line: number;
}

interface CommandBase {
  readonly line: number;
  readonly redirects: readonly Redirect[];
}

export interface SimpleCommand extends CommandBase {
  readonly kind: 'simple';
  readonly assignments: readonly Assignment[];
  /** An argument of a declaration builtin may be an array assignment. */
  readonly words: readonly (Word | Assignment)[];
}
export interface GroupCommand extends CommandBase {
  readonly kind: 'group' | 'subshell';
  readonly body: Script;
}
export interface IfCommand extends CommandBase {
  readonly kind: 'if';
  readonly branches: readonly { readonly condition: Script; readonly body: Script }[];
  readonly otherwise?: Script;
}
export interface LoopCommand extends CommandBase {
  readonly kind: 'while' | 'until';
  readonly condition: Script;
  readonly body: Script;
}
export interface ForCommand extends CommandBase {
  readonly kind: 'for' | 'select';
  readonly name: string;
  /** Undefined: the positional parameters. */
  readonly words?: readonly Word[];
  readonly body: Script;
}
export interface ArithmeticForCommand extends CommandBase {
  readonly kind: 'arithmetic-for';
  readonly start: Word;
  readonly condition: Word;
  readonly step: Word;
  readonly body: Script;
}
export interface CaseItem {
  readonly patterns: readonly Word[];
  readonly body: Script;
  readonly end: ';;' | ';&' | ';;&';
}
export interface CaseCommand extends CommandBase {
  readonly kind: 'case';
  readonly subject: Word;
  readonly items: readonly CaseItem[];
}
export interface FunctionCommand extends CommandBase {
  readonly kind: 'function';
  readonly name: string;
  readonly body: Command;
}
export interface ArithmeticCommand extends CommandBase {
  readonly kind: 'arithmetic';
  readonly expression: Word;
}
export interface ConditionalCommand extends CommandBase {
  readonly kind: 'conditional';
  readonly expression: Conditional;
}

/** bash's `coproc`: a command beside the shell, with a pipe to it and one from it. */
export interface CoprocCommand extends CommandBase {
  readonly kind: 'coproc';
  /** The array of the two descriptors. */
  readonly name: string;
  readonly body: Command;
}

export type Command =
  | SimpleCommand
  | GroupCommand
  | IfCommand
  | LoopCommand
  | ForCommand
  | ArithmeticForCommand
  | CaseCommand
  | FunctionCommand
  | ArithmeticCommand
  | ConditionalCommand
  | CoprocCommand;

/** The inside of `[[ … ]]`. */
export type Conditional =
  | { readonly kind: 'and' | 'or'; readonly left: Conditional; readonly right: Conditional }
  | { readonly kind: 'not'; readonly operand: Conditional }
  | { readonly kind: 'group'; readonly operand: Conditional }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Word }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Word; readonly right: Word };

export interface Pipeline {
  readonly negated: boolean;
  /** bash's `time`; `posix` with -p. */
  readonly timed?: 'bash' | 'posix';
  readonly commands: readonly Command[];
  /** `|&` after the command of that index. */
  readonly stderrToo: readonly boolean[];
}

export interface AndOr {
  readonly first: Pipeline;
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly pipeline: Pipeline }[];
}

export interface ListItem {
  readonly andOr: AndOr;
  readonly background: boolean;
}

/** A list of commands; between them `;`, `&` or a newline. */
export interface Script {
  readonly items: readonly ListItem[];
}
