import { type CommandRow, edgeTable, type FlagRow } from '../edge/edge-table';
import { type CommandDeclaration, commandTree, flagWords, usageLine } from '../engine/cli';
import type { Family } from './families';
import { familyOf } from './families';

/** A flag as the reference shows it. */
export interface FlagEntry {
  /** `-a, --all`. */
  readonly names: string;
  /** What stands for its value; empty for a switch. */
  readonly value: string;
  readonly text: string;
  readonly edge: Omit<FlagRow, 'flag'>;
}

export interface Paragraph {
  readonly text: string;
  /** It has columns or a command line: its lines stay as they are. */
  readonly isVerbatim: boolean;
}

/** A command as the reference shows it. */
export interface CommandEntry {
  /** As it is mostly typed: `docker run`. */
  readonly name: string;
  readonly alsoCalled: readonly string[];
  readonly usage: string;
  readonly summary: readonly Paragraph[];
  readonly edge: Pick<CommandRow, 'command' | 'state' | 'why'>;
  readonly flags: readonly FlagEntry[];
}

/** Every command that does something, by its name: from its declaration, and how far it is modelled. */
export function commandEntries(): readonly CommandEntry[] {
  const rows = new Map(edgeTable().commands.map((row) => [row.command, row]));
  const declarations = new Set(commandTree.places.map(({ declaration }) => declaration));
  return [commandTree.root, ...declarations]
    .filter((declaration) => declaration === commandTree.root || declaration.isGroup !== true)
    .map((declaration) => commandEntry(declaration, rows))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export function entriesOf(family: Family): readonly CommandEntry[] {
  return commandEntries().filter(({ edge }) => familyOf(edge.command.split(' ').slice(1)) === family);
}

function commandEntry(declaration: CommandDeclaration, rows: ReadonlyMap<string, CommandRow>): CommandEntry {
  const { path, shortcuts = [], long, summary, flags = {} } = declaration;
  const edge = rows.get(['docker', ...path].join(' '));
  if (edge === undefined) throw new Error(`docker ${path.join(' ')} is not in the table of edges`);
  const place = { path: shortcuts[0] ?? path, declaration };
  const name = ['docker', ...place.path].join(' ');
  const flagRows = new Map(edge.flags.map((row) => [row.flag, row]));
  return {
    name,
    alsoCalled: [edge.command, ...edge.alsoCalled].filter((other) => other !== name),
    usage: usageLine(place).replaceAll('\t', ''),
    summary: (long ?? summary).split(/\n{2,}/).map(paragraphOf),
    edge: {
      command: edge.command,
      state: edge.state,
      why: repeats(edge.why, summary) ? 'The engine of these pages does not do this.' : edge.why,
    },
    flags: Object.entries(flags)
      .filter(([, flag]) => flag.hidden !== true)
      .map(([flagName, flag]) => ({
        names: `${flag.short === undefined ? '' : `-${flag.short}, `}--${flagName}`,
        ...flagWords(declaration, flagName, flag),
        edge: flagRows.get(`--${flagName}`) ?? { state: edge.state },
      }))
      .toSorted((a, b) => (a.names.replace(/^-\w, /, '') < b.names.replace(/^-\w, /, '') ? -1 : 1)),
  };
}

function paragraphOf(text: string): Paragraph {
  const isVerbatim = /\t|\S {2,}\S|^\s*\$ /m.test(text);
  return { text: isVerbatim ? text : text.replaceAll('\n', ' '), isVerbatim };
}

/** Of a refused command the table of edges says what the real one is for; beside its summary that says nothing new. */
function repeats(why: string | undefined, summary: string): boolean {
  return why?.includes(summary.replace(/\.$/, '')) === true;
}
