// Words are read at once, but for one thing: what checks a flag's values is loaded when such a flag is first typed.
import { part, type Process, type Task } from '../kernel';

type Checks = (typeof import('./run-options/checks'))['checks'];

/** A check by its name in `run-options/checks`. */
export type CheckName = keyof Checks;

/** Words being read: it stops where it needs the checks, and goes on when it is given them. */
export type Reading<Result> = Generator<undefined, Result, Checks>;

const loadedChecks = part<typeof import('./run-options/checks')>('cli/run-options/checks');

/** Reads to the end, and loads the checks where they are needed. */
export function* readLoading<Result>(process: Pick<Process, 'need'>, reading: Reading<Result>): Task<Result> {
  let step = reading.next();
  while (!step.done) step = reading.next((yield* loadedChecks(process)).checks);
  return step.value;
}

/** Reads to the end with checks that are there. */
export function readWith<Result>(checks: Checks, reading: Reading<Result>): Result {
  let step = reading.next();
  while (!step.done) step = reading.next(checks);
  return step.value;
}
