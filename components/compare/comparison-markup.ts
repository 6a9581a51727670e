import type { ComparisonSetup, ComparisonState, ContextFile } from '../../src/notes/comparison';
import { buildMarkup, sharedAxis, type ShownBuild } from './build-markup';
import { savingText } from './build-rows';
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

/** The builds below, and what the faster one saves. */
export function resultsMarkup({ builds, problem }: ComparisonState, isPair: boolean): Markup {
  const shown = builds.map((one): ShownBuild => ({ ...one, isRebuild: one.number > 1 }));
  const axisMs = sharedAxis(shown);
  const [left, right] = builds.map(({ title, build }) => ({
    title,
    ms: build.tookMs,
    isFailed: build.status !== 'completed',
  }));
  return markup`${problem !== '' && markup`<pre class="compare-problem" tabindex="0" aria-label="What was printed">${problem}</pre>`}
<div class="compare-builds">${builds.map(
    (
      one,
      index,
    ) => markup`<div class="compare-build" role="group" data-build="${index}" aria-label="${one.title}">
<p class="compare-title">${one.title}${isPair && markup` <span class="compare-number">build ${one.number}</span>`}</p>
${buildMarkup({ build: one.build, isRebuild: one.number > 1, previousMs: isPair ? one.previousMs : undefined }, axisMs)}
</div>`,
  )}</div>
<p class="compare-saving">${left !== undefined && right !== undefined && savingText(left, right)} <span>Times are simulated.</span></p>`;
}

/** A file, a line a span, so that a step can point at its own. */
export function fileMarkup({ path, text }: ContextFile): Markup {
  return markup`<figure class="code-file compare-file" data-path="${path}"><figcaption>${path}</figcaption><div class="editor"><div class="editor-text"><pre tabindex="0" aria-label="${path}"><code>${linesMarkup(path, text)}</code></pre></div></div></figure>`;
}
