import type { FlagType, FlagValueOf } from './flag-types';
import type { CheckName } from './reading';

/** What a flag needs of the daemon; without it the flag is not shown and refused. */
export interface FlagNeeds {
  readonly os?: 'windows';
  readonly experimental?: true;
  readonly swarm?: true;
}

/** One flag of a command, by its long name; what help says of it stands in `declarations/help`. */
export interface FlagDeclaration {
  readonly type: FlagType;
  /** The one-letter form. */
  readonly short?: string;
  /** The text that help shows as default, where it is not the type's zero. */
  readonly default?: string;
  readonly hidden?: true;
  /** Docker has no such flag; help shows it apart and says so. */
  readonly ours?: true;
  /** What to use instead. */
  readonly deprecated?: string;
  readonly needs?: FlagNeeds;
  /** For lists: what checks one value and gives it in its normal form. */
  readonly check?: CheckName;
}

/** What stands for an operand while it is typed. */
export type Completion =
  | 'container'
  | 'running-container'
  | 'stopped-container'
  | 'paused-container'
  | 'image'
  | 'network'
  | 'volume'
  | 'object';

/** How many operands a command takes, and what they are. */
export interface OperandsDeclaration {
  readonly min?: number;
  readonly max?: number;
  /** A command without operands says "requires 0 arguments" when some come, as buildx does. */
  readonly exact?: true;
  readonly completes?: Completion;
}

/**
 * Everything that is known about a command before it runs. Parsing, errors, `--help`, completion and the reference
 * pages all read this.
 */
export interface CommandDeclaration {
  /** The words after `docker`. */
  readonly path: readonly string[];
  /** Other places of the same command: `docker ps` for `docker container ls`. */
  readonly shortcuts?: readonly (readonly string[])[];
  /** Other names of the path's last word. */
  readonly aliases?: readonly string[];
  /** What help says after "Aliases:", where it is not what follows from the above. */
  readonly aliasText?: string;
  /** What comes after the command's name in the usage line. */
  readonly usage?: string;
  readonly summary: string;
  readonly long?: string;
  readonly operands?: OperandsDeclaration;
  readonly flags?: Readonly<Record<string, FlagDeclaration>>;
  /** What follows the first operand is the operand's own (`docker run IMAGE -it` gives -it to the image). */
  readonly flagsStopAtOperand?: true;
  /** The client plugin's command that runs in place of this one, when the plugin is there: buildx's for `build`. */
  readonly forwardsTo?: readonly string[];
  /** Its flags are not declared: whatever comes is taken, and there is no help. */
  readonly undeclaredFlags?: true;
  /** Only a folder of commands. */
  readonly isGroup?: true;
  /** Help lists it among the folders: the real one has commands below it. */
  readonly listedAsGroup?: true;
  /** Help says that it may change. */
  readonly isExperimental?: true;
  /** Commands of a folder that are not modelled, by name: its help lists them, with what they are for. */
  readonly unmodelled?: Readonly<Record<string, { readonly summary: string; readonly isGroup?: true }>>;
  /** What its help says at the end. */
  readonly closing?: string;
  readonly hidden?: true;
  /** Its place among the common commands of `docker --help`. */
  readonly commonOrder?: number;
  /** A client plugin's own description in `docker --help`. */
  readonly plugin?: string;
  /** Belongs to Swarm mode; listed apart in `docker --help`. */
  readonly swarm?: 'manager' | 'any';
}

/** The names of a command's flags. */
export type FlagName<D extends CommandDeclaration> = keyof NonNullable<D['flags']> & string;

/** The values of a command's flags, typed by their declarations. */
export type FlagValues<D extends CommandDeclaration> = {
  readonly [Name in FlagName<D>]: NonNullable<D['flags']>[Name] extends {
    readonly type: infer Type extends FlagType;
  }
    ? FlagValueOf[Type]
    : never;
};

/** Declares a command, keeping the names and types of its flags. */
export function declare<const D extends CommandDeclaration>(declaration: D): D {
  return declaration;
}
