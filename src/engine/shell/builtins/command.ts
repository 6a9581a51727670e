import type { Task } from '../../kernel';
import { Failure } from '../control';
import { callProgram } from '../simple-command';
import type { Shell } from '../shell';
import { badOption, fault, parseOptions, type BuiltinCall } from './builtin';
import { findBuiltin } from './index';
import { describe, shortName } from './type';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Runs a builtin whose errors do not end the script. */
function* runGently(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number | undefined> {
  const found = findBuiltin(shell, args[0] ?? '');
  if (!found) return undefined;
  const before = shell.commandName;
  shell.commandName = args[0];
  try {
    return yield* found.run(shell, args, call);
  } catch (error) {
    if (
      error instanceof Failure &&
      found.isSpecial &&
      args[0] !== 'eval' &&
      args[0] !== '.' &&
      args[0] !== 'source'
    )
      return error.status;
    throw error;
  } finally {
    shell.commandName = before;
  }
}

export function* command(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number> {
  const { flags, operands, bad } = parseOptions(args, 'pvV');
  if (bad !== undefined) return yield* badOption(shell, 'command', bad, 'command [-pVv] command [arg ...]');
  if (operands.length === 0) return 0;
  if (flags.has('v') || flags.has('V')) {
    let status = 0;
    for (const name of shell.isBash ? operands : operands.slice(0, 1)) {
      const isFound = flags.has('V')
        ? yield* describe(shell, name, 'command')
        : yield* shortName(shell, name);
      if (!isFound) status = shell.isBash ? 1 : 127;
    }
    return shell.isBash && operands.length > 1 ? 0 : status;
  }
  const status = yield* runGently(shell, operands, call);
  if (status !== undefined) return status;
  shell.commandName = undefined;
  const path = flags.has('p') ? DEFAULT_PATH : undefined;
  return yield* callProgram(shell, { redirects: [], assignments: [] }, operands, call.isLast, path);
}

export function* builtinCommand(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number> {
  const operands = args[1] === '--' ? args.slice(2) : args.slice(1);
  const [name] = operands;
  if (name === undefined) return 0;
  const status = yield* runGently(shell, operands, call);
  return status ?? (yield* fault(shell, 'builtin', `${name}: not a shell builtin`));
}
