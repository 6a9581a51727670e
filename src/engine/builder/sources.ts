import { formatPlatform, hostPlatform, type Platform, type SourceRange } from '../dockerfile';
import type { Node, Tree } from '../fs';
import { contentDigest, emptyTree } from '../fs';
import type { Image } from '../oci';
import { chainIds, digestOfText, familiarString, parseFamiliar } from '../oci';
import { noIngredients } from './ingredients';
import type { ImageOperation, LocalOperation } from './operations';
import type { BuildRequest, NamedContext } from './request';
import type { Step } from './vertex';

interface ImageUse {
  readonly isByName?: boolean;
  /** What it is to be for; undefined: this machine's own. */
  readonly platform?: Platform;
}

export function imageOperation(
  reference: string,
  image: Image,
  { isByName = false, platform = hostPlatform }: ImageUse = {},
): ImageOperation {
  const wanted = foreignName(platform);
  const key = `image ${reference}@${image.id}${wanted}`;
  const definition = `image ${image.manifestDescriptor.digest}${wanted}`;
  return { kind: 'image', key, definition, reference, image, isByName, isFrontend: false };
}

/** What tells a step for another platform from the same one for this machine: it is another step. */
export function foreignName(platform: Platform): string {
  const name = formatPlatform(platform);
  return name === formatPlatform(hostPlatform) ? '' : ` ${name}`;
}

/** An image of which metadata is loaded: one that the Dockerfile names, or one that stands in for it. */
export interface LoadedImage {
  readonly image: Image;
  readonly reference: string;
  /** Of `--build-context name=docker-image://written`. */
  readonly context?: { readonly name: string; readonly written: string } | undefined;
}

/** What progress calls the step of an image that no FROM counts. */
export function imageStepName({ image, reference, context }: LoadedImage): string {
  return context === undefined
    ? `FROM ${reference}@${image.id}`
    : `[context ${context.name}] ${context.written}`;
}

/** What `--build-context` says of an image's name. Source: BuildKit dockerui NamedContext. */
export function namedContextOf(
  { namedContexts }: Pick<BuildRequest, 'namedContexts'>,
  reference: string,
): { readonly name: string; readonly context: NamedContext } | undefined {
  const name = familiarString(parseFamiliar(reference)).replace(/:latest$/, '');
  const context = namedContexts.get(name);
  return context === undefined ? undefined : { name, context };
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
