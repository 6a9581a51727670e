import {
  DockerfileError,
  isDownloadSource,
  isGitSource,
  type AddInstruction,
  type CopyInstruction,
  type InlineContent,
} from '../../dockerfile';
import type { Selector } from './selection';
import { baseName } from './selection';
import { containsWildcards } from './wildcards';

/** One source of a COPY or ADD: which files of which tree. */
export type TransferSource = {
  readonly selector: Selector;
  /** Whether an archive is unpacked. */
  readonly unpacks: boolean;
} & (
  | { readonly kind: 'files' }
  /** A here-document: its tree is `inlineTree`'s. */
  | { readonly kind: 'inline'; readonly content: InlineContent }
  /** A file of the web: its tree is `downloadTree`'s. */
  | {
      readonly kind: 'download';
      readonly url: string;
      readonly fileName: string;
      /** `sha256:…`; empty: not checked. */
      readonly checksum: string;
    }
);

/** What a COPY or ADD does, whatever the files. */
export interface TransferPlan {
  readonly sources: readonly TransferSource[];
  /** Absolute, cleaned; a slash at its end stays and says that it is a folder. */
  readonly destination: string;
  /** As written; empty: not given. */
  readonly chown: string;
  readonly chmod: string;
  /** In a layer of its own, without looking at what lies below (`--link`). */
  readonly isLinked: boolean;
  /** Folders on the way to a source are made as they are there (`--parents`). */
  readonly keepsParents: boolean;
  /** What everything that is copied is dated with, but what is in an archive; undefined: its own time. */
  readonly epochMs?: number;
  /**
   * All of it that counts for the cache but the files: two plans with the same text and the same selections do
   * the same. Of the sources their last names only, as in BuildKit's file op.
   */
  readonly definition: string;
}

/**
 * Understands an instruction whose variables have been filled in; `workdir` is the stage's at that point.
 * Throws a DockerfileError with the instruction's range. Source: BuildKit dockerfile2llb dispatchCopy.
 */
export function planTransfer(
  instruction: CopyInstruction | AddInstruction,
  workdir: string,
  epochMs?: number,
): TransferPlan {
  const { chown, chmod } = instruction;
  const keepsParents = instruction.name === 'COPY' && instruction.keepsParents;
  const sources = [
    ...instruction.sources.map((source) => planSource(source, instruction)),
    ...instruction.contents.map((content): TransferSource => ({
      kind: 'inline',
      content,
      selector: oneFile(content.path),
      unpacks: false,
    })),
  ];
  const plan = {
    sources,
    destination: destinationPath(instruction.destination, workdir),
    chown,
    chmod,
    // A layer that stands alone cannot have other modes: with --chmod, --link says nothing.
    isLinked: instruction.isLinked && chmod === '',
    keepsParents,
    ...(epochMs !== undefined && { epochMs }),
  };
  return { ...plan, definition: JSON.stringify({ ...plan, sources: sources.map(definitionOf) }) };
}

/** What counts of a source's name: files are known by their content. */
function definitionOf({ selector, unpacks }: TransferSource): unknown {
  return { unpacks, ...selector, path: baseName(selector.path) };
}

/**
 * What these plans need of the build context, relative to it, for `ContextRequest.paths`; undefined: all of it.
 * Plans with `--from` are none of them.
 */
export function contextPathsOf(plans: readonly TransferPlan[]): readonly string[] | undefined {
  const selectors = plans.flatMap(({ sources }) =>
    sources.flatMap((source) => (source.kind === 'files' ? [source.selector] : [])),
  );
  const paths = selectors.flatMap(({ path, includes }) =>
    includes.length === 0 ? [path] : includes.map((pattern) => `${path === '/' ? '' : path}/${pattern}`),
  );
  return paths.includes('/') ? undefined : [...new Set(paths.map((path) => path.slice(1)))].sort();
}

function planSource(source: string, instruction: CopyInstruction | AddInstruction): TransferSource {
  if (instruction.name === 'ADD') {
    const { checksum, unpacks } = instruction;
    if (isGitSource(source)) {
      const message = `ADD ${source}: git repositories are not modelled here`;
      throw new DockerfileError('value', message, instruction.range);
    }
    if (isDownloadSource(source)) {
      const fileName = downloadName(source);
      const selector = oneFile(fileName);
      return { kind: 'download', url: source, fileName, checksum, selector, unpacks: unpacks ?? false };
    }
    return files(source, instruction, unpacks ?? true);
  }
  return files(source, instruction, false);
}

function files(
  source: string,
  { name, excludes, ...instruction }: CopyInstruction | AddInstruction,
  unpacks: boolean,
): TransferSource {
  if (name === 'COPY' && 'keepsParents' in instruction && instruction.keepsParents) {
    // `/./` says from where on the names are kept.
    const pivot = source.indexOf('/./');
    const base = pivot < 0 ? '/' : source.slice(0, pivot);
    const pattern = rootedPath(pivot < 0 ? source : source.slice(pivot + 3)).slice(1);
    if (pattern !== '') {
      const requires = containsWildcards(pattern) ? [] : [pattern];
      const selector = { path: rootedPath(base), includes: [pattern], requires, excludes };
      return { kind: 'files', selector, unpacks };
    }
  }
  return {
    kind: 'files',
    selector: { path: rootedPath(source), includes: [], requires: [], excludes },
    unpacks,
  };
}

function oneFile(name: string): Selector {
  return { path: rootedPath(name), isLiteral: true, includes: [], requires: [], excludes: [] };
}

/** Under which name a download is kept: the last of its URL's path. */
function downloadName(url: string): string {
  const [, path = ''] = /^https?:\/\/[^/?#]*([^?#]*)/.exec(url) ?? [];
  const name = baseName(path.replace(/\/+$/, ''));
  return name === '' ? '__unnamed__' : decodedName(name);
}

function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A path from the root of its tree, without `.` and `..`: nothing leads out of it. */
export function rootedPath(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}

function destinationPath(destination: string, workdir: string): string {
  if (destination === '') return rootedPath(workdir);
  const path = rootedPath(destination.startsWith('/') ? destination : `${workdir}/${destination}`);
  const isFolder = /(^|\/)\.?$/.test(destination);
  return isFolder && path !== '/' ? `${path}/` : path;
}
