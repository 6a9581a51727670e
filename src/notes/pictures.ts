import type { Look } from './look';

/** Pictures that a note may hold, by the name of their component, and what each shows. */
export const PICTURES: Readonly<Record<string, (attributes: Attributes) => Look>> = {
  Machine: () => ({ kind: 'machine' }),
  Layers: (attributes) => ({
    kind: 'layers',
    images: (attributes.get('images') ?? '').split(' ').filter((name) => name !== ''),
  }),
  BuildSteps: () => ({ kind: 'build' }),
  BuildGraph: () => ({ kind: 'graph' }),
};

/** A component's attributes as written, those with a text as value. */
export type Attributes = ReadonlyMap<string, string>;
