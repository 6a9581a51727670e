import { FIRST_REAL_TIME, SIGNAL_NUMBERS, type SignalName, type Task } from '../kernel';
import { Failure, Interrupted, LeaveShell } from './control';
import type { Shell } from './shell';
import { runText } from './source';

export function isSignal(name: string): name is SignalName {
  return Object.hasOwn(SIGNAL_NUMBERS, name);
}

const BY_NUMBER: ReadonlyMap<string, SignalName> = new Map(
  Object.entries(SIGNAL_NUMBERS).map(([name, number]) => [String(number), name as SignalName]),
);

/** The signal of a number as typed. */
export function numberedSignal(text: string): SignalName | undefined {
  return BY_NUMBER.get(text);
}

/**
 * The signal of a name as this shell knows it: ash has no names of those for real time, bash counts on from the first,
 * as far as there are any.
 */
export function namedSignal({ isBash, dialect }: Shell, name: string): SignalName | undefined {
  if (name.startsWith('RT') && dialect.name === 'ash') return undefined;
  if (isSignal(name)) return name;
  const count = isBash ? /^RTMIN\+(\d+)$/.exec(name)?.[1] : undefined;
  return count === undefined || Number(count) > 30
    ? undefined
    : numberedSignal(String(FIRST_REAL_TIME + Number(count)));
}

/**
 * What bash catches once it has an EXIT trap, so as to run that before it dies of them. Source: bash's sig.c,
 * terminating_signals.
 */
export const TERMINATING: readonly SignalName[] = [
  ...(['HUP', 'INT', 'ILL', 'TRAP', 'ABRT', 'FPE', 'BUS', 'SEGV', 'SYS', 'PIPE'] as const),
  ...(['ALRM', 'TERM', 'XCPU', 'XFSZ', 'VTALRM', 'USR1', 'USR2'] as const),
];

/** Whether bash dies of that signal by way of its EXIT trap. */
export function isTerminating(shell: Shell, signal: SignalName): boolean {
  return shell.isBash && !shell.isInteractive && !shell.traps.has(signal) && TERMINATING.includes(signal);
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
    else if (signal === 'INT' && action === undefined && !shell.isBash) yield* dieOf(shell, 'INT');
    else if (isTerminating(shell, signal)) yield* terminate(shell, signal);
  }
}

/** Process 1 survives its own signal, and leaves with its number. Source: dash's onint, bash's termsig_handler. */
function* dieOf(shell: Shell, signal: SignalName): Task<never> {
  shell.p.setDisposition(signal, 'default');
  shell.p.kill(shell.p.pid, signal);
  yield* shell.p.turn();
  throw new LeaveShell(128 + SIGNAL_NUMBERS[signal]);
}

/** bash ends of a signal: its EXIT trap runs, and what that exits with is forgotten. */
export function* terminate(shell: Shell, signal: SignalName): Task<never> {
  yield* runExitTrap(shell, 128 + SIGNAL_NUMBERS[signal]);
  return yield* dieOf(shell, signal);
}

/** Runs a trap's text; `$?` is afterwards what it was. */
export function* runTrap(shell: Shell, action: string): Task<void> {
  const { status, pipeStatus, exitTrapStatus } = shell;
  // To the Almquist shells `exit` without a number is that of the command before the trap, as POSIX has it.
  if (!shell.isBash) shell.exitTrapStatus = status;
  yield* runTrapText(shell, action, shell.line);
  shell.exitTrapStatus = exitTrapStatus;
  shell.status = status;
  shell.pipeStatus = pipeStatus;
}

function* runTrapText(shell: Shell, action: string, line: number): Task<void> {
  shell.trapDepth++;
  try {
    yield* runText(shell, action, line);
  } finally {
    shell.trapDepth--;
  }
}

/** Runs the EXIT trap, which may change the status by `exit`. */
export function* runExitTrap(shell: Shell, status: number): Task<number> {
  const action = shell.traps.get('EXIT');
  if (action === undefined || action === '') return status;
  shell.traps.delete('EXIT');
  shell.status = status;
  shell.exitTrapStatus = status;
  try {
    yield* runTrapText(shell, action, shell.isBash ? 1 : shell.line);
  } catch (error) {
    if (error instanceof LeaveShell || error instanceof Failure) return error.status;
    throw error;
  }
  return status;
}

/** What bash is about to run: its DEBUG trap may look at it. */
export function* announce(shell: Shell, text: () => string): Task<void> {
  if (shell.trapDepth === 0) shell.runningText = text;
  yield* runPseudoTrap(shell, 'DEBUG');
}

/** bash's ERR and DEBUG traps. */
export function* runPseudoTrap(shell: Shell, name: 'ERR' | 'DEBUG' | 'RETURN'): Task<void> {
  const action = shell.traps.get(name);
  if (action === undefined || action === '' || shell.isRunningTrap) return;
  const isHidden = name !== 'RETURN' && shell.frames.length > 0;
  if (isHidden && !shell.has(name === 'ERR' ? 'errtrace' : 'functrace')) return;
  shell.isRunningTrap = true;
  try {
    yield* runTrap(shell, action);
  } finally {
    shell.isRunningTrap = false;
  }
}
