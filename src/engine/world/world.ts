/**
 * The facts a machine lives in: what is on it when it is switched on, what registries and mirrors offer, and
 * when it is. Data only; whoever uses it makes trees, layers and answers of it. Everything large is behind a
 * key, so that it is loaded when first needed (`Kernel.need`).
 */

/** A registry's image, one platform. Sizes in bytes; digests `sha256:…` as published. */
export interface ImageFacts {
  /** Familiar repository: `postgres`, `gcr.io/distroless/static-debian13`. */
  readonly repository: string;
  readonly tags: readonly string[];
  /** What `docker pull` prints as Digest: the index; the platform's manifest; the config. Missing: made from the bytes. */
  readonly indexDigest?: string;
  readonly manifestDigest?: string;
  readonly imageId?: string;
  readonly created: string;
  readonly architecture: string;
  readonly config: ImageConfigFacts;
  readonly layers: readonly LayerFacts[];
  readonly history: readonly HistoryFacts[];
}

export interface ImageConfigFacts {
  readonly Env?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly WorkingDir?: string;
  readonly User?: string;
  readonly ExposedPorts?: readonly string[];
  readonly Volumes?: readonly string[];
  readonly StopSignal?: string;
  readonly Labels?: Readonly<Record<string, string>>;
}

export interface LayerFacts {
  /** Of the compressed blob, as published; missing where the layer's bytes are really made. */
  readonly digest?: string;
  readonly compressedSizeBytes?: number;
  readonly sizeBytes?: number;
  /** Key of the recipe of what this layer adds to the files; missing: nothing that a reader could see. */
  readonly files?: string;
  /**
   * Paths that this layer brings of what an upper layer's recipe makes: a recipe is one image's, its layers are many. A
   * path stands for what is below it, too; with `*` at its end for all that begins so. The longest that fits counts.
   */
  readonly holds?: readonly string[];
}

export interface HistoryFacts {
  readonly created: string;
  readonly createdBy: string;
  readonly comment?: string;
  readonly emptyLayer?: boolean;
}

/**
 * What a layer puts into the file tree. Paths are absolute. `programs` places executables
 * by the names they are installed under.
 */
export interface FilesRecipe {
  readonly directories?: readonly EntryFacts[];
  readonly files?: readonly (EntryFacts & { readonly text: string })[];
  readonly symlinks?: readonly { readonly path: string; readonly target: string }[];
  /** Where servers are spoken to on this computer. */
  readonly sockets?: readonly EntryFacts[];
  readonly programs?: readonly ProgramsFacts[];
  readonly multiCall?: MultiCallFacts;
  /** Of executables that are not root's to run with mode 755 only: setuid and setgid programs. */
  readonly modes?: readonly EntryFacts[];
  /** Lines added to text files that an earlier layer made, such as /etc/passwd. */
  readonly appends?: readonly { readonly path: string; readonly text: string }[];
  /** Files that nobody reads, put where such files are, so that du and sizes come out right. */
  readonly filler?: readonly { readonly path: string; readonly sizeBytes: number }[];
}

export interface EntryFacts {
  readonly path: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** Executables of one folder, a file each. */
export interface ProgramsFacts {
  readonly directory: string;
  readonly names: readonly string[];
  /** What runs under these names, where it is not a program of that name: images have scripts of their own. */
  readonly program?: string;
  /** What those of them are for that nothing here runs, to go on after "the real NAME": `compiles Go programs`. */
  readonly purpose?: string;
  /** The line that such a program prints when it is asked for its version. */
  readonly version?: string;
  /** Of each. */
  readonly sizeBytes: number;
}

/** One executable under many names: BusyBox. */
export interface MultiCallFacts {
  /** Which build of it: the id of its program. Default `busybox`. */
  readonly program?: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly linkedBy: 'hard links' | 'symlinks';
  /** Folder -> names. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** What the mirror of a distribution's release holds: the packages, and the archives that serve them. */
export interface PackagesFacts {
  /** Code name: `trixie`, `noble`. */
  readonly suite: string;
  /** Day of these facts and of the release, `YYYY-MM-DD`. */
  readonly snapshot: string;
  readonly released: string;
  /** Files and folders that dpkg counts on the minimal image. */
  readonly baseFiles: number;
  readonly archives: readonly ArchiveFacts[];
  /** Code name of the release whose packages stand for this one's, which are not known. */
  readonly standsIn?: string;
  /** Versions that differ from the stand-in's, by source package. From memory, as all sizes of such a release are. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Names of the columns of `packages`, whose cells are separated by tabs. */
  readonly columns: readonly string[];
  readonly packages: readonly string[];
}

export interface ArchiveFacts {
  /** As sources.list says: `trixie-security`. */
  readonly suite: string;
  readonly component: string;
  /** What `apt list` calls it: `stable-security`. */
  readonly label: string;
  readonly inReleaseBytes: number;
  /** Of the compressed index, as it is fetched; and of what apt keeps of it in /var/lib/apt/lists. */
  readonly packagesBytes: number;
  readonly storedBytes: number;
}

export interface RegistryFacts {
  /** `docker.io`, `localhost:5000`, `registry.example.com`. */
  readonly host: string;
  readonly images: readonly ImageFacts[];
  /** Who may do what; missing: everybody may pull and push. */
  readonly access?: {
    readonly anonymousPull: boolean;
    readonly users: readonly {
      readonly name: string;
      readonly password: string;
      readonly mayPush: readonly string[];
    }[];
  };
  /** Default: Docker Hub has a token server, others ask for the password themselves. */
  readonly authentication?: 'basic' | 'token';
  readonly search?: readonly SearchFacts[];
  /** Repositories that the real registry has and this one does not, by their familiar names. */
  readonly others?: readonly string[];
}

export interface SearchFacts {
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly official: boolean;
}

export interface HostFacts {
  readonly hostname: string;
  readonly user: string;
  readonly home: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Key of the recipe of the host's own files. */
  readonly files: string;
}

export interface World {
  /** Milliseconds since the epoch when a machine of this world is switched on. */
  readonly startMs: number;
  readonly host: HostFacts;
  /** In the image store from the start, as `docker import` made them. */
  readonly localImages: readonly ImageFacts[];
  readonly registries: readonly RegistryFacts[];
  /** Recipes already here by key; a missing one is asked of the page by `Kernel.need`. */
  readonly recipes: Readonly<Record<string, FilesRecipe>>;
  /** Further facts at hand by key, such as `packages/trixie`; a missing one is asked for as a recipe is. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Hosts of the Internet that answer on ports 80 and 443, and their addresses. None: the network ends here. */
  readonly internet?: Readonly<Record<string, string>>;
  /** What those hosts hand out; anything else is not found. */
  readonly web?: readonly WebFileFacts[];
}

/** A file that a web server hands out: a text, or a zip archive that is made when it is first asked for. */
export interface WebFileFacts {
  /** `https://example.com/data.zip`; the same answers over http. */
  readonly url: string;
  /** `2026-10-01T09:00:00Z` */
  readonly modified: string;
  readonly text?: string;
  readonly archive?: readonly ArchivedFacts[];
}

/** A file in an archive: its text, or so many lines of made-up readings. */
export interface ArchivedFacts {
  readonly path: string;
  readonly text?: string;
  readonly readings?: number;
}
