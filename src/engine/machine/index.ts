// A computer: host files, users, shell, clock, and a docker daemon that speaks to registries.
import type { World } from '../world';
import type { ProgramSet } from './boot';
import type { Budget } from './machine';
import { Machine } from './machine';
import { installedPrograms } from './programs';
import type { MachineState } from './state';

export type { ProgramSet } from './boot';
export type { AdvanceOptions, Budget, LineEnd, Machine, Result, Terminal, TerminalSize } from './machine';
export type { LoggedInput, MachineInput, MachineState, Moment } from './state';
export type { ContainerView, ImageView, MachineView } from './view';

export interface CreateMachineOptions {
  /** Everything random on the machine (ids, names, addresses) follows from this. */
  readonly seed: string;
  /** Default: all programs and shells of the engine. */
  readonly programs?: ProgramSet;
  readonly budget?: Partial<Budget>;
}

/** Switches on a machine in a world. The same world, seed and inputs give the same bytes every time. */
export function createMachine(world: World, options: CreateMachineOptions): Machine {
  const { seed, programs = installedPrograms, budget } = options;
  return new Machine(world, { seed, programs, ...(budget === undefined ? {} : { budget }) });
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
