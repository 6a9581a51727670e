import type { Program } from '../kernel';
import type { ProgramEntry } from './on-demand';
import { isDefinition, isProgram, ProgramSet } from './program-set';
import { BUSYBOX_APPLETS, OTHER_APPLETS, PURPOSES } from './purposes';
import type { ProgramNote } from './shared/not-modelled';
import type { ProgramDefinition } from './shared/program';

const modules = import.meta.glob<Readonly<Record<string, unknown>>>(['./*/*.ts', '!./shared/*.ts'], {
  eager: true,
});

/** Every program of a file of its own, by id. */
const own: readonly Program[] = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter(isProgram)
  .sort((a, b) => (a.id < b.id ? -1 : 1));

/** Those with package, names and paths. */
export const programs: readonly ProgramDefinition[] = own.filter(isDefinition);

/** All of them, at hand. */
export const allPrograms = new ProgramSet(own);

export function loadProgram(id: string): Program | undefined {
  return allPrograms.load(id);
}

export function programIdFor(name: string, note?: ProgramNote): string {
  return allPrograms.idOf(name, note);
}

/** Every name that a program can be called by, whether it is modelled or not, sorted. */
export function programNames(): readonly string[] {
  const names = [...programs.flatMap((one) => one.names), ...Object.keys(PURPOSES), ...BUSYBOX_APPLETS];
  return [...new Set([...names, ...OTHER_APPLETS])].sort();
}

/** What a program that is not modelled is for. */
export function purposeOf(name: string): string | undefined {
  return PURPOSES[name];
}

export function isModelled(name: string): boolean {
  return allPrograms.isModelled(name);
}

/** Which programs stand in which file: what a page knows of them before it loads one. */
export function programEntries(): readonly ProgramEntry[] {
  return Object.entries(modules).flatMap(([file, module]) =>
    Object.values(module)
      .filter(isProgram)
      .map((program) => ({
        id: program.id,
        file: file.replace(/^\.\/|\.ts$/g, ''),
        names: isDefinition(program) ? program.names : undefined,
      })),
  );
}
