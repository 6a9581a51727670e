import type { Sight } from '../../src/notes/look';
import { buildMarkup, sharedAxis } from '../compare/build-markup';
import { type Markup, markup } from '../markup';
import { layersMarkup } from './layers-markup';
import { machineMarkup } from './machine-markup';

/** A picture as the page shows it. `before`: the same at an earlier moment; what has changed since is marked. */
export function sightMarkup(sight: Sight, before?: Sight): Markup {
  switch (sight.kind) {
    case 'machine':
      return machineMarkup(sight.view, before?.kind === 'machine' ? before.view : undefined);
    case 'layers':
      return layersMarkup(sight.stacks);
    case 'build':
      return markup`<div class="compare-build">${buildMarkup(sight, sharedAxis([sight]))}</div>`;
    case 'folder':
      return markup`<ul>${sight.files.map(({ path }) => markup`<li><code>${path}</code></li>`)}</ul>`;
    case 'nothing':
      return markup`<p class="picture-nothing">${sight.why}</p>`;
  }
}
