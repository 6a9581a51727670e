import type { World } from '../world';
import { allParts } from './all-parts';
import { createMachineOf, type CreateMachineOptions } from './create';
import type { Machine } from './machine';
import type { MachineState } from './state';

/** Switches on a machine with all programs and commands at hand. */
export function createMachine(world: World, options: CreateMachineOptions): Machine {
  return createMachineOf(allParts(), world, options);
}

/** The machine that this state was taken of, again. Undo is a replay without the last inputs. */
export function replay(
  world: World,
  state: MachineState,
  options: Omit<CreateMachineOptions, 'seed'> = {},
): Machine {
  const machine = createMachine(world, { ...options, seed: state.seed });
  machine.restore(state);
  return machine;
}
