/** What can be executed: one file a program. The shells, package managers and servers are found here too. */
import type { Program } from '../kernel';
import { BUSYBOX_BUILDS, busyboxProgram, isDefinition } from './busybox';
import { BUSYBOX_APPLETS, OTHER_APPLETS, PURPOSES } from './purposes';
import { notModelled } from './shared/not-modelled';
import type { ProgramDefinition } from './shared/program';

export { notModelled } from './shared/not-modelled';
export type { Build, Declaration, ProgramDefinition } from './shared/program';

const modules = import.meta.glob<Readonly<Record<string, unknown>>>(['./*/*.ts', '!./shared/*.ts'], {
  eager: true,
});

/** Every program of a file of its own, by id. */
const own: ReadonlyMap<string, Program> = new Map(
  Object.values(modules)
    .flatMap((module) => Object.values(module))
    .filter(isProgram)
    .map((program): [string, Program] => [program.id, program])
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** Those with package, names and paths. */
export const programs: readonly ProgramDefinition[] = [...own.values()].filter(isDefinition);

/** What base images install the shells as, beside their own names. */
const SHELL_NAMES: Readonly<Record<string, string>> = { sh: 'dash/dash', rbash: 'bash/bash' };

/** Names that only BusyBox has. */
const BUSYBOX_SHELLS: ReadonlySet<string> = new Set(['ash', 'hush']);

/** By the name it is installed under; a name that nobody made answers with what the real one is for. */
const named: ReadonlyMap<string, Program> = new Map([
  ...Object.entries(PURPOSES).map(([name, purpose]): [string, Program] => [name, notModelled(name, purpose)]),
  ...[...own.values()].map((program): [string, Program] => [
    program.id.slice(program.id.lastIndexOf('/') + 1),
    program,
  ]),
  ...programs.flatMap((program) => program.names.map((name): [string, Program] => [name, program])),
  ...Object.entries(SHELL_NAMES).flatMap(([name, id]) =>
    own.has(id) ? [[name, own.get(id)] as [string, Program]] : [],
  ),
]);

const applets: ReadonlyMap<string, Program> = new Map(
  [...BUSYBOX_APPLETS, ...OTHER_APPLETS].flatMap((name) => {
    const program = named.get(name);
    return program ? [[name, program] as const] : [];
  }),
);

const byId: ReadonlyMap<string, Program> = new Map([
  ...[...named.values()].map((program): [string, Program] => [program.id, program]),
  ...own,
  ...Object.entries(BUSYBOX_BUILDS).map(([id, build]): [string, Program] => [
    id,
    busyboxProgram(id, build, (name) => applets.get(name), BUSYBOX_APPLETS),
  ]),
]);

function isProgram(value: unknown): value is Program {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'run' in value &&
    typeof value.run === 'function'
  );
}

/** The program that an executable's bytes name; undefined: none of ours. */
export function loadProgram(id: string): Program | undefined {
  return byId.get(id);
}

/** The id for the bytes of a program that is installed under `name`: the inverse of `loadProgram`, for recipes. */
export function programIdFor(name: string): string {
  if (BUSYBOX_BUILDS[name]) return name;
  if (BUSYBOX_SHELLS.has(name)) return 'busybox';
  return named.get(name)?.id ?? `not-modelled/${name}`;
}

/** Whether `name` runs as itself, rather than answering that it is not modelled. */
export function isModelled(name: string): boolean {
  const found = named.get(name);
  return found !== undefined && !found.id.startsWith('not-modelled/');
}
