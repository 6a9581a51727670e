import type { CommandEntry, completeDocker, DeclarationFiles } from '../cli';
import { partFile, partKey } from '../kernel';
import type { ProgramEntry } from '../programs';

/** What a machine can run, before it is loaded: which program and which docker command stands in which file. */
export interface Catalogue {
  readonly programs: readonly ProgramEntry[];
  readonly commands: readonly CommandEntry[];
  /** What is declared of docker's commands, in which files. */
  readonly declarations: DeclarationFiles;
}

/** The code of programs and docker commands: a catalogue of it, and what of it is here, by the key that asks for it. */
export interface Parts {
  readonly catalogue: Catalogue;
  readonly loaded: (key: string) => unknown;
}

/** Every module that is a part. Those of `all-parts.ts` are the same. */
const loaders = import.meta.glob<unknown>([
  '../programs/*/*.ts',
  '!../programs/shared/*.ts',
  '../cli/{builder,container,context,image,network,plugin,registry,swarm,system,volume}/*.ts',
  '../cli/formats/{asked-size,template-list}.ts',
  '../cli/{completion,help,declarations/*}.ts',
  '../shell/builtins/*.ts',
  '../shell/printf-format.ts',
  './{registry-answers,web-server}.ts',
]);

/** A part's module as the globs here name it, by its file. */
export function modulePath(file: string): string {
  return file.startsWith('machine/') ? `./${file.slice('machine/'.length)}.ts` : `../${file}.ts`;
}

/** How to load the part that a machine needs; undefined: that key asks for no code. */
export function partLoader(key: string): (() => Promise<unknown>) | undefined {
  const file = partFile(key);
  return file === undefined ? undefined : loaders[modulePath(file)];
}

/** What must be loaded for lines to be completed. */
export const completionParts: readonly string[] = [partKey('cli/completion')];

/** Completes docker's arguments, where that is loaded. */
export function dockerCompletion({ loaded }: Parts): typeof completeDocker | undefined {
  const [key = ''] = completionParts;
  const module = loaded(key) as { readonly completeDocker: typeof completeDocker } | undefined;
  return module?.completeDocker;
}
