import type { ErrnoCode } from '../kernel';
import type { ArithmeticError, ArithmeticRules } from './arithmetic';
import type { ParseProblem } from './parse-error';
import type { Syntax } from './syntax';

/** What is known where an error happens, for the words in front of its text. */
export interface Place {
  readonly arg0: string;
  readonly line: number;
  readonly isInteractive: boolean;
  /** Reads commands from a file or `-c` text, not from the terminal. */
  readonly hasScript: boolean;
  /** The builtin that complains. */
  readonly command?: string | undefined;
  /** bash: the file (or `environment`) that the running code came from. */
  readonly source?: string | undefined;
}

/** One of the three shells: what it knows and how it words things. */
export interface Dialect {
  readonly name: 'bash' | 'dash' | 'ash';
  readonly version: string;
  readonly syntax: Syntax;
  readonly arithmetic: ArithmeticRules;
  /** Errors of special builtins, of assignments and of expansions end a script (POSIX XCU 2.8.1). */
  readonly isStrict: boolean;
  /** Line number of the first line of `-c` text. */
  readonly firstCommandLine: number;
  /** BusyBox's applets are found without PATH (FEATURE_SH_STANDALONE). */
  readonly isStandalone: boolean;
  /** What an interactive shell says first. */
  readonly banner: string;
  readonly prompt: { readonly user: string; readonly root: string };
  readonly messages: Messages;
}

/** The sentences in which a dialect says what went wrong, without what stands in front of them. */
export interface Messages {
  prefix(place: Place): string;
  notFound(name: string): string;
  /** exec failed with this code. */
  cannotExecute(name: string, code: ErrnoCode): string;
  create(path: string, code: ErrnoCode): string;
  open(path: string, code: ErrnoCode): string;
  exists(path: string): string;
  /** `to` is what the other one was to be. */
  badDescriptor(fd: string, to: string): string;
  /** What stands after `<&` or `>&` is no number. */
  badTarget(text: string): string;
  unset(name: string): string;
  required(name: string, isNullToo: boolean): string;
  badSubstitution(raw: string): string;
  isReadonly(name: string): string;
  /** A builtin's output cannot be written; undefined: this builtin does not say so. */
  writeError(builtin: string, code: ErrnoCode): string | undefined;
  arithmetic(error: ArithmeticError): string;
  /** No more processes are allowed. */
  readonly forkRefused: { readonly text: string; readonly status: number };
  /** One or two lines; `sourceLine` is the text of the line with the error. */
  syntax(problem: ParseProblem): string;
}
