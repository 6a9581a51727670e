import { html, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';
import { Markup, RawMarkup } from './markup';

/** Where what was drawn into an element ends. */
const ends = new WeakMap<HTMLElement, Comment>();

/**
 * Draws markup into an element, again and again: only what is put into it and has changed is touched, so that who has
 * the focus keeps it, and what a reader opened stays open. What an element holds that the markup leaves empty is left
 * alone.
 */
export function draw(element: HTMLElement, content: Markup): void {
  const end = ends.get(element);
  const template = templateOf(content);
  if (end?.parentNode === element) render(template, element, { renderBefore: end });
  else takeOver(element, template);
}

function templateOf({ texts, parts }: Markup): TemplateResult {
  return html(texts, ...parts.map(valueOf));
}

function valueOf(part: Markup['parts'][number]): unknown {
  if (part === false || part === undefined) return '';
  if (part instanceof Markup) return templateOf(part);
  if (part instanceof RawMarkup) return unsafeHTML(part.html);
  if (typeof part !== 'object') return part;
  return part.every(({ key }) => key !== undefined)
    ? repeat(part, ({ key }) => key, templateOf)
    : part.map(templateOf);
}

/** What somebody else wrote gives way: where it was the same, what was open is open, and who had the focus has it. */
function takeOver(element: HTMLElement, template: TemplateResult): void {
  const folds = (): HTMLDetailsElement[] => [...element.querySelectorAll('details')];
  const focusable = (): HTMLElement[] => [...element.querySelectorAll<HTMLElement>('summary, [tabindex]')];
  const open = folds().map((fold) => fold.open);
  const focusableBefore = focusable().length;
  const focused = focusable().findIndex((one) => one === document.activeElement);
  const end = document.createComment('');
  ends.set(element, end);
  element.replaceChildren(end);
  render(template, element, { renderBefore: end });
  if (folds().length === open.length)
    for (const [index, fold] of folds().entries()) fold.open = open[index] ?? false;
  if (focused !== -1 && focusable().length === focusableBefore)
    focusable()[focused]?.focus({ preventScroll: true });
}
