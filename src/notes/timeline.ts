/**
 * What a reader did to a machine, and where among it the machine stands. Plain data: a machine is made again from it,
 * so it is also what undo, a link and the browser's memory hold.
 */
import type { Step } from './player';

/** A step with the machine's time at which it was done, in milliseconds since the epoch. */
export interface Action {
  readonly step: Step;
  readonly atMs: number;
}

export interface Timeline {
  /** All that was done, what was taken back at the end. */
  readonly actions: readonly Action[];
  /** So many moments are in effect. */
  readonly at: number;
}

export const EMPTY_TIMELINE: Timeline = { actions: [], at: 0 };

/** A line typed or a file written begins a moment; keys pressed and time passed belong to the one before. */
function isMoment({ step }: Action): boolean {
  return step.kind === 'line' || step.kind === 'file';
}

/** Where each moment begins among the actions. */
function beginnings(actions: readonly Action[]): readonly number[] {
  return actions.flatMap((action, index) => (isMoment(action) ? [index] : []));
}

export function momentCount({ actions }: Timeline): number {
  return beginnings(actions).length;
}

/** What each moment did, as a reader knows it: the line typed, or the file written. */
export function momentNames({ actions }: Timeline): readonly string[] {
  return actions.filter(isMoment).map(({ step }) => {
    if (step.kind === 'line') return step.text;
    return step.kind === 'file' ? `write ${step.path}` : '';
  });
}

/** The actions that are in effect. */
export function effective({ actions, at }: Timeline): readonly Action[] {
  return actions.slice(0, beginnings(actions)[at] ?? actions.length);
}

/** One thing more is done: what was taken back is gone. */
export function extended(timeline: Timeline, action: Action): Timeline {
  const actions = [...effective(timeline), action];
  return { actions, at: beginnings(actions).length };
}

/** The same history, seen after its `at`th moment. */
export function movedTo(timeline: Timeline, at: number): Timeline {
  return { ...timeline, at: Math.min(Math.max(0, Math.trunc(at)), momentCount(timeline)) };
}
