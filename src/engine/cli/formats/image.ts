// docker image ls with --format. Source: docker/cli cli/command/formatter/image.go.
import { familiarName, parseFamiliar, shortId } from '../../oci';
import { humanSize } from '../../units';
import type { RowOptions } from './container';
import { ago, timeText, zeroTimeSeconds } from './display';
import { isTableFormat, type RowFields, type RowType } from './list-format';

/** One image of a list, as the Engine API gives it; -1 is not known. */
export interface ImageSummary {
  readonly Id: string;
  readonly RepoTags: readonly string[];
  readonly RepoDigests: readonly string[];
  /** Seconds since 1970. */
  readonly Created: number;
  readonly Size: number;
  readonly SharedSize: number;
  readonly Containers: number;
}

/** An image under one of its names. */
export interface ImageRow {
  readonly image: ImageSummary;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

export const imageType: RowType = {
  typeName: '*formatter.imageContext',
  headers: {
    ID: 'IMAGE ID',
    Repository: 'REPOSITORY',
    Tag: 'TAG',
    Digest: 'DIGEST',
    CreatedSince: 'CREATED',
    CreatedAt: 'CREATED AT',
    Size: 'SIZE',
    Containers: 'CONTAINERS',
    SharedSize: 'SHARED SIZE',
    UniqueSize: 'UNIQUE SIZE',
  },
};

const none = '<none>';
const since = '{{if .CreatedSince }}{{.CreatedSince}}{{else}}N/A{{end}}';

/** The template that `docker image ls --format … --quiet --digests` comes to. */
export function imageFormat(
  format: string,
  { quiet, digests }: { readonly quiet?: boolean; readonly digests?: boolean },
): string {
  if (format === 'table') {
    if (quiet) return '{{.ID}}';
    return `table {{.Repository}}\t{{.Tag}}\t${digests ? '{{.Digest}}\t' : ''}{{.ID}}\t${since}\t{{.Size}}`;
  }
  if (format === 'raw') {
    if (quiet) return 'image_id: {{.ID}}';
    const digest = digests ? 'digest: {{.Digest}}\n' : '';
    return `repository: {{.Repository}}\ntag: {{.Tag}}\n${digest}image_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n`;
  }
  const wantsDigest = isTableFormat(format) && digests && !format.includes('{{.Digest}}');
  return wantsDigest ? `${format}\t{{.Digest}}` : format;
}

/** Whether an image has neither tag nor digest of a repository. */
export function isDangling({
  RepoTags,
  RepoDigests,
}: Pick<ImageSummary, 'RepoTags' | 'RepoDigests'>): boolean {
  const isNone = (names: readonly string[], text: string): boolean =>
    names.length === 0 || (names.length === 1 && names[0] === text);
  return isNone(RepoTags, `${none}:${none}`) && isNone(RepoDigests, `${none}@${none}`);
}

/** A row for each tag of an image, and for each digest where no tag stands for it or digests are wanted. */
export function imageRows(image: ImageSummary, format: string, digests: boolean): readonly ImageRow[] {
  if (isDangling(image)) return [{ image, repository: none, tag: none, digest: none }];
  const tags = byRepository(image.RepoTags, ({ tag }) => tag);
  const allDigests = byRepository(image.RepoDigests, ({ digest }) => digest);
  const wantsDigests = digests || format.includes('{{.Digest}}');
  const tagged = [...tags].flatMap(([repository, names]) => {
    const own = wantsDigests ? (allDigests.get(repository) ?? []) : [];
    return names.flatMap((tag) =>
      (own.length > 0 ? own : [none]).map((digest) => ({ image, repository, tag, digest })),
    );
  });
  const untagged = [...allDigests]
    .filter(([repository]) => !tags.has(repository))
    .flatMap(([repository, own]) =>
      (digests ? own : ['']).map((digest) => ({ image, repository, tag: none, digest })),
    );
  return [...tagged, ...untagged];
}

function byRepository(
  names: readonly string[],
  part: (reference: ReturnType<typeof parseFamiliar>) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const name of names) {
    const reference = readable(name);
    const value = reference && part(reference);
    if (reference === undefined || value === undefined) continue;
    const repository = familiarName(reference);
    found.set(repository, [...(found.get(repository) ?? []), value]);
  }
  return found;
}

function readable(name: string): ReturnType<typeof parseFamiliar> | undefined {
  try {
    return parseFamiliar(name);
  } catch {
    return undefined;
  }
}

export function imageFields({ image, repository, tag, digest }: ImageRow, options: RowOptions): RowFields {
  const { Created, Size, SharedSize, Containers } = image;
  const known = (size: number, text: () => string): string => (size === -1 ? 'N/A' : text());
  return {
    ID: () => (options.isTruncated ? shortId(image.Id) : image.Id),
    Repository: () => repository,
    Tag: () => tag,
    Digest: () => digest,
    CreatedSince: () => (Created === zeroTimeSeconds ? '' : ago(Created, options.nowMs)),
    CreatedAt: () => timeText(Created),
    Size: () => humanSize(Size, 3),
    Containers: () => known(Containers, () => String(Containers)),
    SharedSize: () => known(SharedSize, () => humanSize(SharedSize)),
    UniqueSize: () => (Size === -1 ? 'N/A' : known(SharedSize, () => humanSize(Size - SharedSize))),
  };
}
