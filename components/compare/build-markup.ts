import type { BuildView } from '../../src/engine';
import { formatBytes } from '../pictures/bytes';
import { axisEnd, type BuildRow, buildRows, cachedText, formatSeconds } from './build-rows';
import { Markup, markup } from '../markup';

/** How a fate looks without its word and without colour. */
const MARKS: Readonly<Record<BuildRow['fate'], string>> = {
  cached: '<circle cx="6" cy="6" r="4.25"/>',
  ran: '<rect class="is-solid" x="1.5" y="1.5" width="9" height="9"/>',
  failed: '<path d="M2 2 10 10M10 2 2 10"/>',
  stopped: '<path d="M6 1.5 10.5 6 6 10.5 1.5 6Z"/>',
  'not-needed': '<path d="M1 6H11"/>',
  'not-reached': '<path d="M1 6H4M8 6H11"/>',
  own: '<rect x="1.5" y="1.5" width="9" height="9"/>',
};

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

/** A build's steps as bars on a time axis, each with what became of it and why. The page and its script share this. */
export function buildMarkup({ build, isRebuild, previousMs }: ShownBuild, axisMs: number): Markup {
  const rows = buildRows(build, axisMs, isRebuild);
  return markup`<ol role="list" class="steps">${rows.map(rowMarkup)}</ol>
<div class="step-axis" aria-hidden="true"><span>0</span><span>${tick(axisMs / 2)}</span><span>${tick(axisMs)}</span></div>
<p class="build-total"><strong>${formatSeconds(build.tookMs)}</strong> ${build.status === 'error' ? 'until it failed' : 'in all'} · ${cachedText(build)}${previousMs !== undefined && markup` · the build before took ${formatSeconds(previousMs)}`}</p>
${build.error !== undefined && markup`<p class="build-error"><code>${build.error}</code></p>`}`;
}

function rowMarkup(row: BuildRow): Markup {
  const { lines } = row;
  const range = lines === undefined ? '' : `${lines.from}-${lines.to}`;
  const where =
    lines === undefined
      ? ''
      : lines.from === lines.to
        ? `Dockerfile line ${lines.from}`
        : `Dockerfile lines ${lines.from} to ${lines.to}`;
  const head = markup`<span class="step-head">${row.place !== '' && markup`<span class="step-place">${row.place}</span>`}<code class="step-instruction">${row.instruction}</code></span>
<span class="step-fate">${mark(row.fate)}${row.word}</span>${bar(row)}
<span class="step-time">${took(row)}</span><span class="step-bytes">${row.bytes === undefined || row.bytes === 0 ? '' : formatBytes(row.bytes)}</span>
${row.isFirstMiss && markup`<span class="step-miss">First miss. ${row.sentence}</span>`}`;
  if (row.fate === 'own') return markup`<li class="step is-own"><div class="step-row">${head}</div></li>`;
  return markup`<li class="step is-${row.fate}${row.isFirstMiss && markup` is-first-miss`}" data-lines="${range}"><details><summary class="step-row">${head}</summary>
<p>${row.sentence} <span class="step-where">${where}</span></p>
${row.log.length > 0 && markup`<pre class="step-log" tabindex="0" aria-label="What it printed last">${row.log.join('\n')}</pre>`}</details></li>`;
}

function took({ fate, tookMs }: BuildRow): string {
  return fate === 'not-needed' || fate === 'not-reached' ? '' : formatSeconds(tookMs);
}

function mark(fate: BuildRow['fate']): Markup {
  return new Markup(
    `<svg class="step-mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">${MARKS[fate]}</svg>`,
  );
}

function tick(ms: number): string {
  return `${Number((ms / 1000).toPrecision(2))} s`;
}

/** Even what took no time is to be seen. */
const SHORTEST = 6;

function bar({ fate, start, length }: BuildRow): Markup {
  const isDrawn = fate !== 'not-needed' && fate !== 'not-reached';
  const from = Math.min(start, 1000 - SHORTEST);
  const width = Math.max(SHORTEST, Math.min(length, 1000 - from));
  return markup`<svg class="step-bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true"><path class="step-grid" d="M0 0V12M500 0V12M1000 0V12"/>${isDrawn && markup`<rect x="${from}" y="2" width="${width}" height="8"/>`}</svg>`;
}
