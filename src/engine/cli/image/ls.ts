// docker image ls, docker images
import { type ListedImage, listImages } from '../../daemon';
import { humanSize } from '../../units';
import type { CommandContext } from '../context';
import { textSetting } from '../client-config';
import { CommandError, implement, warn } from '../context';
import { imageLs } from '../declarations/image';
import { parseFilters } from '../filters';
import {
  formatImageTree,
  formatList,
  imageFields,
  imageFormat,
  imageRows,
  type ImageSummary,
  imageType,
  isDangling,
  type TreeImage,
} from '../formats';

type Context = CommandContext<typeof imageLs>;

export const ls = implement(imageLs, function* (context) {
  const { flags, daemon } = context;
  const [name = ''] = context.operands;
  const setting = flags.quiet || flags.tree ? '' : textSetting(context, 'imagesFormat');
  const isTree = usesTree(context) && setting === '';
  const filters = new Map(parseFilters(flags.filter));
  if (name !== '') filters.set('reference', [...(filters.get('reference') ?? []), name]);
  const wantsUntagged =
    flags.all || (filters.get('dangling') ?? ['false']).some((value) => value !== 'false');
  const listed = listImages(daemon, filters)
    .map((image) => ({ image, summary: summaryOf(image) }))
    .filter(({ summary }) => wantsUntagged || !isDangling(summary));

  let shown: number;
  if (isTree) {
    const images = treeImages(
      listed.map(({ image }) => image),
      { isExpanded: flags.tree, wantsUntagged },
    );
    const isSpaced = flags.tree && images.length > 0;
    yield* context.stdout.write(formatImageTree(images, { isSpaced, ...terminalOf(context) }));
    shown = images.length;
  } else {
    const format = imageFormat(flags.format || setting || 'table', flags);
    const options = { nowMs: daemon.nowMs, isTruncated: !flags['no-trunc'] };
    const rows = listed
      .flatMap(({ summary }) => imageRows(summary, format, flags.digests))
      .map((row) => imageFields(row, options));
    yield* context.stdout.write(yield* formatList(context.process, format, imageType, rows));
    shown = listed.length;
  }
  // `docker images ls` looks for an image of that name, which is seldom what was meant.
  if (shown === 0 && context.path.join(' ') === 'images' && subcommands.has(name)) {
    yield* warn(context, `\nNo images found matching "${name}": did you mean "docker image ${name}"?`);
  }
  return 0;
});

const subcommands: ReadonlySet<string> = new Set(
  'build history import inspect list load ls prune pull push rm save tag'.split(' '),
);

/** The view with disk usage, unless something is asked for that only the older table shows. */
function usesTree({ flags }: Context): boolean {
  const others = [
    [flags.quiet, '--quiet'],
    [flags['no-trunc'], '--no-trunc'],
    [flags.digests, '--show-digest'],
    [flags.format !== '', '--format'],
  ] as const;
  const other = others.find(([isGiven]) => isGiven);
  if (other === undefined) return true;
  if (flags.tree) throw new CommandError(`${other[1]} is not yet supported with --tree`);
  return false;
}

function summaryOf({
  image,
  repoTags,
  repoDigests,
  createdMs,
  diskUsageBytes,
  containers,
}: ListedImage): ImageSummary {
  return {
    Id: image.id,
    RepoTags: repoTags,
    RepoDigests: repoDigests,
    Created: Math.floor(createdMs / 1000),
    Size: diskUsageBytes,
    SharedSize: -1,
    Containers: containers.length,
  };
}

/** One line a name, by name; with `--tree` one entry an image, and its platforms below it. */
function treeImages(
  images: readonly ListedImage[],
  { isExpanded, wantsUntagged }: { readonly isExpanded: boolean; readonly wantsUntagged: boolean },
): readonly TreeImage[] {
  const entries = images.flatMap((listed): readonly TreeImage[] => {
    const { image, containers } = listed;
    const sizes = {
      diskUsage: humanSize(listed.diskUsageBytes, 3),
      contentSize: humanSize(listed.contentBytes, 3),
      isInUse: containers.length > 0,
    };
    const details = { id: image.id, ...sizes };
    const names = [...listed.repoTags].sort();
    if (isExpanded) {
      const platforms = listed.platforms.map((one) => ({
        platform: platformOf(one),
        details: {
          id: one.image.manifestDescriptor.digest,
          diskUsage: humanSize(one.diskUsageBytes, 3),
          contentSize: humanSize(one.contentBytes, 3),
          isInUse: one.containers.length > 0,
        },
      }));
      return [{ names, details, platforms }];
    }
    if (names.length === 0) return wantsUntagged ? [{ names, details }] : [];
    return names.map((name) => ({ names: [name], details }));
  });
  return entries.sort((a, b) => compareNames(a.names[0] ?? '', b.names[0] ?? ''));
}

/** What has no name comes last. */
function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  return a < b ? -1 : 1;
}

function platformOf({ image: { config } }: ListedImage['platforms'][number]): string {
  return [config.os, config.architecture, ...(config.variant === undefined ? [] : [config.variant])].join(
    '/',
  );
}

function terminalOf({ process }: Context): {
  readonly terminal?: { readonly columns: number; readonly hasColour: boolean };
} {
  if (!process.isOpen(1) || !process.isatty(1)) return {};
  const { columns } = process.terminalSize(1);
  const hasColour = (process.env.get('NO_COLOR') ?? '') === '';
  return columns === 0 ? {} : { terminal: { columns, hasColour } };
}
