import type { Task } from '../../kernel';
import { Failure, LeaveFunction } from '../control';
import { deepCall } from '../deep-call';
import { runCommand } from '../interpret';
import type { FunctionDefinition, Shell } from '../shell';
import { handleSignals, runPseudoTrap } from '../traps';

/** How deep functions may call each other. The real shells end here too: dash says so, bash crashes. */
const MAX_DEPTH = 1000;

/** Calls a function: `args[0]` is its name. */
export function* runFunction(
  shell: Shell,
  definition: FunctionDefinition,
  args: readonly string[],
): Task<number> {
  if (shell.depth >= MAX_DEPTH) yield* failTooDeep(shell, definition.name);
  const before = {
    positional: shell.positional,
    loopDepth: shell.loopDepth,
    frames: shell.frames,
    line: shell.line,
    getopts: shell.getopts,
  };
  shell.positional = args.slice(1);
  shell.loopDepth = 0;
  if (!shell.isBash) shell.getopts = { word: 1, offset: 1 };
  shell.depth++;
  shell.frames = [...shell.frames, { name: definition.name, source: definition.source, line: shell.line }];
  shell.variables.enterScope();
  // A function has the RETURN trap that it sets itself, unless it is traced.
  const outerTrap = shell.has('functrace') ? undefined : shell.traps.get('RETURN');
  if (outerTrap !== undefined) shell.traps.delete('RETURN');
  try {
    yield* shell.p.turn();
    yield* handleSignals(shell);
    const status = yield* deepCall(runCommand(shell, definition.body, false));
    yield* runPseudoTrap(shell, 'RETURN');
    return status;
  } catch (error) {
    if (!(error instanceof LeaveFunction)) throw error;
    yield* runPseudoTrap(shell, 'RETURN');
    return error.status;
  } finally {
    shell.variables.leaveScope();
    if (outerTrap !== undefined && !shell.traps.has('RETURN')) shell.traps.set('RETURN', outerTrap);
    shell.depth--;
    shell.positional = before.positional;
    shell.loopDepth = before.loopDepth;
    shell.frames = before.frames;
    shell.line = before.line;
    if (!shell.isBash) shell.getopts = before.getopts;
  }
}

function* failTooDeep(shell: Shell, name: string): Task<never> {
  if (shell.isBash) yield* shell.complain(`${name}: maximum function nesting level exceeded (${MAX_DEPTH})`);
  else yield* shell.complain(`Maximum function recursion depth (${MAX_DEPTH}) reached`);
  throw new Failure(shell.isBash ? 1 : 2);
}
