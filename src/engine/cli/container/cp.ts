// docker container cp
import { type CopiedNode, copyFrom, copyTo, readCopied, readNode, statPath, writeNode } from '../../daemon';
import { type TarEntry, treeToEntries, writeTar } from '../../fs';
import type { Task } from '../../kernel';
import { isErrno, strerror } from '../../kernel';
import { humanSize } from '../../units';
import type { CommandContext } from '../context';
import { CommandError, implement, warn } from '../context';
import { containerCp } from '../declarations/container';
import { absolutePath } from '../run-options/cut';

type Context = CommandContext<typeof containerCp>;

/** A place on the host or in a container. */
interface Place {
  readonly container: string;
  readonly path: string;
}

export const cp = implement(containerCp, function* (context) {
  const [sourceText = '', targetText = ''] = context.operands;
  if (sourceText === '') throw new CommandError('source can not be empty');
  if (targetText === '') throw new CommandError('destination can not be empty');
  const source = readPlace(sourceText);
  const target = readPlace(targetText);
  if (source.container !== '' && target.container !== '') {
    throw new CommandError('copying between containers is not supported');
  }
  if (source.container === '' && target.container === '') {
    throw new CommandError('must specify at least one container source');
  }
  if (source.container !== '') return yield* copyOut(context, source, target.path);
  return yield* copyIn(context, source.path, target);
});

/** `name:path` is in a container; what begins with `/` or `.` is on the host. Source: docker/cli splitCpArg. */
function readPlace(text: string): Place {
  if (/^[/.]/.test(text)) return { container: '', path: text };
  const separator = text.indexOf(':');
  if (separator < 0 || text.startsWith('.')) return { container: '', path: text };
  return { container: text.slice(0, separator), path: text.slice(separator + 1) };
}

function baseName(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? '';
}

/** `dir/.` means what is in the folder. */
function meansContents(path: string): boolean {
  return path.endsWith('/.') || path === '.';
}

function* copyOut(context: Context, { container, path }: Place, target: string): Task<number> {
  const { daemon, process, flags } = context;
  const stat = statPath(daemon, container, path);
  const from = flags['follow-link'] && stat.linkTarget !== '' ? stat.linkTarget : path;
  const copied = copyFrom(daemon, container, from);
  const name = flags['follow-link'] ? stat.name : copied.name;
  if (target === '-') {
    yield* context.stdout.write(streamOf({ name, node: copied.node }, path));
    return 0;
  }
  const { files } = process;
  const place = absolutePath(target, process.cwd);
  const isThere = files.exists(place);
  const isFolder = isThere && files.stat(place).kind === 'directory';
  if (copied.node.kind === 'directory') {
    if (isThere && !isFolder) throw new CommandError('cannot copy directory');
    if (!isThere && !files.exists(parentOf(place)))
      throw new CommandError(missingHostFolder(parentOf(place)));
    const merges = !isThere || meansContents(path) || name === '/';
    writeToHost(context, merges ? place : `${place}/${name}`, copied.node);
  } else {
    if (!isThere && target.endsWith('/')) throw new CommandError('no such directory');
    if (!isThere && !files.exists(parentOf(place)))
      throw new CommandError(missingHostFolder(parentOf(place)));
    writeToHost(context, isFolder ? `${place}/${name}` : place, copied.node);
  }
  yield* tellSuccess(context, copied.node, withLastPart(place, target));
  return 0;
}

function writeToHost(context: Context, path: string, node: CopiedNode['node']): void {
  try {
    writeNode(context.process.files, path, node, { keepsOwners: context.flags.archive });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new CommandError(`open ${path}: ${lowerFirst(strerror(error.code))}`);
  }
}

function missingHostFolder(path: string): string {
  return `invalid output path: directory ${JSON.stringify(path)} does not exist`;
}

function parentOf(path: string): string {
  return path.slice(0, path.replace(/\/+$/, '').lastIndexOf('/')) || '/';
}

