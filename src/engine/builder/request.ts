import type { Tree } from '../fs';
import type { Digest } from '../oci';
import type { RegistryCredentials } from '../registry';

/** What `docker build` asks the builder for (buildx's build options, after its own checks). */
export interface BuildRequest {
  /**
   * `name` is what progress and errors call the file: its last part (`Dockerfile`, `app.Dockerfile`). `text` undefined:
   * there is no such file, which the build finds out when it loads the definition (`failed to read dockerfile: open …`).
   */
  readonly dockerfile: { readonly name: string; readonly text: string | undefined };
  /** Absolute paths on the host, `-` for standard input: what history names the build by. */
  readonly localPaths: { readonly context: string; readonly dockerfile: string };
  /**
   * `--call`, `--check`: instead of building, what the frontend says of the Dockerfile. It loads the definition, what
   * is known of base images (not for `targets`) and `.dockerignore`, and no more. `check` is answered by
   * `BuildResult.check`; the others are read from the Dockerfile by whoever asks. undefined: build.
   */
  readonly call: 'check' | 'outline' | 'targets' | undefined;
  /** Patterns of `<name>.dockerignore` or `.dockerignore`; undefined: there is no such file. */
  readonly ignoreFile: { readonly name: string; readonly text: string } | undefined;
  /** The whole folder: what of it is read, and sent, is the builder's business. Empty for `docker build - < file`. */
  readonly context: Tree;
  /** `--build-context name=…`: folders, or images to take in place of a name. */
  readonly namedContexts: ReadonlyMap<string, NamedContext>;
  readonly target: string | undefined;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  /** What the client's `docker login` has kept, by the registry's host as references have it: `docker.io`. */
  readonly logins: ReadonlyMap<string, RegistryCredentials>;
  /** By id: the bytes of `--secret`. */
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  /** Empty: all defaults. Several make an index. */
  readonly platforms: readonly string[];
  readonly noCache: boolean;
  readonly noCacheFilter: readonly string[];
  readonly pull: boolean;
  /** `--network`: what RUN steps without their own flag get. */
  readonly network: 'default' | 'none' | 'host';
  /** `--allow`: what RUN steps may ask for (`network.host`). */
  readonly entitlements: readonly string[];
  readonly addHosts: readonly string[];
  readonly shmSizeBytes: number | undefined;
  readonly ulimits: readonly { readonly name: string; readonly soft: number; readonly hard: number }[];
  /** References to give the result, normalized. */
  readonly tags: readonly string[];
  readonly output: BuildOutput;
  readonly provenance: boolean;
  /** `--annotation`, in the order given. */
  readonly annotations: readonly BuildAnnotation[];
  readonly cacheImports: readonly CacheImport[];
  readonly cacheExports: readonly CacheExport[];
}

/** `--cache-from`: a cache to take steps from. */
export type CacheImport =
  /** `name` is what was written, and what progress calls it. */
  | { readonly kind: 'registry'; readonly name: string }
  /** A folder of the client's, of which `read` gives blobs; `name` is its own. */
  | {
      readonly kind: 'local';
      readonly name: string;
      readonly digest: Digest;
      readonly read: (digest: Digest) => Uint8Array | undefined;
    }
  | { readonly kind: 'unknown'; readonly name: string; readonly type: string };

/** `--cache-to`: where the steps of a build go. */
export type CacheExport =
  | { readonly kind: 'inline' }
  | { readonly kind: 'registry'; readonly name: string; readonly isMax: boolean }
  /** The command writes it. */
  | { readonly kind: 'local'; readonly destination: string; readonly isMax: boolean }
  | { readonly kind: 'unknown'; readonly type: string };

/** What a name of `--build-context` stands for: a folder, or an image by the name that was written. */
export type NamedContext = { readonly tree: Tree } | { readonly image: string };

/** A key and a value in one of the documents that an image is made of. */
export interface BuildAnnotation {
  readonly place: 'manifest' | 'index' | 'manifest-descriptor' | 'index-descriptor';
  /** Of the manifest for this platform only. */
  readonly platform?: string;
  readonly key: string;
  readonly value: string;
}

/** Where the result goes. */
export type BuildOutput =
  | { readonly kind: 'image'; readonly push: boolean }
  /** An image that is not kept: for the command to write as an archive. */
  | { readonly kind: 'archive'; readonly format: 'oci' | 'docker' }
  /** Nothing is kept but the cache. */
  | { readonly kind: 'none' }
  /** The files, for the command to write into a folder or an archive. */
  | { readonly kind: 'files'; readonly as: 'directory' | 'tarball' };
