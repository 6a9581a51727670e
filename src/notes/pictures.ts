import type { Machine } from '../engine';

/** Pictures that a note may hold, by the name of their component, and the state that each draws. */
export const PICTURES: Readonly<Record<string, (machine: Machine, attributes: Attributes) => unknown>> = {
  Machine: (machine) => machine.view(),
  Layers: (machine, attributes) =>
    (attributes.get('images') ?? '')
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => machine.image(name)),
  BuildSteps: (machine) => {
    const builds = machine.builds();
    const build = builds.at(-1);
    if (build === undefined) throw new Error('nothing was built on this machine yet');
    return { build, isRebuild: builds.length > 1 };
  },
};

/** A component's attributes as written, those with a text as value. */
export type Attributes = ReadonlyMap<string, string>;
