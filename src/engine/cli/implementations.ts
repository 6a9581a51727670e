import type { Task } from '../kernel';
import type { CommandContext, Implementation } from './context';

/** Where a command's function is, before it is loaded. */
export interface CommandEntry {
  /** The words after `docker`: `container ls`. */
  readonly path: string;
  /** Its file, from this folder: `./container/ls.ts`. */
  readonly file: string;
}

const PREFIX = 'docker:';

const loaders = import.meta.glob<Readonly<Record<string, unknown>>>(
  './{builder,container,context,image,network,plugin,registry,swarm,system,volume}/*.ts',
);

/** How to load the file that a key asks for; undefined: it is no command's. */
export function commandLoader(key: string): (() => Promise<unknown>) | undefined {
  return key.startsWith(PREFIX) ? loaders[key.slice(PREFIX.length)] : undefined;
}

/** Files that are here already, by the keys that ask for them. */
export function commandParts(files: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(files).map(([file, module]) => [PREFIX + file, module]));
}

/** A command's function; its file is waited for. Undefined: nobody has written it. */
export function* findImplementation(
  { process }: Pick<CommandContext, 'process'>,
  entries: ReadonlyMap<string, string>,
  path: string,
): Task<Implementation | undefined> {
  const file = entries.get(path);
  if (file === undefined) return undefined;
  const module = yield* process.need(PREFIX + file);
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
