import type { BuildRequest, BuildResult } from '../../builder';
import { isErrno, type Process } from '../../kernel';
import { isIndexType, type Json } from '../../oci';
import { goFileError, refusal } from '../build-options/build-error';

/**
 * What `-q` prints and `--iidfile` writes: the digest of the config where there is no index, else of what the name
 * leads to; empty where no image was made. Source: buildx, getImageID.
 */
export function imageIdOf({ image }: BuildResult): string {
  if (image === undefined) return '';
  return isIndexType(image.target.mediaType) ? image.id : image.manifest.config.digest;
}

/** Before a build: no file of an earlier one is left behind should it fail. */
export function removeStaleFile({ files }: Process, path: string): void {
  try {
    if (!files.exists(path)) return;
    if (files.stat(path).kind === 'directory') files.rmdir(path);
    else files.unlink(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw refusal(`removing image ID file: ${goFileError('remove', path, error)}`);
  }
}

/** `--iidfile`. */
export function writeImageId({ files }: Process, path: string, id: string): void {
  try {
    files.writeFile(path, id, { mode: 0o644 });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw refusal(`writing image ID file: ${goFileError('open', path, error)}`);
  }
}

/** What came of a build, as `--metadata-file` has it. Provenance is left out. */
export function metadataJson({ tags }: BuildRequest, { ref, image }: BuildResult): Json {
  return {
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
}

/** `--metadata-file`. */
export function writeMetadataFile({ files }: Process, path: string, json: string): void {
  checkDestination(files, path);
  try {
    files.writeFile(path, json, { mode: 0o644 });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw refusal(goFileError('open', path, error));
  }
}

/** Source: moby/sys, atomicwriter validateDestination. */
function checkDestination(files: Process['files'], path: string): void {
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '.' : path.slice(0, slash) || '/';
  if (!files.exists(folder)) {
    throw refusal(`invalid output path: stat ${folder}: no such file or directory`);
  }
  if (files.exists(path) && files.stat(path).kind === 'directory') {
    throw refusal('invalid output path: cannot write to a directory');
  }
}
