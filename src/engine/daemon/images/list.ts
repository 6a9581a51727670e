import type { Image, PlatformImage } from '../../oci';
import {
  contentSizeBytes,
  diskUsageBytes,
  familiarMatch,
  platformImages,
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
  /** Each platform that is here, in the order of the index. */
  readonly platforms: readonly ListedPlatform[];
  /** Whether it has no name at all. */
  readonly isNameless: boolean;
  /** Containers, running or not, that were made of it. */
  readonly containers: readonly Container[];
}

/** Of an image, what belongs to one platform: without the index and attestations. */
export interface ListedPlatform {
  readonly image: PlatformImage;
  readonly contentBytes: number;
  readonly diskUsageBytes: number;
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
  const containers = [...daemon.containers.values()].filter(({ facts }) => facts.image.id === image.id);
  return {
    image,
    ...namesOfImage(daemon, image, passes),
    createdMs: Date.parse(image.config.created ?? '1970-01-01T00:00:00Z'),
    contentBytes: contentSizeBytes(image),
    diskUsageBytes: diskUsageBytes(image),
    platforms: platformImages(image).map((one) => describePlatform(one, image, containers)),
    containers,
  };
}

function describePlatform(
  one: PlatformImage,
  whole: Image,
  containers: readonly Container[],
): ListedPlatform {
  const { manifestDescriptor, manifest, layers } = one;
  const { digest } = manifestDescriptor;
  const contentBytes =
    manifestDescriptor.size +
    manifest.config.size +
    layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  // Only what this machine can run is unpacked.
  const isUnpacked = digest === whole.manifestDescriptor.digest;
  return {
    image: one,
    contentBytes,
    diskUsageBytes: contentBytes + (isUnpacked ? unpackedSizeBytes(whole) : 0),
    containers: containers.filter(({ facts }) => facts.image.manifestDescriptor.digest === digest),
  };
}

function matchesPattern(pattern: string, reference: Reference): boolean {
  try {
    return familiarMatch(pattern, reference);
  } catch {
    throw invalid(`invalid filter 'reference=${pattern}': syntax error in pattern`);
  }
}
