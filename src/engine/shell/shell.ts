import type { Process, SignalName, Task } from '../kernel';
import type { Command } from './ast';
import { encodeText } from './bytes';
import { Failure } from './control';
import type { Dialect } from './dialect';
import { JobTable, type Job } from './jobs';
import { optionForLetter, SHOPT_DEFAULTS } from './options';
import type { GrammarParts, ParseOptions } from './syntax';
import { bindSpecialVariables } from './special-variables';
import { Variables, type Variable } from './variables';

export interface FunctionDefinition {
  readonly name: string;
  readonly body: Command;
  readonly source: string;
  readonly line: number;
}

/** A function or sourced file that runs: bash's FUNCNAME, BASH_SOURCE and `caller`. */
export interface Frame {
  readonly name: string;
  readonly source: string;
  /** Where it was called. */
  readonly line: number;
}

/** A command beside the shell: a pipe from it and one to it. */
export interface Coprocess {
  readonly name: string;
  readonly pid: number;
  readonly read: number;
  readonly write: number;
  readonly job: Job;
}

/** What a shell can be given from outside, beside its process. */
export interface ShellHooks {
  /** What to execute for a command that needs no PATH (BusyBox's applets); undefined where it is none. */
  readonly applet?: (name: string) => string | undefined;
}

/**
 * One running shell: everything that a subshell inherits, and its process. A subshell is a clone on a forked
 * process: what it changes stays in it.
 */
export class Shell {
  variables = new Variables();
  functions = new Map<string, FunctionDefinition>();
  aliases = new Map<string, string>();
  /** Parts of the grammar that a text has had already. */
  grammarParts: GrammarParts = {};
  /** Long names of the `set` options that are on. */
  options = new Set<string>();
  /** bash's `shopt` options that are on. */
  shopts = new Set<string>(SHOPT_DEFAULTS);
  positional: readonly string[] = [];
  arg0: string;
  /** `$?` */
  status = 0;
  pipeStatus: readonly number[] = [0];
  /** Line of the command that runs. */
  line = 1;
  isInteractive = false;
  /** Its errors are for somebody at a terminal; so are those of its subshells. */
  speaksToTerminal = false;
  hasScript = true;
  /** Reads `-c` text: bash says so in syntax errors. */
  isCommandText = false;
  /** Signal (or EXIT, ERR, DEBUG, RETURN) -> what to run; '' ignores. */
  traps = new Map<string, string>();
  /** The traps of the shell that this is a subshell of: bash lists them until one is set here. */
  inheritedTraps: ReadonlyMap<string, string> | undefined;
  jobs = new JobTable();
  /** `$$`: the first shell's. */
  readonly shellPid: number;
  startMs: number;
  loopDepth = 0;
  /** Above 0: failures are being tested, `set -e` does not look. */
  tested = 0;
  /** How deep functions, sourced files and substitutions are nested. */
  depth = 0;
  frames: readonly Frame[] = [];
  /** The builtin that runs: the Almquist shells name it in front of every error. */
  commandName: string | undefined;
  lastBackgroundPid: number | undefined;
  directoryStack: readonly string[] = [];
  history: string[] = [];
  /** How long the history was when it was said that there are stopped jobs. */
  warnedAt: number | undefined;
  /** Where commands were found: name -> path and how often. */
  hashed = new Map<string, { path: string; hits: number }>();
  /** Copies of descriptors that a redirection put aside; no child may keep them. */
  savedFds: readonly number[] = [];
  /** Pipes of process substitutions that the running command uses. */
  processFds: readonly number[] = [];
  /** What `coproc` started and has not ended, the newest first; no program gets their pipes. */
  coprocesses: readonly Coprocess[] = [];
  subshellDepth = 0;
  /** How deep command substitutions are nested: bash repeats PS4's first character. */
  substitutionDepth = 0;
  /** Status of the last command substitution in the command that is being expanded. */
  substitutionStatus: number | undefined;
  /**
   * Where getopts stands: the word, and the letter in it. To bash the word is what OPTIND says; the Almquist shells keep
   * their own count, one a function, which an assignment to OPTIND sets.
   */
  getopts = { word: 1, offset: 1 };
  /** Builtins that `enable -n` turned off. */
  disabled = new Set<string>();
  isRunningTrap = false;
  /** How deep traps run: what they run is not BASH_COMMAND. */
  trapDepth = 0;
  /** bash's BASH_COMMAND. */
  runningText: (() => string) | undefined;
  /** Sourced files that run. */
  sourceDepth = 0;
  /** In an EXIT trap: the status that `exit` without a number has. */
  exitTrapStatus: number | undefined;
  /** Signals that were taken from the kernel and whose traps are still to run. */
  pendingSignals: readonly SignalName[] = [];
  randomState: number | undefined;
  workingDirectory = '/';
  /** Script text that was read of standard input and not yet run. */
  readAhead = '';
  originalUmask = 0;

