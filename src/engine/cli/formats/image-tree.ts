// The default view of docker images. Source: docker/cli cli/command/image/tree.go.
import { shortId } from '../../oci';

/** What the columns of one line show; sizes are texts. */
export interface ImageDetails {
  readonly id: string;
  readonly diskUsage: string;
  readonly contentSize: string;
  readonly isInUse: boolean;
}

export interface TreeImage {
  readonly names: readonly string[];
  readonly details: ImageDetails;
  /** The image's platforms, with `--tree`. */
  readonly platforms?: readonly { readonly platform: string; readonly details: ImageDetails }[];
}

const gap = '   ';
const untagged = '<untagged>';

/** @param isSpaced an empty line after each image, as with `--tree`. */
export function formatImageTree(images: readonly TreeImage[], isSpaced: boolean): string {
  // Docker measures the lines of platforms in bytes, so those with drawn branches count for more.
  const bytes = (text: string): number => new TextEncoder().encode(text).length;
  const names = images.flatMap((image) => [
    ...(image.names.length > 0 ? image.names : [untagged]).map((name) => [...name].length),
    ...(image.platforms ?? []).map(({ platform }) => bytes(`├─ ${platform}`)),
  ]);
  const width = Math.max('IMAGE'.length, ...names);
  const head = ['IMAGE'.padEnd(width), 'ID'.padEnd(12), 'DISK USAGE', 'CONTENT SIZE', 'EXTRA'].join(gap);
  const lines = images.flatMap((image) => [...imageLines(image, width), ...(isSpaced ? [''] : [])]);
  return [head, ...lines].map((line) => `${line}\n`).join('');
}

function imageLines({ names, details, platforms = [] }: TreeImage, width: number): readonly string[] {
  const shown = names.length > 0 ? names : [untagged];
  const others = shown.slice(0, -1).map((name) => name.padEnd(width));
  const children = platforms.map((child, index) => {
    const branch = index === platforms.length - 1 ? '└─' : '├─';
    return detailsLine(`${branch} ${child.platform}`, child.details, width);
  });
  return [...others, detailsLine(shown.at(-1) ?? '', details, width), ...children];
}

function detailsLine(
  name: string,
  { id, diskUsage, contentSize, isInUse }: ImageDetails,
  width: number,
): string {
  return [
    name.padEnd(width),
    shortId(id).padEnd(12),
    diskUsage.padStart('DISK USAGE'.length),
    contentSize.padStart('CONTENT SIZE'.length),
    (isInUse ? 'U' : '').padEnd('EXTRA'.length),
  ].join(gap);
}
