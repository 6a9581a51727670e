import { part, type Process, type Program, type Task } from '../kernel';
import { isProgram, ProgramSet } from './program-set';
import type { ProgramDefinition } from './shared/program';

/** What is known of a program before its file is loaded. */
export interface ProgramEntry {
  readonly id: string;
  /** Its file in this folder: `text/awk`. */
  readonly file: string;
  /** The names it is installed under; undefined: no definition, but a program as it stands (a shell). */
  readonly names: readonly string[] | undefined;
}

/** Programs that are loaded when they first run. */
export function programsOnDemand(entries: readonly ProgramEntry[]): ProgramSet {
  return new ProgramSet(
    [...entries].sort((a, b) => (a.id < b.id ? -1 : 1)).map((entry) => programOnDemand(entry)),
  );
}

function programOnDemand({ id, file, names }: ProgramEntry): Program | ProgramDefinition {
  const module = part<Readonly<Record<string, unknown>>>(`programs/${file}`);
  function* loaded(process: Process): Task<Program | ProgramDefinition> {
    const found = Object.values(yield* module(process))
      .filter(isProgram)
      .find((program) => program.id === id);
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
