import type { ComparisonSetup, ComparisonState, ContextFile } from '../../src/notes/comparison';
import type { BuildView, ResultLayerView } from '../../src/engine';
import { formatBytes } from '../pictures/bytes';
import { graphMarkup } from '../pictures/graph-markup';
import { buildMarkup, bytesOf, type IsDrawn, sharedAxis, shortDigest, type ShownBuild } from './build-markup';
import { buildRows, savingText } from './build-rows';
import { linesMarkup } from '../editor/lines-markup';
import { type Markup, markup } from '../markup';

/** A comparison as the page shows it: files and commands above, the builds below, in as many columns as there are. */
export function comparisonMarkup(setup: ComparisonSetup, state: ComparisonState): Markup {
  const { sides } = setup;
  const isPair = sides.length > 1;
  const all = [...(isPair ? [] : (state.sideFiles[0] ?? [])), ...state.files];
  return markup`${all.length > 0 && markup`<div class="compare-files" data-files="all">${all.map(fileMarkup)}</div>`}
<div class="compare-sides">${sides.map(({ title, flags }, index) => {
    const files = isPair ? (state.sideFiles[index] ?? []) : [];
    return markup`<div class="compare-side" role="group" data-side="${index}" aria-label="${isPair ? title : 'What is typed'}">
${isPair && markup`<p class="compare-title">${title}</p>`}
${files.length > 0 && markup`<div data-files="${index}">${files.map(fileMarkup)}</div>`}
<p class="compare-command"><span class="term-prompt" aria-hidden="true">$ </span><code>docker build <span class="compare-flags">${flags}</span>${flags === '' ? '' : ' '}-t app .</code></p>
</div>`;
  })}</div>
${setup.edit !== undefined && markup`<p class="compare-story">${storyText(setup.edit.label, isPair)}</p>`}
<div class="compare-results">${resultsMarkup(state, isPair)}</div>`;
}

function storyText(edit: string, isPair: boolean): Markup {
  return markup`Built once; then <code>${edit}</code>; then ${isPair ? 'both are' : 'it is'} built again.`;
}

/** The builds below, and what the faster one saves. `isDrawn`: of each build's folds. */
export function resultsMarkup(
  { builds, problem }: ComparisonState,
  isPair: boolean,
  isDrawn: (build: number, fold: string) => boolean = () => true,
): Markup {
  const shown = builds.map((one): ShownBuild => ({ ...one, isRebuild: one.number > 1 }));
  const axisMs = sharedAxis(shown);
  const [left, right] = builds.map(({ title, build }) => ({
    title,
    ms: build.tookMs,
    isFailed: build.status === 'error',
    isStopped: build.status === 'canceled',
  }));
  return markup`${problem !== '' && markup`<pre class="compare-problem" tabindex="0" aria-label="What was printed">${problem}</pre>`}
<div class="compare-builds">${builds.map(
    (
      one,
      index,
    ) => markup`<div class="compare-build" role="group" data-build="${index}" aria-label="${one.title}">
<p class="compare-title">${one.title}${isPair && markup` <span class="compare-number">build ${one.number}</span>`}</p>
${buildMarkup({ build: one.build, isRebuild: one.number > 1, previousMs: isPair ? one.previousMs : undefined }, axisMs, (fold) => isDrawn(index, fold))}
${resultMarkup(one.build, (fold) => isDrawn(index, fold))}
</div>`,
  )}</div>
<p class="compare-saving"><span class="compare-saved">${left !== undefined && right !== undefined && savingText(left, right)}</span> Times are simulated.</p>`;
}

/** What came of a build: the layers of its image, each tied to its step, and its stages where there are several. */
function resultMarkup(build: BuildView, isDrawn: IsDrawn): Markup {
  const { layers, stages } = build;
  return markup`${
    layers !== undefined &&
    markup`<details class="compare-more" data-fold="layers"><summary>Layers of the result: ${layers.length}, ${formatBytes(bytesOf(layers))}</summary>${isDrawn('layers') && resultLayersMarkup(build, layers)}</details>`
  }${
    stages.length > 1 &&
    markup`<details class="compare-more" data-fold="stages"><summary>Stages: ${stages.length}</summary>${isDrawn('stages') && graphMarkup(build)}</details>`
  }`;
}

function resultLayersMarkup(build: BuildView, layers: readonly ResultLayerView[]): Markup {
  const rows = buildRows(build, 1, true);
  return markup`<ol role="list" class="result-layers" aria-label="From the last instruction down to the base">${[
    ...layers,
  ]
    .reverse()
    .map(
      ({ diffId, sizeBytes, step }) =>
        markup`<li tabindex="0" data-step="${step ?? ''}"><code class="step-instruction">${step === undefined ? '' : (rows[step]?.instruction ?? '')}</code><code>${shortDigest(diffId)}</code><span class="step-bytes">${formatBytes(sizeBytes)}</span></li>`,
    )}</ol>`;
}

/** A file, a line a span, so that a step can point at its own. */
export function fileMarkup({ path, text }: ContextFile): Markup {
  return markup`<figure class="code-file compare-file" data-path="${path}"><figcaption>${path}</figcaption><div class="editor"><div class="editor-text"><pre tabindex="0" aria-label="${path}"><code>${linesMarkup(path, text)}</code></pre></div></div></figure>`;
}
