import { AuthorError } from './author-error';
import type { ComparisonSetup, ComparisonSide, ContextChange, ContextFile } from './comparison';
import { parseConsole } from './console-block';
import { type Fence, unknownOption } from './fence';
import type { BlockPlace } from './page-run';
import type { Attributes } from './pictures';
import { durationMs } from './duration';

/** A block inside `<BuildCompare>`. */
export interface SourceBlock {
  readonly fence: Fence;
  readonly text: string;
  readonly place: BlockPlace;
}

/** What `<BuildCompare>` may say, and what it means. */
export const COMPARISON_ATTRIBUTES = {
  id: 'the number of the figure: id="F31"',
  caption: 'what is to be seen',
  left: 'title of the left side: left="Source first"',
  right: 'title of the right side',
  leftFlags: 'flags of docker build, on the left side only: leftFlags="--no-cache"',
  rightFlags: 'flags of docker build, on the right side only',
  flags: 'flags of docker build; with one side, of its second build',
  edit: 'made after a first build, then all is built again: a shell line, or the label of a change',
} as const;

const FILE_OPTIONS = {
  title: 'the file: title="Dockerfile"',
  side: 'of this side alone: side=left, side=right',
  mode: 'permission bits of the file: mode=755',
} as const;

const CHANGE_OPTIONS = {
  change: 'a button of this label types the block: change="Touch app.py"',
  later: 'so long passes before: later="30 days"',
} as const;

const SIDES = ['left', 'right'] as const;

/** Reads a comparison: files as blocks with a title, changes as console blocks. Throws an AuthorError. */
export function readComparison(
  attributes: Attributes,
  blocks: readonly SourceBlock[],
  place: BlockPlace,
): ComparisonSetup {
  for (const name of attributes.keys())
    if (!(name in COMPARISON_ATTRIBUTES)) throw unknown(place, '<BuildCompare>', name, COMPARISON_ATTRIBUTES);
  const changes = blocks.filter(({ fence }) => fence.language === 'console').map(readChange);
  const files = blocks.filter(({ fence }) => fence.language !== 'console').map(readFile);
  const hasSides =
    files.some(({ side }) => side !== undefined) ||
    attributes.has('leftFlags') ||
    attributes.has('rightFlags');
  const flags = attributes.get('flags') ?? '';
  const both = files.filter(({ side }) => side === undefined).map(({ file }) => file);
  const sideOf = (side: (typeof SIDES)[number]): ComparisonSide => ({
    title: attributes.get(side) ?? (side === 'left' ? 'Left' : 'Right'),
    flags: attributes.get(`${side}Flags`) ?? flags,
    files: files.filter((one) => one.side === side).map(({ file }) => file),
  });
  const one: ComparisonSide = {
    title: attributes.get('left') ?? 'app',
    flags,
    files: both.filter(({ path }) => path === 'Dockerfile'),
  };
  const sides = hasSides ? SIDES.map(sideOf) : [one];
  const setup: ComparisonSetup = {
    seed: `${place.file} ${attributes.get('id') ?? place.line}`,
    sides,
    files: hasSides ? both : both.filter(({ path }) => path !== 'Dockerfile'),
    changes,
    edit: editOf(attributes.get('edit'), changes),
  };
  for (const { title, files: own } of sides)
    if (![...own, ...setup.files].some(({ path }) => path === 'Dockerfile'))
      throw new AuthorError(
        place.file,
        place.line,
        `<BuildCompare>: the side “${title}” has no block with title="Dockerfile"`,
      );
  return setup;
}

function editOf(edit: string | undefined, changes: readonly ContextChange[]): ContextChange | undefined {
  if (edit === undefined || edit === '') return undefined;
  return changes.find(({ label }) => label === edit) ?? { label: edit, lines: [edit], laterMs: 0 };
}

function readFile({ fence, text, place }: SourceBlock): {
  readonly file: ContextFile;
  readonly side: string | undefined;
} {
  check(fence, FILE_OPTIONS, place);
  const side = fence.options.get('side');
  const path = fence.options.get('title');
  if (typeof path !== 'string')
    throw new AuthorError(
      place.file,
      place.line,
      'a file in <BuildCompare> says which it is: title="app.py"',
    );
  if (side !== undefined && side !== 'left' && side !== 'right')
    throw new AuthorError(place.file, place.line, 'a side is side=left or side=right');
  const mode = parseInt(String(fence.options.get('mode') ?? '644'), 8);
  return { file: { path, text, mode }, side };
}

function readChange({ fence, text, place }: SourceBlock): ContextChange {
  check(fence, CHANGE_OPTIONS, place);
  const label = fence.options.get('change');
  if (typeof label !== 'string')
    throw new AuthorError(
      place.file,
      place.line,
      'a console block in <BuildCompare> is a button: change="Touch app.py"',
    );
  const later = fence.options.get('later');
  const laterMs = later === undefined ? 0 : durationMs(String(later));
  if (laterMs === undefined)
    throw new AuthorError(place.file, place.line, 'a time is a number and its unit: later="30 days"');
  const steps = text.trim() === '' ? [] : parseConsole(text);
  return { label, lines: steps.map(({ typed }) => typed), laterMs };
}

function check(fence: Fence, allowed: Readonly<Record<string, string>>, place: BlockPlace): void {
  const name = unknownOption(fence, allowed);
  if (name !== undefined) throw unknown(place, `a ${fence.language} block in <BuildCompare>`, name, allowed);
}

function unknown(
  { file, line }: BlockPlace,
  what: string,
  name: string,
  allowed: Readonly<Record<string, string>>,
): AuthorError {
  const help = Object.entries(allowed).map(([option, meaning]) => `${option}: ${meaning}`);
  return new AuthorError(file, line, `${what} has no option \`${name}\`; it may say`, help);
}
