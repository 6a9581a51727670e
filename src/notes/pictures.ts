import type { Machine } from '../engine';

/** Pictures that a note may hold, by the name of their component, and the state that each draws. */
export const PICTURES: Readonly<Record<string, (machine: Machine, attributes: Attributes) => unknown>> = {
  Machine: (machine) => machine.view(),
  Layers: (machine, attributes) =>
    (attributes.get('images') ?? '')
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => machine.image(name)),
};

/** A component's attributes as written, those with a text as value. */
export type Attributes = ReadonlyMap<string, string>;
