import type { Tree } from '../../fs';
import type { Digest, Image } from '../../oci';
import { imageTree } from '../../oci';

/** A name in the image store: `docker.io/library/busybox:latest`, or one that Docker gave itself. */
export interface ImageRecord {
  readonly name: string;
  readonly id: Digest;
  /** When the name was last given to this image. */
  readonly taggedMs: number;
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
  readonly #names = new Map<string, { readonly id: Digest; readonly taggedMs: number }>();
  readonly #images = new Map<Digest, Image>();
  /** The repositories that images were pulled from or pushed to. */
  readonly #repositories = new Map<Digest, Set<string>>();
  /** Trees of layer stacks that were unpacked, by chain ID. */
  readonly #unpacked = new Map<Digest, Tree>();

  constructor(private readonly clock: { readonly nowMs: number }) {}

  /** The image's files. */
  treeOf(image: Image): Tree {
    return imageTree(image, this.#unpacked);
  }

  /** Every name, in the order of their texts. */
  get records(): readonly ImageRecord[] {
    return [...this.#names]
      .map(([name, { id, taggedMs }]) => ({ name, id, taggedMs }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  get images(): readonly Image[] {
    return [...this.#images.values()];
  }

  byName(name: string): Image | undefined {
    const named = this.#names.get(name);
    return named && this.#images.get(named.id);
  }

  byId(id: string): Image | undefined {
    return [...this.#images.values()].find((image) => image.id === id);
  }

  namesOf(id: Digest): readonly string[] {
    return this.records.filter((record) => record.id === id).map(({ name }) => name);
  }

  /** When a name was last given to the image; undefined where it has none. */
  lastTaggedMs(id: Digest): number | undefined {
    const times = this.records.filter((record) => record.id === id).map(({ taggedMs }) => taggedMs);
    return times.length === 0 ? undefined : Math.max(...times);
  }

  /** Keeps in mind that an image was pulled from a repository, or pushed to it: `docker.io/library/busybox`. */
  noteRepository(id: Digest, repository: string): void {
    const known = this.#repositories.get(id) ?? new Set();
    this.#repositories.set(id, known.add(repository));
  }

  repositoriesOf(id: Digest): readonly string[] {
    return [...(this.#repositories.get(id) ?? [])];
  }

  /** Lets a name lead to an image. What it led to before is forgotten if that was its last name. */
  put(name: string, image: Image): void {
    const before = this.#names.get(name)?.id;
    this.#images.set(image.id, image);
    if (before === image.id) return;
    this.#name(name, image.id);
    if (before !== undefined) this.#forgetNameless(before);
  }

  /** As `put`, but an image that loses its last name stays, dangling. */
  putKeeping(name: string, image: Image): void {
    const before = this.#names.get(name)?.id;
    if (before !== undefined && before !== image.id && this.namesOf(before).length === 1) {
      this.#name(danglingPrefix + before, before);
    }
    this.put(name, image);
    this.#names.delete(danglingPrefix + image.id);
  }

  /** Keeps an image under a name of Docker's own, if it has no other. */
  putNameless(image: Image): void {
    this.#images.set(image.id, image);
    if (this.namesOf(image.id).length === 0) this.#name(danglingPrefix + image.id, image.id);
  }

  /** Takes a name away; says whether the image went with it. */
  removeName(name: string): boolean {
    const id = this.#names.get(name)?.id;
    if (id === undefined) return false;
    this.#names.delete(name);
    return this.#forgetNameless(id);
  }

  #name(name: string, id: Digest): void {
    this.#names.set(name, { id, taggedMs: this.clock.nowMs });
  }

  #forgetNameless(id: Digest): boolean {
    if ([...this.#names.values()].some((named) => named.id === id)) return false;
    this.#repositories.delete(id);
    return this.#images.delete(id);
  }
}
