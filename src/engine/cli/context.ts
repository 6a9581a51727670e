import type { Daemon } from '../daemon';
import type { Process, Stream, Task } from '../kernel';
import type { ParsedArguments } from './arguments';
import type { CommandDeclaration, FlagName, FlagValues } from './declaration';

/** What a command is given when it runs. */
export interface CommandContext<D extends CommandDeclaration = CommandDeclaration> {
  /** The words of the command as it was typed, without aliases: `['ps']` or `['container', 'ls']`. */
  readonly path: readonly string[];
  readonly operands: readonly string[];
  readonly flags: FlagValues<D>;
  /** The flags that were typed, whatever their value. */
  readonly changed: ReadonlySet<FlagName<D>>;
  /** The flags that stood before the command. */
  readonly globals: ParsedArguments;
  readonly daemon: Daemon;
  /** The docker program's own process on the host. */
  readonly process: Process;
  readonly stdin: Stream;
  readonly stdout: Stream;
  readonly stderr: Stream;
}

/** A command that can be run: what was declared of it, and its function. It gives its exit status. */
export interface Implementation {
  readonly declaration: CommandDeclaration;
  readonly run: (context: CommandContext) => Task<number>;
}

/** Gives a declared command its function; the context's flags have the declaration's names and types. */
export function implement<const D extends CommandDeclaration>(
  declaration: D,
  run: (context: CommandContext<D>) => Task<number>,
): Implementation {
  // The caller (docker's program) parses the arguments by this same declaration, which the compiler cannot follow.
  return { declaration, run: run as unknown as Implementation['run'] };
}

/** Ends a command with a text on standard error. `message` is printed as it is, with a newline. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
  }
}

/** Writes a line to standard output. */
export function* print({ stdout }: Pick<CommandContext, 'stdout'>, line: string): Task<void> {
  yield* stdout.write(`${line}\n`);
}

/** Writes a line to standard error. */
export function* warn({ stderr }: Pick<CommandContext, 'stderr'>, line: string): Task<void> {
  yield* stderr.write(`${line}\n`);
}
