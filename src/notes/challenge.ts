/**
 * A challenge: a machine, and commands that must print what its author says. Any way that leads there counts. The build
 * checks that the goal is not reached at first and that the author's own way reaches it.
 */
import { outputAgrees } from './console-block';
import type { Player, Step } from './player';
import { lineText, transcriptOf } from './transcript';

/** A command, and what it prints when the goal is reached (`...` and `…` as in console blocks). */
export interface GoalLine {
  readonly typed: string;
  readonly expected: readonly string[];
}

export interface Challenge {
  /** Decides ids and times. */
  readonly seed: string;
  /** What is on the machine at first. */
  readonly before: readonly Step[];
  readonly goal: readonly GoalLine[];
}

/** How far a goal's command is from what it must print. */
export interface GoalState extends GoalLine {
  readonly shown: readonly string[];
  readonly isReached: boolean;
}

/**
 * Types the goal's commands on a machine that is thrown away afterwards. Undefined where the machine is not at its
 * host's prompt: something still runs.
 */
export function goalStates(player: Player, goal: readonly GoalLine[]): readonly GoalState[] | undefined {
  player.settle();
  if (player.state !== 'prompt') return undefined;
  return goal.map(({ typed, expected }) => {
    const from = player.row + typed.split('\n').length;
    player.play({ kind: 'line', text: typed });
    player.settle();
    const shown = transcriptOf(player.screen, from, player.row, player.typedRows).map(lineText);
    return { typed, expected, shown, isReached: outputAgrees(expected, shown) };
  });
}

export function isReached(states: readonly GoalState[] | undefined): boolean {
  return states?.every((state) => state.isReached) ?? false;
}
