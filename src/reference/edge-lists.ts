import type { EdgeState, EdgeTable, FlagRow } from '../edge/edge-table';
import { FAMILIES, type Family, familyOf } from './families';

/** Names of which the same is said. */
export interface EdgeGroup {
  readonly state: EdgeState;
  readonly why: string;
  readonly names: readonly string[];
}

/** What is plainly modelled, and what is not, by the sentence that is said of it. */
export interface EdgeList {
  readonly plain: readonly string[];
  readonly groups: readonly EdgeGroup[];
}

interface Named {
  readonly name: string;
  readonly state: EdgeState;
  readonly why?: string;
}

export function edgeList(rows: readonly Named[]): EdgeList {
  const groups = new Map<string, { state: EdgeState; why: string; names: string[] }>();
  for (const { name, state, why } of rows) {
    if (why === undefined) continue;
    const key = `${state} ${why}`;
    const group = groups.get(key) ?? { state, why, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  const order: readonly EdgeState[] = ['refused', 'simplified', 'modelled'];
  return {
    plain: rows.filter(({ why }) => why === undefined).map(({ name }) => name),
    groups: order.flatMap((state) => [...groups.values()].filter((group) => group.state === state)),
  };
}

export interface FamilyEdges {
  readonly family: Family;
  readonly counts: Readonly<Record<EdgeState, number>>;
  readonly commands: EdgeList;
  /** The flags of those commands that have any which are not plainly modelled. */
  readonly flags: readonly { readonly command: string; readonly list: EdgeList }[];
}

/** The commands of the table by family; groups of commands, which do nothing themselves, are left out. */
export function familyEdges(
  { commands }: EdgeTable,
  isGroup: (command: string) => boolean,
): readonly FamilyEdges[] {
  return FAMILIES.map((family) => {
    const own = commands.filter(
      ({ command }) => !isGroup(command) && familyOf(command.split(' ').slice(1)) === family,
    );
    return {
      family,
      counts: countStates(own),
      commands: edgeList(own.map(({ command, ...edge }) => ({ name: command, ...edge }))),
      flags: own
        .map(({ command, flags }) => ({ command, list: edgeList(flags.map(asNamed)) }))
        .filter(({ list }) => list.groups.length > 0),
    };
  });
}

function asNamed({ flag, ...edge }: FlagRow): Named {
  return { name: flag, ...edge };
}

export function countStates(
  rows: readonly { readonly state: EdgeState }[],
): Readonly<Record<EdgeState, number>> {
  const count = (state: EdgeState): number => rows.filter((row) => row.state === state).length;
  return { modelled: count('modelled'), simplified: count('simplified'), refused: count('refused') };
}

/** `25 modelled, 2 refused`: what there is none of is left out. */
export function countsText(counts: Readonly<Record<EdgeState, number>>): string {
  const states = ['modelled', 'simplified', 'refused'] as const;
  return states
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${state}`)
    .join(', ');
}
