/** One of the notes' parts; its pages are the files of one folder of `content/`. */
export interface Part {
  readonly folder: string;
  /** Path segment of its pages. */
  readonly slug: string;
  /** `1` for "Part 1"; the reference has none. */
  readonly number: number | undefined;
  readonly title: string;
  readonly summary: string;
}

export const PARTS: readonly Part[] = [
  {
    folder: '1-running-containers',
    slug: 'running-containers',
    number: 1,
    title: 'Running containers',
    summary: 'Start them, look inside, stop them, and know what stays behind.',
  },
  {
    folder: '2-writing-images',
    slug: 'writing-images',
    number: 2,
    title: 'Writing images',
    summary: 'Where images come from, how a Dockerfile makes one, and what starts in it.',
  },
  {
    folder: '3-secure-images',
    slug: 'secure-images',
    number: 3,
    title: 'Secure images',
    summary: 'Builds that are fast for the right reason, and images that give nothing away.',
  },
  {
    folder: 'reference',
    slug: 'reference',
    number: undefined,
    title: 'Reference',
    summary: 'Each command and instruction, with a line to run.',
  },
];

/** "Part 1", or "Reference" for the one without a number. */
export function partLabel(part: Part): string {
  return part.number === undefined ? part.title : `Part ${part.number}`;
}
