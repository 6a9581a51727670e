import { parseDigest, type Digest } from './digest';
import { DocumentError, sortedMap, type Json, type JsonObject } from './json';

export interface Platform {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
}

/** Names a blob: what it is, its digest and length. Source: OCI image specification, "Content Descriptors". */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
  /** The blob itself in base64, where it is tiny. */
  readonly data?: string;
  readonly platform?: Platform;
}

/** Wire form, keys in the order of Docker's structures. */
export function descriptorJson({ mediaType, digest, size, annotations, data, platform }: Descriptor): Json {
  return {
    mediaType,
    digest,
    size,
    annotations: sortedMap(annotations),
    data,
    platform: platform && { architecture: platform.architecture, os: platform.os, variant: platform.variant },
  };
}

/** Throws DocumentError or DigestError. */
export function readDescriptor(object: JsonObject | undefined): Descriptor {
  const mediaType = object?.text('mediaType');
  const digest = object?.text('digest');
  if (object === undefined || mediaType === undefined || digest === undefined)
    throw new DocumentError('not a descriptor');
  const annotations = object.textMap('annotations');
  const data = object.text('data');
  const platform = object.object('platform');
  const variant = platform?.text('variant');
  return {
    mediaType,
    digest: parseDigest(digest),
    size: object.number('size') ?? 0,
    ...(annotations && { annotations }),
    ...(data !== undefined && { data }),
    ...(platform && {
      platform: {
        architecture: platform.text('architecture') ?? '',
        os: platform.text('os') ?? '',
        ...(variant !== undefined && { variant }),
      },
    }),
  };
}
