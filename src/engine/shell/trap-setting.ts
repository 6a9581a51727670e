import type { SignalName } from '../kernel';
import type { Shell } from './shell';
import { isSignal, namedSignal, numberedSignal, TERMINATING } from './traps';

/** Names that `trap` knows besides signals. */
const PSEUDO = new Set(['EXIT', 'ERR', 'DEBUG', 'RETURN']);

/** The name of a signal (or pseudo signal) from what was typed: `INT`, `SIGINT`, `2`, `int`. */
export function trapName(shell: Shell, text: string): string | undefined {
  if (text === '0') return 'EXIT';
  const byNumber = numberedSignal(text);
  if (byNumber !== undefined) return byNumber;
  const isFree = shell.isBash || shell.dialect.name === 'ash';
  const name = isFree ? text.toUpperCase().replace(/^SIG/, '') : text;
  if (PSEUDO.has(name) && name === text.toUpperCase())
    return shell.isBash || name === 'EXIT' || (name === 'ERR' && shell.dialect.name === 'ash')
      ? name
      : undefined;
  return namedSignal(shell, name);
}

/** Sets what happens on a signal; undefined: the default again. */
export function setTrap(shell: Shell, name: string, action: string | undefined): void {
  shell.inheritedTraps = undefined;
  if (action === undefined) shell.traps.delete(name);
  else shell.traps.set(name, action);
  if (name === 'EXIT' && shell.isBash && !shell.isInteractive) catchTerminating(shell);
  if (!isSignal(name) || name === 'KILL' || name === 'STOP') return;
  if (action === '') shell.p.setDisposition(name, 'ignore');
  else if (action !== undefined) shell.p.setDisposition(name, 'catch');
  else shell.p.setDisposition(name, interactiveDisposition(shell, name));
}

/** They stay caught when the trap is gone again. */
function catchTerminating(shell: Shell): void {
  for (const signal of TERMINATING)
    if (shell.p.disposition(signal) === 'default') shell.p.setDisposition(signal, 'catch');
}

function interactiveDisposition(shell: Shell, name: SignalName): 'default' | 'ignore' | 'catch' {
  if (!shell.isInteractive)
    return name === 'INT' && !shell.isBash && shell.subshellDepth === 0 && !shell.has('stdin')
      ? 'catch'
      : 'default';
  if (name === 'INT') return 'catch';
  return name === 'TERM' || name === 'QUIT' || name === 'TSTP' || name === 'TTIN' || name === 'TTOU'
    ? 'ignore'
    : 'default';
}
