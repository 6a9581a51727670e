import type { Program } from '../kernel';
import { BUSYBOX_BUILDS, busyboxProgram, isDefinition } from './busybox';
import { BUSYBOX_APPLETS, OTHER_APPLETS, PURPOSES } from './purposes';
import {
  NOT_MODELLED,
  notModelled,
  notModelledById,
  notModelledId,
  packagedProgram,
  type ProgramNote,
} from './shared/not-modelled';

/** What base images install the shells as, beside their own names. */
const SHELL_NAMES: Readonly<Record<string, string>> = { sh: 'dash/dash', rbash: 'bash/bash' };

/** Names that only BusyBox has. */
const BUSYBOX_SHELLS: ReadonlySet<string> = new Set(['ash', 'hush']);

/** How executables are marked that a package manager puts into place: by their name. */
const INSTALLED = 'installed/';

/** Names that packages have for programs of ours, beside those of the images. */
const OTHER_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^python3\.\d+$/, 'python3'],
  [/^pip3?\.\d+$/, 'pip3'],
  [/^vim\.\w+$/, 'vi'],
  [/^nc\.openbsd$/, 'nc'],
  [/^nodejs$/, 'node'],
];

/** Everything that an image's files can name, made of the programs that have a file of their own. */
export class ProgramSet {
  /** By the name it is installed under; a name that nobody made answers with what the real one is for. */
  readonly #named: ReadonlyMap<string, Program>;
  readonly #byId: ReadonlyMap<string, Program>;

  constructor(own: readonly Program[]) {
    const ownById = new Map(own.map((program) => [program.id, program]));
    this.#named = new Map([
      ...Object.entries(PURPOSES).map(([name, purpose]): [string, Program] => [
        name,
        notModelled(name, purpose),
      ]),
      ...own.map((program): [string, Program] => [
        program.id.slice(program.id.lastIndexOf('/') + 1),
        program,
      ]),
      ...own
        .filter(isDefinition)
        .flatMap((program) => program.names.map((name): [string, Program] => [name, program])),
      ...Object.entries(SHELL_NAMES).flatMap(([name, id]) => {
        const shell = ownById.get(id);
        return shell === undefined ? [] : [[name, shell] as const];
      }),
    ]);
    const applets = new Map(
      [...BUSYBOX_APPLETS, ...OTHER_APPLETS].flatMap((name) => {
        const program = this.#named.get(name);
        return program ? [[name, program] as const] : [];
      }),
    );
    this.#byId = new Map([
      ...[...this.#named.values()].map((program): [string, Program] => [program.id, program]),
      ...ownById,
      ...Object.entries(BUSYBOX_BUILDS).map(([id, build]): [string, Program] => [
        id,
        busyboxProgram(id, build, (name) => applets.get(name), BUSYBOX_APPLETS),
      ]),
    ]);
  }

  /** The program that an executable's bytes name; undefined: none of ours. */
  load(id: string): Program | undefined {
    if (id.startsWith(INSTALLED)) return this.#installed(id.slice(INSTALLED.length));
    return this.#byId.get(id) ?? notModelledById(id, PURPOSES);
  }

  #installed(name: string): Program {
    const [, other = name] = OTHER_NAMES.find(([pattern]) => pattern.test(name)) ?? [];
    return this.#named.get(name) ?? this.#named.get(other) ?? packagedProgram(name);
  }

  /**
   * The id for the bytes of a program that is installed under `name`: the inverse of `load`, for recipes. A program that
   * nothing here runs carries what it is for.
   */
  idOf(name: string, note: ProgramNote = {}): string {
    if (BUSYBOX_BUILDS[name]) return name;
    if (BUSYBOX_SHELLS.has(name)) return 'busybox';
    const [, other = name] = OTHER_NAMES.find(([pattern]) => pattern.test(name)) ?? [];
    const id = (this.#named.get(name) ?? this.#named.get(other))?.id;
    return id === undefined || (note.purpose !== undefined && id.startsWith(NOT_MODELLED))
      ? notModelledId(name, note)
      : id;
  }

  /** Whether `name` runs as itself, rather than answering that it is not modelled. */
  isModelled(name: string): boolean {
    const found = this.#named.get(name);
    return found !== undefined && !found.id.startsWith(NOT_MODELLED);
  }
}

export function isProgram(value: unknown): value is Program {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'run' in value &&
    typeof value.run === 'function'
  );
}
