import type { MachineView } from '../../src/engine';
import { type Markup, markup } from '../markup';
import { type MachineItem, machineGroups } from './machine-groups';

/** What is on a machine, in groups; with `before`, what is new or has changed since says so. */
export function machineMarkup(view: MachineView, before?: MachineView): Markup {
  return markup`<div class="machine">${machineGroups(view, before).map(
    ({ title, empty, items }) => markup`<section class="machine-group" aria-label="${title}">
<p class="machine-title">${title}</p>
${
  items.length === 0
    ? markup`<p class="machine-empty">${empty}</p>`
    : markup`<ul role="list">${items.map(itemMarkup)}</ul>`
}
</section>`,
  )}</div>`;
}

function itemMarkup({ name, state, detail, isMuted, news }: MachineItem): Markup {
  const classes = ['machine-item', isMuted && 'is-muted', news !== undefined && 'is-new'];
  return markup`<li class="${classes.filter((one) => one !== false).join(' ')}"><code>${name}</code>${
    state !== '' && markup`<span class="machine-state">${state}</span>`
  }${news !== undefined && markup`<strong class="machine-news">${news}</strong>`}${
    detail !== '' && markup`<span class="machine-detail">${detail}</span>`
  }</li>`;
}
