import type { BuildRequest, BuildResult } from '../../builder';
import type { Process } from '../../kernel';
import { goJson, isIndexType, type Json } from '../../oci';

/**
 * What `-q` prints and `--iidfile` writes: the digest of the config where there is no index, else of what the name
 * leads to; empty where no image was made. Source: buildx, getImageID.
 */
export function imageIdOf({ image }: BuildResult): string {
  if (image === undefined) return '';
  return isIndexType(image.target.mediaType) ? image.id : image.manifest.config.digest;
}

/** `--metadata-file`: what came of the build, as JSON. Provenance is left out. */
export function writeMetadata(
  { files }: Process,
  path: string,
  { tags }: BuildRequest,
  { ref, image }: BuildResult,
): void {
  const document: Json = {
    'buildx.build.ref': `default/default/${ref}`,
    ...(image !== undefined && {
      ...(!isIndexType(image.target.mediaType) && {
        'containerimage.config.digest': image.manifest.config.digest,
      }),
      'containerimage.descriptor': {
        mediaType: image.target.mediaType,
        digest: image.target.digest,
        size: image.target.size,
      },
      'containerimage.digest': image.target.digest,
      ...(tags.length > 0 && { 'image.name': tags.join(',') }),
    }),
  };
  files.writeFile(path, goJson(document, '  '), { mode: 0o644 });
}
