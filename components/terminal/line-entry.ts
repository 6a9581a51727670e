import type { CompletionReply } from '../../src/notes/protocol';

/** Keys that go to the program: what Ctrl and this key together send. */
const CONTROL_KEYS: Readonly<Record<string, string>> = {
  c: '^C',
  d: '^D',
  z: '^Z',
  p: '^P',
  q: '^Q',
  '\\': '^\\',
};
const MAX_HISTORY = 200;

/** Lines typed on this page, newest last: every terminal offers them. */
const pageHistory: string[] = [];

export interface LineTaker {
  line(text: string): void;
  keys(keys: string): void;
  complete(text: string, cursor: number): Promise<CompletionReply>;
  /** What does the line mean? */
  explain(): void;
  /** What could be typed, where there are several. */
  say(text: string): void;
}

/** The line in which a reader types, with its history, its completion, and keys for the program. */
export class LineEntry {
  readonly element = document.createElement('form');
  readonly #prompt = document.createElement('label');
  readonly #input = document.createElement('input');
  #historyAt = 0;
  #last = '';

  constructor(
    id: string,
    private readonly taker: LineTaker,
  ) {
    this.element.className = 'term-entry';
    this.#prompt.className = 'term-prompt';
    this.#prompt.htmlFor = id;
    this.prompt = '$ ';
    Object.assign(this.#input, { id, type: 'text', autocomplete: 'off', spellcheck: false });
    this.#input.setAttribute('autocapitalize', 'none');
    this.#input.setAttribute('autocorrect', 'off');
    this.#input.setAttribute('enterkeyhint', 'send');
    this.#input.setAttribute('aria-keyshortcuts', 'F1');
    this.#input.setAttribute('aria-label', 'Type a command and press Enter');
    this.element.append(this.#prompt, this.#input);
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#enter();
    });
    this.#input.addEventListener('keydown', (event) => this.#onKey(event));
  }

  set prompt(text: string) {
    if (this.#prompt.textContent !== text) this.#prompt.textContent = text;
  }

  set isOver(isOver: boolean) {
    this.#input.disabled = isOver;
  }

  /** What stands in the line, or the last that was typed in it; empty: nothing was. */
  get text(): string {
    return this.#input.value.trim() === '' ? this.#last : this.#input.value;
  }

  get hasFocus(): boolean {
    return document.activeElement === this.#input;
  }

  focus(): void {
    this.#input.focus({ preventScroll: true });
  }

  #enter(): void {
    const text = this.#input.value;
    this.#input.value = '';
    if (text.trim() !== '') this.#last = text;
    if (text.trim() !== '' && pageHistory.at(-1) !== text) pageHistory.push(text);
    if (pageHistory.length > MAX_HISTORY) pageHistory.shift();
    this.#historyAt = pageHistory.length;
    this.taker.line(text);
  }

  #onKey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (ctrlKey && !metaKey && !altKey && !shiftKey) {
      const keys = CONTROL_KEYS[key.toLowerCase()];
      const copies = key.toLowerCase() === 'c' && this.#input.selectionStart !== this.#input.selectionEnd;
      const ends = keys !== '^D' || this.#input.value === '';
      if (keys === undefined || copies || !ends) return;
      event.preventDefault();
      if (keys === '^C') this.#input.value = '';
      this.taker.keys(keys);
    } else if (key === 'ArrowUp' || key === 'ArrowDown') {
      event.preventDefault();
      this.#recall(key === 'ArrowUp' ? -1 : 1);
    } else if (key === 'Tab' && !shiftKey && this.#input.value !== '') {
      event.preventDefault();
      void this.#complete();
    } else if (key === 'F1') {
      event.preventDefault();
      this.taker.explain();
    } else if (key === 'Escape') {
      this.#input.value = '';
    }
  }

  #recall(by: number): void {
    const at = Math.min(Math.max(0, this.#historyAt + by), pageHistory.length);
    this.#historyAt = at;
    this.#input.value = pageHistory[at] ?? '';
  }

  async #complete(): Promise<void> {
    const { value, selectionStart } = this.#input;
    const cursor = selectionStart ?? value.length;
    const [{ completed }, reply] = await Promise.all([
      import('./completion'),
      this.taker.complete(value, cursor),
    ]);
    const { text, choices } = completed(value.slice(reply.from, cursor), reply.candidates);
    if (text !== undefined) this.#replace(reply.from, cursor, text);
    this.taker.say(choices);
  }

  #replace(from: number, to: number, text: string): void {
    const { value } = this.#input;
    this.#input.value = value.slice(0, from) + text + value.slice(to);
    this.#input.setSelectionRange(from + text.length, from + text.length);
  }
}
