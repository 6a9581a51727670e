import type { Platform } from '../../dockerfile';
import { contentSizeBytes, type Image, parametersJson } from '../../oci';
import { builderOf } from '../builder/builder-of';
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
    ...unlessEmpty('Comment', lastComment(config.history)),
    ...unlessEmpty('Created', config.created ?? ''),
    ...unlessEmpty('Author', config.author ?? ''),
    Config: definedOnly(parametersJson(config.config)),
    Architecture: config.architecture,
    ...(config.variant !== undefined && { Variant: config.variant }),
    Os: config.os,
    Size: contentSizeBytes(image),
    RootFS: { Type: 'layers', Layers: config.diffIds.length === 0 ? null : config.diffIds },
    Metadata: { LastTagTime: formatTime(daemon.images.lastTaggedMs(image.id)) },
    Descriptor: { mediaType: image.target.mediaType, digest: image.target.digest, size: image.target.size },
    ...identityOf(daemon, image),
  };
}

/** Where an image comes from, as far as the daemon knows of itself (moby, imageIdentity): no signature is looked at. */
function identityOf(daemon: Daemon, { id }: Image): object {
  const pulls = daemon.images.repositoriesOf(id).map((Repository) => ({ Repository }));
  const builds = builderOf(daemon)
    .history.filter(({ imageId, request }) => imageId === id && request.output.kind === 'image')
    .map(({ ref, completedMs }) => ({ Ref: ref, CreatedAt: formatTime(completedMs) }))
    .sort((one, other) => (one.Ref < other.Ref ? -1 : 1));
  if (pulls.length + builds.length === 0) return {};
  return {
    Identity: {
      ...(pulls.length === 0 ? {} : { Pull: pulls }),
      ...(builds.length === 0 ? {} : { Build: builds }),
    },
  };
}

function unlessEmpty(key: string, value: string): object {
  return value === '' ? {} : { [key]: value };
}

function lastComment(history: readonly { readonly comment?: string }[]): string {
  return history.at(-1)?.comment ?? '';
}

function definedOnly(json: unknown): object {
  if (typeof json !== 'object' || json === null) return {};
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
}
