// What find's tests and actions are given, and how they complain.
import type { Process, Stat, Task } from '../../../kernel';
import type { Build } from '../../shared/program';
import type { Names } from '../../shared/users';

export interface Found {
  readonly path: string;
  readonly stat: Stat;
  readonly depth: number;
  readonly start: string;
}

export interface FindOptions {
  depthFirst: boolean;
  minDepth: number;
  maxDepth: number;
  oneSystem: boolean;
}

/** What a test may do beside answering. */
export interface FindContext {
  readonly p: Process;
  readonly gnu: boolean;
  /** The C library that compiles BusyBox' patterns. */
  readonly library: Build['getopt'];
  /** Whether -delete is known. */
  readonly deletes: boolean;
  readonly names: Names;
  readonly options: FindOptions;
  print(text: string): Task<void>;
  warn(message: string): Task<void>;
  flush(): Task<void>;
  prune: boolean;
  quit: boolean;
  status: number;
  /** Of `-exec … +`. */
  readonly batches: { readonly words: readonly string[]; paths: string[] }[];
}

export type FindTest = (file: Found, context: FindContext) => Task<boolean>;

export class FindError extends Error {
  constructor(
    message: string,
    readonly showsUsage = false,
  ) {
    super(message);
  }
}

/** BusyBox shows its usage as well. */
export function unrecognized(word: string): FindError {
  return new FindError(`unrecognized: ${word}`, true);
}

/** `+n`, `-n`, `n`. */
export function comparison(text: string, name: string, gnu: boolean): (value: number) => boolean {
  const found = /^([-+]?)(\d+)$/.exec(text);
  if (!found && !gnu) throw new FindError(`invalid number '${text.replace(/^[-+]/, '')}'`);
  if (!found) throw new FindError(`invalid argument \`${text}' to \`${name}'`);
  const wanted = Number(found[2]);
  if (found[1] === '+') return (value) => value > wanted;
  return found[1] === '-' ? (value) => value < wanted : (value) => value === wanted;
}

export const simply = (test: (file: Found, context: FindContext) => boolean): FindTest =>
  function* (file, context) {
    return test(file, context);
  };
