import type { Tree } from '../../fs';
import { treeAsChanges } from '../../fs';
import type { ExecutionParameters, Image } from '../../oci';
import { createImage, layerOf } from '../../oci';

/** What `docker import` is told beside the files. */
export interface ImportSettings {
  /** RFC 3339. */
  readonly created: string;
  readonly comment: string;
  readonly architecture: string;
  readonly config: ExecutionParameters;
}

/** An image of one layer that holds these files, as `docker import` makes it. */
export function importedImage(tree: Tree, settings: ImportSettings): Image {
  const { created, comment, architecture, config } = settings;
  return createImage({
    config: { created, architecture, os: 'linux', config, history: [{ created, comment }] },
    layers: [layerOf(treeAsChanges(tree))],
    writer: 'engine',
  });
}
