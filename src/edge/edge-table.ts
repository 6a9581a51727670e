// What the engine does, does more simply than Docker, and refuses: made of what it declares and of what is written,
// so that it cannot say something else than the engine does.
import {
  type CommandDeclaration,
  commandPath,
  commandTree,
  type Edges,
  type FlagDeclaration,
  type FlagEdge,
  globalEdges,
  type Implementation,
  implementations,
  OTHER_PLUGINS,
  undeclaredFlagsWhy,
} from '../engine/cli';
import { isModelled, programNames, purposeOf } from '../engine/programs';
import { builtinNames } from '../engine/shell';
import { SHELL_BUILTINS } from './shell-builtins';

export type EdgeState = 'modelled' | 'simplified' | 'refused';

/** How far something goes; `why` is one sentence, where it is not plainly modelled. */
interface Edge {
  readonly state: EdgeState;
  readonly why?: string;
}

export interface FlagRow extends Edge {
  /** `--all`. */
  readonly flag: string;
}

export interface CommandRow extends Edge {
  /** `docker container ls`. */
  readonly command: string;
  /** Its other names: `docker ps`. */
  readonly alsoCalled: readonly string[];
  /** None where the whole command is refused. */
  readonly flags: readonly FlagRow[];
}

export interface NameRow extends Edge {
  readonly name: string;
}

export interface ShellRow {
  readonly shell: string;
  readonly builtins: readonly NameRow[];
}

export interface EdgeTable {
  readonly commands: readonly CommandRow[];
  /** Plugins of the client that are not on the simulated machine. */
  readonly plugins: readonly NameRow[];
  readonly programs: readonly NameRow[];
  readonly shells: readonly ShellRow[];
}

export function edgeTable(): EdgeTable {
  const written = new Map(implementations.map((one) => [one.declaration, one]));
  const declarations = new Set(commandTree.places.map(({ declaration }) => declaration));
  const commands = [...declarations].map((declaration) => commandRow(declaration, written));
  return {
    commands: [rootRow(), ...commands.sort((a, b) => (a.command < b.command ? -1 : 1))],
    plugins: [...OTHER_PLUGINS].map(([name, purpose]) => ({
      name: `docker ${name}`,
      state: 'refused',
      why: `The real plugin is to: ${sentence(purpose)}`,
    })),
    programs: programNames().map(programRow),
    shells: Object.entries(SHELL_BUILTINS).map(([shell, names]) => shellRow(shell, names)),
  };
}

function rootRow(): CommandRow {
  return {
    command: 'docker',
    alsoCalled: [],
    state: 'modelled',
    flags: flagRows(commandTree.root, globalEdges),
  };
}

function commandRow(
  declaration: CommandDeclaration,
  written: ReadonlyMap<CommandDeclaration, Implementation>,
): CommandRow {
  const { path, shortcuts = [], aliases = [], forwardsTo, isGroup, summary } = declaration;
  const named = {
    command: commandPath({ path }),
    alsoCalled: [...shortcuts, ...aliases.map((alias) => [...path.slice(0, -1), alias])].map((words) =>
      commandPath({ path: words }),
    ),
  };
  if (isGroup) return { ...named, state: 'modelled', flags: [] };
  const target = forwardsTo && commandTree.at(forwardsTo)?.declaration;
  if (target !== undefined) {
    const { command, state } = commandRow(target, written);
    return { ...named, state, why: `Runs ${command}.`, flags: [] };
  }
  const implementation = written.get(declaration);
  if (implementation === undefined) {
    return { ...named, state: 'refused', why: `The real one is to: ${sentence(summary)}`, flags: [] };
  }
  const { simplified } = implementation.edges;
  const why = simplified ?? (declaration.undeclaredFlags ? undeclaredFlagsWhy : undefined);
  return {
    ...named,
    ...(why === undefined ? { state: 'modelled' } : { state: 'simplified', why }),
    flags: flagRows(declaration, implementation.edges),
  };
}

function flagRows({ flags = {} }: CommandDeclaration, edges: Edges): readonly FlagRow[] {
  const stated = new Map<string, FlagEdge | undefined>(Object.entries(edges.flags ?? {}));
  return Object.entries(flags)
    .map(([name, declaration]) => ({
      flag: `--${name}`,
      ...(asRow(stated.get(name)) ?? ownRefusal(declaration) ?? { state: 'modelled' as const }),
    }))
    .sort((a, b) => (a.flag < b.flag ? -1 : 1));
}

function asRow(edge: FlagEdge | undefined): Edge | undefined {
  return edge && { state: edge.state, why: edge.why.slice(0, 1).toUpperCase() + edge.why.slice(1) };
}

/** What Docker itself does not let through on a machine like this one. */
function ownRefusal({ needs, deprecated }: FlagDeclaration): Edge | undefined {
  const state = 'modelled';
  if (needs?.os !== undefined) return { state, why: `Docker refuses it here: it is for ${needs.os}.` };
  if (needs?.swarm) return { state, why: 'Docker refuses it here: it is for a swarm.' };
  if (needs?.experimental) return { state, why: 'Docker refuses it here: it is experimental.' };
  if (deprecated === undefined) return undefined;
  return { state, why: `Docker says that it "has been deprecated, ${deprecated}".` };
}

function programRow(name: string): NameRow {
  if (isModelled(name)) return { name, state: 'modelled' };
  const purpose = purposeOf(name);
  return {
    name,
    state: 'refused',
    why: purpose === undefined ? 'Not modelled.' : `The real one ${sentence(purpose)}`,
  };
}

function shellRow(shell: string, names: readonly string[]): ShellRow {
  const known = new Set(isDialect(shell) ? builtinNames(shell) : []);
  return {
    shell,
    builtins: names.map((name) =>
      known.has(name)
        ? { name, state: 'modelled' }
        : { name, state: 'refused', why: 'The shell says that there is no such command.' },
    ),
  };
}

function isDialect(shell: string): shell is 'bash' | 'dash' | 'ash' {
  return shell === 'bash' || shell === 'dash' || shell === 'ash';
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
