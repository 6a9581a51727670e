import type { BuildView } from '../../src/engine';
import { formatBytes } from '../pictures/bytes';
import { axisEnd, type BuildRow, buildRows, cachedText, formatSeconds } from './build-rows';
import { type Markup, markup } from '../markup';

export interface ShownBuild {
  readonly build: BuildView;
  /** Something was built before on the same machine. */
  readonly isRebuild: boolean;
  /** How long the one before took, where that is worth telling. */
  readonly previousMs?: number | undefined;
}

/** One axis for builds that are compared, in milliseconds. */
export function sharedAxis(builds: readonly ShownBuild[]): number {
  return axisEnd(builds.map(({ build }) => build.tookMs));
}

/** Whether to draw what the fold (a `<details>`) of this name holds: on a live page, what is closed waits to be opened. */
export type IsDrawn = (fold: string) => boolean;

/** A build's steps as bars on a time axis, each with what became of it and why. The page and its script share this. */
export function buildMarkup(
  { build, isRebuild, previousMs }: ShownBuild,
  axisMs: number,
  isDrawn: IsDrawn = () => true,
): Markup {
  const rows = buildRows(build, axisMs, isRebuild);
  const { layers } = build;
  const cached = cachedText(build);
  return markup`<ol role="list" class="steps">${rows.map((row, index) => rowMarkup(row, index, isDrawn))}</ol>
<div class="step-axis" aria-hidden="true"><span>0</span><span>${tick(axisMs / 2)}</span><span>${tick(axisMs)}</span></div>
<p class="build-total"><strong>${formatSeconds(build.tookMs)}</strong> ${END_WORDS[build.status]}${cached !== undefined && markup` · ${cached}`}${layers !== undefined && markup` · ${formatBytes(bytesOf(layers))} in layers`}${previousMs !== undefined && markup` · the build before took ${formatSeconds(previousMs)}`}</p>
${build.error !== undefined && markup`<p class="build-error"><code>${build.error}</code></p>`}`;
}

const END_WORDS: Readonly<Record<BuildView['status'], string>> = {
  running: 'so far',
  completed: 'in all',
  error: 'until it failed',
  canceled: 'until it was stopped',
};

export function bytesOf(layers: readonly { readonly sizeBytes: number }[]): number {
  return layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function rowMarkup(row: BuildRow, index: number, isDrawn: IsDrawn): Markup {
  const { lines } = row;
  const range = lines === undefined ? '' : `${lines.from}-${lines.to}`;
  const place = row.place !== '' && markup`<span class="step-place">${row.place}</span>`;
  const bytes = row.bytes === undefined || row.bytes === 0 ? '' : formatBytes(row.bytes);
  const head = markup`<span class="step-head">${place}<code class="step-instruction">${row.instruction}</code></span><span class="step-fate">${row.word}</span>${bar(row)}<span class="step-time">${took(row)}</span><span class="step-bytes">${bytes}</span>${row.isFirstMiss && markup`<span class="step-miss">First miss. ${row.sentence}</span>`}`;
  if (row.fate === 'own') return markup`<li class="step is-own"><div class="step-row">${head}</div></li>`;
  const fold = `step-${index}`;
  return markup`<li class="step is-${row.fate}${row.isFirstMiss && ' is-first-miss'}" data-step="${index}" data-lines="${range}"><details data-fold="${fold}"><summary class="step-row">${head}</summary>${isDrawn(fold) && reasonMarkup(row)}</details></li>`;
}

/** Why a step ran or did not, where it is written, and what it printed. */
function reasonMarkup(row: BuildRow): Markup {
  return markup`<p>${row.sentence} <span class="step-where">${lineText(row)}${layersText(row)}</span></p>${row.log.length > 0 && markup`<pre class="step-log" tabindex="0" aria-label="What it printed last">${row.log.join('\n')}</pre>`}`;
}

function lineText({ lines }: BuildRow): string {
  if (lines === undefined) return '';
  const { from, to } = lines;
  return from === to ? `Dockerfile line ${from}` : `Dockerfile lines ${from} to ${to}`;
}

function layersText({ layers }: BuildRow): string {
  const [first, ...others] = layers;
  if (first === undefined) return '';
  if (others.length > 0) return `, ${layers.length} layers of the result`;
  return `, layer ${shortDigest(first.diffId)} of the result`;
}

export function shortDigest(digest: string): string {
  return digest.replace('sha256:', '').slice(0, 12);
}

function took({ fate, tookMs }: BuildRow): string {
  return fate === 'not-needed' || fate === 'not-reached' ? '' : formatSeconds(tookMs);
}

function tick(ms: number): string {
  return `${Number((ms / 1000).toPrecision(2))} s`;
}

/** Even what took no time is to be seen. */
const SHORTEST = 6;

function bar({ fate, start, length }: BuildRow): Markup {
  if (fate === 'not-needed' || fate === 'not-reached')
    return markup`<svg class="step-bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true"></svg>`;
  const from = Math.min(start, 1000 - SHORTEST);
  const width = Math.max(SHORTEST, Math.min(length, 1000 - from));
  return markup`<svg class="step-bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true"><rect x="${from}" y="2" width="${width}" height="8"/></svg>`;
}
