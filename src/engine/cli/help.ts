// What `--help` prints. Source: docker/cli's usage template (cli/cobra.go), spf13/pflag's FlagUsagesWrapped.
import { quote } from '../units';
import { commandPath, usageLine, type CommandPlace, type CommandTree } from './command-tree';
import type { CommandDeclaration, FlagDeclaration } from './declaration';
import { flagHelp } from './declarations/help';
import { shownType, zeroText } from './flag-types';

const defaultWidth = 80;
const minNameWidth = 11;

/** The home folder in which defaults are declared. */
const DECLARED_HOME = '/root';

/** The text of `docker … --help`, for a terminal of this many columns, and for whoever has that home folder. */
export function helpText(
  tree: CommandTree,
  place: CommandPlace,
  columns = defaultWidth,
  home = DECLARED_HOME,
): string {
  const isRoot = place.path.length === 0;
  const declaration = isRoot ? withDefaultsIn(home, place.declaration) : place.declaration;
  const children = [...tree.childrenOf(place.path), ...unmodelledOf(place)]
    .filter((child) => !child.declaration.hidden)
    .sort((a, b) => (commandPath(a) < commandPath(b) ? -1 : 1));
  const flags = flagUsages(declaration, columns - 1);
  const ours = flagUsages(declaration, columns - 1, 'ours');
  const options = flags === '' ? '' : ' [OPTIONS]';
  const blocks = [
    children.length > 0 ? `Usage:  ${commandPath(place)}${options} COMMAND` : `Usage:  ${usageLine(place)}`,
    (declaration.long ?? declaration.summary).trim(),
  ];
  if (declaration.isExperimental) blocks.push(experimentalText(commandPath(place)));
  const aliases = aliasesText(declaration);
  if (aliases !== undefined) blocks.push(`Aliases:\n  ${aliases}`);
  if (flags !== '' && !isRoot) blocks.push(`Options:\n${flags}`);
  if (ours !== '') blocks.push(`Not in Docker:\n${ours}`);
  if (children.length > 0) blocks.push(...commandLists(children, isRoot));
  if (flags !== '' && isRoot) blocks.push(`Global Options:\n${flags}`);
  if (children.length > 0) {
    blocks.push(`Run '${commandPath(place)} COMMAND --help' for more information on a command.`);
  }
  if (isRoot) blocks.push('For more help on how to use Docker, head to https://docs.docker.com/go/guides/');
  if (declaration.closing !== undefined) blocks.push(declaration.closing);
  return `${blocks.join('\n\n')}\n`;
}

function experimentalText(path: string): string {
  return [
    'EXPERIMENTAL:',
    `${path} is an experimental feature.`,
    'Experimental features provide early access to product functionality. These',
    'features may change between releases without warning, or can be removed from a',
    'future release. Learn more about experimental features in our documentation:',
    'https://docs.docker.com/go/experimental/',
  ].join('\n  ');
}

/** The commands of a group that only its help knows. */
export function unmodelledOf({ path, declaration }: CommandPlace): readonly CommandPlace[] {
  return Object.entries(declaration.unmodelled ?? {}).map(([name, about]) => {
    const below = [...path, name];
    return { path: below, declaration: { path: below, ...about } };
  });
}

/** The client's files are looked for below the user's home folder. */
function withDefaultsIn(home: string, declaration: CommandDeclaration): CommandDeclaration {
  const flags = Object.entries(declaration.flags ?? {}).map(([name, flag]) => {
    const { default: text = '' } = flag;
    const isBelow = text.startsWith(`${DECLARED_HOME}/`);
    return [name, isBelow ? { ...flag, default: home + text.slice(DECLARED_HOME.length) } : flag] as const;
  });
  return { ...declaration, flags: Object.fromEntries(flags) };
}

/** Every name of a command, `docker container rm, docker container remove, docker rm`; undefined for an only one. */
function aliasesText({
  path,
  aliases = [],
  shortcuts = [],
  aliasText,
}: CommandDeclaration): string | undefined {
  const paths = [path, ...aliases.map((alias) => [...path.slice(0, -1), alias]), ...shortcuts];
  return (
    aliasText ?? (paths.length > 1 ? paths.map((each) => commandPath({ path: each })).join(', ') : undefined)
  );
}

