import { changesDiskBytes, diffTrees, emptyTree, type Tree } from '../fs';
import {
  createImage,
  describedLayer,
  parseDigest,
  type Digest,
  type Image,
  type Layer,
  type LayerPacking,
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

/** Whether bytes of an image's layers have to be made: nobody published their digest. */
export function needsPacking({ layers }: ImageFacts): boolean {
  return layers.some(({ digest }) => digest === undefined);
}

/**
 * The image that facts describe, with its files. Digests and sizes that were published are taken as stated, the
 * others made, by `packing` (see `needsPacking`). A recipe that is not here gives no files: ask `missingRecipes` first.
 */
export function imageFromFacts(facts: ImageFacts, workshop: Workshop, packing?: LayerPacking): Image {
  const createdMs = Date.parse(facts.created);
  let below: Tree = emptyTree;
  const made = facts.layers.map((layer): Layer['changes'] => {
    const recipe = layer.files === undefined ? undefined : workshop.recipes[layer.files];
    const tree = recipe === undefined ? below : rootfsTree(recipe, below, createdMs, workshop.programIds);
    const changes = diffTrees(below, tree);
    below = tree;
    return changes;
  });
  const layers = spread(made, facts.layers).map((changes, index): Layer =>
    layerFromFacts(facts.layers[index] ?? {}, changes, packing),
  );
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

/** Each change in the layer that holds its path, or else in the one whose recipe made it. */
function spread(
  made: readonly Layer['changes'][],
  facts: readonly LayerFacts[],
): readonly Layer['changes'][] {
  if (facts.every(({ holds }) => holds === undefined)) return made;
  const layers = made.map((): Layer['changes'][number][] => []);
  for (const [index, changes] of made.entries()) {
    for (const change of changes) layers[holderOf(change.path, index, facts)]?.push(change);
  }
  return layers;
}

function holderOf(path: string, maker: number, facts: readonly LayerFacts[]): number {
  let best = { layer: maker, length: 0 };
  for (const [layer, { holds = [] }] of facts.entries()) {
    if (layer > maker) break;
    for (const held of holds) {
      if (covers(held, path) && held.length > best.length) best = { layer, length: held.length };
    }
  }
  return best.layer;
}

function covers(held: string, path: string): boolean {
  if (held.endsWith('*')) return path.startsWith(held.slice(0, -1));
  return path === held || path.startsWith(`${held}/`);
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
  packing: LayerPacking | undefined,
): Layer {
  const described = (stated: Digest): Layer =>
    describedLayer({
      changes,
      sizeBytes: compressedSizeBytes ?? 0,
      unpackedBytes: sizeBytes ?? changesDiskBytes(changes),
      digest: stated,
    });
  if (digest !== undefined) return described(parseDigest(digest));
  if (packing === undefined) throw new Error('nobody is here who could pack a layer');
  return compressedSizeBytes === undefined
    ? packing.layerOf(changes)
    : described(packing.describedDigest(changes));
}
