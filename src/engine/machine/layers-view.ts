import { findImage } from '../daemon';
import type { TerminalMachine } from './terminal-machine';
import { type Change, contentSize, pathNames } from '../fs';
import type { Image } from '../oci';
import { type ImageView, imageView, type LayerView } from './view';

/** A file or folder that a layer adds, changes, or hides by a whiteout. */
export interface ChangeView {
  readonly path: string;
  /** `emptied`: nothing that lay in this folder shows through. */
  readonly kind: 'added' | 'modified' | 'deleted' | 'emptied';
  /** Of a file. */
  readonly sizeBytes: number | undefined;
  /** Bytes of files in the layers below that this hides: they stay in the image for nothing. */
  readonly hiddenBytes: number;
}

export interface OpenedLayerView extends LayerView {
  /** Other images of the machine that have this layer, and all below it, too: by their names or ids. */
  readonly sharedWith: readonly string[];
  /** Bytes of files in this layer that later layers delete or replace. */
  readonly wastedBytes: number;
}

/** An image with what each of its layers changes, from the bottom up. */
export interface OpenedImageView extends ImageView {
  readonly layers: readonly OpenedLayerView[];
  readonly changes: readonly (readonly ChangeView[])[];
}

/** An image with what each of its layers changes. Throws a DaemonError where there is no such image. */
export function viewOfImage({ daemon }: Pick<TerminalMachine, 'daemon'>, reference: string): OpenedImageView {
  const image = findImage(daemon, reference);
  const view = imageView(daemon, image);
  const stack = new LayerStack();
  const changes = image.layers.map((layer, index) => stack.lay(index, layer.changes));
  const others = daemon.images.images.filter(({ id }) => id !== image.id);
  return {
    ...view,
    layers: view.layers.map((layer, index) => ({
      ...layer,
      sharedWith: others
        .filter((other) => hasSameBottom(image, other, index))
        .map((other) => imageName(imageView(daemon, other))),
      wastedBytes: stack.wastedBytes(index),
    })),
    changes,
  };
}

/** Docker keeps a layer once for all images that stand on the same ones: what lies below it counts. */
function hasSameBottom(one: Image, other: Image, top: number): boolean {
  return one.layers.slice(0, top + 1).every(({ diffId }, index) => other.layers[index]?.diffId === diffId);
}

function imageName({ names: [name], id }: ImageView): string {
  return name ?? id.replace('sha256:', '').slice(0, 12);
}

/** A name in the stack of layers: what lies there now, and in which layer. */
interface Place {
  file: { readonly layer: number; readonly bytes: number } | undefined;
  readonly entries: Map<string, Place>;
}

/** Lays layers on each other and counts what they hide. A file with several names counts where it is named first. */
class LayerStack {
  readonly #root: Place = { file: undefined, entries: new Map() };
  readonly #wasted = new Map<number, number>();

  /** Of a layer's files, those that the layers laid on it since have hidden. */
  wastedBytes(layer: number): number {
    return this.#wasted.get(layer) ?? 0;
  }

  lay(layer: number, changes: readonly Change[]): readonly ChangeView[] {
    const hidden = new Map<Change, number>();
    // Deletions speak only of what lies below, wherever they stand in the layer.
    for (const change of changes) if (!('node' in change)) hidden.set(change, this.#remove(change));
    const links = new Set<number>();
    for (const change of changes) {
      if (!('node' in change)) continue;
      const { node, path } = change;
      const place = this.#placeOf(path);
      hidden.set(change, node.kind === 'directory' ? this.#hideFile(place) : this.#hideAll(place));
      if (node.kind !== 'file') continue;
      const isKnown = node.linkId !== undefined && links.has(node.linkId);
      if (node.linkId !== undefined) links.add(node.linkId);
      place.file = { layer, bytes: isKnown ? 0 : contentSize(node.content) };
    }
    return changes.map((change) => changeView(change, hidden.get(change) ?? 0));
  }

  #placeOf(path: string): Place {
    let place = this.#root;
    for (const name of pathNames(path)) {
      const next = place.entries.get(name) ?? { file: undefined, entries: new Map<string, Place>() };
      place.entries.set(name, next);
      place = next;
    }
    return place;
  }

  #remove({ kind, path }: Change): number {
    const place = this.#placeOf(path);
    return kind === 'deleted' ? this.#hideAll(place) : this.#hideEntries(place);
  }

  #hideAll(place: Place): number {
    return this.#hideFile(place) + this.#hideEntries(place);
  }

  #hideEntries({ entries }: Place): number {
    let bytes = 0;
    for (const entry of entries.values()) bytes += this.#hideAll(entry);
    entries.clear();
    return bytes;
  }

  #hideFile(place: Place): number {
    const { file } = place;
    if (file === undefined) return 0;
    this.#wasted.set(file.layer, this.wastedBytes(file.layer) + file.bytes);
    place.file = undefined;
    return file.bytes;
  }
}

function changeView(change: Change, hiddenBytes: number): ChangeView {
  const { path } = change;
  if (!('node' in change))
    return {
      path,
      kind: change.kind === 'opaque' ? 'emptied' : 'deleted',
      sizeBytes: undefined,
      hiddenBytes,
    };
  const { kind, node } = change;
  return { path, kind, sizeBytes: node.kind === 'file' ? contentSize(node.content) : undefined, hiddenBytes };
}
