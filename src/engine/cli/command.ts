import type { Task } from '../kernel';
import type { ParsedArguments } from './arguments';
import type { CommandPlace } from './command-tree';
import type { CommandDeclaration } from './declaration';

/** What a command's function reads of what was typed; `flags` and `changed` know the declared names and types. */
export interface Invocation<D extends CommandDeclaration = CommandDeclaration> extends Pick<
  ParsedArguments<D>,
  'operands' | 'flags' | 'changed'
> {
  /** Where the command was found, for messages: `docker ps` or `docker container ls`. */
  readonly place: CommandPlace;
}

/**
 * A docker command: what is declared of it, and what it does. It runs as a task: it may wait, and gives its exit
 * status. `Context` is what commands work with (daemon, streams, clock).
 */
export interface Command<Context> {
  readonly declaration: CommandDeclaration;
  run(invocation: Invocation, context: Context): Task<number>;
}

/** Joins a declaration and its function, which sees the declared flags with their types. */
export function command<const D extends CommandDeclaration, Context>(
  declaration: D,
  run: (invocation: Invocation<D>, context: Context) => Task<number>,
): Command<Context> {
  return {
    declaration,
    // The command line is read by this declaration, so the flags are those of D.
    run: (invocation, context) => run(invocation as Invocation<D>, context),
  };
}
