import type { Implementation } from './context';
import { type CommandEntry, implementationsIn } from './implementations';

/** Every command's own file; one that is added is found by itself. */
const modules = import.meta.glob<Readonly<Record<string, unknown>>>(
  './{builder,container,context,image,network,plugin,registry,swarm,system,volume}/*.ts',
  { eager: true },
);

/** What can be run. */
export const implementations: readonly Implementation[] = Object.keys(modules)
  .sort()
  .flatMap((file) => implementationsIn(modules[file]));

/** Which commands stand in which file: what a page knows of them before it loads one. */
export function commandEntries(): readonly CommandEntry[] {
  return Object.entries(modules).flatMap(([file, module]) =>
    implementationsIn(module).map(({ declaration }) => ({
      path: declaration.path.join(' '),
      file: file.replace(/^\.\/|\.ts$/g, ''),
    })),
  );
}
