import type { World } from '../world';
import { allParts } from './all-parts';
import type { CreateMachineOptions } from './create-terminal-machine';
import { LoggedMachine } from './logged-machine';
import type { MachineState } from './state';

/** Switches on a machine with all programs and commands at hand, which logs what is done to it. */
export function createMachine(world: World, options: CreateMachineOptions): LoggedMachine {
  return new LoggedMachine(world, { ...options, parts: allParts() });
}

/** The machine that this state was taken of, again. Undo is a replay without the last inputs. */
export function replay(
  world: World,
  state: MachineState,
  options: Omit<CreateMachineOptions, 'seed'> = {},
): LoggedMachine {
  const machine = createMachine(world, { ...options, seed: state.seed });
  machine.restore(state);
  return machine;
}
