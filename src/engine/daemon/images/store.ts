import type { Tree } from '../../fs';
import type { Digest } from '../../oci';
import type { HealthConfig } from '../api/container';
import type { ImageDefaults } from '../containers/merge-config';

/** A layer of a stored image. */
export interface StoredLayer {
  readonly digest: Digest;
  readonly diffId: Digest;
  readonly compressedSizeBytes: number;
  /** Its own files on disk. */
  readonly unpackedSizeBytes: number;
}

/** A line of an image's history, oldest first. */
export interface HistoryEntry {
  readonly created?: string;
  readonly createdBy?: string;
  readonly author?: string;
  readonly comment?: string;
  readonly isEmptyLayer: boolean;
}

/** An image of this machine's platform, whole: what it was made of and its files. */
export interface StoredImage {
  /** The image ID of the containerd store: digest of the index or, without one, of the manifest. */
  readonly id: Digest;
  readonly manifestDigest: Digest;
  readonly manifestSizeBytes: number;
  readonly targetMediaType: string;
  readonly targetSizeBytes: number;
  readonly configDigest: Digest;
  /** Of the manifest, the config and whatever else is not a layer. */
  readonly metadataSizeBytes: number;
  readonly created?: string;
  readonly author?: string;
  readonly comment?: string;
  readonly architecture: string;
  readonly os: string;
  readonly defaults: ImageDefaults & { readonly Healthcheck?: HealthConfig };
  readonly layers: readonly StoredLayer[];
  readonly history: readonly HistoryEntry[];
  readonly tree: Tree;
}

/** A name in the image store: `docker.io/library/busybox:latest`, or one that Docker gave itself. */
export interface ImageRecord {
  readonly name: string;
  readonly id: Digest;
}

/** How Docker calls an image that lost its last name, so that it is kept. */
export const danglingPrefix = 'moby-dangling@';

export function isDanglingName(name: string): boolean {
  return name.startsWith(danglingPrefix);
}

/**
 * The images on a machine: names, and what they lead to. An image without any name is gone, as in the
 * containerd image store.
 */
export class ImageStore {
  readonly #names = new Map<string, Digest>();
  readonly #images = new Map<Digest, StoredImage>();

  /** Every name, in the order of their texts. */
  get records(): readonly ImageRecord[] {
    return [...this.#names].map(([name, id]) => ({ name, id })).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  get images(): readonly StoredImage[] {
    return [...this.#images.values()];
  }

  byName(name: string): StoredImage | undefined {
    const id = this.#names.get(name);
    return id === undefined ? undefined : this.#images.get(id);
  }

  byId(id: string): StoredImage | undefined {
    return [...this.#images.values()].find((image) => image.id === id);
  }

  namesOf(id: Digest): readonly string[] {
    return this.records.filter((record) => record.id === id).map(({ name }) => name);
  }

  /** Lets a name lead to an image. What it led to before is forgotten if that was its last name. */
  put(name: string, image: StoredImage): void {
    const before = this.#names.get(name);
    this.#images.set(image.id, image);
    this.#names.set(name, image.id);
    if (before !== undefined && before !== image.id) this.#forgetNameless(before);
  }

  /** As `put`, but an image that loses its last name stays, dangling. */
  putKeeping(name: string, image: StoredImage): void {
    const before = this.#names.get(name);
    if (before !== undefined && before !== image.id && this.namesOf(before).length === 1) {
      this.#names.set(danglingPrefix + before, before);
    }
    this.put(name, image);
    this.#names.delete(danglingPrefix + image.id);
  }

  /** Keeps an image under a name of Docker's own, if it has no other. */
  putNameless(image: StoredImage): void {
    this.#images.set(image.id, image);
    if (this.namesOf(image.id).length === 0) this.#names.set(danglingPrefix + image.id, image.id);
  }

  /** Takes a name away; says whether the image went with it. */
  removeName(name: string): boolean {
    const id = this.#names.get(name);
    if (id === undefined) return false;
    this.#names.delete(name);
    return this.#forgetNameless(id);
  }

  #forgetNameless(id: Digest): boolean {
    if ([...this.#names.values()].includes(id)) return false;
    return this.#images.delete(id);
  }
}
