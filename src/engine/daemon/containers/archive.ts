import type { DirectoryNode, Node } from '../../fs';
import { compactContent, contentBytes, entriesToTree, readTar, TarError } from '../../fs';
import type { ProcessFiles } from '../../kernel';
import { isErrno, readTextIfThere, strerror } from '../../kernel';
import type { Daemon } from '../daemon';
import { DaemonError, invalid, notFound } from '../errors';
import type { Sandbox } from '../host';
import type { Container } from './container';
import { containerEvent } from './container-event';
import { findContainer } from './find';
import { createFilesView } from './files-view';
import { managedPaths } from './sandbox';
import { mountsToCopy } from './sandbox-mounts';

/** What is at a path in a container. */
export interface PathStat {
  readonly name: string;
  readonly isDirectory: boolean;
  /** Of a symlink; what it leads to, absolute. */
  readonly linkTarget: string;
}

/** A file or folder with all that is in it, under its own name. */
export interface CopiedNode {
  readonly name: string;
  readonly node: Node;
}

/**
 * Gives `act` the container's files with its mounts, whether it runs or not. Docker's own files are the same ones that
 * a run has.
 */
function withFiles<Result>(
  daemon: Daemon,
  container: Container,
  act: (files: ProcessFiles) => Result,
): Result {
  const view = createFilesView(daemon, container, mountsToCopy(daemon, container));
  try {
    const result = act(view.files);
    if (container.run !== undefined) keepManagedFiles(container.run.sandbox, view.files);
    return result;
  } finally {
    view.destroy();
  }
}

/** What was written over Docker's own files is in the run's, too. */
function keepManagedFiles(sandbox: Sandbox, written: ProcessFiles): void {
  for (const path of managedPaths) {
    const text = readTextIfThere(written, path);
    if (text === undefined || text === readTextIfThere(sandbox.files, path)) continue;
    sandbox.rewriteManagedFile(path, text);
  }
}

function missing(container: Container, path: string): DaemonError {
  return notFound(`Could not find the file ${path} in container ${container.name}`);
}

/** `HEAD /containers/{id}/archive`. Throws where there is nothing. */
export function statPath(daemon: Daemon, reference: string, path: string): PathStat {
  const container = findContainer(daemon, reference);
  return withFiles(daemon, container, (files) => {
    const absolute = absolutePath(path);
    try {
      const stat = files.lstat(withoutSlash(absolute));
      const isLink = stat.kind === 'symlink';
      return {
        name: baseName(absolute),
        isDirectory: stat.kind === 'directory',
        linkTarget: isLink ? resolveLink(withoutSlash(absolute), files.readlink(withoutSlash(absolute))) : '',
      };
    } catch (error) {
      if (isErrno(error)) throw missing(container, path);
      throw error;
    }
  });
}

/** `GET /containers/{id}/archive`: what is at a path; a folder's name ends in `/.` where only what is in it is meant. */
export function copyFrom(daemon: Daemon, reference: string, path: string): CopiedNode {
  const container = findContainer(daemon, reference);
  return withFiles(daemon, container, (files) => {
    const absolute = absolutePath(path);
    try {
      const node = readNode(files, withoutSlash(absolute));
      containerEvent(daemon, container, 'archive-path');
      return { name: baseName(absolute), node };
    } catch (error) {
      if (isErrno(error)) throw missing(container, path);
      throw error;
    }
  });
}

/** `PUT /containers/{id}/archive`: puts things into a folder of the container. */
export function copyTo(
  daemon: Daemon,
  reference: string,
  folder: string,
  copied: readonly CopiedNode[],
  options: { readonly keepsOwners: boolean },
): void {
  const container = findContainer(daemon, reference);
  withFiles(daemon, container, (files) => {
    const absolute = withoutSlash(absolutePath(folder));
    if (!files.exists(absolute)) throw missing(container, folder);
    if (files.stat(absolute).kind !== 'directory') throw invalid('extraction point is not a directory');
    checkWritable(container, absolute);
    for (const { name, node } of copied) {
      const isFolder = node.kind === 'directory';
      const target = `${absolute === '/' ? '' : absolute}/${name}`;
      if (files.exists(target) && (files.stat(target).kind === 'directory') !== isFolder) {
        throw invalid(
          isFolder
            ? `cannot overwrite non-directory "${target}" with directory "${name}"`
            : `cannot overwrite directory "${target}" with non-directory "${name}"`,
        );
      }
      try {
        writeNode(files, target, node, options);
      } catch (error) {
        if (!isErrno(error)) throw error;
        throw new DaemonError('system', `open ${target}: ${strerror(error.code).toLowerCase()}`);
      }
    }
  });
  containerEvent(daemon, container, 'extract-to-dir');
}

