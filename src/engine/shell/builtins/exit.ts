import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { Failure, LeaveFunction, LeaveShell } from '../control';
import { mayLeave } from '../leave';
import { fault, illegalNumber } from './builtin';

/** bash's `logout` is for a login shell. */
export function* logout(shell: Shell, args: readonly string[]): Task<number> {
  if (shell.shopts.has('login_shell')) return yield* exit(shell, args);
  yield* shell.complain("not login shell: use `exit'", 'logout');
  return 1;
}

export function* exit(shell: Shell, args: readonly string[]): Task<number> {
  const [name = 'exit', text, extra] = args;
  if (shell.isInteractive && shell.isBash && shell.subshellDepth === 0)
    yield* shell.writeError(`${shell.shopts.has('login_shell') ? 'logout' : 'exit'}\n`);
  if (!(yield* mayLeave(shell))) return shell.isBash ? 1 : 0;
  if (text === undefined) throw new LeaveShell(shell.exitTrapStatus ?? shell.status);
  const isNumber = shell.isBash ? /^[-+]?\d+$/.test(text) : /^\d+$/.test(text);
  if (!isNumber) {
    if (!shell.isBash) return yield* fault(shell, name, illegalNumber(shell, text));
    yield* shell.complain(`${text}: numeric argument required`, name);
    throw new LeaveShell(2);
  }
  if (extra !== undefined && shell.isBash) {
    yield* shell.complain('too many arguments', name);
    throw new Failure(1, 'line');
  }
  throw new LeaveShell(Number(BigInt(text) & 255n));
}

export function* returnBuiltin(shell: Shell, args: readonly string[]): Task<number> {
  const [, text] = args;
  const isNumber = text === undefined || (shell.isBash ? /^[-+]?\d+$/.test(text) : /^\d+$/.test(text));
  if (!isNumber) {
    if (!shell.isBash) return yield* fault(shell, 'return', illegalNumber(shell, text));
    yield* shell.complain(`${text}: numeric argument required`, 'return');
  }
  const mask = shell.dialect.name === 'dash' ? 0xffffffffn : 255n;
  const status = text === undefined ? shell.status : isNumber ? Number(BigInt(text) & mask) : 2;
  const isInside = shell.variables.isInFunction || shell.sourceDepth > 0;
  if (isInside || !shell.isBash) throw isInside ? new LeaveFunction(status) : new LeaveShell(status);
  yield* shell.complain("can only `return' from a function or sourced script", 'return');
  return 2;
}
