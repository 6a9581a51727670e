import { packageOf } from './installed';
import { program } from './program';
import type { ProgramDefinition } from './program';

/** How executables are marked that nothing here runs: then its name, what the real one is for, and its version. */
export const NOT_MODELLED = 'not-modelled/';

/** What an image's facts say of a program that nothing here runs. */
export interface ProgramNote {
  readonly purpose?: string;
  /** The line it prints when asked for its version. */
  readonly version?: string;
}

export function notModelledId(name: string, { purpose = '', version = '' }: ProgramNote): string {
  return NOT_MODELLED + [name, purpose, version].join('\n').trimEnd();
}

/** What such an executable says, by its id; undefined: it is another's. */
export function notModelledById(
  id: string,
  purposes: Readonly<Record<string, string>>,
): ProgramDefinition | undefined {
  if (!id.startsWith(NOT_MODELLED)) return undefined;
  const [name = '', purpose, version] = id.slice(NOT_MODELLED.length).split('\n');
  return notModelled(name, purpose || (purposes[name] ?? 'belongs to this image'), version);
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
