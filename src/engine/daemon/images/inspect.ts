import type { Platform } from '../../dockerfile';
import { contentSizeBytes, parametersJson } from '../../oci';
import type { Daemon } from '../daemon';
import { formatTime } from '../timestamps';
import { findNamedImage } from './find';
import { namesOfImage } from './names';
import { imageFor } from './platform';

/** `docker image inspect`: the keys of the Engine API in Docker's order. */
export function inspectImage(daemon: Daemon, text: string, platform?: Platform): object {
  const found = findNamedImage(daemon, text);
  const image = imageFor(found, platform);
  const { config } = image;
  const { repoTags, repoDigests } = namesOfImage(daemon, image);
  return {
    Id: image.id,
    RepoTags: repoTags,
    RepoDigests: repoDigests,
    Comment: lastComment(config.history),
    Created: config.created ?? '',
    Author: config.author ?? '',
    Architecture: config.architecture,
    ...(config.variant !== undefined && { Variant: config.variant }),
    Os: config.os,
    Size: contentSizeBytes(image),
    RootFS: { Type: 'layers', Layers: config.diffIds.length === 0 ? null : config.diffIds },
    Metadata: { LastTagTime: formatTime(daemon.images.lastTaggedMs(image.id)) },
    Descriptor: { mediaType: image.target.mediaType, digest: image.target.digest, size: image.target.size },
    Config: definedOnly(parametersJson(config.config)),
  };
}

function lastComment(history: readonly { readonly comment?: string }[]): string {
  return history.at(-1)?.comment ?? '';
}

function definedOnly(json: unknown): object {
  if (typeof json !== 'object' || json === null) return {};
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
}