/** The commands of a group in their sections. */
function commandLists(children: readonly CommandPlace[], isRoot: boolean): readonly string[] {
  const width = Math.max(minNameWidth, ...children.map(({ path }) => path.at(-1)?.length ?? 0)) + 1;
  const isCommon = ({ declaration }: CommandPlace): boolean =>
    isRoot && declaration.commonOrder !== undefined;
  const sections: readonly (readonly [string, (place: CommandPlace) => boolean])[] = [
    ['Management Commands', ({ declaration }) => isFolder(declaration) && declaration.swarm === undefined],
    ['Swarm Commands', ({ declaration }) => declaration.isGroup === true && declaration.swarm === 'any'],
    ['Commands', ({ declaration }) => !isFolder(declaration) && declaration.swarm === undefined],
  ];
  const common = children
    .filter(isCommon)
    .sort((a, b) => (a.declaration.commonOrder ?? 0) - (b.declaration.commonOrder ?? 0));
  const rest = children.filter((child) => !isCommon(child));
  return [
    ['Common Commands', common] as const,
    ...sections.map(([title, belongs]) => [title, rest.filter(belongs)] as const),
  ].flatMap(([title, places]) => {
    const lines = places.map((place) => `\n  ${decoratedName(place).padEnd(width)}${summaryOf(place)}`);
    return lines.length === 0 ? [] : [`${title}:${lines.join('')}`];
  });
}

function isFolder({ isGroup, listedAsGroup }: CommandDeclaration): boolean {
  return isGroup === true || listedAsGroup === true;
}

function decoratedName({ path, declaration }: CommandPlace): string {
  return `${path.at(-1) ?? ''}${declaration.plugin === undefined ? '' : '*'}`;
}

function summaryOf({ declaration }: CommandPlace): string {
  return declaration.plugin ?? declaration.summary;
}

/** Whether the flag can be used on a Linux daemon without experimental features and Swarm. */
function isShown({ hidden, deprecated, needs }: FlagDeclaration): boolean {
  return !hidden && deprecated === undefined && needs === undefined;
}

/** The list of a command's flags by name, wrapped to the width. */
function flagUsages(
  declaration: CommandDeclaration,
  width: number,
  whose: 'ours' | 'docker' = 'docker',
): string {
  const shown = Object.entries(declaration.flags ?? {})
    .filter(([, flag]) => isShown(flag) && (flag.ours === true) === (whose === 'ours'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, flag]) => flagUsage(declaration, name, flag));
  const indent = Math.max(0, ...shown.map(({ name }) => name.length)) + 3;
  return shown
    .map(({ name, text }) => `${name.padEnd(indent)}${wrap(indent, width, text)}`.trimEnd())
    .join('\n');
}

function flagUsage(
  declaration: CommandDeclaration,
  name: string,
  flag: FlagDeclaration,
): { readonly name: string; readonly text: string } {
  const { value, text } = flagWords(declaration, name, flag);
  const start = flag.short === undefined ? `      --${name}` : `  -${flag.short}, --${name}`;
  return { name: value === '' ? start : `${start} ${value}`, text };
}

/** What help says of a flag, before it is set in columns. */
export interface FlagWords {
  /** What stands for its value; empty for a switch. */
  readonly value: string;
  /** What it does, with its default. */
  readonly text: string;
}

export function flagWords(command: CommandDeclaration, name: string, flag: FlagDeclaration): FlagWords {
  const help = flagHelp(command, name);
  const quoted = /`([^`]*)`/.exec(help)?.[1];
  const text = help.replaceAll('`', '');
  return { value: quoted ?? shownType(flag.type), text: text + defaultUsage(flag) };
}

function defaultUsage({ type, default: text = zeroText(type) }: FlagDeclaration): string {
  const isZero = ['', '0', 'false', '<nil>'].includes(text) || (type === 'duration' && text === '0s');
  if (isZero) return '';
  return ` (default ${type === 'string' ? quote(text) : text})`;
}

/** How far a line may go beyond its width, rather than leave a short last word. */
const slop = 5;

function wrap(indent: number, width: number, text: string): string {
  const isNarrow = width - indent < 24;
  const margin = isNarrow ? 16 : indent;
  const room = width - margin - slop;
  const lineBreak = `\n${' '.repeat(margin)}`;
  let wrapped = isNarrow ? lineBreak : '';
  if (room + slop < 24) return text.replaceAll('\n', wrapped);
  let rest = text;
  for (let isFirst = true; isFirst || rest !== ''; isFirst = false) {
    const [line, after] = takeLine(room, rest);
    wrapped += (isFirst ? '' : lineBreak) + line.replaceAll('\n', lineBreak);
    rest = after;
  }
  return wrapped;
}

function takeLine(room: number, text: string): readonly [string, string] {
  if (room + slop > text.length) return [text, ''];
  const start = text.slice(0, room);
  const blank = Math.max(start.lastIndexOf(' '), start.lastIndexOf('\t'), start.lastIndexOf('\n'));
  if (blank <= 0) return [text, ''];
  const newline = start.lastIndexOf('\n');
  const end = newline > 0 && newline < blank ? newline : blank;
  return [text.slice(0, end), text.slice(end + 1)];
}
