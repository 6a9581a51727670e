import type { Tree } from '../../fs';
import type { Digest, Image } from '../../oci';
import { imageTree } from '../../oci';

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
  readonly #images = new Map<Digest, Image>();
  /** Trees of layer stacks that were unpacked, by chain ID. */
  readonly #unpacked = new Map<Digest, Tree>();

  /** The image's files. */
  treeOf(image: Image): Tree {
    return imageTree(image, this.#unpacked);
  }

  /** Every name, in the order of their texts. */
  get records(): readonly ImageRecord[] {
    return [...this.#names].map(([name, id]) => ({ name, id })).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  get images(): readonly Image[] {
    return [...this.#images.values()];
  }

  byName(name: string): Image | undefined {
    const id = this.#names.get(name);
    return id === undefined ? undefined : this.#images.get(id);
  }

  byId(id: string): Image | undefined {
    return [...this.#images.values()].find((image) => image.id === id);
  }

  namesOf(id: Digest): readonly string[] {
    return this.records.filter((record) => record.id === id).map(({ name }) => name);
  }

  /** Lets a name lead to an image. What it led to before is forgotten if that was its last name. */
  put(name: string, image: Image): void {
    const before = this.#names.get(name);
    this.#images.set(image.id, image);
    this.#names.set(name, image.id);
    if (before !== undefined && before !== image.id) this.#forgetNameless(before);
  }

  /** As `put`, but an image that loses its last name stays, dangling. */
  putKeeping(name: string, image: Image): void {
    const before = this.#names.get(name);
    if (before !== undefined && before !== image.id && this.namesOf(before).length === 1) {
      this.#names.set(danglingPrefix + before, before);
    }
    this.put(name, image);
    this.#names.delete(danglingPrefix + image.id);
  }

  /** Keeps an image under a name of Docker's own, if it has no other. */
  putNameless(image: Image): void {
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
