import type { Mount } from '../dockerfile';
import type { Tree } from '../fs';
import type { Image } from '../oci';
import type { ContextRequest, TransferPlan } from './files';

/** What a vertex does. `key` tells vertices apart; `definition` is what of it counts for the cache, inputs apart. */
interface OperationBase<Kind extends string> {
  readonly kind: Kind;
  readonly key: string;
  readonly definition: string;
}

/** An image of a registry or of the image store. */
export interface ImageOperation extends OperationBase<'image'> {
  /** Full name with tag, as FROM has it. */
  readonly reference: string;
  readonly image: Image;
  /** Asked for by name, not by the digest that the name was resolved to. */
  readonly isByName: boolean;
  /** It is run to read the Dockerfile (`# syntax=`): the cache keeps it as another kind. */
  readonly isFrontend: boolean;
}

/** A folder of the client's. What it holds is not known before it has come. */
export interface LocalOperation extends OperationBase<'local'> {
  /** What progress calls it: `context`, or the name of `--build-context`. */
  readonly name: string;
  /** What of it is needed. */
  readonly request: () => ContextRequest;
}

/** A file that the Dockerfile itself holds, or an empty folder: nothing but what the definition says. */
export interface InlineOperation extends OperationBase<'inline'> {
  readonly tree: Tree;
}

export interface DownloadOperation extends OperationBase<'download'> {
  readonly url: string;
  readonly fileName: string;
  readonly checksum: string;
}

/** RUN. Input 0 is the root file system, if there is one; mounts say which inputs they come from. */
export interface ExecOperation extends OperationBase<'exec'> {
  readonly argv: readonly string[];
  /** `NAME=value`; those that do not count for the cache are in `proxyEnv`. */
  readonly env: readonly string[];
  readonly proxyEnv: readonly string[];
  readonly cwd: string;
  readonly user: string;
  readonly network: 'default' | 'none' | 'host';
  readonly isInsecure: boolean;
  readonly hasRoot: boolean;
  /** Cache mounts begin empty (`--no-cache`). */
  readonly startsAfresh: boolean;
  readonly mounts: readonly ExecMount[];
  readonly addHosts: readonly string[];
  readonly shmSizeBytes: number | undefined;
  readonly ulimits: readonly { readonly name: string; readonly soft: number; readonly hard: number }[];
}

export interface ExecMount {
  readonly mount: Mount;
  /** Absolute. */
  readonly target: string;
  /** Which input it comes from; undefined: none. */
  readonly input: number | undefined;
  /** Path in that input. */
  readonly source: string;
}

/** COPY and ADD. Input 0 is what is copied to, if there is one. */
export interface TransferOperation extends OperationBase<'transfer'> {
  readonly plan: TransferPlan;
  readonly hasDestination: boolean;
  /** For each source of the plan, the input that it comes from. */
  readonly inputOf: readonly number[];
}

/** WORKDIR. */
export interface FolderOperation extends OperationBase<'folder'> {
  readonly path: string;
  readonly owner: string;
  /** When the folders are said to be made; undefined: now. */
  readonly epochMs: number | undefined;
  readonly hasDestination: boolean;
}

/** Puts the second input's files over the first's (`--link`). */
export interface MergeOperation extends OperationBase<'merge'> {
  readonly hasDestination: boolean;
}

export type Operation =
  | ImageOperation
  | LocalOperation
  | InlineOperation
  | DownloadOperation
  | ExecOperation
  | TransferOperation
  | FolderOperation
  | MergeOperation;
