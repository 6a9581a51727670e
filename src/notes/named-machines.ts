import { type CreateMachineOptions, type Parts, Surroundings } from '../engine';
import type { World } from '../engine/world';

/** Gives machines by name: each is called so, and all share their registries and a memory stick. */
export function namedMachines<Made>(
  create: (parts: Parts, world: World, options: CreateMachineOptions) => Made,
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
