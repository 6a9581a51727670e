import { createTerminalMachineOf, type Parts } from '../engine';
import type { World } from '../engine/world';
import { namedMachines } from './named-machines';
import type { NewMachine } from './page-run';

/** The machines of a page, by name: each is called so, and all share their registries and a memory stick. */
export function pageMachines(parts: Parts, world: World, seed: string): NewMachine {
  return namedMachines(createTerminalMachineOf, parts, world, seed);
}
