import { changesDiskBytes, diffTrees, emptyTree, type Tree } from '../fs';
import {
  createImage,
  describedLayer,
  layerOf,
  parseDigest,
  type Digest,
  type Image,
  type Layer,
} from '../oci';
import type { FilesRecipe, ImageFacts, LayerFacts } from '../world';
import { rootfsTree, type ProgramIds } from './rootfs';

/** What is needed to make an image of its facts. */
export interface Workshop {
  /** Recipes that are here, by key. */
  readonly recipes: Readonly<Record<string, FilesRecipe>>;
  readonly programIds: ProgramIds;
}

/** Keys of the recipes that an image needs and that are not here yet. */
export function missingRecipes({ layers }: ImageFacts, { recipes }: Workshop): readonly string[] {
  const keys = layers.flatMap(({ files }) =>
    files === undefined || recipes[files] !== undefined ? [] : [files],
  );
  return [...new Set(keys)];
}

/**
 * The image that facts describe, with its files. Digests and sizes that were published are taken as stated, the
 * others made. A recipe that is not here gives no files: ask `missingRecipes` first.
 */
export function imageFromFacts(facts: ImageFacts, workshop: Workshop): Image {
  const createdMs = Date.parse(facts.created);
  let below: Tree = emptyTree;
  const layers = facts.layers.map((layer): Layer => {
    const recipe = layer.files === undefined ? undefined : workshop.recipes[layer.files];
    const tree = recipe === undefined ? below : rootfsTree(recipe, below, createdMs, workshop.programIds);
    const changes = diffTrees(below, tree);
    below = tree;
    return layerFromFacts(layer, changes);
  });
  const { config: configFacts, history } = facts;
  const isPublished = facts.manifestDigest !== undefined || facts.indexDigest !== undefined;
  return createImage({
    config: {
      created: facts.created,
      architecture: facts.architecture,
      os: 'linux',
      config: configFacts,
      history,
    },
    layers,
    writer: isPublished ? 'buildkit' : 'engine',
    stated: {
      ...stated('config', facts.imageId),
      ...stated('manifest', facts.manifestDigest),
      ...stated('index', facts.indexDigest),
    },
  });
}

function stated<Key extends string>(
  key: Key,
  digest: string | undefined,
): { readonly [key in Key]?: Digest } {
  const found: { [key in Key]?: Digest } = {};
  if (digest !== undefined) found[key] = parseDigest(digest);
  return found;
}

function layerFromFacts(
  { digest, compressedSizeBytes, sizeBytes }: LayerFacts,
  changes: Layer['changes'],
): Layer {
  if (digest === undefined && compressedSizeBytes === undefined) return layerOf(changes);
  return describedLayer({
    changes,
    sizeBytes: compressedSizeBytes ?? 0,
    unpackedBytes: sizeBytes ?? changesDiskBytes(changes),
    ...stated('digest', digest),
  });
}
