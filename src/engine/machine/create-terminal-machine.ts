import type { World } from '../world';
import type { Parts } from './parts';
import type { Surroundings } from './surroundings';
import { type Budget, TerminalMachine } from './terminal-machine';

export interface CreateMachineOptions {
  /** Everything random on the machine (ids, names, addresses) follows from this. */
  readonly seed: string;
  readonly budget?: Partial<Budget>;
  /** What it shares with machines beside it; missing: it stands alone. */
  readonly surroundings?: Surroundings;
}

/**
 * Switches on a machine in a world, of code that is loaded when it is first used: the machine tells in `needs()`
 * what it waits for. The same world, seed and inputs give the same bytes every time.
 */
export function createTerminalMachineOf(
  parts: Parts,
  world: World,
  options: CreateMachineOptions,
): TerminalMachine {
  return new TerminalMachine(world, { ...options, parts });
}