/** Only volumes and binds can be copied into where the rootfs is read-only (moby, checkIfPathIsInAVolume). */
function checkWritable({ facts, hostConfig }: Container, folder: string): void {
  const [mount, ...others] = facts.mounts.filter(({ target }) => `${folder}/`.startsWith(`${target}/`));
  if ([mount, ...others].some((one) => one?.readOnly === true))
    throw invalid('mounted volume is marked read-only');
  if (mount === undefined && hostConfig.ReadonlyRootfs) throw invalid('container rootfs is marked read-only');
}

/** What a tar holds, to be copied into a container. Throws the archive reader's text. */
export function readCopied(tar: Uint8Array): readonly CopiedNode[] {
  try {
    return [...entriesToTree(readTar(tar)).entries].map(([name, node]) => ({ name, node }));
  } catch (error) {
    if (error instanceof TarError) throw new DaemonError('system', error.message);
    throw error;
  }
}

function absolutePath(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

function withoutSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/(\.?\/?)*$/, '') || '/' : path;
}

function baseName(path: string): string {
  const clean = withoutSlash(path);
  return clean === '/' ? '/' : clean.slice(clean.lastIndexOf('/') + 1);
}

function resolveLink(path: string, target: string): string {
  return target.startsWith('/') ? target : `${path.slice(0, path.lastIndexOf('/'))}/${target}`;
}

/** A file or folder of a process' files as a value. */
export function readNode(files: ProcessFiles, path: string): Node {
  const { kind, mode, uid, gid, mtimeMs, major = 0, minor = 0 } = files.lstat(path);
  const metadata = { mode, uid, gid, mtimeMs };
  switch (kind) {
    case 'file':
      return { kind, ...metadata, content: compactContent(files.readFile(path)) };
    case 'directory': {
      const prefix = path === '/' ? '' : path;
      const entries = files
        .readDirectory(path)
        .map((name) => [name, readNode(files, `${prefix}/${name}`)] as const);
      return { kind, ...metadata, entries: new Map(entries) } satisfies DirectoryNode;
    }
    case 'symlink':
      return { kind, ...metadata, target: files.readlink(path) };
    case 'character':
    case 'block':
      return { kind, ...metadata, major, minor };
    default:
      return { kind, ...metadata };
  }
}

/** Writes a value into a process' files, over what is there; folders are merged. */
export function writeNode(
  files: ProcessFiles,
  path: string,
  node: Node,
  options: { readonly keepsOwners: boolean },
): void {
  if (node.kind === 'directory') {
    if (!files.exists(path)) files.mkdir(path, node.mode);
    for (const [name, child] of node.entries) writeNode(files, `${path}/${name}`, child, options);
  } else {
    if (isThere(files, path)) files.unlink(path);
    if (node.kind === 'symlink') files.symlink(node.target, path);
    else if (node.kind === 'file') files.writeFile(path, contentBytes(node.content), { mode: node.mode });
    else if (node.kind === 'fifo') files.mkfifo(path, node.mode);
    else if (node.kind === 'character' || node.kind === 'block')
      files.mknod(path, node.kind, node.major, node.minor, node.mode);
  }
  if (options.keepsOwners) files.chown(path, node.uid, node.gid, { noFollow: true });
  if (node.kind === 'symlink' || node.kind === 'socket') return;
  files.chmod(path, node.mode);
  files.utimes(path, node.mtimeMs);
}

function isThere(files: ProcessFiles, path: string): boolean {
  try {
    files.lstat(path);
    return true;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}
