import type { CommandEntry, completeDocker, DeclarationFiles } from '../cli';
import { partFile, partKey } from '../kernel';
import type { ProgramEntry } from '../programs';
import { completionPart } from '../shell';

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

type Loaders = Readonly<Record<string, () => Promise<unknown>>>;

/**
 * Every module that is a part, by tables of which the first that has a file's folder is loaded when one of its parts is
 * first asked for: all of them together weigh as much as a program. The modules of `all-parts.ts` are the same.
 */
const tables: readonly (readonly [RegExp, () => Promise<{ readonly loaders: Loaders }>])[] = [
  [/^cli\/container\//, () => import('./part-tables/cli-container')],
  [/^cli\/(builder|image|registry)\//, () => import('./part-tables/cli-image')],
  [/^cli\/(context|network|plugin|swarm|system|volume)\//, () => import('./part-tables/cli-other')],
  [/^cli\//, () => import('./part-tables/cli')],
  [/^shell\/builtins\//, () => import('./part-tables/shell-builtins')],
  [/^shell\//, () => import('./part-tables/shell')],
  [/^programs\/(archive|text)\//, () => import('./part-tables/programs-text')],
  [/^programs\/(languages|network|packages|servers)\//, () => import('./part-tables/programs-other')],
  [/^programs\/(files|process)\//, () => import('./part-tables/programs-files')],
  [/^programs\//, () => import('./part-tables/programs')],
  [/^(builder|daemon|machine|oci)\//, () => import('./part-tables/machine')],
];

/** Loads the part that a machine needs; undefined: that key asks for no code. */
export function loadPart(key: string): Promise<unknown> | undefined {
  const file = partFile(key);
  return file === undefined ? undefined : loadFile(file);
}

async function loadFile(file: string): Promise<unknown> {
  const [, table] = tables.find(([folder]) => folder.test(file)) ?? [];
  const path = file.startsWith('machine/') ? `../${file.slice('machine/'.length)}.ts` : `../../${file}.ts`;
  return (await table?.())?.loaders[path]?.();
}

/** What must be loaded for lines to be completed. */
export const completionParts: readonly string[] = [partKey('cli/completion'), completionPart];

/** Completes docker's arguments, where that is loaded. */
export function dockerCompletion({ loaded }: Parts): typeof completeDocker | undefined {
  const [key = ''] = completionParts;
  const module = loaded(key) as { readonly completeDocker: typeof completeDocker } | undefined;
  return module?.completeDocker;
}
