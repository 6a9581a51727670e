import { part, type Task } from '../kernel';
import type { CommandContext, Implementation } from './context';

/** Where a command's function is, before it is loaded. */
export interface CommandEntry {
  /** The words after `docker`: `container ls`. */
  readonly path: string;
  /** Its file in this folder: `container/ls`. */
  readonly file: string;
}

/** A command's function; its file is waited for. Undefined: nobody has written it. */
export function* findImplementation(
  { process }: Pick<CommandContext, 'process'>,
  entries: ReadonlyMap<string, string>,
  path: string,
): Task<Implementation | undefined> {
  const file = entries.get(path);
  if (file === undefined) return undefined;
  const module = yield* part<unknown>(`cli/${file}`)(process);
  return implementationsIn(module).find(({ declaration }) => declaration.path.join(' ') === path);
}

/** The commands that a file holds. */
export function implementationsIn(module: unknown): readonly Implementation[] {
  return typeof module === 'object' && module !== null
    ? Object.values(module).flat().filter(isImplementation)
    : [];
}

function isImplementation(value: unknown): value is Implementation {
  return typeof value === 'object' && value !== null && 'declaration' in value && 'run' in value;
}
