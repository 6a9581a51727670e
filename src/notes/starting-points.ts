/** What a reader may start from in the playground; one file each in content/playground. */
import type { Step } from './player';

export interface StartingPoint {
  readonly title: string;
  /** What is to be seen in it, in a sentence or two. */
  readonly summary: string;
  /** Lines of each file, by its path in the playground's folder; the first is opened. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** Offered to be typed, in this order. */
  readonly commands: readonly string[];
}

/** Where in the home folder the playground's files are. */
export const PLAYGROUND_FOLDER = 'app';
export const PLAYGROUND_MACHINE = 'laptop';

const ORDER = [
  'empty',
  'static-site',
  'python-app',
  'node-app',
  'stages',
  'database',
  'mistakes',
  'cache-order',
] as const;

const found = import.meta.glob<StartingPoint>('../../content/playground/*.json', {
  eager: true,
  import: 'default',
});

/** By name, in the order in which they are offered. */
export const STARTING_POINTS: ReadonlyMap<string, StartingPoint> = new Map(
  ORDER.flatMap((name) => {
    const point = found[`../../content/playground/${name}.json`];
    return point === undefined ? [] : [[name, point] as const];
  }),
);

export const FIRST_STARTING_POINT = 'python-app';

/** The files of a folder as they are listed: its Dockerfile first, the others by their names. */
export function inOrder(paths: Iterable<string>): readonly string[] {
  const rank = (path: string): string => `${path === 'Dockerfile' ? 0 : 1}${path}`;
  return [...paths].toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** What prepares the playground's machine. */
export function stepsOf({ files }: StartingPoint): readonly Step[] {
  return [
    ...Object.entries(files).map(([path, lines]): Step => {
      const content = lines.map((line) => `${line}\n`).join('');
      return {
        kind: 'file',
        path: `${PLAYGROUND_FOLDER}/${path}`,
        content,
        mode: path.endsWith('.sh') ? 0o755 : 0o644,
      };
    }),
    { kind: 'line', text: `cd ${PLAYGROUND_FOLDER}` },
  ];
}
