import type { Process } from './process';
import type { Task } from './task';

/** Which build of a program an image carries: its options and its words differ. */
export type Flavour = 'gnu' | 'busybox';

/** What can be executed: one file a program in `programs/`. */
export interface Program {
  /** What the executable's bytes name (see `executable`): unique, such as `coreutils/ls` or `busybox`. */
  readonly id: string;
  /** Runs as the process' body; returns its exit status. `p.argv[0]` is the name it was called by. */
  run(p: Process): Task<number>;
}

/** Finds a program by the id in its executable; the kernel is given one. */
export type ProgramLoader = (id: string) => Program | undefined;
