import type { Path } from './paths';
import { cutText, fail, type Json } from './values';

/** A value on its way through a program. */
export interface Slot {
  readonly value: Json;
  /** Where it is in the input; `none`: nobody asks; `new`: it is in no place, the program made it. */
  readonly path: Path | 'none' | 'new';
}

export const untracked = (value: Json): Slot => ({ value, path: 'none' });

/** A value that the program made of another. */
export function made({ path }: Slot, value: Json): Slot {
  return { value, path: path === 'none' ? 'none' : 'new' };
}

export function isPath(path: Slot['path']): path is Path {
  return path !== 'none' && path !== 'new';
}

/** The path of what a path expression gave. */
export function pathOf({ path, value }: Slot): Path {
  return isPath(path) ? path : noPath(value);
}

export function noPath(value: Json): never {
  return fail(`Invalid path expression with result ${cutText(value)}`);
}