  constructor(
    readonly p: Process,
    readonly dialect: Dialect,
    readonly hooks: ShellHooks = {},
  ) {
    this.arg0 = p.argv[0] ?? dialect.name;
    this.shellPid = p.pid;
    this.startMs = p.nowMs;
  }

  get isBash(): boolean {
    return this.dialect.name === 'bash';
  }

  has(option: string): boolean {
    return this.options.has(option);
  }

  /** Whether what it starts is a job with a process group of its own. A subshell is part of its parent's job. */
  get hasJobControl(): boolean {
    return this.has('monitor') && this.subshellDepth === 0;
  }

  /** Its locale has no characters of several bytes, as C has none; dash never knows any. */
  get isBytewise(): boolean {
    const named = ['LC_ALL', 'LC_CTYPE', 'LANG'].map((name) => this.variables.get(name) ?? '');
    const locale = named.find((one) => one !== '') ?? 'C';
    return this.dialect.name === 'dash' || !/\.utf-?8$/i.test(locale);
  }

  hasLetter(letter: string): boolean {
    const option = optionForLetter(letter);
    return option !== undefined && this.options.has(option);
  }

  /** This shell as a subshell starts with it, on the forked process. */
  clone(p: Process): Shell {
    const copy = new Shell(p, this.dialect, this.hooks);
    const { shellPid } = this;
    Object.assign(copy, this, { p, shellPid });
    copy.variables = this.variables.clone();
    copy.functions = new Map(this.functions);
    copy.aliases = new Map(this.aliases);
    copy.options = new Set(this.options);
    copy.shopts = new Set(this.shopts);
    copy.traps = new Map(this.traps);
    copy.hashed = new Map(this.hashed);
    copy.disabled = new Set(this.disabled);
    copy.history = [...this.history];
    copy.jobs = new JobTable();
    copy.subshellDepth++;
    bindSpecialVariables(copy);
    return copy;
  }

  parseOptions(isFinal: boolean, firstLine: number): ParseOptions {
    return {
      syntax: this.dialect.syntax,
      isBytewise: this.isBash && this.isBytewise,
      alias: (name) => (this.expandsAliases ? this.aliases.get(name) : undefined),
      extendedPatterns: () => this.isBash && this.shopts.has('extglob'),
      isFinal,
      firstLine,
      ...this.grammarParts,
    };
  }

  get expandsAliases(): boolean {
    return !this.isBash || this.shopts.has('expand_aliases') || this.has('posix');
  }

  /** What stands in front of an error's text. */
  prefix(command?: string): string {
    const named = command ?? (this.isBash ? undefined : this.commandName);
    return this.dialect.messages.prefix({
      arg0: this.arg0,
      line: this.line,
      isInteractive: this.speaksToTerminal,
      hasScript: this.hasScript,
      command: named,
      source: this.frames.at(-1)?.source,
    });
  }

  /** Reports an error; `command` is the builtin that complains. */
  *complain(text: string, command?: string): Task<void> {
    yield* this.writeError(`${this.prefix(command)}${text}\n`);
  }

  /** Reports an error and ends the script (see `Failure`). */
  *fail(text: string, status = this.isBash ? 1 : 2, command?: string): Task<never> {
    yield* this.complain(text, command);
    throw new Failure(status, this.isBash ? 'line' : 'shell');
  }

  *writeError(text: string): Task<void> {
    if (this.p.isOpen(2)) yield* this.p.stream(2).write(encodeText(text));
  }

  *write(text: string): Task<void> {
    yield* this.p.stream(1).write(encodeText(text));
  }

  /** The variables that a program is started with, in the order in which this shell lists them. */
  exportedEntries(): (readonly [string, string])[] {
    const entries: [string, string][] = [];
    for (const [name, variable] of this.variables.entries()) {
      const text = exportedText(variable);
      if (text !== undefined) entries.push([name, text]);
    }
    return entries;
  }
}

function exportedText(variable: Variable): string | undefined {
  return variable.exported && variable.value?.kind === 'scalar' ? variable.value.text : undefined;
}
