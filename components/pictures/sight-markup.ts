import type { Sight } from '../../src/notes/look';
import { buildMarkup, sharedAxis } from '../compare/build-markup';
import { type Markup, markup } from '../markup';
import { graphMarkup } from './graph-markup';
import { layersMarkup } from './layers-markup';
import { machineMarkup } from './machine-markup';

/**
 * A picture as the page shows it. `before`: the same at an earlier moment; what has changed since is marked. `isLive`:
 * a session answers what is asked of it.
 */
export function sightMarkup(sight: Sight, before?: Sight, isLive = false): Markup {
  switch (sight.kind) {
    case 'machine':
      return machineMarkup(sight.view, before?.kind === 'machine' ? before.view : undefined, isLive);
    case 'layers':
      return layersMarkup(sight.stacks);
    case 'build':
      return markup`<div class="compare-build">${buildMarkup(sight, sharedAxis([sight]))}</div>`;
    case 'folder':
      return markup`<ul>${sight.files.map(({ path }) => markup`<li><code>${path}</code></li>`)}</ul>`;
    case 'graph':
      return graphMarkup(sight.build);
    case 'nothing':
      return markup`<p class="picture-nothing">${sight.why}</p>`;
  }
}
