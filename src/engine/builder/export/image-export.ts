import {
  createImage,
  goJson,
  type Json,
  type Digest,
  type History,
  type Image,
  type ImageAnnotations,
  type ImageParts,
  type Layer,
  type Platform,
  type Statement,
} from '../../oci';
import { timeText } from './provenance';
import type { StageImage } from './stage-image';

export interface ImageExport {
  readonly image: StageImage;
  /** All layers from the bottom up, those of the base image too. */
  readonly layers: readonly Layer[];
  /**
   * When the layers were made that are not an image's, from the bottom up: one for each line of the history
   * without a time that makes one.
   */
  readonly layerTimesMs: readonly number[];
  readonly platform: Platform;
  /** What it is to be dated with; undefined: with the time of its layers. */
  readonly epochMs?: number | undefined;
  readonly annotations?: ImageAnnotations;
  /** Keys of the configuration beside those of an image. */
  readonly inConfig?: Readonly<Record<string, string>>;
  /** Says what is attached to the image, of which this is the manifest; undefined: nothing. */
  readonly attest?: (manifest: Digest) => readonly Statement[];
}

/**
 * The image of a stage: config, manifest and, with something attached, an index. What has no layer at all has
 * nothing to attest. Source: BuildKit exporter/containerimage writer.
 */
export function exportImage({
  image,
  layers,
  layerTimesMs,
  platform,
  epochMs,
  annotations,
  inConfig,
  attest,
}: ImageExport): Image {
  const history =
    epochMs === undefined
      ? timedHistory(image.history, layerTimesMs)
      : image.history.map((line) => datedBefore(line, epochMs));
  const created = epochMs === undefined ? history.at(-1)?.created : timeText(epochMs);
  const parts: ImageParts = {
    config: {
      ...(created === undefined ? {} : { created }),
      ...(image.author === undefined ? {} : { author: image.author }),
      ...platform,
      config: image.config,
      history,
    },
    layers,
    writer: 'buildkit',
    ...(annotations && { annotations }),
  };
  const bare = createImage(parts);
  const extended = inConfig && { ...parts, configBytes: configWith(bare, inConfig) };
  const plain = extended === undefined ? bare : createImage(extended);
  if (attest === undefined || layers.length === 0) return plain;
  return createImage({ ...(extended ?? parts), statements: attest(plain.manifestDescriptor.digest) });
}

/** The line, said to be no younger than this. */
function datedBefore(line: History, epochMs: number): History {
  const isOlder = line.created !== undefined && Date.parse(line.created) <= epochMs;
  return isOlder ? line : { ...line, created: timeText(epochMs) };
}

/** The configuration with more keys, in the order of all of them. */
function configWith({ manifest, documents }: Image, more: Readonly<Record<string, string>>): Uint8Array {
  const config: unknown = JSON.parse(new TextDecoder().decode(documents.get(manifest.config.digest)));
  const entries = Object.entries({ ...(config as Readonly<Record<string, Json>>), ...more });
  const sorted = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  return new TextEncoder().encode(goJson(sorted));
}

/**
 * Gives every line a time: its layer's, and where it has none that of the first new layer, or of the last one
 * in front of it. So the times of an image of cached steps do not change.
 */
function timedHistory(history: readonly History[], layerTimesMs: readonly number[]): readonly History[] {
  const times = [...layerTimesMs];
  const lines = history.map((line): History => {
    if (line.created !== undefined || line.emptyLayer === true) return line;
    const timeMs = times.shift();
    return timeMs === undefined ? line : { created: timeText(timeMs), ...line };
  });
  const firstUntimed = lines.findIndex(({ created }) => created === undefined);
  if (firstUntimed < 0) return lines;
  const timed = (line: History): boolean => line.created !== undefined;
  let created = (lines.slice(firstUntimed).find(timed) ?? lines.slice(0, firstUntimed).findLast(timed))
    ?.created;
  if (created === undefined) return lines;
  return lines.map((line, index): History => {
    if (line.created === undefined) return { created, ...line };
    if (index > firstUntimed) created = line.created;
    return line;
  });
}
