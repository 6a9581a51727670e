import type { ChangeView, OpenedImageView } from '../../src/engine';
import { keyed, type Markup, markup } from '../markup';
import { formatBytes } from './bytes';
import { type FoldedRows, foldRows, type LayerRow, layerRows } from './layer-rows';

interface Stack {
  readonly name: string;
  readonly image: OpenedImageView;
}

const WORDS: Readonly<Record<ChangeView['kind'], string>> = {
  added: 'added',
  modified: 'changed',
  deleted: 'deleted',
  emptied: 'emptied',
};

/** Stacks of layers beside each other; each layer opens to what it changes, and what tells little is folded. */
export function layersMarkup(stacks: readonly Stack[]): Markup {
  return markup`<div class="stacks">${stacks.map(({ name, image }) => {
    const total = image.layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const rows = layerRows(image);
    const wasted = rows.reduce((sum, { wastedBytes }) => sum + wastedBytes, 0);
    return keyed(
      name,
      markup`<section class="stack" aria-label="Layers of ${name}">
<p class="stack-title"><code>${name}</code><span>${formatBytes(total)} in layers${wasted > 0 && markup`, ${wastedMark(wasted)}`}</span></p>
<ol role="list" class="stack-layers" aria-label="From the last instruction down to the base">${foldRows(rows).map((row) => ('folded' in row ? foldedMarkup(row) : rowMarkup(row)))}</ol>
</section>`,
    );
  })}</div>`;
}

function wastedMark(bytes: number): Markup {
  return markup`<strong class="layer-wasted">${formatBytes(bytes)} wasted</strong>`;
}

function foldedMarkup({ folded }: FoldedRows): Markup {
  const layers = folded.filter(({ isEmpty }) => !isEmpty);
  const bytes = layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const settings = folded.length - layers.length;
  const parts = [
    layers.length > 0 && `${layers.length} small ${layers.length === 1 ? 'layer' : 'layers'}`,
    settings > 0 && `${settings} ${settings === 1 ? 'setting' : 'settings'}`,
  ].filter((part) => part !== false);
  return markup`<li class="layer is-folded"><details><summary><span class="layer-instruction">${parts.join(', ')}</span><span class="layer-size">${
    layers.length === 0 ? 'no layer' : formatBytes(bytes)
  }</span></summary><ol role="list" class="stack-layers">${folded.map(rowMarkup)}</ol></details></li>`;
}

function rowMarkup(row: LayerRow): Markup {
  const isShared = row.sharedWith.length > 0;
  const classes = ['layer', isShared && 'is-shared', row.isEmpty && 'is-empty'];
  return markup`<li class="${classes.filter((one) => one !== false).join(' ')}"><details><summary><code class="layer-instruction">${row.instruction}</code><span class="layer-size">${
    row.isEmpty ? 'no layer' : formatBytes(row.sizeBytes)
  }</span>${!row.isEmpty && markup`<span class="layer-mark">${isShared ? 'shared' : 'own'}</span>`}${
    row.wastedBytes > 0 && wastedMark(row.wastedBytes)
  }</summary>
${changesMarkup(row)}
${
  row.wastedBytes > 0 &&
  markup`<p>Later layers delete or replace ${formatBytes(row.wastedBytes)} of this one: they are still stored and sent.</p>`
}${row.digest !== '' && markup`<p>diff ID <code>${row.digest}</code>${isShared && markup`; stored once with ${row.sharedWith.join(', ')}`}</p>`}</details>${
    !row.isEmpty &&
    markup`<meter class="layer-bar" min="0" max="${row.largest}" value="${row.sizeBytes}" aria-hidden="true"></meter>`
  }</li>`;
}

function changesMarkup({ changes, more, isEmpty, counts }: LayerRow): Markup {
  if (changes.length === 0)
    return markup`<p>${isEmpty ? 'Changes the configuration only.' : 'No file that this engine knows by name.'}</p>`;
  return markup`<p>${counts.added} added, ${counts.changed} changed, ${counts.deleted} deleted</p><ul role="list">${changes.map(
    ({ path, kind, sizeBytes, hiddenBytes }) =>
      markup`<li><span class="change">${WORDS[kind]}</span> <code>${path}</code>${
        sizeBytes !== undefined && sizeBytes > 0 && markup` <span>${formatBytes(sizeBytes)}</span>`
      }${
        hiddenBytes > 0 &&
        markup` <span class="layer-wasted">${formatBytes(hiddenBytes)} of it stay in the layers below</span>`
      }</li>`,
  )}${more > 0 && markup`<li>and ${more} more</li>`}</ul>`;
}
