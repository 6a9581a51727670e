import type { Image, Reference } from '../../oci';
import { familiarName, familiarString, parseFamiliar } from '../../oci';
import type { Daemon } from '../daemon';
import { isDanglingName } from './store';

/** The names of an image as the Engine API tells them. */
export interface ImageNames {
  /** Familiar names with tags. */
  readonly repoTags: readonly string[];
  /** Each repository with the image's digest. */
  readonly repoDigests: readonly string[];
  /** Whether it has no name at all. */
  readonly isNameless: boolean;
}

/** The names that pass; one that an image was pulled by with its digest alone is no tag. */
export function namesOfImage(
  daemon: Daemon,
  { id }: Image,
  passes: (reference: Reference) => boolean = () => true,
): ImageNames {
  const all = daemon.images.namesOf(id).filter((name) => !isDanglingName(name));
  const references = all.map((name) => parseFamiliar(name)).filter(passes);
  return {
    repoTags: references.filter(({ tag }) => tag !== undefined).map(familiarString),
    repoDigests: [...new Set(references.map((reference) => `${familiarName(reference)}@${id}`))],
    isNameless: all.length === 0,
  };
}
