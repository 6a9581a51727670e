// Loaded when a container is to start in a folder that is not there.
import { FsError } from '../../fs';
import { Errno, type ProcessFiles } from '../../kernel';
import type { Daemon } from '../daemon';
import { system } from '../errors';
import { isFolder, makeFolders } from '../files';
import type { Container } from './container';
import { reasonOf, startError } from './runtime-errors';
import { createFilesView } from './files-view';

/**
 * Makes the folder that a container starts in, in its rootfs, when the container is made; throws Docker's text where it
 * cannot be. Source: moby, Container.SetupWorkingDirectory.
 */
export function makeWorkingDirectory(daemon: Daemon, container: Container): void {
  const path = container.config.WorkingDir;
  const view = createFilesView(daemon, container, [], false);
  try {
    makeFolders(view.files, path);
    if (!isFolder(view.files, path)) throw system(`Cannot mkdir: ${path} is not a directory`);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const rootfs = `/var/lib/docker/rootfs/overlayfs/${container.id}`;
    throw system(`mkdir ${rootfs}${deepestIn(view.files, path)}: ${reasonOf(error)}`);
  } finally {
    view.destroy();
  }
}

/** Makes it once more with the mounts in their places, which may hide it. Source: runc, prepareRootfs. */
export function remakeWorkingDirectory(files: ProcessFiles, path: string): void {
  try {
    makeFolders(files, path);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw startError('create', `mkdir ${path}: ${reasonOf(error)}`, 128);
  }
}

function isRefusal(error: unknown): error is Errno | FsError {
  return error instanceof Errno || error instanceof FsError;
}

/** The longest beginning of a path that is there: what Go names when nothing can be made below it. */
function deepestIn(files: ProcessFiles, path: string): string {
  let there = path;
  while (there !== '' && !files.exists(there)) there = there.slice(0, there.lastIndexOf('/'));
  return there;
}
