import type { MachineView } from '../../src/engine';
import { keyed, type Markup, markup, RawMarkup } from '../markup';
import { type MachineFact, type MachineItem, machineGroups, type StateShape } from './machine-groups';

const SHAPES: Readonly<Record<StateShape, string>> = {
  running: '<path class="is-solid" d="M2.5 1.5 10.5 6 2.5 10.5Z"/>',
  paused: '<path d="M4 2V10M8 2V10"/>',
  restarting: '<path d="M9.8 4A4.3 4.3 0 1 0 10.3 6M10.3 1.5V4.3H7.5"/>',
  created: '<circle cx="6" cy="6" r="4.25"/>',
  ended: '<rect x="2" y="2" width="8" height="8"/>',
  failed: '<path d="M2 2 10 10M10 2 2 10"/>',
};

/**
 * What is on a machine, in groups; with `before`, what is new or has changed since says so. It is lists whose facts
 * have names that are heard and not seen, so nobody needs a second version of it. `isLive`: an object's name is a
 * button that opens its `inspect`.
 */
export function machineMarkup(view: MachineView, before?: MachineView, isLive = false): Markup {
  return markup`<div class="machine">${machineGroups(view, before).map(
    ({ title, empty, items }) => markup`<section class="machine-group" aria-label="${title}">
<p class="machine-title">${title}</p>
${
  items.length === 0
    ? markup`<p class="machine-empty">${empty}</p>`
    : markup`<ul role="list">${items.map((item) => itemMarkup(item, isLive))}</ul>`
}
</section>`,
  )}</div>`;
}

function itemMarkup(item: MachineItem, isLive: boolean): Markup {
  const { object, id, name, state, shape, facts, isMuted, news } = item;
  const classes = ['machine-item', isMuted && 'is-muted', news !== undefined && 'is-new'];
  const canOpen = isLive && news !== 'removed';
  return keyed(
    `${object} ${id}${canOpen ? '' : ' text'}`,
    markup`<li class="${classes.filter((one) => one !== false).join(' ')}">${
      canOpen
        ? markup`<button type="button" class="machine-name" data-inspect="${object}" data-name="${id}" aria-label="${name}, inspect" aria-expanded="false"><code>${name}</code></button>`
        : markup`<code class="machine-name">${name}</code>`
    }${news !== undefined && markup`<strong class="machine-news">${news}</strong>`}${
      state !== '' &&
      markup`<span class="machine-state">${shape !== undefined && shapeMarkup(shape)}${state}</span>`
    }${facts.length > 0 && markup`<dl class="machine-facts">${facts.map(factMarkup)}</dl>`}${
      canOpen && markup`<div class="machine-inspect" hidden></div>`
    }</li>`,
  );
}

function factMarkup({ term, text, isCode }: MachineFact): Markup {
  return markup`<div><dt class="visually-hidden">${term}</dt><dd>${isCode === true ? markup`<code>${text}</code>` : text}</dd></div>`;
}

function shapeMarkup(shape: StateShape): RawMarkup {
  const svg = `<svg class="step-mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">${SHAPES[shape]}</svg>`;
  return new RawMarkup(svg);
}
