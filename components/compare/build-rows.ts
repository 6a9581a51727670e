import type { BuildFate, BuildStepView, BuildView, ResultLayerView } from '../../src/engine';

/** A step of a build as a picture shows it. */
export interface BuildRow {
  /** `2/4`, `build 1/3`; empty for the builder's own work. */
  readonly place: string;
  /** The instruction as the Dockerfile says it, on one line. */
  readonly instruction: string;
  readonly fate: BuildFate;
  /** What became of it, in a word. */
  readonly word: string;
  /** Why, in a sentence; empty for the builder's own work. */
  readonly sentence: string;
  /** The first step of the build that ran again for a reason of its own. */
  readonly isFirstMiss: boolean;
  readonly lines: { readonly from: number; readonly to: number } | undefined;
  /** On the axis, in thousandths. */
  readonly start: number;
  readonly length: number;
  readonly tookMs: number;
  readonly bytes: number | undefined;
  readonly log: readonly string[];
  /** The layers that it gave the result; a base image gives several. */
  readonly layers: readonly ResultLayerView[];
}

const WORDS: Readonly<Record<BuildFate, string>> = {
  cached: 'CACHED',
  ran: 'ran',
  failed: 'failed',
  stopped: 'stopped',
  'not-needed': 'not needed',
  'not-reached': 'not reached',
  own: 'every time',
};

const SENTENCES: Readonly<Record<BuildFate, string>> = {
  cached: 'Nothing that it depends on has changed.',
  ran: 'It ran.',
  failed: 'It failed.',
  stopped: 'It was still running when the build was stopped.',
  'not-needed': 'Nothing that was asked for needs its stage.',
  'not-reached': 'The build had ended before its turn came.',
  own: '',
};

/**
 * The rows of a build, on an axis of `axisMs`. `isRebuild`: something was built before, so that what runs is a miss.
 */
export function buildRows(
  { steps, dockerfile, layers = [] }: BuildView,
  axisMs: number,
  isRebuild: boolean,
): readonly BuildRow[] {
  const firstMiss = isRebuild
    ? steps.find(({ fate, isConsequence }) => (fate === 'ran' || fate === 'failed') && !isConsequence)
    : undefined;
  const thousandths = (ms: number): number => Math.round((1000 * ms) / axisMs);
  return steps.map((step, index) => ({
    place: /^\[([^\]]*\d+\/\d+)\]/.exec(step.name)?.[1] ?? '',
    instruction: instructionOf(step, dockerfile.text),
    fate: step.fate,
    word: WORDS[step.fate],
    sentence: sentenceOf(step),
    isFirstMiss: step === firstMiss,
    lines: step.lines,
    start: thousandths(step.startedMs),
    length: thousandths(step.tookMs),
    tookMs: step.tookMs,
    bytes: step.bytes,
    log: step.log,
    layers: layers.filter((layer) => layer.step === index),
  }));
}

function instructionOf({ name, lines }: BuildStepView, dockerfile: string): string {
  if (lines === undefined) return name;
  const written = dockerfile.split('\n').slice(lines.from - 1, lines.to);
  return written
    .map((line) => line.trim().replace(/\\$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join(' ');
}

function sentenceOf({ fate, why, isFirstBuild }: BuildStepView): string {
  if (why === undefined) return SENTENCES[fate];
  const failed = fate === 'failed' ? 'It failed. ' : '';
  return isFirstBuild ? `${failed}Nothing like it had been built here.` : `${failed}It ran because ${why}.`;
}

/** The end of a time axis that holds these durations: a round number of milliseconds. */
export function axisEnd(durations: readonly number[]): number {
  const longest = Math.max(1, ...durations);
  const power = 10 ** Math.floor(Math.log10(longest));
  return ([1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= longest) ?? 10) * power;
}

/** `0.0 s`, `17.5 s`, `2 min 5 s`. */
export function formatSeconds(ms: number): string {
  if (ms < 99_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** What of the Dockerfile's steps came from the cache, if it came to any: `3 of 4 steps CACHED`. */
export function cachedText({ steps }: BuildView): string | undefined {
  const own = steps.filter(({ fate }) => fate !== 'own' && fate !== 'not-needed');
  if (own.length === 0) return undefined;
  const cached = own.filter(({ fate }) => fate === 'cached').length;
  return `${cached} of ${own.length} ${own.length === 1 ? 'step' : 'steps'} CACHED`;
}

export interface TimedBuild {
  readonly title: string;
  readonly ms: number;
  readonly isFailed: boolean;
  readonly isStopped: boolean;
}

/** What the faster of two builds saves, in a sentence. */
export function savingText(left: TimedBuild, right: TimedBuild): string {
  const stopped = [left, right].find(({ isStopped }) => isStopped);
  if (stopped !== undefined) return `“${stopped.title}” was stopped: there is nothing to compare.`;
  const failed = [left, right].find(({ isFailed }) => isFailed);
  if (failed !== undefined) return `“${failed.title}” failed: there is nothing to compare.`;
  const [fast, slow] = left.ms < right.ms ? [left, right] : [right, left];
  const savedMs = slow.ms - fast.ms;
  if (savedMs < 50) return 'Both take the same time.';
  const share = Math.round((100 * savedMs) / slow.ms);
  return `“${fast.title}” takes ${formatSeconds(fast.ms)} in place of ${formatSeconds(slow.ms)}: it saves ${formatSeconds(savedMs)}, ${share} %.`;
}
