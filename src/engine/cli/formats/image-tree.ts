// The default view of docker images. Source: docker/cli cli/command/image/tree.go, internal/tui.
import { shortId } from '../../oci';
import { ellipsis } from './display';

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

export interface TreeOptions {
  /** An empty line after each image, as with `--tree`. */
  readonly isSpaced: boolean;
  /** The terminal that shows it; elsewhere lines are as wide as they need to be, and plain. */
  readonly terminal?: { readonly columns: number; readonly hasColour: boolean };
}

const gap = '   ';
const untagged = '<untagged>';

/** Each kind of text's style on a terminal (SGR). */
const styles = {
  title: '\x1b[39m\x1b[1m',
  name: '\x1b[34m\x1b[1m',
  untagged: '\x1b[39m\x1b[2m',
  details: '\x1b[39m',
  none: '',
} as const;
const reset = '\x1b[0m';

interface Column {
  readonly title: string;
  readonly width: number;
  readonly isRight?: boolean;
  readonly value: (details: ImageDetails) => string;
}

const columns: readonly Column[] = [
  { title: 'ID', width: 12, value: ({ id }) => shortId(id) },
  { title: 'DISK USAGE', width: 10, isRight: true, value: ({ diskUsage }) => diskUsage },
  { title: 'CONTENT SIZE', width: 12, isRight: true, value: ({ contentSize }) => contentSize },
];
const extraTitle = 'EXTRA';

/** A narrower window has fewer columns: so much is left to the names. */
const leastNameWidth = 12;
const leastColumns = 20;

/** The list, one line a name; on a terminal with a legend above it, and cut to the window. */
export function formatImageTree(images: readonly TreeImage[], { isSpaced, terminal }: TreeOptions): string {
  const hasColour = terminal?.hasColour ?? false;
  const windowWidth = terminal && Math.max(terminal.columns, leastColumns);
  const shown = fittingColumns(windowWidth);
  const needed = widestName(images);
  const nameWidth = windowWidth === undefined ? needed : Math.min(needed, shown.nameWidth);

  const paint = (style: keyof typeof styles, text: string): string =>
    hasColour && styles[style] !== '' ? `${styles[style]}${text}${reset}` : text;
  const cell = (style: keyof typeof styles, text: string, width: number, isRight = false): string => {
    const length = [...text].length;
    if (length > width) return paint(style, ellipsis(text, width));
    const fill = ' '.repeat(width - length);
    return isRight ? fill + paint(style, text) : paint(style, text) + fill;
  };
  const extra = (isInUse: boolean): string => {
    if (!isInUse) return ' '.repeat(extraTitle.length);
    const chip = hasColour ? chipText(' U ') : 'U';
    return chip + ' '.repeat(extraTitle.length - (hasColour ? 3 : 1));
  };
  const line = (nameCell: string, details: ImageDetails): string =>
    [
      nameCell,
      ...shown.columns.map(({ width, isRight, value }) => cell('details', value(details), width, isRight)),
      ...(shown.hasExtra ? [extra(details.isInUse)] : []),
    ].join(gap);

  const head = [
    cell('title', 'IMAGE', nameWidth),
    ...shown.columns.map(({ title, width, isRight }) => cell('title', title, width, isRight)),
    ...(shown.hasExtra ? [cell('title', extraTitle, extraTitle.length)] : []),
  ].join(gap);
  const lines = images.flatMap(({ names, details, platforms = [] }) => {
    const [last = untagged, ...others] = [...names].reverse();
    const style = names.length === 0 ? 'untagged' : 'name';
    return [
      ...others.reverse().map((name) => cell('name', name, nameWidth)),
      line(cell(style, last, nameWidth), details),
      ...platforms.map((child, index) => {
        const branch = index === platforms.length - 1 ? '└─' : '├─';
        return line(cell('details', `${branch} ${child.platform}`, nameWidth), child.details);
      }),
      ...(isSpaced ? [''] : []),
    ];
  });
  const legend = windowWidth === undefined ? [] : [legendLine(windowWidth, hasColour)];
  return [...legend, head, ...lines].map((text) => `${text}\n`).join('');
}

function widestName(images: readonly TreeImage[]): number {
  // Docker measures the lines of platforms in bytes, so those with drawn branches count for more.
  const bytes = (text: string): number => new TextEncoder().encode(text).length;
  return Math.max(
    'IMAGE'.length,
    ...images.flatMap(({ names, platforms = [] }) => [
      ...(names.length > 0 ? names : [untagged]).map((name) => [...name].length),
      ...platforms.map(({ platform }) => bytes(`├─ ${platform}`)),
    ]),
  );
}

/** The columns that fit beside the names, and what is left to these. */
function fittingColumns(windowWidth: number | undefined): {
  readonly columns: readonly Column[];
  readonly hasExtra: boolean;
  readonly nameWidth: number;
} {
  let nameWidth = windowWidth ?? Infinity;
  const widths = [...columns.map(({ width }) => width), extraTitle.length];
  const fitting = widths.findIndex((width) => {
    if (nameWidth - width - gap.length < leastNameWidth) return true;
    nameWidth -= width + gap.length;
    return false;
  });
  return {
    columns: fitting < 0 ? columns : columns.slice(0, fitting),
    hasExtra: fitting < 0,
    nameWidth,
  };
}

function chipText(text: string): string {
  return `\x1b[38;5;0m\x1b[48;5;14m${text}${reset}`;
}

/** What the letters of the last column mean, at the right edge of the window. */
function legendLine(windowWidth: number, hasColour: boolean): string {
  const plain = hasColour ? 'i Info →   U  In Use' : ' Info ->  U In Use';
  const info = `\x1b[1m\x1b[106m\x1b[30mi${reset}${reset} \x1b[96mInfo → ${reset}${reset}`;
  const text = hasColour ? `${info} ${chipText(' U ')} In Use` : plain;
  return ' '.repeat(Math.max(0, windowWidth - plain.length)) + text;
}
