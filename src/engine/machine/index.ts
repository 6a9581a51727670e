// A computer: host files, users, shell, clock, and a docker daemon that speaks to registries.
import { archiveForDocker as archiveOf } from '../daemon';
import type { World } from '../world';
import type { Budget } from './machine';
import { Machine } from './machine';
import { allParts } from './all-parts';
import type { Parts } from './parts';
import type { MachineState } from './state';
import type { Surroundings } from './surroundings';

export { ArchiveTooLarge } from '../daemon';
export type { BuildFate, BuildStageView, BuildStepView, BuildView, ResultLayerView } from './build-view';
export type { ChangeView, OpenedImageView, OpenedLayerView } from './layers-view';
export type { AdvanceOptions, Budget, LineEnd, Machine, Result, Terminal, TerminalSize } from './machine';
export { allParts } from './all-parts';
export { type Catalogue, fullCatalogue, partLoader, type Parts } from './parts';
export type { LoggedInput, MachineInput, MachineState, Moment } from './state';
export { STICK_PATH, Surroundings } from './surroundings';
export type { ContainerView, ImageView, LayerView, MachineView } from './view';

export interface CreateMachineOptions {
  /** Everything random on the machine (ids, names, addresses) follows from this. */
  readonly seed: string;
  readonly budget?: Partial<Budget>;
  /** What it shares with machines beside it; missing: it stands alone. */
  readonly surroundings?: Surroundings;
}

/**
 * Switches on a machine in a world, with all programs and commands at hand. The same world, seed and inputs give
 * the same bytes every time.
 */
export function createMachine(world: World, options: CreateMachineOptions): Machine {
  return createMachineOf(allParts(), world, options);
}

/** The same, of code that is loaded when it is first used: the machine tells in `needs()` what it waits for. */
export function createMachineOf(parts: Parts, world: World, options: CreateMachineOptions): Machine {
  return new Machine(world, { ...options, parts });
}

/**
 * The archive of these images (as `docker save` is told them) for a real `docker load`: an OCI image layout in which
 * every digest is of the bytes that are there. Of an image that was pulled they are not the published ones. Throws
 * DaemonError where `docker save` fails, ArchiveTooLarge.
 */
export function archiveForDocker(machine: Machine, references: readonly string[]): Uint8Array {
  return archiveOf(machine.daemon, references);
}

/** The machine that this state was taken of, again. Undo is a replay without the last inputs. */
export function replay(
  world: World,
  state: MachineState,
  options: Omit<CreateMachineOptions, 'seed'> = {},
): Machine {
  const machine = createMachine(world, { ...options, seed: state.seed });
  machine.restore(state);
  return machine;
}
