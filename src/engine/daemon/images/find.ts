import type { Image, Reference } from '../../oci';
import {
  familiarString,
  formatReference,
  InvalidReferenceError,
  isDigest,
  parseAnyReference,
  parseFamiliar,
  repositoryName,
  withDefaultTag,
} from '../../oci';
import type { Daemon } from '../daemon';
import { invalid, notFound } from '../errors';

/** What a text can mean among the images here. */
export interface FoundImage {
  readonly image: Image;
  /** The name by which it was found; undefined where it was found by its id. */
  readonly reference?: Reference;
}

/**
 * The image that a name, an id (whole or its beginning) or `name@digest` means. A name wins over the
 * beginning of an id. Source: moby, containerd ImageService.resolveImage.
 */
export function lookUpImage(daemon: Daemon, text: string): FoundImage | undefined {
  const reference = readReference(text);
  if (reference !== undefined) {
    const named = byReference(daemon, reference);
    if (named !== undefined) return { image: named, reference };
  }
  const byId = byIdPrefix(daemon, text);
  return byId === undefined ? undefined : { image: byId };
}

/** As `lookUpImage`; throws Docker's `No such image`. */
export function findImage(daemon: Daemon, text: string): Image {
  return findNamedImage(daemon, text).image;
}

export function findNamedImage(daemon: Daemon, text: string): FoundImage {
  const found = lookUpImage(daemon, text);
  if (found !== undefined) return found;
  throw notFound(`No such image: ${describeReference(text)}`);
}

/** The id of the image that a text means now, or undefined. */
export function imageIdFor(daemon: Daemon, text: string): string | undefined {
  try {
    return lookUpImage(daemon, text)?.image.id;
  } catch {
    return undefined;
  }
}

/** A reference as errors show it: short, with the tag that was meant. */
export function describeReference(text: string): string {
  const reference = readReference(text);
  return reference === undefined ? text : familiarString(withDefaultTag(reference));
}

/** Undefined for an id; throws Docker's text for what is no name. */
function readReference(text: string): Reference | undefined {
  try {
    const reference = parseAnyReference(text);
    return typeof reference === 'string' ? undefined : reference;
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw invalid(error.message);
    throw error;
  }
}

function byReference(daemon: Daemon, reference: Reference): Image | undefined {
  const { digest } = reference;
  if (digest === undefined) return daemon.images.byName(formatReference(withDefaultTag(reference)));
  const repository = repositoryName(reference);
  const record = daemon.images.records.find(
    ({ name, id }) =>
      id === digest && (name.startsWith(`${repository}:`) || name.startsWith(`${repository}@`)),
  );
  return record && daemon.images.byName(record.name);
}

function byIdPrefix(daemon: Daemon, text: string): Image | undefined {
  if (isDigest(text)) return daemon.images.byId(text);
  const hex = text.replace(/^sha256:/, '');
  if (!/^[0-9a-f]{4,64}$/.test(hex)) return undefined;
  const found = daemon.images.images.filter(({ id }) => id.startsWith(`sha256:${hex}`));
  if (found.length > 1) throw notFound('ambiguous reference');
  return found[0];
}

/** A name with its tag (`latest` where none is given); throws Docker's text for what is no name. */
export function readNamedReference(text: string): Reference {
  try {
    return withDefaultTag(parseFamiliar(text));
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw invalid(error.message);
    throw error;
  }
}
