import type { World } from '../world';
import type { CreateMachineOptions } from './create-terminal-machine';
import { Machine } from './machine';
import type { Parts } from './parts';

/** As createTerminalMachineOf, for lines that nobody watches, too. */
export function createMachineOf(parts: Parts, world: World, options: CreateMachineOptions): Machine {
  return new Machine(world, { ...options, parts });
}
