import { part, type Program } from '../kernel';
import { INSTALLED, NOT_MODELLED, notModelledId, plainName, type ProgramNote } from './shared/not-modelled';
import type { ProgramDefinition } from './shared/program';

/** What base images install the shells as, beside their own names. */
const SHELL_NAMES: Readonly<Record<string, string>> = { sh: 'dash/dash', rbash: 'bash/bash' };

/** Names that only BusyBox has. */
const BUSYBOX_SHELLS: ReadonlySet<string> = new Set(['ash', 'hush']);

/** BusyBox builds that images carry, by the executable's id. */
const BUSYBOX_IDS = ['busybox', 'busybox-alpine', 'busybox-debian'] as const;

export type BusyboxId = (typeof BUSYBOX_IDS)[number];

const busybox = part<typeof import('./busybox')>('programs/busybox');
const standIns = part<typeof import('./stand-ins')>('programs/stand-ins');

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
      ...BUSYBOX_IDS.map((id): [string, Program] => [id, this.#busybox(id)]),
    ]);
  }

  #busybox(id: BusyboxId): Program {
    const made = (name: string): Program | undefined => this.#made.get(name);
    return {
      id,
      *run(p) {
        return yield* (yield* busybox(p)).runBusybox(p, id, made);
      },
    };
  }

  /** The program that an executable's bytes name; undefined: none of ours. */
  load(id: string): Program | undefined {
    const isInstalled = id.startsWith(INSTALLED);
    const found = isInstalled ? this.#madeFor(id.slice(INSTALLED.length)) : this.#byId.get(id);
    return found ?? (isInstalled || id.startsWith(NOT_MODELLED) ? standIn(id) : undefined);
  }

  /** What runs under a name that images or packages have. */
  #madeFor(name: string): Program | undefined {
    return this.#made.get(name) ?? this.#made.get(plainName(name));
  }

  /**
   * The id for the bytes of a program that is installed under `name`: the inverse of `load`, for recipes. A program that
   * nothing here runs carries what it is for.
   */
  idOf(name: string, note: ProgramNote = {}): string {
    if (isBusyboxId(name)) return name;
    if (BUSYBOX_SHELLS.has(name)) return 'busybox';
    return this.#madeFor(name)?.id ?? notModelledId(name, note);
  }

  /** Whether `name` runs as itself, rather than answering that it is not modelled. */
  isModelled(name: string): boolean {
    return this.#made.has(name) || BUSYBOX_SHELLS.has(name);
  }
}

function isBusyboxId(name: string): name is BusyboxId {
  return BUSYBOX_IDS.some((id) => id === name);
}

/** An executable that nothing here models: it says what the real one is for. */
function standIn(id: string): Program {
  return {
    id,
    *run(p) {
      return yield* (yield* standIns(p)).runStandIn(p, id);
    },
  };
}

export function isDefinition(value: Program): value is ProgramDefinition {
  return 'runAs' in value;
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
