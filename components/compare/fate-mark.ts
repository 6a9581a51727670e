import type { BuildFate } from '../../src/engine';
import { Markup } from '../markup';

/** How a fate looks without its word and without colour. */
const MARKS: Readonly<Record<BuildFate, string>> = {
  cached: '<circle cx="6" cy="6" r="4.25"/>',
  ran: '<rect class="is-solid" x="1.5" y="1.5" width="9" height="9"/>',
  failed: '<path d="M2 2 10 10M10 2 2 10"/>',
  stopped: '<path d="M6 1.5 10.5 6 6 10.5 1.5 6Z"/>',
  'not-needed': '<path d="M1 6H11"/>',
  'not-reached': '<path d="M1 6H4M8 6H11"/>',
  own: '<rect x="1.5" y="1.5" width="9" height="9"/>',
};

export function fateMark(fate: BuildFate): Markup {
  return new Markup(
    `<svg class="step-mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">${MARKS[fate]}</svg>`,
  );
}
