import type { Platform } from '../dockerfile';
import type { Tree } from '../fs';
import type { Process, Task } from '../kernel';
import type { Image } from '../oci';
import type { Registry, RegistryCredentials } from '../registry';

/** What the builder needs of the computer it works on; the daemon gives it. */
export interface BuildWorker {
  readonly nowMs: number;
  /** A number in [0, 1). */
  random(): number;
  /** Loads the builder's own parts. */
  readonly parts: Pick<Process, 'need'>;
  /** Lets simulated time pass. */
  busy(ms: number): Task<void>;
  /** Runs beside everything else, for as long as it takes. */
  background(name: string, task: Task<void>): { cancel(): void };
  /**
   * The image that a full name means now: of the image store if it is there (and `pull` does not ask for the
   * registry's), else of its registry. Its layers need not be here. Throws a BuildError with the registry's refusal.
   */
  resolveImage(
    reference: string,
    options: { readonly pull: boolean; readonly platform: Platform; readonly logins: RegistryLogins },
  ): Task<Image>;
  /** Downloads and unpacks what is missing of an image; `tell` hears of each layer. */
  fetchImage(image: Image, reference: string, tell: (progress: LayerProgress) => void): Task<void>;
  /** The files of an image that is here. */
  treeOf(image: Image): Tree;
  /** Runs a process to its end. Throws a BuildError where it cannot be started. */
  run(process: BuildProcess): Task<BuildProcessResult>;
  /** Downloads a file. Throws a BuildError with BuildKit's text where it cannot be had. */
  fetchUrl(url: string): Task<Download>;
  /** Puts an image into the image store under these names (normalized; none: without a name). */
  storeImage(image: Image, names: readonly string[]): void;
  /** Uploads an image under a name. Throws a BuildError with the registry's refusal. */
  pushImage(image: Image, name: string, logins: RegistryLogins): Task<void>;
  /** Puts what is no image of the store into a registry. Throws a BuildError with the registry's refusal. */
  publishImage(image: Image, name: string, logins: RegistryLogins): Task<void>;
  /** Whether this layer's files are an image's of the store too. */
  isLayerOfImage(diffId: string): boolean;
}

/** The client's side of a build, when a registry asks who it is. Source: BuildKit session/auth. */
export interface RegistryLogins {
  /**
   * The name and password that are kept for a registry, if there are any. `scope`: what a token is wanted for, such
   * as `library/alpine:pull`.
   */
  lend(registry: Registry, scope: string): RegistryCredentials | undefined;
}

export interface LayerProgress {
  readonly digest: string;
  readonly phase: 'downloading' | 'extracting' | 'done';
  readonly current: number;
  readonly total: number;
}

/** A file or folder that a process sees at a path of its own. */
export interface BuildMount {
  readonly target: string;
  readonly isReadOnly: boolean;
  readonly source:
    | { readonly kind: 'tree'; readonly tree: Tree }
    | {
        readonly kind: 'file';
        readonly content: Uint8Array;
        readonly mode: number;
        readonly uid: number;
        readonly gid: number;
      }
    | { readonly kind: 'tmpfs'; readonly sizeBytes: number | undefined };
}

export interface BuildProcess {
  readonly rootfs: Tree;
  readonly argv: readonly string[];
  /** `NAME=value`. */
  readonly env: readonly string[];
  readonly cwd: string;
  /** As USER has it: a name or a number, `:group`; empty: root. */
  readonly user: string;
  readonly mounts: readonly BuildMount[];
  readonly network: 'default' | 'none' | 'host';
  readonly isPrivileged: boolean;
  /** `name:address`. */
  readonly addHosts: readonly string[];
  readonly shmSizeBytes: number | undefined;
  readonly ulimits: readonly { readonly name: string; readonly soft: number; readonly hard: number }[];
  readonly onOutput: (stream: 'stdout' | 'stderr', data: Uint8Array) => void;
}

export interface BuildProcessResult {
  /** Why it could not even be tried: a user that the image does not know. */
  readonly problem?: string;
  /** 128 and the signal's number where a signal ended it. */
  readonly exitCode: number;
  /** The root file system afterwards, without mounts. */
  readonly tree: Tree;
  /** What became of each mount, in their order. */
  readonly mounts: readonly Tree[];
}

export interface Download {
  readonly content: Uint8Array;
  /** The name that the server or the address gives the file. */
  readonly fileName: string;
  readonly mtimeMs: number | undefined;
  readonly etag: string | undefined;
}
