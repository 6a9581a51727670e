import { program } from './program';
import type { ProgramDefinition } from './program';

/** A program that images have and this machine does not: it says so in one line and what the real one is for. */
export function notModelled(name: string, purpose: string): ProgramDefinition {
  return program({
    id: `not-modelled/${name}`,
    paths: [],
    stopAtOperand: 'raw',
    *run(c) {
      return yield* c.fail(`not modelled on this simulated machine; the real ${name} ${purpose}`, 127);
    },
  });
}
