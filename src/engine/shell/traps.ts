import { SIGNAL_NUMBERS, type SignalName, type Task } from '../kernel';
import { Failure, Interrupted, LeaveShell } from './control';
import type { Shell } from './shell';
import { runText } from './source';

/** Names that `trap` knows besides signals. */
const PSEUDO = new Set(['EXIT', 'ERR', 'DEBUG', 'RETURN']);

/** The name of a signal (or pseudo signal) from what was typed: `INT`, `SIGINT`, `2`, `int`. */
export function trapName(shell: Shell, text: string): string | undefined {
  if (text === '0') return 'EXIT';
  const byNumber = Object.entries(SIGNAL_NUMBERS).find(([, number]) => String(number) === text)?.[0];
  if (byNumber !== undefined) return byNumber;
  const isFree = shell.isBash || shell.dialect.name === 'ash';
  const name = isFree ? text.toUpperCase().replace(/^SIG/, '') : text;
  if (PSEUDO.has(name))
    return shell.isBash || name === 'EXIT' || (name === 'ERR' && shell.dialect.name === 'ash')
      ? name
      : undefined;
  return isSignal(name) ? name : undefined;
}

export function isSignal(name: string): name is SignalName {
  return Object.hasOwn(SIGNAL_NUMBERS, name);
}

/** Sets what happens on a signal; undefined: the default again. */
export function setTrap(shell: Shell, name: string, action: string | undefined): void {
  if (action === undefined) shell.traps.delete(name);
  else shell.traps.set(name, action);
  if (!isSignal(name) || name === 'KILL' || name === 'STOP') return;
  if (action === '') shell.p.setDisposition(name, 'ignore');
  else if (action !== undefined) shell.p.setDisposition(name, 'catch');
  else shell.p.setDisposition(name, interactiveDisposition(shell, name));
}

function interactiveDisposition(shell: Shell, name: SignalName): 'default' | 'ignore' | 'catch' {
  if (!shell.isInteractive) return 'default';
  if (name === 'INT') return 'catch';
  return name === 'TERM' || name === 'QUIT' || name === 'TSTP' || name === 'TTIN' || name === 'TTOU'
    ? 'ignore'
    : 'default';
}

/** Runs the traps of the signals that were caught since last time; ^C without a trap interrupts. */
export function* handleSignals(shell: Shell): Task<void> {
  const taken = shell.p.takeSignals();
  if (taken.length === 0 && shell.pendingSignals.length === 0) return;
  const signals = [...shell.pendingSignals, ...taken];
  shell.pendingSignals = [];
  for (const signal of signals) {
    const action = shell.traps.get(signal);
    if (action !== undefined && action !== '') yield* runTrap(shell, action);
    else if (signal === 'INT' && shell.isInteractive) throw new Interrupted();
  }
}

/** Runs a trap's text; `$?` is afterwards what it was. */
export function* runTrap(shell: Shell, action: string): Task<void> {
  const { status, pipeStatus } = shell;
  yield* runText(shell, action, shell.line);
  shell.status = status;
  shell.pipeStatus = pipeStatus;
}

/** Runs the EXIT trap, which may change the status by `exit`. */
export function* runExitTrap(shell: Shell, status: number): Task<number> {
  const action = shell.traps.get('EXIT');
  if (action === undefined || action === '') return status;
  shell.traps.delete('EXIT');
  shell.status = status;
  shell.exitTrapStatus = status;
  try {
    yield* runText(shell, action, shell.isBash ? 1 : shell.line);
  } catch (error) {
    if (error instanceof LeaveShell || error instanceof Failure) return error.status;
    throw error;
  }
  return status;
}

/** bash's ERR and DEBUG traps. */
export function* runPseudoTrap(shell: Shell, name: 'ERR' | 'DEBUG' | 'RETURN'): Task<void> {
  const action = shell.traps.get(name);
  if (action === undefined || action === '' || shell.isRunningTrap) return;
  if (shell.frames.length > 0 && !shell.has(name === 'ERR' ? 'errtrace' : 'functrace')) return;
  shell.isRunningTrap = true;
  try {
    yield* runTrap(shell, action);
  } finally {
    shell.isRunningTrap = false;
  }
}
