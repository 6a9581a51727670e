import type { Process } from './process';
import type { Task } from './task';

const PREFIX = 'code:';

/** The key by which a module of the engine is asked for; `file` is its path in the engine without its ending. */
export function partKey(file: string): string {
  return PREFIX + file;
}

/** The file that a key asks for; undefined: the key is no module's. */
export function partFile(key: string): string | undefined {
  return key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
}

/**
 * A module of the engine that is loaded when a process first needs it. What is only needed now and then stands in
 * such a module; it is imported for its type and waited for:
 * `const templates = part<typeof import('./template-list')>('cli/formats/template-list')`.
 */
export function part<Module>(file: string): (process: Pick<Process, 'need'>) => Task<Module> {
  const key = partKey(file);
  // The key names the module; a test looks whether all that are asked for are there.
  return function* (process) {
    return (yield* process.need(key)) as Module;
  };
}
