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

/** Where a flag is not as in Docker: taken and does less, or refused in one line. */
export interface FlagEdge {
  readonly state: 'modelled' | 'simplified' | 'refused';
  /** One sentence for readers: what differs, or what the real flag does. */
  readonly why: string;
}

/** Where a command is not as in Docker; what is not named here is meant to be. */
export interface Edges<D extends CommandDeclaration = CommandDeclaration> {
  /** What the whole command leaves out: one sentence. */
  readonly simplified?: string;
  readonly flags?: { readonly [Name in FlagName<D>]?: FlagEdge };
}

/** A flag that is taken and makes no difference on this machine, as it would make none in Docker. */
export function withoutEffect(why: string): FlagEdge {
  return { state: 'modelled', why };
}

/** A flag that is taken and does less than in Docker. */
export function simplified(why: string): FlagEdge {
  return { state: 'simplified', why };
}

/** A flag that is refused, with what the real one is for. */
export function refused(why: string): FlagEdge {
  return { state: 'refused', why };
}

/** A command that can be run: what was declared of it, and its function. It gives its exit status. */
export interface Implementation {
  readonly declaration: CommandDeclaration;
  readonly edges: Edges;
  readonly run: (context: CommandContext) => Task<number>;
}

type Run<D extends CommandDeclaration> = (context: CommandContext<D>) => Task<number>;

/** Gives a declared command its function, and what it leaves out; the context's flags have the declaration's names and types. */
export function implement<const D extends CommandDeclaration>(
  declaration: D,
  ...[edgesOrRun, run]: readonly [run: Run<D>] | readonly [edges: Edges<D>, run: Run<D>]
): Implementation {
  const [edges, act] = typeof edgesOrRun === 'function' ? [{}, edgesOrRun] : [edgesOrRun, run];
  // The caller (docker's program) parses the arguments by this same declaration, which the compiler cannot follow.
  return { declaration, edges, run: act as unknown as Implementation['run'] };
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
