import type { Process, Program, Task } from '../kernel';
import { isProgram, ProgramSet } from './program-set';
import type { ProgramDefinition } from './shared/program';

/** What is known of a program before its file is loaded. */
export interface ProgramEntry {
  readonly id: string;
  /** Its file, from this folder: `./text/awk.ts`. */
  readonly file: string;
  /** The names it is installed under; undefined: no definition, but a program as it stands (a shell). */
  readonly names: readonly string[] | undefined;
}

const loaders = import.meta.glob<Readonly<Record<string, unknown>>>(['./*/*.ts', '!./shared/*.ts']);

/** A program that is loaded when it first runs: it waits for its file by the key `program:./text/awk.ts`. */
export function programsOnDemand(entries: readonly ProgramEntry[]): ProgramSet {
  return new ProgramSet(
    [...entries].sort((a, b) => (a.id < b.id ? -1 : 1)).map((entry) => programOnDemand(entry)),
  );
}

const PREFIX = 'program:';

/** How to load the file that a key asks for; undefined: it is no program's. */
export function programLoader(key: string): (() => Promise<unknown>) | undefined {
  return key.startsWith(PREFIX) ? loaders[key.slice(PREFIX.length)] : undefined;
}

/** Files that are here already, by the keys that ask for them. */
export function programParts(files: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(files).map(([file, module]) => [PREFIX + file, module]));
}

function programOnDemand({ id, file, names }: ProgramEntry): Program | ProgramDefinition {
  function* loaded(process: Process): Task<Program | ProgramDefinition> {
    const module = yield* process.need(PREFIX + file);
    const programs = typeof module === 'object' && module !== null ? Object.values(module) : [];
    const found = programs.filter(isProgram).find((program) => program.id === id);
    if (found === undefined) throw new Error(`${file} has no program ${id}`);
    return found;
  }
  const program: Program = {
    id,
    *run(process) {
      return yield* (yield* loaded(process)).run(process);
    },
  };
  if (names === undefined) return program;
  return {
    ...program,
    names,
    package: id.slice(0, id.indexOf('/')),
    paths: [],
    flavours: [],
    *runAs(process, build) {
      const found = yield* loaded(process);
      return yield* 'runAs' in found ? found.runAs(process, build) : found.run(process);
    },
  };
}
