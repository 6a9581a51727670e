import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { LeaveShell } from '../control';
import { findProgram } from '../find-program';
import { execProgram } from '../run-program';
import { parseOptions, type BuiltinCall } from './builtin';

export function* exec(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number> {
  const { operands, values, flags } = parseOptions(
    args,
    shell.isBash ? 'cla:' : shell.dialect.name === 'ash' ? 'a:' : '',
  );
  const [name] = operands;
  if (name === undefined) {
    call.keepRedirects();
    return 0;
  }
  const found = findProgram(shell, name);
  const isApplet = shell.dialect.isStandalone && shell.hooks.applet?.(name) !== undefined;
  if ('code' in found && !isApplet) {
    const isMissing = found.code === 'ENOENT';
    if (shell.isBash && !isMissing && name.includes('/'))
      yield* shell.complain(shell.dialect.messages.cannotExecute(name, found.code));
    const text =
      isMissing && !name.includes('/')
        ? `${name}: not found`
        : shell.dialect.messages.cannotExecute(name, found.code);
    const shown = shell.isBash && !isMissing ? text.replace(': ', ': cannot execute: ') : text;
    yield* shell.complain(shown, shell.isBash && isMissing && name.includes('/') ? undefined : 'exec');
    if (shell.isBash && (shell.isInteractive || shell.shopts.has('execfail'))) return isMissing ? 127 : 126;
    throw new LeaveShell(isMissing ? 127 : 126);
  }
  call.keepRedirects();
  if (flags.has('c'))
    for (const [variable] of shell.exportedEntries())
      shell.variables.setAttributes(variable, { exported: false });
  if (shell.isBash)
    shell.variables.set('SHLVL', String(Math.max(0, Number(shell.variables.get('SHLVL') ?? '1') - 1)));
  const called = values.get('a') ?? (flags.has('l') ? `-${name}` : undefined);
  const status = yield* execProgram(shell, operands, [], undefined, called);
  throw new LeaveShell(status);
}
