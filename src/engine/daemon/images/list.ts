import type { Image } from '../../oci';
import {
  contentSizeBytes,
  diskUsageBytes,
  familiarMatch,
  type Reference,
  unpackedSizeBytes,
} from '../../oci';
import type { Container } from '../containers/container';
import type { Daemon } from '../daemon';
import { invalid } from '../errors';
import type { Filters } from '../filters';
import { booleanOf, checkFilters, matchesLabels, valuesOf } from '../filters';
import { earliestUntil } from '../system/until';
import { findImage } from './find';
import { namesOfImage } from './names';

/** An image of a list, under all of its names that pass. */
export interface ListedImage {
  readonly image: Image;
  /** Familiar names with tags. */
  readonly repoTags: readonly string[];
  readonly repoDigests: readonly string[];
  readonly createdMs: number;
  readonly contentBytes: number;
  readonly diskUsageBytes: number;
  /** Of these, what belongs to its platform: without the index and attestations. */
  readonly platformContentBytes: number;
  readonly platformUsageBytes: number;
  /** Whether it has no name at all. */
  readonly isNameless: boolean;
  /** Containers, running or not, that were made of it. */
  readonly containers: readonly Container[];
}

/** The images that pass the filters, the newest first. */
export function listImages(daemon: Daemon, filters: Filters): readonly ListedImage[] {
  checkFilters(filters, ['before', 'dangling', 'label', 'label!', 'reference', 'since', 'until']);
  const wantsDangling = filters.has('dangling') ? booleanOf(filters, 'dangling', false) : undefined;
  const until = earliestUntil(valuesOf(filters, 'until'), daemon.nowMs);
  const createdOf = (name: string): number => Date.parse(findImage(daemon, name).config.created ?? '');
  const [before] = valuesOf(filters, 'before').map(createdOf);
  const [since] = valuesOf(filters, 'since').map(createdOf);
  return daemon.images.images
    .map((image) => describe(daemon, image, valuesOf(filters, 'reference')))
    .filter((listed) => {
      if (filters.has('reference') && listed.repoDigests.length === 0) return false;
      return (
        (wantsDangling === undefined || wantsDangling === listed.isNameless) &&
        matchesLabels(filters, listed.image.config.config.Labels ?? {}) &&
        (until === undefined || listed.createdMs < until) &&
        (before === undefined || listed.createdMs < before) &&
        (since === undefined || listed.createdMs > since)
      );
    })
    .sort((a, b) => b.createdMs - a.createdMs);
}

/** One image as lists show it. */
export function describeImage(daemon: Daemon, image: Image): ListedImage {
  return describe(daemon, image, []);
}

function describe(daemon: Daemon, image: Image, patterns: readonly string[]): ListedImage {
  const passes = (reference: Reference): boolean =>
    patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, reference));
  const { manifestDescriptor, manifest, layers } = image;
  const platformContentBytes =
    manifestDescriptor.size +
    manifest.config.size +
    layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return {
    image,
    ...namesOfImage(daemon, image, passes),
    createdMs: Date.parse(image.config.created ?? '1970-01-01T00:00:00Z'),
    contentBytes: contentSizeBytes(image),
    diskUsageBytes: diskUsageBytes(image),
    platformContentBytes,
    platformUsageBytes: platformContentBytes + unpackedSizeBytes(image),
    containers: [...daemon.containers.values()].filter(({ facts }) => facts.image.id === image.id),
  };
}

function matchesPattern(pattern: string, reference: Reference): boolean {
  try {
    return familiarMatch(pattern, reference);
  } catch {
    throw invalid(`invalid filter 'reference=${pattern}': syntax error in pattern`);
  }
}
