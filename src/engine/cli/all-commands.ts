import type { Implementation } from './context';
import { containerCreate, containerRun } from './declarations/container-run';
import { type CommandEntry, implementationsIn } from './implementations';
import { simplifiedAtCreate } from './run-options/simplified';

/** Every command's own file; one that is added is found by itself. */
const modules = import.meta.glob<Readonly<Record<string, unknown>>>(
  './{builder,container,context,image,network,plugin,registry,swarm,system,volume}/*.ts',
  { eager: true },
);

/** What can be run, with all that is to be said of where it is not as in Docker. */
export const implementations: readonly Implementation[] = Object.keys(modules)
  .sort()
  .flatMap((file) => implementationsIn(modules[file]))
  .map((one) =>
    one.declaration === containerRun || one.declaration === containerCreate
      ? { ...one, edges: { ...one.edges, flags: { ...simplifiedAtCreate, ...one.edges.flags } } }
      : one,
  );

/** Which commands stand in which file: what a page knows of them before it loads one. */
export function commandEntries(): readonly CommandEntry[] {
  return Object.entries(modules).flatMap(([file, module]) =>
    implementationsIn(module).map(({ declaration }) => ({
      path: declaration.path.join(' '),
      file: file.replace(/^\.\/|\.ts$/g, ''),
    })),
  );
}
