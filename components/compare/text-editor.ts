import type { ContextFile } from '../../src/notes/comparison';
import { linesMarkup } from './comparison-markup';

/**
 * A file of the comparison that can be edited: a plain text area laid over the text as the page shows it, which stays
 * and shows colours and marked lines.
 */
export class TextEditor {
  readonly #input = document.createElement('textarea');
  readonly #shown: HTMLElement;
  readonly path: string;

  constructor(
    readonly element: HTMLElement,
    /** Of what it is, where several files have the same path. */
    label: string,
    private readonly mode: number,
    onEdit: () => void,
  ) {
    this.path = element.dataset['path'] ?? '';
    const pre = element.querySelector('pre');
    this.#shown = element.querySelector('code') ?? document.createElement('code');
    pre?.removeAttribute('tabindex');
    pre?.removeAttribute('aria-label');
    pre?.setAttribute('aria-hidden', 'true');
    Object.assign(this.#input, { value: this.#text(), wrap: 'off', spellcheck: false, autocomplete: 'off' });
    this.#input.setAttribute('autocapitalize', 'none');
    this.#input.setAttribute('autocorrect', 'off');
    this.#input.setAttribute('aria-label', `${this.path}${label === '' ? '' : `, ${label}`}`);
    this.#input.addEventListener('input', () => {
      this.#draw();
      onEdit();
    });
    this.#input.addEventListener('scroll', () => {
      if (pre) pre.scrollLeft = this.#input.scrollLeft;
    });
    pre?.after(this.#input);
    this.#draw();
  }

  /** Who was at the text as shown comes to the text area. */
  takeFocusFrom(element: Element | null): void {
    if (element !== null && this.element.contains(element)) this.#input.focus();
  }

  #text(): string {
    return [...this.#shown.querySelectorAll('.compare-line')]
      .map((line) => (line.textContent ?? '').replace(/\n$/, ''))
      .join('\n');
  }

  get file(): ContextFile {
    return { path: this.path, text: this.#input.value, mode: this.mode };
  }

  /** Takes a text over, if it is another one: the place where one types stays. */
  set text(text: string) {
    if (text === this.#input.value) return;
    this.#input.value = text;
    this.#draw();
  }

  #draw(): void {
    const text = this.#input.value;
    this.#input.rows = text.split('\n').length;
    this.#shown.innerHTML = linesMarkup(this.path, text).html;
  }

  /** Marks lines, counted from 1; none: no line. */
  mark(lines: { readonly from: number; readonly to: number } | undefined): void {
    for (const [index, line] of [...this.#shown.children].entries())
      line.classList.toggle('is-shown', lines !== undefined && index + 1 >= lines.from && index < lines.to);
  }
}
