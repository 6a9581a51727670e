import { createMachineOf, type Machine, type Parts } from '../engine';
import type { World } from '../engine/world';
import { namedMachines } from './named-machines';

/** As those of a page: a comparison's, at which nobody watches what is typed. */
export function comparisonMachines(parts: Parts, world: World, seed: string): (name: string) => Machine {
  return namedMachines(createMachineOf, parts, world, seed);
}
