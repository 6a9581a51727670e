import { type Digest, type Image, parseIndex, type Reference } from '../../oci';
import type { RegistryCredentials } from '../../registry';
import type { Task } from '../../kernel';
import type { Daemon } from '../daemon';
import { findPublished } from './pull';

/** A manifest as its registry has it. */
export interface PublishedManifest {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly platform: { readonly architecture: string; readonly os: string; readonly variant?: string };
  readonly bytes: Uint8Array;
}

/** What a reference leads to in a registry: one manifest, or those of an index. */
export interface Published {
  readonly isIndex: boolean;
  /** Whether all of them are here: of published images often only one platform's is. */
  readonly isWhole: boolean;
  readonly manifests: readonly PublishedManifest[];
}

/** The manifests of a reference, without pulling it. Throws a DaemonError with the registry's refusal. */
export function* publishedManifests(
  daemon: Daemon,
  reference: Reference,
  credentials: RegistryCredentials | undefined,
): Task<Published> {
  const image = yield* findPublished(daemon, reference, credentials);
  return image.target.digest === image.manifestDescriptor.digest ? single(image) : ofIndex(image);
}

function single({ manifestDescriptor, documents, config }: Image): Published {
  const { mediaType, digest, size } = manifestDescriptor;
  const { architecture, os, variant } = config;
  const platform = { architecture, os, ...(variant === undefined ? {} : { variant }) };
  const bytes = documents.get(digest);
  const manifests = bytes === undefined ? [] : [{ mediaType, digest, size, platform, bytes }];
  return { isIndex: false, isWhole: bytes !== undefined, manifests };
}

function ofIndex({ target, documents }: Image): Published {
  const index = documents.get(target.digest);
  const entries = index === undefined ? [] : parseIndex(index).manifests;
  const manifests = entries.flatMap(({ mediaType, digest, size, platform }) => {
    const bytes = documents.get(digest);
    return bytes === undefined || platform === undefined
      ? []
      : [{ mediaType, digest, size, platform, bytes }];
  });
  return { isIndex: true, isWhole: index !== undefined && manifests.length === entries.length, manifests };
}
