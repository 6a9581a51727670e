// Loaded when somebody runs a program that nothing here models.
import type { Process, Task } from '../kernel';
import { PURPOSES } from './purposes';
import { packageOf } from './shared/installed';
import { INSTALLED, NOT_MODELLED, plainName } from './shared/not-modelled';
import { program, type ProgramDefinition } from './shared/program';

/** Runs an executable that names none of our programs, by its id. */
export function runStandIn(p: Process, id: string): Task<number> {
  return standIn(id).run(p);
}

function standIn(id: string): ProgramDefinition {
  if (id.startsWith(INSTALLED)) {
    const name = id.slice(INSTALLED.length);
    const purpose = purposeOf(name);
    return purpose === undefined ? packagedProgram(name) : notModelled(name, purpose);
  }
  const [name = '', purpose, version] = id.slice(NOT_MODELLED.length).split('\n');
  return notModelled(name, purpose || (purposeOf(name) ?? 'belongs to this image'), version);
}

/** What a program that is not modelled is for; undefined: no image has it. */
export function purposeOf(name: string): string | undefined {
  const known = Object.hasOwn(PURPOSES, name) ? name : plainName(name);
  return Object.hasOwn(PURPOSES, known) ? PURPOSES[known] : undefined;
}

/** A program that images have and this machine does not: it says so in one line and what the real one is for. */
export function notModelled(name: string, purpose: string, version?: string): ProgramDefinition {
  return program({
    id: `${NOT_MODELLED}${name}`,
    paths: [],
    stopAtOperand: 'raw',
    *run(c) {
      const [, first = ''] = c.p.argv;
      if (version !== undefined && VERSION.test(first)) {
        yield* c.print(`${version}\n`);
        return 0;
      }
      return yield* c.fail(`not modelled on this simulated machine; the real ${name} ${purpose}`, 127);
    },
  });
}

/** How programs are asked for their version. */
const VERSION = /^(-v|-V|--?version|version)$/;

/** A program that came with a package and that this machine does not run: it says so, and what the package is. */
function packagedProgram(name: string): ProgramDefinition {
  return program({
    id: `${INSTALLED}${name}`,
    paths: [],
    stopAtOperand: 'raw',
    *run(c) {
      const owner = packageOf(c.p, name);
      const origin = owner === undefined ? 'came with a package' : `is of the package ${owner}`;
      return yield* c.fail(`not modelled on this simulated machine; the real ${name} ${origin}`, 127);
    },
  });
}
