import { createMachineOf, type Parts, Surroundings } from '../engine';
import type { World } from '../engine/world';
import type { NewMachine } from './page-run';

/** The machines of a page, by name: each is called so, and all share their registries and a memory stick. */
export function pageMachines(parts: Parts, world: World, seed: string): NewMachine {
  const surroundings = new Surroundings(world);
  return (name) => {
    const named = { ...world, host: { ...world.host, hostname: name } };
    return createMachineOf(parts, named, { seed: `${seed} ${name}`, surroundings });
  };
}
