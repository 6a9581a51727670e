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

const APPLETS: ReadonlySet<string> = new Set([...BUSYBOX_APPLETS, ...OTHER_APPLETS]);

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
  /** Those that somebody made, by the names they are installed under. */
  readonly #made: ReadonlyMap<string, Program>;
  readonly #byId: ReadonlyMap<string, Program>;

  constructor(own: readonly Program[]) {
    const ownById = new Map(own.map((program) => [program.id, program]));
    this.#made = new Map([
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
    this.#byId = new Map([
      ...[...this.#made.values()].map((program): [string, Program] => [program.id, program]),
      ...ownById,
      ...Object.entries(BUSYBOX_BUILDS).map(([id, build]): [string, Program] => [
        id,
        busyboxProgram(
          id,
          build,
          (name) => (APPLETS.has(name) ? this.#named(name) : undefined),
          BUSYBOX_APPLETS,
        ),
      ]),
    ]);
  }

  /** The program that an executable's bytes name; undefined: none of ours. */
  load(id: string): Program | undefined {
    if (id.startsWith(INSTALLED)) return this.#installed(id.slice(INSTALLED.length));
    return this.#byId.get(id) ?? notModelledById(id, PURPOSES);
  }

  /** What is installed under a name; one that nobody made answers with what the real one is for. */
  #named(name: string): Program | undefined {
    const purpose = Object.hasOwn(PURPOSES, name) ? PURPOSES[name] : undefined;
    return this.#made.get(name) ?? (purpose === undefined ? undefined : notModelled(name, purpose));
  }

  #installed(name: string): Program {
    const [, other = name] = OTHER_NAMES.find(([pattern]) => pattern.test(name)) ?? [];
    return this.#named(name) ?? this.#named(other) ?? packagedProgram(name);
  }

  /**
   * The id for the bytes of a program that is installed under `name`: the inverse of `load`, for recipes. A program that
   * nothing here runs carries what it is for.
   */
  idOf(name: string, note: ProgramNote = {}): string {
    if (BUSYBOX_BUILDS[name]) return name;
    if (BUSYBOX_SHELLS.has(name)) return 'busybox';
    const [, other = name] = OTHER_NAMES.find(([pattern]) => pattern.test(name)) ?? [];
    const id = (this.#named(name) ?? this.#named(other))?.id;
    return id === undefined || (note.purpose !== undefined && id.startsWith(NOT_MODELLED))
      ? notModelledId(name, note)
      : id;
  }

  /** Whether `name` runs as itself, rather than answering that it is not modelled. */
  isModelled(name: string): boolean {
    return this.#made.has(name);
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
