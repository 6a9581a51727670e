import type { OpenedImageView } from '../../src/engine';
import { type Markup, markup } from '../markup';
import { formatBytes } from './bytes';
import { type LayerRow, layerRows } from './layer-rows';

interface Stack {
  readonly name: string;
  readonly image: OpenedImageView;
}

/** Stacks of layers beside each other; each layer opens to what it changes. */
export function layersMarkup(stacks: readonly Stack[]): Markup {
  return markup`<div class="stacks">${stacks.map((stack) => {
    const { name, image } = stack;
    const total = image.layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const others = stacks.filter((other) => other !== stack).map((other) => other.image);
    return markup`<section class="stack" aria-label="Layers of ${name}">
<p class="stack-title"><code>${name}</code><span>${formatBytes(total)} in layers</span></p>
<ol role="list" class="stack-layers" aria-label="From the last instruction down to the base">${layerRows(image, others).map(rowMarkup)}</ol>
</section>`;
  })}</div>`;
}

function rowMarkup(row: LayerRow): Markup {
  const classes = ['layer', row.isShared && 'is-shared', row.isEmpty && 'is-empty'];
  return markup`<li class="${classes.filter((one) => one !== false).join(' ')}"><details><summary><code class="layer-instruction">${row.instruction}</code><span class="layer-size">${
    row.isEmpty ? 'no layer' : formatBytes(row.sizeBytes)
  }</span>${row.isShared && markup`<span class="layer-mark">shared</span>`}</summary>
${changesMarkup(row)}
${row.digest !== '' && markup`<p>diff ID <code>${row.digest}</code></p>`}</details>${
    !row.isEmpty &&
    markup`<meter class="layer-bar" min="0" max="${row.largest}" value="${row.sizeBytes}" aria-hidden="true"></meter>`
  }</li>`;
}

function changesMarkup({ changes, more, isEmpty }: LayerRow): Markup {
  if (changes.length === 0)
    return markup`<p>${isEmpty ? 'Changes the configuration only.' : 'No file that this engine knows by name.'}</p>`;
  return markup`<ul role="list">${changes.map(
    ({ path, kind, sizeBytes }) =>
      markup`<li><span class="change">${kind}</span> <code>${path}</code>${
        sizeBytes !== undefined && sizeBytes > 0 && markup` <span>${formatBytes(sizeBytes)}</span>`
      }</li>`,
  )}${more > 0 && markup`<li>and ${more} more</li>`}</ul>`;
}
