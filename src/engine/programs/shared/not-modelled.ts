import { packageOf } from './installed';
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

/** A program that came with a package and that this machine does not run: it says so, and what the package is. */
export function packagedProgram(name: string): ProgramDefinition {
  return program({
    id: `installed/${name}`,
    paths: [],
    stopAtOperand: 'raw',
    *run(c) {
      const owner = packageOf(c.p, name);
      const origin = owner === undefined ? 'came with a package' : `is of the package ${owner}`;
      return yield* c.fail(`not modelled on this simulated machine; the real ${name} ${origin}`, 127);
    },
  });
}
