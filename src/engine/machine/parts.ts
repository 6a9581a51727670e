import { allCommandParts, type CommandEntry, commandEntries, commandLoader } from '../cli';
import { allProgramParts, type ProgramEntry, programEntries, programLoader } from '../programs';

/** What a machine can run, before it is loaded: which program and which docker command stands in which file. */
export interface Catalogue {
  readonly programs: readonly ProgramEntry[];
  readonly commands: readonly CommandEntry[];
}

/** The code of programs and docker commands: a catalogue of it, and what of it is here, by the key that asks for it. */
export interface Parts {
  readonly catalogue: Catalogue;
  readonly loaded: (key: string) => unknown;
}

/** The catalogue of all that the engine has. */
export function fullCatalogue(): Catalogue {
  return { programs: programEntries(), commands: commandEntries() };
}

let everything: Parts | undefined;

/** Everything at hand: for the build and the tests. */
export function allParts(): Parts {
  if (everything === undefined) {
    const parts = new Map([...allProgramParts(), ...allCommandParts()]);
    everything = { catalogue: fullCatalogue(), loaded: (key) => parts.get(key) };
  }
  return everything;
}

/** How to load the part that a machine needs; undefined: that key asks for no code. */
export function partLoader(key: string): (() => Promise<unknown>) | undefined {
  return programLoader(key) ?? commandLoader(key);
}
