/** Walking, copying and removing folders of files. */
import type { Process, Stat, Task } from '../../kernel';

export function join(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** A path's last part without trailing slashes. */
export function lastPart(path: string): string {
  const bare = path.replace(/\/+$/, '');
  return bare === '' ? path.slice(0, 1) : bare.slice(bare.lastIndexOf('/') + 1);
}

export function parentOf(path: string): string {
  const bare = path.replace(/\/+$/, '');
  const slash = bare.lastIndexOf('/');
  if (bare === '' && path !== '') return '/';
  return slash < 0 ? '.' : slash === 0 ? '/' : bare.slice(0, slash).replace(/\/+$/, '') || '/';
}

/** lstat, or undefined where it cannot be read. */
export function lstatOf(p: Process, path: string): Stat | undefined {
  try {
    return p.files.lstat(path);
  } catch {
    return undefined;
  }
}

/** stat, or undefined where it cannot be read. */
export function statOf(p: Process, path: string): Stat | undefined {
  try {
    return p.files.stat(path);
  } catch {
    return undefined;
  }
}

export function isDirectory(p: Process, path: string): boolean {
  return statOf(p, path)?.kind === 'directory';
}

/** Where `name` lands at `target`: in it, if that is a folder. */
export function inTarget(p: Process, name: string, target: string): string {
  return isDirectory(p, target) ? join(target, lastPart(name)) : target;
}

/** Names of a folder in byte order. */
export function sortedNames(p: Process, path: string): string[] {
  return [...p.files.readDirectory(path)].sort();
}

/**
 * Calls `visit` for a file and everything below it, folders first. `visit` may answer 'skip' to stay out of a
 * folder; `failed` is told what cannot be read.
 */
export function* walk(
  p: Process,
  path: string,
  visit: (path: string, stat: Stat) => Task<'skip' | undefined>,
  failed: (path: string, error: unknown) => Task<void>,
): Task<void> {
  yield* p.turn();
  let stat: Stat;
  try {
    stat = p.files.lstat(path);
  } catch (error) {
    yield* failed(path, error);
    return;
  }
  if ((yield* visit(path, stat)) === 'skip' || stat.kind !== 'directory') return;
  let names: string[];
  try {
    names = sortedNames(p, path);
  } catch (error) {
    yield* failed(path, error);
    return;
  }
  for (const name of names) yield* walk(p, join(path, name), visit, failed);
}
