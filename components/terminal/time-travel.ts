import { momentCount, momentNames, type Timeline } from '../../src/notes/timeline';
import { button } from './button';

/** Undo, redo, and a slider over all that was done to a machine. */
export class TimeTravel {
  readonly #undo = button('Undo', 'Take the last line back', () => this.travel(this.#at - 1));
  readonly #redo = button('Redo', 'Do the line again that was taken back', () => this.travel(this.#at + 1));
  readonly #slider = document.createElement('input');
  #at = 0;

  constructor(
    /** Where it stands; hidden while there is nothing to go through. */
    private readonly element: HTMLElement,
    private readonly travel: (to: number) => void,
  ) {
    Object.assign(this.#slider, { type: 'range', min: '0', step: '1' });
    this.#slider.setAttribute('aria-label', 'Moment of this session');
    this.#slider.addEventListener('change', () => travel(Number(this.#slider.value)));
    this.element.append(this.#undo, this.#redo, this.#slider);
  }

  show(timeline: Timeline): void {
    const count = momentCount(timeline);
    this.#at = timeline.at;
    this.element.hidden = count === 0;
    this.#disable(this.#undo, timeline.at === 0, this.#redo);
    this.#disable(this.#redo, timeline.at === count, this.#undo);
    // With one moment only, the buttons say it all.
    this.#slider.hidden = count < 2;
    this.#slider.max = String(count);
    this.#slider.value = String(timeline.at);
    const last = momentNames(timeline)[timeline.at - 1];
    const text = last === undefined ? 'before the first line' : `${timeline.at} of ${count}: after ${last}`;
    this.#slider.setAttribute('aria-valuetext', text);
    this.#slider.title = text;
  }

  /** Who goes to one end by keyboard finds the way back under the focus. */
  #disable(one: HTMLButtonElement, isDisabled: boolean, other: HTMLButtonElement): void {
    const hadFocus = document.activeElement === one;
    one.disabled = isDisabled;
    if (!hadFocus || !isDisabled) return;
    other.disabled = false;
    other.focus({ preventScroll: true });
  }
}
