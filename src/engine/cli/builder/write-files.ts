// The files that a build's client writes: `--output`. Source: BuildKit, client/llb exporters local and tar.
import { BuildError, type BuildRequest, type BuildResult } from '../../builder';
import { writeNode } from '../../daemon';
import { emptyTree, treeToEntries, TreeBuilder, writeTar, type Tree } from '../../fs';
import { isErrno, type Process, type Task } from '../../kernel';
import { parseFamiliar, saveArchive } from '../../oci';
import { goFileError } from '../build-options/build-error';
import { absolutePath } from '../run-options/cut';

/** Writes a result's files into a folder or an archive; `-` is standard output. */
export function* writeFiles(
  process: Process,
  { platforms }: BuildResult,
  as: 'directory' | 'tarball',
  destination: string,
): Task<void> {
  const tree = together(platforms);
  if (as === 'directory') {
    makeDestination(process, destination);
    const folder = absolutePath(destination, process.cwd);
    for (const [name, node] of tree.entries) {
      writeNode(process.files, `${folder === '/' ? '' : folder}/${name}`, node, { keepsOwners: false });
    }
    return;
  }
  yield* writeArchive(process, writeTar(treeToEntries(tree)), destination);
}

/** The folder and those above it, for their owner only. Source: BuildKit, session/filesync syncTargetDiffCopy. */
function makeDestination({ files }: Process, destination: string): void {
  let made = destination.startsWith('/') ? '/' : '';
  for (const name of destination.split('/').filter((part) => part !== '')) {
    made += made === '' || made === '/' ? name : `/${name}`;
    if (files.exists(made)) continue;
    try {
      files.mkdir(made, 0o700);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new BuildError(
        `failed to create synctarget dest dir ${destination}: ${goFileError('mkdir', made, error)}`,
      );
    }
  }
}

/** An archive that is to be written; `-` is standard output. */
interface ImageArchive {
  readonly format: 'oci' | 'docker';
  readonly destination: string;
  readonly nowMs: number;
}

/** Writes a result, made now, as an image archive. Source: BuildKit, exporter/oci. */
export function* writeImage(
  process: Process,
  { tags }: BuildRequest,
  { image, epochMs }: BuildResult,
  { format, destination, nowMs }: ImageArchive,
): Task<void> {
  if (image === undefined) return;
  const created = `${new Date(epochMs ?? nowMs).toISOString().slice(0, 19)}Z`;
  const saved = { image, references: tags.map(parseFamiliar) };
  const archive = saveArchive([saved], { isOciOnly: format === 'oci', created });
  yield* writeArchive(process, archive, destination);
}

function* writeArchive(process: Process, archive: Uint8Array, destination: string): Task<void> {
  if (destination === '-') yield* process.stdout.write(archive);
  else process.files.writeFile(destination, archive);
}

/** With several platforms each has a folder of its own, `linux_amd64`. */
function together(platforms: BuildResult['platforms']): Tree {
  const [first] = platforms;
  if (platforms.length <= 1) return first?.tree ?? emptyTree;
  return platforms
    .reduce(
      (builder, { platform, tree }) => builder.put(`/${platform.replaceAll('/', '_')}`, tree),
      new TreeBuilder(),
    )
    .build();
}
