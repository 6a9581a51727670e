import { createMachineOf, createTerminalMachineOf, type Machine, type Parts, Surroundings } from '../engine';
import type { World } from '../engine/world';
import type { NewMachine } from './page-run';

/** The machines of a page, by name: each is called so, and all share their registries and a memory stick. */
export function pageMachines(parts: Parts, world: World, seed: string): NewMachine {
  return named(createTerminalMachineOf, parts, world, seed);
}

/** As a page's: those of a comparison, at which nobody watches what is typed. */
export function comparisonMachines(parts: Parts, world: World, seed: string): (name: string) => Machine {
  return named(createMachineOf, parts, world, seed);
}

function named<Made>(
  create: (parts: Parts, world: World, options: { seed: string; surroundings: Surroundings }) => Made,
  parts: Parts,
  world: World,
  seed: string,
): (name: string) => Made {
  const surroundings = new Surroundings(world);
  return (name) => {
    const own = { ...world, host: { ...world.host, hostname: name } };
    return create(parts, own, { seed: `${seed} ${name}`, surroundings });
  };
}