function* copyIn(context: Context, source: string, { container, path }: Place): Task<number> {
  const { daemon, process, flags } = context;
  const keepsOwners = flags.archive;
  if (source === '-') {
    const tar = yield* context.stdin.readAll();
    if (!statTarget(context, container, path)?.isDirectory) {
      throw new CommandError(`destination "${container}:${path}" must be a directory`);
    }
    copyTo(daemon, container, path, readCopied(tar), { keepsOwners: true });
    return 0;
  }
  const from = absolutePath(source, process.cwd);
  const node = readHost(context, from, source);
  const target = statTarget(context, container, path);
  const name = baseName(from);
  if (target?.isDirectory === true) {
    const copied: readonly CopiedNode[] =
      node.kind === 'directory' && meansContents(source)
        ? [...node.entries].map(([entry, child]) => ({ name: entry, node: child }))
        : [{ name, node }];
    copyTo(daemon, container, path, copied, { keepsOwners });
  } else {
    if (target !== undefined && node.kind === 'directory') throw new CommandError('cannot copy directory');
    if (target === undefined && node.kind !== 'directory' && path.endsWith('/'))
      throw new CommandError('no such directory');
    const folder = parentOf(path.startsWith('/') ? path : `/${path}`);
    copyTo(daemon, container, folder, [{ name: baseName(path), node }], { keepsOwners });
  }
  yield* tellSuccess(context, node, `${container}:${path}`);
  return 0;
}

/** What is at the target, with a symlink followed; undefined where there is nothing yet. */
function statTarget(
  { daemon }: Context,
  container: string,
  path: string,
): ReturnType<typeof statPath> | undefined {
  try {
    const stat = statPath(daemon, container, path);
    // The kernel finds no file by a name that ends as a folder's, and the client takes any failure for that.
    if (path.endsWith('/') && !stat.isDirectory && stat.linkTarget === '') return undefined;
    return stat.linkTarget === '' ? stat : statPath(daemon, container, stat.linkTarget);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Could not find the file')) return undefined;
    throw error;
  }
}

function readHost({ process, flags }: Context, path: string, shown: string): CopiedNode['node'] {
  const { files } = process;
  const clean = path.replace(/\/\.?$/, '') || '/';
  try {
    return readNode(files, flags['follow-link'] ? files.realpath(clean) : clean);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new CommandError(`lstat ${absolutePath(shown, process.cwd)}: ${lowerFirst(strerror(error.code))}`);
  }
}

/** A path made absolute keeps the dot or the slash it was typed with. Source: PreserveTrailingDotOrSeparator. */
function withLastPart(place: string, typed: string): string {
  const folder = place.endsWith('/') ? place : `${place}/`;
  if (typed === '.' || typed.endsWith('/.')) return `${folder}.`;
  return typed.endsWith('/') ? folder : place;
}

/** At a terminal docker says how much it copied. */
function* tellSuccess(context: Context, node: CopiedNode['node'], target: string): Task<void> {
  if (context.flags.quiet || !context.process.isatty(2)) return;
  const size = asTar({ name: 'x', node }).length;
  yield* warn(context, `Successfully copied ${humanSize(size, 3)} to ${target}`);
}

function asTar(copied: CopiedNode): Uint8Array {
  return writeTar(asEntries(copied));
}

function asEntries({ name, node }: CopiedNode): Iterable<TarEntry> {
  return treeToEntries({
    kind: 'directory',
    mode: 0o755,
    uid: 0,
    gid: 0,
    mtimeMs: 0,
    entries: new Map([[name, node]]),
  });
}

/**
 * The archive that `docker cp … -` prints: its names begin with the last part of the path asked for, which is `.` for
 * what is in a folder, and nothing for the root. Source: moby, containerArchivePath, TarResourceRebaseOpts.
 */
function streamOf({ name, node }: CopiedNode, path: string): Uint8Array {
  if (path === '' || /(^|\/)\.\/*$/.test(path)) return asTar({ name: '.', node });
  return name === '/' ? writeTar(fromRoot(asEntries({ name: '.', node }))) : asTar({ name, node });
}

function* fromRoot(entries: Iterable<TarEntry>): Generator<TarEntry> {
  const absolute = (path: string): string => path.replace(/^\./, '');
  for (const entry of entries) {
    const { name, kind, linkname } = entry;
    const link = kind === 'hardlink' && linkname !== undefined ? { linkname: absolute(linkname) } : {};
    yield { ...entry, name: absolute(name), ...link };
  }
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
