import { DigestError, parseDigest } from '../oci';
import { DockerfileError } from './dockerfile-error';
import type { AddInstruction, CopyInstruction } from './instructions';

/** Sources that BuildKit clones. Source: dfgitutil.ParseGitRef. */
export function isGitSource(source: string): boolean {
  if (/^(git:\/\/|ssh:\/\/|git@[^:/]+:)/.test(source)) return true;
  return /^https?:\/\/[^?#]*\.git(#.*)?(\?.*)?$/.test(source);
}

/** Sources that BuildKit downloads. */
export function isDownloadSource(source: string): boolean {
  return /^https?:\/\//.test(source) && !isGitSource(source);
}

/**
 * Checks where a COPY or ADD whose variables have been filled in takes its files from. Throws a DockerfileError of
 * code `value` without range. Source: BuildKit dockerfile2llb dispatchCopy.
 */
export function checkTransferSources(instruction: CopyInstruction | AddInstruction): void {
  const { sources } = instruction;
  const isAdd = instruction.name === 'ADD';
  const checksum = isAdd ? instruction.checksum : '';
  if (checksum !== '') {
    const [source = ''] = sources;
    if (sources.length !== 1) throw refused("checksum can't be specified for multiple sources");
    if (!isDownloadSource(source) && !isGitSource(source))
      throw refused('checksum requires HTTP(S) or Git sources');
  }
  for (const source of sources) {
    if (!isAdd && isGitSource(source)) throw refused("source can't be a git ref for COPY");
    if (!isDownloadSource(source)) continue;
    if (!isAdd) throw refused("source can't be a URL for COPY");
    if (checksum !== '') checkDigest(checksum);
  }
}

function checkDigest(checksum: string): void {
  try {
    parseDigest(checksum);
  } catch (error) {
    if (error instanceof DigestError) throw refused(error.message);
    throw error;
  }
}

function refused(message: string): DockerfileError {
  return new DockerfileError('value', message);
}
