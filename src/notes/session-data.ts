/**
 * A session as plain JSON, for what leaves the page: links and the browser's storage. What comes back may be damaged,
 * of another version or made by somebody else, so it is read strictly, and its sizes are bounded.
 */
import type { Step } from './player';
import type { PlacedStep, SessionStart } from './protocol';
import { type Action, momentCount, type Timeline } from './timeline';

const MAX_STEPS = 4_000;
const MAX_TEXT = 1_000_000;
const MAX_NAME = 200;
const MAX_PATH = 4_096;
const MAX_PARTS = 1_000;
const MAX_MODE = 0o7777;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** From the first thing done to the last. */
const MAX_SPAN_MS = 7 * DAY_MS;
/** Pages let months pass between two examples. */
const MAX_WAIT_MS = 1_000 * DAY_MS;
/** The year 2200, in milliseconds since the epoch. */
const MAX_TIME_MS = Date.UTC(2200, 0);

/** A line is its text; whatever else is done says what it is. */
type PackedStep =
  | string
  | { readonly keys: string }
  | { readonly wait: number }
  | { readonly file: string; readonly content: string; readonly mode: number };

/** Milliseconds since the action before (the first: since the epoch), and what was done. */
type PackedAction = readonly [number, PackedStep];

export interface PackedTimeline {
  readonly actions: readonly PackedAction[];
  readonly at: number;
}

export interface PackedSession {
  readonly seed: string;
  readonly machine: string;
  readonly parts: readonly string[];
  readonly before: readonly (readonly [string, PackedStep])[];
  readonly shown: readonly PackedStep[];
  readonly timeline: PackedTimeline;
}

export function packSession({ origin, shownSteps, timeline }: SessionStart): PackedSession {
  return {
    seed: origin.seed,
    machine: origin.machine,
    parts: [...new Set(origin.parts)],
    before: origin.steps.map(({ machine, step }) => [machine, packStep(step)] as const),
    shown: shownSteps.map(packStep),
    timeline: packTimeline(timeline),
  };
}

export function packTimeline({ actions, at }: Timeline): PackedTimeline {
  return {
    actions: actions.map(({ step, atMs }, index) => {
      const before = index === 0 ? 0 : (actions[index - 1]?.atMs ?? 0);
      return [atMs - before, packStep(step)] as const;
    }),
    at,
  };
}

function packStep(step: Step): PackedStep {
  switch (step.kind) {
    case 'line':
      return step.text;
    case 'keys':
      return { keys: step.keys };
    case 'wait':
      return { wait: step.ms };
    case 'file':
      return { file: step.path, content: step.content, mode: step.mode };
  }
}

/** Thrown by the readers below: it is not what was packed. */
class NotASession extends Error {}

/** What was packed; undefined: it is something else. */
export function unpackSession(value: unknown): SessionStart | undefined {
  return attempt(() => {
    const packed = record(value);
    return {
      origin: {
        seed: text(packed['seed'], MAX_NAME),
        machine: text(packed['machine'], MAX_NAME),
        steps: list(packed['before'], MAX_STEPS).map(placedStep),
        parts: list(packed['parts'], MAX_PARTS).map((part) => text(part, MAX_NAME)),
      },
      shownSteps: list(packed['shown'], MAX_STEPS).map(readStep),
      timeline: readTimeline(packed['timeline']),
    };
  });
}

/** What was packed; undefined: it is something else. */
export function unpackTimeline(value: unknown): Timeline | undefined {
  return attempt(() => readTimeline(value));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotASession) return undefined;
    throw error;
  }
}

function readTimeline(value: unknown): Timeline {
  const packed = record(value);
  const actions: Action[] = [];
  for (const one of list(packed['actions'], MAX_STEPS)) {
    const [sinceMs, step] = pair(one);
    const atMs = (actions.at(-1)?.atMs ?? 0) + number(sinceMs, MAX_TIME_MS);
    actions.push({ step: readStep(step), atMs });
  }
  const firstMs = actions[0]?.atMs ?? 0;
  const lastMs = actions.at(-1)?.atMs ?? 0;
  if (lastMs - firstMs > MAX_SPAN_MS || lastMs > MAX_TIME_MS) throw new NotASession();
  const timeline: Timeline = { actions, at: 0 };
  return { ...timeline, at: whole(packed['at'], momentCount(timeline)) };
}

function placedStep(value: unknown): PlacedStep {
  const [machine, step] = pair(value);
  return { machine: text(machine, MAX_NAME), step: readStep(step) };
}

function readStep(value: unknown): Step {
  if (typeof value === 'string') return { kind: 'line', text: text(value, MAX_TEXT) };
  const packed = record(value);
  if ('keys' in packed) return { kind: 'keys', keys: text(packed['keys'], MAX_TEXT) };
  if ('wait' in packed) return { kind: 'wait', ms: number(packed['wait'], MAX_WAIT_MS) };
  return {
    kind: 'file',
    path: text(packed['file'], MAX_PATH),
    content: text(packed['content'], MAX_TEXT),
    mode: whole(packed['mode'], MAX_MODE),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotASession();
  return Object.fromEntries(Object.entries(value));
}

function list(value: unknown, max: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > max) throw new NotASession();
  return value;
}

function pair(value: unknown): readonly [unknown, unknown] {
  const [first, second, ...more] = list(value, 2);
  if (more.length > 0 || second === undefined) throw new NotASession();
  return [first, second];
}

function text(value: unknown, maxLength: number): string {
  if (typeof value !== 'string' || value.length > maxLength) throw new NotASession();
  return value;
}

function number(value: unknown, max: number): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= max)) throw new NotASession();
  return value;
}

function whole(value: unknown, max: number): number {
  const found = number(value, max);
  if (!Number.isInteger(found)) throw new NotASession();
  return found;
}
