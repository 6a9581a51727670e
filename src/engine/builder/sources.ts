import type { SourceRange } from '../dockerfile';
import type { Node, Tree } from '../fs';
import { contentDigest, emptyTree } from '../fs';
import type { Image } from '../oci';
import { chainIds, digestOfText } from '../oci';
import { noIngredients } from './ingredients';
import type { ImageOperation, LocalOperation } from './operations';
import type { Step } from './vertex';

export function imageOperation(reference: string, image: Image): ImageOperation {
  const key = `image ${reference}@${image.id}`;
  return { kind: 'image', key, definition: `image ${image.manifestDescriptor.digest}`, reference, image };
}

/** The two keys of an image: its manifest's digest, and its files alone, whatever its configuration. */
export function imageKeys({ image, definition }: ImageOperation): readonly string[] {
  const chain = chainIds(image.layers.map(({ diffId }) => diffId)).at(-1);
  return [definition, `files ${chain ?? 'none'}`];
}

/** A folder of the client. */
export function localStep(
  operation: Omit<LocalOperation, 'kind' | 'key' | 'definition'>,
  name: string,
): Step {
  const key = `local ${operation.name}`;
  return {
    operation: { kind: 'local', key, definition: key, ...operation },
    inputs: [],
    name,
    range: undefined,
    cacheFlag: undefined,
    ingredients: noIngredients,
  };
}

/** Files that the Dockerfile itself holds. */
export function inlineStep(
  name: string,
  nodes: ReadonlyMap<string, Node>,
  at: { readonly range?: SourceRange; readonly cacheFlag?: string | undefined } = {},
): Step {
  const tree: Tree = { ...emptyTree, entries: nodes };
  const definition = `inline ${digestOfText(contentDigest(tree))}`;
  return {
    operation: { kind: 'inline', key: definition, definition, tree },
    inputs: [],
    name: `[internal] ${name}`,
    range: at.range,
    cacheFlag: at.cacheFlag,
    ingredients: noIngredients,
  };
}
