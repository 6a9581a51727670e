// Where a build's files come from: the context, the Dockerfile, .dockerignore. Source: buildx, build/opt.go.
import { emptyTree, entriesToTree, gunzip, isGzip, nodeAt, readTar, contentBytes, type Tree } from '../../fs';
import type { Process, Task } from '../../kernel';
import { isErrno, strerror } from '../../kernel';
import type { BuildRequest, NamedContext } from '../../builder';
import { parseFamiliar, familiarString, InvalidReferenceError } from '../../oci';
import { absolutePath, cut } from '../run-options/cut';
import type { CommandContext } from '../context';
import { failedToBuild, refusal } from './build-error';

/** What of a request says where its files come from. */
export type BuildSources = Pick<BuildRequest, 'dockerfile' | 'ignoreFile' | 'context' | 'localPaths'>;

type Surroundings = Pick<CommandContext, 'process' | 'stdin'>;

/** Finds the context and the Dockerfile that `docker build -f FILE PLACE` means. */
export function* readSources(
  { process, stdin }: Surroundings,
  place: string,
  file: string,
): Task<BuildSources> {
  if (place === '') {
    throw failedToBuild('please specify build context (e.g. "." for the current directory)');
  }
  if (/^https?:\/\//.test(file)) throw failedToBuild(notFetched('a Dockerfile', file));
  if (place === '-') return yield* sourcesFromInput({ process, stdin }, file);
  if (isFolder(process, place)) {
    const context = process.files.snapshot(place);
    const localPaths = localPathsOf(process, place, file);
    if (file === '-') return fromInput(yield* stdin.readText(), context, localPaths);
    return { ...folderDockerfile(process, place, file, context), context, localPaths };
  }
  if (isRemote(place)) throw failedToBuild(notFetched('a build context', place));
  throw failedToBuild(`unable to prepare context: path ${JSON.stringify(place)} not found`);
}

function notFetched(what: string, address: string): string {
  return `${what} from ${address} is not modelled here; a real Docker downloads it, or clones the Git repository`;
}

/** A Git repository or a file on a server. Source: buildx, build/url.go. */
export function isRemote(place: string): boolean {
  return /^(?:https?:\/\/|git:\/\/|ssh:\/\/|github\.com\/|git@[^:]+:)/.test(place);
}

function isFolder({ files }: Process, path: string): boolean {
  return files.exists(path) && files.stat(path).kind === 'directory';
}

function localPathsOf({ cwd }: Process, place: string, file: string): BuildSources['localPaths'] {
  const context = absolutePath(place, cwd);
  if (file === '-') return { context, dockerfile: '-' };
  return { context, dockerfile: file === '' ? `${context}/Dockerfile` : absolutePath(file, cwd) };
}

/** The Dockerfile came from standard input: it has no .dockerignore of its own. */
function fromInput(text: string, context: Tree, localPaths: BuildSources['localPaths']): BuildSources {
  return {
    dockerfile: { name: 'Dockerfile', text },
    ignoreFile: contextIgnore(context),
    context,
    localPaths,
  };
}

/** `docker build -`: an archive is the context; anything else is the Dockerfile, and the context is empty. */
function* sourcesFromInput({ stdin }: Surroundings, file: string): Task<BuildSources> {
  if (file === '-') {
    throw failedToBuild("invalid argument: can't use stdin for both build context and dockerfile");
  }
  const input = yield* stdin.readAll();
  const localPaths = { context: '-', dockerfile: file === '' ? '-' : file };
  const archive = archiveOf(input);
  if (archive === undefined) {
    if (file !== '') {
      throw failedToBuild('ambiguous Dockerfile source: both stdin and flag correspond to Dockerfiles');
    }
    return fromInput(new TextDecoder().decode(input), emptyTree, localPaths);
  }
  const path = file === '' ? 'Dockerfile' : file.replace(/^\.\//, '');
  return {
    dockerfile: { name: path, text: textAt(archive, path) },
    ignoreFile: ignoreFileOf(path, textAt(archive, `${path}.dockerignore`), archive),
    context: archive,
    localPaths,
  };
}

const unreadArchives: readonly (readonly [string, readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** What an archive holds; undefined where the bytes are none. */
function archiveOf(bytes: Uint8Array): Tree | undefined {
  const packed = unreadArchives.find(([, magic]) => magic.every((byte, index) => bytes[index] === byte));
  if (packed !== undefined) {
    throw failedToBuild(`a build context packed with ${packed[0]} is not modelled here; use gzip`);
  }
  const tar = isGzip(bytes) ? gunzip(bytes) : bytes;
  const isTar = tar !== undefined && new TextDecoder().decode(tar.subarray(257, 262)) === 'ustar';
  return isTar ? entriesToTree(readTar(tar)) : undefined;
}

/** The Dockerfile beside the context's files, or where `-f` says. */
function folderDockerfile(
  { files, cwd }: Process,
  place: string,
  file: string,
  context: Tree,
): Pick<BuildSources, 'dockerfile' | 'ignoreFile'> {
  const path = file === '' ? `${place.replace(/\/+$/, '') || '/'}/Dockerfile` : file;
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '.' : path.slice(0, slash) || '/';
  const asked = path.slice(slash + 1);
  if (!files.exists(folder)) {
    throw failedToBuild(`resolve : lstat ${folder}: no such file or directory`);
  }
  // An old habit of Docker's: a file named `dockerfile` does where there is no `Dockerfile`.
  const names = files.readDirectory(folder);
  const isLowerCase = asked === 'Dockerfile' && !names.includes(asked) && names.includes('dockerfile');
  const name = isLowerCase ? 'dockerfile' : asked;
  const at = (end: string): string => absolutePath(`${folder}/${end}`, cwd);
  return {
    dockerfile: { name, text: readText(files, at(name), name) },
    ignoreFile: ignoreFileOf(
      name,
      readText(files, at(`${name}.dockerignore`), `${name}.dockerignore`),
      context,
    ),
  };
}

/** A file's text; undefined where there is none. */
function readText(files: Process['files'], path: string, shown: string): string | undefined {
  try {
    return files.readText(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    const reason = strerror(error.code).toLowerCase();
    throw failedToBuild(`failed to solve: failed to read dockerfile: open ${shown}: ${reason}`);
  }
}

/** The Dockerfile's own list of what is ignored goes before the context's. */
function ignoreFileOf(
  dockerfile: string,
  own: string | undefined,
  context: Tree,
): { readonly name: string; readonly text: string } | undefined {
  return own === undefined ? contextIgnore(context) : { name: `${dockerfile}.dockerignore`, text: own };
}

function contextIgnore(context: Tree): { readonly name: string; readonly text: string } | undefined {
  const text = textAt(context, '.dockerignore');
  return text === undefined ? undefined : { name: '.dockerignore', text };
}

function textAt(tree: Tree, path: string): string | undefined {
  const node = nodeAt(tree, path);
  return node?.kind === 'file' ? new TextDecoder().decode(contentBytes(node.content)) : undefined;
}

/** `--build-context name=place`, by name. Throws buildx's refusal of a word that is no pair. */
export function readContextNames(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words.map((word) => {
      const [name, place, isPair] = cut(word, '=');
      if (!isPair) throw refusal(`invalid context value: ${word}, expected key=value`);
      return [contextName(name), place] as const;
    }),
  );
}

function contextName(text: string): string {
  try {
    return familiarString(parseFamiliar(text)).replace(/:latest$/, '');
  } catch (error) {
    if (error instanceof InvalidReferenceError) {
      throw refusal(`invalid context name ${text}: ${error.message}`);
    }
    throw error;
  }
}

/** What the names of `--build-context` stand for. */
export function readNamedContexts(
  places: ReadonlyMap<string, string>,
  process: Process,
): BuildRequest['namedContexts'] {
  return new Map([...places].map(([name, place]) => [name, namedContext(name, place, process)]));
}

function namedContext(name: string, place: string, { files }: Process): NamedContext {
  const image = /^docker-image:\/\/(.*)$/s.exec(place)?.[1];
  if (image !== undefined) return { image };
  if (isRemote(place) || /^(?:oci-layout:\/\/|target:)/.test(place)) {
    throw failedToBuild(notFetched('a named context', place));
  }
  if (!files.exists(place)) {
    throw failedToBuild(`failed to get build context ${name}: stat ${place}: no such file or directory`);
  }
  if (files.stat(place).kind !== 'directory') {
    throw failedToBuild(`failed to get build context path {${place} <nil>}: not a directory`);
  }
  return { tree: files.snapshot(place) };
}
